"""Presenting: keys, digits, B, swipe, the address, the live step, the speaker's window, print, both
rooms, and what a screen reader reads."""

import io
import re
from urllib.parse import urlencode

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from lib.findings import story
from lib.scenarios import link
from lib.ui.statics import asset
from tests.browser.conftest import ARTEFACTS
from tests.bundled import HERE, moving

QUERY = urlencode(link.query(moving(name="Fair start"), HERE.linked(), "percent"), doseq=True)
STEPS = {key: record for key, record in story.STEPS.items() if record.usual}
TITLES = [record.title for record in STEPS.values()]
LIVE = list(STEPS).index("what_if")
SIZES = """() => [...document.querySelector('.story .step:not([hidden])').querySelectorAll('*')]
  .filter(e => !e.closest('svg, .source') && !e.children.length && e.textContent.trim())
  .map(e => parseFloat(getComputedStyle(e).fontSize))"""
SIZE = (
    "() => parseFloat(getComputedStyle(document.querySelector('.step:not([hidden]) %s')).fontSize)"
)
PIECES = "e => [...e.childNodes].map(n => n.textContent.trim()).filter(Boolean)"  # terms apart
SWIPE = """([from, to]) => {
  const target = document.querySelector('.story');
  const at = (x) => [new Touch({ identifier: 1, target, clientX: x, clientY: 400 })];
  const send = (kind, x, on) => target.dispatchEvent(
    new TouchEvent(kind, { bubbles: true, touches: on ? at(x) : [], changedTouches: at(x) }));
  send('touchstart', from, true); send('touchend', to, false);
}"""


def presented(visit, more: str = "", width: int = 1280, height: int = 720):
    found = visit(f"present?{QUERY}{more}", width=width, height=height)
    found.page.locator(".story .step:not([hidden])").wait_for()
    found.map_frame().locator("[data-painted]").wait_for()
    found.settled()
    return found


def title(found) -> str:
    return found.page.locator(".story .step:not([hidden]) h2").inner_text()


def test_keys_digits_and_swipes_move_it_and_the_address_follows(visit) -> None:
    found = presented(visit, "&step=worst")
    keys, page = found.page.keyboard, found.page
    assert title(found) == TITLES[2]
    for onward in ("ArrowRight", "PageDown", "Space", "ArrowDown"):
        before = TITLES.index(title(found))
        keys.press(onward)
        assert title(found) == TITLES[before + 1], onward
    expect(page).to_have_url(re.compile(f"step={list(STEPS)[6]}"))
    for back in ("ArrowLeft", "PageUp", "ArrowUp"):
        before = TITLES.index(title(found))
        keys.press(back)
        assert title(found) == TITLES[before - 1], back
    for digit in (8, 1, 6):
        keys.press(str(digit))
        assert title(found) == TITLES[digit - 1]
    keys.press("0")  # there is none
    assert title(found) == TITLES[5]
    page.go_back()
    expect(page.locator(".step:not([hidden]) h2")).to_have_text(TITLES[0])
    page.go_forward()
    expect(page.locator(".step:not([hidden]) h2")).to_have_text(TITLES[5])
    found.settled()
    assert title(found) == TITLES[5]
    page.evaluate(SWIPE, [600, 400])
    assert title(found) == TITLES[6]
    page.evaluate(SWIPE, [400, 600])
    page.evaluate(SWIPE, [400, 410])  # no swipe
    assert title(found) == TITLES[5]
    keys.press("b")
    assert page.locator(".blank").is_visible()
    keys.press("ArrowRight")  # brings it back, and no more
    assert not page.locator(".blank").is_visible() and title(found) == TITLES[5]
    assert found.errors == [] and found.outside == []


def test_the_live_step_moves_while_it_is_dragged_and_leaving_puts_it_back(visit) -> None:
    found = presented(visit)
    page = found.page
    page.keyboard.press(str(LIVE + 1))
    number, slider = page.locator(".st-key-live .number"), page.locator(".st-key-live input")
    stood, said, colours = slider.input_value(), number.inner_text(), found.colours()
    thumb = page.locator(".st-key-live [data-testid=stSliderThumbValue]").bounding_box()
    x, y = thumb["x"] + thumb["width"] / 2, thumb["y"] + thumb["height"] + 6
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y)
    page.mouse.move(x + 500, y, steps=8)
    expect(number).not_to_have_text(said)  # and it is still held
    page.mouse.up()
    found.settled()
    assert slider.input_value() != stood and found.colours() != colours
    slider.press("ArrowRight")
    assert title(found) == TITLES[LIVE]  # the slider's own key
    page.keyboard.press("PageDown")  # a clicker's
    assert title(found) == TITLES[LIVE + 1]
    found.settled()
    page.keyboard.press("PageUp")
    expect(number).to_have_text(said)
    expect(slider).to_have_value(stood)
    assert found.colours() == colours and QUERY.split("&")[0] in page.url
    assert found.errors == [] and found.outside == []


def test_the_speaker_has_a_window_in_step(visit) -> None:
    found = presented(visit)
    with found.page.expect_popup() as opened:
        found.page.keyboard.press("s")
    speaker = opened.value
    expect(speaker.locator("h1")).to_contain_text(TITLES[0])
    expect(speaker.locator(".next")).to_contain_text(TITLES[1])
    assert re.match(r"\d\d:\d\d, 0 min \d\d s", speaker.locator(".clock").inner_text())
    found.page.keyboard.press("3")
    expect(speaker.locator("h1")).to_contain_text(TITLES[2])
    speaker.keyboard.press("PageDown")
    expect(found.page.locator(".step:not([hidden]) h2")).to_have_text(TITLES[3])
    expect(speaker.locator("h1")).to_contain_text(TITLES[3])
    assert found.outside == [] and found.errors == []


