"""Charts of what moving money does, each a pure function from a frame to an altair chart. Alt text
is given where the chart is shown."""

import itertools

import altair as alt
import numpy as np
import pandas as pd

from lib.axes import Axis
from lib.charts import BAR_HEIGHT, BLUE, GREY, LABEL_SIZE, ORANGE, TEXT, readable


def trade_off(points: pd.DataFrame, gap: Axis, gained: Axis) -> alt.LayerChart | alt.FacetChart:
    """Children gained against the gap. points: label, gained, gap, kind (Model, Today or Your
    scenario)."""
    x = alt.X(
        "gap:Q",
        title="Highest access over lowest (times)",
        scale=alt.Scale(domain=gap.domain, nice=False),
    )
    y = alt.Y(
        "gained:Q",
        title="Children reached beyond today",
        scale=alt.Scale(domain=gained.domain, nice=False),
    )
    curve = points[points.kind == "Model"].reset_index(names="order")
    line = alt.Chart(curve).mark_line(color=GREY, strokeWidth=1.5).encode(x=x, y=y, order="order:Q")
    kinds = ["Model", "Today", "Your scenario"]
    dots = (
        alt.Chart(points)  # today and the scenario come last, on top
        .mark_point(
            size=130, filled=True, opacity=1, cursor="pointer", stroke="white", strokeWidth=1
        )
        .encode(
            x=x,
            y=y,
            shape=alt.Shape(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=kinds, range=["circle", "diamond", "square"]),
                legend=alt.Legend(orient="bottom"),
            ),
            color=alt.Color(
                "kind:N", title=None, scale=alt.Scale(domain=kinds, range=[BLUE, TEXT, ORANGE])
            ),
            tooltip=[
                alt.Tooltip("label:N", title="Allocation"),
                alt.Tooltip("gained:Q", title="Children", format="+,.0f"),
                alt.Tooltip("gap:Q", title="Highest to lowest", format=".2f"),
            ],
        )
        .add_params(alt.selection_point(name="point", fields=["label"], toggle=False))
    )
    # Today and the reader's scenario often lie on the curve; their names go below, the curve's
    # above.
    above = (
        alt.Chart(curve)
        .mark_text(align="left", dx=9, dy=-7, fontSize=LABEL_SIZE, color=TEXT)
        .encode(x=x, y=y, text="label:N")
    )
    below = alt.Chart(points[points.kind != "Model"]).mark_text(
        align="right", dx=-9, dy=9, fontSize=LABEL_SIZE, color=TEXT
    )
    named = below.encode(x=x, y=y, text="label:N")
    return readable(alt.layer(line, dots, above, named).properties(height=320))


def tornado(
    swings: pd.DataFrame, now: float, axis: Axis, title: str = "Children reached beyond today"
) -> alt.LayerChart | alt.FacetChart:
    """A result over the range of each assumption, widest first. swings: assumption, low, high,
    said. title: what the result counts."""
    y = alt.Y(
        "assumption:N",
        sort=list(swings.assumption),
        title=None,
        axis=alt.Axis(labelLimit=260, labelFontSize=LABEL_SIZE),
    )
    bars = (
        alt.Chart(swings)
        .mark_bar(color=BLUE, height=16)
        .encode(
            y=y,
            x=alt.X(
                "low:Q",
                title=title,
                scale=alt.Scale(domain=axis.domain, nice=False),
            ),
            x2="high:Q",
            tooltip=["assumption", "said", "low", "high"],
        )
    )
    middle = (
        alt.Chart(pd.DataFrame({"now": [now]}))
        .mark_rule(color=ORANGE, strokeWidth=2)
        .encode(x="now:Q")
    )
    return readable(alt.layer(bars, middle).properties(height=alt.Step(BAR_HEIGHT)))


def waterfall_rows(steps: list[tuple[str, float]]) -> pd.DataFrame:
    """Bars of a waterfall from causes and the access after each: cause, access, start, end, step,
    kind (total or cause).

    >>> rows = waterfall_rows([("Today", 40.0), ("Growth", 44.0)])
    >>> rows[["start", "end", "kind"]].to_numpy().tolist()
    [[0.0, 40.0, 'total'], [40.0, 44.0, 'cause'], [0.0, 44.0, 'total']]
    """
    rows = [(steps[0][0], steps[0][1], 0.0, steps[0][1], 0.0, "total")]
    for (_, before), (cause, after) in itertools.pairwise(steps):
        rows.append((cause, after, before, after, after - before, "cause"))
    rows.append(("Scenario", steps[-1][1], 0.0, steps[-1][1], 0.0, "total"))
    return pd.DataFrame(rows, columns=["cause", "access", "start", "end", "step", "kind"])


def waterfall(rows: pd.DataFrame, title: str, axis: Axis) -> alt.LayerChart | alt.FacetChart:
    """Today's access, each cause, the scenario's; rows from waterfall_rows."""
    shown = rows.assign(
        way=np.where(
            rows.kind == "total", "level", np.where(rows.step.round(1) < 0, "falls", "rises")
        ),
        said=[
            f"{r.end:.1f}" if r.kind == "total" else f"{r.step:+z.1f}" for r in rows.itertuples()
        ],
        top=rows[["start", "end"]].max(axis=1),
    )
    x = alt.X(
        "cause:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelAngle=0, labelFontSize=LABEL_SIZE, labelLimit=110),
    )
    colour = alt.Color(
        "way:N",
        legend=None,
        scale=alt.Scale(domain=["level", "rises", "falls"], range=[GREY, BLUE, ORANGE]),
    )
    bars = (
        alt.Chart(shown)
        .mark_bar()
        .encode(
            x=x,
            y=alt.Y("start:Q", title=title, scale=alt.Scale(domain=axis.domain, nice=False)),
            y2="end:Q",
            color=colour,
        )
    )
    text = (
        alt.Chart(shown)
        .mark_text(dy=-8, fontSize=LABEL_SIZE, color=TEXT)
        .encode(x=x, y="top:Q", text="said:N")
    )
    return readable(alt.layer(bars, text).properties(height=280))
