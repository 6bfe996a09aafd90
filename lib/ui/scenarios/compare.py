"""Compare up to four scenarios: maps in step with one scheme, outcomes with differences, levers
that differ."""

from dataclasses import dataclass

import streamlit as st

from lib import maps, money_words, words
from lib.catalogue.indicators import MODELLED
from lib.classes import DIFFERS
from lib.errors import BadScenario
from lib.findings.comparison import (
    Comparison,
    access_after,
    comparison,
    differences,
    map_after,
    outcomes,
)
from lib.findings.filters import Filters
from lib.markdown import verbatim
from lib.scenarios.record import Scenario, from_json
from lib.scenarios.store import Kept
from lib.ui import address, cache, widgets
from lib.ui.parameters import PARAMETERS, SLIDERS, TODAY, comparable
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
    compared = comparison(cache.context(), scenarios, filters)
    for label, fault in compared.faults.items():
        st.warning(f"“{verbatim(label)}” cannot be compared. {verbatim(fault)}")
    for label, row in compared.results.items():
        moved = keeping.moved_figures(row.scenario)
        if moved:
            st.warning(f"“{verbatim(label)}”: {verbatim(money_words.moved_figures(moved))}")
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


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """What can be compared, and what it is called."""

    label: str
    scenario: Scenario


def candidates(kept_ones: list[Kept]) -> dict[str, Candidate]:
    """Today, what is on the sliders, and every saved scenario that can be read, by the key that an
    address has."""
    labels = comparable(kept_ones, sliders=ON_SLIDERS in st.session_state)
    scenarios = {TODAY: Scenario(name="Today"), SLIDERS: address.scenario()}
    for one in kept_ones:
        try:
            scenarios[one.id] = from_json(
                one.body, cache.tables().areas.order, cache.tables().areas.noun
            )
        except BadScenario:
            continue  # the list above says why it cannot be opened
    return {
        key: Candidate(label=label, scenario=scenarios[key])
        for key, label in labels.items()
        if key in scenarios
    }


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
        terms.note(
            "These scenarios estimate need in different ways, so their access rates do not compare"
            " like with like."
        )
