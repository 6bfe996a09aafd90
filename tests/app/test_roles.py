"""Who may do what, asked of every page and every action: as each role, and as somebody whose page
was drawn for a higher one and who presses its buttons. What is refused changes nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.roles import ACTIONS, ROLES
from lib.scenarios import link
from lib.scenarios.record import Scenario
from lib.scenarios.store import Kept, Store
from lib.ui import access, cache, session
from lib.ui.pages import PAGES
from tests.app.pages import claims, everything, open_section, opened, words
from tests.app.test_your_data import MINE
from tests.bundled import HERE, moving

OLD = 9 * 3600  # seconds since somebody signed in, longer than a sign-in lasts
VISITORS = {
    "signed out": claims(""),
    "of no role": claims("stranger"),
    "planner": claims("planner"),
    "analyst": claims("analyst"),
    "admin": claims("admin"),
    "admin of yesterday": claims("admin", ago=OLD),
    "forged": {"is_logged_in": True, "roles": ["admin"]},
    "not signed in": claims("admin") | {"is_logged_in": False},
}
MOVES = link.query(moving(), HERE.linked(), "percent")
RANK = {"planner": 1, "analyst": 2, "admin": 3}


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Store]:
    """A list of saved scenarios of its own."""
    monkeypatch.setenv("SCENARIOS_URL", f"sqlite:///{tmp_path}/scenarios.db")
    cache.store.clear()
    yield cache.store()
    cache.store.clear()


def person(role: str, name: str = "Ann") -> access.Person:
    """Whom the claims of the same role and name are."""
    found = access.signed_in(claims(role, name), {"values": {role: [role]}}, claims("x")["iat"])
    assert found is not None
    return found


def button(app: AppTest, label: str):
    return next(b for b in app.button if b.label.startswith(label))


def labels(app: AppTest) -> set[str]:
    return {b.label for b in app.button}


@pytest.fixture(scope="module")
def pack() -> AppTest:
    """The Meeting pack page as a planner has it; its session keeps the pictures."""
    return opened("pack", user=claims("planner"))


def shown_to(app: AppTest, visitor: str) -> AppTest:
    """The same session as somebody else's."""
    app.user = VISITORS[visitor]
    return app.run()


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_as_every_visitor(page, visitor: str, pack: AppTest) -> None:
    is_open = RANK.get(visitor, 0) >= page.role.rank
    has_pictures = page.stem == "pack" and is_open
    app = shown_to(pack, visitor) if has_pictures else opened(page.stem, user=VISITORS[visitor])
    assert not app.exception
    refusals = [w for w in app.warning if "is for " in everything(app)]
    assert bool(refusals) != is_open
    assert ("Sign out" in labels(app)) == (visitor in (*RANK, "of no role"))
    assert ("Sign in" in labels(app)) == (visitor not in (*RANK, "of no role"))
    if not is_open:
        assert not app.get("file_uploader") and not app.get("download_button")
        assert labels(app) <= {"Sign in", "Sign out", "Share", "Make the meeting pack"}
        assert "you can " in everything(app)


def test_a_page_that_is_refused_says_why_and_offers_the_way_in() -> None:
    said = {
        visitor: everything(opened("your_data", user=VISITORS[visitor])) for visitor in VISITORS
    }
    assert "Sign in as an analyst, and you can save scenarios" in said["signed out"]
    assert "A sign-in ends after 8 hours" in said["admin of yesterday"]
    assert "A sign-in ends" not in said["signed out"]
    planner = said["planner"]
    assert "You are signed in as Ann, a planner here. Ask whoever runs this dashboard" in planner


def test_without_sign_in_the_one_at_the_machine_may_do_everything() -> None:
    app = opened("your_data")
    assert app.get("file_uploader") and not {"Sign in", "Sign out"} & labels(app)
    assert not any("is for" in str(w.proto) for w in app.warning)