@pytest.mark.parametrize("room", ["light", "dark"])
def test_axe_finds_nothing_and_type_is_large_on_every_step(visit, room: str) -> None:
    found = presented(visit, f"&room={room}")
    for i in range(len(STEPS)):
        found.page.keyboard.press(str(i + 1))
        result = Axe().run(found.page)
        assert [
            f"{v['id']}: {[n['target'] for n in v['nodes']][:3]}"
            for v in result.response["violations"]
            if v["impact"] in ("serious", "critical")
        ] == []
        assert min(found.page.evaluate(SIZES)) >= 20
        assert found.page.evaluate(SIZE % ".message") >= 40
        assert found.page.evaluate(SIZE % ".number") >= 90
        step = found.page.locator(".step:not([hidden])")
        assert step.evaluate("e => e.scrollHeight - e.clientHeight") <= 0, TITLES[i]
    found.page.keyboard.press("d")
    other = "light" if room == "dark" else "dark"
    assert found.page.locator(".story").get_attribute("data-room") == other
    assert ("room=dark" in found.page.url) == (other == "dark")


def test_a_screen_reader_reads_one_step_in_its_order(visit) -> None:
    found = presented(visit)
    page = found.page
    for i in (3, 0, LIVE):
        page.keyboard.press(str(i + 1))
        tree = page.locator("body").aria_snapshot()
        said = [tree.index(page.locator("h1").inner_text())]
        assert tree.count("heading") == 2 and f'heading "{TITLES[i]}" [level=2]' in tree
        step = page.locator(".step:not([hidden])")
        parts = [TITLES[i], *step.locator(".message").evaluate(PIECES)]
        if i != LIVE:
            parts += ["img", step.locator(".number").inner_text()]
            parts += step.locator(".counts").evaluate(PIECES)
        at = tree.index("region")
        for part in parts:
            at = tree.index(part, at)
            said.append(at)
        assert said == sorted(said)
        for hidden in ("Make the meeting pack", "Need estimated by", *TITLES[i + 1 : i + 2]):
            assert hidden not in tree.replace(f"{TITLES[i]}", "", 1) or hidden in parts[1]
        announced = page.locator(".spoken").inner_text()
        assert announced.startswith(f"Step {i + 1} of {len(STEPS)}: {TITLES[i]}.")
    assert tree.index("iframe") < tree.index("children reached a year") < tree.index("slider")


def test_by_keyboard_alone_to_the_slider_and_back_to_the_menu(visit) -> None:
    found = presented(visit, "&step=what_if")
    page = found.page
    reached = []
    for _ in range(6):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("() => document.activeElement.type || document.activeElement.tagName")
        )
    assert "range" in reached and "IFRAME" not in reached
    page.locator(".st-key-live input").press("Escape")  # leaves the slider, and not the story
    assert title(found) == TITLES[LIVE]
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Present", exact=True)).to_be_visible()
    expect(page.get_by_test_id("stSidebarNav")).to_be_visible()
    expect(page).to_have_url(re.compile("edit=true"))
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.locator(".step:not([hidden]) h2")).to_have_text(TITLES[LIVE])


def test_printed_each_step_is_a_page_on_white(visit) -> None:
    found = presented(visit, "&room=dark")
    printed = pypdf.PdfReader(io.BytesIO(found.page.pdf(landscape=True)))
    texts = [page.extract_text() for page in printed.pages]
    assert len(texts) == len(STEPS)
    assert all(text.startswith(name) for text, name in zip(texts, TITLES, strict=True))


def test_a_phone_shows_every_step_whole(visit) -> None:
    found = presented(visit, width=390, height=844)
    for i in range(len(STEPS)):
        step = found.page.locator(".step:not([hidden])")
        assert step.evaluate("e => e.scrollWidth") <= 390, TITLES[i]
        found.page.evaluate(SWIPE, [300, 100])
    assert title(found) == TITLES[-1]
    assert found.page.get_by_role("button", name="Leave or edit").is_visible()


def test_who_wants_less_motion_has_none() -> None:
    style = asset("present.css")
    assert "prefers-reduced-motion" in style
    assert not re.search(r"transition: (?!none)|animation: (?!none)|@keyframes", style)


def test_a_term_on_a_step_says_what_it_means_at_hover_and_focus_and_goes(visit) -> None:
    found = presented(visit)
    page, meaning = found.page, found.page.locator(".meaning")
    for i in range(2):  # each step has its own, and Tab finds it
        term = page.locator(".step:not([hidden]) dfn").first
        expect(term).to_have_attribute("tabindex", "0")
        term.hover()
        expect(meaning).to_have_text(term.get_attribute("aria-description"))
        page.mouse.move(2, 2)
        expect(meaning).to_be_hidden()
        for _ in range(3):
            if not term.evaluate("e => e === document.activeElement"):
                page.keyboard.press("Tab")
        expect(term).to_be_focused()
        expect(meaning).to_be_visible()
        ARTEFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTEFACTS / f"term_on_step_{i}.png")
        page.keyboard.press("Escape")  # takes the meaning away, and not the story
        expect(meaning).to_be_hidden()
        assert title(found) == TITLES[i]
        page.keyboard.press("ArrowRight")
    assert title(found) == TITLES[2] and found.errors == []


def test_a_story_of_another_figure_is_whole_on_every_step(visit) -> None:
    found = presented(visit, "&indicator=mean_wait")
    for i in range(len(STEPS)):
        found.page.keyboard.press(str(i + 1))
        step = found.page.locator(".step:not([hidden])")
        assert step.evaluate("e => e.scrollHeight - e.clientHeight") <= 0, TITLES[i]
        found.page.screenshot(path=ARTEFACTS / f"story_of_waits_{i}.png")
    assert found.errors == [] and found.outside == []
