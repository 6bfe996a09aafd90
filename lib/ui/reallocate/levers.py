"""The widgets of a scenario but the districts' own: drawn here, read as one record, set from one.
Nothing else writes their values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib import money_words
from lib.catalogue.assumptions import behind, settings, under
from lib.catalogue.settings import Setting
from lib.errors import BadScenario
from lib.markdown import verbatim
from lib.model.curves import CURVES
from lib.model.reallocation import SHARED_BY
from lib.scenarios import link, plan
from lib.scenarios.record import Scenario
from lib.ui import cache, private
from lib.ui.session import KEPT, KEYS, MOVES
from lib.ui.session import OPENED_QUESTION as OPENED

# what of a scenario has no widget, and so is put in the address bar here
WRITTEN = (MOVES, *link.SAID)
# drawn on every page, so they keep their values themselves
SIDEBAR = ("basis", "weighted", "standard", "own_standard")


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A district's slider as it was last drawn: its key, how far floor and cap let it go, and how
    far it goes."""

    key: str
    limits: tuple[int, int, str]  # lowest and highest, and the unit they count in
    low: int
    high: int


def names() -> dict[str, str]:
    """Each district as a parameter of a link, by area_code in the areas' order; a district that is
    not in the model has none."""
    return {code: link.slug(name) for code, name in cache.place().modelled.name.items()}


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
    _, labels = link.CHOICES[key]
    return next(code for code, label in labels.items() if label == values()[key])


def current() -> Scenario:
    """The scenario the widgets make, with its name and reason. Raises BadScenario where they do not
    go together."""
    return link.scenario(values(), cache.place())


def put(scenario: Scenario) -> None:
    """Set every widget from a scenario; call before they are drawn (from a callback)."""
    st.session_state.update(link.settings(scenario, cache.place(), values()["unit"]))
    st.session_state[KEPT] = scenario
    opened(scenario)


def opened(scenario: Scenario) -> None:
    """Remember what a scenario asks as it is opened, to say later whether it has been changed
    since."""
    st.session_state[OPENED] = scenario.question()


def changed() -> bool:
    """Whether the levers stand elsewhere than when the scenario was opened."""
    return st.session_state.get(OPENED) not in (None, current().question())


def put_changes(changes: Mapping[str, int]) -> None:
    """Set the district sliders alone, pounds by area_code: a move, an answer, the rest placed, a
    reset."""
    st.session_state[MOVES] = {code: pounds for code, pounds in changes.items() if pounds}


def arrive() -> None:
    """Take the sliders from the link on a first visit and when the browser goes back; else as they
    were left.

    What each district moves by stands in one parameter, written by `write_link`, as do name and
    reason; every other lever keeps its own.
    """
    if MOVES not in st.session_state or private.went_back():
        for key in WRITTEN:
            if _in_address(key) != _to_write(key):
                st.session_state[key] = _in_address(key)
    elif not drawn() and not any(key in st.query_params for key in cache.usual_settings()):
        kept = st.session_state.get(KEPT)
        if kept is not None:
            found = link.settings(kept, cache.place(), values()["unit"])
            st.session_state.update(
                {key: value for key, value in found.items() if key not in SIDEBAR}
            )


def write_link() -> None:
    """Put the districts' moves, name and reason in the address bar; going back in the browser takes
    a move back."""
    for key in WRITTEN:
        now = _to_write(key)
        if now != _in_address(key):
            if now != cache.usual_settings()[key]:
                st.query_params[key] = link.moves(now) if key == MOVES else now
            else:
                del st.query_params[key]


def _to_write(key: str) -> Any:
    """What the address should say of a setting."""
    now = values()[key]
    return link.said(key, now) if key in link.SAID else now


def _in_address(key: str) -> Any:
    """What it says; the default where that cannot be used."""
    usual = cache.usual_settings()[key]
    if key != MOVES or MOVES not in st.query_params:
        return st.query_params.get(key, usual)
    try:
        return link.changes(st.query_params[MOVES], cache.place())
    except BadScenario:  # said when the link was opened; the browser has gone back to it
        return usual


def keep(scenario: Scenario) -> None:
    """Remember the scenario for when the reader comes back to the page."""
    st.session_state[KEPT] = scenario


def forget() -> None:
    """Let go of every slider: they belong to figures that are no longer in use."""
    settings = [key for key in cache.usual_settings() if key not in SIDEBAR]
    drawn_as: dict[str, Drawn] = st.session_state.get(KEYS, {})
    for key in (KEPT, MOVES, OPENED, *(slider.key for slider in drawn_as.values()), *settings):
        st.session_state.pop(key, None)


