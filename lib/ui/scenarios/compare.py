"""Compare up to four scenarios: maps in step with one scheme, outcomes with differences, levers
that differ."""

import streamlit as st

from lib import maps, words
from lib.catalogue.indicators import MODELLED
from lib.classes import DIFFERS
from lib.findings import comparison
from lib.findings.comparison import (
    UNLIKE,
    Candidate,
    Comparison,
    access_after,
    differences,
    map_after,
    outcomes,
)
from lib.findings.filters import Filters
from lib.markdown import verbatim
from lib.scenarios.store import Kept
from lib.ui import address, cache, widgets
from lib.ui.parameters import PARAMETERS
from lib.ui.parts import blocks, terms
from lib.ui.reallocate import keeping
from lib.ui.scenarios import saved
from lib.ui.session import ON_SLIDERS

MAP_HEIGHT = 230
UNIT = "in 100 children in need"


def show_comparison(filters: Filters) -> None:
    st.header("Compare", anchor="compare")
    offered = candidates(saved.seen())  # the list stands above
    chosen = st.multiselect(
        f"Up to {PARAMETERS['compare'].most} scenarios",
        format_func=lambda key: offered[key].label,
        placeholder="Choose two or more",
        **widgets.several("compare", offered, list(offered)[:2]),
    )
    if not chosen:
        return
    scenarios = {offered[key].label: offered[key].scenario for key in chosen}
    compared = comparison.comparison(cache.context(), scenarios, filters)
    for label, fault in compared.faults.items():
        st.warning(f"“{verbatim(label)}” cannot be compared. {verbatim(fault)}")
    for label, row in compared.results.items():
        moved = keeping.moved_figures(row.scenario)
        if moved:
            st.warning(f"“{verbatim(label)}”: {verbatim(moved)}")
    if not compared.results:
        return
    terms.paragraph("", compared.message)
    show_maps(compared, filters)
    first, wide = next(iter(compared.results)), len(compared.results) + 1
    blocks.table(
        outcomes(compared),
        f"Outcomes (modelled); in brackets, against “{first}”",
        text_columns=wide,
    )
    blocks.table(access_after(compared), "Children reached in 100 in need (modelled)")
    differ = differences(cache.context(), compared)
    if differ.empty:
        st.caption("No lever or assumption differs.")
    else:
        blocks.table(differ, "Where they differ", text_columns=wide)


def candidates(kept_ones: list[Kept]) -> dict[str, Candidate]:
    """Today, what is on the sliders where something is, and each saved scenario, by its key."""
    on_sliders = Candidate(label=comparison.ON_SLIDERS, scenario=address.scenario())
    stands = ON_SLIDERS in st.session_state
    return comparison.comparable(kept_ones, on_sliders if stands else None, cache.tables().areas)


def show_maps(compared: Comparison, filters: Filters) -> None:
    """One map each, in the classes of today's access; they zoom and move together."""
    classes = cache.context().classes(
        MODELLED, cache.context().base_period(), filters.basis, filters.weighted, DIFFERS, None
    )
    with st.container(key="compared_maps"):
        for i, label in enumerate(compared.results):
            after = map_after(compared, label, cache.tables().areas.order, UNIT)
            layer = maps.layer(
                after.value, classes, after.text, UNIT, after.message, filters.district
            )
            base = maps.DistrictMap(f"Map of {label}", caption=label, step="compare")
            blocks.district_map(base, layer, key=f"compared_{i}", height=MAP_HEIGHT)
    left_out = cache.tables().areas.name.drop(list(cache.context().modelled_areas().order))
    blocks.legend(classes, UNIT, missing=bool(len(left_out)))
    if len(left_out):
        terms.note(f"{words.not_modelled(left_out)} Budgets are those of the others.")
    if not compared.alike:
        terms.note(UNLIKE)
