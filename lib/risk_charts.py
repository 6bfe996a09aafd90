"""Groups at greatest risk as charts. Alt text is given where they are shown."""

import textwrap

import altair as alt
import pandas as pd

from lib.axes import Axis
from lib.charts import BAR_HEIGHT, BLUE, GREY, LABEL_SIZE, ORANGE, TEXT, readable
from lib.risk_words import GENERAL, GROUP

IN_100 = ["In 100 with a disorder,", "lowest to highest published"]
# areas in the order of the data: authorities, then what they are held against
COLOURS = (BLUE, ORANGE, TEXT, GREY)
SHAPES = ("circle", "square", "triangle-up", "diamond")
LINE = 18  # characters of a name on one line
EVERY_25 = alt.Axis(values=[0, 25, 50, 75, 100])
LABELS = 190  # px of a name beside a bar


def lines(frame: pd.DataFrame, unit: str) -> alt.LayerChart | alt.FacetChart:
    """A line an area with 95% intervals where there are counts. frame: area, period, value, low,
    high."""
    areas = list(dict.fromkeys(frame.area))
    scale = alt.Scale(domain=areas, range=[COLOURS[i % len(COLOURS)] for i in range(len(areas))])
    shapes = alt.Scale(domain=areas, range=[SHAPES[i % len(SHAPES)] for i in range(len(areas))])
    x = alt.X("period:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True))
    y = alt.Y("value:Q", title=unit, scale=alt.Scale(zero=True))
    legend = alt.Legend(orient="bottom", columns=2, symbolSize=120)
    colour = alt.Color("area:N", title=None, scale=scale, sort=areas, legend=legend)
    spans = (
        alt.Chart(frame[frame.low.notna()])
        .mark_rule(strokeWidth=3, opacity=0.45, aria=False)
        .encode(x=x, y=alt.Y("low:Q", title=unit), y2="high:Q", color=colour)
    )
    marks = alt.Chart(frame).encode(
        x=x,
        y=y,
        color=colour,
        tooltip=[
            alt.Tooltip("area:N", title="Area"),
            alt.Tooltip("period:O", title="Period"),
            alt.Tooltip("value:Q", title=unit, format=",.1f"),
        ],
    )
    shape = alt.Shape("area:N", title=None, scale=shapes, sort=areas, legend=legend)
    drawn = marks.mark_line(strokeWidth=2.5) + marks.mark_point(
        size=70, filled=True, opacity=1
    ).encode(shape=shape)
    return readable(alt.layer(spans, drawn).properties(height=280))


def ranges(frame: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    """How often a group has a disorder, beside children in general of its ages. frame: label, whose
    (GROUP or GENERAL), low, high, text."""
    rows = frame.assign(label=[textwrap.fill(label, LINE) for label in frame.label])
    bars = alt.Chart(rows).encode(
        y=alt.Y(
            "label:N",
            sort=list(dict.fromkeys(rows.label)),
            title=None,
            axis=alt.Axis(labelLimit=LABELS, labelFontSize=LABEL_SIZE),
        ),
        yOffset=alt.YOffset("whose:N", sort=[GROUP, GENERAL]),
        x=alt.X("low:Q", title=IN_100, scale=alt.Scale(domain=[0, 100]), axis=EVERY_25),
        color=alt.Color(
            "whose:N",
            title=None,
            sort=[GROUP, GENERAL],
            scale=alt.Scale(domain=[GROUP, GENERAL], range=[BLUE, GREY]),
            legend=alt.Legend(orient="bottom", columns=1),
        ),
        tooltip=[
            alt.Tooltip("label:N", title="Group"),
            alt.Tooltip("whose:N", title="Share"),
            alt.Tooltip("text:N", title="In 100"),
        ],
    )
    spans = bars.mark_bar(height=12).encode(x2="high:Q")
    # a share without a range is a bar without a width
    ends = bars.mark_tick(thickness=4, size=12)
    texts = bars.mark_text(
        align="left", dx=8, baseline="middle", fontSize=LABEL_SIZE, color=TEXT
    ).encode(x="high:Q", text="text:N", color=alt.value(TEXT))
    return readable(alt.layer(spans, ends, texts).properties(height=alt.Step(22)))


def tornado(swings: pd.DataFrame, now: float, axis: Axis) -> alt.LayerChart | alt.FacetChart:
    """Pounds set aside over the range of each price, widest first. swings: assumption, low, high,
    said."""
    bars = (
        alt.Chart(swings)
        .mark_bar(color=BLUE, height=16)
        .encode(
            y=alt.Y(
                "assumption:N",
                sort=list(swings.assumption),
                title=None,
                axis=alt.Axis(labelLimit=LABELS, labelFontSize=LABEL_SIZE),
            ),
            x=alt.X(
                "low:Q",
                title="£ a year set aside first",
                scale=alt.Scale(domain=axis.domain, nice=False),
                axis=alt.Axis(format="~s", tickCount=5),
            ),
            x2="high:Q",
            tooltip=[
                alt.Tooltip("assumption:N", title="Pounds a child (A11)"),
                alt.Tooltip("said:N", title="Range"),
                alt.Tooltip("low:Q", title="At the lowest", format=",.0f"),
                alt.Tooltip("high:Q", title="At the highest", format=",.0f"),
            ],
        )
    )
    middle = (
        alt.Chart(pd.DataFrame({"now": [now]}))
        .mark_rule(color=ORANGE, strokeWidth=2)
        .encode(x="now:Q")
    )
    return readable(alt.layer(bars, middle).properties(height=alt.Step(BAR_HEIGHT)))
