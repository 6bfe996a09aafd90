"""A map as a picture: each area in its class, with its name, its figure and the interval."""

import textwrap
from itertools import product

import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from shapely import affinity

from lib.exports.canvas import INK, LEAST_TYPE, MANY, SMALL, Slot, measured
from lib.exports.choropleth import keys, paint
from lib.exports.labels import Land, Spot, land, spots
from lib.findings.pack import Pack
from lib.findings.page import Picture

BROAD = 15  # characters of a name on a line where there are many
SIZES = (7.5, 7.0, 6.5, LEAST_TYPE)  # points of a label, the first that has room
LEGEND = 1.75  # inches beside the map
POINTS = 72  # in an inch
DARK_CLASS = 0.22  # relative luminance under which white type reads better


def draw_map(pack: Pack, shown: Picture, figure: Figure, slot: Slot) -> None:
    """Areas in the picture's classes."""
    frame, classes = pack.mapped.outlines, shown.classes
    value = shown.frame.value.reindex(frame.area_code)
    room = slot.less(right=LEGEND)
    axes = room.axes(figure)
    axes.margins(0.01)
    colours = paint(figure, axes, frame, value, classes)
    _labels(figure, axes, frame.geometry, _texts(shown, frame.area_code), colours, room)
    _legend(figure, shown, slot, keys(value, classes))


def _texts(shown: Picture, codes: pd.Series) -> list[list[str]]:
    """Name, figure and interval of each area; then, for where that has no room, without the
    interval, and the figure alone."""
    rows = list(shown.frame.reindex(codes).itertuples())
    names = [row.district for row in rows]
    spans = [row.span.strip() for row in rows]
    if len(rows) > MANY:
        names, spans = (
            [textwrap.fill(text, BROAD, break_long_words=False) for text in texts]
            for texts in (names, spans)
        )
        apart = ["\n"] * len(rows)
    else:
        apart = ["\n" if row.span.startswith("\n") else " " for row in rows]
    figures = [row.text for row in rows]
    full = [
        f"{name}\n{figure}{between}{span}".strip()
        for name, figure, between, span in zip(names, figures, apart, spans)
    ]
    short = [f"{name}\n{figure}".strip() for name, figure in zip(names, figures)]
    return [full, short, figures]


def _labels(
    figure: Figure,
    axes: Axes,
    outlines: pd.Series,
    said: list[list[str]],
    colours: list[str],
    room: Slot,
) -> None:
    axes.apply_aspect()
    (a, _, _), (_, d, _), _ = axes.transData.get_matrix()
    origin = axes.transData.transform((0, 0))
    to_points = POINTS / figure.dpi
    on_paper = [
        affinity.scale(
            affinity.affine_transform(area, [a, 0, 0, d, *origin]),
            to_points,
            to_points,
            origin=(0, 0),
        )
        for area in outlines
    ]
    left, bottom = room.left * POINTS, room.bottom * POINTS
    canvas = (left, bottom, left + room.wide * POINTS, bottom + room.tall * POINTS)
    on = land(on_paper)
    texts, size, found = _fitted(figure, on, said, canvas)
    anchors = shapely.get_point(shapely.maximum_inscribed_circle(np.array(on_paper)), 0)
    for text, spot, anchor, colour in zip(texts, found, anchors, colours):
        x, y = at = np.array([spot.x, spot.y]) / POINTS / figure.get_size_inches()
        if spot.moved:
            start = np.array([anchor.x, anchor.y]) / POINTS / figure.get_size_inches()
            ends = zip(start, at)
            figure.add_artist(Line2D(*ends, color=INK, linewidth=0.6))
        figure.text(
            x,
            y,
            text,
            ha="center",
            va="center",
            fontsize=size,
            color=INK if spot.moved else _ink_on(colour),
            linespacing=1.1,
            bbox=(
                {"facecolor": "white", "edgecolor": INK, "linewidth": 0.4, "pad": 0.8}
                if spot.moved
                else None
            ),
        )


def _fitted(
    figure: Figure,
    on: Land,
    said: list[list[str]],
    canvas: tuple[float, float, float, float],
) -> tuple[list[str], float, list[Spot]]:
    """What the labels say, the most of it that has room, the largest type in which each has a place
    then, and the places."""
    found: list[Spot] = []
    for texts, size in product(said, SIZES):
        boxes = measured(figure, texts, size, linespacing=1.1)
        last = texts is said[-1] and size == SIZES[-1]
        found = spots(on, [(w * POINTS, h * POINTS) for w, h in boxes], canvas, not last)
        if all(spot.free for spot in found):
            return texts, size, found
    return said[-1], SIZES[-1], found


def _ink_on(colour: str) -> str:
    """White or black, whichever reads better on a colour."""
    light = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = float(np.dot(light, [0.2126, 0.7152, 0.0722]))
    return "white" if luminance < DARK_CLASS else INK


def _legend(figure: Figure, shown: Picture, slot: Slot, handles: list[Patch]) -> None:
    """Classes with what darker means, at the right."""
    across, up = figure.get_size_inches()
    figure.legend(
        handles=handles,
        title=textwrap.fill(f"{shown.unit} ({shown.classes.meaning})", 24),
        loc="lower left",
        bbox_to_anchor=((slot.left + slot.wide - LEGEND) / across, slot.bottom / up),
        fontsize=SMALL,
        title_fontsize=SMALL,
        alignment="left",
        frameon=False,
    )
