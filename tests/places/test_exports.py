"""Every file of the meeting pack for each partnership: made, its own names and no other's, and
nothing runs out of its place."""

import html
import io
import re
from datetime import date
from itertools import combinations

import matplotlib as mpl
import openpyxl
import pypdf
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt

from lib import provenance
from lib.catalogue.indicators import INDICATORS
from lib.catalogue.statistics import STATISTICS
from lib.exports import briefing, slides, type
from lib.exports import tables as exported
from lib.exports.canvas import STYLE
from lib.exports.deck import CHARTS
from lib.exports.files import OUTPUTS
from lib.exports.pictures import SCALE, drawn, pictures
from lib.figures.measured import measured_period
from lib.findings import modelled
from lib.findings.filters import Filters
from lib.findings.pack import Pack, collect
from lib.findings.pack_pages import AUDIENCES, PAGES
from lib.scenarios.record import Levers, Scenario
from tests.lib.exports.packs import PICTURES
from tests.places.conftest import Here

FILTERS = Filters(basis="national", weighted=False, standard=34.0, standard_label="", district=None)
ASKED, WHOM = "Agree to consult on it from April", "Ann Writer, 01234 567890"
JARGON = (
    *(
        "apportioned",
        "former CCG",
        "CCG",
        "quantile",
        "overdispersion",
        "phi",
        "SCV",
        "Gini",
        "IMD",
    ),
    *(
        "elasticity",
        "draws",
        "points",
        "MHSDS",
        "CV",
        "chi-square",
        "Theil",
        "p-value",
        "SII",
        "RII",
    ),
    *("standard deviation", "Poisson", "Bayes", "quotient", "coefficient", "whisker", "tau"),
)
# of the statistics' titles, what is plain English
PLAIN = {"Highest to lowest"}
IN_WORDS = ("deck", "briefing", "workbook", "page", "pictures")
TOUCH = 1.0  # pixels that the boxes of two words may share
ON_A_SLIDE = (7.6, 3.4)
# of a file that programs read, the same for every partnership
NAMES_OF_COLUMNS = re.compile(r"\bdistrict\b(?=[,\"])")


def packed(place: Here, audience: str) -> Pack:
    """A pack in which money goes from the first district to the last, with a sentence on every
    district."""
    order = place.tables.areas.order
    scenario = Scenario(
        name="First to last", levers=Levers(changes={order[0]: -100_000, order[-1]: 100_000})
    )
    scenario = modelled.stamped(place.context, scenario, with_figures=True)
    link = "https://dashboard.example/reallocate?name=First"
    more = {"districts": order, "parts": list(PAGES), "made_on": date(2026, 3, 2), "link": link}
    more |= {"asked": ASKED, "whom": WHOM}
    return collect(place.context, scenario, FILTERS, audience=audience, **more)


@pytest.fixture(scope="module")
def packs(place: Here) -> dict[str, Pack]:
    return {audience: packed(place, audience) for audience in AUDIENCES}


@pytest.fixture(scope="module")
def files(packs: dict[str, Pack]) -> dict[str, dict[str, bytes]]:
    """Every file for the first audience; for the others those that say other words. Of the pictures
    those that have their words as text: what else they are tests/lib/exports says."""
    first = next(iter(packs))
    keys = {audience: OUTPUTS if audience == first else IN_WORDS for audience in packs}
    return {
        audience: {
            key: in_words(pack) if key == "pictures" else OUTPUTS[key].make(pack)
            for key in keys[audience]
        }
        for audience, pack in packs.items()
    }


def in_words(pack: Pack) -> bytes:
    """Names and SVG of every picture."""
    shown = [shown for page in pack.pages for shown in page.pictures]
    made = [pictures(pack, one, ("svg",))["svg"] for one in shown]
    return b" ".join([*(pack.file_name(one.key, "svg").encode() for one in shown), *made])


def words_of(marked: bytes) -> str:
    """HTML or SVG without the lines that letters and areas are drawn with."""
    return re.sub(r' d="[^"]*"', "", html.unescape(marked.decode("utf-8-sig")))


def of_deck(made: bytes) -> str:
    slides = Presentation(io.BytesIO(made)).slides
    shapes = [
        shape
        for slide in slides
        for shape in (*slide.shapes, slide.notes_slide.notes_placeholder)
        if shape.has_text_frame
    ]
    return " ".join(shape.text_frame.text for shape in shapes)


def of_briefing(made: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(made)).pages
    )


def of_workbook(made: bytes) -> str:
    rows = [
        row
        for sheet in openpyxl.load_workbook(io.BytesIO(made))
        for row in sheet.iter_rows(values_only=True)
    ]
    return " ".join(str(cell) for row in rows for cell in row if cell)


SAYS = {"deck": of_deck, "briefing": of_briefing, "workbook": of_workbook}


