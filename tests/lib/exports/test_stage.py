"""Pictures of the story: well made, of the figures, and with outside names as text."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pandas as pd
import pytest

from lib.exports import stage
from lib.findings import story
from lib.findings.staged import StageBars, StageMap
from tests.bundled import FILTERS, HERE, NAME, moving

STEPS = story.story(story.ground(HERE, moving(early=3), FILTERS))
OUTLINES = HERE.tables.boundaries
NONE = float("nan")
SPACE = "{http://www.w3.org/2000/svg}"


def drawn(shown, size=stage.WIDE) -> ElementTree.Element:
    return ElementTree.fromstring(stage.drawn(shown, OUTLINES, size))


def texts(svg: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SPACE}text")]


@pytest.mark.parametrize("size", [stage.WIDE, stage.NARROW])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.key)
def test_every_picture_is_well_made_and_stays_inside(step, size) -> None:
    shown = step.point.picture
    svg = drawn(shown, size)
    x = [float(t.get("x")) for t in svg.iter(f"{SPACE}text")]
    y = [float(t.get("y")) for t in svg.iter(f"{SPACE}text")]
    assert x and min(x) >= 0 and max(x) <= size.width and max(y) <= size.height
    assert float(svg.get("font-size")) == size.type


def test_type_is_twenty_pixels_on_a_screen_in_a_room() -> None:
    assert stage.WIDE.type >= 20


def test_a_map_has_every_area_in_its_class_and_names_the_ends() -> None:
    shown = STEPS[0].point.picture
    assert isinstance(shown, StageMap)
    (group,) = (g for g in drawn(shown).iter(f"{SPACE}g") if g.get("class") == "outline")
    fills = [path.get("fill") for path in group]
    assert fills == [shown.classes.colours[k] for k in shown.classes.of(shown.value)]
    assert set(NAME[list(shown.named)]) <= set(texts(drawn(shown)))


def test_a_hidden_figure_is_hatched_and_said_so() -> None:
    shown = STEPS[0].point.picture
    first = shown.value.index[0]
    hidden = replace(
        shown,
        value=shown.value.where(shown.value.index != first),
        text=shown.text.where(shown.text.index != first, "*"),
    )
    svg = stage.drawn(hidden, OUTLINES, stage.WIDE)
    assert svg.count('fill="url(#hidden)"') == 2 and "* suppressed" in svg


def test_bars_are_as_long_as_their_figures() -> None:
    shown = next(s.point.picture for s in STEPS if s.key == "worst")
    rects = [r for r in drawn(shown).iter(f"{SPACE}rect") if "bar" in (r.get("class") or "")]
    widths = pd.Series([float(r.get("width")) for r in rects])
    assert widths.corr(pd.Series(shown.rows.value.to_numpy())) > 0.99999
    marked = [r for r in rects if r.get("class") == "bar marked"]
    assert len(marked) == len(shown.marked)


def test_money_taken_goes_the_other_way_from_money_given() -> None:
    shown = next(s.point.picture for s in STEPS if s.key == "costs")
    rects = [r for r in drawn(shown).iter(f"{SPACE}rect") if "bar" in (r.get("class") or "")]
    given, taken = float(rects[0].get("x")), float(rects[-1].get("x"))
    assert taken < given == pytest.approx(taken + float(rects[-1].get("width")), abs=0.2)


@pytest.mark.parametrize("count", [1, 5, 16, 17, 30])
def test_bars_of_few_and_of_many_have_a_row_each(count: int) -> None:
    rows = pd.DataFrame(
        {
            "label": [f"Area with a rather long name {i}" for i in range(count)],
            "value": [float(i + 1) for i in range(count)],
            "lower": float("nan"),
            "upper": float("nan"),
            "text": [str(i + 1) for i in range(count)],
        }
    )
    shown = StageBars(rows=rows, marked=(), line=None, unit="things", alt="Things.")
    svg = drawn(shown)
    assert len(list(svg.iter(f"{SPACE}rect"))) == count
    tops = sorted({float(r.get("y")) for r in svg.iter(f"{SPACE}rect")})
    assert all(b - a >= 20 for a, b in pairwise(tops))  # room for type of twenty pixels


def test_a_name_has_room_in_wide_type_too() -> None:
    """A reader's own type may be a fifth wider than the page's: no name begins off the picture."""
    name = "Unaccompanied and seeking asylum"
    row = {"label": [name], "value": [1.0], "lower": [NONE], "upper": [NONE], "text": ["1"]}
    shown = StageBars(rows=pd.DataFrame(row), marked=(), line=None, unit="things", alt="Things.")
    written = drawn(shown, stage.NARROW).find(f"{SPACE}g/{SPACE}text")
    assert written is not None and written.text is not None and written.text.endswith("…")
    assert len(written.text) * stage.NARROW.type * 0.6 <= float(written.get("x"))


def test_a_name_from_outside_is_text() -> None:
    name = "<script>alert(1)</script>&\"'"
    bars = next(s.point.picture for s in STEPS if s.key == "unequal")
    hostile = replace(bars, rows=bars.rows.assign(label=name, text=name), unit=name, line=(1, name))
    a_map = STEPS[0].point.picture
    named = replace(a_map, name=a_map.name.map(lambda _: name), unit=name)
    for shown in (hostile, named):
        svg = stage.drawn(shown, OUTLINES, stage.WIDE)
        assert "<script" not in svg and name in texts(ElementTree.fromstring(svg))


def test_the_same_story_gives_the_same_picture() -> None:
    for step in STEPS:
        one = stage.drawn(step.point.picture, OUTLINES, stage.WIDE)
        assert one == stage.drawn(step.point.picture, OUTLINES, stage.WIDE)
        assert not re.search(r"https?://(?!www\.w3\.org)|href|<image", one)
