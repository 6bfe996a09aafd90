"""Reallocate: what a reader moves is in view as it is moved, typed or loaded, and a scenario is the
same wherever it stands."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.bundled import (
    ACCESS,
    ALSO_LOWEST,
    ASIDE,
    FIRST,
    HERE,
    HIGHEST,
    LAST,
    LOWEST,
    NAME,
    ORDER,
    address,
    of_today,
)

AFTER, DIFFERENCE = "Map of access after", "Map of the difference"
BEYOND = f"moves={LOWEST}.250_{ALSO_LOWEST}.250_{HIGHEST}.-500&floor=90&cap=110"
# As links before 0.4 had them: pounds in thousands by an area's place.
AT_PLACE = {HIGHEST: -500, LOWEST: 250, ALSO_LOWEST: 250}
MOVED = "moves=" + "_".join(str(AT_PLACE.get(code, 0)) for code in ORDER)
MOST, FEWEST, ALSO_FEWEST = NAME[HIGHEST], NAME[LOWEST], NAME[ALSO_LOWEST]


VIEWED = ("view", "legends")  # what is moved, and what its colours mean


def opened(visit, path: str = "reallocate", **options):
    found = visit(path, **{"width": 1280, "height": 720} | options)
    for title in (AFTER, DIFFERENCE):
        found.wait_for_map(title)
    found.settled()
    return found


# Streamlit's input is a point; the thumb is what holds it, the rail what holds the thumb.
MIDDLE = """(e, what) => {
  const whole = e.closest(what === "rail" ? "[role=group]" : "[style*=left]");
  const box = whole.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + (what === "rail" ? 20 : box.height / 2)];
}"""


def slider_of(found, name: str):
    return found.page.get_by_role("slider", name=name).first


def to_the_middle(found, name: str) -> None:
    slider_of(found, name).evaluate("e => e.scrollIntoView({block: 'center'})")
    found.page.wait_for_timeout(500)


def drag(found, name: str, by: float) -> None:
    """Take a slider's thumb and move it; it is not let go."""
    to_the_middle(found, name)
    thumb = slider_of(found, name).evaluate(MIDDLE, "thumb")
    found.page.mouse.move(*thumb)
    found.page.mouse.down()
    found.page.mouse.move(thumb[0] + by, thumb[1], steps=6)


def covered(found, selector: str) -> bool:
    """Whether something else stands over the middle of an element, or it is not all on the
    screen."""
    return found.page.locator(selector).first.evaluate("""e => {
          const b = e.getBoundingClientRect();
          const over = document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2);
          return b.top < 0 || b.bottom > innerHeight || !(e.contains(over) || over?.contains(e));
        }""")


def test_maps_tiles_and_budget_stay_in_view_beside_any_lever(visit) -> None:
    found = opened(visit)
    for lever in ("Budget growth after inflation", NAME[FIRST], MOST, NAME[LAST]):
        to_the_middle(found, lever)
        expect(found.page.get_by_test_id("stSlider").filter(has_text=lever)).to_be_in_viewport()
        for part in (
            f"iframe[title='{AFTER}']",
            f"iframe[title='{DIFFERENCE}']",
            "dl.tiles",
            ".budget",
            "h2.point",
        ):
            assert not covered(found, part), (lever, part)


def test_the_legends_are_whole_under_the_maps_beside_the_first_slider(visit) -> None:
    """As the page opens on money that is moved, before anybody scrolls."""
    path = address("reallocate", {HIGHEST: -10, LOWEST: 12}, early="10", name="For the board")
    found = opened(visit, path, height=800)
    view, legends = (found.page.locator(f".st-key-{key}").bounding_box() for key in VIEWED)
    assert view["y"] + view["height"] <= legends["y"]
    assert legends["y"] + legends["height"] <= 800
    first = found.page.get_by_test_id("stSlider").filter(has_text="Budget growth after inflation")
    expect(first).to_be_in_viewport(ratio=1)


