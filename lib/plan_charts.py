"""The trajectory, the plan and the process limits as charts. Alt text is given where they are
shown."""

import altair as alt
import pandas as pd

from lib.charts import BLUE, GREY, LABEL_SIZE, ORANGE, TEXT, readable

TALL, STRIP, ROW = 330, 150, 44
VERIFIED, UNVERIFIED = "National step", "Step, not verified"
BELOW = alt.Legend(orient="bottom", columns=2, labelLimit=220, title=None)
Chart = alt.LayerChart | alt.FacetChart


def rates(frame: pd.DataFrame, place: str, nation: str) -> Chart:
    """Two contacts by year beside the national steps and the nation. frame: as Line.rates."""
    rows = frame.rename_axis("period").reset_index()
    steps = rows[rows.step.notna()].assign(
        who=[VERIFIED if one else UNVERIFIED for one in rows.verified[rows.step.notna()]]
    )
    named = {place: BLUE, nation: GREY, VERIFIED: ORANGE, UNVERIFIED: ORANGE}
    shapes = {
        place: "circle",
        nation: "square",
        VERIFIED: "triangle-up",
        UNVERIFIED: "triangle-down",
    }
    shown = {key: colour for key, colour in named.items() if key}
    x = alt.X("period:O", title="Year from April", axis=alt.Axis(labelAngle=0, labelOverlap=True))
    scale = alt.Scale(zero=False, nice=True)
    colour = alt.Color(
        "who:N", scale=alt.Scale(domain=list(shown), range=list(shown.values())), legend=BELOW
    )
    shape = alt.Shape(
        "who:N",
        scale=alt.Scale(domain=list(shown), range=[shapes[key] for key in shown]),
        legend=BELOW,
    )
    long = pd.concat(
        [
            rows[["period", "value", "lower", "upper"]].assign(who=place),
            rows[["period"]].assign(value=rows.nation, who=nation),
            steps[["period", "who"]].assign(value=steps.step),
        ]
    ).dropna(subset="value")
    title = ["In 100 children with a", "diagnosable condition"]
    y = alt.Y("value:Q", title=title, scale=scale)
    lines = (
        alt.Chart(long[~long.who.isin([VERIFIED, UNVERIFIED])])
        .mark_line(strokeWidth=2)
        .encode(x=x, y=y, color=colour)
    )
    path = (
        alt.Chart(steps)
        .mark_line(strokeWidth=1.5, strokeDash=[5, 4], color=ORANGE)
        .encode(x=x, y=alt.Y("step:Q", title=title, scale=scale))
    )
    spans = (
        alt.Chart(long[long.lower.notna()])
        .mark_rule(strokeWidth=2, color=BLUE)
        .encode(x=x, y=alt.Y("lower:Q", title=title, scale=scale), y2="upper:Q")
    )
    points = (
        alt.Chart(long)
        .mark_point(size=90, filled=True, opacity=1)
        .encode(
            x=x,
            y=y,
            color=colour,
            shape=shape,
            tooltip=[
                alt.Tooltip("who:N", title="Of"),
                alt.Tooltip("period:O", title="Year"),
                alt.Tooltip("value:Q", title="In 100", format=".1f"),
            ],
        )
    )
    return readable(alt.layer(path, lines, spans, points).properties(height=TALL))


