"""Static pictures: maps and charts as PNG or SVG; by itself a picture carries its title, source,
period, licence and date, and on a slide or a page it fills its place."""

import io
import textwrap
from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from lib.exports.canvas import INK, MANY, STYLE, Slot, widest
from lib.exports.drawn_bars import draw_before_after, draw_ranked
from lib.exports.drawn_map import draw_map
from lib.exports.drawn_years import draw_years
from lib.findings.pack import Pack
from lib.findings.page import Picture

Size = tuple[float, float]
WIDE: Size = (8.0, 4.5)  # inches: 16:9
EDGE = 0.12  # inches around a picture by itself
TITLE, SMALL_PRINT = 11.0, 6.0  # points
LINE = 165  # characters of small print a picture's width holds
PREVIEW = 120  # dots an inch on a page of the dashboard, where a picture fills its place
BROAD: Size = (7.6, 3.8)  # inches there
SCALE = 240  # dots an inch: twice what a screen of that size shows
FEW = 6  # sentences on districts that stand under the others

DRAW = {
    "map": draw_map,
    "ranked": draw_ranked,
    "before_after": draw_before_after,
    "years": draw_years,
}


ROWS = ("ranked", "before_after")  # kinds of picture with a row an area


def picture(
    pack: Pack,
    shown: Picture,
    kind: str,
    scale: int = SCALE,
    fills: Size | None = None,
) -> bytes:
    """kind: "png" or "svg". scale: dots an inch. fills: inches that it fills without words of its
    own, on a slide or a page that has them; else it stands by itself. The same pack gives the same
    bytes."""
    return pictures(pack, shown, (kind,), scale, fills)[kind]


def pictures(
    pack: Pack,
    shown: Picture,
    kinds: Sequence[str] = ("png", "svg"),
    scale: int = SCALE,
    fills: Size | None = None,
) -> dict[str, bytes]:
    """One drawing in some kinds of file."""
    files = {}
    with mpl.rc_context(STYLE):
        figure = drawn(pack, shown, scale, fills)
        for kind in kinds:
            out = io.BytesIO()
            figure.savefig(out, format=kind, metadata=_metadata(kind, shown.title, pack))
            files[kind] = out.getvalue()
    return files


def drawn(pack: Pack, shown: Picture, scale: int = SCALE, fills: Size | None = None) -> Figure:
    """The figure itself, every label in its place; within STYLE."""
    figure = Figure(figsize=fills or _with_rows(shown, WIDE), dpi=scale)
    FigureCanvasAgg(figure)  # which measures type
    across, up = figure.get_size_inches()
    slot = Slot(left=0.0, bottom=0.0, wide=across, tall=up).less(*[EDGE / 3] * 4)
    if fills is None:
        slot = slot.less(*[EDGE] * 4)
        words = f"{pack.stamp(shown.modelled)} {pack.publishers}"
        small = "\n".join(textwrap.wrap(words, LINE))
        low = slot.bottom / up
        figure.text(slot.left / across, low, small, fontsize=SMALL_PRINT, color=INK, va="bottom")
        title = _fitting(figure, shown.title, slot.wide)
        high = (slot.bottom + slot.tall) / up
        figure.text(slot.left / across, high, title, fontsize=TITLE, fontweight="bold", va="top")
        under = (small.count("\n") + 1) * SMALL_PRINT * 1.25 / 72 + EDGE
        over = (title.count("\n") + 1) * TITLE * 1.25 / 72 + EDGE
        slot = slot.less(bottom=under, top=over)
    DRAW[shown.kind](pack, shown, figure, slot)
    return figure


def _fitting(figure: Figure, title: str, wide: float) -> str:
    """A title on as many lines as it needs, none of them longer than so many inches."""
    for letters in range(90, 30, -5):
        lines = textwrap.fill(title, letters)
        if widest(figure, lines.split("\n"), TITLE, fontweight="bold") <= wide:
            break
    return lines


def preview_size(shown: Picture) -> Size:
    """Inches that a picture fills on a page of the dashboard."""
    return _with_rows(shown, BROAD)


def _with_rows(shown: Picture, size: Size) -> Size:
    """Higher where it has more rows than a column takes."""
    rows = len(shown.frame) if shown.kind in ROWS else 0
    return size[0], size[1] * max(1.0, rows / MANY)


def _metadata(kind: str, title: str, pack: Pack) -> dict[str, Any]:
    """What the file says of itself beside what is drawn: above all the link that opens the view
    again."""
    described = {"Title": title, "Description": f"{pack.stamp()} Opens again at {pack.link}"}
    return described | (
        {"Date": f"{pack.made_on:%Y-%m-%d}", "Creator": None}
        if kind == "svg"
        else {"Software": None}
    )