def test_a_small_map_and_the_budget_stay_in_view_on_a_phone(visit) -> None:
    found = opened(visit, width=390, height=844, has_touch=True, is_mobile=True)
    for lever in (NAME[FIRST], MOST, NAME[LAST]):
        to_the_middle(found, lever)
        for part in (f"iframe[title='{AFTER}']", ".budget"):
            assert not covered(found, part), (lever, part)
        assert found.page.locator(f"iframe[title='{AFTER}']").bounding_box()["height"] <= 170
        assert (
            found.page.locator(".budget").bounding_box()["y"] + 60
            < slider_of(found, lever).bounding_box()["y"]
        ), lever
    shown = found.map_frame(AFTER).locator(".leaflet-tooltip.name").all_inner_texts()
    rate = HERE.measured(*ACCESS).districts.value[HIGHEST]
    assert f"{rate:.1f}" in shown and len(shown) == len(ORDER)


def test_the_change_is_said_as_it_is_dragged_and_goes_when_the_rest_has_come(visit) -> None:
    found = opened(visit)
    drag(found, MOST, -40)
    pending = found.page.locator(".budget .pending")
    expect(pending).to_have_text(re.compile(rf"^{MOST}: -£\d{{3}},000 \(not yet let go\)$"))
    expect(pending).to_be_in_viewport()
    expect(found.page.locator(".budget")).to_contain_text("£0 moved")
    expect(found.map_frame(AFTER).locator("path.moving")).to_have_attribute("data-area", MOST)
    pounds = re.search(r"£\d+,000", pending.inner_text()).group()
    found.page.mouse.up()
    expect(found.page.locator(".budget")).to_have_text(f"{pounds} moved; {pounds} still to place.")


def test_a_slider_taken_back_to_where_it_stood_leaves_nothing_said(visit) -> None:
    found = opened(visit)
    drag(found, MOST, -40)
    found.page.mouse.move(*slider_of(found, MOST).evaluate(MIDDLE, "rail"), steps=6)
    expect(slider_of(found, MOST)).to_have_value("0")
    found.page.mouse.up()
    expect(found.page.locator(".budget")).to_have_text("£0 moved; every pound is placed.")


@pytest.mark.parametrize(
    ("unit", "typed", "change"),
    [("percent", "-7", of_today(HIGHEST, -7)), ("pounds", "-213", -213_000)],
)
def test_a_number_can_be_typed(visit, unit: str, typed: str, change: int) -> None:
    found = opened(visit, f"reallocate?unit={unit}")
    box = found.page.get_by_role("combobox", name="Or type the change of")
    box.click()
    box.fill(MOST)
    box.press("Enter")
    found.settled()
    number = found.page.get_by_role("spinbutton", name="Change")
    number.fill(typed)
    number.press("Enter")
    expect(found.page.locator(".budget")).to_contain_text(f"£{-change:,} still to place")
    expect(slider_of(found, MOST)).to_have_value(typed)
    expect(number).to_have_value(typed)
    slider_of(found, MOST).press("Home")
    found.settled()
    expect(number).to_have_value(slider_of(found, MOST).input_value())


@pytest.mark.parametrize(
    ("name", "does"),
    [
        ("Fair share by need", "fewer children a year"),
        ("Fairest within the limits", "fewer children a year"),
        ("Ten points to early intervention", ""),
    ],
)
def test_a_worked_example_is_the_first_thing_and_loads_with_its_name(
    visit, name: str, does: str
) -> None:
    found = opened(visit)
    button = found.page.get_by_role("button", name=name)
    expect(button).to_be_in_viewport()
    assert (
        button.bounding_box()["y"]
        < slider_of(found, "Budget growth after inflation").bounding_box()["y"]
    )
    before = found.page.locator("dl.tiles").inner_text()
    found.page.evaluate(
        "() => [...document.querySelectorAll('iframe')].forEach(f => f.contentWindow.kept = true)"
    )
    button.click()
    expect(found.page.locator(".named strong")).to_have_text(name)
    expect(found.page.locator(".named")).to_contain_text("Rests on")
    found.settled()
    assert found.page.locator("dl.tiles").inner_text() != before
    kept = "() => [...document.querySelectorAll('iframe')].every(f => f.contentWindow.kept)"
    assert found.page.evaluate(kept)  # a name that appears tears no map down
    expect(found.page.locator("h2.point")).to_contain_text(does)
    expect(found.page.locator(".budget")).to_contain_text("every pound is placed")
    expect(found.page.locator(".beyond")).to_have_count(0)
    assert found.errors == []


