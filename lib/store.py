"""Saved scenarios in a database: SQLite in var/ by default, PostgreSQL by its URL."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from lib import databases
from lib.errors import StaleScenario
from lib.model.scenario import Scenario

DEFAULT_URL = f"sqlite:///{Path(__file__).parents[1] / 'var' / 'scenarios.db'}"
MOST = 500  # scenarios listed, newest first

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
    """A saved scenario. body: its JSON. revision: goes up by one with every change. saved_at: UTC, when it last did."""

    id: str
    name: str
    body: str
    revision: int
    saved_at: datetime


class Store:
    """The list of saved scenarios. Every change names the revision it was made on, so that nobody's work is written over."""

    def __init__(self, url: str = DEFAULT_URL) -> None:
        """Open the database, and make its table where there is none."""
        place = databases.address(url)
        if place.drivername.startswith("sqlite") and place.database:
            Path(place.database).parent.mkdir(parents=True, exist_ok=True)
        self._engine = sa.create_engine(place, pool_pre_ping=True)
        _TABLES.create_all(self._engine)

    def listed(self) -> list[Kept]:
        """The newest first; deleted ones are left out."""
        wanted = sa.select(_SCENARIOS).where(_SCENARIOS.c.deleted_at.is_(None)).order_by(_SCENARIOS.c.saved_at.desc()).limit(MOST)
        with self._engine.connect() as connection:
            return [_kept(row) for row in connection.execute(wanted)]

    def get(self, id: str) -> Kept:
        """One saved scenario. Raises StaleScenario where it was deleted meanwhile."""
        wanted = sa.select(_SCENARIOS).where(_SCENARIOS.c.id == id, _SCENARIOS.c.deleted_at.is_(None))
        with self._engine.connect() as connection:
            row = connection.execute(wanted).first()
        if row is None:
            raise StaleScenario("This scenario was deleted meanwhile. Save yours as a new one to keep it.")
        return _kept(row)

    def add(self, scenario: Scenario) -> Kept:
        """Save as a new one."""
        made = Kept(id=uuid.uuid4().hex, name=scenario.name, body=scenario.to_json(), revision=1, saved_at=_now())
        row = {"id": made.id, "name": made.name, "body": made.body, "revision": made.revision, "saved_at": made.saved_at}
        with self._engine.begin() as connection:
            connection.execute(sa.insert(_SCENARIOS).values(row))
        return made

    def save(self, seen: Kept, scenario: Scenario) -> Kept:
        """Save over the one that was seen. Raises StaleScenario where someone else changed or deleted it since."""
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
        change = sa.update(_SCENARIOS).where(_SCENARIOS.c.id == id).values(deleted_at=None, revision=_SCENARIOS.c.revision + 1)
        with self._engine.begin() as connection:
            connection.execute(change)

    def _change(self, seen: Kept, **values: Any) -> Kept:
        at = _now()
        change = (
            sa.update(_SCENARIOS)
            .where(_SCENARIOS.c.id == seen.id, _SCENARIOS.c.revision == seen.revision, _SCENARIOS.c.deleted_at.is_(None))
            .values(revision=seen.revision + 1, saved_at=at, **values)
        )
        with self._engine.begin() as connection:
            if connection.execute(change).rowcount != 1:
                raise StaleScenario(
                    f"Someone else changed or deleted “{seen.name}” after you opened it, so yours was not saved over it. "
                    "Save yours as a new one, or open theirs again."
                )
        body, name = values.get("body", seen.body), values.get("name", seen.name)
        return Kept(id=seen.id, name=name, body=body, revision=seen.revision + 1, saved_at=at)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _kept(row: sa.Row) -> Kept:
    return Kept(id=row.id, name=row.name, body=row.body, revision=row.revision, saved_at=row.saved_at)
