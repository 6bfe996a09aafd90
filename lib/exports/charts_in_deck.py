"""Charts of a deck that can be edited in PowerPoint: bars with whiskers, and a line at the
standard."""

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Inches, Pt

from lib.exports.canvas import MANY, standard_label
from lib.exports.slides import (
    BLUE,
    INK,
    LEFT,
    ORANGE,
    TALL,
    TOP,
    WHITE,
    WIDE,
    say,
    slide,
    under,
    words,
)
from lib.findings.pack import Pack
from lib.findings.page import Picture

LEGEND = Inches(0.32)  # over the bars: what each colour is, and the name of the standard
HALF = 0.3  # of a chart's width for names: more where two stand beside one another
PALE = RGBColor(0xC4, 0xC4, 0xC4)  # told apart from the blue on a grey print
STEP = 10  # an axis ends at a multiple of so many


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Bars of a chart: their name and colour, the column of their value, and those of the ends of
    its interval."""

    name: str
    colour: RGBColor
    value: str
    interval: tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a chart stands on its slide, and in it, as shares of it, the bars themselves."""

    left: int
    top: int
    wide: int
    tall: int
    x: float
    w: float
    y: float = 0.02
    h: float = 0.83

    def at(self, share: float) -> int:
        """Where on the slide a share of the axis is."""
        return int(self.left + self.wide * (self.x + self.w * share))


def ranked(deck: Deck, pack: Pack, shown: Picture) -> None:
    """Each area with the interval of it by itself."""
    interval = ("wide_lower", "wide_upper")
    bars = Bars(name=pack.unit, colour=BLUE, value="value", interval=interval)
    _charts(deck, pack, shown, "value", [bars])


def before_after(deck: Deck, pack: Pack, shown: Picture) -> None:
    """Each area today and after, with both intervals."""
    today = Bars(name="Today", colour=PALE, value="before", interval=("before_low", "before_high"))
    after = Bars(name="After", colour=BLUE, value="after", interval=("low", "high"))
    _charts(deck, pack, shown, "before", [after, today])


def _charts(deck: Deck, pack: Pack, shown: Picture, order: str, bars: list[Bars]) -> None:
    """A chart and words under it; two beside each other, on one scale, where one has no room for
    every district. From highest at the top by the column `order`: a bar chart counts its categories
    from the bottom."""
    frame = shown.frame.dropna(subset=order).sort_values(order, kind="stable")
    half = len(frame) // 2
    parts = [frame[half:], frame[:half]] if len(frame) > MANY else [frame]
    made = slide(deck, pack, shown.slide, f"{shown.alt} {shown.beneath}", shown.modelled)
    tall = TALL - under(made, shown.beneath) - LEGEND
    wide = WIDE // len(parts)
    ends = frame[[column for one in bars for column in (one.value, *one.interval)]]
    most = math.ceil(ends.max(axis=None) / STEP) * STEP
    if len(bars) > 1:
        _legend(made, bars)
    for i, part in enumerate(parts):
        x = 0.19 if len(parts) == 1 else 0.42
        place = Place(
            left=LEFT + i * wide, top=TOP + LEGEND, wide=wide, tall=tall, x=x, w=0.985 - x
        )
        _chart(made, pack, shown, part, bars, place, most)
        _standard(made, pack.result.standard, place, most)


def _chart(
    made: Any,
    pack: Pack,
    shown: Picture,
    part: pd.DataFrame,
    bars: list[Bars],
    place: Place,
    most: float,
) -> None:
    data: Any = CategoryChartData(number_format="0.0")
    data.categories = list(part.district)
    for one in bars:
        data.add_series(one.name, [round(v, 1) for v in part[one.value]])
    shape: Any = made.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, place.left, place.top, place.wide, place.tall, data
    )
    say(shape, shown.alt)
    rows = len(part) * len(bars)
    most_type = 14.0 if place.x < HALF else 8.0
    size = min(most_type, Emu(place.tall).pt * place.h / len(part) * 0.62)
    _styled(shape.chart, pack, bars, size, min(size, Emu(place.tall).pt * place.h / rows * 0.6))
    shape.chart.value_axis.maximum_scale, shape.chart.value_axis.major_unit = most, STEP
    _placed(shape.chart, place)
    for series, one in zip(shape.chart.plots[0].series, bars):
        low, high = one.interval
        _whiskers(series, list(part[one.value]), list(part[low]), list(part[high]))


