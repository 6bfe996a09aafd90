"""How the figures of promises moved, as a chart. Alt text is given where it is shown."""

import textwrap

import altair as alt
import pandas as pd

from lib.charts import BLUE, GREY, LABEL_SIZE, ORANGE, TEXT, readable
from lib.promise_words import BETTER, SAME, WORSE

LINE = 46  # characters of a promise on one line
ROW = 84  # px; a name of two lines stands over its mark
COLOURS = {BETTER: BLUE, SAME: GREY, WORSE: ORANGE}
SHAPES = {BETTER: "triangle-right", SAME: "circle", WORSE: "triangle-left"}


def moves(frame: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    """Each figure's move with its 95% interval, to the right where it is for the better. frame:
    label, value, low, high, direction, said."""
    rows = frame.assign(label=[textwrap.fill(label, LINE) for label in frame.label])
    kinds = [kind for kind in COLOURS if kind in set(rows.direction)]
    y = alt.Y("label:N", sort=list(rows.label), axis=None)
    x = alt.X(
        "value:Q",
        title=["% of the first figure:", "worse to the left, better to the right"],
        axis=alt.Axis(tickCount=7, grid=False),
    )
    colour = alt.Color(
        "direction:N",
        title=None,
        scale=alt.Scale(domain=kinds, range=[COLOURS[kind] for kind in kinds]),
        legend=alt.Legend(orient="bottom"),
    )
    zero = (
        alt.Chart(rows).mark_tick(color=TEXT, thickness=1, size=ROW / 3).encode(y=y, x=alt.datum(0))
    )
    spans = (
        alt.Chart(rows)
        .mark_rule(strokeWidth=3)
        .encode(y=y, x=alt.X("low:Q"), x2="high:Q", color=colour)
    )
    names = (
        alt.Chart(rows)
        .mark_text(align="left", baseline="top", dy=-ROW / 2, fontSize=LABEL_SIZE, color=TEXT)
        .encode(y=y, x=alt.value(0), text="label:N")
    )
    points = (
        alt.Chart(rows)
        .mark_point(size=170, filled=True, opacity=1)
        .encode(
            y=y,
            x=x,
            color=colour,
            shape=alt.Shape(
                "direction:N",
                title=None,
                scale=alt.Scale(domain=kinds, range=[SHAPES[kind] for kind in kinds]),
            ),
            tooltip=[alt.Tooltip("label:N", title="Figure"), alt.Tooltip("said:N", title="Moved")],
        )
    )
    return readable(alt.layer(zero, spans, points, names).properties(height=alt.Step(ROW)))
