"""Who turns 18, where, and who of them is in need: what no lever of the page moves."""

import streamlit as st

from lib import maps, transition_charts, transition_words
from lib.exports.tables import transition_csv
from lib.findings.cliff import UNIT, Cliff, aged, cliff, years
from lib.markdown import verbatim
from lib.ui import address, cache, widgets
from lib.ui.parts import blocks, terms


def choose_year() -> Cliff:
    """Those who turn 18 in the year that is chosen."""
    offered = [str(year) for year in years(cache.context())]
    year = st.selectbox("Turn 18 in the year", width=260, **widgets.looks("turns", offered))
    return cliff(cache.context(), address.scenario(), int(year))


def show_point(view: Cliff) -> None:
    blocks.summary(view.message, view.tiles)
    blocks.badge("modelled", f"People of {transition_words.year(view.year)}", view.caution)


def show_map(view: Cliff, chosen: str | None) -> None:
    """Those who turn 18, in classes that are the same in every year."""
    place = cache.tables().place
    blocks.legend(view.classes, UNIT)
    layer = maps.layer(view.rows.turning, view.classes, view.text, UNIT, view.alt, chosen)
    base = maps.DistrictMap(f"Map of {UNIT}", labels=True, pick=True)
    blocks.district_map(base, layer, key="turning", pick=True)
    terms.note(f"{place.boundaries} Colours mean the same in every year.".strip())


def show_areas(view: Cliff) -> None:
    """Those of them in need, by what becomes of them."""
    st.altair_chart(
        transition_charts.by_area(view.stacked),
        alt=(
            f"Those in need who turn 18 by {view.areas.noun.one}, in three parts: move on, leave"
            " and do not move on, in no service. The table has every value."
        ),
    )
    terms.note(view.note)


def show_ages(chosen: str | None) -> None:
    """Need by single year of age, with a mark where another survey begins."""
    shown = aged(cache.context(), address.scenario(), chosen)
    st.html(f"<h3>{terms.marked(f'In need at each age: {shown.name}')}</h3>")
    st.altair_chart(
        transition_charts.by_age(shown.rows, shown.changes, shown.year),
        alt=f"People in need by single year of age, modelled. {shown.note}",
    )
    terms.note(shown.note)
    with st.expander("Every age, and every birthday"):
        blocks.table(shown.table, f"{shown.name} by single year of age (modelled)")


def show_table(view: Cliff) -> None:
    with st.expander(f"Every {verbatim(view.areas.noun.one)}, and the download", expanded=False):
        blocks.table(view.table, f"At 18 in {transition_words.year(view.year)} (modelled)")
        st.download_button(
            "Download every age, year and area (CSV)",
            transition_csv(cache.safe_context(), address.scenario()),
            file_name=f"{cache.tables().place.slug}-birth-to-25.csv",
            mime="text/csv",
            on_click="ignore",
        )
