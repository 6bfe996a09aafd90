"""The widgets of a scenario but the districts' own: drawn here, read as one record, set from one. Nothing else writes their values."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from lib import money_words
from lib.markdown import verbatim
from lib.model import plan
from lib.model.curves import CURVES
from lib.model.reallocation import SHARED_BY
from lib.model.scenario import Levers, Scenario
from lib.ui import cache, links, private

KEPT, KEYS, MOVES = "kept_scenario", "slider_keys", "moves"
OPENED = "opened_question"  # what the scenario asked when it was opened by link, file, list or example
WRITTEN = (MOVES, *links.SAID)  # what of a scenario has no widget, and so is put in the address bar here
SIDEBAR = ("basis", "weighted", "standard", "own_standard")  # drawn on every page, so they keep their values themselves
ELASTICITY_STEP = 0.01


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A district's slider as it was last drawn: its key, how far floor and cap let it go, and how far it goes."""

    key: str
    limits: tuple[int, int, str]  # lowest and highest, and the unit they count in
    low: int
    high: int


def names() -> dict[str, str]:
    """Each district as a parameter of a link, by area_code in the areas' order; a district that is not in the model has none."""
    return {code: links.slug(name) for code, name in cache.place().modelled.name.items()}


def drawn() -> bool:
    """Whether the sliders stand on this page already."""
    drawn_as: dict[str, Drawn] = st.session_state.get(KEYS, {})
    sliders = (drawn_as[code].key if code in drawn_as else None for code in names())
    return "growth" in st.session_state and all(key in st.session_state for key in sliders)


def values() -> dict[str, Any]:
    """Where every setting stands; the default where its widget is not drawn."""
    usual = cache.usual_settings()
    return {key: st.session_state.get(key, usual[key]) for key in usual}


def chosen(key: str) -> str:
    """The key of a choice that its widget shows as a label, such as A1."""
    _, labels = links.CHOICES[key]
    return next(code for code, label in labels.items() if label == values()[key])


def current() -> Scenario:
    """The scenario the widgets make, with its name and reason. Raises BadScenario where they do not go together."""
    return links.scenario(values(), cache.place())


def put(scenario: Scenario) -> None:
    """Set every widget from a scenario; call before they are drawn (from a callback)."""
    st.session_state.update(links.settings(scenario, cache.place(), values()["unit"]))
    st.session_state[KEPT] = scenario
    opened(scenario)


def opened(scenario: Scenario) -> None:
    """Remember what a scenario asks as it is opened, to say later whether it has been changed since."""
    st.session_state[OPENED] = scenario.question()


def changed() -> bool:
    """Whether the levers stand elsewhere than when the scenario was opened."""
    return st.session_state.get(OPENED) not in (None, current().question())


def put_changes(scenario: Scenario) -> None:
    """Set the district sliders alone: an answer, the rest placed, a reset."""
    st.session_state[MOVES] = links.settings(scenario, cache.place(), values()["unit"])[MOVES]


def arrive() -> None:
    """Take the sliders from the link on a first visit and when the browser goes back; else as they were left.

    What each district moves by stands in one parameter, written by `write_link`, as do name and reason; every other lever keeps its own.
    """
    usual = cache.usual_settings()
    if MOVES not in st.session_state or private.went_back():
        for key in WRITTEN:
            if st.query_params.get(key, usual[key]) != _as_written(key):
                st.session_state[key] = st.query_params.get(key, usual[key])
    elif not drawn() and not any(key in st.query_params for key in cache.usual_settings()):
        kept = st.session_state.get(KEPT)
        if kept is not None:
            found = links.settings(kept, cache.place(), values()["unit"])
            st.session_state.update({key: value for key, value in found.items() if key not in SIDEBAR})


def write_link() -> None:
    """Put the districts' moves, name and reason in the address bar; going back in the browser takes a move back."""
    usual = cache.usual_settings()
    for key in WRITTEN:
        now = _as_written(key)
        if now != st.query_params.get(key, usual[key]):
            if now != usual[key]:
                st.query_params[key] = now
            else:
                del st.query_params[key]


def _as_written(key: str) -> str:
    now: str = st.session_state.get(key, cache.usual_settings()[key])
    return links.said(key, now) if key in links.SAID else now


def keep(scenario: Scenario) -> None:
    """Remember the scenario for when the reader comes back to the page."""
    st.session_state[KEPT] = scenario


def forget() -> None:
    """Let go of every slider: they belong to figures that are no longer in use."""
    settings = [key for key in cache.usual_settings() if key not in SIDEBAR]
    drawn_as: dict[str, Drawn] = st.session_state.get(KEYS, {})
    for key in (KEPT, MOVES, OPENED, *(slider.key for slider in drawn_as.values()), *settings):
        st.session_state.pop(key, None)


def elasticity_range() -> tuple[float, float]:
    assumption = cache.tables().assumptions["A3"]
    return assumption["low"], assumption["most"]


def draw_shared_by() -> None:
    """A1; where spend by district was brought in there is nothing to share."""
    given = cache.context().spending()
    if given.by_area is not None:
        st.caption(f"Today's spend by district is as uploaded ({verbatim(given.period)}): assumption A1 is not used.")
    st.selectbox(
        "Today's spend is shared among districts by (assumption A1)",
        list(SHARED_BY.values()),
        key="shared_by",
        bind="query-params",
        help=verbatim(cache.tables().assumptions["A1"]["why"]),
        disabled=given.by_area is not None,
    )


