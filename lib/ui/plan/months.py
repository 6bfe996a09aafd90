"""Is a month unusual? Process limits on the monthly figures."""

import streamlit as st

from lib import plan_charts, plan_words
from lib.catalogue.measures import PLANNED
from lib.findings.by_month import by_month
from lib.findings.process import FIGURES, monthly_process
from lib.markdown import verbatim
from lib.ui import cache, widgets
from lib.ui.parts import blocks, terms

MISSING = "No figure by month is held for {place}."


def show_months() -> None:
    """Months against their plan where one was brought in; with their usual range, what is more than
    that, and where something broke."""
    _show_planned()
    st.header("Is a month unusual?", anchor="months")
    figure = str(st.selectbox("Figure", **widgets.looks("months")))
    view = monthly_process(cache.context(), figure)
    if view is None:
        st.info(verbatim(MISSING.format(place=cache.tables().place.name)))
        terms.note(plan_words.HOW_MONTHS.format(planned=PLANNED))
        return
    terms.paragraph(view.message)
    title = f"{FIGURES[figure]}, children"
    st.altair_chart(
        plan_charts.process(view.rows, title),
        alt=f"{title}, with the usual range. {verbatim(view.message)}",
    )
    terms.note(view.caution)
    for line in view.broke:
        terms.note(line)
    terms.note(plan_words.HOW_MONTHS.format(planned=PLANNED))
    with st.expander("Every month"):
        blocks.table(view.table, f"{title}, and the usual range ({view.known})", text_columns=1)


def _show_planned() -> None:
    """A partnership's own plan by month."""
    view = by_month(cache.context())
    if view is None:
        return
    st.header("Plan and actual by month", anchor="by-month")
    terms.paragraph(view.message)
    blocks.badge("uploaded", "12 months to each month", "Your own plan; actual as the line has it.")
    blocks.table(view.table, "Plan and actual by month; in brackets the 95% interval of the count")
