"""Bars as a picture: each area with its figure and interval, the standard drawn across."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lib.exports.canvas import (
    BLUE,
    GREY,
    INK,
    SMALL,
    Slot,
    draw_standard,
    row_type,
    widest,
)
from lib.findings.pack import Pack
from lib.findings.page import Picture

FOOT, HEAD = 0.55, 0.2  # inches under the bars for the axis and what the marks are, and over them
GAP = 0.08  # inches between bars and words
BEYOND = 1.02  # an axis goes on a little beyond the line at the standard
THICK = 3.0  # points of the published rate's own interval


def draw_ranked(pack: Pack, shown: Picture, figure: Figure, slot: Slot) -> None:
    """Areas from highest to lowest with their 95% intervals, and the standard."""
    frame = shown.frame.dropna(subset="value").sort_values("value", kind="stable")
    axes = _bars(pack, figure, slot, frame, [(pack.unit, list(frame.text + " " + frame.span))])
    rows = range(len(frame))
    axes.barh(rows, frame.value, color=BLUE, height=0.7)
    thin = axes.hlines(rows, frame.wide_lower, frame.wide_upper, color=INK, linewidth=1)
    marks = [(thin, f"{pack.result.areas.noun.one} by itself, 95%")]
    if not pack.plain and bool((frame.lower != frame.wide_lower).any()):
        thick = axes.hlines(rows, frame.lower, frame.upper, color=INK, linewidth=THICK)
        marks.append((thick, "published rate, 95%"))
    _finish(pack, axes, marks)


def draw_before_after(pack: Pack, shown: Picture, figure: Figure, slot: Slot) -> None:
    """Access after the scenario as bars with intervals, today's as diamonds with theirs."""
    frame = shown.frame.dropna(subset="before").sort_values("before", kind="stable")
    columns = [("today", list(frame.text_before)), ("after", list(frame.text_after))]
    axes = _bars(pack, figure, slot, frame, columns)
    rows = pd.Series(range(len(frame)), frame.index, dtype=float)
    bars = axes.barh(rows - 0.14, frame.after, color=BLUE, height=0.46)
    axes.hlines(rows - 0.14, frame.low, frame.high, color=INK, linewidth=1)
    axes.hlines(rows + 0.28, frame.before_low, frame.before_high, color=GREY, linewidth=1)
    (diamond,) = axes.plot(
        frame.before,
        rows + 0.28,
        "D",
        color=INK,
        markersize=min(4.5, 60 / len(frame)),
        linestyle="none",
    )
    _finish(pack, axes, [(diamond, "today"), (bars, "after; lines are 95% intervals")])


def _bars(
    pack: Pack,
    figure: Figure,
    slot: Slot,
    frame: pd.DataFrame,
    columns: list[tuple[str, list[str]]],
) -> Axes:
    """Axes with a row an area: its name at the left, columns of words with their headings at the
    right."""
    inner = slot.less(bottom=FOOT, top=HEAD)
    size = row_type(inner.tall, max(1, len(frame)))
    names = list(frame.district)
    left = widest(figure, names, size) + GAP
    broad = [widest(figure, [*texts, "after"], size) + GAP for _, texts in columns]
    axes = inner.less(left=left, right=sum(broad)).axes(figure)
    axes.set_yticks(range(len(names)), names, fontsize=size)
    axes.tick_params(axis="y", length=0, pad=GAP * 36)
    axes.tick_params(axis="x", labelsize=SMALL)
    axes.set_ylim(-0.6, max(1, len(names)) - 0.4)
    across = inner.wide - left - sum(broad)
    end = across
    for (heading, texts), wide in zip(columns, broad):
        x = (end + GAP) / across
        for y, text in enumerate(texts):
            axes.text(x, y, text, transform=axes.get_yaxis_transform(), va="center", fontsize=size)
        if len(columns) > 1:
            axes.annotate(
                heading,
                (x, 1.0),
                xycoords="axes fraction",
                xytext=(0, 3),
                textcoords="offset points",
                fontsize=SMALL,
                fontweight="bold",
            )
        end += wide
    return axes


def _finish(pack: Pack, axes: Axes, marks: list[tuple]) -> None:
    """The axis in words, the standard, and what the marks are, under the axis."""
    axes.set_xlim(left=0)
    end = max(axes.get_xlim()[1], (pack.result.standard or 0) * BEYOND)
    axes.set_xlim(right=end)
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= end])
    axes.set_xlabel(pack.unit, fontsize=SMALL, labelpad=1)
    draw_standard(axes, pack.result.standard)
    drawn = [mark for mark, _ in marks]
    words = [pack.says(text) for _, text in marks]
    up = axes.get_window_extent().height / axes.figure.dpi
    axes.legend(
        drawn,
        words,
        fontsize=SMALL,
        frameon=False,
        ncols=len(marks),
        loc="upper left",
        bbox_to_anchor=(0, -0.32 / up),
        borderaxespad=0,
    )
