"""A backup of saved scenarios, back into an empty database: `python -m lib.scenarios.restore
FILE`."""

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from lib import databases
from lib.errors import BadBackup
from lib.scenarios import versions
from lib.scenarios.backup import KIND, SECONDS, TABLES, hashed
from lib.scenarios.store import DEFAULT_URL, Store


def restore(url: str, file: Path) -> int:
    """Put every row of a backup into the database, all or none; how many scenarios there were.
    Raises BadBackup where the file is not whole, or the database already has scenarios."""
    rows = _read(file)
    Store(url)  # makes the tables
    with databases.engine(url, SECONDS).begin() as connection:
        if connection.execute(sa.select(versions.SCENARIOS.c.id).limit(1)).first() is not None:
            raise BadBackup(
                "The database already has saved scenarios, which a restore would mix with others."
                " Name an empty one in SCENARIOS_URL."
            )
        for table in TABLES:
            if rows[table.name]:
                connection.execute(sa.insert(table), rows[table.name])
    return len(rows[versions.SCENARIOS.name])


def _read(file: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table."""
    text = file.read_text(encoding="utf-8")
    *lines, last = text.splitlines(keepends=True) or [""]
    try:
        whole = json.loads(last)["sha256"] == hashed("".join(lines))
        first, *rest = [json.loads(line) for line in lines] if whole else [{}]
    except (ValueError, KeyError, TypeError):
        whole, first, rest = False, {}, []
    if not whole or first.get("kind") != KIND:
        raise BadBackup(f"{file.name} is no whole backup of saved scenarios. Choose another one.")
    if first["version"] > versions.CURRENT:
        raise BadBackup(
            f"{file.name} was made by a later version of this dashboard. Restore it with that one."
        )
    rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in TABLES}
    for row in rest:
        table = next(table for table in TABLES if table.name == row["table"])
        rows[table.name].append(
            {column.name: _typed(column, row[column.name]) for column in table.columns}
        )
    return rows


def _typed(column: sa.Column, value: Any) -> Any:
    is_date = isinstance(column.type, sa.DateTime) and value is not None
    return datetime.fromisoformat(value) if is_date else value


if __name__ == "__main__":
    count = restore(os.environ.get("SCENARIOS_URL", DEFAULT_URL), Path(sys.argv[1]))
    print(f"{count} saved scenarios are back from {sys.argv[1]}.")
