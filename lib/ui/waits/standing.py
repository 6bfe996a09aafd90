"""The parts of the Waits page that no lever moves: where children stood, and the partnership beside
all others."""

import streamlit as st

from lib import maps, wait_charts, wait_words
from lib.exports.tables import waits_csv
from lib.findings import waits
from lib.findings.waits import Beside
from lib.markdown import verbatim
from lib.ui import cache, state, widgets
from lib.ui.parameters import PARAMETERS
from lib.ui.parts import blocks, terms
from lib.ui.your_data import yours


def show_point() -> None:
    """What is published of waits, in a sentence and tiles; what is missing where nothing is."""
    view = waits.waits(cache.context())
    if not view.held:
        st.info(verbatim(view.message))
        return
    blocks.summary(view.message, view.tiles)
    blocks.badge("published", "Periods as each tile says", view.caution)


def show_year() -> None:
    """Where the referred children of the measured year stood, on a map."""
    st.markdown("### Where children stood at the end of the year")
    meant = terms.meanings(*PARAMETERS["stood"].labels().values())
    chosen = st.selectbox("Figure on the map", help=verbatim(meant), **widgets.looks("stood"))
    shown = waits.stands(cache.context(), chosen)
    if shown is None:
        terms.note("It is not counted in the data in use.")
        return
    terms.paragraph(shown.message)
    unit = "in 100 children referred"
    blocks.legend(shown.classes, unit, missing=bool(shown.value.isna().any()))
    base = maps.DistrictMap(f"Map of {shown.stood.label.lower()}", labels=True, pick=True)
    district = state.filters().district
    layer = maps.layer(shown.value, shown.classes, shown.tips, unit, shown.alt, district)
    blocks.district_map(base, layer, key="waits_map", pick=True)
    blocks.badge(shown.known, shown.period, cache.tables().place.boundaries)
    if shown.known == "apportioned":
        terms.note(wait_words.shared_out(shown.level, cache.tables().place.area))


def show_beside() -> None:
    """The partnership among all others, a figure a strip."""
    held = waits.beside(cache.context())
    if not held:
        return
    st.markdown("### Beside all other partnerships")
    for one in held:
        _show_strip(one)
    terms.note(wait_words.STRIPS)
    if note := wait_words.gaps(waits.newer(cache.context())):
        terms.note(note)


def show_tables() -> None:
    """The counts of the year as printed, every partnership, and the download."""
    st.markdown("### The counts as printed")
    period = waits.newest_year(cache.tables())
    frame = waits.printed(cache.context())
    blocks.table(frame, f"Children referred in {period} and what became of them")
    terms.note("Children, each in one column after the first but for rounding to 5.")
    everyone = waits.everyone(cache.context())
    if everyone.empty:
        return
    with st.expander("Every partnership"):
        blocks.table(everyone, "Every partnership")
    st.download_button(
        "Download all counts of waits (CSV)",
        waits_csv(cache.safe_context()),
        file_name=f"{cache.tables().place.slug}-waits.csv",
        mime="text/csv",
        on_click=yours.goes_out if cache.session() else "ignore",
    )


def _show_strip(one: Beside) -> None:
    terms.paragraph(one.message, f"{one.compared.label}.")
    st.altair_chart(
        wait_charts.strip(one.rows, one.compared.better, one.nation, one.nation_name),
        alt=f"{one.compared.label}, every partnership on one line. {one.message}",
    )
