"""The parts of the Reallocate page. Only `explore` runs again when a slider moves; all it does not draw stays put."""

import time
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib import maps, words
from lib.areas import Areas
from lib.measures import MEASURED_PERIOD, Measured
from lib.model.reallocation import LIMIT_PERCENT, SHARED_BY, Outcome, Today, reallocate
from lib.ui import blocks, cache, state
from lib.ui.state import Filters

MAP_HEIGHT = 250
ELASTICITY = "elasticity"
# The browser draws what has arrived every 10 ms. Sliders, chart and table in the same draw would hold the maps up for
# 40 ms; with this pause the maps are drawn before the rest comes.
HEAD_START_SECONDS = 0.03
UNIT = "in 100 children in need"


@dataclass(frozen=True, kw_only=True)
class Start:
    """Where the page starts from, and what stays frozen while sliders move."""

    today: Today
    measured: Measured
    areas: Areas
    classes: maps.Classes
    filters: Filters
    shared_by: str


@dataclass(frozen=True, kw_only=True)
class Slots:
    """Places at the top of the page that each move of a slider writes anew."""

    summary: DeltaGenerator
    budget: DeltaGenerator


def slots() -> Slots:
    """Make the places; the budget line stays in view while the page scrolls."""
    summary = st.empty()
    return Slots(summary=summary, budget=st.container(key="budget").empty())


def starting_point(filters: Filters) -> Start:
    """Today's spend, children and need; A1 is the reader's to choose."""
    labels = {label: key for key, label in SHARED_BY.items()}
    name = st.selectbox(
        "Today's spend is shared among districts by (assumption A1)",
        list(labels),
        key="shared_by",
        bind="query-params",
        help=cache.tables().assumptions["A1"]["why"],
    )
    shared_by = labels[name]
    key = ("access_rate", MEASURED_PERIOD, filters.basis, filters.weighted)
    return Start(
        today=cache.today(filters.basis, filters.weighted, shared_by),
        measured=cache.measured(*key),
        areas=cache.tables().areas,
        classes=cache.classes(*key, "quantiles", None),
        filters=filters,
        shared_by=shared_by,
    )


def show_today(start: Start) -> None:
    """The map before, and what the reader should know; none of it changes with a slider."""
    value = start.measured.districts.value
    text = [start.measured.indicator.say(v) for v in value]
    layer = maps.layer(value, start.classes, text, UNIT, words.map_alt(start.measured, start.areas), start.filters.district)
    blocks.district_map(maps.DistrictMap("Map of access today", caption="Today (2019/20)"), layer, key="today", height=MAP_HEIGHT)
    st.markdown("**Children reached**, the same classes on both maps")
    blocks.legend(start.classes, UNIT, 1)
    st.markdown("**Difference**")
    blocks.legend(maps.CHANGE, "points", 1)
    blocks.badge("modelled", "2019/20 counts and spend", "Spend is published for Kent and Medway only and shared by assumption A1.")
    if start.shared_by == "treated":
        st.caption(
            "Sharing spend by children treated with one elasticity makes today's split the one that reaches most children, by "
            "construction: any move then loses children overall while it narrows or widens the gap. Try the other ways to share."
        )
    st.caption(
        "The model: children reached = today's x (new spend / today's spend) to the power of the elasticity (A3), at most all in "
        "need. A contact is not an outcome. Boundaries derived from the ONS Postcode Directory; indicative."
    )


@st.fragment
def explore(start: Start, slots: Slots) -> None:
    """Sliders, and everything that follows them.

    Once the sliders have been drawn their values are known before they are drawn again, so the maps go out first and
    alone: what the reader watches changes first.
    """
    maps_here, levers_here = st.container(key="outcome_maps"), st.container(key="levers")
    first = not all(key in st.session_state for key in (ELASTICITY, *_keys(start)))
    if first:
        with levers_here:
            draw_levers(start)
    outcome = reallocate(start.today, *chosen_levers(start))
    with maps_here:
        outcome_maps(outcome, start)
    if not first:
        time.sleep(HEAD_START_SECONDS)
    standard = start.filters.standard if start.filters.standard_applies else None
    over = outcome.remainder < -500
    slots.budget.html(f'<p class="budget{" over" if over else ""}" role="status">{words.budget_sentence(outcome)}</p>')
    slots.summary.html(
        blocks.summary_html(words.outcome_sentence(outcome, start.filters.standard, start.areas), tiles(outcome, start, standard))
    )
    if not first:
        with levers_here:
            draw_levers(start)
    outcome_bar(outcome, start, standard)
    outcome_table(outcome, start)


