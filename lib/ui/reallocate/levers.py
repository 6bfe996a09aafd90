"""The widgets of the scenario but the districts' own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib import budget_words, lever_words
from lib.catalogue.assumptions import behind, settings, under
from lib.catalogue.settings import Setting
from lib.markdown import verbatim
from lib.model.curves import CURVES
from lib.scenarios import ends, plan
from lib.scenarios.record import Scenario
from lib.ui import address, cache, widgets
from lib.ui.parts import terms
from lib.ui.parts.setting import reason
from lib.ui.session import KEYS, ON_SLIDERS
from lib.ui.session import OPENED_QUESTION as OPENED


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A district's slider as it was last drawn: its key, how far floor and cap let it go, and how
    far it goes."""

    key: str
    limits: tuple[int, int, str]  # lowest and highest, and the unit they count in
    low: int
    high: int


def drawn() -> bool:
    """Whether the sliders stand on this page already."""
    drawn_as: dict[str, Drawn] = st.session_state.get(KEYS, {})
    codes = cache.place().modelled.name.index
    return all(code in drawn_as and drawn_as[code].key in st.session_state for code in codes)


def put(scenario: Scenario) -> None:
    """Open a scenario: every widget follows as it is next drawn."""
    address.open_scenario(scenario)
    st.session_state[ON_SLIDERS] = True
    st.session_state[OPENED] = scenario.question()


def changed() -> bool:
    """Whether the levers stand elsewhere than when the scenario was opened."""
    return st.session_state.get(OPENED) not in (None, address.scenario().question())


def put_changes(changes: Mapping[str, int]) -> None:
    """Set what each area moves by alone, pounds by area_code: a move, an answer, the rest placed, a
    reset."""
    moved = {code: pounds for code, pounds in changes.items() if pounds}
    address.change("moves", moved)


def forget() -> None:
    """Let go of every slider: they belong to figures that are no longer in use."""
    drawn_as: dict[str, Drawn] = st.session_state.get(KEYS, {})
    for key in (ON_SLIDERS, OPENED, *(slider.key for slider in drawn_as.values())):
        st.session_state.pop(key, None)
    address.start_again()


def _number(
    place: DeltaGenerator | None,
    setting: Setting,
    now: dict[str, Any],
    low: float | None = None,
    high: float | None = None,
    label: str = "",
    **more: Any,
) -> None:
    """The box of a number of the catalogue.

    Parameters
    ----------
    now
        Where the settings stand.
    low, high
        Where its ends depend on others.
    label
        In the place of its own.
    """
    (st if place is None else place).number_input(
        verbatim(label or cache.tables().place.say(setting.widget)),
        float(setting.low if low is None else low),
        float(setting.high if high is None else high),
        step=float(setting.step),
        **widgets.bound(setting.key, now),
        **more,
    )


def _choice(
    place: DeltaGenerator | None,
    setting: Setting,
    now: dict[str, Any],
    label: str = "",
    **more: Any,
) -> None:
    """The select box of a choice of the catalogue. label: in the place of its own."""
    (st if place is None else place).selectbox(
        verbatim(label or cache.tables().place.say(setting.widget)),
        **widgets.choice(setting.key, now),
        **more,
    )


def draw_shared_by() -> None:
    """A1; where spend by district was brought in there is nothing to share."""
    given = cache.context().spending()
    if given.by_area is not None:
        st.caption(
            f"Today's spend by {verbatim(cache.tables().place.area.one)} is as uploaded"
            f" ({verbatim(given.period)}): assumption A1 is not used."
        )
    a1 = settings()["shared_by"]
    _choice(
        None,
        a1,
        address.settings(),
        help=verbatim(reason(a1)),
        disabled=given.by_area is not None,
    )


def draw_limits() -> None:
    """Floor, cap and locks: what sliders, "place the rest" and every answer keep to."""
    now, area = address.settings(), cache.tables().place.area
    left, right = st.columns(2)
    floor, cap = under("limits")
    _number(left, floor, now, high=now["cap"], help=verbatim(reason(floor)))
    _number(right, cap, now, low=now["floor"], help=verbatim(reason(cap)))
    st.multiselect(
        f"Locked {verbatim(area.many)}",
        **widgets.choices("locked", now),
        help=f"A locked {verbatim(area.one)} stays where its slider stands, whatever is asked or"
        " placed.",
    )
    st.selectbox(
        "Service shift is for",
        **widgets.choice("shift_for", now),
        help=(
            f"A shift is in percentage points of {verbatim(area.a)}'s spend, taken from community"
            f" services. {verbatim(terms.meanings('points'))}"
        ),
    )
    release = settings()["release"]
    st.toggle(
        verbatim(release.widget), help=verbatim(release.help), **widgets.bound(release.key, now)
    )
    if now["release"]:
        st.warning(
            "Children reached are not equal outcomes: the model counts a child in crisis and a"
            " child in a group alike."
        )


def draw_assumptions() -> None:
    """Curve, service split and errors: every other assumption of the model, each with its range."""
    assumptions = cache.tables().assumptions
    now, here = address.settings(), cache.tables().place
    curves = "\n\n".join(f"**{curve.label}.** {curve.definition}" for curve in CURVES.values())
    meant = verbatim(terms.meanings(curves))
    _choice(None, settings()["curve"], now, help=f"{curves}\n\n{meant}")
    st.markdown("Service split (A2), %", help=verbatim(assumptions["A2"]["why"]))
    grid = st.columns(2)
    for i, share in enumerate(under("services")):
        _number(
            grid[i % 2],
            share,
            now,
            high=ends.WHOLE - sum(now[other] for other in ends.beside(share.key)),
        )
    for setting in under("assumptions"):
        assumption = behind(setting)
        unused = (
            assumption is not None
            and assumption.of == "counts shared out"
            and not cache.context().counts_apportioned()
        )
        name = here.say(setting.widget)
        help_text = (
            verbatim(reason(setting))
            if here.level or not (assumption and assumption.of == "counts shared out")
            else None
        )
        label = f"{name}: not used, counts are by {here.area.one}" if unused else name
        draw = _choice if setting.kind == "choice" else _number
        draw(None, setting, now, label=label, help=help_text, disabled=unused)


def draw_pace() -> None:
    """The rule of yearly growth."""
    now, years = address.settings(), settings()["years"]
    _choice(None, settings()["target"], now)
    st.slider(
        verbatim(years.widget), int(years.low), int(years.high), **widgets.bound("years", now)
    )
    grid = st.columns(2)
    for i, setting in enumerate(under("pace")):
        _number(grid[i % 2], setting, now, help=verbatim(reason(setting)))


def draw_whole(scenario: Scenario) -> None:
    """The levers that hold for every district."""
    now = address.settings()
    for setting in (*under("budget"), *under("levers")):
        st.slider(
            verbatim(setting.widget),
            float(setting.low),
            float(setting.high),
            step=float(setting.step),
            format=setting.format,
            disabled=setting.curve not in ("", scenario.curve),
            help=verbatim(terms.meanings(setting.widget)) or None,
            **widgets.bound(setting.key, now),
        )
    growth = scenario.levers.growth
    if growth:
        st.caption(verbatim(budget_words.cash_sentence(growth, scenario.inflation)))
    held = plan.held_back(scenario, cache.context().today_of(scenario))
    if held:
        st.caption(verbatim(lever_words.held_back_sentence(-scenario.levers.intensive, held)))
