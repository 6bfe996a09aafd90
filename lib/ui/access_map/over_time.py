"""The whole partnership: year by year, and month by month beside the nation."""

import pandas as pd
import streamlit as st

from lib import charts, words
from lib.catalogue.measures import rates, whole_label
from lib.figures.published import ROLLING, monthly
from lib.markdown import verbatim
from lib.ui import cache
from lib.ui.parts import blocks

CONTACTED = "contacted_once"


def show() -> None:
    """What is known of the whole partnership: by year, and month by month beside the nation."""
    tables = cache.tables()
    rows = tables.published_counts
    rows = rows[(rows.level == "whole") & (rows.measure != "pounds")].sort_values(
        ["measure", "period"]
    )
    by_month = monthly(tables, CONTACTED)
    in_line = (
        (rows.measure == CONTACTED)
        & rows.period.str.startswith(ROLLING)
        & (rows.provenance == "published")
    )
    yearly = rows[~in_line]
    said = [
        (whole_label(row.measure), row.period, _shown(row.measure, row.value), row.provenance)
        for row in yearly.itertuples()
    ]
    with st.expander(f"{verbatim(tables.place.name)} as a whole, over the years"):
        blocks.table(
            pd.DataFrame(said, columns=["Figure", "Period", "Value", "Kind"]),
            f"{tables.place.name} by period",
            text_columns=2,
        )
        st.caption(
            "One contact and two contacts are different measures: the two are never joined into one"
            " line. Bring in NHS England's monthly file on the Your data page for later months."
        )
        if len(by_month):
            show_monthly(by_month)


def _shown(measure: str, value: float) -> str:
    """A figure of the whole; a star where it is small or held back."""
    if value != value:
        return "*"
    return f"{value * 100:.1f}" if measure in rates() else f"{value:,.10g}"


def show_monthly(by_month: pd.DataFrame) -> None:
    """Children with at least one contact in 12 months, month by month: a line of its own, beside
    the nation's."""
    sentence = words.monthly_sentence(by_month)
    st.markdown(f"**At least one contact in 12 months.** {verbatim(sentence)}")
    first = words.month(by_month.index[0])
    st.altair_chart(
        charts.monthly(by_month, f"12 months to {first} = 100"),
        alt=(
            "Children with at least one contact in 12 months, each area's as a percent of its own"
            f" in the 12 months to {first}. {sentence}"
        ),
    )
    st.caption(
        "Published by NHS England month by month; the latest months are performance data and may"
        " still change."
    )
    table = by_month.map(lambda value: "" if pd.isna(value) else f"{value:,.0f}").rename(
        index=words.month
    )
    blocks.table(
        table.rename_axis("12 months to").reset_index(),
        "Children with at least one contact in 12 months (published)",
    )
