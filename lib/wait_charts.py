"""Charts of waits: the partnership among all others, the queue month by month, and what each
assumption does to it. Alt text is given where they are shown."""

import altair as alt
import pandas as pd

from lib.charts import BAR_HEIGHT, BLUE, LABEL_SIZE, ORANGE, TEXT, readable

STRIP = 54  # px


def strip(
    rows: pd.DataFrame, unit: str, better: str, nation: float, called: str
) -> alt.LayerChart | alt.FacetChart:
    """Every partnership as a tick along one axis, the best to the right, ours as a diamond. rows:
    name, value, ours, said."""
    x = alt.X(
        "value:Q",
        title=f"{unit[:1].upper()}{unit[1:]}: better to the right",
        scale=alt.Scale(reverse=better == "low", zero=False),
        axis=alt.Axis(tickCount=6, grid=False),
    )
    tip = [alt.Tooltip("said:N", title="Partnership")]
    others = (
        alt.Chart(rows[~rows.ours])
        .mark_tick(color=BLUE, thickness=2, size=STRIP / 2, opacity=0.75)
        .encode(x=x, tooltip=tip)
    )
    ours = (
        alt.Chart(rows[rows.ours])
        .mark_point(shape="diamond", size=190, filled=True, color=ORANGE, opacity=1)
        .encode(x=x, tooltip=tip)
    )
    layers = [others, ours]
    if nation == nation:
        line = pd.DataFrame({"value": [nation], "name": [called]})
        layers += [
            alt.Chart(line)
            .mark_rule(color=TEXT, strokeDash=[4, 3], strokeWidth=1.5)
            .encode(x="value:Q"),
            alt.Chart(line)
            .mark_text(dy=-STRIP / 2 - 6, fontSize=LABEL_SIZE, color=TEXT)
            .encode(x="value:Q", text="name:N", y=alt.value(STRIP / 2)),
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
    y = alt.Y("assumption:N", sort=None, title=None, axis=alt.Axis(labelLimit=260))
    x = alt.X("low:Q", title="Referrals that wait after three years", scale=alt.Scale(zero=False))
    bars = (
        alt.Chart()
        .mark_bar(color=BLUE, height=16)
        .encode(y=y, x=x, x2="high:Q", tooltip=["assumption:N", "said:N", "low:Q", "high:Q"])
    )
    now = alt.Chart().mark_tick(color=ORANGE, thickness=3, size=22).encode(y=y, x="now:Q")
    return readable(alt.layer(bars, now, data=rows).properties(height=alt.Step(BAR_HEIGHT)))


KEY = {BLUE: "with these levers, and its 95% interval", ORANGE: "if nothing changed (broken)"}
