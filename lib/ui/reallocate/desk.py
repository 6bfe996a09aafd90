"""The parts of the Reallocate page. Only `explore` runs again when a slider moves; all it does not
draw stays put."""

import time
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib import charts, lever_words, maps, words
from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.classes import CHANGE, DIFFERS, Classes
from lib.errors import BadLever
from lib.figures.measured import Measured
from lib.figures.spend import Spend
from lib.findings import by_district, tiles
from lib.findings.budget import beyond, budget
from lib.findings.filters import Filters
from lib.findings.outcome import Result, work_out
from lib.findings.staff import staff
from lib.markdown import verbatim
from lib.model.response import Today
from lib.place.areas import Areas
from lib.scenarios.record import Scenario
from lib.ui import address, cache
from lib.ui.parts import blocks, terms
from lib.ui.reallocate import asking, levers, sections, sliders
from lib.ui.session import ON_SLIDERS

MAP_HEIGHT = 250
# A browser draws all that has arrived within 10 ms at once, so what is sent first is drawn first
# only if what follows comes later. The maps are what a reader watches while a slider moves: they
# are drawn 50 ms sooner so, and all of it no later.
HEAD_START_SECONDS = 0.02
UNIT = INDICATORS[MODELLED].unit


@dataclass(frozen=True, kw_only=True)
class Start:
    """Where the page starts from, and what stays frozen while sliders move. areas: those in the
    model."""

    today: Today
    measured: Measured
    areas: Areas
    spent: Spend
    classes: Classes
    filters: Filters


def starting_point(filters: Filters) -> Start:
    """Today's spend, children and need; A1 is the reader's to choose."""
    levers.draw_shared_by()
    key = (MODELLED, cache.context().base_period(), filters.basis, filters.weighted)
    return Start(
        today=cache.context().today(filters.basis, filters.weighted, address.scenario().shared_by),
        measured=cache.context().measured(*key),
        areas=cache.context().modelled_areas(),
        spent=cache.context().spending(),
        classes=cache.context().classes(*key, DIFFERS, None),
        filters=filters,
    )


def draw_limits() -> None:
    """Floor, cap and locks, beside what is asked of the model within them."""
    with st.expander("Limits: least, most, locks, services", key="limits"):
        levers.draw_limits()


def draw_settings() -> None:
    """Assumptions and the pace rule: every other lever, folded away until it is wanted."""
    with st.expander("Assumptions, each with its range"):
        levers.draw_assumptions()
    with st.expander("Rule for getting there over the years"):
        levers.draw_pace()


def show_legends(start: Start) -> None:
    """The classes of the maps; none of it changes with a slider."""
    with st.container(key="legends"):
        blocks.legend(start.classes, UNIT, missing=bool(start.measured.hidden))
        blocks.legend(CHANGE, "more or fewer in 100")
        names = blocks.column_names(
            by_district.columns(
                start.areas.noun.heading,
                start.filters.standard if start.filters.standard_applies else None,
            )
        )
        st.html(f"<style>.st-key-desk {{ {names} }}</style>")  # here once, and not with every move


def show_today(start: Start) -> None:
    """The map before, and what the reader should know; none of it changes with a slider."""
    value, area = start.measured.districts.value, start.areas.noun
    text = [start.measured.indicator.say(v) for v in value]
    layer = maps.layer(
        value,
        start.classes,
        text,
        UNIT,
        words.map_alt(start.measured, cache.tables().areas),
        start.filters.district,
    )
    blocks.district_map(
        maps.DistrictMap("Map of access today", caption=f"Today ({start.measured.period})"),
        layer,
        key="today",
        height=MAP_HEIGHT,
    )
    if start.measured.hidden:
        terms.note(words.not_modelled(cache.tables().areas.name[start.measured.hidden]))
    if start.filters.standard_applies:
        terms.note(
            f"A broken outline: the {area.one} by itself may or may not reach the"
            " standard (its 95% interval has it inside)."
        )
    counted_in, spent_in = start.measured.period, start.spent.period
    years = counted_in if spent_in == counted_in else f"{counted_in} counts, {spent_in}"
    how = (
        f"uploaded by {area.one}."
        if start.spent.by_area is not None
        else f"known for {start.measured.place.name} only and shared by assumption A1."
    )
    counted = "Counts are uploaded. " if start.measured.own else ""
    kind = (
        "uploaded"
        if "uploaded" in (start.measured.provenance, start.spent.provenance)
        else "modelled"
    )
    blocks.badge(
        kind,
        f"{years} counts and spend" if " " not in years else f"{years} spend",
        f"{counted}Spend is {how}",
    )
    if start.measured.unverified:
        terms.note(start.measured.unverified)
    if start.spent.by_area is None and address.scenario().shared_by == "treated":
        terms.note(
            "Sharing spend by children treated with one elasticity makes today's split the one"
            " that reaches most children, by construction: any move then loses children overall"
            " while it narrows or widens the gap. Which"
            f" {area.many} gain under an answer follows from A1: no spend below"
            f" {start.measured.place.name} is published. The line over the bars says what"
            " the other choices make of a move."
        )
    terms.note(
        "The model, for each service: children reached = today's x (new spend / today's spend) to"
        " the power of the elasticity (A3), at most all in need. A contact is not an outcome."
        f" {start.measured.place.boundaries}"
    )


