"""A map as a picture: each area in its class, with its name, its figure and the interval."""

import textwrap

import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from shapely import affinity

from lib.exports.canvas import INK, MANY, SMALL, Slot, measured
from lib.exports.labels import Spot, spots
from lib.findings.pack import Pack
from lib.findings.page import Picture

BROAD = 15  # characters of a name on a line where there are many
SIZES = (7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5)  # points of a label, the first that has room
LEGEND = 1.75  # inches beside the map
POINTS = 72  # in an inch
DARK_CLASS = 0.22  # relative luminance under which white type reads better


def draw_map(pack: Pack, shown: Picture, figure: Figure, slot: Slot) -> None:
    """Areas in the picture's classes."""
    frame, classes = pack.mapped.outlines, shown.classes
    value = shown.frame.value.reindex(frame.area_code)
    colours = [classes.colours[c] if c >= 0 else "white" for c in classes.of(value)]
    room = slot.less(right=LEGEND)
    axes = room.axes(figure)
    axes.set_axis_off()
    axes.margins(0.01)
    _, south, _, north = frame.total_bounds
    aspect = 1 / np.cos(np.radians((south + north) / 2))
    frame.plot(ax=axes, color=colours, edgecolor=INK, linewidth=0.7, aspect=aspect)
    axes.set(xticks=[], yticks=[], xlabel="", ylabel="")
    starred = frame[value.isna().to_numpy()]
    if len(starred):
        starred.plot(
            ax=axes, color="white", edgecolor=INK, linewidth=0.7, hatch="////", aspect=aspect
        )
    _labels(figure, axes, frame.geometry, _texts(shown, frame.area_code), colours, room)
    _legend(figure, shown, slot, bool(value.isna().any()))


def _texts(shown: Picture, codes: pd.Series) -> list[str]:
    """Name, figure and interval of each area."""
    rows = shown.frame.reindex(codes)
    crowded = len(rows) > MANY
    return [
        "\n".join(
            filter(
                None,
                [
                    textwrap.fill(row.district, BROAD) if crowded else row.district,
                    f"{row.text}\n{row.span}" if crowded else f"{row.text} {row.span}".strip(),
                ],
            )
        ).strip()
        for row in rows.itertuples()
    ]


def _labels(
    figure: Figure,
    axes: Axes,
    outlines: pd.Series,
    texts: list[str],
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
    size, found = _fitted(figure, on_paper, texts, canvas)
    anchors = shapely.get_point(shapely.maximum_inscribed_circle(np.array(on_paper)), 0)
    for text, spot, anchor, colour in zip(texts, found, anchors, colours):
        at = tuple(np.array([spot.x, spot.y]) / POINTS / figure.get_size_inches())
        if spot.moved:
            start = np.array([anchor.x, anchor.y]) / POINTS / figure.get_size_inches()
            ends = zip(start, at)
            figure.add_artist(Line2D(*ends, color=INK, linewidth=0.6))
        axes.annotate(
            text,
            at,
            xycoords="figure fraction",
            ha="center",
            va="center",
            fontsize=size,
            color=INK if spot.moved else _ink_on(colour),
            linespacing=1.1,
            annotation_clip=False,
            bbox=(
                {"facecolor": "white", "edgecolor": INK, "linewidth": 0.4, "pad": 0.8}
                if spot.moved
                else None
            ),
        )


def _fitted(
    figure: Figure,
    outlines: list[shapely.Geometry],
    texts: list[str],
    canvas: tuple[float, float, float, float],
) -> tuple[float, list[Spot]]:
    """The largest type in which every label has a place, and the places."""
    found: list[Spot] = []
    for size in SIZES:
        boxes = measured(figure, texts, size, linespacing=1.1)
        found = spots(outlines, [(w * POINTS, h * POINTS) for w, h in boxes], canvas)
        if all(spot.free for spot in found):
            return size, found
    return SIZES[-1], found


def _ink_on(colour: str) -> str:
    """White or black, whichever reads better on a colour."""
    light = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = float(np.dot(light, [0.2126, 0.7152, 0.0722]))
    return "white" if luminance < DARK_CLASS else INK


def _legend(figure: Figure, shown: Picture, slot: Slot, starred: bool) -> None:
    """Classes with what darker means, at the right."""
    classes = shown.classes
    gone = Patch(facecolor="white", edgecolor=INK, hatch="////", label="* suppressed")
    handles = [
        Patch(facecolor=colour, edgecolor=INK, label=text)
        for colour, text in zip(classes.colours, classes.labels())
    ]
    across, up = figure.get_size_inches()
    figure.legend(
        handles=[*([gone] if starred else []), *handles],
        title=textwrap.fill(f"{shown.unit} ({classes.meaning})", 24),
        loc="lower left",
        bbox_to_anchor=((slot.left + slot.wide - LEGEND) / across, slot.bottom / up),
        fontsize=SMALL,
        title_fontsize=SMALL,
        alignment="left",
        frameon=False,
    )
