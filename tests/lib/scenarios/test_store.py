"""Saved scenarios on SQLite and on a PostgreSQL server that these tests start themselves: locked,
full, read-only, stopped or killed, they say so, and nothing that was acknowledged is lost."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from lib.errors import StaleScenario, StoreUnavailable
from lib.roles import ADMIN, PLANNER, READER, Person
from lib.scenarios import store as stores
from lib.scenarios.record import Levers, Scenario, from_json
from lib.scenarios.store import Store
from tests.conftest import ROOT, postgres_server
from tests.lib.scenarios.databases import empty_database

AREA = "E09000900"  # made up
ONE = Scenario(name="First plan", reason="Agreed in March", levers=Levers(changes={AREA: 212_000}))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return (
        f"sqlite:///{tmp_path}/var/scenarios.db"
        if request.param == "sqlite"
        else request.getfixturevalue("postgres")
    )


def opened(url: str) -> Store:
    """A store with nothing listed."""
    store = Store(url)
    for kept in store.listed():
        store.delete(kept)
    return store


def test_what_is_saved_is_there_after_a_restart(url: str) -> None:
    kept = opened(url).add(ONE)
    again = Store(url).get(kept.id)
    assert (again.name, again.revision) == ("First plan", 1)
    assert from_json(again.body, [AREA]) == ONE


def test_list_rename_duplicate_delete_and_undo(url: str) -> None:
    store = opened(url)
    first = store.add(ONE)
    copy = store.duplicate(ONE)
    assert [k.name for k in store.listed()] == ["Copy of First plan", "First plan"]
    renamed = store.rename(first, ONE, "Second thoughts")
    assert (
        renamed.revision == 2
        and from_json(store.get(first.id).body, [AREA]).name == "Second thoughts"
    )
    store.delete(copy)
    assert [k.id for k in store.listed()] == [first.id]
    with pytest.raises(StaleScenario, match="was deleted meanwhile"):
        store.get(copy.id)
    store.restore(copy.id)
    assert {k.id for k in store.listed()} == {first.id, copy.id}


def test_the_second_of_two_who_save_loses_nothing_and_is_told(url: str) -> None:
    store = opened(url)
    seen_by_both = store.add(ONE)
    mine, yours = (ONE.model_copy(update={"reason": who}) for who in ("mine", "yours"))
    store.save(seen_by_both, mine)
    with pytest.raises(
        StaleScenario,
        match=r"Someone else changed or deleted “First plan”.*Save yours as a new one",
    ):
        store.save(seen_by_both, yours)
    assert from_json(store.get(seen_by_both.id).body, [AREA]).reason == "mine"
    store.add(yours)
    assert len(store.listed()) == 2


def test_of_many_who_save_at_once_exactly_one_wins(url: str) -> None:
    store = opened(url)
    seen = store.add(ONE)
    start, won, told = threading.Barrier(8), [], []

    def save(i: int) -> None:
        own = Store(url)
        start.wait()
        try:
            won.append(own.save(seen, ONE.model_copy(update={"reason": f"writer {i}"})))
        except StaleScenario as fault:
            told.append(fault)

    threads = [threading.Thread(target=save, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1 and len(told) == 7
    assert store.get(seen.id).body == won[0].body


def test_one_that_was_deleted_is_not_written_to(url: str) -> None:
    store = opened(url)
    seen = store.add(ONE)
    store.delete(seen)
    for change in (lambda: store.save(seen, ONE), lambda: store.delete(seen)):
        with pytest.raises(StaleScenario):
            change()
    assert store.listed() == []


NOBODY = 65534
SAVING = """
import sys
from lib.scenarios.record import Scenario
from lib.scenarios.store import Store
store = Store(sys.argv[1])
for i in range(100_000):
    print(store.add(Scenario(name=f"number {i}")).id, flush=True)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return empty_database(request, request.param, tmp_path)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "LONGEST_SECONDS", 1)


def at_once(jobs: list) -> list[BaseException]:
    """What went wrong in jobs that all start at the same moment."""
    start, faults = threading.Barrier(len(jobs)), []

    def run(job) -> None:
        start.wait()
        try:
            job()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def test_twelve_servers_that_start_at_once_on_an_empty_database_all_come_up(empty: str) -> None:
    assert at_once([lambda: Store(empty)] * 12) == []
    assert Store(empty).listed() == []