def _help(setting: Setting) -> str:
    """What stands behind a widget's question mark: its own help, or the reason declared for its
    assumption."""
    assumption = behind(setting)
    return setting.help or (
        cache.tables().assumptions[assumption.id]["why"] if assumption is not None else ""
    )


def _number(
    place: DeltaGenerator | None,
    setting: Setting,
    low: float | None = None,
    high: float | None = None,
    label: str = "",
    **more: Any,
) -> None:
    """The box of a number of the catalogue. low, high: where its ends depend on others. label: in
    the place of its own."""
    (st if place is None else place).number_input(
        verbatim(label or setting.widget),
        float(setting.low if low is None else low),
        float(setting.high if high is None else high),
        cache.usual_settings()[setting.key],
        float(setting.step),
        key=setting.key,
        bind="query-params",
        **more,
    )


def draw_shared_by() -> None:
    """A1; where spend by district was brought in there is nothing to share."""
    given = cache.context().spending()
    if given.by_area is not None:
        st.caption(
            f"Today's spend by district is as uploaded ({verbatim(given.period)}): assumption A1 is"
            " not used."
        )
    a1 = settings()["shared_by"]
    labels = list(SHARED_BY.values())
    st.selectbox(
        verbatim(a1.widget),
        labels,
        key=a1.key,
        bind="query-params",
        help=verbatim(_help(a1)),
        disabled=given.by_area is not None,
    )


def draw_limits() -> None:
    """Floor, cap and locks: what sliders, "place the rest" and every answer keep to."""
    now = values()
    left, right = st.columns(2)
    floor, cap = under("limits")
    _number(left, floor, high=now["cap"], help=verbatim(floor.help))
    _number(right, cap, low=now["floor"], help=verbatim(cap.help))
    st.multiselect(
        "Locked districts",
        list(cache.tables().areas.name),
        key="locked",
        bind="query-params",
        help="A locked district stays where its slider stands, whatever is asked or placed.",
    )
    st.selectbox(
        "Service shift is for",
        [link.ALL, *cache.tables().areas.name],
        key="shift_for",
        bind="query-params",
        help=(
            "A shift is in percentage points of a district's spend, taken from community services."
        ),
    )
    release = settings()["release"]
    st.toggle(
        verbatim(release.widget), key=release.key, bind="query-params", help=verbatim(release.help)
    )
    if now["release"]:
        st.warning(
            "Children reached are not equal outcomes: the model counts a child in crisis and a"
            " child in a group alike."
        )


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
    now, here = values(), cache.tables().place
    st.markdown("Service split (A2), %", help=verbatim(assumptions["A2"]["why"]))
    grid = st.columns(2)
    for i, share in enumerate(under("services")):
        _number(
            grid[i % 2],
            share,
            high=link.WHOLE - sum(now[other] for other in link.beside(share.key)),
        )
    for setting in under("assumptions"):
        assumption = behind(setting)
        unused = (
            assumption is not None
            and assumption.of == "counts shared out"
            and not cache.context().counts_apportioned()
        )
        name = setting.widget.format(part=here.part)
        said = (
            verbatim(_help(setting))
            if here.level or not (assumption and assumption.of == "counts shared out")
            else None
        )
        _number(
            None,
            setting,
            label=f"{name}: not used, counts are by district" if unused else name,
            help=said,
            disabled=unused,
        )


def draw_pace() -> None:
    """The rule of yearly growth."""
    target, years = settings()["target"], settings()["years"]
    st.selectbox(
        verbatim(target.widget), list(link.TARGETS.values()), key=target.key, bind="query-params"
    )
    st.slider(
        verbatim(years.widget),
        int(years.low),
        int(years.high),
        cache.usual_settings()["years"],
        key=years.key,
        bind="query-params",
    )
    grid = st.columns(2)
    for i, setting in enumerate(under("pace")):
        _number(
            grid[i % 2],
            setting,
            help=verbatim(setting.help.format(place=cache.tables().place.name)),
        )


def draw_whole(scenario: Scenario) -> None:
    """The levers that hold for every district."""
    for setting in (*under("budget"), *under("levers")):
        st.slider(
            verbatim(setting.widget),
            float(setting.low),
            float(setting.high),
            cache.usual_settings()[setting.key],
            float(setting.step),
            format=setting.format,
            key=setting.key,
            bind="query-params",
            disabled=setting.curve not in ("", scenario.curve),
        )
    now = current()  # with what a link has just given the sliders above
    if now.levers.growth:
        st.caption(verbatim(money_words.cash_sentence(now.levers.growth, now.inflation)))
    held = plan.held_back(now, cache.context().today_of(now))
    if held:
        st.caption(verbatim(money_words.held_back_sentence(-now.levers.intensive, held)))
