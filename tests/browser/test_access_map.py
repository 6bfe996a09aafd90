"""The Access map in a real browser: drawn, chosen from, recoloured, linked to."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARTEFACTS, ROOT
from tests.bundled import (
    ACCESS,
    ASIDE,
    FIRST,
    HERE,
    HIGHEST,
    NAME,
    OLD_NAME,
    ORDER,
    PERIOD,
    PLACE,
    SPLIT,
    TOGETHER,
)


def test_first_map_has_every_district_in_colour_and_nothing_leaves_the_server(
    visit, tables
) -> None:
    found = visit()
    found.wait_for_map()
    colours = found.colours()
    assert len(colours) == len(tables.areas.order)
    assert all(re.search(r"#[0-9A-F]{6}$", c) for c in colours)
    assert len({c[-7:] for c in colours}) == 4  # as many as the published rates tell apart
    found.settled()
    assert found.outside == []
    assert found.errors == []
    expect(found.page).to_have_title(re.compile("Access map"))
    expect(found.page.locator("h1")).to_have_count(1)


NAMES_OUTSIDE = """() => {
  const maps = [...document.querySelectorAll('iframe')].map(f => f.contentDocument);
  const map = maps.find(d => d?.querySelector('.name'));
  return [...map.querySelectorAll('.leaflet-tooltip.name')].map(name => {
    const outline = map.querySelector(`[data-area="${name.textContent}"]`);
    const at = name.getBoundingClientRect(), area = outline.getBoundingClientRect();
    const x = at.x + at.width / 2, y = at.y + at.height / 2;
    const inside = area.left <= x && x <= area.right && area.top <= y && y <= area.bottom;
    return inside ? "" : name.textContent;
  }).filter(name => name);
}"""


def test_names_stand_in_their_districts_at_any_width(visit) -> None:
    found = visit()
    found.wait_for_map()
    for width in (1280, 1600, 1440):
        found.page.set_viewport_size({"width": width, "height": 800})
        found.page.wait_for_timeout(800)
        assert (
            found.map_frame().locator(".leaflet-tooltip.name").count()
            == found.map_frame().locator("path.district").count()
        )
        assert found.page.evaluate(NAMES_OUTSIDE) == [], width


def test_names_stand_in_their_districts_when_the_style_sheet_comes_after_them(visit) -> None:
    """Unstyled, a name is as wide as the frame; half of that is how far it would stand from its
    district."""
    found = visit()
    found.wait_for_map()
    held = []
    found.page.route("**/map.css", lambda route: held.append(route))
    found.page.reload()
    found.wait_for_map()
    names = found.map_frame().locator(".leaflet-tooltip.name")
    names.nth(len(ORDER) - 1).wait_for(state="attached")
    assert held
    held[0].continue_()
    found.page.wait_for_function(f"() => ({NAMES_OUTSIDE})().length === 0")
    assert max(names.evaluate_all("found => found.map(e => e.getBoundingClientRect().width)")) < 300


def test_a_click_on_the_map_opens_that_districts_panel_and_goes_into_the_address(visit) -> None:
    found = visit()
    found.wait_for_map()
    first = NAME[FIRST]
    found.click_district(first)
    expect(found.page.get_by_role("heading", name=first, exact=True)).to_be_visible()
    expect(found.page).to_have_url(re.compile(f"district={FIRST}"))
    pressed = found.map_frame().locator("path[aria-pressed=true]")
    assert pressed.get_attribute("data-area") == first
    found.page.get_by_role("button", name="Close panel").click()
    expect(found.page.get_by_role("heading", name=first, exact=True)).to_have_count(0)
    found.click_district(NAME[SPLIT])
    expect(found.page.get_by_role("heading", name=NAME[SPLIT], exact=True)).to_be_visible()


def test_the_map_can_be_used_with_the_keyboard(visit) -> None:
    found = visit()
    found.wait_for_map()
    found.map_frame().locator(f"path[data-area='{NAME[TOGETHER[0]]}']").focus()
    found.page.keyboard.press("Enter")
    expect(found.page.get_by_role("heading", name=NAME[TOGETHER[0]], exact=True)).to_be_visible()


REACHED = """() => {
  const path = (name) => document.querySelector(`path[data-area="${name}"]`);
  const names = [...document.querySelectorAll("path[data-area]")].map((p) => p.dataset.area);
  const reached = new Set([names[0]]);
  for (const name of reached)
    for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
      path(name).focus();
      path(name).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      reached.add(document.activeElement.dataset.area);
    }
  return [...reached].sort();
}"""


def test_the_tab_key_stops_once_at_a_map_and_arrows_reach_every_area(visit, tables) -> None:
    found = visit()
    found.wait_for_map()
    map_frame = found.map_frame()
    stops = map_frame.locator("[tabindex='0'], a:not([tabindex='-1']), button:not([hidden])")
    assert stops.evaluate_all("all => all.filter(e => e.checkVisibility()).length") == 1
    assert map_frame.locator("body").evaluate(REACHED) == sorted(tables.areas.name)
    assert stops.evaluate_all("all => all.filter(e => e.checkVisibility()).length") == 1
    map_frame.locator("path[tabindex='0']").press("End")
    found.page.keyboard.press("Enter")
    last = sorted(tables.areas.name)[-1]
    expect(found.page.get_by_role("heading", name=last, exact=True)).to_be_visible()


def test_the_table_and_the_bar_choose_too(visit) -> None:
    found = visit()
    found.wait_for_map()
    found.page.get_by_role("button", name=NAME[ASIDE], exact=True).click()
    expect(found.page.get_by_role("heading", name=NAME[ASIDE], exact=True)).to_be_visible()
    found.settled()
    bar = found.page.locator("[data-testid=stVegaLiteChart] [aria-roledescription=bar]").first
    rate = HERE.measured(*ACCESS).districts.value[HIGHEST]
    says = f"{NAME[HIGHEST]}: {rate:.1f} in 100 children in need"
    assert bar.get_attribute("aria-label").startswith(says)
    bar.scroll_into_view_if_needed()
    found.page.wait_for_timeout(500)
    box = bar.bounding_box()
    found.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(found.page.get_by_role("heading", name=NAME[HIGHEST], exact=True)).to_be_visible()


def test_another_figure_recolours_the_map_in_words_too(visit) -> None:
    found = visit("?indicator=Mean+wait")
    found.wait_for_map()
    wait = HERE.measured("mean_wait", PERIOD, "national", False).districts.value
    says = rf"Mean wait .* highest in {NAME[wait.idxmax()]} \({wait.max():.0f}\)"
    expect(found.page.get_by_role("heading", name=re.compile(says))).to_be_visible()
    assert len(found.colours()) > 1


def test_options_add_outlines_sites_and_only_the_street_map_leaves_the_server(
    visit, tables
) -> None:
    found = visit("?sites=true&outlines=true")
    found.wait_for_map()
    found.map_frame().locator("path.leaflet-interactive:not(.district)").nth(
        len(tables.sites) - 1
    ).wait_for(state="attached")
    assert found.outside == []
    tiled = visit("?tiles=true")
    tiled.wait_for_map()
    tiled.settled()
    credit = tiled.map_frame().get_by_role("link", name="OpenStreetMap")
    expect(credit).to_have_css("color", "rgb(0, 67, 123)")  # dark, on the white of its line
    assert tiled.outside and all("tile.openstreetmap.org" in url for url in tiled.outside)


def test_a_stale_link_says_so_and_shows_defaults(visit) -> None:
    found = visit(f"?district={OLD_NAME}&colour=red&scheme=Natural+breaks")
    found.wait_for_map()
    expect(found.page.get_by_text(f"“{OLD_NAME}” is not a value of “district”")).to_be_visible()
    expect(found.page.get_by_text("“colour” is not a setting of this dashboard")).to_be_visible()
    expect(found.page).not_to_have_url(re.compile(f"{OLD_NAME}|colour"))
    expect(found.page).to_have_url(re.compile("scheme=natural"))


def test_the_download_carries_period_provenance_and_source(visit, tables) -> None:
    found = visit()
    found.wait_for_map()
    with found.page.expect_download() as waiting:
        found.page.get_by_role("button", name="Download these figures (CSV)").click()
    place, period = PLACE.slug.replace("-and-", "-"), PERIOD.replace("/", "-")
    assert waiting.value.suggested_filename == f"{place}-access-rate-{period}.csv"
    lines = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == len(tables.areas.order) + 1
    highest = next(line for line in lines if NAME[HIGHEST] in line)
    rate = HERE.measured(*ACCESS).districts.value[HIGHEST]
    for text in (PERIOD, "apportioned", "NHS Digital", f"{rate:.2f}"):
        assert text in highest, text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screenshot_for_the_readme(visit, scheme: str) -> None:
    found = visit(color_scheme=scheme)
    found.wait_for_map()
    found.settled()
    ARTEFACTS.mkdir(exist_ok=True)
    shot = ARTEFACTS / f"access_map_{scheme}.png"
    found.page.screenshot(path=shot)
    assert shot.stat().st_size > 30_000
    assert (
        "tests/golden/access_map.png" in (ROOT / "README.md").read_text()
        and (ROOT / "tests/golden/access_map.png").exists()
    )
