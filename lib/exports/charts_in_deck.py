"""Charts of a deck that can be edited in PowerPoint: bars with whiskers, and a line at the
standard."""

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Inches, Pt

from lib.exports import type
from lib.exports.canvas import MANY, standard_label
from lib.exports.slides import (
    BLUE,
    INK,
    LEAST_TYPE,
    LEFT,
    ORANGE,
    TALL,
    TOP,
    WIDE,
    say,
    slide,
    under,
    words,
)
from lib.findings.pack import Pack
from lib.findings.page import Picture

HEAD = Inches(0.32)  # over the bars: the name of the standard, and what the columns are
PALE = RGBColor(0xC4, 0xC4, 0xC4)  # told apart from the blue on a grey print
STEP = 10  # an axis ends at a multiple of so many
NAMES = 300  # points that a name may take beside the bars
GAP = 10  # points between words and what is beside them
ROOM = 0.62  # of a row's height that its type takes
LABEL = Inches(2.2)  # of the standard's name


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Bars of a chart: their name and colour, the columns of their value, of the ends of its
    interval and of both in words."""

    name: str
    colour: RGBColor
    value: str
    interval: tuple[str, str]
    text: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a chart stands on its slide, and in it, as shares of it, the bars themselves; and the
    points of its type and of each of its rows."""

    left: int
    top: int
    wide: int
    tall: int
    x: float
    w: float
    size: float
    row: float
    y: float = 0.02
    h: float = 0.83

    def at(self, share: float) -> int:
        """Where on the slide a share of the axis is."""
        return int(self.left + self.wide * (self.x + self.w * share))

    @property
    def rows(self) -> int:
        """Where on the slide the first row of bars begins."""
        return int(self.top + self.tall * self.y)


def ranked(deck: Deck, pack: Pack, shown: Picture) -> None:
    """Each area with the interval of it by itself."""
    frame = shown.frame.assign(said=(shown.frame.text + " " + shown.frame.span).str.strip())
    interval = ("wide_lower", "wide_upper")
    bars = Bars(
        name=pack.says("with the 95% interval"),
        colour=BLUE,
        value="value",
        interval=interval,
        text="said",
    )
    _slides(deck, pack, shown, frame, [bars])


def before_after(deck: Deck, pack: Pack, shown: Picture) -> None:
    """Each area today and after, with both intervals."""
    before, after = ("before_low", "before_high"), ("low", "high")
    bars = [
        Bars(name="After", colour=BLUE, value="after", interval=after, text="text_after"),
        Bars(name="Today", colour=PALE, value="before", interval=before, text="text_before"),
    ]
    _slides(deck, pack, shown, shown.frame, bars)


def _slides(deck: Deck, pack: Pack, shown: Picture, frame: pd.DataFrame, bars: list[Bars]) -> None:
    """A chart with its figures and words under it; on as many slides, in one scale, as have room
    for every area. The last of bars orders them, from highest at the top: a bar chart counts its
    categories from the bottom."""
    order = bars[-1].value
    frame = frame.dropna(subset=order).sort_values(order, kind="stable")
    ends = frame[[column for one in bars for column in (one.value, *one.interval)]]
    most = max(ends.max(axis=None), pack.result.standard or 0)
    most = max(STEP, math.ceil(most / STEP) * STEP)
    count = max(1, math.ceil(len(frame) / MANY))
    each = math.ceil(len(frame) / count)
    for i in range(count):
        part = frame[max(0, len(frame) - (i + 1) * each) : len(frame) - i * each]
        of = f" ({i + 1} of {count})" if count > 1 else ""
        title = f"{shown.slide}{of}"
        made = slide(deck, pack, title, f"{shown.alt} {shown.beneath}", shown.modelled)
        tall = TALL - under(made, shown.beneath) - HEAD
        place = _place(part, bars, tall, each)
        _chart(made, pack, shown, part, bars, place, most)
        _figures(made, part, bars, place)
        _standard(made, pack.result.standard, place, most)