def _styled(chart: Any, pack: Pack, bars: list[Bars], size: float, label: float) -> None:
    """Type, colours and axis of a chart. size, label: points of names and of figures."""
    chart.font.size, chart.has_title, chart.has_legend = Pt(round(size)), False, False
    axis = chart.value_axis
    axis.has_title, axis.minimum_scale = True, 0
    axis.has_major_gridlines = False
    axis.axis_title.text_frame.text = pack.unit[0].upper() + pack.unit[1:]
    axis.axis_title.text_frame.paragraphs[0].font.size = Pt(12)
    axis.tick_labels.font.size = Pt(12)
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 30, True
    plot.overlap = 0
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0.0", False
    plot.data_labels.position = XL_LABEL_POSITION.INSIDE_BASE  # where no whisker is
    plot.data_labels.font.color.rgb, plot.data_labels.font.bold = WHITE, True
    plot.data_labels.font.size = Pt(max(6, round(label)))
    for series, one in zip(plot.series, bars):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = one.colour
        if one.colour == PALE:
            labels = series.data_labels
            labels.number_format, labels.number_format_is_linked = "0.0", False
            labels.show_value, labels.position = True, XL_LABEL_POSITION.INSIDE_BASE
            labels.font.color.rgb, labels.font.bold = INK, True
            labels.font.size = Pt(max(6, round(label)))
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    chart.category_axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _placed(chart: Any, place: Place) -> None:
    """The bars where they are said to be, so that charts beside one another are as long as their
    figures, every name has a line, and a line at the standard is at the standard."""
    edges = "".join(f'<c:{side}Mode val="edge"/>' for side in "xy")
    sides = (("x", place.x), ("y", place.y), ("w", place.w), ("h", place.h))
    inside = "".join(f'<c:{side} val="{share:.4f}"/>' for side, share in sides)
    plot = chart._chartSpace.chart.plotArea
    for layout in plot.findall(qn("c:layout")):
        plot.remove(layout)
    placed = (
        f"<c:layout {nsdecls('c')}><c:manualLayout><c:layoutTarget"
        f' val="inner"/>{edges}{inside}</c:manualLayout></c:layout>'
    )
    plot.insert(0, parse_xml(placed))


def _standard(made: Any, standard: float | None, place: Place, most: float) -> None:
    """A broken line over the chart, and its name above it."""
    if standard is None or standard > most:
        return
    x = place.at(standard / most)
    top, bottom = place.top, int(place.top + place.tall * (place.y + place.h))
    line = made.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, x, top, x, bottom)
    line.line.color.rgb, line.line.width = ORANGE, Pt(2)
    line.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    say(line, f"A line at the {standard_label(standard)}")
    wide = Inches(2.2)
    box = words(
        made,
        [standard_label(standard)],
        x - wide // 2,
        TOP - Inches(0.03),
        wide,
        LEGEND,
        (12,),
        True,
    )
    part = box.text_frame.paragraphs[0]
    part.alignment, part.font.color.rgb = PP_ALIGN.CENTER, ORANGE


def _legend(made: Any, bars: list[Bars]) -> None:
    """What each colour is, from the top bar down."""
    for i, one in enumerate(reversed(bars)):
        left = LEFT + i * Inches(1.1)
        box = words(made, [f"■ {one.name}"], left, TOP - Inches(0.03), Inches(1.1), LEGEND, (12,))
        part = box.text_frame.paragraphs[0]
        square, name = part.runs[0], part.add_run()
        square.text, square.font.color.rgb = "■", one.colour
        name.text, name.font.bold, name.font.color.rgb = f" {one.name}", True, INK


def _whiskers(series: Any, value: list[float], low: list[float], high: list[float]) -> None:
    """Error bars of a series, which python-pptx has no method for. All in the series' order and
    unit; none where a figure has no interval."""

    def numbers(side: str, lengths: list[float]) -> str:
        points = "".join(
            f'<c:pt idx="{i}"><c:v>{max(length, 0):.2f}</c:v></c:pt>'
            for i, length in enumerate(lengths)
            if length == length
        )
        return (
            f'<c:{side}><c:numLit><c:ptCount val="{len(lengths)}"/>{points}</c:numLit></c:{side}>'
        )

    up, down = ([abs(a - b) for a, b in zip(end, value)] for end in (high, low))
    bars = parse_xml(
        f'<c:errBars {nsdecls("c")}><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap'
        ' val="0"/>'
        f"{numbers('plus', up)}{numbers('minus', down)}</c:errBars>"
    )
    series._element.find(qn("c:cat")).addprevious(bars)
