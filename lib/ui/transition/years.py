"""The levers of services to 25 and what follows them; only `explore` runs again when one moves."""

from typing import Any

import streamlit as st

from lib import charts, money_charts, transition_charts, transition_words
from lib.axes import Axis
from lib.catalogue.assumptions import behind, under
from lib.catalogue.transition import STEPS
from lib.findings.cliff import by_lever, by_year, kinds, young
from lib.findings.filters import Filters
from lib.findings.transfer import Transfer, spent, swings, swings_table, transferred
from lib.markdown import verbatim
from lib.scenarios.record import Scenario
from lib.ui import address, cache
from lib.ui.parts import blocks, terms
from lib.ui.parts.axis import axis
from lib.ui.parts.setting import draw


def draw_assumptions() -> None:
    """What is assumed, each with its range and reason."""
    now = address.settings()
    with st.expander("Assumptions, each with its range"):
        grid = st.columns(2)
        assumed = [setting for setting in under("transition") if behind(setting) is not None]
        for i, setting in enumerate(assumed):
            draw(setting, now, grid[i % 2])


def _draw_levers(scenario: Scenario) -> None:
    """How many, from when, in which steps, and which year the budget pays for."""
    now = address.settings()
    levers = [setting for setting in under("transition") if behind(setting) is None]
    own = scenario.transition.steps == "chosen"
    for setting in levers:
        if own or setting.where[-1] not in STEPS:
            draw(setting, now)


@st.fragment
def explore(filters: Filters) -> None:
    """The levers, and what they come to."""
    scenario, context = address.scenario(), cache.context()
    st.markdown("### Four years to services up to 25")
    view = transferred(context, scenario)
    blocks.summary(view.message, view.tiles if view.held else ())
    terms.paragraph(view.more)
    if view.fault:
        st.warning(verbatim(view.fault), title="The budget does not hold this")
    left, right = st.columns(2, gap="large")
    with left:
        _draw_levers(scenario)
    if view.held:
        with right:
            show_years(view, filters)
        blocks.table(view.table, "The transfer, year by year (modelled)")
        show_birthdays(scenario)
        show_tornado(scenario, filters)
    terms.note(transition_words.ADULTS_UNKNOWN)
    address.write()


@st.cache_resource(show_spinner=False)
def _years_drawn(axis: Axis) -> dict[str, Any]:
    return charts.rules(transition_charts.years(axis))


@st.cache_resource(show_spinner=False)
def _by_year_drawn() -> dict[str, Any]:
    return charts.rules(transition_charts.by_year())


def show_years(view: Transfer, filters: Filters) -> None:
    """Money and people of each year of the transfer."""
    million = view.rows.pounds / 1e6
    rows = view.rows[["label", "share", "text"]].assign(
        million=million, paid=view.rows.label == view.paid
    )
    here = axis("transfer", filters, [0.0, *million])
    st.vega_lite_chart(
        _years_drawn(here) | {"datasets": {"rows": rows}},
        alt=f"Pounds a year by contract year. {view.alt}",
    )


def show_birthdays(scenario: Scenario) -> None:
    """What becomes of those in need at 18, year by year."""
    st.markdown("### At 18, year by year")
    rows = by_year(cache.context(), scenario)
    without = rows.leaving - rows.moving
    said = "; ".join(
        f"{label}: {transition_words.about(left)} left without"
        for label, left in zip(rows.label, without)
    )
    st.vega_lite_chart(
        _by_year_drawn() | {"datasets": {"rows": kinds(rows)}},
        alt=f"Those in need who turn 18, by year and what becomes of them. {said}",
    )
    terms.note(by_lever(scenario))


def show_tornado(scenario: Scenario, filters: Filters) -> None:
    """One assumption at a time to the ends of its range."""
    st.markdown("### What each assumption is worth")
    here = young(cache.context(), scenario)
    frame, now = swings(cache.context(), scenario), spent(here, scenario) / 1e6
    bars = frame[frame.high - frame.low > 1]  # the others move no money
    bars = bars.assign(low=bars.low / 1e6, high=bars.high / 1e6)
    st.altair_chart(
        money_charts.tornado(
            bars, now, axis("to_25", filters, [now, *bars.low, *bars.high]), "£m a year"
        ),
        alt=(
            "Pounds a year as each assumption goes to the ends of its range, the widest on top; the"
            " table has the values."
        ),
    )
    blocks.table(swings_table(frame), "What each assumption is worth (modelled)", text_columns=2)
