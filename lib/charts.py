"""Charts, each a pure function from a frame to an altair chart. Alt text is given where the chart
is shown."""

import textwrap
from typing import Any, TypeVar

import altair as alt
import pandas as pd

from lib.axes import Axis

Chart = TypeVar("Chart", bound=alt.TopLevelMixin)
BLUE, ORANGE, GREY = "#2073BC", "#B5490B", "#7A7A7A"
TEXT = "currentColor"  # the page's own, on a light page and on a dark one
BAR_HEIGHT = 26
LABEL_SIZE = 14  # px of names and notes, readable across a room
WRITTEN = {
    f"{part}{key}": value
    for part in ("label", "title")
    for key, value in (("Color", TEXT), ("FontSize", LABEL_SIZE))
}
CONFIG = {
    "axis": WRITTEN,
    "legend": WRITTEN,
    "title": {"color": TEXT, "fontSize": LABEL_SIZE},
    "lineBreak": "\n",
}
IN_100 = [0, 100]  # the axis of access: nobody is reached whom nobody counts as in need
# characters that a line of a legend may have, and those of each where it is longer
LEGEND, BROKEN = 22, 14


def readable(chart: Chart) -> Chart:
    """A chart whose words are in the page's own colour, and large enough to read."""
    written: Chart = chart.properties(config=CONFIG)
    return written


def rules(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """A chart's drawing rules without its rows: only those change with a lever."""
    return {key: part for key, part in chart.to_dict().items() if key != "$schema"}


def _lines(lines: pd.DataFrame) -> alt.Chart:
    """Vertical lines with a legend; columns value, line (the words of the legend, broken where a
    bar chart has no room for them)."""
    return (
        alt.Chart(
            lines.assign(
                line=[
                    textwrap.fill(words, BROKEN) if len(words) > LEGEND else words
                    for words in lines.line
                ]
            )
        )
        .mark_rule(strokeWidth=2)
        .encode(
            x="value:Q",
            strokeDash=alt.StrokeDash(
                "line:N", title=None, legend=alt.Legend(orient="bottom", columns=1, labelLimit=240)
            ),
            color=alt.value(ORANGE),
        )
    )


def ranked_bar(
    frame: pd.DataFrame, title: str, lines: pd.DataFrame, rate_from: str, called: str
) -> alt.LayerChart | alt.FacetChart:
    """Bars sorted from highest, with 95% intervals, lines to compare with, and ties marked.

    Parameters
    ----------
    frame
        Columns area_code, label (name), value, lower, upper, wide_lower, wide_upper, text, rank
        (ties end in "="), source, chosen, said (for a screen reader). The thick whisker is lower to
        upper, the thin one with ends wide_lower to wide_upper.
    rate_from
        What source is called, "" where there is none.
    called
        What label is.
    """
    order = list(frame.label)
    y = alt.Y(
        "label:N", sort=order, title=None, axis=alt.Axis(labelLimit=220, labelFontSize=LABEL_SIZE)
    )
    hover = [
        alt.Tooltip("label:N", title=called),
        alt.Tooltip("text:N", title=title),
        *([alt.Tooltip("source:N", title=rate_from)] if rate_from else []),
    ]
    bars = (
        alt.Chart(frame)
        .mark_bar(cursor="pointer", height=16)
        .encode(
            y=y,
            x=alt.X("value:Q", title=title, scale=alt.Scale(zero=True)),
            color=alt.Color(
                "chosen:N", scale=alt.Scale(domain=[False, True], range=[BLUE, ORANGE]), legend=None
            ),
            tooltip=hover,
            description="said:N",
        )
        .add_params(alt.selection_point(name="district", fields=["area_code"], toggle=False))
    )
    span = alt.Chart(frame).encode(y=y, x=alt.X("lower:Q", title=title), x2="upper:Q")
    # Black on a white edge, so that a whisker shows on a bar, on a light page and on a dark one.
    wide = alt.Chart(frame).encode(y=y, x=alt.X("wide_lower:Q", title=title), x2="wide_upper:Q")
    whiskers = (
        wide.mark_rule(strokeWidth=3.5, color="white", aria=False)
        + wide.mark_rule(strokeWidth=1.2, color="#111", aria=False)
        + span.mark_rule(strokeWidth=7, color="white", aria=False)
        + span.mark_rule(strokeWidth=4.5, color="#111")
    )
    values = (
        alt.Chart(frame)
        .mark_text(
            align="left",
            dx=4,
            baseline="middle",
            fontSize=LABEL_SIZE,
            color="white",
            fontWeight="bold",
        )
        .encode(y=y, x=alt.datum(0), text="text:N")
    )
    place = (
        alt.Chart(frame)
        .mark_text(align="left", dx=4, baseline="middle", fontSize=LABEL_SIZE, color=TEXT)
        .encode(y=y, x=alt.value("width"), text="rank:N")
    )
    layers = alt.layer(bars, whiskers, values, place, _lines(lines))
    return readable(layers.properties(height=alt.Step(BAR_HEIGHT)))


def before_after(
    heading: str, title: str, standard: float | None
) -> alt.LayerChart | alt.FacetChart:
    """Access before (diamond) and after (bar) by district; its rows come later, as the dataset
    "rows".

    Rows: label, before, after, low, high (95% interval), in the order to show them, which stays
    while a slider moves so that bars do not jump; so does the axis, which has room for every figure
    there can be.
    """
    rows = alt.NamedData(name="rows")
    y = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=220))
    x = alt.X("after:Q", title=title, scale=alt.Scale(domain=IN_100))
    bars = alt.Chart().mark_bar(height=16, color=BLUE).encode(x=x)
    dots = (
        alt.Chart()
        .mark_point(size=80, fill="#111", stroke="white", opacity=1, shape="diamond")
        .encode(x="before:Q")
    )
    # Dark on a white edge, so that a whisker shows on a bar, on a light page and on a dark one.
    whisker = (
        alt.Chart()
        .mark_bar(height=3, color="#111", stroke="white", strokeWidth=0.7, aria=False)
        .encode(x="low:Q", x2="high:Q")
    )
    layers = [bars, whisker, dots]
    if standard is not None:
        rule = alt.Chart().mark_rule(color=ORANGE, strokeWidth=2, strokeDash=[4, 3], aria=False)
        # not a row's, but from top to bottom
        layers.append(rule.encode(x=alt.datum(standard), y=alt.value(0), y2=alt.value("height")))
    chart = alt.layer(*layers, data=rows).encode(y=y)
    return readable(chart.properties(height=alt.Step(BAR_HEIGHT), title=heading))


