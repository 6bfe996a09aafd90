"""Is a month unusual? Process limits on the monthly figures."""

import streamlit as st

from lib import plan_charts
from lib.findings.process import FIGURES, monthly_process
from lib.markdown import verbatim
from lib.ui import cache, widgets
from lib.ui.parts import blocks, terms

MISSING = "No figure by month is held for {place}: bring it in on the page “Your data”."


def show_months() -> None:
    """Months with their usual range, what is more than that, and where something broke."""
    st.header("Is a month unusual?", anchor="months")
    figure = str(st.selectbox("Figure", **widgets.looks("months")))
    view = monthly_process(cache.context(), figure)
    if view is None:
        st.info(verbatim(MISSING.format(place=cache.tables().place.name)))
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
    with st.expander("Every month"):
        blocks.table(view.table, f"{title}, and the usual range (published)", text_columns=1)
