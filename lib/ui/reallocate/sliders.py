"""The slider of each district: drawn, moved, and set all at once."""

from collections.abc import Callable

import streamlit as st

from lib.catalogue.assumptions import under
from lib.markdown import verbatim
from lib.scenarios import plan, slider
from lib.scenarios.record import MOST, Scenario
from lib.ui import address, cache, widgets
from lib.ui.reallocate import levers

BEYOND = {"floor": "below its floor", "cap": "above its cap"}


def draw_districts(scenario: Scenario) -> None:
    """A slider a district, none pushing another; it shows the district's pounds, to the nearest
    percent where it counts in those."""
    place = cache.place()
    today, unit = place.today(scenario), address.unit()
    change = scenario.levers.change(place.areas.order)
    beyond = slider.beyond(scenario, place)
    for i, code in enumerate(place.modelled.name.index):
        stands = slider.shown(change[code], today[code], unit)
        drawn = _drawn(
            code, f"s{i}", (*slider.slider_range(scenario, today[code], unit), unit), stands
        )
        locked = code in scenario.levers.locked
        mark = "locked" if locked else BEYOND[beyond[code]] if code in beyond else ""
        st.slider(
            verbatim(f"{place.areas.name[code]} ({mark})" if mark else place.areas.name[code]),
            drawn.low,
            drawn.high,
            stands,
            step=1,
            format="%d%%" if unit == "percent" else "£%dk",
            key=drawn.key,
            disabled=locked,
            on_change=_move,
            args=(code, drawn.key),
        )


def _drawn(code: str, name: str, limits: tuple[int, int, str], stands: int) -> levers.Drawn:
    """How a district's slider is drawn: as it was while it stands where its reader put it, anew
    once something else moves it.

    For a browser goes on reporting where its sliders stood until it has drawn where they stand now.
    Were it the same slider, an answer put on the sliders could be undone by the reader's next
    click; and a slider that is set while it is dragged jumps back. It goes from floor to cap, and
    as far beyond them as it has to so that it can stand where the scenario says.
    """
    held: dict[str, levers.Drawn] = st.session_state.setdefault(levers.KEYS, {})
    before = held.get(code)
    if before is None or before.limits != limits or st.session_state.get(before.key) != stands:
        turn = int(before.key.rpartition("_")[2]) + 1 if before else 1
        low, high, _ = limits
        held[code] = levers.Drawn(
            key=f"{name}_{turn}", limits=limits, low=min(low, stands), high=max(high, stands)
        )
    return held[code]


def _move(code: str, key: str) -> None:
    """What a reader means by moving one slider."""
    if key != st.session_state[levers.KEYS][code].key:
        return  # it has been drawn anew since
    _set(code, st.session_state[key])


def _set(code: str, stands: int) -> None:
    """Move one district, in the unit the sliders count in."""
    scenario, unit = address.scenario(), address.unit()
    pounds = slider.meant(stands, cache.place().today(scenario)[code], unit)
    levers.put_changes(scenario.levers.changes | {code: pounds})


def draw_typed(scenario: Scenario) -> None:
    """A district's change as a number to type, in the unit the sliders count in."""
    place, unit = cache.place(), address.unit()
    name = st.selectbox("Or type the change of", list(place.modelled.name), key="typed_for")
    code = place.areas.code(name)
    today = place.today(scenario)[code]
    stands = slider.shown(scenario.levers.change(place.areas.order)[code], today, unit)
    least = min(stands, slider.shown(-today, today, unit))
    most = slider.shown(MOST, today, unit)
    drawn = _drawn("typed", "typed", (least, most, f"{unit} {code}"), stands)
    label = "Change, % of today" if unit == "percent" else "Change, £000"
    st.number_input(
        label,
        drawn.low,
        drawn.high,
        stands,
        step=1,
        key=drawn.key,
        on_change=_type,
        args=(code, drawn.key),
    )


def _type(code: str, key: str) -> None:
    if key == st.session_state[levers.KEYS]["typed"].key and st.session_state[key] is not None:
        _set(code, st.session_state[key])


def draw_unit() -> None:
    st.segmented_control(
        "Sliders count in",
        slider.UNITS,
        required=True,
        **widgets.counted_in(),
    )


def draw_buttons() -> None:
    st.button("Place the rest", on_click=_place_rest, width="stretch")
    st.button("Reset sliders", on_click=_reset, width="stretch")


def loads(make: Callable[[Scenario], Scenario]) -> Callable[[], None]:
    """A callback that puts on the district sliders what `make` makes of the scenario."""

    def load() -> None:
        levers.put_changes(make(address.scenario()).levers.changes)

    return load


def bring_within() -> None:
    """Callback of the fix beside what is said of districts beyond a limit."""
    levers.put_changes(slider.within_limits(address.scenario(), cache.place()).levers.changes)


def _place_rest() -> None:
    scenario = address.scenario()
    levers.put_changes(
        plan.with_rest_placed(scenario, cache.context().today_of(scenario)).levers.changes
    )


def _reset() -> None:
    for setting in (*under("budget"), *under("levers")):
        address.change(setting.key, cache.usual_settings()[setting.key])
    levers.put_changes({})
