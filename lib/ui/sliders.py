"""The slider of each district: drawn, moved, and set all at once."""

from collections.abc import Callable

import streamlit as st

from lib.model import plan
from lib.model.scenario import Scenario
from lib.ui import cache, levers, links


def draw_districts(scenario: Scenario) -> None:
    """A slider a district, none pushing another; it shows the district's pounds, to the nearest percent where it counts in those."""
    place = cache.place()
    today, unit = place.today(scenario), levers.values()["unit"]
    change = scenario.levers.change(place.areas.order)
    for code, name in levers.names().items():
        low, high = links.slider_range(scenario, today[code], unit)
        stands = min(max(links.shown(change[code], today[code], unit), low), high)
        key = _key(code, f"{name}_{low}_{high}_{unit}", stands)
        said, locked = place.areas.name[code], code in scenario.levers.locked
        st.slider(
            f"{said} (locked)" if locked else said,
            low,
            high,
            step=1,
            format="%d%%" if unit == "percent" else "£%dk",
            key=key,
            disabled=locked,
            on_change=_move,
            args=(code, key),
        )


def _key(code: str, what: str, stands: int) -> str:
    """The key of a district's slider: the one it has while it stands where its reader put it, a new one once something else moves it.

    For a browser goes on reporting where its sliders stood until it has drawn where they stand now. Were it the same slider, an answer
    put on the sliders could be undone by the reader's next click; and a slider that is set while it is dragged jumps back.
    """
    keys: dict[str, str] = st.session_state.setdefault(levers.KEYS, {})
    before, _, turn = keys.get(code, "#0").rpartition("#")
    if before != what or st.session_state.get(keys[code], stands) != stands:
        keys[code] = f"{what}#{int(turn) + 1}"
    st.session_state.setdefault(keys[code], stands)
    return keys[code]


def _move(code: str, key: str) -> None:
    """What a reader means by moving one slider."""
    if key != st.session_state[levers.KEYS].get(code):
        return  # it has been drawn anew since
    scenario, unit = levers.current(), levers.values()["unit"]
    pounds = links.meant(st.session_state[key], cache.place().today(scenario)[code], unit)
    changes = scenario.levers.changes | {code: pounds}
    moved = scenario.levers.model_copy(update={"changes": {c: p for c, p in changes.items() if p}})
    levers.put_changes(scenario.model_copy(update={"levers": moved}))


def draw_unit() -> None:
    st.segmented_control("Sliders count in", links.UNITS, default=links.UNITS[0], key="unit", bind="query-params", required=True)


def draw_buttons() -> None:
    st.button("Place the rest", on_click=_place_rest, width="stretch")
    st.button("Reset sliders", on_click=_reset, width="stretch")


def loads(make: Callable[[Scenario], Scenario]) -> Callable[[], None]:
    """A callback that puts on the district sliders what `make` makes of the scenario."""

    def load() -> None:
        levers.put_changes(links.within_sliders(make(levers.current()), cache.place()))

    return load


def _place_rest() -> None:
    scenario = levers.current()
    levers.put_changes(plan.with_rest_placed(scenario, cache.today_of(scenario)))


def _reset() -> None:
    scenario = levers.current()
    for key in ("growth", "early", "intensive", "elasticity"):
        st.session_state[key] = cache.usual_settings()[key]
    kept = scenario.levers.model_copy(update={"changes": {}})
    levers.put_changes(scenario.model_copy(update={"levers": kept}))