def _keys(start: Start) -> list[str]:
    return [state.slug(name) for name in start.areas.name]


def chosen_levers(start: Start) -> tuple[pd.Series, float]:
    """Where the sliders stand: percent of today's spend by area, and the elasticity."""
    moved = [float(st.session_state[key]) for key in _keys(start)]
    return pd.Series(moved, start.areas.order), st.session_state[ELASTICITY]


def draw_levers(start: Start) -> None:
    """A slider a district, none pushing another, and the elasticity."""
    low, high = state.elasticity_range()
    default = cache.tables().assumptions["A3"]["value"]
    st.slider(
        "Elasticity (A3): % more children for 1% more money",
        low,
        high,
        default,
        state.ELASTICITY_STEP,
        key=ELASTICITY,
        bind="query-params",
    )
    for name, key in zip(start.areas.name, _keys(start)):
        st.slider(name, -LIMIT_PERCENT, LIMIT_PERCENT, 0, 1, format="%d%%", key=key, bind="query-params")
    st.button("Reset", on_click=_reset, args=(start, default), width="stretch")


def _reset(start: Start, elasticity: float) -> None:
    for key in _keys(start):
        st.session_state[key] = 0
    st.session_state[ELASTICITY] = elasticity


def tiles(outcome: Outcome, start: Start, standard: float | None) -> list[tuple[str, str, str]]:
    """Before and after in four figures."""
    gain = outcome.treated_after.sum() - outcome.treated_before.sum()
    items = [
        ("Children reached a year", words.children(outcome.treated_after.sum()), f"{words.signed(words.children(gain))} on today"),
        ("Highest to lowest", words.times(outcome.ratio_after), f"{words.times(outcome.ratio_before)} today"),
        ("Spread (CV)", f"{outcome.cv_after:.3f}", f"{outcome.cv_before:.3f} today; 0 is equal"),
    ]
    if standard is not None:
        before, after = outcome.reaching(standard)
        items.insert(1, (f"Reach {standard:.0f} in 100", f"{after} of {len(start.areas.order)}", f"{before} today"))
    return items


def outcome_maps(outcome: Outcome, start: Start) -> None:
    """After, in today's classes, and the difference."""
    chosen = start.filters.district
    change = outcome.access_after - outcome.access_before
    text = [f"{a:.1f}" for a in outcome.access_after]
    alt = f"From {outcome.access_after.min():.1f} to {outcome.access_after.max():.1f} {UNIT}. Every value is in the table."
    layer = maps.layer(outcome.access_after, start.classes, text, UNIT, alt, chosen)
    blocks.district_map(maps.DistrictMap("Map of access after", caption="After"), layer, key="after", height=MAP_HEIGHT)
    alt = f"From {change.min():+.1f} to {change.max():+.1f} points. Every value is in the table."
    layer = maps.layer(change, maps.CHANGE, [f"{c:+.1f}" for c in change], "points", alt, chosen)
    blocks.district_map(maps.DistrictMap("Map of the difference", caption="Difference"), layer, key="difference", height=MAP_HEIGHT)


def outcome_bar(outcome: Outcome, start: Start, standard: float | None) -> None:
    """Access after as bars, today as diamonds; only the rows travel with a move."""
    order = outcome.access_before.sort_values(ascending=False, kind="stable").index
    rows = pa.table(  # an Arrow table travels without the 600 bytes that describe a pandas one
        {
            "label": start.areas.name[order].tolist(),
            "before": outcome.access_before[order].round(2).tolist(),
            "after": outcome.access_after[order].round(2).tolist(),
        }
    )
    st.vega_lite_chart(
        cache.before_after_spec(standard) | {"datasets": {"rows": rows}},
        alt="Bars of access after the move with today's as diamonds; the table below has every value.",
    )


def outcome_table(outcome: Outcome, start: Start) -> None:
    """Pounds, children and access by district, before and after."""
    pounds = outcome.pounds_after - outcome.pounds_before
    children = outcome.treated_after - outcome.treated_before
    rows = [
        (
            start.areas.name[code],
            f"{outcome.pounds_before[code] / 1000:,.0f}",
            words.signed(f"{pounds[code] / 1000:,.0f}"),
            f"{outcome.access_before[code]:.1f}",
            f"{outcome.access_after[code]:.1f}",
            words.signed(words.children(children[code])),
        )
        for code in start.areas.order
    ]
    columns = ["District", "Spend today, £000", "Change, £000", "Reached today, in 100", "After, in 100", "Children, change"]
    blocks.table(pd.DataFrame(rows, columns=columns), "What the move would do, by district (modelled)")
