"""The Promises page: it names no page that is not there, and works where there is no plan."""

from dataclasses import replace

import pytest

from lib.catalogue.themes import THEMES
from lib.findings.context import Context
from lib.findings.promises import promises
from lib.ui import cache
from lib.ui.pages import PAGES
from tests.app.pages import claims, opened, words
from tests.bundled import HERE

TITLES = {page.stem: page.title for page in PAGES}


def test_every_theme_has_a_page_that_there_is_or_none() -> None:
    assert {theme.page for theme in THEMES.values()} <= {"", *TITLES}


def test_each_promise_stands_there_with_the_way_to_the_page_that_works_on_it() -> None:
    app, view = opened("promises"), promises(HERE)
    said = words(app)
    for one in view.standings:
        assert one.promise in said and one.figure in said
        assert one.figure or one.needed in said
    offered = [link.proto.label for link in app.get("page_link")]
    wanted = [f"Work on it: {TITLES[theme.page]}" for theme in view.themes if theme.page]
    assert [label for label in offered if label.startswith("Work on it")] == wanted


def test_a_reader_is_led_only_where_they_may_go(monkeypatch: pytest.MonkeyPatch) -> None:
    theme = next(theme for theme in promises(HERE).themes if theme.page)
    monkeypatch.setitem(THEMES, theme.key, replace(theme, page="your_data"))
    here = replace(HERE, tables=HERE.tables, results=type(HERE.results)())
    monkeypatch.setattr(cache, "deployed_context", lambda: here)
    label = f"Work on it: {TITLES['your_data']}"
    for role, led in (("", False), ("analyst", True)):
        app = opened("promises", user=claims(role))
        assert (label in [link.proto.label for link in app.get("page_link")]) == led


def test_without_a_plan_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = replace(HERE.tables, promises=HERE.tables.promises.iloc[:0])
    monkeypatch.setattr(cache, "deployed_context", lambda: Context(tables=empty))
    app = opened("promises")
    assert "No plan of" in app.info[0].value and not app.get("download_button")
