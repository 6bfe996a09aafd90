"""Saved scenarios in a database: SQLite in var/ by default, PostgreSQL by its URL."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from lib import databases
from lib.errors import StaleScenario, StoreUnavailable
from lib.scenarios.record import Scenario

DEFAULT_URL = f"sqlite:///{Path(__file__).parents[2] / 'var' / 'scenarios.db'}"
MOST = 500  # scenarios listed, newest first
LONGEST_SECONDS = 5  # that a reader waits for a database that is locked or does not answer
MAKING = 2019  # the lock under which one of several servers that start at once makes the table
# By SQLite's name of an error or PostgreSQL's code of it.
FAULTS = {
    "SQLITE_BUSY": "is locked by another program",
    "SQLITE_READONLY": "may not be written to",
    "SQLITE_FULL": "is full",
    "SQLITE_CANTOPEN": "cannot be opened",
    "25006": "may not be written to",
    "42501": "may not be written to",
    "53100": "is full",
    "55P03": "is locked by another program",
    "57014": "is locked by another program",
}

_TABLES = sa.MetaData()
_SCENARIOS = sa.Table(
    "scenarios",
    _TABLES,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("saved_at", sa.DateTime, nullable=False),
    sa.Column("deleted_at", sa.DateTime, nullable=True),
)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A saved scenario.

    Attributes
    ----------
    body
        Its JSON.
    revision
        Goes up by one with every change.
    saved_at
        UTC, when it last did.
    """

    id: str
    name: str
    body: str
    revision: int
    saved_at: datetime


class Store:
    """The list of saved scenarios. Every change names the revision it was made on, so that nobody's
    work is written over."""

    def __init__(self, url: str = DEFAULT_URL) -> None:
        """Open the database, and make its table where there is none. Raises StoreUnavailable, as
        every method does, where it cannot be opened, read or written now."""
        self._engine = databases.engine(url, LONGEST_SECONDS)
        if self._engine.dialect.name == "sqlite":
            _make_folder(self._engine.url)
        with self._begin() as connection:
            if not sa.inspect(connection).has_table(_SCENARIOS.name):
                _make_table(connection)

    def check(self) -> None:
        """Raises StoreUnavailable where the database does not answer."""
        with self._begin() as connection:
            connection.execute(sa.select(1))

    def listed(self) -> list[Kept]:
        """The newest first; deleted ones are left out."""
        wanted = (
            sa.select(_SCENARIOS)
            .where(_SCENARIOS.c.deleted_at.is_(None))
            .order_by(_SCENARIOS.c.saved_at.desc())
            .limit(MOST)
        )
        with self._begin() as connection:
            return [_kept(row) for row in connection.execute(wanted)]

    def get(self, id: str) -> Kept:
        """One saved scenario. Raises StaleScenario where it was deleted meanwhile."""
        wanted = sa.select(_SCENARIOS).where(
            _SCENARIOS.c.id == id, _SCENARIOS.c.deleted_at.is_(None)
        )
        with self._begin() as connection:
            row = connection.execute(wanted).first()
        if row is None:
            raise StaleScenario(
                "This scenario was deleted meanwhile. Save yours as a new one to keep it."
            )
        return _kept(row)

    def add(self, scenario: Scenario) -> Kept:
        """Save as a new one."""
        kept = Kept(
            id=uuid.uuid4().hex,
            name=scenario.name,
            body=scenario.to_json(),
            revision=1,
            saved_at=_now(),
        )
        row = {
            "id": kept.id,
            "name": kept.name,
            "body": kept.body,
            "revision": kept.revision,
            "saved_at": kept.saved_at,
        }
        with self._begin() as connection:
            connection.execute(sa.insert(_SCENARIOS).values(row))
        return kept

    def save(self, seen: Kept, scenario: Scenario) -> Kept:
        """Save over the one that was seen. Raises StaleScenario where someone else changed or
        deleted it since."""
        return self._change(seen, name=scenario.name, body=scenario.to_json())

    def rename(self, seen: Kept, scenario: Scenario, name: str) -> Kept:
        """scenario: what `seen` holds."""
        return self.save(seen, scenario.model_copy(update={"name": name}))

    def duplicate(self, scenario: Scenario) -> Kept:
        """A copy under a name of its own."""
        return self.add(scenario.model_copy(update={"name": f"Copy of {scenario.name}"[:80]}))

    def delete(self, seen: Kept) -> None:
        """Take it off the list; `restore` brings it back."""
        self._change(seen, deleted_at=_now())

    def restore(self, id: str) -> None:
        """Undo a deletion."""
        change = (
            sa.update(_SCENARIOS)
            .where(_SCENARIOS.c.id == id)
            .values(deleted_at=None, revision=_SCENARIOS.c.revision + 1)
        )
        with self._begin() as connection:
            connection.execute(change)

    @contextmanager
    def _begin(self) -> Iterator[sa.Connection]:
        """A transaction. Raises StoreUnavailable, with what the database says translated, where it
        cannot be had or kept."""
        try:
            with self._engine.begin() as connection:
                if connection.dialect.name == "postgresql":  # it would wait for a lock for ever
                    connection.exec_driver_sql(
                        f"SET LOCAL statement_timeout = '{LONGEST_SECONDS}s'"
                    )
                yield connection
        except (sa.exc.IntegrityError, sa.exc.DataError):
            raise  # a fault of ours, and not of the database's day
        except (sa.exc.DBAPIError, sa.exc.TimeoutError) as fault:
            raise _unavailable(fault) from fault

    def _change(self, seen: Kept, **values: Any) -> Kept:
        at = _now()
        change = (
            sa.update(_SCENARIOS)
            .where(
                _SCENARIOS.c.id == seen.id,
                _SCENARIOS.c.revision == seen.revision,
                _SCENARIOS.c.deleted_at.is_(None),
            )
            .values(revision=seen.revision + 1, saved_at=at, **values)
        )
        with self._begin() as connection:
            if connection.execute(change).rowcount != 1:
                raise StaleScenario(
                    f"Someone else changed or deleted “{seen.name}” after you opened it, so yours"
                    " was not saved over it. Save yours as a new one, or open theirs again."
                )
        body, name = values.get("body", seen.body), values.get("name", seen.name)
        return Kept(id=seen.id, name=name, body=body, revision=seen.revision + 1, saved_at=at)


def _make_folder(place: sa.URL) -> None:
    try:
        Path(place.database or "").parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise _unavailable(fault) from fault


def _make_table(connection: sa.Connection) -> None:
    """One of several servers makes it, and the others find it made."""
    # there, two who both find that it does not exist would both make it
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MAKING)))
    connection.execute(sa.schema.CreateTable(_SCENARIOS, if_not_exists=True))


def _unavailable(fault: Exception) -> StoreUnavailable:
    """What happened in a sentence; nothing of what the database says of itself or of what was to be
    written."""
    cause = getattr(fault, "orig", None)
    name = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
    happened = next(
        (said for code, said in FAULTS.items() if name.startswith(code)), "does not answer"
    )
    return StoreUnavailable(
        f"The database of saved scenarios {happened}, so none can be opened, saved or changed there"
        " now. What you typed is still on the page: try again in a minute, or download the"
        " scenario as a file from “Keep and send”."
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _kept(row: sa.Row) -> Kept:
    return Kept(
        id=row.id, name=row.name, body=row.body, revision=row.revision, saved_at=row.saved_at
    )