def funnel(
    points: pd.DataFrame, limits: pd.DataFrame, title: str, base_title: str, overall: float
) -> alt.LayerChart | alt.FacetChart:
    """Funnel plot. points: label, base, value, group. limits: base, level, allows, lower, upper."""
    x = alt.X("base:Q", title=base_title, scale=alt.Scale(zero=False, nice=True))
    bounds = limits.melt(["base", "level", "allows"], ["lower", "upper"], "side", "limit")
    bounds = bounds.assign(
        series=bounds.level + " " + bounds.allows, line=bounds.level + bounds.allows + bounds.side
    )
    edges = (
        alt.Chart(bounds)
        .mark_line(strokeWidth=1.5, clip=True)
        .encode(
            x=x,
            y=alt.Y("limit:Q", title=title, scale=alt.Scale(zero=False)),
            detail="line:N",
            color=alt.Color(
                "allows:N",
                title="Limits allow for",
                legend=alt.Legend(orient="bottom"),
                scale=alt.Scale(domain=["chance", "overdispersion"], range=[TEXT, ORANGE]),
            ),
            strokeDash=alt.StrokeDash(
                "level:N",
                title="Limits",
                legend=alt.Legend(orient="bottom", symbolStrokeColor=GREY),
                scale=alt.Scale(domain=["95%", "99.8%"], range=[[4, 3], [1, 0]]),
            ),
        )
    )
    middle = alt.Chart(pd.DataFrame({"value": [overall]})).mark_rule(color=GREY).encode(y="value:Q")
    dots = (
        alt.Chart(points)
        .mark_circle(size=90, color=TEXT, opacity=1)
        .encode(
            x=x,
            y="value:Q",
            tooltip=[alt.Tooltip("label:N", title="Area"), alt.Tooltip("said:N", title=title)],
        )
    )
    names = (
        alt.Chart(points)
        .mark_text(align="left", dx=8, dy=-6, fontSize=LABEL_SIZE, color=TEXT)
        .encode(x=x, y="value:Q", text="label:N")
    )
    return readable(alt.layer(edges, middle, dots, names).properties(height=380))


def gradient(
    points: pd.DataFrame, line: pd.DataFrame, title: str
) -> alt.LayerChart | alt.FacetChart:
    """Rate against rank of deprivation. points: label, rank, value, lower, upper, share. line:
    rank, value."""
    x = alt.X(
        "rank:Q",
        title="Children ranked from most deprived (0) to least deprived (1)",
        scale=alt.Scale(domain=[0, 1]),
    )
    whiskers = (
        alt.Chart(points)
        .mark_rule(color=GREY)
        .encode(x=x, y=alt.Y("lower:Q", title=title), y2="upper:Q")
    )
    dots = (
        alt.Chart(points)
        .mark_circle(color=BLUE, opacity=1)
        .encode(
            x=x,
            y=alt.Y("value:Q", title=title),
            size=alt.Size("share:Q", legend=None, scale=alt.Scale(range=[60, 500])),
        )
    )
    names = (
        alt.Chart(points)
        .mark_text(dy=-16, fontSize=LABEL_SIZE, color=TEXT)
        .encode(x=x, y="value:Q", text="label:N")
    )
    slope = alt.Chart(line).mark_line(color=ORANGE, strokeWidth=3).encode(x=x, y="value:Q")
    return readable(alt.layer(whiskers, slope, dots, names).properties(height=340))


