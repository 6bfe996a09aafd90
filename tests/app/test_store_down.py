"""Pages while the database of saved scenarios cannot be used: those without need of it work, others
say so, nothing typed is lost."""

import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from lib.errors import StoreUnavailable
from lib.scenarios import store as stores
from lib.scenarios.record import Scenario
from lib.scenarios.versions import SCENARIOS
from lib.ui import cache
from lib.ui.pages import PAGES
from lib.ui.scenarios import saved
from tests.app.pages import open_section, opened, words
from tests.bundled import HIGHEST, standing
from tests.conftest import postgres_server
from tests.lib.scenarios.databases import Line, empty_database, line_to

NEED_IT = ("scenarios", "plan", "pack")


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """A database of its own, for one test."""
    monkeypatch.setattr(stores, "LONGEST_SECONDS", 1)
    monkeypatch.setenv("SCENARIOS_URL", f"sqlite:///{tmp_path}/scenarios.db")
    cache.store.clear()
    yield f"{tmp_path}/scenarios.db"
    cache.store.clear()


@pytest.mark.parametrize("page", [p.stem for p in PAGES])
def test_every_page_opens_while_the_database_does_not_answer(
    page: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCENARIOS_URL", "postgresql://planner:secret@localhost:1/none")
    app = opened(page)
    said = " ".join(w.value for w in app.warning)
    assert ("The database of saved scenarios does not answer" in said) == (page in NEED_IT)
    assert "secret" not in said + words(app)
    if page == "pack":
        next(b for b in app.button if b.label == "Make the pack").click().run()
        assert not app.exception and app.session_state["pack_files"][1]


def test_name_and_reason_typed_under_a_locked_database_are_kept_and_saved_later(
    address: str,
) -> None:
    app = opened("reallocate", **standing({HIGHEST: -10}))
    open_section(app, "Keep and send")
    app.run()
    cache.store()
    other = sqlite3.connect(address, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    next(t for t in app.text_input if t.label == "Name").input("Where most give").run()
    next(t for t in app.text_area if t.label.startswith("Reason")).input("Agreed in March").run()
    save = next(b for b in app.button if b.label == "Save as new")
    save.click().run()
    assert not app.exception
    assert "is locked by another program" in " ".join(w.value for w in app.warning)
    other.rollback()
    next(b for b in app.button if b.label == "Save as new").click().run()
    assert [s.value for s in app.success] == ["Saved “Where most give”."]
    (kept,) = cache.store().listed()
    assert kept.name == "Where most give" and "Agreed in March" in kept.body


@contextmanager
def while_it(pragma: str) -> Iterator[None]:
    """A database of which every connection has a pragma."""

    def set_it(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA {pragma}")

    engine = cache.store()._engine
    sa.event.listen(engine, "connect", set_it)
    engine.dispose()
    yield
    sa.event.remove(engine, "connect", set_it)
    engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "said"),
    [("query_only = 1", "may not be written to"), ("max_page_count = 1", "is full")],
)
def test_what_is_typed_while_nothing_can_be_written_is_kept_and_saved_later(
    address: str, pragma: str, said: str
) -> None:
    cache.store().add(Scenario(name="Dear to us"))
    with while_it(pragma):
        for reason in ("x" * 400, ""):  # until there is no room
            with pytest.raises(StoreUnavailable, match=said):
                for _ in range(200):
                    cache.store().add(Scenario(name="Filler", reason=reason))
        app = opened("reallocate", **standing({HIGHEST: -10}))
        open_section(app, "Keep and send")
        app.run()
        next(t for t in app.text_input if t.label == "Name").input("Where most give").run()
        next(b for b in app.button if b.label == "Save as new").click().run()
        assert not app.exception and said in " ".join(w.value for w in app.warning)
        assert "Dear to us" in {kept.name for kept in cache.store().listed()}
    next(b for b in app.button if b.label == "Save as new").click().run()
    assert [s.value for s in app.success] == ["Saved “Where most give”."]


ROOM = 2**24 + 4096  # bytes of a file: all of one that PostgreSQL logs to, half a page of a table


def give_room(server: subprocess.Popen, room: str) -> None:
    """How large a file may become, to PostgreSQL and whoever is connected: to one that wants more
    the system answers as a full disk does. Nobody but its owner may say so."""
    for process in (server.pid, *children(server.pid)):
        owner = os.stat(f"/proc/{process}")
        user = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
        limit = ["prlimit", f"--pid={process}", f"--fsize={room}:"]
        subprocess.run(limit, check=True, **({} if os.geteuid() else user))


def children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in listed.split()]