@pytest.mark.parametrize("audience", list(AUDIENCES))
def test_every_file_says_this_partnerships_names_and_no_others(
    place: Here, files: dict, audience: str
) -> None:
    last, year = place.tables.areas.name.iloc[-1], place.profile.measured_period
    for key, made in files[audience].items():
        text = SAYS.get(key, words_of)(made)
        assert place.strangers(text) == [], key
        assert place.foreign_nouns(NAMES_OF_COLUMNS.sub("", text)) == [], key
        assert place.profile.name in text or key not in (
            "deck",
            "briefing",
            "workbook",
            "page",
        ), key
        assert (last in text and year in text) or key not in (
            "deck",
            "briefing",
            "workbook",
            "data",
        ), key


@pytest.mark.parametrize("key", list(INDICATORS))
def test_the_csv_of_every_figure_is_made(place: Here, key: str) -> None:
    period = measured_period(place.tables, key)
    text = exported.indicator_csv(place.context, key, period, "national", False).decode("utf-8-sig")
    assert (
        len(text.splitlines()) == 1 + len(place.tables.areas.order) and place.strangers(text) == []
    )
    assert place.foreign_nouns(NAMES_OF_COLUMNS.sub("", text)) == []


def test_the_csv_of_closest_places_is_made(place: Here) -> None:
    """England's tables have no made-up district: then there is no row."""
    code = place.tables.areas.order[-1]
    rows = exported.closest_csv(place.context, code).decode("utf-8-sig").splitlines()
    assert (len(rows) > 5) == (code in set(place.tables.closest.area_code)) and rows


@pytest.mark.parametrize("audience", list(AUDIENCES))
def test_the_briefing_is_two_pages(files: dict, audience: str) -> None:
    assert len(pypdf.PdfReader(io.BytesIO(files[audience]["briefing"])).pages) == 2


def height(frame, width: float) -> float:
    """Points that the paragraphs of a text frame take, so many points wide."""
    total = 0.0
    for part in frame.paragraphs:
        size = (part.font.size or Pt(18)).pt
        after = part.space_after.pt if part.space_after is not None else 0
        total += type.lines(part.text, size, width, bool(part.font.bold)) * size * type.LINE + after
    return total


@pytest.mark.parametrize("audience", list(AUDIENCES))
def test_no_text_of_a_slide_runs_out_of_its_box(files: dict, audience: str) -> None:
    over = {
        (i, shape.name): round(height(shape.text_frame, shape.width.pt) / shape.height.pt, 2)
        for i, slide in enumerate(Presentation(io.BytesIO(files[audience]["deck"])).slides, 1)
        for shape in slide.shapes
        if shape.has_text_frame and height(shape.text_frame, shape.width.pt) > shape.height.pt
    }
    assert over == {}


def test_every_district_is_in_a_chart_of_the_slides(place: Here, files: dict) -> None:
    """In as many charts as there are kinds of bars, each on one slide or on some."""
    made = Presentation(io.BytesIO(files["board"]["deck"])).slides
    charts = [shape.chart for slide in made for shape in slide.shapes if shape.has_chart]
    named = [name for chart in charts for name in chart.plots[0].categories]
    assert sorted(named) == sorted(2 * list(place.tables.areas.name))


def sizes(shape) -> list[float]:
    """Points of every type that is set in a shape of a slide."""
    xml = shape.chart._chartSpace if shape.has_chart else shape._element
    return [int(size) / 100 for size in xml.xpath(".//*/@sz")]


@pytest.mark.parametrize("audience", list(AUDIENCES))
def test_nothing_on_a_slide_is_in_type_below_12_points(files: dict, audience: str) -> None:
    small = [
        (i, shape.name, size)
        for i, slide in enumerate(Presentation(io.BytesIO(files[audience]["deck"])).slides, 1)
        for shape in slide.shapes
        for size in sizes(shape)
        if size < 12
    ]
    assert small == []


@pytest.mark.parametrize("key", PICTURES)
@pytest.mark.parametrize("fills", [None, ON_A_SLIDE])
def test_no_words_of_a_picture_lie_over_one_another(
    packs: dict[str, Pack], key: str, fills: tuple[float, float] | None
) -> None:
    pack = packs["board"]
    with mpl.rc_context(STYLE):
        figure = drawn(pack, pack.shown(key), 100, fills)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        words = [
            text for text in figure.findobj(Text) if text.get_text().strip() and text.get_visible()
        ]
        boxes = [text.get_window_extent(canvas.get_renderer()) for text in words]
    if fills and pack.shown(key).kind not in CHARTS:  # as large as a slide shows them
        assert min(text.get_fontsize() for text in words) * slides.SHRUNK >= 10
    wide, tall = figure.get_size_inches() * figure.dpi
    outside = [
        text.get_text()
        for text, box in zip(words, boxes)
        if box.x0 < -1 or box.y0 < -1 or box.x1 > wide + 1 or box.y1 > tall + 1
    ]
    assert outside == []
    over = []
    for i, j in combinations(range(len(words)), 2):
        shared = boxes[i].intersection(boxes[i], boxes[j])
        if shared is not None and min(shared.width, shared.height) > TOUCH:
            over.append((words[i].get_text(), words[j].get_text()))
    assert over == []