def test_the_table_and_the_sections_are_not_covered_by_what_is_sticky(visit) -> None:
    found = opened(visit, address("reallocate", {HIGHEST: -10}, early="10"))
    under = (
        "(e) => { const r = e.getBoundingClientRect(); return"
        " e.contains(document.elementFromPoint(r.x + 12, r.y + r.height / 2)); }"
    )
    for place in (
        found.page.locator("table.figures th[scope=row]").first,
        found.page.get_by_role("radio", name="How sure is it?"),
    ):
        place.scroll_into_view_if_needed()
        for _ in range(6):
            assert place.evaluate(under)
            found.page.mouse.move(700, 600)
            found.page.mouse.wheel(0, 40)
            found.page.wait_for_timeout(150)


def test_ask_the_model_is_at_the_top_and_limits_beside_it(visit) -> None:
    found = opened(visit)
    asked, limits = (
        found.page.locator("summary", has_text=text)
        for text in ("Ask the model", "Limits: least, most")
    )
    expect(asked).to_be_in_viewport()
    expect(limits).to_be_in_viewport()
    a, b = asked.bounding_box(), limits.bounding_box()
    assert abs(a["y"] - b["y"]) < 30 and a["x"] + a["width"] <= b["x"]
    assert a["y"] < slider_of(found, "Budget growth after inflation").bounding_box()["y"]


def test_a_link_shows_its_name_and_reason_first_as_text_and_says_when_it_was_changed(visit) -> None:
    name = "A <img src=x> **plan**"
    found = opened(
        visit,
        address("reallocate", {HIGHEST: -10}, name=name, reason="<b>Agreed</b> in March"),
    )
    named = found.page.locator(".named")
    expect(named.locator("strong")).to_have_text(name)
    expect(named).to_contain_text("<b>Agreed</b> in March")
    assert named.locator("img, b").count() == 0
    assert named.bounding_box()["y"] < found.page.locator("h2.point").bounding_box()["y"]
    expect(named.get_by_text("changed since it was opened")).to_be_hidden()
    for _ in range(3):
        slider_of(found, NAME[ASIDE]).press("PageUp")
        found.settled()
    expect(named.get_by_text("changed since it was opened")).to_be_visible()
    expect(named).to_contain_text("in March")
    expect(found.page).to_have_url(re.compile("name=A"))
    assert found.errors == []


