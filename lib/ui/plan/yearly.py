"""The plan of a year: which saved scenario it is, its path, and what came of it."""

import streamlit as st

from lib import plan_charts, plan_words
from lib.errors import BadLever, NoPace, NotMeasured
from lib.exports.tables import plan_csv
from lib.findings.comparison import plans_first
from lib.findings.filters import Filters
from lib.findings.planned import Plan, planned, years_offered
from lib.findings.refresh import KEYS
from lib.markdown import verbatim
from lib.scenarios.record import Scenario
from lib.scenarios.store import Kept
from lib.ui import access, address, cache, kept, widgets
from lib.ui.pages import PAGES
from lib.ui.parts import blocks, terms
from lib.ui.reallocate import keeping
from lib.ui.scenarios import compare, past, saved
from lib.ui.session import PACK_PARTS
from lib.ui.your_data import yours

HOW = (
    "A plan is a saved scenario and a year. Set the sliders of the Reallocate page, save it there,"
    " and choose it here; its path over the years is that of its pace of change."
)


def show_plan(filters: Filters) -> None:
    """Choose a scenario, make it the plan of a year, and see it against what happened."""
    st.header("The plan of a year", anchor="plan")
    saved.listed()
    offered = compare.candidates(saved.seen())
    order = plans_first(offered)
    labels = {key: _label(offered[key].label, offered[key].scenario) for key in order}
    key = str(st.selectbox("Plan", **widgets.looks("plan", order, labels)))
    keeping.tell()
    _show_making(key, offered[key].scenario)
    try:
        plan = planned(cache.context(), offered[key].scenario, filters)
    except (BadLever, NoPace, NotMeasured) as fault:
        st.warning(verbatim(str(fault)), title="This scenario has no path over the years")
        return
    _show(plan)


def _label(label: str, scenario: Scenario) -> str:
    return f"{label} (plan of {scenario.plan_year})" if scenario.plan_year else label


def _show_making(key: str, scenario: Scenario) -> None:
    """The year that a saved scenario is the plan of, for whoever may change it."""
    one = next((each for each in saved.seen() if each.id == key), None)
    if one is None or not access.may_change(one):
        terms.note(HOW)
        return
    left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
    years = years_offered(cache.context())
    if scenario.plan_year and scenario.plan_year not in years:
        years = [scenario.plan_year, *years]
    year = left.selectbox(
        "Year",
        years,
        index=years.index(scenario.plan_year) if scenario.plan_year else 0,
        key=f"year_of_{one.id}_{one.revision}",
    )
    middle.button(
        "Make it the plan of this year",
        on_click=_make,
        args=(one, scenario, year),
        disabled=year == scenario.plan_year,
        width="stretch",
    )
    if scenario.plan_year:
        right.button("It is no plan", on_click=_make, args=(one, scenario, ""), width="stretch")


def _make(one: Kept, scenario: Scenario, year: str) -> None:
    """Save it as the plan of a year, "" for none; where it is on the sliders, there too."""
    with keeping.told():
        plan = keeping.stamped(scenario.model_copy(update={"plan_year": year}))
        past.now_is(kept.save(plan, one))
        if past.is_open(one):
            address.put(address.scenario().model_copy(update={"plan_year": year}))
        message = (
            f"“{one.name}” is the plan of {year}." if year else f"“{one.name}” is no plan now."
        )
        st.session_state[keeping.SAID] = ("success", message)


def _show(plan: Plan) -> None:
    """Its point, the path against what happened, why the two differ, and what that rests on."""
    own = "uploaded" in {one.actual.known for one in plan.happened if one.actual}
    blocks.summary(plan.message, plan.tiles)
    blocks.badge("modelled", plan.start, plan_words.how_known(own))
    st.altair_chart(
        plan_charts.plan(plan.drawn),
        alt=f"Children treated by year, planned and as it was. {verbatim(plan.message)}",
    )
    blocks.table(plan.table, "Plan and actual by year; in brackets 95% intervals")
    if plan.why:
        st.markdown("### Why plan and actual differ")
        terms.paragraph(plan.why)
        st.altair_chart(plan_charts.parts(plan.parts), alt=verbatim(plan.why))
        terms.note(plan_words.SPLIT)
        _show_swings(plan)
    st.download_button(
        "Download the plan (CSV)",
        plan_csv(cache.safe_context(), plan),
        file_name=f"{cache.tables().place.slug}-plan.csv",
        mime="text/csv",
        on_click=yours.goes_out if cache.session() else "ignore",
    )


def _show_swings(plan: Plan) -> None:
    """What each assumption makes of the unexplained part."""
    rows = plan.swings
    spans = [
        f"{row.assumption} from {row.span}: {row.low:+,.0f} to {row.high:+,.0f}"
        for row in rows.itertuples()
    ]
    st.markdown("### What the unexplained part rests on")
    now = 0.0 if plan.last is None or plan.last.reasons is None else plan.last.reasons.unexplained
    st.altair_chart(
        plan_charts.spans(rows, now, "Unexplained, children"),
        alt=f"The unexplained part as each assumption goes to its ends. {'; '.join(spans)}.",
    )
    terms.note(f"{'; '.join(spans)}.")


def show_pack() -> None:
    """The way to the refresh pack, of the plan that is chosen."""
    page = next(page for page in PAGES if page.stem == "pack")
    if not access.may_open(page):
        return
    st.header("Refresh pack", anchor="refresh")
    terms.note(plan_words.PACK)
    if st.button("Put the refresh pack together", type="primary", on_click=_want_pack):
        st.switch_page(f"pages/{page.stem}.py")


def _want_pack() -> None:
    """Of the plan that is chosen, with the pages of a refresh."""
    st.session_state[PACK_PARTS] = list(KEYS)
    address.look("pack", st.session_state["plan"])