def _place(part: pd.DataFrame, bars: list[Bars], tall: int, rows: int) -> Place:
    """The chart takes the width that its figures leave, and the bars what the names leave."""
    row = Emu(tall).pt * Place.h / rows
    size = float(max(LEAST_TYPE, min(14, round(row * ROOM))))
    wide = WIDE - sum(_broad(part, one, size) for one in bars)
    names = min(NAMES, type.broad(part.district, size)) + GAP
    x = names / Emu(wide).pt
    return Place(
        left=LEFT, top=TOP + HEAD, wide=wide, tall=tall, x=x, w=0.97 - x, size=size, row=row
    )


def _broad(part: pd.DataFrame, one: Bars, size: float) -> int:
    """How wide the column of figures of some bars is."""
    return Pt(type.broad([*part[one.text], f"■ {one.name}"], size, bold=True) + GAP)


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
    _styled(shape.chart, pack, bars, place.size)
    shape.chart.value_axis.maximum_scale, shape.chart.value_axis.major_unit = most, STEP
    _placed(shape.chart, place)
    for series, one in zip(shape.chart.plots[0].series, bars):
        low, high = one.interval
        _whiskers(series, list(part[one.value]), list(part[low]), list(part[high]))


def _styled(chart: Any, pack: Pack, bars: list[Bars], size: float) -> None:
    """Type, colours and axis of a chart. size: points of names."""
    chart.font.size, chart.has_title, chart.has_legend = Pt(size), False, False
    axis = chart.value_axis
    axis.has_title, axis.minimum_scale = True, 0
    axis.has_major_gridlines = False
    axis.axis_title.text_frame.text = pack.unit[0].upper() + pack.unit[1:]
    axis.axis_title.text_frame.paragraphs[0].font.size = Pt(LEAST_TYPE)
    axis.tick_labels.font.size = Pt(LEAST_TYPE)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 30, 0
    for series, one in zip(plot.series, bars):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = one.colour
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


def _figures(made: Any, part: pd.DataFrame, bars: list[Bars], place: Place) -> None:
    """A table beside the bars: a row each, with a column of figures for those of one colour, from
    the top bar down."""
    columns = list(reversed(bars))
    broad = [_broad(part, one, place.size) for one in columns]
    shape = made.shapes.add_table(
        len(part) + 1, len(columns), place.left + place.wide, place.rows - HEAD, sum(broad), HEAD
    )
    say(shape, f"Figures of the bars: {', '.join(one.name for one in columns)}")
    table = shape.table
    table.first_row = table.horz_banding = False
    for i, row in enumerate(table.rows):
        row.height = Pt(place.row) if i else HEAD
    for column, one, wide in zip(range(len(columns)), columns, broad):
        table.columns[column].width = wide
        _cell(table.cell(0, column), f"■ {one.name}", place.size, one.colour)
        for i, text in enumerate(reversed(list(part[one.text])), 1):
            _cell(table.cell(i, column), text, place.size)


def _cell(cell: Any, text: str, size: float, colour: RGBColor | None = None) -> None:
    """A cell without a colour of its own; colour: of a heading's first sign."""
    cell.fill.background()
    cell.margin_left = cell.margin_top = cell.margin_bottom = 0
    cell.margin_right = 0
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.text_frame.word_wrap = False
    part = cell.text_frame.paragraphs[0]
    for words_, its in ((text[:1], colour), (text[1:], None)):
        run = part.add_run()
        run.text, run.font.size, run.font.bold = words_, Pt(size), colour is not None
        run.font.color.rgb = its or INK


def _standard(made: Any, standard: float | None, place: Place, most: float) -> None:
    """A broken line over the chart, and its name above it, over the bars."""
    if standard is None:
        return
    x = place.at(standard / most)
    bottom = int(place.top + place.tall * (place.y + place.h))
    line = made.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, x, place.top, x, bottom)
    line.line.color.rgb, line.line.width = ORANGE, Pt(2)
    line.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    say(line, f"A line at the {standard_label(standard)}")
    least, last = place.left, place.left + place.wide - LABEL
    left = min(max(x - LABEL // 2, least), last)
    box = words(
        made, [standard_label(standard)], left, TOP - Inches(0.03), LABEL, HEAD, (12,), True
    )
    part = box.text_frame.paragraphs[0]
    part.font.color.rgb = ORANGE
    part.alignment = PP_ALIGN.RIGHT if left == last else PP_ALIGN.CENTER


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
