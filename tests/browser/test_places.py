"""Thirty districts in a real browser: maps, bars, tables and sliders hold them, on a desk and on a
phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.build.__main__ import build
from tests.browser.conftest import ARTEFACTS, Served, serving
from tests.bundled import ORDER
from tests.places import made_up

SIZES = {"desk": (1280, 800), "phone": (390, 844)}
OVERLAPS = """labels => {
  const seen = labels.filter(e => getComputedStyle(e).visibility === "visible");
  const boxes = seen.map(e => e.getBoundingClientRect());
  const across = (a, b) => a.left < b.right - 2 && b.left < a.right - 2;
  const over = (a, b) => across(a, b) && a.top < b.bottom && b.top < a.bottom;
  return [boxes.length, boxes.filter((a, i) => boxes.some((b, j) => j < i && over(a, b))).length];
}"""
PAGES = {"access_map": ("Map of",), "reallocate": ("Map of access after", "Map of the difference")}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server for the made-up partnership of thirty districts."""
    made: Path = tmp_path_factory.mktemp("thirty")
    build(made_up.write(made_up.THIRTY, made / "source"), made / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_FOLDER", str(made / "data"))
        with serving() as base:
            yield base


@pytest.mark.parametrize("stem", list(PAGES))
@pytest.mark.parametrize("size", list(SIZES))
def test_thirty_districts_are_drawn_and_nothing_runs_out_of_the_page(
    visit, stem: str, size: str
) -> None:
    width, height = SIZES[size]
    found = visit(stem, width=width, height=height)
    for title in PAGES[stem]:
        found.wait_for_map(title)
        assert len(set(found.colours(title))) == len(made_up.THIRTY.names)
    found.settled()
    shown, overlapping = (
        found.map_frame(PAGES[stem][0]).locator(".leaflet-tooltip.name").evaluate_all(OVERLAPS)
    )
    assert shown >= 15 and overlapping == 0
    found.page.wait_for_function(
        f"() => document.querySelector('[data-testid=stMain]').scrollWidth <= {width}",
        timeout=10_000,
    )
    ARTEFACTS.mkdir(exist_ok=True)
    found.page.screenshot(path=ARTEFACTS / f"thirty_{stem}_{size}.png")
    whole = found.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
    found.page.set_viewport_size({"width": width, "height": min(whole + 100, 8000)})
    found.settled()
    found.page.screenshot(path=ARTEFACTS / f"thirty_{stem}_{size}_whole.png")
    assert found.errors == [] and found.outside == []


def test_each_of_two_partnerships_served_from_one_folder_has_its_own_maps(
    visit, server: str, house: Served
) -> None:
    """The later to start had written its outlines over the other's, whose maps stayed empty."""
    for base, areas in ((house.base, len(ORDER)), (server, len(made_up.THIRTY.names))):
        found = visit("access_map", base=base)
        found.wait_for_map()
        assert len(set(found.colours())) == areas
