"""Those from birth to 25 as charts. Alt text is given where a chart is shown."""

import altair as alt
import pandas as pd

from lib.axes import Axis
from lib.charts import BAR_HEIGHT, BLUE, GREY, LABEL_SIZE, ORANGE, TEXT, readable
from lib.model.ages import ADULT
from lib.transition_words import KINDS

COLOURS = (BLUE, ORANGE, GREY)
HEADROOM = 1.25  # over the highest bar, for what stands beside a line


def by_age(rows: pd.DataFrame, changes: list[int], mid: int) -> alt.LayerChart | alt.FacetChart:
    """In need by single year of age, a colour a survey, with a mark wherever another begins and one
    at 18. rows: age, people, percent, in_need, survey."""
    shown = rows[(rows.survey != "") & rows.in_need.notna()]
    surveys = list(dict.fromkeys(shown.survey))
    top = HEADROOM * float(shown.in_need.max())
    ages = [int(age) for age in rows.age]
    x = alt.X("age:O", title="Age", scale=alt.Scale(domain=ages), axis=alt.Axis(labelAngle=0))
    bars = (
        alt.Chart(shown)
        .mark_bar()
        .encode(
            x=x,
            y=alt.Y(
                "in_need:Q", title=f"In need, mid-{mid}", scale=alt.Scale(domainMax=top, nice=False)
            ),
            color=alt.Color(
                "survey:N",
                title=None,
                scale=alt.Scale(domain=surveys, range=list(COLOURS[: len(surveys)])),
                legend=alt.Legend(orient="bottom", columns=1, labelLimit=320),
            ),
            tooltip=[
                alt.Tooltip("age:O", title="Age"),
                alt.Tooltip("people:Q", title="People", format=",.0f"),
                alt.Tooltip("percent:Q", title="In need, %", format=".1f"),
                alt.Tooltip("in_need:Q", title="In need", format=",.0f"),
                alt.Tooltip("survey:N", title="Survey"),
            ],
        )
    )
    marks = pd.DataFrame({"age": [age for age in changes if age > shown.age.min()]})
    edge = alt.X("age:O", bandPosition=0, scale=alt.Scale(domain=ages))
    breaks = alt.Chart(marks).mark_rule(color=TEXT, strokeDash=[3, 3], strokeWidth=2).encode(x=edge)
    named = (
        alt.Chart(marks)
        .mark_text(align="right", dx=-4, baseline="top", fontSize=LABEL_SIZE, color=TEXT)
        .encode(x=edge, y=alt.value(0), text=alt.value("new survey"))
    )
    grown = pd.DataFrame({"age": [ADULT]})
    line = alt.Chart(grown).mark_rule(color=ORANGE, strokeWidth=3).encode(x=edge)
    eighteen = (
        alt.Chart(grown)
        .mark_text(
            align="right", dx=-5, baseline="top", fontSize=LABEL_SIZE, fontWeight="bold", color=TEXT
        )
        .encode(x=edge, y=alt.value(20), text=alt.value("18: children's services end"))
    )
    return readable(alt.layer(bars, breaks, named, line, eighteen).properties(height=380))


def _kinds() -> alt.Color:
    return alt.Color(
        "kind:N",
        title=None,
        scale=alt.Scale(domain=list(KINDS), range=list(COLOURS)),
        legend=alt.Legend(orient="bottom", columns=1),
    )


_SEEN = [
    alt.Tooltip("label:N", title="Of"),
    alt.Tooltip("kind:N", title="At 18"),
    alt.Tooltip("people:Q", title="People", format=",.0f"),
]


def by_area(rows: pd.DataFrame) -> alt.Chart:
    """Those in need who turn 18, an area a bar, most first. rows: label, kind, people, order."""
    names = list(dict.fromkeys(rows.label))
    return readable(
        alt.Chart(rows)
        .mark_bar(height=16)
        .encode(
            y=alt.Y("label:N", sort=names, title=None, axis=alt.Axis(labelLimit=220)),
            x=alt.X("people:Q", title="In need as they turn 18"),
            color=_kinds(),
            order="order:Q",
            tooltip=_SEEN,
        )
        .properties(height=alt.Step(BAR_HEIGHT))
    )


def by_year() -> alt.Chart:
    """The same of the whole, a year a bar; its rows come later, as the dataset "rows"."""
    return readable(
        alt.Chart(alt.NamedData(name="rows"))
        .mark_bar()
        .encode(
            x=alt.X("label:O", title="Year to the middle of", axis=alt.Axis(labelAngle=0)),
            y=alt.Y("people:Q", title="In need as they turn 18"),
            color=_kinds(),
            order="order:Q",
            tooltip=_SEEN,
        )
        .properties(height=360)
    )


def years(axis: Axis) -> alt.LayerChart | alt.FacetChart:
    """Pounds of each year of the transfer, with those reached beside; the year that the budget pays
    for stands out. Its rows come later, as the dataset "rows": label, million (pounds), share,
    text, paid."""
    y = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelFontSize=LABEL_SIZE))
    bars = (
        alt.Chart()
        .mark_bar(height=28)
        .encode(
            x=alt.X(
                "million:Q",
                title="£m a year",
                scale=alt.Scale(domain=axis.domain, nice=False),
            ),
            color=alt.Color(
                "paid:N", legend=None, scale=alt.Scale(domain=[False, True], range=[BLUE, ORANGE])
            ),
            tooltip=[
                alt.Tooltip("label:N", title="Year"),
                alt.Tooltip("text:N", title="Comes to"),
                alt.Tooltip("share:Q", title="Reached, in 100", format=".1f"),
            ],
        )
    )
    named = (
        alt.Chart()
        .mark_text(align="left", dy=-22, fontSize=LABEL_SIZE, color=TEXT)
        .encode(x=alt.value(2), text="text:N")
    )
    chart = alt.layer(bars, named, data=alt.NamedData(name="rows")).encode(y=y)
    return readable(chart.properties(height=alt.Step(60)))
