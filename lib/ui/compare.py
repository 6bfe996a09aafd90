"""Compare up to four scenarios: maps in step with one scheme, outcomes with differences, levers that differ."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from lib import lever_words, maps, money_words, spread_words, words
from lib.catalogue.indicators import MODELLED
from lib.classes import DIFFERS
from lib.errors import BadLever, BadScenario
from lib.findings.filters import Filters
from lib.findings.outcome import work_out
from lib.known import reach
from lib.markdown import verbatim
from lib.model import plan
from lib.model.choices import Span
from lib.model.need import has_standard
from lib.model.reallocation import Outcome
from lib.model.scenario import Scenario, from_json
from lib.model.uncertainty import Sureness
from lib.store import Kept
from lib.ui import blocks, cache, keeping, levers, saved

MOST = 4
MAP_HEIGHT = 230
UNIT = "in 100 children in need"


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A scenario with what it does, on today's data."""

    label: str
    scenario: Scenario
    outcome: Outcome
    sure: Sureness
    span: Span


def show(filters: Filters) -> None:
    st.header("Compare", anchor="compare")
    offered = candidates(saved.seen())  # the list stands above
    chosen = st.multiselect(
        f"Up to {MOST} scenarios", list(offered), list(offered)[:2], max_selections=MOST, key="compared", placeholder="Choose two or more"
    )
    if not chosen:
        return
    rows = []
    for label in chosen:
        try:
            found = work_out(cache.context(), offered[label], filters)
            rows.append(Compared(label=label, scenario=found.scenario, outcome=found.outcome, sure=found.sure, span=found.span))
        except (BadLever, BadScenario) as fault:
            st.warning(f"“{verbatim(label)}” cannot be compared. {verbatim(str(fault))}")
    for row in rows:
        moved = keeping.moved_figures(row.scenario)
        if moved:
            st.warning(f"“{verbatim(row.label)}”: {verbatim(money_words.moved_figures(moved))}")
    if not rows:
        return
    st.markdown(f"**{verbatim(money_words.compared_sentence([(row.label, row.outcome) for row in rows]))}**")
    show_maps(rows, filters)
    show_outcomes(rows)
    show_levers(rows)


def candidates(kept_ones: list[Kept]) -> dict[str, Scenario]:
    """What can be compared, by name: today, what is on the sliders, and every saved scenario that can be read."""
    found = {"Today": Scenario(name="Today")}
    kept = st.session_state.get(levers.KEPT)
    if kept is not None:
        found["On the sliders now"] = kept
    for one in kept_ones:
        try:
            scenario = from_json(one.body, cache.tables().areas.order)
        except BadScenario:
            continue  # the list above says why it cannot be opened
        label = one.name
        while label in found:
            label += "′"
        found[label] = scenario
    return found


def show_maps(rows: list[Compared], filters: Filters) -> None:
    """One map each, in the classes of today's access; they zoom and move together."""
    classes = cache.context().classes(MODELLED, cache.context().base_period(), filters.basis, filters.weighted, DIFFERS, None)
    with st.container(key="compared_maps"):
        for i, row in enumerate(rows):
            value = row.outcome.access_after.reindex(cache.tables().areas.order)
            alt = f"{row.label}: from {value.min():.1f} to {value.max():.1f} {UNIT}."
            layer = maps.layer(value, classes, [words.rate_in_100(v) for v in value], UNIT, alt, filters.district)
            base = maps.DistrictMap(f"Map of {row.label}", cache.tables().place, caption=row.label, step="compare")
            blocks.district_map(base, layer, key=f"compared_{i}", height=MAP_HEIGHT)
    left_out = cache.tables().areas.name.drop(list(cache.context().modelled_areas().order))
    blocks.legend(classes, UNIT, missing=bool(len(left_out)))
    if len(left_out):
        st.caption(f"{verbatim(words.not_modelled(left_out))} Budgets are those of the others.")
    if len({(row.scenario.basis, row.scenario.weighted) for row in rows}) > 1:
        st.caption("These scenarios estimate need in different ways, so their access rates do not compare like with like.")


def show_outcomes(rows: list[Compared]) -> None:
    """Each outcome, with its difference from the first."""
    first = rows[0]

    def against(row: Compared, value: float, other: float, form: str) -> str:
        return f"{value:{form}}" if row is first else f"{value:{form}} ({value - other:+{form}})"

    def children_of(row: Compared) -> str:
        reached = words.children(row.outcome.treated_after.sum())
        more = words.signed(words.children(row.outcome.treated_after.sum() - first.outcome.treated_after.sum()))
        return reached if row is first else f"{reached} ({more})"

    def reaching(row: Compared) -> str:
        if not has_standard(row.scenario.basis, row.scenario.weighted):
            return "no standard on this need basis"
        return spread_words.reach_words(reach(row.sure.reaches_after), row.scenario.standard)

    lines = {
        "Children reached a year": children_of,
        "Children gained on today, 95% interval": lambda row: words.between(row.sure.gained_low, row.sure.gained_high),
        f"Children gained over the {money_words.CHOICES}": lambda row: money_words.over(row.span.gained),
        "Districts at the standard": reaching,
        "Highest to lowest, times": lambda row: against(row, row.outcome.ratio_after, first.outcome.ratio_after, ".2f"),
        "Spread (CV)": lambda row: against(row, row.outcome.cv_after, first.outcome.cv_after, ".3f"),
        "Chance the gap narrows": lambda row: words.chance(row.sure.narrows),
        "Budget": lambda row: words.pounds(row.outcome.budget),
        "Pounds": lambda row: money_words.budget_sentence(row.outcome),
    }
    table = [(label, *(say(row) for row in rows)) for label, say in lines.items()]
    blocks.table(
        pd.DataFrame(table, columns=["Outcome", *(row.label for row in rows)]),
        f"Outcomes (modelled); in brackets, against “{first.label}”",
        text_columns=len(rows) + 1,
    )
    areas = cache.context().modelled_areas()
    start = first.outcome.access_after
    access = [
        (areas.name[code], *(against(row, row.outcome.access_after[code], start[code], ".1f") for row in rows)) for code in areas.order
    ]
    blocks.table(pd.DataFrame(access, columns=["District", *(row.label for row in rows)]), "Children reached in 100 in need (modelled)")


def show_levers(rows: list[Compared]) -> None:
    """Lever by lever, where they differ."""
    found = plan.differences([row.scenario for row in rows])
    if not found:
        st.caption("No lever or assumption differs.")
        return
    areas, part = cache.tables().areas, cache.tables().place.part
    table = [
        (lever_words.lever(key, areas, part), *(lever_words.lever_value(key, value, areas) for value in values)) for key, values in found
    ]
    columns = ["Lever or assumption", *(row.label for row in rows)]
    blocks.table(pd.DataFrame(table, columns=columns), "Where they differ", text_columns=len(rows) + 1)
