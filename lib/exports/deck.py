"""The meeting's deck: PowerPoint with native charts, speaker notes in plain words and alt text on
every picture."""

import io
import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from lib.archives import with_fixed_dates
from lib.exports.pictures import FEW, MANY, picture
from lib.findings.pack import Pack
from lib.findings.page import Picture

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, TOP, WIDE, TALL = Inches(0.6), Inches(1.35), Inches(12.1), Inches(5.2)
BLUE, DARK, GREY = (
    RGBColor(0x20, 0x73, 0xBC),
    RGBColor(0x12, 0x43, 0x6D),
    RGBColor(0x66, 0x66, 0x66),
)
WHITE = RGBColor(0xFF, 0xFF, 0xFF)
TITLE_ONLY = 5
SHORT = 200  # characters that fit on a line or two under a chart


def deck(pack: Pack) -> bytes:
    """Title, message, map, ranked bar, scenario, pace of change, assumptions and sources, one slide
    each."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    core = deck.core_properties
    core.title, core.author, core.language = (
        pack.title,
        "Children's mental-health access dashboard",
        "en-GB",
    )
    core.created = core.modified = datetime.combine(pack.made_on, datetime.min.time())
    _title(deck, pack)
    told, area = list(pack.districts), pack.result.areas.noun
    beneath = told if len(told) <= FEW else []
    _words(
        deck,
        pack,
        pack.message,
        [*pack.plain_words, *beneath],
        " ".join([pack.message, *pack.plain_words]),
    )
    for first in range(0, len(told) - len(beneath), MANY):
        _words(
            deck,
            pack,
            f"{area.heading} by {area.one}",
            told[first : first + MANY],
            " ".join(told[first : first + MANY]),
        )
    for page in pack.pages:
        if page.words is not None:
            title, sentences = page.words
            _words(deck, pack, title, list(sentences), " ".join(sentences))
        for shown in page.pictures:
            CHARTS.get(shown.kind, _picture)(deck, pack, shown)
    notes = "Each of these is declared, not measured, and can be moved on the page. "
    notes += " ".join(f"{a.key} {a.title}: {a.value} ({a.span}). {a.why}" for a in pack.assumptions)
    if pack.audience.technical:
        lines = [f"{a.key} {a.title}: {a.value} ({a.span}). {a.why}" for a in pack.assumptions]
        _words(deck, pack, "Assumptions", lines, notes)
    else:
        lines = [f"{a.key} {a.title}: {a.value}." for a in pack.assumptions]
        _words(deck, pack, "What is assumed, not known", lines, notes)
    _words(deck, pack, "Data quality", list(pack.quality), " ".join(pack.quality))
    sources = [f"{s.publisher}: {s.title} ({s.period}). {s.licence}." for s in pack.sources]
    _words(deck, pack, "Sources", [*sources, f"Opens again at {pack.link}"], pack.cited)
    out = io.BytesIO()
    deck.save(out)
    return with_fixed_dates(out.getvalue(), pack.made_on)


def _slide(deck: Deck, pack: Pack, title: str, notes: str, modelled: bool = False) -> Slide:
    """A slide with a title, the stamp at its foot and speaker notes."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = LEFT, Inches(0.35), WIDE, Inches(0.9)
    head.text_frame.text = title
    head.text_frame.word_wrap = True
    line = head.text_frame.paragraphs[0]
    line.alignment = PP_ALIGN.LEFT
    line.font.size, line.font.bold, line.font.color.rgb = (
        _fitting(len(title), ((90, 26), (230, 19), (math.inf, 16))),
        True,
        DARK,
    )
    foot = slide.shapes.add_textbox(LEFT, Inches(6.75), WIDE, Inches(0.6)).text_frame
    foot.word_wrap = True
    foot.text = pack.stamp(modelled)
    foot.paragraphs[0].font.size = Pt(10)
    slide.notes_slide.notes_text_frame.text = notes
    return slide


def _title(deck: Deck, pack: Pack) -> None:
    slide = _slide(deck, pack, pack.title, pack.message)
    frame = slide.shapes.add_textbox(LEFT, Inches(2.2), WIDE, Inches(3)).text_frame
    frame.word_wrap = True
    frame.text = f"{pack.today.measured.place.name}. For {pack.audience.label}. {pack.period}."
    frame.paragraphs[0].font.size = Pt(24)
    more = frame.add_paragraph()
    more.text = pack.provenance
    more.font.size = Pt(18)


def _words(deck: Deck, pack: Pack, title: str, lines: list[str], notes: str) -> None:
    slide = _slide(deck, pack, title, notes)
    frame = slide.shapes.add_textbox(LEFT, TOP, WIDE, TALL).text_frame
    frame.word_wrap = True
    long = sum(map(len, lines))
    size = _fitting(long, ((700, 22), (1400, 15), (2000, 12), (2400, 11), (math.inf, 9)))
    for i, line in enumerate(lines):
        part = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        part.text, part.font.size, part.space_after = line, size, Pt(min(7, size.pt / 3))


def _fitting(characters: int, sizes: tuple[tuple[float, int], ...]) -> Pt:
    """The size of type for so many characters. sizes: below how many characters -> points, largest
    type first."""
    return next(Pt(points) for below, points in sizes if characters < below)


