"""The panel of the chosen district."""

import streamlit as st

from lib import charts
from lib.findings.district import District, district
from lib.findings.filters import Filters
from lib.markdown import verbatim
from lib.place.areas import listed
from lib.ui import cache, state
from lib.ui.access_map.figure import View
from lib.ui.parts import blocks, terms


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
