"""The Reallocate page in a real browser: sliders recolour without tearing a map down, the link reopens the scenario."""

import re

import pytest
from playwright.sync_api import expect

from lib.ui.pages import PAGES
from tests.browser.conftest import serving

AFTER, DIFFERENCE = "Map of access after", "Map of the difference"


def opened(visit, path: str = "reallocate", **options):
    found = visit(path, **options)
    for title in ("Map of access today", AFTER, DIFFERENCE):
        found.wait_for_map(title)
    found.settled()
    return found


def test_a_cold_deep_link_works(visit) -> None:
    """On a server that has never run app.py, a page's own address runs the page without it."""
    with serving() as cold:
        found = opened(visit, "reallocate?thanet=-10&sevenoaks=20", base=cold)
        expect(found.page.locator("h1")).to_have_text("What would moving the money do?")
        expect(found.page.get_by_role("slider", name="Thanet")).to_have_value("-10")
        expect(found.page.get_by_text("£244,000 moved; £7,000 still to place.")).to_be_visible()
        assert found.errors == [] and found.outside == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_page_opens_by_its_own_address_on_a_cold_server(visit, page) -> None:
    with serving() as cold:
        found = visit(page.stem, base=cold)
        expect(found.page.locator("h1")).to_have_text(page.question)
        expect(found.page.get_by_text("Page not found")).to_have_count(0)


def test_a_slider_recolours_without_tearing_the_map_down(visit) -> None:
    found = opened(visit)
    before = found.colours(DIFFERENCE)
    marks = "() => [...document.querySelectorAll('iframe')].map(f => f.contentWindow.kept = true)"
    found.page.evaluate(marks)
    found.page.get_by_role("slider", name="Thanet").press("Home")
    found.map_frame(DIFFERENCE).locator("path[data-area='Thanet'][fill='#B5490B']").wait_for()
    assert found.colours(DIFFERENCE) != before
    kept = found.page.evaluate("() => [...document.querySelectorAll('iframe')].map(f => f.contentWindow.kept === true)")
    assert kept == [True, True, True]
    changed = [c for c in found.colours(DIFFERENCE) if c not in before]
    assert [c[:-7] for c in changed] == ["Thanet"]
    expect(found.page).to_have_url(re.compile("thanet=-30"))
    expect(found.page.get_by_text("£732,000 moved; £732,000 still to place.")).to_be_visible()
    found.page.get_by_role("button", name="Reset").click()
    expect(found.page.get_by_text("£0 moved; every pound is placed.")).to_be_visible()
    found.map_frame(DIFFERENCE).locator("path[data-area='Thanet'][fill='#ECECEC']").wait_for()


def test_the_remainder_stays_in_view(visit) -> None:
    found = opened(visit)
    found.page.get_by_role("slider", name="Tunbridge Wells").scroll_into_view_if_needed()
    found.page.mouse.wheel(0, 500)
    expect(found.page.get_by_role("status").filter(has_text="every pound is placed")).to_be_in_viewport()


def test_dragging_back_and_forth_200_times_leaves_no_error_and_no_reconnect(visit) -> None:
    found = opened(visit)
    slider = found.page.get_by_role("slider", name="Dartford")
    slider.focus()
    for i in range(200):
        slider.press("PageUp" if i % 2 == 0 else "PageDown")
        found.page.wait_for_timeout(60)
    found.settled()
    expect(slider).to_have_value("0")
    expect(found.page.get_by_text("£0 moved; every pound is placed.")).to_be_visible()
    assert found.errors == []
    assert found.sockets == 1
    slider.press("End")
    found.map_frame(AFTER).locator("path[data-area='Dartford'][fill='#6BACE6']").wait_for()


def test_a_mouse_drag_moves_only_its_own_district(visit) -> None:
    found = opened(visit)
    thumb = found.page.get_by_role("slider", name="Swale")
    thumb.scroll_into_view_if_needed()
    box = thumb.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    found.page.mouse.move(x, y)
    found.page.mouse.down()
    found.page.mouse.move(x + 40, y, steps=8)
    found.page.mouse.up()
    expect(found.page).to_have_url(re.compile(r"swale=\d+"))
    found.settled()
    assert found.page.get_by_role("slider", name="Thanet").input_value() == "0"
    expect(found.page.get_by_text("over budget: not affordable")).to_be_visible()