@st.fragment
def explore(start: Start) -> None:
    """Sliders, and everything that follows them. What they say is known before they are drawn, so
    the maps go out first and alone, then what else a move changes, and the sliders last."""
    view, asked, levers_here = st.container(key="view"), asking.place(), st.container(key="levers")
    first, scenario = not levers.drawn(), address.scenario()
    try:
        result = work_out(cache.context(), scenario, start.filters)
    except BadLever as fault:
        with view, st.container():  # in the place of the maps, but not as one of them
            st.warning(verbatim(str(fault)), title="These levers do not go together")
            show_beyond(scenario)
        draw_levers(levers_here, scenario)
        address.write()
        return
    st.session_state[ON_SLIDERS] = True
    with view:
        outcome_maps(result, start)
    if not first:
        time.sleep(HEAD_START_SECONDS)
    with view:  # the page shows the summary above the maps, which are sent before it
        blocks.summary(headline(result), tiles.of_outcome(result))
        show_budget(result)
    st.html(f'<p class="beneath">{terms.marked(beneath(result))}</p>')
    outcome_bar(result)
    outcome_table(result)
    if not first:
        time.sleep(HEAD_START_SECONDS)
    draw_levers(levers_here, scenario)
    if asked.open:
        with asked:
            asking.show_question(result)
    if asked.open:
        asking.show_evidence(result)
    sections.show_chosen(result)
    address.write()


def draw_levers(here: DeltaGenerator, scenario: Scenario) -> None:
    with here:
        sliders.draw_unit()
        sliders.draw_typed(scenario)
        levers.draw_whole(scenario)
        sliders.draw_districts(scenario)
        sliders.draw_buttons()


def headline(result: Result) -> str:
    """What the scenario would do, lever by lever; the standard and the gap stand in the tiles."""
    return lever_words.levers_sentence(result.parts, result.outcome, result.held_back)


def beneath(result: Result) -> str:
    """What the choices make of the scenario, which staff it needs, and what stands on the levers of
    other pages."""
    needed = staff(cache.context(), result).message if result.parts else ""
    return words.joined(filter(None, (result.choices_line, needed, result.elsewhere)))


def show_budget(result: Result) -> None:
    """Pounds moved and left, always in view."""
    kept = budget(result.outcome)
    kind = f"budget{' over' if kept.over else ''}{' changed' if levers.changed() else ''}"
    show_beyond(result.scenario, f'<p class="{kind}" role="status">{escape(kept.message)}</p>')


def show_beyond(scenario: Scenario, line: str = "") -> None:
    """The budget line and, where a district's change does not keep to floor and cap, which do not
    and the fix to click."""
    limits = beyond(cache.context(), scenario)
    if limits is None:
        st.html(line or "<span></span>")
        return
    with st.container(key="beyond"):
        st.html(f'{line}<p class="beyond">{escape(limits.message)}</p>')
        st.button(verbatim(limits.fix), key="bring_within", on_click=sliders.bring_within)


def outcome_maps(result: Result, start: Start) -> None:
    """After, in today's classes, with a broken outline where the interval spans the standard; and
    the difference."""
    chosen = start.filters.district
    order = start.measured.districts.value.index
    after = by_district.map_after(result, order, UNIT)
    layer = maps.layer(
        after.value,
        start.classes,
        after.text,
        UNIT,
        after.message,
        chosen,
        by_district.unsure(result, order),
    )
    blocks.district_map(
        maps.DistrictMap("Map of access after", caption="After"),
        layer,
        key="after",
        height=MAP_HEIGHT,
    )
    difference = by_district.map_of_difference(result, order)
    layer = maps.layer(
        difference.value, CHANGE, difference.text, "points", difference.message, chosen
    )
    blocks.district_map(
        maps.DistrictMap("Map of the difference", caption="Difference"),
        layer,
        key="difference",
        height=MAP_HEIGHT,
    )


def outcome_bar(result: Result) -> None:
    """Access after as bars with 95% intervals, today as diamonds; only the rows travel with a
    move."""
    bars = by_district.bars(result)
    rows = pa.table(  # an Arrow table travels without the 600 bytes that describe a pandas one
        {"label": bars.pop("label").to_numpy()}
        | {name: value.to_numpy(np.float32).round(2) for name, value in bars.items()}
    )
    st.vega_lite_chart(
        before_after_spec(result.standard) | {"datasets": {"rows": rows}},
        alt=(
            "Access after as bars with 95% intervals, today's as diamonds; the table below has"
            " every value."
        ),
    )


@st.cache_resource(show_spinner=False)
def before_after_spec(standard: float | None) -> dict[str, Any]:
    """The drawing rules of the before-and-after bar, without its rows: only those change with a
    slider."""
    title = "Bar after, diamond today" + (f", dashed line {standard:g}" if standard else "")
    spec = charts.before_after(title, "In 100 children in need", standard).to_dict()
    # of Altair's own configuration Streamlit has a better one; a chart without a legend needs none
    config = {key: charts.CONFIG[key] for key in ("axis", "title")}
    return {key: part for key, part in spec.items() if key != "$schema"} | {"config": config}


def outcome_table(result: Result) -> None:
    """Pounds, children and access by district, before and after, with intervals and the chance of
    the standard."""
    area = result.areas.noun.one
    blocks.table(
        by_district.table(result), f"What the move would do, by {area} (modelled)", names=""
    )
