"""Pages while the database of saved scenarios cannot be used: those without need of it work, others
say so, nothing typed is lost."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.scenarios import store as stores
from lib.scenarios.record import Scenario
from lib.ui import cache
from lib.ui.pages import PAGES
from lib.ui.scenarios import saved
from tests.app.pages import open_section, opened, words
from tests.bundled import HIGHEST, standing

NEED_IT = ("scenarios", "pack")


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
