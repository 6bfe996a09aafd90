"""Charts on a light page and on a dark one: every mark and word stands out from both."""

import re
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from lib import charts, classes, maps, money_charts, promise_charts, risk_charts, workforce_charts
from lib.axes import Axis

ROOT = Path(__file__).parents[2]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
PAGES = {name: THEME[name]["backgroundColor"] for name in ("light", "dark")}
TEXTS = {name: THEME[name]["textColor"] for name in ("light", "dark")}


def luminance(colour: str) -> float:
    """Relative luminance of a colour (WCAG 2.2)."""
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    """From 1 to 21.

    >>> round(contrast("#000000", "#FFFFFF"))
    21
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def of_css(rule: str, name: str) -> str:
    """A colour of map.css, where it is written short."""
    css = (ROOT / "lib" / "ui" / "assets" / "map.css").read_text()
    block = re.search(re.escape(rule) + r" \{(.*?)\}", css, re.DOTALL)
    short = re.search(rf"{name}: #(\w+);", block[1] if block else "")
    assert short
    return f"#{''.join(2 * c for c in short[1])}"


PALETTE = {*classes.SEQUENTIAL, *classes.ORANGES, *classes.BLUES, *classes.CHANGE.colours}
PALETTE |= {*maps.BIVARIATE}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("colour", sorted(PALETTE))
def test_every_class_stands_out_from_the_page_by_itself_or_by_its_edge(
    colour: str, page: str
) -> None:
    script = (ROOT / "lib" / "ui" / "assets" / "map.js").read_text()
    (outline,) = re.findall(r'OUTLINE = "(#\w{6})"', script)
    edges = (outline, of_css(".casing", "stroke"))
    assert max(contrast(one, PAGES[page]) for one in (colour, *edges)) >= 3


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("colour", [charts.BLUE, charts.ORANGE, charts.GREY])
def test_every_mark_stands_out_from_the_page(colour: str, page: str) -> None:
    assert contrast(colour, PAGES[page]) >= 3


@pytest.mark.parametrize("page", PAGES)
def test_words_stand_out_from_the_page(page: str) -> None:
    assert charts.TEXT == "currentColor" and contrast(TEXTS[page], PAGES[page]) >= 4.5


@pytest.mark.parametrize("bar", [charts.BLUE, charts.ORANGE])
def test_white_words_stand_out_from_the_bar_that_they_are_on(bar: str) -> None:
    assert contrast("#FFFFFF", bar) >= 4.5


AXIS = Axis(low=-20.0, high=120.0)


def drawn() -> dict[str, dict]:
    """Every chart, of rows that stand for nothing."""
    names, two = ["a", "b"], [1.0, 2.0]
    ranked = pd.DataFrame(
        dict.fromkeys(("value", "lower", "upper", "wide_lower", "wide_upper"), two)
        | dict.fromkeys(("area_code", "label", "text", "rank", "source", "said"), names)
        | {"chosen": [False, True]}
    )
    line = pd.DataFrame({"value": [1.0], "line": ["one"]})
    points = pd.DataFrame(
        {"label": names, "base": two, "value": two, "said": names, "rank": two, "share": two}
        | {"lower": two, "upper": two, "group": names}
    )
    limits = pd.DataFrame(
        {"base": two, "level": "95%", "allows": "chance", "lower": two, "upper": two}
    )
    years = pd.DataFrame({"a": two, "b": two}, index=["2021-01", "2021-02"])
    kinds = pd.DataFrame({"label": names, "gained": two, "gap": two, "kind": ["Model", "Today"]})
    swings = pd.DataFrame({"assumption": names, "low": two, "high": two, "said": names})
    moves = swings.rename(columns={"assumption": "label"}).assign(value=two, direction="better")
    trends = pd.DataFrame({"area": names, "period": names, "value": two, "low": two, "high": two})
    steps = money_charts.waterfall_rows([("Today", 40.0), ("Growth", 44.0)])
    made = {
        "ranked": charts.ranked_bar(ranked, "", line, "x", "y"),
        "before_after": charts.before_after("", "", 3.0),
        "funnel": charts.funnel(points, limits, "", "", 1.0),
        "gradient": charts.gradient(points, points, ""),
        "ages": charts.ages(pd.DataFrame({"age": [1, 2], "persons": two})),
        "monthly": charts.monthly(years, ""),
        "slopes": charts.slopes(pd.DataFrame({"a": two, "b": two}), "", "", AXIS),
        "moves": promise_charts.moves(moves),
        "lines": risk_charts.lines(trends, ""),
        "ranges": risk_charts.ranges(trends.assign(label=names, whose=names, text=names)),
        "set_aside": risk_charts.tornado(swings, 1.0, AXIS),
        "trade_off": money_charts.trade_off(kinds, AXIS, AXIS),
        "tornado": money_charts.tornado(swings, 1.0, AXIS),
        "hiring": workforce_charts.hiring(AXIS),
        "posts": workforce_charts.by_area(AXIS),
        "waterfall": money_charts.waterfall(steps, "", AXIS),
    }
    return {name: chart.to_dict() for name, chart in made.items()}


def values(part: object, key: str) -> list:
    """What a key has wherever it stands in a specification."""
    if isinstance(part, list):
        return [found for one in part for found in values(one, key)]
    if not isinstance(part, dict):
        return []
    own = [part[key]] if key in part else []
    return own + [found for one in part.values() for found in values(one, key)]


@pytest.mark.parametrize(("name", "spec"), drawn().items())
def test_no_word_of_a_chart_is_small_or_faint(name: str, spec: dict) -> None:
    sizes = [
        size for key in ("fontSize", "labelFontSize", "titleFontSize") for size in values(spec, key)
    ]
    assert min(sizes) >= charts.LABEL_SIZE
    assert {*values(spec, "labelColor"), *values(spec, "titleColor")} == {charts.TEXT}
    texts = [mark for mark in values(spec, "mark") if isinstance(mark, dict)]
    words = {mark["color"] for mark in texts if mark.get("type") == "text"}
    assert words <= {charts.TEXT, "white"}  # white: on a bar


@pytest.mark.parametrize("name", ["slopes", "trade_off", "tornado", "waterfall", "set_aside"])
def test_a_chart_of_what_levers_do_has_the_axis_that_it_is_given(name: str) -> None:
    spec = drawn()[name]
    scales = [scale for scale in values(spec, "scale") if "nice" in scale]
    assert scales and all(
        scale["domain"] == AXIS.domain and scale["nice"] is False for scale in scales
    )


def test_the_before_and_after_bars_have_room_for_every_figure_there_can_be() -> None:
    assert [0, 100] in values(drawn()["before_after"], "domain")