def draw_limits() -> None:
    """Floor, cap and locks: what sliders, "place the rest" and every answer keep to."""
    now = values()
    left, right = st.columns(2)
    left.number_input(
        "Floor, % of today",
        0.0,
        now["cap"],
        Levers().floor,
        5.0,
        key="floor",
        bind="query-params",
        help="Least spend of a district. 70%: a service can hardly be cut faster within a year. Declared.",
    )
    right.number_input(
        "Cap, % of today",
        now["floor"],
        300.0,
        Levers().cap,
        5.0,
        key="cap",
        bind="query-params",
        help="Most spend of a district. 130%: staff can hardly be found faster within a year. Declared.",
    )
    st.multiselect(
        "Locked districts",
        list(cache.tables().areas.name),
        key="locked",
        bind="query-params",
        help="A locked district stays where its slider stands, whatever is asked or placed.",
    )
    st.selectbox(
        "Service shift is for",
        [links.ALL, *cache.tables().areas.name],
        key="shift_for",
        bind="query-params",
        help="A shift is in percentage points of a district's spend, taken from community services.",
    )
    st.toggle(
        "Let intensive (crisis) spend fall below today's pounds",
        key="release",
        bind="query-params",
        help="Off: a cut falls on early intervention and community services first.",
    )
    if now["release"]:
        st.warning("Children reached are not equal outcomes: the model counts a child in crisis and a child in a group alike.")


def draw_assumptions() -> None:
    """Curve, service split and errors: every other assumption of the model, each with its range."""
    assumptions = cache.tables().assumptions
    st.selectbox(
        "Response curve",
        [curve.label for curve in CURVES.values()],
        key="curve",
        bind="query-params",
        help="\n\n".join(f"**{curve.label}.** {curve.definition}" for curve in CURVES.values()),
    )
    now, usual = values(), cache.usual_settings()
    st.markdown("Service split (A2), %", help=verbatim(assumptions["A2"]["why"]))
    grid = st.columns(2)
    for i, (key, label, other) in enumerate(
        (
            ("early_spend", "Early: spend", "intensive_spend"),
            ("early_reached", "Early: children", "intensive_reached"),
            ("intensive_spend", "Intensive: spend", "early_spend"),
            ("intensive_reached", "Intensive: children", "early_reached"),
        )
    ):
        grid[i % 2].number_input(label, 1.0, links.WHOLE - now[other], usual[key], 1.0, key=key, bind="query-params")
    a7 = assumptions["A7"]
    low, high, usual_rate = float(a7["low"]), float(a7["high"]), usual["inflation"]
    st.number_input("Inflation, % a year (A7)", low, high, usual_rate, 0.5, key="inflation", bind="query-params", help=verbatim(a7["why"]))
    for key, label, assumption in (
        ("need_error", "Need may be off, ±% (A4)", "A4"),
        ("need_own_error", "and in one district, ±% (A4)", "A4"),
        ("count_error", "Districts inside a former CCG differ by, % (A5)", "A5"),
    ):
        unused = key == "count_error" and not cache.context().counts_apportioned()
        st.number_input(
            f"{label}: not used, counts are by district" if unused else label,
            0.0,
            50.0,
            usual[key],
            1.0,
            key=key,
            bind="query-params",
            help=verbatim(assumptions[assumption]["why"]),
            disabled=unused,
        )


def draw_pace() -> None:
    """The rule of yearly growth."""
    usual = cache.usual_settings()
    st.selectbox("Target", list(links.TARGETS.values()), key="target", bind="query-params")
    st.slider("Years", 1, 8, usual["years"], key="years", bind="query-params")
    grid = st.columns(2)
    fields = (
        ("pace_growth", "Budget growth, % a year", -10.0, 30.0, "All of Kent and Medway, after inflation."),
        ("pace_speed", "Distance made up, % a year", 0.0, 100.0, "How much of its distance from target a district's growth makes up."),
        ("pace_least", "Least growth, % a year", -50.0, 30.0, "No district grows slower."),
        ("pace_most", "Most growth, % a year", -10.0, 100.0, "No district grows faster; this always wins."),
        ("pace_under", "Most under target, %", 0.0, 100.0, "No district stays further below target where the money allows."),
    )
    for i, (key, label, low, high, said) in enumerate(fields):
        grid[i % 2].number_input(label, low, high, usual[key], 0.5, key=key, bind="query-params", help=said)


def draw_whole(scenario: Scenario) -> None:
    """The levers that hold for every district."""
    low, high = elasticity_range()
    usual = cache.usual_settings()
    st.slider("Budget growth after inflation", -10.0, 30.0, 0.0, 0.5, format="%g%%", key="growth", bind="query-params")
    st.slider(
        "Elasticity (A3): % more children for 1% more money",
        low,
        high,
        usual["elasticity"],
        ELASTICITY_STEP,
        key="elasticity",
        bind="query-params",
        disabled=scenario.curve != "constant",
    )
    st.slider("Shift to early intervention", -10.0, 30.0, 0.0, 1.0, format="%g points", key="early", bind="query-params")
    st.slider("Shift to intensive", -20.0, 20.0, 0.0, 1.0, format="%g points", key="intensive", bind="query-params")
    now = current()  # with what a link has just given the sliders above
    if now.levers.growth:
        st.caption(verbatim(money_words.cash_sentence(now.levers.growth, now.inflation)))
    held = plan.held_back(now, cache.context().today_of(now))
    if held:
        st.caption(verbatim(money_words.held_back_sentence(-now.levers.intensive, held)))
