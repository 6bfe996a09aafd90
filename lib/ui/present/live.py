"""The live step: a map and one slider on one screen, and the map changes while the slider is
dragged. Leaving the step puts things back."""

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from lib import maps
from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.errors import BadLever
from lib.findings import by_district, tiles
from lib.findings.access import mapped
from lib.findings.budget import budget
from lib.findings.lever import ends, lever, tried
from lib.findings.outcome import Result, work_out
from lib.findings.points import NO_MODEL, Ground
from lib.markdown import verbatim
from lib.ui.parts import blocks, terms
from lib.ui.session import TRIED, TRIES
from lib.ui.statics import asset

LISTENER = "live_lever"
UNIT = INDICATORS[MODELLED].unit


@st.cache_resource(show_spinner=False)
def _listener() -> Callable[..., Any]:
    return st.components.v2.component(
        "live_lever", html="<span></span>", js=asset("live.js"), isolate_styles=False
    )


def put_back() -> None:
    """Let the lever stand where the scenario has it; its slider is drawn anew."""
    if TRIED in st.session_state:
        del st.session_state[TRIED]
        st.session_state[TRIES] = st.session_state.get(TRIES, 0) + 1


@st.fragment
def try_lever(on: Ground) -> None:
    """The map, the number and the slider; all of it runs again while the slider moves."""
    one = lever(on.result)
    now = ends(on.context, on.result.scenario, one)
    at = st.session_state.get(TRIED, now.stands)
    with st.container(key="live"):
        try:
            scenario = tried(on.context, on.result.scenario, one, at)
            result = work_out(on.context, scenario, on.filters)
        except BadLever as fault:
            st.warning(verbatim(str(fault)), title="The lever cannot stand there")
            result = on.result
        _show_map(on, result)
        _show_number(on, result)
        whole = all(float(part).is_integer() for part in (now.low, now.high, now.step, now.stands))
        kind = int if whole else float
        key = f"live_slider_{st.session_state.get(TRIES, 0)}"
        st.slider(
            verbatim(one.label),
            kind(now.low),
            kind(now.high),
            kind(now.stands),
            step=kind(now.step),
            format=now.format,
            key=key,
            on_change=_moved,
            args=(key,),
        )
        _listener()(
            data={}, key=LISTENER, on_held_change=_held, on_left_change=put_back, height="content"
        )


def _show_map(on: Ground, result: Result) -> None:
    view = on.today
    order = view.areas.order
    after = by_district.map_after(result, order, UNIT)
    layer = maps.layer(
        after.value,
        mapped(on.context, view).classes,
        after.text,
        UNIT,
        after.message,
        unsure=by_district.unsure(result, order),
    )
    base = maps.DistrictMap("Map of access after", caption="After")
    blocks.district_map(base, layer, key="live_map", height=400)


def _show_number(on: Ground, result: Result) -> None:
    """How many would be reached, and whether the money is there."""
    reached = tiles.of_outcome(result)[0]
    cautions = [budget(result.outcome).message, result.choices_line]
    caution = " ".join(filter(None, [on.kept_to_access(NO_MODEL), *cautions]))
    st.html(
        f'<p class="number">{escape(reached.value)}</p>'
        f'<p class="counts">{escape(reached.label.lower())}: {escape(reached.note)}</p>'
        f'<p class="known"><span>{terms.marked("MODELLED")}</span></p>'
        f'<p class="caution">{escape(caution)}</p>'
    )


def _moved(key: str) -> None:
    st.session_state[TRIED] = st.session_state[key]


def _held() -> None:
    """Callback of the listener: where the slider stands while it is dragged."""
    held = st.session_state[LISTENER].held
    if held is not None:
        st.session_state[TRIED] = held