def ages(frame: pd.DataFrame) -> alt.Chart:
    """Children and young people by single year of age; columns age, persons."""
    return readable(
        alt.Chart(frame)
        .mark_bar(color=BLUE)
        .encode(
            x=alt.X("age:O", title="Age", axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("persons:Q", title="Persons"),
            tooltip=["age", "persons"],
        )
        .properties(height=180)
    )


def monthly(frame: pd.DataFrame, title: str) -> alt.LayerChart | alt.FacetChart:
    """A line an area, each as a percent of its own first month. frame: months ("2021-03") down,
    areas across."""
    rows = (
        (frame / frame.bfill().iloc[0] * 100)
        .rename_axis("month")
        .reset_index()
        .melt("month", var_name="area", value_name="percent")
    )
    rows = rows.merge(
        frame.rename_axis("month")
        .reset_index()
        .melt("month", var_name="area", value_name="children")
    ).dropna()
    x = alt.X("month:T", title="12 months to", axis=alt.Axis(format="%b %Y", labelAngle=0))
    y = alt.Y("percent:Q", title=title, scale=alt.Scale(zero=False, nice=True))
    colour = alt.Color(
        "area:N",
        legend=None,
        scale=alt.Scale(domain=list(frame.columns), range=[ORANGE, BLUE][: frame.shape[1]]),
    )
    tips = [
        alt.Tooltip("area:N", title="Area"),
        alt.Tooltip("month:T", title="12 months to", format="%B %Y"),
    ]
    tips.append(alt.Tooltip("children:Q", title="Children", format=",.0f"))
    lines = (
        alt.Chart(rows)
        .mark_line(point=True, strokeWidth=2.5)
        .encode(x=x, y=y, color=colour, tooltip=tips)
    )
    last = rows[rows.month == rows.month.max()]
    names = (
        alt.Chart(last)
        .mark_text(align="right", dy=-12, fontSize=LABEL_SIZE, fontWeight="bold", color=TEXT)
        .encode(x=x, y=y, text="area:N")
    )
    return readable(alt.layer(lines, names).properties(height=260))


def _in_pairs(names: pd.Series) -> str:
    """Names of lines that end together, two to a line of text."""
    return "\n".join(" · ".join(names.iloc[i : i + 2]) for i in range(0, len(names), 2))


def slopes(
    frame: pd.DataFrame, title: str, called: str, axis: Axis
) -> alt.LayerChart | alt.FacetChart:
    """A line a district from year to year. frame: years down, districts across. called: what one
    is."""
    rows = (
        frame.rename_axis("year").reset_index().melt("year", var_name="label", value_name="value")
    )
    x = alt.X("year:O", title="Year (0 is today)", axis=alt.Axis(labelAngle=0))
    y = alt.Y("value:Q", title=title, scale=alt.Scale(domain=axis.domain, nice=False))
    near = alt.selection_point(on="pointerover", fields=["label"], empty=False)
    lines = (
        alt.Chart(rows)
        .mark_line(point=True)
        .encode(
            x=x,
            y=y,
            detail="label:N",
            color=alt.condition(near, alt.value(ORANGE), alt.value(BLUE)),
            strokeWidth=alt.condition(near, alt.value(3.5), alt.value(1.5)),
            tooltip=[
                alt.Tooltip("label:N", title=called),
                "year",
                alt.Tooltip("value:Q", title=title, format=",.1f"),
            ],
        )
        .add_params(near)
    )
    last = rows[rows.year == rows.year.max()].sort_values("value", ascending=False)
    # One name for lines that end at the same height, or the names would lie over one another.
    same = (last.value.diff().abs() > (axis.high - axis.low) / 20).cumsum()
    named = (
        last.groupby(same)
        .agg(year=("year", "first"), value=("value", "mean"), label=("label", _in_pairs))
        .reset_index(drop=True)
    )
    names = (
        alt.Chart(named)
        .mark_text(align="left", dx=8, fontSize=LABEL_SIZE, color=TEXT, lineBreak="\n")
        .encode(x=x, y=y, text="label:N")
    )
    return readable(alt.layer(lines, names).properties(height=360))
