"""Static pictures: the map and the charts as PNG or SVG, with title, source, period, licence and
date in the picture."""

import io
import textwrap
from typing import Any

import matplotlib as mpl
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke

from lib.findings.pack import Pack
from lib.findings.page import Picture

WIDE = (8.0, 4.5)  # inches: 16:9
LINE = 190  # characters of small print a picture's width holds
PREVIEW = 90  # dots an inch on a page
SCALE = 240  # dots an inch: twice what a screen of that size shows
FEW = 6  # sentences on districts that stand under the others
MANY = 16  # districts that a picture, a slide or a page takes in one column and in its usual type
BROAD = 14  # characters of a name on a line where there are more
ROOM = 200  # points that the rows of a bar chart have between them
BLUE, ORANGE, DARK = "#2073BC", "#B5490B", "#12436D"
STYLE: Any = {
    # the second draws a box for what the first cannot write
    "font.family": ["DejaVu Sans", "Last Resort High-Efficiency"],
    "font.size": 9,
    "svg.hashsalt": "access",
    "svg.fonttype": "path",
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def draw_map(pack: Pack, shown: Picture, axes: Axes) -> None:
    """Districts in the page's classes, each named with its value."""
    frame, classes = pack.mapped.outlines, pack.mapped.classes
    value = shown.frame.value.reindex(frame.area_code)
    colours = [classes.colours[c] if c >= 0 else "white" for c in classes.of(value)]
    _, south, _, north = frame.total_bounds
    aspect = 1 / np.cos(np.radians((south + north) / 2))
    frame.plot(ax=axes, color=colours, edgecolor="#1d1d1d", linewidth=0.7, aspect=aspect)
    starred = frame[value.isna().to_numpy()]
    if len(starred):
        starred.plot(
            ax=axes, color="white", edgecolor="#1d1d1d", linewidth=0.7, hatch="////", aspect=aspect
        )
    middle = shapely.get_point(shapely.maximum_inscribed_circle(frame.geometry.to_numpy()), 0)
    crowded = len(frame) > MANY
    for point, code in zip(middle, frame.area_code):
        name = shown.frame.district[code]
        text = f"{textwrap.fill(name, BROAD) if crowded else name}\n{shown.frame.text[code]}"
        # so that a name reads on every class, in grey too
        halo = [withStroke(linewidth=1.8, foreground="white")]
        axes.annotate(
            text,
            (point.x, point.y),
            ha="center",
            va="center",
            fontsize=4.5 if crowded else 5.5,
            color="#111",
            path_effects=halo,
        )
    gone = (
        [Patch(facecolor="white", edgecolor="#1d1d1d", hatch="////", label="* suppressed")]
        if pack.hidden
        else []
    )
    handles = gone + [
        Patch(facecolor=c, edgecolor="#1d1d1d", label=text)
        for c, text in zip(classes.colours, classes.labels())
    ]
    axes.legend(
        handles=handles,
        title=f"{pack.unit}\n({classes.meaning})",
        loc="lower left",
        bbox_to_anchor=(1, 0),
        fontsize=7,
        title_fontsize=7,
        frameon=False,
    )
    axes.set_axis_off()


def draw_ranked(pack: Pack, shown: Picture, axes: Axes) -> None:
    """Districts from highest to lowest with their 95% intervals, and the standard."""
    frame = shown.frame.dropna(subset="value").sort_values("value", kind="stable")
    axes.barh(frame.district, frame.value, color=BLUE, height=0.7)
    axes.hlines(frame.district, frame.wide_lower, frame.wide_upper, color="#111", linewidth=0.8)
    axes.hlines(
        frame.district,
        frame.lower,
        frame.upper,
        color="#111",
        linewidth=3,
        label="published rate, 95%",
    )
    axes.plot(
        [], [], color="#111", linewidth=0.8, label=f"{pack.result.areas.noun.one} by itself, 95%"
    )
    for y, text in enumerate(frame.text):
        axes.text(
            0.6,
            y,
            text,
            va="center",
            color="white",
            fontsize=min(7.5, ROOM / len(frame)),
            fontweight="bold",
        )
    _rows(axes, len(frame))
    _standard(pack, axes)
    axes.set_xlabel(pack.unit)
    axes.legend(fontsize=7, frameon=False, loc="lower right")


def draw_before_after(pack: Pack, shown: Picture, axes: Axes) -> None:
    """Access after the scenario as bars with intervals, today's as diamonds."""
    frame = shown.frame.sort_values("before", kind="stable")
    axes.barh(frame.district, frame.after, color=BLUE, height=0.7, label="after")
    axes.hlines(frame.district, frame.low, frame.high, color="#111", linewidth=1)
    axes.plot(
        frame.before,
        frame.district,
        "D",
        color="#111",
        markeredgecolor="white",
        markersize=5,
        linestyle="none",
        label="today",
    )
    _rows(axes, len(frame))
    _standard(pack, axes)
    axes.set_xlabel(pack.unit)
    axes.legend(fontsize=7, frameon=False, loc="lower right")


def draw_years(pack: Pack, shown: Picture, axes: Axes) -> None:
    """Access of each district year by year."""
    path = shown.frame
    ends = path.iloc[-1].sort_values()
    axes.plot(path.index, path.to_numpy(), color=BLUE, linewidth=1.2, marker="o", markersize=2.5)
    last, step = path.index[-1], max(ends.max() - ends.min(), 1) / max(22, len(ends))
    for (name, value), height in zip(ends.items(), _apart(list(ends), step)):
        axes.text(last + 0.08, height, str(name), fontsize=min(6.5, ROOM / len(ends)), va="center")
        # from a name to the line that it has moved away from
        if len(ends) > MANY and abs(height - value) > step:
            axes.plot([last + 0.01, last + 0.07], [value, height], color="#888", linewidth=0.4)
    axes.set_xticks(list(path.index), ["today", *(f"year {year}" for year in path.index[1:])])
    axes.set_xlim(-0.1, path.index[-1] * 1.35 + 0.3)
    axes.set_ylabel(pack.unit)


def _apart(heights: list[float], step: float) -> list[float]:
    """Heights in rising order, moved until each is a step above the one before: up, but not above
    the highest, and then down.

    >>> _apart([0.0, 0.5, 5.0], 1.0), _apart([3.0, 5.0, 5.0], 1.0)
    ([0.0, 1.0, 5.0], [3.0, 4.0, 5.0])
    """
    apart = heights[:1]
    for height in heights[1:]:
        apart.append(max(height, apart[-1] + step))
    top = heights[-1]
    for i in reversed(range(len(apart))):
        apart[i] = top = min(apart[i], top)
        top -= step
    return apart


def _rows(axes: Axes, rows: int) -> None:
    """Names at a bar chart's rows in a type that they have room for."""
    axes.tick_params(axis="y", labelsize=min(mpl.rcParams["font.size"], ROOM / rows))
    axes.margins(y=0.02 if rows > MANY else None)


def _standard(pack: Pack, axes: Axes) -> None:
    if (standard := pack.result.standard) is not None:
        axes.axvline(
            standard,
            color=ORANGE,
            linestyle="--",
            linewidth=1.2,
            label=f"standard, {standard:g} in 100",
        )


DRAW = {
    "map": draw_map,
    "ranked": draw_ranked,
    "before_after": draw_before_after,
    "years": draw_years,
}


def picture(pack: Pack, shown: Picture, kind: str, scale: int = SCALE) -> bytes:
    """kind: "png" or "svg". scale: dots an inch. The same pack gives the same bytes."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=WIDE, dpi=scale, layout="constrained")
        axes = figure.add_subplot()
        DRAW[shown.kind](pack, shown, axes)
        figure.suptitle(shown.title, fontsize=11, fontweight="bold", x=0.01, ha="left")
        figure.supxlabel(
            "\n".join(textwrap.wrap(f"{pack.stamp(shown.modelled)} {pack.cited}", LINE)),
            fontsize=5.5,
            x=0.01,
            ha="left",
            color="#333",
        )
        out = io.BytesIO()
        figure.savefig(out, format=kind, metadata=_metadata(kind, shown.title, pack))
    return out.getvalue()


def _metadata(kind: str, title: str, pack: Pack) -> dict[str, Any]:
    """What the file says of itself beside what is drawn: above all the link that opens the view
    again."""
    described = {"Title": title, "Description": f"{pack.stamp()} Opens again at {pack.link}"}
    return described | (
        {"Date": f"{pack.made_on:%Y-%m-%d}", "Creator": None}
        if kind == "svg"
        else {"Software": None}
    )
