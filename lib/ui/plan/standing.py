"""Where the partnership stands: against the national trajectory, and among all partnerships."""

import streamlit as st

from lib import plan_charts, plan_words
from lib.exports.tables import trajectory_csv
from lib.findings.trajectory import Line, line
from lib.markdown import verbatim
from lib.ui import cache
from lib.ui.parts import blocks, terms
from lib.ui.your_data import yours


def show_line() -> None:
    """The point, both measures apart, every year, and all other partnerships."""
    place, view = cache.tables().place, line(cache.context())
    blocks.summary(view.message, view.tiles)
    blocks.badge(view.known, "Years as each row says", plan_words.no_map(place.area.one))
    if view.missing:
        st.info(verbatim(view.missing))
    st.header("Against the national trajectory", anchor="trajectory")
    _show_both(view, place.name)
    blocks.table(view.table, f"Both measures by year ({view.known})")
    for note in (plan_words.TWO_MEASURES, *view.notes, *view.aims):
        terms.note(note)
    if view.against:
        _show_others(view, place.name)
    st.download_button(
        "Download both measures and all partnerships (CSV)",
        trajectory_csv(cache.safe_context()),
        file_name=f"{place.slug}-trajectory.csv",
        mime="text/csv",
        on_click=yours.goes_out if cache.session() else "ignore",
    )


def _show_both(view: Line, place: str) -> None:
    """Two charts, which nothing joins."""
    left, right = st.columns(2)
    if view.rates.value.notna().any() or view.rates.step.notna().any():
        left.html(f"<strong>{terms.marked('Two contacts in a year')}</strong>")
        left.altair_chart(
            plan_charts.rates(view.rates, place, view.nation),
            alt=f"{verbatim(place)} by year against the national steps; the table has each figure.",
        )
    if len(view.counts):
        right.markdown("**At least one contact in 12 months**")
        right.altair_chart(
            plan_charts.counts(view.counts, view.trajectory),
            alt=f"{verbatim(place)} month by month. {verbatim(view.message)}",
        )


def _show_others(view: Line, place: str) -> None:
    """Every partnership on each measure; all of them in a table that is folded away."""
    st.header("Among all partnerships", anchor="others")
    for one in view.against:
        st.html(f"<strong>{terms.marked(one.title)}</strong>")
        terms.paragraph(f"{one.message}.")
        st.altair_chart(plan_charts.strip(one.rows, one.unit, place), alt=verbatim(one.alt))
    terms.note(plan_words.OTHERS)
    with st.expander("Every partnership"):
        for one in view.against:
            blocks.table(one.table, one.title)
