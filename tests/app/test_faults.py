"""A full disk and a clock that jumps: a sentence where a reader is touched, nothing lost, nothing
to be mended by hand."""

import logging
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from lib.errors import DataFault
from lib.scenarios import store as stores
from lib.scenarios.record import Scenario
from lib.scenarios.store import Store
from lib.ui import cache, statics
from lib.ui.server import logs, metrics
from lib.ui.server.limits import Limiter
from tests.app.pages import opened
from tests.bundled import HERE

FULL = Path("/dev/full")  # Linux's disk without room: every write fails
needs_it = pytest.mark.skipif(not FULL.exists(), reason="only Linux has /dev/full")


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The folder of the maps' files, on a disk that is full."""
    monkeypatch.setattr(statics, "STATIC", tmp_path)
    folder = tmp_path / statics.ensure(HERE.tables)
    (folder / "map.js.part").symlink_to(FULL)
    statics.served.clear()
    yield folder
    statics.served.clear()


@needs_it
def test_files_of_the_maps_that_cannot_be_written_are_named_with_the_fix(full_disk: Path) -> None:
    with pytest.raises(DataFault, match=r"map\.js.*No space left on device.*free space"):
        statics.ensure(HERE.tables)


@needs_it
def test_a_page_on_a_full_disk_says_so_and_works_again_once_there_is_room(full_disk: Path) -> None:
    app = opened("methods")
    assert "No space left on device" in " ".join(error.value for error in app.error)
    (full_disk / "map.js.part").unlink()
    app.run()
    assert not app.exception and not app.error


@needs_it
def test_a_log_that_cannot_be_written_stops_nobody_and_gives_nothing_away(
    capfd: pytest.CaptureFixture,
) -> None:
    before = metrics.REGISTRY.get_sample_value("dashboard_lines_lost_total") or 0
    stream = FULL.open("w")
    handler = logs.Counted(stream)
    handler.setFormatter(logs.Line())
    handler.handle(logging.makeLogRecord({"msg": "of %s", "args": ("a name",), "levelno": 20}))
    with suppress(OSError):
        stream.close()
    assert metrics.REGISTRY.get_sample_value("dashboard_lines_lost_total") == before + 1
    assert "a name" not in "".join(capfd.readouterr())


def test_limits_go_by_a_clock_that_nobody_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    limiter = Limiter()
    while not limiter.wait("pack", "hog"):
        pass
    for jump in (-86_400, 86_400):
        monkeypatch.setattr(time, "time", lambda jump=jump: jump)
        assert 0 < limiter.wait("pack", "hog") <= limiter.limits["pack"].seconds


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_jumps_loses_no_change_and_lets_nobody_write_over_another(
    days: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is newer is told by the revision, never by the time."""
    store = Store(f"sqlite:///{tmp_path}/scenarios.db")
    before = store.add(Scenario(name="Before"))
    now = stores._now
    monkeypatch.setattr(stores, "_now", lambda: now() + timedelta(days=days))
    after = store.save(before, Scenario(name="After"))
    assert store.get(before.id).name == "After" and after.revision == before.revision + 1
    with pytest.raises(stores.StaleScenario):
        store.save(before, Scenario(name="Late"))
    assert [kept.name for kept in store.listed()] == ["After"]


def test_every_page_opens_while_the_clock_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store.clear()
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() - 86_400 * 400)
    assert not opened("scenarios").error
