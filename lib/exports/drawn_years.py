"""Lines as a picture: each area year by year, named at its end."""

import pandas as pd
from matplotlib.figure import Figure

from lib.exports.canvas import (
    BLUE,
    GREY,
    LEAST_TYPE,
    ORANGE,
    SMALL,
    Slot,
    row_count,
    row_type,
    standard_label,
    widest,
)
from lib.findings.pack import Pack
from lib.findings.page import Picture

MOVES = 0.5  # in 100: an area whose access changes by more stands out
LINE = 1.25  # height of a line of type, over its size
BESIDE = 0.25  # inches from the end of a line to its name


def draw_years(pack: Pack, shown: Picture, figure: Figure, slot: Slot) -> None:
    """Access of each area year by year; those that move stand out."""
    path = shown.frame
    ends = path.iloc[-1].sort_values(kind="stable")
    named = _named(path, row_count(slot.tall, LEAST_TYPE) - 2)
    size = row_type(slot.tall, len(named) + 2, SMALL + 1)
    names = widest(figure, map(str, named), size)
    foot = 0.3 if len(named) == len(ends) else 0.45
    inner = slot.less(left=0.5, bottom=foot, right=names + BESIDE + 0.05, top=0.1)
    axes = inner.axes(figure)
    if len(named) < len(ends):
        axes.set_xlabel(f"named: the {len(named)} that change most", fontsize=SMALL)
    for name in ends.index:
        moves = abs(path[name].iloc[-1] - path[name].iloc[0]) > MOVES
        axes.plot(
            path.index,
            path[name],
            color=BLUE if moves else GREY,
            linewidth=2 if moves else 0.9,
            marker="o" if moves else None,
            markersize=3.5,
            zorder=3 if moves else 2,
        )
    low, high = path.min(axis=None), path.max(axis=None)
    standard = pack.result.standard
    if standard is not None:
        low, high = min(low, standard), max(high, standard)
    room = max(high - low, 1) * 0.06
    axes.set_ylim(low - room, high + room)
    axes.set_yticks([t for t in axes.get_yticks() if low - room <= t <= high + room])
    axes.set_xlim(path.index[0], max(path.index[-1], path.index[0] + 1))
    axes.set_xticks(list(path.index), ["today", *(f"year {year}" for year in path.index[1:])])
    axes.tick_params(labelsize=SMALL)
    axes.set_ylabel(pack.unit, fontsize=SMALL)
    step = size * LINE / 72 / inner.tall * (high - low + 2 * room)
    last = path.index[-1]
    across = axes.get_xlim()[1] - axes.get_xlim()[0]
    to_names = across * BESIDE / inner.wide
    ends = ends[named]
    heights = apart(list(ends), step, low - room, high + room)
    for (name, value), height in zip(ends.items(), heights):
        beside = axes.get_xlim()[1] + to_names
        axes.text(beside, height, str(name), fontsize=size, va="center")
        axes.plot(
            [last, beside - to_names * 0.1],
            [value, height],
            color=GREY,
            linewidth=0.4,
            clip_on=False,
        )
    if standard is not None:
        axes.axhline(standard, color=ORANGE, linestyle="--", linewidth=1.4)
        axes.annotate(
            standard_label(standard),
            (0.0, standard),
            xycoords=("axes fraction", "data"),
            xytext=(4, 3),
            textcoords="offset points",
            fontsize=SMALL,
            color=ORANGE,
            fontweight="bold",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
            zorder=5,
        )


def _named(path: pd.DataFrame, most: int) -> list:
    """Those at the ends of whose lines a name has room, from lowest: the ones that change most."""
    ends = path.iloc[-1].sort_values(kind="stable")
    change = (path.iloc[-1] - path.iloc[0]).abs()[ends.index]
    chosen = set(change.sort_values(ascending=False, kind="stable").index[:most])
    return [name for name in ends.index if name in chosen]


def apart(heights: list[float], step: float, bottom: float, top: float) -> list[float]:
    """Heights in rising order, moved until each is a step above the one before: up, but not above
    the top, and then down.

    >>> apart([0.0, 0.5, 5.0], 1.0, -1.0, 6.0), apart([3.0, 5.0, 5.0], 1.0, 0.0, 5.0)
    ([0.0, 1.0, 5.0], [3.0, 4.0, 5.0])
    """
    moved: list[float] = []
    for height in heights:
        moved.append(max(height, moved[-1] + step if moved else bottom))
    for i in reversed(range(len(moved))):
        moved[i] = top = min(moved[i], top)
        top -= step
    return moved
