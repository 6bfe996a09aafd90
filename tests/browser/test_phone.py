"""A phone: swipes scroll the page, two fingers move a map, and what is to be read stands on the
screen."""

import pytest
from playwright.sync_api import Locator, expect

from tests.bundled import HIGHEST, NAME, ORDER, PLACE, PUBLISHED, UNITARY

AFTER = "Map of access after"
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
STEPS = 12  # of a swipe
SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"


def opened(visit, path: str, title: str = "Map of"):
    found = visit(path, **PHONE)
    found.wait_for_map(title)
    found.settled()
    return found


def swipe(found, *fingers: tuple[float, float], dx: float = 0, dy: float = 0) -> None:
    """Fingers that go down together, move together and leave: real touches, as the screen of a
    phone reports them."""
    client = found.page.context.new_cdp_session(found.page)

    def touch(kind: str, part: float) -> None:
        points = [
            {"x": x + dx * part, "y": y + dy * part, "id": i} for i, (x, y) in enumerate(fingers)
        ]
        client.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [] if kind == "touchEnd" else points},
        )
        found.page.wait_for_timeout(20)

    touch("touchStart", 0)
    for step in range(STEPS):
        touch("touchMove", (step + 1) / STEPS)
    touch("touchEnd", 1)
    client.detach()
    found.page.wait_for_timeout(500)


def middle(found, title: str = "Map of") -> tuple[float, float]:
    """The middle of a map, once it stands in the middle of the screen."""
    frame = found.page.locator(f"iframe[title^='{title}']").first
    frame.evaluate("e => e.scrollIntoView({block: 'center'})")
    found.page.wait_for_timeout(500)
    box = frame.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def place(found, name: str, title: str = "Map of") -> tuple[float, float]:
    box = (
        found.map_frame(title)
        .locator(f"path[data-area='{name}']")
        .evaluate("e => (b => [b.left, b.top])(e.getBoundingClientRect())")
    )
    return round(box[0]), round(box[1])


def unitary_thumb(found) -> tuple[Locator, tuple[float, float]]:
    """A slider, and the middle of its thumb once it stands in the middle of the screen."""
    thumb = found.page.get_by_role("slider", name=NAME[UNITARY]).first
    thumb.evaluate("e => e.scrollIntoView({block: 'center'})")
    found.page.wait_for_timeout(500)
    x, y = thumb.evaluate(
        "e => (b => [b.left + b.width / 2, b.top + b.height /"
        " 2])(e.parentElement.parentElement.getBoundingClientRect())"
    )
    return thumb, (x, y)


@pytest.mark.parametrize("page", ["access_map", "reallocate", "variation"])
def test_a_swipe_over_a_map_scrolls_the_page_and_leaves_the_map(visit, page: str) -> None:
    found = opened(visit, page)
    start, at = middle(found), place(found, NAME[HIGHEST])
    before = found.page.evaluate(SCROLLED)
    swipe(found, start, dy=-150)
    assert found.page.evaluate(SCROLLED) > before + 80
    assert place(found, NAME[HIGHEST]) == at
    expect(found.map_frame().get_by_text("Use two fingers to move the map")).to_be_visible()
    expect(found.map_frame().get_by_text("Use two fingers to move the map")).to_be_hidden()


def test_two_fingers_move_the_map_and_a_button_puts_it_back(visit) -> None:
    found = opened(visit, "access_map")
    x, y = middle(found)
    at = place(found, NAME[HIGHEST])
    back = found.map_frame().get_by_role("button", name=f"Show all of {PLACE.name}")
    expect(back).to_be_hidden()
    swipe(found, (x - 40, y), (x + 40, y), dx=-60, dy=-20)
    moved = place(found, NAME[HIGHEST])
    assert moved[0] < at[0] - 30
    back.tap()
    found.page.wait_for_timeout(500)
    assert place(found, NAME[HIGHEST]) == at
    expect(back).to_be_hidden()


@pytest.mark.parametrize("where", ["track", "thumb"])
def test_a_swipe_over_a_slider_scrolls_the_page_and_leaves_the_slider(visit, where: str) -> None:
    found = opened(visit, "reallocate", AFTER)
    thumb, (x, y) = unitary_thumb(found)
    before = found.page.evaluate(SCROLLED)
    swipe(found, (x + (40 if where == "track" else 0), y), dx=6, dy=-150)
    assert found.page.evaluate(SCROLLED) > before + 80
    found.settled()
    expect(thumb).to_have_value("0")
    expect(found.page.locator(".budget")).to_contain_text("£0 moved")


def test_a_slanting_swipe_that_starts_on_a_thumb_leaves_the_slider(visit) -> None:
    """70 px across and 120 up moved it to +3%, £114,000 over budget."""
    found = opened(visit, "reallocate", AFTER)
    thumb, (x, y) = unitary_thumb(found)
    swipe(found, (x, y), dx=70, dy=-120)
    found.settled()
    expect(thumb).to_have_value("0")


def test_a_finger_still_drags_the_thumb(visit) -> None:
    found = opened(visit, "reallocate", AFTER)
    _, (x, y) = unitary_thumb(found)
    swipe(found, (x, y), dx=40)
    found.settled()
    expect(found.page.locator(".budget")).to_contain_text("over budget")


def test_a_row_of_the_table_shows_name_value_and_interval_side_by_side(visit) -> None:
    found = opened(visit, "reallocate", AFTER)
    row = found.page.locator("table.figures tr", has_text=NAME[HIGHEST])
    row.scroll_into_view_if_needed()
    for text in (NAME[HIGHEST], PUBLISHED["shown"]["highest"]):
        box = row.get_by_text(text).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    shown = row.locator("td").nth(3).evaluate("e => getComputedStyle(e, '::before').content")
    assert shown == '"After (95% interval)"'


NAMES = """() => {
  const maps = [...document.querySelectorAll('iframe')].map(f => f.contentDocument);
  const map = maps.find(d => d?.querySelector('.name'));
  const wide = map.documentElement.clientWidth;
  const names = [...map.querySelectorAll('.name')].map(e => [e, e.getBoundingClientRect()]);
  const shown = names.filter(([e]) => e.style.visibility !== 'hidden');
  const over = (a, b) => a !== b && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0;
  const text = found => found.map(([e]) => e.textContent);
  return {
    shown: text(shown),
    beyond: text(shown.filter(([, box]) => box.width < 10 || box.left < 0 || box.right > wide)),
    over: text(shown.filter(([, box]) => shown.some(([, other]) => over(box, other)))),
    free: text(names.filter(([e, box]) => e.style.visibility === 'hidden'
      && !shown.some(([, other]) => over(box, other)))),
  };
}"""


def test_names_stand_on_the_map_where_there_is_room(visit) -> None:
    """Whole and not over one another; only one that would lie over another is left out."""
    found = opened(visit, "access_map")
    expect(found.map_frame().locator(".leaflet-tooltip.name")).to_have_count(len(ORDER))
    names = found.page.evaluate(NAMES)
    assert len(names.pop("shown")) > len(ORDER) / 2
    assert names == {"beyond": [], "over": [], "free": []}
