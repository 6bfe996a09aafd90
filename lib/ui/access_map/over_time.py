"""The whole partnership: year by year, and month by month beside the nation."""

import streamlit as st

from lib import charts
from lib.findings.over_years import Monthly, over_years
from lib.markdown import verbatim
from lib.ui import cache
from lib.ui.parts import blocks, terms


def show_years() -> None:
    """What is known of the whole partnership: by year, and month by month beside the nation."""
    name, years = cache.tables().place.name, over_years(cache.context())
    with st.expander(f"{verbatim(name)} as a whole, over the years"):
        blocks.table(years.yearly, f"{name} by period", text_columns=2)
        terms.note(
            "One contact and two contacts are different measures: the two are never joined into one"
            " line. Bring in NHS England's monthly file on the Your data page for later months."
        )
        if years.monthly is not None:
            show_monthly(years.monthly)


def show_monthly(monthly: Monthly) -> None:
    """Children with at least one contact in 12 months, month by month: a line of its own, beside
    the nation's."""
    first = monthly.first
    terms.paragraph(monthly.message, "At least one contact in 12 months.")
    st.altair_chart(
        charts.monthly(monthly.counts, f"12 months to {first} = 100"),
        alt=(
            "Children with at least one contact in 12 months, each area's as a percent of its own"
            f" in the 12 months to {first}. {monthly.message}"
        ),
    )
    terms.note(
        "Published by NHS England month by month; the latest months are performance data and may"
        " still change."
    )
    blocks.table(monthly.table, "Children with at least one contact in 12 months (published)")