def test_of_twenty_writers_no_update_is_lost(empty: str) -> None:
    id = Store(empty).add(ONE.model_copy(update={"reason": ""})).id

    def append(i: int) -> None:
        own = Store(empty)
        while True:
            seen = own.get(id)
            scenario = from_json(seen.body, [AREA])
            try:
                own.save(seen, scenario.model_copy(update={"reason": f"{scenario.reason} {i}"}))
                return
            except StaleScenario:
                continue

    assert at_once([lambda i=i: append(i) for i in range(20)]) == []
    kept = Store(empty).get(id)
    assert (
        sorted(map(int, from_json(kept.body, [AREA]).reason.split())) == list(range(20))
        and kept.revision == 21
    )


def test_what_was_acknowledged_survives_a_killed_server(empty: str) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", SAVING, empty], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    acknowledged = [server.stdout.readline().strip() for _ in range(20)]
    server.send_signal(signal.SIGKILL)
    acknowledged += [line.strip() for line in server.stdout if len(line) == 33]
    server.wait()
    kept = {one.id for one in Store(empty).listed()}
    assert len(acknowledged) >= 20 and set(acknowledged) <= kept


def test_a_locked_database_is_said_and_works_again_once_it_is_free(
    empty: str, impatient: None
) -> None:
    store = Store(empty)
    seen = store.add(ONE)
    if empty.startswith("sqlite"):
        other = sqlite3.connect(empty.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
    else:
        other = psycopg.connect(empty)
        other.execute("LOCK TABLE scenarios IN ACCESS EXCLUSIVE MODE")
    for job in (
        store.listed,
        lambda: store.add(ONE),
        lambda: store.save(seen, ONE),
        lambda: store.delete(seen),
    ):
        with pytest.raises(
            StoreUnavailable,
            match=r"is locked by another program.*What you typed is still on the page",
        ):
            job()
    other.rollback()
    other.close()
    assert store.save(seen, ONE).revision == 2


def test_a_full_database_is_said(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/scenarios.db")
    kept = store.add(ONE)
    sa.event.listen(
        store._engine,
        "connect",
        lambda connection, _: connection.execute("PRAGMA max_page_count = 4"),
    )
    store._engine.dispose()
    with pytest.raises(StoreUnavailable, match="is full"):
        for _ in range(20):
            store.add(ONE.model_copy(update={"reason": "x" * 2000}))
    assert kept in store.listed()


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder that anybody can read, and no rights beyond that: those of root would write to a
    read-only file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        Store(f"sqlite:///{folder}/scenarios.db").add(ONE)
        (folder / "scenarios.db").chmod(0o444)
        was = os.geteuid()
        if was == 0:
            os.seteuid(NOBODY)
        yield folder
        os.seteuid(was)


def test_a_read_only_file_is_listed_and_its_changes_refused_in_a_sentence(as_nobody: Path) -> None:
    store = Store(f"sqlite:///{as_nobody}/scenarios.db")
    (kept,) = store.listed()
    for job in (lambda: store.add(ONE), lambda: store.delete(kept)):
        with pytest.raises(StoreUnavailable, match="may not be written to"):
            job()
    with pytest.raises(StoreUnavailable, match=r"cannot be opened|does not answer"):
        Store(f"sqlite:///{as_nobody}/var/scenarios.db")


def test_a_read_only_server_is_listed_and_its_changes_refused_in_a_sentence(postgres: str) -> None:
    kept = Store(postgres).add(ONE)
    store = Store(f"{postgres}?options=-c%20default_transaction_read_only%3Don")
    assert kept.id in {one.id for one in store.listed()}
    with pytest.raises(StoreUnavailable, match="may not be written to"):
        store.add(ONE)
    Store(postgres).delete(kept)


def test_a_stopped_server_is_said() -> None:
    with postgres_server() as (address, server):
        store = Store(address)
        store.add(ONE)
        server.send_signal(signal.SIGINT)
        server.wait()
        for job in (store.listed, lambda: store.add(ONE), lambda: Store(address)):
            with pytest.raises(StoreUnavailable, match="does not answer"):
                job()


def test_no_error_says_what_was_to_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(f"sqlite:///{tmp_path}/scenarios.db")
    id = store.add(ONE).id
    monkeypatch.setattr(stores.uuid, "uuid4", lambda: stores.uuid.UUID(id))
    with pytest.raises(sa.exc.IntegrityError) as fault:
        store.add(ONE)
    assert "First plan" not in str(fault.value) and "parameters hidden" in str(fault.value)


ANN, BEN = (Person(id=name, name=name, role=PLANNER) for name in ("ann", "ben"))
SOMEONE, CHIEF = Person(), Person(id="chief", name="chief", role=ADMIN)


def test_a_list_has_a_persons_own_and_the_public_ones_and_an_admins_has_all(empty: str) -> None:
    store = Store(empty)
    names = {
        ("ann", False): store.add(ONE, ANN),
        ("ann", True): store.make_public(store.add(ONE, ANN), True, ANN),
        ("ben", False): store.add(ONE, BEN),
        ("", False): store.add(ONE),
        ("", True): store.make_public(store.add(ONE), True),
    }
    for person in (ANN, BEN, SOMEONE, CHIEF, Person(id="ann", role=READER)):
        listed = {kept.id for kept in store.listed(person)}
        may_see = {k.id for (own, public), k in names.items() if person.may_see(own, public)}
        assert listed == may_see and len(listed) == {"ann": 3, "ben": 3, "": 2, "chief": 5}[
            person.id
        ] - (person.role is READER and person.id == "ann")


def test_the_history_says_who_did_what_and_any_revision_can_be_put_back(empty: str) -> None:
    store = Store(empty)
    first = store.add(ONE, ANN)
    second = store.save(first, ONE.model_copy(update={"reason": "Worse"}), BEN)
    third = store.rename(second, from_json(second.body, [AREA]), "Other", BEN)
    back = store.put_back(third, store.history(first.id)[-1], ANN)
    assert from_json(back.body, [AREA]) == ONE and (back.name, back.revision) == (ONE.name, 4)
    assert (back.owner, back.owner_name) == ("ann", "ann")  # whoever changes it
    store.delete(back, CHIEF)
    store.restore(first.id, ANN)
    assert [(h.revision, h.change, h.changed_by_name) for h in store.history(first.id)] == [
        (6, "Brought back", "ann"),
        (5, "Deleted", "chief"),
        (4, "Put back as it was in revision 1", "ann"),
        (3, "Renamed", "ben"),
        (2, "Saved", "ben"),
        (1, "Saved", "ann"),
    ]
    assert from_json(store.history(first.id)[3].body, [AREA]).name == "Other"


def test_an_undo_does_not_write_over_what_was_not_seen(empty: str) -> None:
    store = Store(empty)
    seen = store.add(ONE, ANN)
    store.save(seen, ONE, BEN)
    with pytest.raises(StaleScenario):
        store.put_back(seen, store.history(seen.id)[-1], ANN)
    with pytest.raises(StaleScenario):
        store.make_public(seen, True, ANN)
    assert len(store.history(seen.id)) == 2 and not store.get(seen.id).is_public


def test_a_key_opens_its_scenario_alone_and_not_one_that_was_deleted(empty: str) -> None:
    store = Store(empty)
    kept = [store.add(ONE, ANN) for _ in range(20)]
    assert [store.by_key(one.key).id for one in kept] == [one.id for one in kept]
    assert all(len(one.key) == 12 for one in kept) and len({one.key for one in kept}) == 20
    store.delete(kept[0])
    for key in (kept[0].key, kept[1].key[:-1], kept[1].key.swapcase(), kept[1].id, "", "%", "' OR"):
        with pytest.raises(StaleScenario, match="was deleted, or the link was cut short"):
            store.by_key(key)


def test_one_made_private_again_is_not_opened_by_the_link_that_everyone_saw(empty: str) -> None:
    store = Store(empty)
    public = store.make_public(store.add(ONE, ANN), True, ANN)
    private = store.make_public(public, False, ANN)
    assert store.by_key(private.key).id == public.id and private.key != public.key
    with pytest.raises(StaleScenario, match="was deleted, or the link was cut short"):
        store.by_key(public.key)
