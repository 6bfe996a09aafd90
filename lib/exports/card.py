"""What mail and chat show of a link: its answer and its map in one picture, drawn here and without
map tiles."""

import io
import textwrap

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from lib.exports.canvas import INK
from lib.exports.choropleth import keys, paint
from lib.findings.reader_page import Map, Reader
from lib.findings.staged import StageMap
from lib.sources import SafeTables

DOTS = 100  # an inch
WIDTH, HEIGHT = 12.0, 6.3  # inches: 1200 by 630
QUIET = "#4A4F54"
FONT = ["DejaVu Sans"]
# of a message, by how many letters it has at most: points, and letters on a line
SIZES = ((110, 25, 27), (190, 20, 34), (330, 16, 43))
LONGEST = 330


def card(tables: SafeTables, reader: Reader) -> bytes:
    """The picture as PNG; the same page gives the same bytes."""
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DOTS, facecolor="white")
    message = textwrap.shorten(reader.message, LONGEST, placeholder=" …")
    _, size, line = next(one for one in SIZES if len(message) <= one[0])
    about = textwrap.shorten(f"{tables.place.name}: {reader.about}", 64, placeholder=" …")
    for text, height, points, weight, colour in (
        (about, 0.92, 14, "normal", QUIET),
        (textwrap.fill(message, line), 0.86, size, "bold", INK),
        (f"{_known(reader)}\n{textwrap.fill(reader.licence, 70)}", 0.12, 11, "normal", QUIET),
    ):
        figure.text(
            0.04,
            height,
            text,
            va="top",
            color=colour,
            parse_math=False,
            fontproperties=FontProperties(family=FONT, size=points, weight=weight),
            linespacing=1.3,
        )
    if reader.last_map is not None:
        _map(figure, tables, reader.last_map)
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None, "Title": about})
    return out.getvalue()


def _known(reader: Reader) -> str:
    """How the figures are known, and those of the map where that is otherwise."""
    shown = reader.last_map
    of_map = f" The map: {shown.known}." if isinstance(shown, Map) and shown.known else ""
    return f"{reader.known.capitalize()}.{of_map}" if reader.known else ""


def _map(figure: Figure, tables: SafeTables, shown: Map | StageMap) -> None:
    """The map on the right, with its legend under it."""
    axes = figure.add_axes((0.5, 0.16, 0.49, 0.8))
    paint(figure, axes, tables.boundaries, shown.value, shown.classes)
    handles = keys(shown.value, shown.classes)
    figure.legend(
        handles=handles,
        title=f"{shown.unit} ({shown.classes.meaning})",
        loc="lower center",
        bbox_to_anchor=(0.75, 0.02),
        ncols=min(len(handles), 3),
        frameon=False,
        prop=FontProperties(family=FONT, size=10.5),
        title_fontproperties=FontProperties(family=FONT, size=11),
    )