def _picture(deck: Deck, pack: Pack, shown: Picture) -> None:
    slide = _slide(deck, pack, shown.slide, shown.alt, shown.modelled)
    drawn = slide.shapes.add_picture(
        io.BytesIO(picture(pack, shown, "png")), Inches(1.6), TOP, height=TALL
    )
    drawn.left = Emu(int((WIDTH - drawn.width) / 2))
    _say(drawn, shown.alt)


def _say(shape: Any, text: str) -> None:
    """Alternative text, which python-pptx has no method for."""
    next(shape._element.iter("{*}cNvPr")).set("descr", text)


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Bars of a chart: their name and colour, the column of their value, and those of the ends of
    its interval if they show one."""

    name: str
    colour: RGBColor
    value: str
    interval: tuple[str, str] | None = None


def _charts(deck: Deck, pack: Pack, shown: Picture, order: str, bars: list[Bars]) -> None:
    """A native chart that can be edited in PowerPoint, and words under it; two beside each other,
    on one scale, where one has no room for every district. From highest at the top by the column
    `order`: a bar chart counts its categories from the bottom."""
    frame = shown.frame.dropna(subset=order).sort_values(order, kind="stable")
    half = len(frame) // 2
    parts = [frame[half:], frame[:half]] if len(frame) > MANY else [frame]
    slide = _slide(deck, pack, shown.slide, f"{shown.alt} {shown.beneath}", shown.modelled)
    tall = Inches(4.3 if len(shown.beneath) > SHORT else 4.8)
    line = slide.shapes.add_textbox(LEFT, Emu(TOP + tall), WIDE, Emu(TALL - tall)).text_frame
    line.word_wrap = True
    line.text = shown.beneath
    line.paragraphs[0].font.size = Pt(11)
    wide = Emu(WIDE // len(parts))
    for i, part in enumerate(parts):
        data: Any = CategoryChartData(number_format="0.0")
        data.categories = list(part.district)
        for one in bars:
            data.add_series(one.name, [round(v, 1) for v in part[one.value]])
        shape: Any = slide.shapes.add_chart(
            XL_CHART_TYPE.BAR_CLUSTERED, Emu(LEFT + i * wide), TOP, wide, tall, data
        )
        _say(shape, shown.alt)
        _styled(shape.chart, pack, bars, Pt(10 if len(shown.beneath) > SHORT else 12))
        if len(parts) > 1:
            _smaller(shape.chart)
            ends = frame[[column for one in bars for column in (one.value, *(one.interval or ()))]]
            shape.chart.value_axis.maximum_scale = math.ceil(ends.max(axis=None) / 10) * 10
        for series, one in zip(shape.chart.plots[0].series, bars):
            if one.interval:
                low, high = one.interval
                _whiskers(series, list(part[one.value]), list(part[low]), list(part[high]))


def _styled(chart: Any, pack: Pack, bars: list[Bars], size: Pt) -> None:
    """Type, colours, legend and axis of a chart."""
    chart.font.size, chart.has_title = size, False
    chart.has_legend = len(bars) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    axis = chart.value_axis
    axis.has_title, axis.minimum_scale = True, 0
    axis.axis_title.text_frame.text = pack.unit[0].upper() + pack.unit[1:]
    axis.axis_title.text_frame.paragraphs[0].font.size = Pt(12)
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 40, True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0.0", False
    plot.data_labels.position = XL_LABEL_POSITION.INSIDE_BASE  # where no whisker is
    plot.data_labels.font.color.rgb, plot.data_labels.font.bold = WHITE, True
    for series, one in zip(plot.series, bars):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = one.colour


def _smaller(chart: Any) -> None:
    """Type and bars for half the width: as long beside one another as their figures, and with room
    for every name on a line."""
    chart.font.size, chart.plots[0].data_labels.font.size = Pt(8), Pt(7)
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    chart.category_axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)
    edges = "".join(f'<c:{side}Mode val="edge"/>' for side in "xy")
    inside = "".join(
        f'<c:{side} val="{share}"/>'
        for side, share in (("x", 0.42), ("y", 0.02), ("w", 0.56), ("h", 0.76))
    )
    plot = chart._chartSpace.chart.plotArea
    for layout in plot.findall(qn("c:layout")):
        plot.remove(layout)
    placed = (
        f"<c:layout {nsdecls('c')}><c:manualLayout><c:layoutTarget"
        f' val="inner"/>{edges}{inside}</c:manualLayout></c:layout>'
    )
    plot.insert(0, parse_xml(placed))


def _whiskers(series: Any, value: list[float], low: list[float], high: list[float]) -> None:
    """Error bars of a series, which python-pptx has no method for. All in the series' order and
    unit."""

    def numbers(side: str, lengths: list[float]) -> str:
        points = "".join(
            f'<c:pt idx="{i}"><c:v>{max(length, 0):.2f}</c:v></c:pt>'
            for i, length in enumerate(lengths)
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


def _ranked(deck: Deck, pack: Pack, shown: Picture) -> None:
    """Whiskers: of each district by itself."""
    _charts(
        deck,
        pack,
        shown,
        "value",
        [Bars(name=pack.unit, colour=BLUE, value="value", interval=("wide_lower", "wide_upper"))],
    )


def _before_after(deck: Deck, pack: Pack, shown: Picture) -> None:
    today = Bars(name="Today", colour=GREY, value="before")
    _charts(
        deck,
        pack,
        shown,
        "before",
        [today, Bars(name="After", colour=BLUE, value="after", interval=("low", "high"))],
    )


# kinds of picture that a deck has as charts of its own
CHARTS = {"ranked": _ranked, "before_after": _before_after}
