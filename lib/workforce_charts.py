"""Charts of school teams and staff, each a pure function from a frame to an altair chart. Alt text
is given where the chart is shown."""

import altair as alt
import pandas as pd

from lib.axes import Axis
from lib.catalogue.skills import SKILLS
from lib.charts import BAR_HEIGHT, BLUE, LABEL_SIZE, ORANGE, TEXT, readable

PALE = "#6BACE6"
SKILL_COLOURS = dict(zip((skill.label for skill in SKILLS.values()), (BLUE, PALE, ORANGE)))


def coverage(frame: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    """England's path, what is only expected hollow. frame: period, value, kind, text."""
    x = alt.X("period:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelLimit=120))
    y = alt.Y(
        "value:Q", title="Pupils with a team, in 100", scale=alt.Scale(domain=[0, 100], nice=False)
    )
    line = alt.Chart(frame).mark_line(color=BLUE, strokeWidth=2.5).encode(x=x, y=y)
    points = (
        alt.Chart(frame)
        .mark_point(size=110, stroke=BLUE, strokeWidth=2.5, opacity=1)
        .encode(
            x=x,
            y=y,
            fill=alt.Fill(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=["Published", "Expected"], range=[BLUE, "white"]),
                legend=alt.Legend(orient="bottom", symbolStrokeColor=BLUE),
            ),
            tooltip=["period", "text", "kind"],
        )
    )
    texts = (
        alt.Chart(frame)
        .mark_text(dy=-16, fontSize=LABEL_SIZE, color=TEXT, fontWeight="bold")
        .encode(x=x, y=y, text="text:N")
    )
    return readable(alt.layer(line, points, texts).properties(height=260))


def hiring(axis: Axis) -> alt.LayerChart | alt.FacetChart:
    """Posts wanted and posts that can be filled by the end of each year; its rows come later, as
    the dataset "rows": year, posts, what (Wanted or Can be in post), said."""
    seen = ["year:O", "what:N", "said:N"]
    kinds = ["Wanted", "Can be in post"]
    x = alt.X("year:O", title="By the end of year", axis=alt.Axis(labelAngle=0))
    y = alt.Y("posts:Q", title="New posts", scale=alt.Scale(domain=axis.domain, nice=False))
    encoded = alt.Chart().encode(
        x=x,
        y=y,
        color=alt.Color(
            "what:N",
            title=None,
            scale=alt.Scale(domain=kinds, range=[ORANGE, BLUE]),
            legend=alt.Legend(orient="bottom", symbolType="stroke", symbolStrokeWidth=3),
        ),
        strokeDash=alt.StrokeDash(
            "what:N",
            title=None,
            scale=alt.Scale(domain=kinds, range=[[5, 4], [1, 0]]),
            legend=alt.Legend(orient="bottom", symbolType="stroke", symbolStrokeWidth=3),
        ),
        tooltip=seen,
    )
    points = (
        alt.Chart()
        .mark_point(filled=True, size=80, opacity=1)
        .encode(x=x, y=y, color="what:N", tooltip=seen)
    )
    chart = alt.layer(encoded.mark_line(strokeWidth=2.5), points, data=alt.NamedData(name="rows"))
    return readable(chart.properties(height=240))


def by_area(axis: Axis) -> alt.Chart:
    """Posts more and fewer by area, a colour a skill; its rows come later, as the dataset "rows":
    label, skill, posts, said; labels in their order."""
    return readable(
        alt.Chart(alt.NamedData(name="rows"))
        .mark_bar(height=16)
        .encode(
            y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=220)),
            x=alt.X(
                "posts:Q",
                title="Posts, more or fewer",
                scale=alt.Scale(domain=axis.domain, nice=False),
            ),
            color=alt.Color(
                "skill:N",
                title=None,
                scale=alt.Scale(domain=list(SKILL_COLOURS), range=list(SKILL_COLOURS.values())),
                legend=alt.Legend(orient="bottom", columns=2),
            ),
            tooltip=["label:N", "skill:N", "said:N"],
        )
        .properties(height=alt.Step(BAR_HEIGHT))
    )


def swings(frame: pd.DataFrame, now: float, axis: Axis) -> alt.LayerChart | alt.FacetChart:
    """Staff to be found over the range of each assumption, widest first, its name over its bar.
    frame: assumption, low, high, said."""
    y = alt.Y("assumption:N", sort=list(frame.assumption), axis=None)
    x = alt.X("low:Q", title="Staff to be found", scale=alt.Scale(domain=axis.domain, nice=False))
    bars = (
        alt.Chart(frame)
        .mark_bar(color=BLUE, height=14)
        .encode(y=y, x=x, x2="high:Q", tooltip=["assumption", "said"])
    )
    names = (
        alt.Chart(frame)
        .mark_text(align="left", dy=-17, fontSize=LABEL_SIZE, color=TEXT)
        .encode(y=y, x=alt.value(0), text="assumption:N")
    )
    middle = (
        alt.Chart(pd.DataFrame({"now": [now]}))
        .mark_rule(color=ORANGE, strokeWidth=2)
        .encode(x="now:Q")
    )
    return readable(alt.layer(bars, middle, names).properties(height=alt.Step(2 * BAR_HEIGHT)))
