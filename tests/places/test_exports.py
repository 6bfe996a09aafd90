"""Every file of the meeting pack for each partnership: made, its own names and no other's, and
nothing runs out of its place."""

import io
import re
import zipfile
from datetime import date

import matplotlib as mpl
import openpyxl
import pypdf
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import ImageFont
from pptx import Presentation
from pptx.util import Pt

from lib.catalogue.indicators import INDICATORS
from lib.exports import tables as exported
from lib.exports.files import OUTPUTS
from lib.exports.pictures import DRAW, STYLE, WIDE
from lib.figures.measured import measured_period
from lib.findings import modelled
from lib.findings.filters import Filters
from lib.findings.pack import AUDIENCES, PAGES, Pack, collect
from lib.scenarios.record import Levers, Scenario
from tests.places.conftest import Here

FILTERS = Filters(basis="national", weighted=False, standard=34.0, standard_label="", district=None)
FONT = f"{mpl.get_data_path()}/fonts/ttf/DejaVuSans.ttf"  # broader than what a deck is shown in
# of a file that programs read, the same for every partnership
NAMES_OF_COLUMNS = re.compile(r"\bdistrict\b(?=[,\"])")
EMPTY = 0.1 * 72  # points that a text frame keeps free at its left and right
LINE = 1.2  # height of a line of type, over its size


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
    return collect(place.context, scenario, FILTERS, audience=audience, **more)


@pytest.fixture(scope="module")
def packs(place: Here) -> dict[str, Pack]:
    return {audience: packed(place, audience) for audience in AUDIENCES}


@pytest.fixture(scope="module")
def files(packs: dict[str, Pack]) -> dict[str, dict[str, bytes]]:
    """Every file for the first audience; for the others those that say other words."""
    first = next(iter(packs))
    keys = {audience: OUTPUTS if audience == first else ("deck", "briefing") for audience in packs}
    return {
        audience: {key: OUTPUTS[key].make(pack) for key in keys[audience]}
        for audience, pack in packs.items()
    }


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


def of_pictures(made: bytes) -> str:
    zipped = zipfile.ZipFile(io.BytesIO(made))
    return " ".join(
        [
            *zipped.namelist(),
            *(zipped.read(name).decode() for name in zipped.namelist() if name.endswith("svg")),
        ]
    )


SAYS = {"deck": of_deck, "briefing": of_briefing, "workbook": of_workbook, "pictures": of_pictures}


@pytest.mark.parametrize("audience", list(AUDIENCES))
def test_every_file_says_this_partnerships_names_and_no_others(
    place: Here, files: dict, audience: str
) -> None:
    last, year = place.tables.areas.name.iloc[-1], place.profile.measured_period
    for key, made in files[audience].items():
        text = SAYS[key](made) if key in SAYS else made.decode("utf-8-sig")
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


@pytest.mark.parametrize("audience", list(AUDIENCES))
def test_the_briefing_is_two_pages(files: dict, audience: str) -> None:
    assert len(pypdf.PdfReader(io.BytesIO(files[audience]["briefing"])).pages) == 2


def height(frame, width: float) -> float:
    """Points that the paragraphs of a text frame take, so many points wide."""
    total = 0.0
    for part in frame.paragraphs:
        size = (part.font.size or Pt(18)).pt
        type_, lines, line = ImageFont.truetype(FONT, 100), 1, ""
        for word in part.text.split():
            longer = f"{line} {word}".strip()
            lines, line = (
                (lines, longer)
                if type_.getlength(longer) * size / 100 <= width - 2 * EMPTY
                else (lines + 1, word)
            )
        total += lines * size * LINE + (part.space_after.pt if part.space_after is not None else 0)
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
    for slide in Presentation(io.BytesIO(files["board"]["deck"])).slides:
        charts = [shape.chart for shape in slide.shapes if shape.has_chart]
        named = [name for chart in charts for name in chart.plots[0].categories]
        assert not charts or sorted(named) == sorted(place.tables.areas.name)


@pytest.mark.parametrize("kind", list(DRAW))
def test_names_of_a_picture_do_not_lie_over_one_another(packs: dict[str, Pack], kind: str) -> None:
    pack = packs["board"]
    shown = next(shown for page in pack.pages for shown in page.pictures if shown.kind == kind)
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=WIDE, layout="constrained")
        axes = figure.add_subplot()
        DRAW[kind](pack, shown, axes)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        names = axes.texts if kind in ("map", "years") else axes.get_yticklabels()
        boxes = [name.get_window_extent(canvas.get_renderer()) for name in names]
    own = [box.height * box.width for box in boxes]
    for i, box in enumerate(boxes):
        for j in range(i):
            shared = box.intersection(box, boxes[j])
            assert shared is None or shared.width * shared.height < 0.2 * min(own[i], own[j]), (
                names[i].get_text(),
                names[j].get_text(),
            )
