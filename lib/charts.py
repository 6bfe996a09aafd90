"""Charts, each a pure function from a frame to an altair chart. Alt text is given where the chart is shown."""

import altair as alt
import pandas as pd

BLUE, ORANGE, DARK, GREY = "#2073BC", "#B5490B", "#12436D", "#7A7A7A"
BAR_HEIGHT = 26


def _lines(lines: pd.DataFrame) -> alt.Chart:
    """Vertical lines with a legend; columns value, line (the words of the legend)."""
    return (
        alt.Chart(lines)
        .mark_rule(strokeWidth=2)
        .encode(
            x="value:Q",
            strokeDash=alt.StrokeDash("line:N", title=None, legend=alt.Legend(orient="bottom", columns=1, labelLimit=240)),
            color=alt.value(ORANGE),
        )
    )


def ranked_bar(frame: pd.DataFrame, title: str, lines: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    """Bars sorted from highest, with 95% intervals, lines to compare with, and ties marked.

    frame: columns area_code, label (name), value, lower, upper, text, rank (ties end in "="), source, chosen, said (for a
    screen reader).
    """
    order = list(frame.label)
    y = alt.Y("label:N", sort=order, title=None, axis=alt.Axis(labelLimit=220, labelFontSize=13))
    hover = [
        alt.Tooltip("label:N", title="District"),
        alt.Tooltip("text:N", title=title),
        alt.Tooltip("source:N", title="Rate from former CCG"),
    ]
    bars = (
        alt.Chart(frame)
        .mark_bar(cursor="pointer", height=16)
        .encode(
            y=y,
            x=alt.X("value:Q", title=title, scale=alt.Scale(zero=True)),
            color=alt.Color("chosen:N", scale=alt.Scale(domain=[False, True], range=[BLUE, ORANGE]), legend=None),
            tooltip=hover,
            description="said:N",
        )
        .add_params(alt.selection_point(name="district", fields=["area_code"], toggle=False))
    )
    span = alt.Chart(frame).encode(y=y, x=alt.X("lower:Q", title=title), x2="upper:Q")
    # Black on a white edge, so that a whisker shows on a bar, on a light page and on a dark one.
    whiskers = span.mark_rule(strokeWidth=5, color="white", aria=False) + span.mark_rule(strokeWidth=2, color="#111")
    values = (
        alt.Chart(frame)
        .mark_text(align="left", dx=4, baseline="middle", fontSize=12, color="white", fontWeight="bold")
        .encode(y=y, x=alt.datum(0), text="text:N")
    )
    place = (
        alt.Chart(frame)
        .mark_text(align="left", dx=4, baseline="middle", fontSize=12, color=GREY)
        .encode(y=y, x=alt.value("width"), text="rank:N")
    )
    return alt.layer(bars, whiskers, values, place, _lines(lines)).properties(height=alt.Step(BAR_HEIGHT))


def before_after(heading: str, title: str, standard: float | None) -> alt.LayerChart | alt.FacetChart:
    """Access before (diamond) and after (bar) by district; its rows come later, as the dataset "rows".

    Rows: label, before, after, in the order to show them, which stays while a slider moves so that bars do not jump.
    """
    rows = alt.NamedData(name="rows")
    y = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=220, labelFontSize=13))
    bars = alt.Chart(rows).mark_bar(height=16, color=BLUE).encode(y=y, x=alt.X("after:Q", title=title))
    dots = alt.Chart(rows).mark_point(size=80, fill="#111", stroke="white", opacity=1, shape="diamond").encode(y=y, x="before:Q")
    layers = [bars, dots]
    if standard is not None:
        rule = alt.Chart(rows).mark_rule(color=ORANGE, strokeWidth=2, strokeDash=[4, 3], aria=False)
        layers.append(rule.encode(x=alt.datum(standard)))
    return alt.layer(*layers).properties(height=alt.Step(BAR_HEIGHT), title=heading)


def funnel(points: pd.DataFrame, limits: pd.DataFrame, title: str, base_title: str, overall: float) -> alt.LayerChart | alt.FacetChart:
    """Funnel plot. points: label, base, value, group. limits: base, level, allows, lower, upper."""
    x = alt.X("base:Q", title=base_title, scale=alt.Scale(zero=False, nice=True))
    bounds = limits.melt(["base", "level", "allows"], ["lower", "upper"], "side", "limit")
    bounds = bounds.assign(series=bounds.level + " " + bounds.allows, line=bounds.level + bounds.allows + bounds.side)
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
                scale=alt.Scale(domain=["chance", "overdispersion"], range=[DARK, ORANGE]),
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
        .mark_circle(size=90, color="#111", opacity=1)
        .encode(x=x, y="value:Q", tooltip=[alt.Tooltip("label:N", title="Area"), alt.Tooltip("said:N", title=title)])
    )
    names = alt.Chart(points).mark_text(align="left", dx=8, dy=-6, fontSize=12, color=GREY).encode(x=x, y="value:Q", text="label:N")
    return alt.layer(edges, middle, dots, names).properties(height=380)


def gradient(points: pd.DataFrame, line: pd.DataFrame, title: str) -> alt.LayerChart | alt.FacetChart:
    """Rate against rank of deprivation. points: label, rank, value, lower, upper, share. line: rank, value."""
    x = alt.X(
        "rank:Q",
        title="Children ranked from most deprived (0) to least deprived (1)",
        scale=alt.Scale(domain=[0, 1]),
    )
    whiskers = alt.Chart(points).mark_rule(color=GREY).encode(x=x, y=alt.Y("lower:Q", title=title), y2="upper:Q")
    dots = (
        alt.Chart(points)
        .mark_circle(color=BLUE, opacity=1)
        .encode(x=x, y=alt.Y("value:Q", title=title), size=alt.Size("share:Q", legend=None, scale=alt.Scale(range=[60, 500])))
    )
    names = alt.Chart(points).mark_text(dy=-16, fontSize=12, color=GREY).encode(x=x, y="value:Q", text="label:N")
    slope = alt.Chart(line).mark_line(color=ORANGE, strokeWidth=3).encode(x=x, y="value:Q")
    return alt.layer(whiskers, slope, dots, names).properties(height=340)


def ages(frame: pd.DataFrame) -> alt.Chart:
    """Children and young people by single year of age; columns age, persons."""
    return (
        alt.Chart(frame)
        .mark_bar(color=BLUE)
        .encode(
            x=alt.X("age:O", title="Age", axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("persons:Q", title="Persons"),
            tooltip=["age", "persons"],
        )
        .properties(height=180)
    )
