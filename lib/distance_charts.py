"""Distances to places as charts. Alt text is given where a chart is shown."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from lib.charts import BAR_HEIGHT, BLUE, readable

COLOURS = ("#A9CBEA", "#6BACE6", "#2073BC", "#12436D")


def bands(rows: pd.DataFrame) -> alt.Chart:
    """Percent of children by distance, a bar an area. rows: label, band, share."""
    names = list(dict.fromkeys(rows.band))
    shown = rows.assign(order=rows.band.map({name: i for i, name in enumerate(names)}))
    chart = (
        alt.Chart(shown)
        .mark_bar(height=16)
        .encode(
            y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=220)),
            x=alt.X(
                "share:Q",
                title="Children, in 100",
                scale=alt.Scale(domain=[0, 100], nice=False, clamp=True),
            ),
            order="order:Q",
            color=alt.Color(
                "band:N",
                title=None,
                scale=alt.Scale(domain=names, range=list(COLOURS[: len(names)])),
                legend=alt.Legend(orient="bottom", columns=2),
            ),
            tooltip=[
                alt.Tooltip("label:N", title="Of"),
                alt.Tooltip("band:N", title="Distance"),
                alt.Tooltip("share:Q", title="Children, in 100", format=".0f"),
            ],
        )
        .properties(height=alt.Step(BAR_HEIGHT))
    )
    return readable(chart)


def curve(rows: Sequence[dict[str, float | str]]) -> alt.Chart:
    """Mean distance against the number of further places. rows: number, mean."""
    frame = pd.DataFrame(list(rows))
    chart = (
        alt.Chart(frame)
        .mark_line(point=True, color=BLUE, strokeWidth=3)
        .encode(
            x=alt.X("number:O", title="Further places", axis=alt.Axis(labelAngle=0)),
            y=alt.Y("mean:Q", title="Mean distance, km", scale=alt.Scale(zero=True)),
            tooltip=[
                alt.Tooltip("number:O", title="Further places"),
                alt.Tooltip("mean:Q", title="Mean, km", format=".2f"),
            ],
        )
        .properties(height=220)
    )
    return readable(chart)
