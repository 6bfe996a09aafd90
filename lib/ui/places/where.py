"""The levers of places, and everything that follows them; only `explore` runs again when one
moves."""

import streamlit as st

from lib import distance_charts, distance_words
from lib.catalogue.assumptions import behind, under
from lib.catalogue.places import MOST_NEW
from lib.findings.distances import distances
from lib.findings.filters import Filters
from lib.findings.next_places import Next, closings, curve_table, gains, next_places, swings
from lib.markdown import verbatim
from lib.scenarios.record import Scenario
from lib.ui import address, cache
from lib.ui.parts import blocks, terms
from lib.ui.parts.setting import draw
from lib.ui.places import standing


@st.fragment
def explore(filters: Filters) -> None:
    """How far, where next, and what closing would lose."""
    context = cache.context()
    point, below = st.container(), st.container()
    if not distances(context, address.scenario()).held:
        with point:
            blocks.summary(distances(context, address.scenario()).message, ())
        return
    with below:
        left, right = st.columns([11, 9], gap="medium")
        with right:
            _draw_levers()
    scenario = address.scenario()
    view, more = distances(context, scenario), next_places(context, scenario)
    with point:
        blocks.summary(view.message, view.tiles)
        blocks.badge("modelled", view.of_when.capitalize(), view.caution)
    with left:
        standing.show_map(view, more, filters.district)
    _show_answer(more)
    _show_curve(scenario)
    standing.show_bands(view)
    standing.show_tables(view, scenario)
    with st.expander("What each assumption is worth"):
        blocks.table(swings(context, scenario), "One assumption at a time (modelled)", 2)
    with st.expander("One place fewer, two, and so on"):
        _show_closings(scenario)
    address.write()


def _draw_levers() -> None:
    st.markdown("### Where next")
    now = address.settings()
    for setting in under("places"):
        if behind(setting) is None:
            draw(setting, now)
    with st.expander("Assumptions, each with its range"):
        for setting in under("places"):
            if behind(setting) is not None:
                draw(setting, now)


def _show_answer(more: Next | None) -> None:
    if more is None:
        return
    blocks.summary(more.message, more.tiles)
    terms.paragraph(more.more)
    blocks.table(more.table, "Where the next places would stand (modelled)", text_columns=2)


def _show_curve(scenario: Scenario) -> None:
    """What each further place adds: one answer after another, which turning it off stops."""
    if not st.toggle("Show what each further place adds", help=verbatim(distance_words.STOPS)):
        return
    progress, rows = st.progress(0.0, "Working out the places"), []
    for number in range(MOST_NEW + 1):
        rows.append(gains(cache.context(), scenario, number))
        progress.progress((number + 1) / (MOST_NEW + 1), "Working out the places")
    progress.empty()
    table = curve_table(rows, scenario.places.within)
    st.altair_chart(
        distance_charts.curve(rows),
        alt=(
            "Mean distance to the nearest place against the number of further places: "
            + "; ".join(f"{row['number']}: {row['mean']:.2f} km" for row in rows)
        ),
    )
    blocks.table(table, "What each further place adds (modelled)")


def _show_closings(scenario: Scenario) -> None:
    """The places that would be missed least, on distance alone."""
    if not st.toggle("Work out which would be missed least", help=verbatim(distance_words.STOPS)):
        return
    with st.spinner("Working out the places"):
        table = closings(cache.context(), scenario)
    blocks.table(table, "Places whose closing makes the mean grow least (modelled)", 2)
    terms.note(f"{distance_words.ALONE} {distance_words.CLOSED_FREE}")
