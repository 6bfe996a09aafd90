"""Charts of waits: the partnership among all others, the queue month by month, and what each
assumption does to it. Alt text is given where they are shown."""

import altair as alt
import pandas as pd

from lib.charts import BLUE, LABEL_SIZE, ORANGE, TEXT, readable

STRIP, MIDDLE = 66, 44  # px: of a strip, and where its marks are
ROW = 46  # px; the name of a bar stands over it


def strip(
    rows: pd.DataFrame, better: str, nation: float, called: str
) -> alt.LayerChart | alt.FacetChart:
    """Every partnership as a tick along one axis, the best to the right, ours as a diamond. rows:
    name, value, ours, said. called: the nation."""
    x = alt.X(
        "value:Q",
        title=None,
        scale=alt.Scale(reverse=better == "low", zero=False),
        axis=alt.Axis(tickCount=6, grid=False),
    )
    at, tip = alt.value(MIDDLE), [alt.Tooltip("said:N", title="Partnership")]
    others = (
        alt.Chart(rows[~rows.ours])
        .mark_tick(color=BLUE, thickness=2, size=STRIP - MIDDLE + 8, opacity=0.8)
        .encode(x=x, y=at, tooltip=tip)
    )
    ours = (
        alt.Chart(rows[rows.ours])
        .mark_point(shape="diamond", size=260, filled=True, color=ORANGE, opacity=1, stroke="white")
        .encode(x=x, y=at, tooltip=tip)
    )
    layers = [others, ours]
    if nation == nation:
        line = alt.Chart(pd.DataFrame({"value": [nation], "name": [called]}))
        rule = line.mark_rule(color=TEXT, strokeDash=[4, 3], strokeWidth=1.5)
        layers = [
            rule.encode(x=x, y=alt.value(20), y2=alt.value(STRIP)),
            line.mark_text(fontSize=LABEL_SIZE, color=TEXT).encode(
                x=x, y=alt.value(10), text="name:N"
            ),
            *layers,
        ]
    return readable(alt.layer(*layers).properties(height=STRIP))


def queue(top: float) -> alt.LayerChart | alt.FacetChart:
    """Who waits, in steps of a month; its rows come later, as the dataset "rows": month, queue,
    low, high, usual. top: of the axis."""
    rows = alt.NamedData(name="rows")
    x = alt.X(
        "month:Q",
        title="Months from now",
        scale=alt.Scale(nice=False),
        axis=alt.Axis(values=list(range(0, 37, 6)), grid=False),
    )
    scale = alt.Scale(domain=[0, top], nice=False)
    y = alt.Y("queue:Q", title="Referrals that wait for help", scale=scale)
    band = (
        alt.Chart()
        .mark_area(color=BLUE, opacity=0.22, interpolate="step-after", clip=True, aria=False)
        .encode(x=x, y=alt.Y("low:Q", scale=scale), y2="high:Q")
    )
    usual = (
        alt.Chart()
        .mark_line(
            color=ORANGE, strokeDash=[5, 4], strokeWidth=2, interpolate="step-after", clip=True
        )
        .encode(x=x, y=alt.Y("usual:Q", scale=scale))
    )
    line = (
        alt.Chart()
        .mark_line(color=BLUE, strokeWidth=3, interpolate="step-after", clip=True)
        .encode(
            x=x,
            y=y,
            tooltip=[
                alt.Tooltip("month:Q", title="Month"),
                alt.Tooltip("queue:Q", title="Wait for help", format=",.0f"),
                alt.Tooltip("usual:Q", title="If nothing changed", format=",.0f"),
            ],
        )
    )
    chart = alt.layer(band, usual, line, data=rows)
    return readable(chart.properties(height=300))


def swings() -> alt.LayerChart | alt.FacetChart:
    """The queue at the end over the range of each assumption; its rows come later, as the dataset
    "rows": assumption, low, high, said, now."""
    rows = alt.NamedData(name="rows")
    y = alt.Y("assumption:N", sort=None, axis=None)
    x = alt.X(
        "low:Q",
        title="Referrals that wait after three years",
        scale=alt.Scale(zero=False),
        axis=alt.Axis(tickCount=5, grid=False),
    )
    bars = (
        alt.Chart()
        .mark_bar(color=BLUE, height=14, yOffset=10)
        .encode(y=y, x=x, x2="high:Q", tooltip=["assumption:N", "said:N", "low:Q", "high:Q"])
    )
    now = (
        alt.Chart().mark_tick(color=ORANGE, thickness=3, size=22, yOffset=10).encode(y=y, x="now:Q")
    )
    names = (
        alt.Chart()
        .mark_text(align="left", baseline="top", dy=-ROW / 2 + 4, fontSize=LABEL_SIZE, color=TEXT)
        .encode(y=y, x=alt.value(0), text="assumption:N")
    )
    return readable(alt.layer(bars, now, names, data=rows).properties(height=alt.Step(ROW)))


KEY = {BLUE: "with these levers, and its 95% interval", ORANGE: "if nothing changed (broken)"}
