"""All saved scenarios and their history in one file: `python -m lib.scenarios.backup FILE`.

It is text, a row a line: first what it holds, last a hash of the lines before, so that a file that
was cut short or altered is known.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from lib import databases
from lib.errors import StoreUnavailable
from lib.scenarios import versions
from lib.scenarios.store import DEFAULT_URL

KIND = "saved scenarios"
SECONDS = 30  # that a backup waits for a locked database
TABLES = (versions.SCENARIOS, versions.REVISIONS)


def backup(url: str, file: Path) -> int:
    """Write the file, which appears whole or not at all and for its owner alone; how many scenarios
    are in it. One moment of the database, whatever is saved meanwhile. Raises StoreUnavailable
    where the database is of another version."""
    part = file.with_name(f"{file.name}.part")
    engine = databases.engine(url, SECONDS)
    level = "REPEATABLE READ" if engine.dialect.name == "postgresql" else "SERIALIZABLE"
    with engine.connect().execution_options(isolation_level=level) as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        if versions.version(connection) != versions.CURRENT:
            raise StoreUnavailable(
                "The database of saved scenarios is of another version than this dashboard. Start"
                " the dashboard on it once, then make the backup."
            )
        lines = list(_lines(connection))
    part.touch(mode=0o600)
    with part.open("w", encoding="utf-8", newline="\n") as out:
        out.write("".join(lines))
        out.write(json.dumps({"sha256": hashed("".join(lines))}) + "\n")
        out.flush()
        os.fsync(out.fileno())
    part.replace(file)
    return int(json.loads(lines[0])[versions.SCENARIOS.name])


def hashed(text: str) -> str:
    """The hash that stands in the last line of a backup."""
    return hashlib.sha256(text.encode()).hexdigest()


def _lines(connection: sa.Connection) -> Iterator[str]:
    rows = {
        table.name: connection.execute(sa.select(table).order_by(*table.primary_key)).mappings()
        for table in TABLES
    }
    every = {name: [dict(row) for row in records] for name, records in rows.items()}
    counted = {name: len(records) for name, records in every.items()}
    yield json.dumps({"kind": KIND, "version": versions.CURRENT} | counted) + "\n"
    for name, records in every.items():
        for row in records:
            yield json.dumps({"table": name} | {k: _plain(v) for k, v in row.items()}) + "\n"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


if __name__ == "__main__":
    count = backup(os.environ.get("SCENARIOS_URL", DEFAULT_URL), Path(sys.argv[1]))
    print(f"{count} saved scenarios are in {sys.argv[1]}.")
