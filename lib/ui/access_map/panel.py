"""The panel of the chosen district."""

import streamlit as st

from lib import charts
from lib.exports.tables import closest_csv
from lib.findings.closest import HEADING
from lib.findings.district import District, district
from lib.findings.filters import Filters
from lib.markdown import verbatim
from lib.place.areas import listed
from lib.ui import cache, state
from lib.ui.access_map.figure import View
from lib.ui.parts import blocks, terms
from lib.ui.your_data import yours


def show_panel(view: View, filters: Filters) -> None:
    """All that is known of the chosen district."""
    here = district(cache.context(), view, filters, str(filters.district))
    with st.container(border=True):
        head, close = st.columns([5, 1])
        head.header(verbatim(here.name), anchor=False)
        close.button("Close panel", on_click=state.choose, args=(None,), width="stretch")
        for message in here.messages:
            terms.paragraph(message)
        split = f" (indicative: the {view.areas.noun.one} is split)" if here.indicative else ""
        if here.made_of:
            terms.paragraph(f"{here.made_of}.", f"Rate comes from {view.measured.nouns.one}:")
        terms.paragraph(f"{here.partnership}{split}.", "Partnership:")
        terms.paragraph(f"{listed(here.neighbours)}.", "Neighbours:")
        figures, people = st.columns([3, 2])
        with figures:
            blocks.table(here.figures, f"Figures for {here.name}", text_columns=1)
        with people:
            show_people(here)
        show_closest(here)


def show_closest(here: District) -> None:
    """The places of the nation that are most like the district, and what is published of them."""
    st.header(HEADING, anchor=False)
    for message in here.closest.messages:
        terms.paragraph(message)
    if here.closest.table.empty:
        return
    blocks.table(here.closest.table, f"{HEADING}: {here.name}", text_columns=3)
    terms.note(here.closest.caution)
    st.download_button(
        "Download the closest places (CSV)",
        closest_csv(cache.safe_context(), here.code),
        file_name=f"closest-to-{here.code}.csv",
        mime="text/csv",
        on_click=yours.goes_out if cache.session() else "ignore",
    )


def show_people(here: District) -> None:
    """Children and young people of the district by age."""
    people = here.people
    st.markdown(
        f"**Children and young people by age, mid-{people.year:d}** (published):"
        f" {people.total:,} aged 0 to 25"
    )
    st.altair_chart(
        charts.ages(people.ages),
        alt=(
            f"{here.name}: persons by single year of age 0 to 25, from {people.fewest:,} to"
            f" {people.most:,} a year."
        ),
    )