def counts(frame: pd.DataFrame, trajectory: pd.DataFrame) -> Chart:
    """At least one contact, month by month, and what it was to be. frame, trajectory: as
    Line.counts and Line.trajectory."""
    x = alt.X("month:T", title="12 months to", axis=alt.Axis(format="%b %Y", labelAngle=0))
    y = alt.Y("children:Q", title="Children", scale=alt.Scale(zero=False, nice=True))
    tips = [
        alt.Tooltip("month:T", title="12 months to", format="%B %Y"),
        alt.Tooltip("children:Q", title="Children", format=",.0f"),
    ]
    line = (
        alt.Chart(frame)
        .mark_line(point=alt.OverlayMarkDef(size=40), color=BLUE, strokeWidth=2)
        .encode(x=x, y=y, tooltip=tips)
    )
    to = trajectory[trajectory.month.isin(frame.month)]
    wanted = (
        alt.Chart(to)
        .mark_point(shape="triangle-up", size=130, filled=True, opacity=1, color=ORANGE)
        .encode(x=x, y=y, tooltip=tips)
    )
    names = (
        alt.Chart(to.assign(name="trajectory"))
        .mark_text(align="left", dx=10, dy=8, fontSize=LABEL_SIZE, color=TEXT)
        .encode(x=x, y=y, text="name:N")
    )
    return readable(alt.layer(line, wanted, names).properties(height=TALL))


def strip(rows: pd.DataFrame, unit: str, place: str) -> Chart:
    """Every partnership as a mark on one axis, this one named. rows: as Against.rows."""
    x = alt.X("value:Q", title=unit, scale=alt.Scale(zero=False, nice=True))
    tips = [alt.Tooltip("label:N", title="Partnership"), alt.Tooltip("text:N", title="Figure")]
    others = (
        alt.Chart(rows[~rows.own])
        .mark_tick(thickness=2, size=26, color=GREY, opacity=1)
        .encode(x=x, tooltip=tips)
    )
    own = rows[rows.own]
    mine = (
        alt.Chart(own)
        .mark_point(shape="diamond", size=200, filled=True, opacity=1, color=BLUE)
        .encode(x=x, tooltip=tips)
    )
    name = (
        alt.Chart(own.assign(name=[f"{place} {text}" for text in own.text]))
        .mark_text(dy=-28, fontSize=LABEL_SIZE, fontWeight="bold", color=TEXT)
        .encode(x=x, text="name:N")
    )
    return readable(alt.layer(others, mine, name).properties(height=STRIP))


def process(rows: pd.DataFrame, title: str) -> Chart:
    """Months with the mean and limits of their stretch; what is more than usual stands out by
    colour and shape, and where something broke is a broken upright. rows: as Process.rows."""
    shown = rows.assign(
        kind=["More than usual" if marks else "Usual" for marks in rows.marks],
        stretch=(rows.centre != rows.centre.shift()).cumsum(),
    )
    x = alt.X("month:T", title="12 months to", axis=alt.Axis(format="%b %Y", labelAngle=0))
    scale = alt.Scale(zero=False, nice=True)
    y = alt.Y("value:Q", title=title, scale=scale)
    line = (
        alt.Chart(shown).mark_line(color=GREY, strokeWidth=1.5).encode(x=x, y=y, detail="stretch:N")
    )
    limits = [
        alt.Chart(shown)
        .mark_line(color=ORANGE if name != "centre" else TEXT, strokeDash=dash, strokeWidth=1.5)
        .encode(x=x, y=alt.Y(f"{name}:Q", title=title, scale=scale), detail="stretch:N")
        for name, dash in (("lower", [6, 4]), ("upper", [6, 4]), ("centre", [1, 0]))
    ]
    broke = (
        alt.Chart(shown[shown.note != ""])
        .mark_rule(color=TEXT, strokeDash=[2, 3])
        .encode(x=x, tooltip=[alt.Tooltip("note:N", title="What broke")])
    )
    kinds = ["Usual", "More than usual"]
    points = (
        alt.Chart(shown)
        .mark_point(size=80, filled=True, opacity=1)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "kind:N", scale=alt.Scale(domain=kinds, range=[BLUE, ORANGE]), legend=BELOW
            ),
            shape=alt.Shape(
                "kind:N", scale=alt.Scale(domain=kinds, range=["circle", "diamond"]), legend=BELOW
            ),
            tooltip=[
                alt.Tooltip("month:T", title="12 months to", format="%B %Y"),
                alt.Tooltip("value:Q", title=title, format=",.0f"),
                alt.Tooltip("marks:N", title="More than usual"),
            ],
        )
    )
    return readable(alt.layer(broke, *limits, line, points).properties(height=TALL))