def test_a_full_server_of_postgresql_is_said_and_works_again_once_there_is_room(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgres_server() as (url, server), psycopg.connect(url, autocommit=True) as other:
        monkeypatch.setenv("SCENARIOS_URL", url)
        dear = cache.store().add(Scenario(name="Dear to us"))
        other.execute("ALTER TABLE scenarios SET (autovacuum_enabled = off)")
        rows = {"id": "md5(n::text)", "link_key": "md5(n::text)", "body": "repeat('x', 1800)"}
        row = ", ".join(rows.get(column.name, column.name) for column in SCENARIOS.c)
        give_room(server, f"{ROOM}")
        with pytest.raises(psycopg.errors.DiskFull):
            other.execute(
                f"INSERT INTO scenarios SELECT {row} FROM scenarios, generate_series(1, 20000) n"
            )
        with pytest.raises(StoreUnavailable, match="is full"):
            for _ in range(200):  # what is left of the last pages
                cache.store().add(Scenario(name="Filler"))
        app = opened("reallocate", **standing({HIGHEST: -10}))
        open_section(app, "Keep and send")
        app.run()
        next(t for t in app.text_input if t.label == "Name").input("Where most give").run()
        next(b for b in app.button if b.label == "Save as new").click().run()
        assert not app.exception and "is full" in " ".join(w.value for w in app.warning)
        with pytest.raises(StoreUnavailable, match="is full"):
            cache.store().rename(dear, Scenario(name="Dear to us"), "Lost")
        assert dear in cache.store().listed()
        give_room(server, "unlimited")
        next(b for b in app.button if b.label == "Save as new").click().run()
        assert [s.value for s in app.success] == ["Saved “Where most give”."]
        assert {dear.name, "Where most give"} <= {kept.name for kept in cache.store().listed()}
        cache.store.clear()


def test_a_new_name_typed_under_a_locked_database_is_kept(address: str) -> None:
    kept = cache.store().add(Scenario(name="Before"))
    app = opened("scenarios")
    other = sqlite3.connect(address, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    next(t for t in app.text_input if t.label == "New name").input("After").run()
    next(b for b in app.button if b.label == "Rename").click().run()
    assert not app.exception and "is locked by another program" in " ".join(
        w.value for w in app.warning
    )
    assert app.selectbox(key="saved_scenario").options == [saved.label(kept)]
    assert next(t for t in app.text_input if t.label == "New name").value == "After"
    other.rollback()
    next(b for b in app.button if b.label == "Rename").click().run()
    assert [one.name for one in cache.store().listed()] == ["After"]


def test_a_deletion_that_cannot_be_undone_now_can_be_later(address: str) -> None:
    cache.store().add(Scenario(name="Dear to us"))
    app = opened("scenarios")
    next(b for b in app.button if b.label == "Delete").click().run()
    other = sqlite3.connect(address, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    next(b for b in app.button if b.label == "Undo").click().run()
    assert not app.exception and "is locked by another program" in " ".join(
        w.value for w in app.warning
    )
    other.rollback()
    next(b for b in app.button if b.label == "Undo").click().run()
    assert [one.name for one in cache.store().listed()] == ["Dear to us"]


@pytest.fixture
def line(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Line]:
    """A line to a database with one scenario, which the pages use."""
    monkeypatch.setattr(stores, "LONGEST_SECONDS", 1)
    with line_to(empty_database(request, "postgresql", tmp_path)) as line:
        monkeypatch.setenv("SCENARIOS_URL", line.url)
        cache.store.clear()
        cache.store().add(Scenario(name="Dear to us"))
        yield line
    stores._silent.clear()
    cache.store.clear()


BOUND_SECONDS = 8.0  # that a page may take, of which it may wait for 1 + 1 and connects in 2


def seconds_to_open(page: str) -> tuple[float, str]:
    """Until it is whole, and what it warns of."""
    began = time.monotonic()
    app = opened(page)
    assert not app.exception
    return time.monotonic() - began, " ".join(w.value for w in app.warning)


def test_a_database_that_hangs_is_a_sentence_in_time_and_needs_no_hand_to_come_back(
    line: Line,
) -> None:
    usual = {page: seconds_to_open(page)[0] for page in ("scenarios", "access_map", "reallocate")}
    line.hangs.set()
    seconds, said = seconds_to_open("scenarios")
    assert "The database of saved scenarios does not answer" in said
    assert seconds < usual["scenarios"] + BOUND_SECONDS
    for page in ("access_map", "reallocate"):  # pages without need of it wait for nothing
        seconds, said = seconds_to_open(page)
        assert said == "" and seconds < usual[page] + 1
    line.hangs.clear()
    time.sleep(stores.LONGEST_SECONDS + 0.1)
    assert seconds_to_open("scenarios")[1] == ""
    assert [kept.name for kept in cache.store().listed()] == ["Dear to us"]


def test_many_who_ask_a_database_that_hangs_do_not_wait_one_after_the_other(line: Line) -> None:
    line.hangs.set()
    cache.store.clear()  # as on a server just started, too
    began = time.monotonic()
    for _ in range(5):
        with pytest.raises(StoreUnavailable, match="does not answer"):
            cache.store().listed()
    assert time.monotonic() - began < BOUND_SECONDS


def test_a_slow_database_is_waited_for_and_one_that_is_too_slow_is_a_sentence(line: Line) -> None:
    line.delay = 0.05
    assert seconds_to_open("scenarios")[1] == ""
    line.delay = 1.0
    seconds, said = seconds_to_open("scenarios")
    assert "does not answer" in said and seconds < BOUND_SECONDS + 3
    line.delay = 0.0
    time.sleep(stores.LONGEST_SECONDS + 0.1)
    assert seconds_to_open("scenarios")[1] == ""
