"""Saved scenarios on SQLite and on a PostgreSQL server that these tests start themselves."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.errors import StaleScenario
from lib.model.scenario import Levers, Scenario, from_json
from lib.store import Store

ONE = Scenario(name="Thanet first", reason="Agreed in March", levers=Levers(changes={"E07000114": 212_000}))


def postgres_program(name: str) -> str:
    """A program of the PostgreSQL server: on the path, or where Debian keeps it."""
    found = shutil.which(name) or next(iter(sorted(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), reverse=True)), None)
    assert found, f"{name} is not installed. `make test` installs the Debian package postgresql; elsewhere install PostgreSQL."
    return found


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of its own on a free port; its address. It refuses to run as root, so then it runs as postgres."""
    folder = Path(tempfile.mkdtemp(prefix="scenarios-pg-"))
    user: dict = {}
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    data = folder / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    init = [postgres_program("initdb"), "-D", str(data), "-U", "planner", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(init, check=True, cwd=folder, **user, **quiet)
    with socket.socket() as held:
        held.bind(("localhost", 0))
        port = held.getsockname()[1]
    command = [postgres_program("postgres"), "-D", str(data), "-p", str(port), "-k", str(folder), "-h", "localhost", "-F"]
    server = subprocess.Popen(command, cwd=folder, **user, **quiet)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("localhost", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"postgresql://planner@localhost:{port}/postgres"
    finally:
        server.send_signal(signal.SIGINT)  # its fast way to stop: it does not wait for connections to close
        server.wait()
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/var/scenarios.db" if request.param == "sqlite" else request.getfixturevalue("postgres")


def opened(url: str) -> Store:
    """A store with nothing listed."""
    store = Store(url)
    for kept in store.listed():
        store.delete(kept)
    return store


def test_what_is_saved_is_there_after_a_restart(url: str) -> None:
    kept = opened(url).add(ONE)
    again = Store(url).get(kept.id)
    assert (again.name, again.revision) == ("Thanet first", 1)
    assert from_json(again.body, ["E07000114"]) == ONE


def test_list_rename_duplicate_delete_and_undo(url: str) -> None:
    store = opened(url)
    first = store.add(ONE)
    copy = store.duplicate(ONE)
    assert [k.name for k in store.listed()] == ["Copy of Thanet first", "Thanet first"]
    renamed = store.rename(first, ONE, "Thanet, then Swale")
    assert renamed.revision == 2 and from_json(store.get(first.id).body, ["E07000114"]).name == "Thanet, then Swale"
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
    with pytest.raises(StaleScenario, match=r"Someone else changed or deleted “Thanet first”.*Save yours as a new one"):
        store.save(seen_by_both, yours)
    assert from_json(store.get(seen_by_both.id).body, ["E07000114"]).reason == "mine"
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