def test_a_link_beyond_the_limits_opens_them_all_and_marks_them(visit) -> None:
    found = opened(visit, f"reallocate?{BEYOND}&unit=pounds")
    for name, stands in (
        (f"{MOST} (below its floor)", "-500"),
        (f"{FEWEST} (above its cap)", "250"),
        (f"{ALSO_FEWEST} (above its cap)", "250"),
    ):
        expect(found.page.get_by_role("slider", name=name)).to_have_value(stands)
    expect(found.page.locator(".budget")).to_have_text("£500,000 moved; every pound is placed.")
    expect(found.page.locator(".beyond")).to_have_text(
        f"{FEWEST} and {ALSO_FEWEST} are above the cap; {MOST} is below the floor."
    )
    expect(found.page).to_have_url(re.compile("-500"))
    expect(found.page.get_by_text("could not be used")).to_have_count(0)
    found.page.get_by_role("button", name="Bring all within the limits").click()
    expect(found.page.locator(".beyond")).to_have_count(0)
    expect(slider_of(found, MOST)).to_have_value(str(of_today(HIGHEST, -10) // 1000))
    expect(found.page).to_have_url(re.compile(str(of_today(HIGHEST, -10) // 1000)))
    assert found.errors == []


def test_limits_set_after_the_moves_keep_them_and_mark_them(visit) -> None:
    found = opened(visit, f"reallocate?{MOVED}&unit=pounds")
    seen = found.page.locator("h2.point").inner_text()
    found.page.locator("summary", has_text="Limits: least, most").click()
    for name, value in (("Floor, % of today", "90"), ("Cap, % of today", "110")):
        found.page.get_by_role("spinbutton", name=name).fill(value)
        found.page.get_by_role("spinbutton", name=name).press("Enter")
        found.settled()
    expect(slider_of(found, f"{MOST} (below its floor)")).to_have_value("-500")
    expect(slider_of(found, f"{FEWEST} (above its cap)")).to_have_value("250")
    assert found.page.locator("h2.point").inner_text() == seen
    slider_of(found, FEWEST).press("ArrowLeft")
    expect(slider_of(found, f"{FEWEST} (above its cap)")).to_have_value("249")
    expect(slider_of(found, FEWEST)).to_be_focused()


def test_a_change_of_a1_in_percent_keeps_the_pounds(visit) -> None:
    changes = {HIGHEST: -30, LOWEST: 30}
    found = opened(visit, address("reallocate", changes))
    before = found.page.locator(".budget").inner_text()
    box = found.page.get_by_role("combobox", name=re.compile("assumption A1"))
    box.click()
    box.fill("in need")
    found.page.get_by_role("option", name=re.compile("children in need")).wait_for()
    box.press("Enter")
    found.settled()
    moves = [f"{code}.{of_today(code, changes[code]) // 1000}" for code in ORDER if code in changes]
    expect(found.page).to_have_url(re.compile(re.escape(f"moves={'_'.join(moves)}")))
    assert found.page.locator(".budget").inner_text() == before
    for code, percent in changes.items():
        name, thousands = NAME[code], of_today(code, percent) // 1000
        row = found.page.locator("table.figures tr", has_text=name)
        spend, change = (
            int(row.locator("td").nth(i).inner_text().replace(",", "")) for i in (0, 1)
        )
        assert change == thousands
        assert abs(int(slider_of(found, name).input_value()) - 100 * thousands / spend) <= 0.6


def test_it_is_clean_for_axe_with_marks_name_and_question(visit) -> None:
    found = opened(visit, f"reallocate?{BEYOND}&name=For+the+board&reason=As+agreed")
    found.page.locator("summary", has_text="Ask the model").click()
    found.page.get_by_role("button", name="Ask", exact=True).wait_for()
    found.settled()
    bad = [
        v
        for v in Axe().run(found.page).response["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    assert [f"{v['id']}: {[n['target'] for n in v['nodes']][:4]}" for v in bad] == []


def test_a_map_fits_its_frame_when_the_style_sheet_comes_after_it(visit) -> None:
    """The page makes the frame lower than the map was asked for; only the style sheet tells the
    map."""
    found = visit("reallocate", width=1280, height=720)
    found.page.context.route(
        "**/map.css", lambda route: (found.page.wait_for_timeout(2000), route.continue_())
    )
    found.page.reload()
    found.wait_for_map(AFTER)
    found.settled()
    found.page.wait_for_timeout(3000)
    off_centre = """e => {
      const paths = [...e.contentDocument.querySelectorAll('path.district')];
      const boxes = paths.map(p => p.getBoundingClientRect());
      const top = Math.min(...boxes.map(b => b.top));
      const bottom = Math.max(...boxes.map(b => b.bottom));
      return top + bottom - e.contentWindow.innerHeight;
    }"""
    assert abs(found.page.locator(f"iframe[title='{AFTER}']").evaluate(off_centre)) < 8
