"""A database that any released version wrote opens in this one, with all that was saved, and is the
same as one that this version makes."""

import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from lib import databases
from lib.errors import StaleScenario, StoreUnavailable
from lib.roles import Person
from lib.scenarios import versions
from lib.scenarios.record import Scenario, from_json
from lib.scenarios.store import Store
from tests.conftest import ROOT
from tests.lib.scenarios.databases import empty_database

# Written by the code of each version; 0.1.0 kept none. PostgreSQL's name of a type is put in.
RELEASED = {
    file.stem: file.read_text(encoding="utf-8")
    for file in sorted((ROOT / "tests/fixtures/stores").glob("*.sql"))
} | {"0.1.0": ""}
DIALECTS = ("sqlite", "postgresql")


@pytest.fixture(params=DIALECTS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return empty_database(request, request.param, tmp_path)


def written(url: str, dump: str) -> str:
    """A database as a dump has it."""
    engine = databases.engine(url, 5)
    if engine.dialect.name == "postgresql":
        dump = dump.replace("DATETIME", "TIMESTAMP")
    statements = [part for part in dump.split(";\n") if part.strip()]
    with engine.begin() as connection:
        for statement in statements:
            if statement not in ("BEGIN TRANSACTION", "COMMIT"):
                connection.exec_driver_sql(statement)
    engine.dispose()
    return url


def shape(url: str) -> dict[str, set[tuple[str, str, bool]]]:
    """Tables, their columns, types and whether they may be empty."""
    engine = databases.engine(url, 5)
    tables = sa.inspect(engine)
    columns = {
        name: {
            (column["name"], str(column["type"]), column["nullable"])
            for column in tables.get_columns(name)
        }
        for name in tables.get_table_names()
    }
    engine.dispose()
    return columns


def test_every_release_has_its_dump() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = {line.split()[1] for line in changelog.splitlines() if line.startswith("## ")}
    assert released <= {name.split("-")[0] for name in RELEASED}


@pytest.mark.parametrize("release", RELEASED)
def test_what_a_release_saved_opens_and_can_be_changed(empty: str, release: str) -> None:
    store = Store(written(empty, RELEASED[release]))
    listed = store.listed()
    assert len(listed) == (release != "0.1.0")
    for kept in listed:
        assert (kept.name, kept.revision) == ("Second thoughts", 2)
        scenario = from_json(kept.body, [])
        assert scenario.reason == "Agreed in March"
        assert (kept.owner, kept.is_public) == ("", False)
        assert store.by_key(kept.key) == kept
        changed = store.save(kept, scenario.model_copy(update={"reason": "Changed"}))
        past = store.history(kept.id)
        assert [one.revision for one in past] == [3, 2]
        assert past[1].change == "Saved by an earlier version" and past[1].body == kept.body
        assert store.put_back(changed, past[1]).body == kept.body


@pytest.mark.parametrize("release", RELEASED)
def test_a_database_of_a_release_becomes_what_this_version_makes(
    request: pytest.FixtureRequest, tmp_path: Path, release: str
) -> None:
    for dialect in DIALECTS:
        folder = tmp_path / dialect
        folder.mkdir()
        url = empty_database(request, dialect, folder)
        Store(written(url, RELEASED[release]))
        migrated = shape(url)
        url = empty_database(request, dialect, folder)
        Store(url)
        assert migrated == shape(url) and {"scenarios", "revisions"} <= migrated.keys()


def test_the_tables_are_those_that_this_version_declares(empty: str) -> None:
    Store(empty)
    declared = {
        table.name: {(c.name, c.nullable) for c in table.columns}
        for table in versions.TABLES.sorted_tables
    }
    there = {name: {column[::2] for column in columns} for name, columns in shape(empty).items()}
    assert there == declared


def test_servers_that_start_at_once_on_an_old_database_all_come_up(empty: str) -> None:
    written(empty, RELEASED["0.3.0"])
    faults: list[BaseException] = []
    start = threading.Barrier(8)

    def open_it() -> None:
        start.wait()
        try:
            Store(empty)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == [] and len(Store(empty).listed()) == 1


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(empty, RELEASED["0.3.0"])
    before = shape(empty)

    def fail(connection: sa.Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE scenarios ADD COLUMN half INTEGER")
        connection.exec_driver_sql("SELECT nothing FROM nowhere")

    monkeypatch.setattr(versions, "STEPS", (*versions.STEPS, fail))
    monkeypatch.setattr(versions, "CURRENT", 3)
    with pytest.raises(StoreUnavailable):
        Store(empty)
    assert shape(empty) == before


def test_a_server_of_the_version_before_writes_beside_this_one(empty: str) -> None:
    """While servers are started anew one by one: its row has none of the new columns."""
    store = Store(empty)
    old = "INSERT INTO scenarios VALUES ('a', 'Old', '{body}', 1, '2026-01-01 00:00:00', NULL)"
    body = Scenario(name="Old").to_json()
    columns = "(id, name, body, revision, saved_at, deleted_at)"
    statement = old.replace("scenarios VALUES", f"scenarios {columns} VALUES")
    written(empty, statement.replace("{body}", body) + ";\n")
    (kept,) = store.listed()
    assert kept.key and not kept.is_public  # a short link leads to it before anybody changes it
    assert store.by_key(kept.key) == kept == store.get("a")
    with pytest.raises(StaleScenario):
        store.by_key("")
    changed = store.make_public(kept, True, Person(id="b", name="B"))
    assert store.by_key(changed.key) == changed
    assert [one.change for one in store.history("a")] == [
        "Made public",
        "Saved by an earlier version",
    ]


def test_a_database_of_a_later_version_is_refused_in_a_sentence(empty: str) -> None:
    Store(empty)
    written(empty, f"UPDATE store_version SET version = {versions.CURRENT + 1};\n")
    with pytest.raises(StoreUnavailable, match="a later version of this dashboard"):
        Store(empty)
