"""Saved scenarios in a database: SQLite in var/ by default, PostgreSQL by its URL."""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from lib import databases
from lib.errors import StaleScenario, StoreUnavailable
from lib.roles import LOCAL, Person
from lib.scenarios import versions
from lib.scenarios.record import Scenario
from lib.scenarios.versions import REVISIONS, SCENARIOS

DEFAULT_URL = f"sqlite:///{Path(__file__).parents[2] / 'var' / 'scenarios.db'}"
MOST = 500  # scenarios listed, newest first
LONGEST_SECONDS = 5  # that a reader waits for a database that is locked or does not answer
GRACE_SECONDS = 1  # more, in which the database may say itself what it waits for
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


# Until when a database that did not answer is not asked again, by its address, in seconds of a
# clock that nobody sets: a page asks more than once, and many readers do.
_silent: dict[str, float] = {}


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
    owner, owner_name
        The person who saved it first (`roles.Person`); "" without sign-in.
    is_public
        Whether everyone has it on their list.
    key
        What a short link to it has; nobody guesses it.
    """

    id: str
    name: str
    body: str
    revision: int
    saved_at: datetime
    owner: str = ""
    owner_name: str = ""
    is_public: bool = False
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Revision:
    """What a saved scenario was after one change. changed_at: UTC."""

    revision: int
    name: str
    body: str
    change: str
    changed_at: datetime
    changed_by_name: str


class Store:
    """The list of saved scenarios. Every change names the revision it was made on, so that nobody's
    work is written over, and who makes it. Whether they may is asked before (lib/ui/access.py)."""

    def __init__(self, url: str = DEFAULT_URL) -> None:
        """Open the database, and bring its tables to this version. Raises StoreUnavailable, as
        every method does, where it cannot be opened, read or written now."""
        self._url, self._engine = url, databases.engine(url, LONGEST_SECONDS)
        if self._engine.dialect.name == "sqlite":
            _make_folder(self._engine.url)
        with self._begin() as connection:
            versions.migrate(connection)

    def check(self) -> None:
        """Raises StoreUnavailable where the database does not answer."""
        with self._begin() as connection:
            connection.execute(sa.select(1))

    def listed(self, to: Person = LOCAL) -> list[Kept]:
        """Those that a person may see, the newest first; deleted ones are left out."""
        wanted = (
            sa.select(SCENARIOS)
            .where(SCENARIOS.c.deleted_at.is_(None))
            .order_by(SCENARIOS.c.saved_at.desc())
            .limit(MOST)
        )
        if not to.may("every_scenario"):
            own = SCENARIOS.c.owner == to.id if to.may("change") else sa.false()
            wanted = wanted.where(own | SCENARIOS.c.is_public)
        return self._all(wanted)

    def get(self, id: str) -> Kept:
        """One saved scenario. Raises StaleScenario where it was deleted meanwhile."""
        return self._one(
            SCENARIOS.c.id == id,
            "This scenario was deleted meanwhile. Save yours as a new one to keep it.",
        )

    def by_key(self, key: str) -> Kept:
        """The scenario that a short link opens, for whoever has the link. Raises StaleScenario
        where there is none."""
        known = SCENARIOS.c.link_key == key if versions.KEY.fullmatch(key) else sa.false()
        return self._one(
            known,
            "The scenario of this link was deleted, or the link was cut short. Ask whoever sent it"
            " for another.",
        )

    def history(self, id: str) -> list[Revision]:
        """Every change that is known of one, the latest first."""
        wanted = (
            sa.select(REVISIONS)
            .where(REVISIONS.c.scenario == id)
            .order_by(REVISIONS.c.revision.desc())
        )
        with self._begin() as connection:
            return [
                Revision(
                    revision=row.revision,
                    name=row.name,
                    body=row.body,
                    change=row.change,
                    changed_at=row.changed_at,
                    changed_by_name=row.changed_by_name,
                )
                for row in connection.execute(wanted)
            ]

    def add(self, scenario: Scenario, by: Person = LOCAL) -> Kept:
        """Save as a new one, theirs."""
        kept = Kept(
            id=uuid.uuid4().hex,
            name=scenario.name,
            body=scenario.to_json(),
            revision=1,
            saved_at=_now(),
            owner=by.id,
            owner_name=by.name,
            key=versions.new_key(),
        )
        row = {
            "id": kept.id,
            "name": kept.name,
            "body": kept.body,
            "revision": kept.revision,
            "saved_at": kept.saved_at,
            "owner": kept.owner,
            "owner_name": kept.owner_name,
            "link_key": kept.key,
        }
        with self._begin() as connection:
            connection.execute(sa.insert(SCENARIOS).values(row))
            _note(connection, kept, "Saved", by)
        return kept

    def save(self, seen: Kept, scenario: Scenario, by: Person = LOCAL) -> Kept:
        """Save over the one that was seen. Raises StaleScenario where someone else changed or
        deleted it since."""
        return self._change(seen, "Saved", by, name=scenario.name, body=scenario.to_json())

    def rename(self, seen: Kept, scenario: Scenario, name: str, by: Person = LOCAL) -> Kept:
        """scenario: what `seen` holds."""
        named = scenario.model_copy(update={"name": name})
        return self._change(seen, "Renamed", by, name=name, body=named.to_json())

    def put_back(self, seen: Kept, earlier: Revision, by: Person = LOCAL) -> Kept:
        """Undo: what it was after an earlier change, as a new change."""
        change = f"Put back as it was in revision {earlier.revision}"
        return self._change(seen, change, by, name=earlier.name, body=earlier.body)

    def make_public(self, seen: Kept, is_public: bool, by: Person = LOCAL) -> Kept:
        """Put it on everyone's list, or take it off there: then its short link is another, for
        everyone has seen the one before."""
        if is_public:
            return self._change(seen, "Made public", by, is_public=True)
        return self._change(replace(seen, key=""), "Made private", by, is_public=False)

    def duplicate(self, scenario: Scenario, by: Person = LOCAL) -> Kept:
        """A copy under a name of its own, which is the plan of no year."""
        called = {"name": f"Copy of {scenario.name}"[:80], "plan_year": "", "plan_from": ""}
        copy = scenario.model_copy(update=called)
        return self.add(copy, by)

    def delete(self, seen: Kept, by: Person = LOCAL) -> None:
        """Take it off the list; `restore` brings it back."""
        self._change(seen, "Deleted", by, deleted_at=_now())

    def restore(self, id: str, by: Person = LOCAL) -> None:
        """Undo a deletion."""
        change = (
            sa.update(SCENARIOS)
            .where(SCENARIOS.c.id == id)
            .values(deleted_at=None, revision=SCENARIOS.c.revision + 1)
        )
        with self._begin() as connection:
            connection.execute(change)
            row = connection.execute(sa.select(SCENARIOS).where(SCENARIOS.c.id == id)).first()
            if row is not None:
                back = replace(_kept(row), saved_at=_now())  # on the list its date stays
                _note(connection, back, "Brought back", by)

    @contextmanager
    def _begin(self) -> Iterator[sa.Connection]:
        """A transaction. Raises StoreUnavailable, with what the database says translated, where it
        cannot be had or kept, or does not come to an end in time."""
        began = time.monotonic()
        if began < _silent.get(self._url, began):
            raise _unavailable()
        try:
            with (
                databases.within(LONGEST_SECONDS + GRACE_SECONDS),
                self._engine.begin() as connection,
            ):
                if connection.dialect.name == "postgresql":  # it would wait for a lock for ever
                    connection.exec_driver_sql(
                        f"SET LOCAL statement_timeout = '{LONGEST_SECONDS}s'"
                    )
                yield connection
        except (sa.exc.IntegrityError, sa.exc.DataError):
            raise  # a fault of ours, and not of the database's day
        except (sa.exc.DBAPIError, sa.exc.TimeoutError) as fault:
            now = time.monotonic()
            if not _code(fault) and now - began >= LONGEST_SECONDS:
                _silent[self._url] = now + LONGEST_SECONDS
            raise _unavailable(fault) from fault

    def _one(self, which: sa.ColumnElement[bool], gone: str) -> Kept:
        """Raises StaleScenario, saying it is gone, where there is none."""
        one = self._all(sa.select(SCENARIOS).where(which, SCENARIOS.c.deleted_at.is_(None)))
        if not one:
            raise StaleScenario(gone)
        return one[0]

    def _all(self, wanted: sa.Select) -> list[Kept]:
        """Those that are asked for, each with a key."""
        with self._begin() as connection:
            rows = list(connection.execute(wanted))
        if any(row.link_key is None for row in rows):
            with suppress(StoreUnavailable), self._begin() as connection:  # it may be read-only
                versions.give_keys(connection)
            with self._begin() as connection:
                rows = list(connection.execute(wanted))
        return [_kept(row) for row in rows]

    def _change(self, seen: Kept, change: str, by: Person, **values: Any) -> Kept:
        """Write the values, and a row of its history. change: what it is called there."""
        at, key = _now(), seen.key or versions.new_key()
        written = (
            sa.update(SCENARIOS)
            .where(
                SCENARIOS.c.id == seen.id,
                SCENARIOS.c.revision == seen.revision,
                SCENARIOS.c.deleted_at.is_(None),
            )
            .values(revision=seen.revision + 1, saved_at=at, link_key=key, **values)
        )
        kept = replace(
            seen,
            name=values.get("name", seen.name),
            body=values.get("body", seen.body),
            is_public=values.get("is_public", seen.is_public),
            revision=seen.revision + 1,
            saved_at=at,
            key=key,
        )
        with self._begin() as connection:
            if connection.execute(written).rowcount != 1:
                raise StaleScenario(
                    f"Someone else changed or deleted “{seen.name}” after you opened it, so yours"
                    " was not saved over it. Save yours as a new one, or open theirs again."
                )
            _note_if_missing(connection, seen)
            _note(connection, kept, change, by)
        return kept


def _make_folder(place: sa.URL) -> None:
    try:
        Path(place.database or "").parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise _unavailable(fault) from fault


def _note(connection: sa.Connection, kept: Kept, change: str, by: Person) -> None:
    """A row of the history: what it is now."""
    row = {
        "scenario": kept.id,
        "revision": kept.revision,
        "name": kept.name,
        "body": kept.body,
        "change": change,
        "changed_at": kept.saved_at,
        "changed_by": by.id,
        "changed_by_name": by.name,
    }
    connection.execute(sa.insert(REVISIONS).values(row))


def _note_if_missing(connection: sa.Connection, seen: Kept) -> None:
    """A row of what it was before, where a server of an earlier version wrote that."""
    there = sa.select(REVISIONS.c.revision).where(
        REVISIONS.c.scenario == seen.id, REVISIONS.c.revision == seen.revision
    )
    if connection.execute(there).first() is None:
        before = Person(id=seen.owner, name=seen.owner_name)
        _note(connection, seen, "Saved by an earlier version", before)


def _code(fault: Exception | None) -> str:
    """The database's own name of an error; "" where none came from it."""
    cause = getattr(fault, "orig", None)
    return getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""


def _unavailable(fault: Exception | None = None) -> StoreUnavailable:
    """What happened in a sentence; nothing of what the database says of itself or of what was to be
    written. Without a fault it does not answer."""
    name = _code(fault)
    happened = next(
        (sentence for code, sentence in FAULTS.items() if name.startswith(code)), "does not answer"
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
        id=row.id,
        name=row.name,
        body=row.body,
        revision=row.revision,
        saved_at=row.saved_at,
        owner=row.owner,
        owner_name=row.owner_name,
        is_public=row.is_public,
        key=row.link_key or "",
    )