def text_of_councillors(place: Here, files: dict[str, dict[str, bytes]]) -> dict[str, str]:
    """All text of the councillors' files, but for the titles of publications and their
    publishers."""
    texts = {}
    for key, made in files["councillors"].items():
        text = SAYS.get(key, words_of)(made)
        for one in provenance.every(place.tables):
            for name in (one.title, one.publisher):
                # in a picture it may go over a line, with marks between
                apart = r"(?:\s|-->|<!--|<[^>]*>)+".join(map(re.escape, name.split()))
                text = re.sub(apart, "", text)
        texts[key] = text
    return texts


def test_councillors_are_told_no_statistic_and_no_jargon(
    place: Here, files: dict[str, dict[str, bytes]]
) -> None:
    level = place.profile.level
    names = [statistic.title for statistic in STATISTICS.values()]
    parts = [part for name in names for part in re.split(r" \(|\)| and ", name)]
    nouns = [level.one, level.many, level.short] if level else []
    every = {*JARGON, *nouns, *(part for part in parts if part)} - PLAIN - {""}
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, every))})s?(?!\w)|\bA[1-9]\b"
    for key, text in text_of_councillors(place, files).items():
        hits = re.finditer(pattern, text, re.IGNORECASE)
        found = [text[max(0, one.start() - 40) : one.end() + 20] for one in hits]
        assert found == [], key


def test_councillors_files_are_others_with_fewer_slides(files: dict) -> None:
    board, councillors = files["board"], files["councillors"]
    assert all(board[key] != councillors[key] for key in councillors)
    slides = [len(Presentation(io.BytesIO(made["deck"])).slides) for made in (board, councillors)]
    assert slides[1] < slides[0]


def test_the_first_and_last_slide_and_the_briefing_say_what_is_asked_and_of_whom(
    files: dict,
) -> None:
    for made in files.values():
        slides = list(Presentation(io.BytesIO(made["deck"])).slides)
        texts = [
            " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
            for slide in (slides[0], slides[-1])
        ]
        for text in (*texts, of_briefing(made["briefing"]), of_workbook(made["workbook"])):
            assert ASKED in text and WHOM in text


def test_each_sheet_prints_on_one_page(files: dict) -> None:
    """That it then does, LibreOffice says in tests/lib/exports."""
    for sheet in openpyxl.load_workbook(io.BytesIO(files["board"]["workbook"])):
        setup = sheet.page_setup
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (setup.fitToWidth or 1, setup.fitToHeight or 1) == (1, 1)


def test_the_line_at_the_standard_stands_at_the_standard(
    packs: dict[str, Pack], files: dict
) -> None:
    standard = packs["board"].result.standard
    for slide in Presentation(io.BytesIO(files["board"]["deck"])).slides:
        charts = [shape for shape in slide.shapes if shape.has_chart]
        lines = [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.LINE]
        assert len(lines) == len(charts)
        for shape, line in zip(charts, lines):
            plot = shape.chart._chartSpace.chart.plotArea
            inner = {e.tag.split("}")[1]: float(e.get("val")) for e in plot.iter("{*}x", "{*}w")}
            share = standard / shape.chart.value_axis.maximum_scale
            at = shape.left + shape.width * (inner["x"] + inner["w"] * share)
            assert abs(line.left - at) < Pt(1)


@pytest.mark.parametrize("audience", list(AUDIENCES))
def test_names_beside_the_bars_of_the_briefing_are_printed_in_8_points(
    packs: dict[str, Pack], files: dict, audience: str
) -> None:
    """As drawn, times as much as the page makes the picture smaller."""
    bars = briefing.bars_of(packs[audience])
    size = briefing.bars_size(bars)
    with mpl.rc_context(STYLE):
        (axes,) = drawn(packs[audience], bars, 50, size).axes
        drawn_size = min(name.get_fontsize() for name in axes.get_yticklabels())
    page = pypdf.PdfReader(io.BytesIO(files[audience]["briefing"])).pages[0]
    wide: list[float] = []
    page.extract_text(
        visitor_operand_before=lambda what, _of, at, _: (
            wide.append(abs(at[0])) if what == b"Do" else None
        )
    )
    pixels = round(size[0] * SCALE)
    (points,) = (
        points
        for image, points in zip(page.images, wide)
        if image.image is not None and abs(image.image.width - pixels) <= 2
    )
    assert drawn_size * points / 72 / size[0] >= 8