def plan(frame: pd.DataFrame) -> Chart:
    """Children treated as planned and as it was, with 95% intervals. frame: period, who, value,
    low, high."""
    kinds = list(dict.fromkeys(frame.who))
    x = alt.X("period:O", title="Year from April", axis=alt.Axis(labelAngle=0))
    scale = alt.Scale(zero=False, nice=True)
    y = alt.Y("value:Q", title="Children treated", scale=scale)
    colour = alt.Color(
        "who:N", scale=alt.Scale(domain=kinds, range=[BLUE, ORANGE][: len(kinds)]), legend=BELOW
    )
    shape = alt.Shape(
        "who:N",
        scale=alt.Scale(domain=kinds, range=["circle", "diamond"][: len(kinds)]),
        legend=BELOW,
    )
    spans = (
        alt.Chart(frame)
        .mark_rule(strokeWidth=3)
        .encode(
            x=x, y=alt.Y("low:Q", title="Children treated", scale=scale), y2="high:Q", color=colour
        )
    )
    lines = alt.Chart(frame).mark_line(strokeWidth=1.5).encode(x=x, y=y, color=colour)
    points = (
        alt.Chart(frame)
        .mark_point(size=110, filled=True, opacity=1)
        .encode(
            x=x,
            y=y,
            color=colour,
            shape=shape,
            tooltip=[
                "who",
                alt.Tooltip("period:O", title="Year"),
                alt.Tooltip("value:Q", title="Children", format=",.0f"),
            ],
        )
    )
    return readable(alt.layer(spans, lines, points).properties(height=TALL))


def spans(rows: pd.DataFrame, now: float, title: str) -> Chart:
    """What an amount is as each assumption goes to its ends, the widest on top. rows: as
    Plan.swings."""
    y = alt.Y(
        "assumption:N",
        sort=list(rows.assumption),
        title=None,
        axis=alt.Axis(labelLimit=200, labelFontSize=LABEL_SIZE),
    )
    x = alt.X("low:Q", title=title, scale=alt.Scale(zero=False, nice=True))
    bars = (
        alt.Chart(rows)
        .mark_bar(color=BLUE, height=16)
        .encode(
            y=y, x=x, x2="high:Q", tooltip=["assumption", alt.Tooltip("span:N", title="From, to")]
        )
    )
    line = alt.Chart(pd.DataFrame({"now": [now]})).mark_rule(color=TEXT).encode(x="now:Q")
    return readable(alt.layer(bars, line).properties(height=alt.Step(ROW)))


def parts(rows: pd.DataFrame) -> Chart:
    """The parts of a difference, left where fewer and right where more. rows: part, value, text."""
    y = alt.Y(
        "part:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelLimit=160, labelFontSize=LABEL_SIZE),
    )
    x = alt.X("value:Q", title="Children more or fewer", scale=alt.Scale(nice=True, padding=46))
    bars = (
        alt.Chart(rows)
        .mark_bar(height=22)
        .encode(
            y=y,
            x=x,
            color=alt.condition(alt.datum.value < 0, alt.value(ORANGE), alt.value(BLUE)),
            tooltip=["part", "text"],
        )
    )
    texts = [
        alt.Chart(rows[rows.value < 0])
        .mark_text(align="right", dx=-5, fontSize=LABEL_SIZE, color=TEXT)
        .encode(y=y, x=x, text="text:N"),
        alt.Chart(rows[rows.value >= 0])
        .mark_text(align="left", dx=5, fontSize=LABEL_SIZE, color=TEXT)
        .encode(y=y, x=x, text="text:N"),
    ]
    return readable(alt.layer(bars, *texts).properties(height=alt.Step(ROW)))
