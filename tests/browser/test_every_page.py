"""Every page: axe finds nothing serious, a phone shows it whole, the menu and the keyboard reach
it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from lib.ui.pages import PAGES
from tests.browser import statement
from tests.browser.conftest import ARTEFACTS
from tests.browser.test_phone import PHONE
from tests.bundled import HIGHEST, NAME, ORDER, SPLIT

MAPS = {
    "access_map": 1,
    "variation": 3,
    "reallocate": 3,
    "scenarios": 1,
    "promises": 0,
    "risk": 1,
    "transition": 1,
    "workforce": 1,
    "waits": 1,
    "places": 1,
    "plan": 0,
    "present": 1,
    "pack": 0,
    "your_data": 0,
    "methods": 0,
}


PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 25, 31)"}
SCROLLS = """() => {
  const found = [...document.querySelectorAll('.scroll')];
  for (const { shadowRoot } of document.querySelectorAll('*'))
    if (shadowRoot) found.push(...shadowRoot.querySelectorAll('.chooser'));
  return found.filter(e => e.scrollWidth > e.clientWidth).map(e => e.getAttribute('aria-label'));
}"""


def opened(visit, stem: str, **options):
    found = visit(stem, **options)
    expect(found.page.locator("h1")).to_have_count(1)
    found.page.get_by_role("link", name="Open Government Licence").or_(
        found.page.get_by_text("Open Government Licence")
    ).first.wait_for()
    frames = found.page.locator("iframe[title^='Map of']")
    expect(frames).to_have_count(MAPS[stem])
    for i in range(MAPS[stem]):
        found.page.frame_locator("iframe[title^='Map of']").nth(i).locator(
            "[data-painted]"
        ).wait_for()
    found.settled()
    return found


@pytest.mark.parametrize("stem", [p.stem for p in PAGES])
def test_every_reader_can_use_it(visit, stem: str) -> None:
    """axe finds nothing serious on a light page and on a dark one; maps and charts say what they
    show; every row of a table has a cell a column."""
    found = opened(visit, stem)
    # what the statement in docs/ does not own up to; `python -m tests.browser.statement`
    said = {rule for each in statement.kept() if each.page == stem for rule in each.failed}
    for scheme, paper in PAPER.items():
        found.page.emulate_media(color_scheme=scheme)
        expect(found.page.get_by_test_id("stApp")).to_have_css("background-color", paper)
        found.settled()
        result = Axe().run(found.page)
        assert statement.record(stem, scheme, result.response).failed.keys() <= said
        faults = [
            f"{v['id']} ({v['impact']}): {[n['target'] for n in v['nodes']][:4]}"
            for v in result.response["violations"]
            if v["impact"] in ("serious", "critical")
        ]
        assert faults == [], scheme
    for i in range(MAPS[stem]):
        canvas = found.page.frame_locator("iframe[title^='Map of']").nth(i).locator("#map_div")
        assert len(canvas.get_attribute("aria-label")) > 40
    charts = found.page.locator("[data-testid=stVegaLiteChart]")
    for i in range(charts.count()):
        labelled = charts.nth(i).locator("[aria-label]").first
        assert len(labelled.get_attribute("aria-label")) > 40
    ragged = found.page.evaluate(
        """() => [...document.querySelectorAll('table.figures')]
          .filter(t => [...t.rows].some(r => r.cells.length !== t.rows[0].cells.length))
          .map(t => t.caption.innerText)"""
    )
    assert ragged == []
    assert found.outside == [] and found.errors == []


@pytest.mark.parametrize("stem", [p.stem for p in PAGES])
def test_a_phone_shows_it_whole(visit, stem: str) -> None:
    """Neither the page nor one of its tables has to be moved sideways."""
    found = opened(visit, stem, **PHONE)
    # A part that is still loading may stand wider for a moment; the page a reader is left with may
    # not.
    found.page.wait_for_function(
        "() => document.querySelector('[data-testid=stMain]').scrollWidth <= 390", timeout=10_000
    )
    ARTEFACTS.mkdir(exist_ok=True)
    found.page.screenshot(path=ARTEFACTS / f"{stem}_390.png")
    for i in range(MAPS[stem]):
        frame = found.page.locator("iframe[title^='Map of']").nth(i)
        box = frame.bounding_box()
        assert box["width"] > 250 and box["height"] > 150
    assert found.page.evaluate(SCROLLS) == []


def test_the_menu_reaches_every_page_and_keeps_the_district(visit, tables) -> None:
    found = visit(f"access_map?district={SPLIT}")
    found.wait_for_map()
    for page in PAGES[1:]:
        found.page.get_by_test_id("stSidebarNav").get_by_text(page.title).click()
        heading = found.page.get_by_role("heading", level=1, name=page.asked(tables.place.name))
        expect(heading).to_be_visible()
        expect(found.page).to_have_url(re.compile(rf"{page.stem}\?.*district={SPLIT}"))
        if page.stem == "present":  # it fills the window; its Escape brings the menu back
            found.page.locator(".story").wait_for()
            found.page.keyboard.press("Escape")


def test_the_keyboard_reaches_every_control(visit) -> None:
    """Tab from the top passes the menu, each filter, the map (arrows go on from there) and the
    table's buttons."""
    found = opened(visit, "access_map")
    found.page.evaluate("() => document.activeElement.blur()")
    reached = set()
    for _ in range(120):
        found.page.keyboard.press("Tab")
        reached.add(
            found.page.evaluate("""() => {
                  let e = document.activeElement;
                  if (e.tagName === 'IFRAME') e = e.contentDocument.activeElement;
                  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
                  return (e.getAttribute('aria-label') || e.textContent || '').trim().slice(0, 80);
                }""")
        )
    said = " | ".join(reached)
    for control in (
        "Variation",
        "District",
        "Need estimated by",
        "Figure",
        "Period",
        "Map classes",
        "Street map",
        f"{NAME[ORDER[0]]}:",
        NAME[HIGHEST],
    ):
        assert control in said, control
    assert "Download these figures" in said