def test_signing_in_takes_along_what_no_address_of_its_page_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The browser leaves by an address that has it, and comes back by the same."""
    monkeypatch.setattr(st, "login", lambda _: None)
    app = opened("access_map", user=VISITORS["signed out"], **MOVES)
    app.selectbox(key="indicator").select("mean_wait").run()
    assert "moves" not in app.query_params  # the address says what this page has
    button(app, "Sign in").click().run()
    left = {name: app.query_params[name] for name in app.query_params}
    assert not app.exception and left == {"moves": MOVES["moves"][0], "indicator": "mean_wait"}
    back = opened("access_map", user=claims("planner"), **left)
    first, again = (one.session_state[session.SCENARIO] for one in (app, back))
    assert again == first and first.levers.changes and not back.warning


def drawn_saved(kept: Kept | None, user: dict) -> AppTest:
    return opened("scenarios", user=user)


def drawn_keeping(_: Kept | None, user: dict) -> AppTest:
    app = opened("reallocate", user=user)
    open_section(app, "Keep and send")
    return app.run()


def drawn_over(kept: Kept, user: dict) -> AppTest:
    app = opened("reallocate", user=user)
    app.session_state[session.OPENED_SCENARIO] = kept
    open_section(app, "Keep and send")
    return app.run()


def drawn_deleted(kept: Kept, user: dict) -> AppTest:
    app = opened("scenarios", user=user)
    return button(app, "Delete").click().run()


PRESSED: dict[str, Callable[..., AppTest]] = {
    "Save as new": drawn_keeping,
    "Save over": drawn_over,
    "Duplicate": drawn_saved,
    "Rename": drawn_saved,
    "Make it public": drawn_saved,
    "Put it back": drawn_saved,
    "Delete": drawn_saved,
    "Undo": drawn_deleted,
}


@pytest.mark.parametrize(
    "visitor", ["signed out", "of no role", "admin of yesterday", "forged", "not signed in"]
)
@pytest.mark.parametrize("label", PRESSED)
def test_a_button_drawn_for_a_planner_is_refused_to_whoever_is_none(
    label: str, visitor: str, store: Store
) -> None:
    kept = store.add(Scenario(name="Before"), person("planner"))
    kept = store.rename(kept, Scenario(name="Before"), "After", person("planner"))
    app = PRESSED[label](kept, claims("planner"))
    before = contents(store)
    app.user = VISITORS[visitor]
    button(app, label).click().run()
    assert not app.exception and contents(store) == before
    assert any("You may not " in w.value for w in app.warning), words(app)


@pytest.mark.parametrize("label", ["Rename", "Make it public", "Put it back", "Delete", "Undo"])
@pytest.mark.parametrize("role", ["planner", "analyst"])
def test_a_button_drawn_for_its_owner_is_refused_to_another(
    label: str, role: str, store: Store
) -> None:
    kept = store.add(Scenario(name="Before"), person("planner"))
    kept = store.rename(kept, Scenario(name="Before"), "After", person("planner"))
    app = PRESSED[label](kept, claims("planner"))
    before = contents(store)
    app.user = claims(role, "Ben")
    button(app, label).click().run()
    assert not app.exception and contents(store) == before
    assert any("so you may not change it" in w.value for w in app.warning)


@pytest.mark.parametrize("label", PRESSED)
def test_the_same_button_does_it_for_its_owner_and_for_an_admin(label: str, store: Store) -> None:
    for user in (claims("planner"), claims("admin", "Chief")):
        kept = store.add(Scenario(name="Before"), person("planner"))
        kept = store.rename(kept, Scenario(name="Before"), "After", person("planner"))
        app = PRESSED[label](kept, user)
        before = contents(store)
        button(app, label).click().run()
        assert not app.exception and contents(store) != before, (label, app.warning)
        for one in store.listed():
            store.delete(one)


def contents(store: Store) -> list:
    """Every row of both tables."""
    with store._engine.connect() as connection:
        return [
            sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {table}")))
            for table in ("scenarios", "revisions")
        ]


def test_a_list_has_own_and_public_ones_and_an_address_no_others(store: Store) -> None:
    mine = store.add(Scenario(name="Mine"), person("planner"))
    other = store.add(Scenario(name="Hidden"), person("planner", "Ben"))
    shown = store.make_public(store.add(Scenario(name="Shown"), person("planner", "Ben")), True)
    seen = {
        "signed out": {shown.id},
        "planner": {mine.id, shown.id},
        "analyst": {mine.id, shown.id},
        "admin": {mine.id, shown.id, other.id},
    }
    for visitor, ids in seen.items():
        app = opened("scenarios", user=VISITORS[visitor], compare=["today", other.id])
        assert {one.id for one in app.session_state[session.SEEN]} == ids
        assert ("Hidden" in everything(app)) == (other.id in ids)
        assert len(app.selectbox(key=session.CHOSEN).options) == len(ids)


def test_others_scenarios_can_be_read_and_copied_and_not_changed(store: Store) -> None:
    kept = store.add(Scenario(name="Shown"), person("planner", "Ben"))
    store.make_public(kept, True)
    changing = {"Delete", "Rename", "Make it private", "Put it back"}
    for visitor, has in {"signed out": set(), "planner": {"Duplicate"}}.items():
        drawn = labels(opened("scenarios", user=VISITORS[visitor]))
        assert "Open" in drawn and not drawn & changing and drawn & {"Duplicate"} == has
    assert changing - {"Put it back"} <= labels(opened("scenarios", user=claims("admin")))


@pytest.mark.parametrize("visitor", ["signed out", "of no role", "admin of yesterday"])
def test_a_pack_drawn_for_a_planner_is_not_made_for_whoever_is_none(
    visitor: str, pack: AppTest
) -> None:
    app = shown_to(pack, "planner")
    app.user = VISITORS[visitor]
    button(app, "Make the pack").click().run()
    assert not app.exception and session.MADE not in app.session_state
    assert any("You may not make a meeting pack" in w.value for w in app.warning)
    assert not app.get("download_button")


@pytest.mark.parametrize("visitor", ["signed out", "of no role", "admin of yesterday"])
def test_a_story_drawn_for_a_planner_stays_as_it_is_for_whoever_is_none(visitor: str) -> None:
    app = opened("present", user=claims("planner"), edit="true")
    before = app.session_state[session.SCENARIO].story
    messages = [area for area in app.text_area if area.label == "Message"]
    app.user = VISITORS[visitor]
    messages[0].input("Taken over").run()
    assert not app.exception and app.session_state[session.SCENARIO].story == before
    assert any("You may not change a story" in w.value for w in app.warning)
    assert not [area for area in app.text_area if area.label == "Message"]
    app = opened("present", user=claims("planner"), edit="true")
    next(area for area in app.text_area if area.label == "Message").input("Ours").run()
    assert app.session_state[session.SCENARIO].story != before


def test_own_figures_are_not_exact_for_whoever_is_no_analyst() -> None:
    app = opened("access_map", MINE, claims("analyst"))
    for visitor in ("signed out", "planner", "admin of yesterday"):
        app.session_state[session.EXACT] = True
        shown_to(app, "analyst")
        assert "Small numbers are not hidden on this page" in everything(app)
        shown_to(app, visitor)
        assert "Small numbers are not hidden" not in everything(app) and not app.exception
        page = opened("your_data", MINE, VISITORS[visitor])
        assert "bundle" not in everything(page)


@pytest.mark.parametrize("visitor", VISITORS)
def test_use_is_for_admins(visitor: str, store: Store) -> None:
    store.add(Scenario(name="Plan"), person("planner", "Ben **bold**"))
    said = everything(opened("methods", user=VISITORS[visitor]))
    of_use = ("How this dashboard is used", "Saved scenarios by owner", "bold")
    assert [text in said for text in of_use] == [visitor == "admin"] * 3


def test_every_action_is_asked_somewhere() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in (Path(__file__).parents[2] / "lib/ui").rglob("*.py")
    )
    asked = {action for action in ACTIONS if f'require("{action}"' in source}
    # asked by `may` where nothing is to be done: what is shown, and whose scenarios are listed
    shown = {"exact", "every_scenario", "usage"}
    assert asked | shown == set(ACTIONS)
    assert {page.role for page in PAGES} <= set(ROLES.values())


def test_pages_reach_the_store_through_what_asks_first() -> None:
    """One file has the store; all others go through it."""
    root = Path(__file__).parents[2]
    files = [*(root / "lib/ui").rglob("*.py"), *(root / "pages").glob("*.py")]
    users = {path.name for path in files if "cache.store()" in path.read_text(encoding="utf-8")}
    assert users == {"kept.py", "health.py"}
