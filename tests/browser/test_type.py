"""Type that can be read: no text on any page is smaller than 14 px, in the window of a projector
and of a phone, on a light page and on a dark one, and none of it makes the page scroll sideways."""

from pathlib import Path

import pytest

from lib.ui.pages import PAGES
from tests.bundled import HIGHEST

LEAST = 14  # px
TRIES = 20  # of a quarter of a second
SMALL = (Path(__file__).parent / "small_type.js").read_text(encoding="utf-8")
SIZES = {"projector": (1280, 800), "phone": (390, 844)}
WIDER = """() => [document.documentElement, ...document.querySelectorAll('[data-testid=stMain]')]
  .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.scrollWidth)"""
OPENED = {page.stem: page.stem for page in PAGES}
# the panel of a district has more on it than the page without
OPENED |= {"access_map": f"access_map?district={HIGHEST}", "reader": f"read?district={HIGHEST}"}


def settled(found, script: str, *given: int) -> list:
    """What a script finds once charts have followed the window, or finds still after a while."""
    for _ in range(TRIES):
        found.page.wait_for_timeout(250)
        if not (faults := found.page.evaluate(script, *given)):
            return []
    return faults


@pytest.mark.parametrize("page", OPENED)
def test_no_text_is_too_small_to_read(visit, page: str) -> None:
    found = visit(OPENED[page])
    found.page.locator("h1").first.wait_for(state="attached")
    for frame in found.page.locator("iframe[title^='Map of']").all():
        frame.content_frame.locator("[data-painted]").wait_for()
    found.settled()
    for scheme in ("light", "dark"):
        found.page.emulate_media(color_scheme=scheme)
        for size, (width, height) in SIZES.items():
            found.page.set_viewport_size({"width": width, "height": height})
            assert (scheme, size, settled(found, SMALL, LEAST)) == (scheme, size, [])
            assert (scheme, size, settled(found, WIDER)) == (scheme, size, [])


def test_what_is_small_is_found_wherever_it_stands(visit) -> None:
    """In a frame, a shadow root, a drawing that is scaled down and a style sheet's own words; not
    what is hidden, nor what is large enough."""
    found = visit("methods")
    found.page.set_content("""<style>p { font-size: 13px } b, text { font-size: 20px }
      i::before { content: "sheet"; font-size: 9px }</style>
      <p>page</p><p hidden>unseen</p><p style="clip-path: inset(50%)">clipped</p><b>large</b><i></i>
      <svg viewBox="0 0 200 200" width="100"><text y="20">drawing</text></svg>
      <input style="font-size: 10px" value="typed"><div></div>
      <iframe srcdoc="<p style='font-size: 12px'>frame</p>"></iframe>""")
    found.page.evaluate("""() => {
      document.querySelector("div").attachShadow({mode: "open"}).innerHTML = "<p>shadow</p>";
      document.querySelector("div").shadowRoot.firstChild.style.fontSize = "11px"; }""")
    found.page.frame_locator("iframe").get_by_text("frame").wait_for()
    words = {text.split(" (")[0].strip('"') for text in found.page.evaluate(SMALL, LEAST)}
    assert words == {"page", "sheet", "drawing", "typed", "frame", "shadow"}
