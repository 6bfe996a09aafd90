"""What eyes and hands meet: words that say what they mean, a ring where the Tab key is, charts that
can be read on a dark page, an axis that stays, and the steps of a first visit."""

import pytest
from playwright.sync_api import expect

from lib.glossed import glossary_of
from lib.ui.parts.first_visit import STEPS
from tests.bundled import PLACE, SPLIT
from tests.lib.test_charts import contrast

CHARTS = ("access_map", "variation", "reallocate")
TERM = "dfn:is([aria-describedby], [aria-description])"
# what a term refers to, or has itself inside a component
MEANING = """term => term.getAttribute('aria-description')
  ?? document.getElementById(term.getAttribute('aria-describedby')).textContent"""
HEX = """colour => {
  const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
  return '#' + parts.map(part => Math.round(part).toString(16).padStart(2, '0')).join('');
}"""
WORDS = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg text')]
  .filter(text => text.textContent && getComputedStyle(text).display !== 'none')
  .map(text => [text.textContent, text.getAttribute('fill'), getComputedStyle(text).fill,
    parseFloat(getComputedStyle(text).fontSize)])"""
PAGE = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
# The ring may be drawn by what holds the field or the input that has the focus.
RING = """() => {
  let at = document.activeElement;
  if (at === document.body) return ['none', '', '', 99];
  const said = (at.getAttribute('aria-label') || at.textContent || at.tagName).trim().slice(0, 40);
  if (at.tagName === 'IFRAME') {
    at = at.contentDocument.activeElement;
    const style = getComputedStyle(at);
    return [said, style.stroke, style.filter, parseFloat(style.strokeWidth)];
  }
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  for (let up = 0; at && up < 6; up++, at = at.parentElement) {
    const style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    const wide = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
    if (wide >= 2 && box.width > 8 && box.height > 8) return [said, style.outlineColor, '', wide];
  }
  return [said, '', '', 0];
}"""


def hexed(found, colour: str) -> str:
    return found.page.evaluate(HEX, colour)


def ready(found, stem: str) -> None:
    found.wait_for_map("Map of access after" if stem == "reallocate" else "Map of")
    found.page.locator("[data-testid=stVegaLiteChart] svg text").first.wait_for()
    found.settled()


def test_a_term_says_what_it_means_at_hover_focus_and_tap_and_escape_closes_it(visit) -> None:
    found = visit("access_map", has_touch=True)
    ready(found, "access_map")
    term, box = found.page.locator(TERM).first, found.page.locator("body > .meaning")
    meaning = term.evaluate(MEANING)
    assert meaning in glossary_of(PLACE).meanings().values()
    for show in (term.hover, term.focus, term.tap):
        show()
        expect(box).to_be_visible()
        expect(box).to_have_text(meaning)
        shown, width = box.bounding_box(), found.page.viewport_size["width"]
        assert shown["x"] >= 0 and shown["x"] + shown["width"] <= width
        found.page.keyboard.press("Escape")
        expect(box).to_be_hidden()
        found.page.mouse.move(2, 2)
        found.page.evaluate("() => document.activeElement.blur()")
    client = found.page.context.new_cdp_session(found.page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    said = {node.get("description", {}).get("value") for node in nodes}
    assert meaning in said  # a screen reader has it


def test_by_a_link_no_steps_come_and_the_tab_key_stops_at_a_term_once_on_a_page(visit) -> None:
    found = visit(f"access_map?district={SPLIT}", first=True)
    ready(found, "access_map")
    expect(steps_of(found)).to_be_hidden()
    stops = found.page.locator(f"{TERM}[tabindex='0']")
    said = stops.evaluate_all(f"all => all.map({MEANING})")
    assert len(said) == len(set(said)) >= 5
    assert found.page.locator(f"{TERM}[tabindex='-1']").count() > 0
    assert found.errors == []


@pytest.mark.parametrize("stem", CHARTS)
def test_words_of_charts_and_the_ring_of_the_tab_key_stand_out_in_both_themes(
    visit, stem: str
) -> None:
    found = visit(stem)
    ready(found, stem)
    for scheme in ("dark", "light") if stem == CHARTS[0] else ("light", "dark"):
        found.page.emulate_media(color_scheme=scheme)
        found.settled()
        page = hexed(found, found.page.evaluate(PAGE))
        assert (page == "#ffffff") == (scheme == "light")
        words = found.page.evaluate(WORDS)
        assert len(words) > 8
        for text, given, fill, size in words:
            assert size >= 14, (text, size)
            assert given == "white" or contrast(hexed(found, fill), page) >= 4.5, (text, fill)
        edge = found.map_frame().locator("path.casing").first
        stroke = edge.evaluate("path => getComputedStyle(path).stroke")
        assert scheme == "light" or contrast(hexed(found, stroke), page) >= 3

    shows_the_tab_key(found, page)


def shows_the_tab_key(found, page: str) -> None:
    """At each stop from the top of a page of this colour."""
    for _ in range(55):
        found.page.keyboard.press("Tab")
        said, colour, edge, wide = found.page.evaluate(RING)
        assert wide >= 2, said
        if colour:
            assert edge or contrast(hexed(found, colour), page) >= 3, (said, colour)


def test_the_axis_of_the_bars_stays_while_a_slider_moves(visit) -> None:
    found = visit("reallocate")
    ready(found, "reallocate")
    ticks = found.page.locator("[data-testid=stVegaLiteChart] .role-axis-label", has_text="100")
    before = ticks.text_content()
    assert before.startswith("0") and before.endswith("100")
    bars = found.page.locator("[data-testid=stVegaLiteChart] svg").first
    drawn = bars.inner_html()
    slider = found.page.get_by_role("slider").last
    slider.focus()
    for _ in range(12):
        found.page.keyboard.press("ArrowRight")
    found.page.wait_for_function(
        "was => document.querySelector('[data-testid=stVegaLiteChart] svg').innerHTML !== was",
        arg=drawn,
    )
    found.settled()
    assert ticks.text_content() == before


def steps_of(found):
    return found.page.get_by_role("region", name="First visit")


def test_a_first_visit_has_three_steps_and_no_second_one_has(visit) -> None:
    found = visit("", first=True)
    ready(found, "access_map")
    box, frame = steps_of(found), found.page.locator("iframe[title^='Map of']").first
    expect(box).to_be_visible()
    place = frame.bounding_box()
    for i, step in enumerate(STEPS):
        expect(box).to_contain_text(PLACE.say(step))
        expect(box).to_contain_text(f"{i + 1} of {len(STEPS)}")
        box.get_by_role("button", name="Next" if i + 1 < len(STEPS) else "Done").press("Enter")
    expect(box).to_be_hidden()
    assert frame.bounding_box() == place  # nothing was pushed aside for it
    assert found.page.evaluate("() => document.activeElement.tagName") == "H1"
    found.page.reload()
    ready(found, "access_map")
    expect(steps_of(found)).to_be_hidden()
    assert found.errors == [] and found.outside == []


def test_escape_skips_the_steps_for_good(visit) -> None:
    found = visit("", first=True, width=390, height=844)
    box = steps_of(found)
    expect(box).to_be_visible()
    shown = box.bounding_box()
    assert shown["x"] >= 0 and shown["x"] + shown["width"] <= 390 and shown["height"] < 844 / 3
    box.get_by_role("button", name="Skip").focus()
    found.page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    found.page.goto(found.page.url)
    found.page.locator("h1").wait_for()
    found.settled()
    expect(steps_of(found)).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_main_button_can_be_read_while_it_is_pointed_at(visit, scheme: str) -> None:
    found = visit("pack", color_scheme=scheme)
    button = found.page.get_by_test_id("stBaseButton-primary").first
    button.hover()
    found.page.wait_for_timeout(500)  # it fades from one colour to the other
    of = "button => [getComputedStyle(button).color, getComputedStyle(button).backgroundColor]"
    ink, ground = (found.page.evaluate(HEX, colour) for colour in button.evaluate(of))
    assert contrast(ink, ground) >= 4.5
