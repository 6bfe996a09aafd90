"""What a shared link opens, in a real browser: quick, whole, readable on a phone, by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from lib.scenarios import link
from tests.browser.conftest import ARTEFACTS
from tests.bundled import FIRST, HERE, HIGHEST, NAME, ORDER, moving

SCENARIO = link.text(link.query(moving(name="Ours"), HERE.linked(), "percent"))
READ = {
    "access": f"read/access_map?district={FIRST}",
    "spread": "read/variation",
    "scenario": f"read/reallocate?{SCENARIO}&district={HIGHEST}",
    "comparison": f"read/scenarios?{SCENARIO}",
    "story": f"read/present?{SCENARIO}",
    "pack": f"read/pack?{SCENARIO}&decision=Agree+to+consult&whom=Ann+Writer",
    "methods": "read/methods",
    "glossary": "read/glossary",
}
MAPS = {
    "comparison": 2,
    "pack": 2,
    "story": 0,
    "methods": 0,
    "glossary": 0,
}  # of a page that has not one
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
WEIGHT = "() => performance.getEntriesByType('navigation')[0].encodedBodySize"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
FIRST_TEXT_MS, MOST_BYTES = 1_500, 2_500_000


@pytest.mark.parametrize("what", READ)
def test_first_text_and_map_are_there_at_once_and_nothing_else_is_fetched(visit, what: str) -> None:
    found = visit(READ[what], cold=True)
    found.page.wait_for_function(PAINTED)
    assert 0 < found.page.evaluate(PAINTED) <= FIRST_TEXT_MS
    assert 0 < found.page.evaluate(WEIGHT) <= MOST_BYTES
    assert found.page.locator("svg.map .areas path").count() >= len(ORDER) * MAPS.get(what, 1)
    fetched = found.page.evaluate("() => performance.getEntriesByType('resource').map(e => e.name)")
    assert [address for address in fetched if not address.endswith("/read/icon.svg")] == []
    assert (found.sockets, found.outside, found.errors) == (0, [], [])


@pytest.mark.parametrize("what", READ)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit, what: str, scheme: str) -> None:
    found = visit(READ[what], color_scheme=scheme)
    for folded in found.page.locator("summary").all():
        folded.click()
    violations = Axe().run(found.page).response["violations"]
    assert [v["id"] for v in violations if v["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("what", READ)
@pytest.mark.parametrize(
    "screen",
    [{"width": 320, "height": 640}, {"width": 640, "height": 400, "device_scale_factor": 2}],
    ids=["320 px", "200% zoom"],
)
def test_nothing_scrolls_sideways(visit, what: str, screen) -> None:
    found = visit(READ[what], **screen)
    for folded in found.page.locator("summary").all():
        folded.click()
    assert found.page.evaluate(WIDER) <= 0
    for term in found.page.locator("a.term").all()[:6]:
        term.focus()
        assert found.page.evaluate(WIDER) <= 0
    ARTEFACTS.mkdir(exist_ok=True)
    found.page.screenshot(path=ARTEFACTS / f"read_{what}_{screen['width']}.png", full_page=True)


def test_with_the_keyboard_a_term_says_what_it_means_and_an_area_is_read_about(visit) -> None:
    found = visit("read/access_map")
    term, meaning = (
        found.page.locator("a.term").first,
        "e => getComputedStyle(e, '::after').content",
    )
    assert term.evaluate(meaning) == "none"
    found.page.keyboard.press("Tab")  # the button, and then what is in the text
    found.page.keyboard.press("Tab")
    expect(term).to_be_focused()
    assert len(term.evaluate(meaning)) > 20
    area = found.page.get_by_role("link", name=NAME[HIGHEST])
    area.focus()
    area.press("Enter")
    expect(found.page.get_by_role("heading", name=NAME[HIGHEST], exact=True)).to_be_visible()
    assert f"district={HIGHEST}" in found.page.url


def test_the_button_opens_the_same_view_with_everything(visit) -> None:
    found = visit(READ["scenario"])
    found.page.get_by_role("link", name="Full dashboard").click()
    found.wait_for_map("Map of access after")
    expect(found.page.get_by_text("Ours").first).to_be_visible()
    assert found.page.url.split("/")[-1].startswith("reallocate?") and "moves=" in found.page.url


def test_the_share_box_copies_each_link_by_keyboard(visit, server: str) -> None:
    found = visit(f"access_map?district={FIRST}", permissions=["clipboard-read", "clipboard-write"])
    found.wait_for_map()
    found.page.get_by_role("button", name="Share").press("Enter")
    dialog = found.page.get_by_role("dialog")
    expect(dialog.get_by_role("img", name="QR code of the link to read")).to_be_visible()
    for part in ("To read", "To explore", "To stand in"):
        button = dialog.get_by_role("button", name=part)
        for _ in range(4):
            if not button.evaluate("e => e === document.activeElement"):
                found.page.keyboard.press("Tab")
        expect(button).to_be_focused()
        found.page.keyboard.press("Enter")
        expect(dialog.get_by_role("status")).to_contain_text(f"Copied: {part}")
    copied = found.page.evaluate("() => navigator.clipboard.readText()")
    assert f"{server}/read/access_map?district={FIRST}&amp;embed=true" in copied
    violations = Axe().run(found.page).response["violations"]
    assert [v["id"] for v in violations if v["impact"] in ("serious", "critical")] == []
