"""What binds a widget to the scenario, or to how figures are looked at: it stands where the session
has them, and moving it writes there."""

from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from lib.errors import BadScenario
from lib.markdown import verbatim
from lib.printable import brief
from lib.scenarios import standing
from lib.ui import address, cache
from lib.ui.parameters import OPTIONAL, PARAMETERS


def bound(key: str, now: dict[str, Any]) -> dict[str, Any]:
    """What makes a slider, number or toggle the scenario's: it stands where `now` (see
    `address.settings`) has the setting, and moving it sets that."""
    return {"value": _standing(key, now[key])} | _writes(key, _changed)


def choice(key: str, now: dict[str, Any]) -> dict[str, Any]:
    """What makes a select box the scenario's, with the options of the setting."""
    labels = standing.labels(cache.place())[key]
    index = list(labels).index(_standing(key, now[key]))
    return _options(labels) | {"index": index} | _writes(key, _changed)


def choices(key: str, now: dict[str, Any]) -> dict[str, Any]:
    """What makes a box of several choices the scenario's, with the options of the setting."""
    labels = standing.labels(cache.place())[key]
    return _options(labels) | {"default": _standing(key, now[key])} | _writes(key, _changed)


def counted_in() -> dict[str, Any]:
    """What makes a control the unit of the areas' sliders."""
    return {"default": _standing("unit", address.unit())} | _writes("unit", _changed)


def looks(
    key: str, options: Iterable[str] | None = None, labels: dict[str, str] | None = None
) -> dict[str, Any]:
    """What makes a select box one of how figures are looked at. options: those that are offered
    now, the first where another was chosen; all where not given. labels: of the options, where the
    page has them already."""
    labels = PARAMETERS[key].labels() if labels is None else labels
    shown = list(labels) if options is None else list(options)
    chosen = address.view(key)
    if chosen not in shown:
        address.look(key, None)  # it is not offered any longer, and no link should ask for it
        chosen = None if key in OPTIONAL else shown[0]
    if key in OPTIONAL and chosen is not None:
        st.session_state.setdefault(key, chosen)
    _standing(key, chosen)
    # one that starts at an option cannot be cleared
    index = None if key in OPTIONAL else shown.index(chosen)
    return _options(labels) | {"options": shown, "index": index} | _writes(key, _looked)


def one_of(
    labels: dict[str, str], key: str, stands: str, write: Callable[[str], None]
) -> dict[str, Any]:
    """What makes a select box a choice that is kept elsewhere. stands: the option that it is at;
    write: called with its key once it is moved."""
    index = list(labels).index(_standing(key, stands))
    return _options(labels) | {"index": index} | _writes(key, write)


def several(key: str, offered: Iterable[str], usual: list[str]) -> dict[str, Any]:
    """What makes a box of several choices one of how figures are looked at. offered: the options
    there are now; usual: those chosen where the reader has not chosen."""
    options, chosen = list(offered), address.view(key)
    standing = usual if chosen is None else [one for one in chosen if one in options]
    return {
        "options": options,
        "default": _standing(key, standing),
        "max_selections": PARAMETERS[key].most,
    } | _writes(key, _looked)


def words(key: str) -> dict[str, Any]:
    """What makes a box of text one of how figures are looked at: somebody's own words."""
    value = _standing(key, address.view(key) or "")
    return {"value": value, "max_chars": PARAMETERS[key].longest} | _writes(key, _said)


def switches(key: str) -> dict[str, Any]:
    """What makes a toggle one of how figures are looked at."""
    return {"value": _standing(key, address.view(key) == "true")} | _writes(key, _switched)


def _options(labels: dict[str, str]) -> dict[str, Any]:
    return {"options": list(labels), "format_func": labels.__getitem__}


def _writes(key: str, write: Callable[[str], None]) -> dict[str, Any]:
    return {"key": key, "on_change": write, "args": (key,)}


def _standing(key: str, value: Any) -> Any:
    """Where a widget is to stand. One that is drawn already is set there; a new one starts there,
    so that a browser never reports another value of it."""
    if key in st.session_state and st.session_state[key] != value:
        st.session_state[key] = value
    return value


def _changed(key: str) -> None:
    try:
        address.change(key, st.session_state[key])
    except BadScenario as fault:  # ends of the widget that the browser had not drawn yet
        st.toast(verbatim(str(fault)))


def _looked(key: str) -> None:
    address.look(key, st.session_state[key])


def _said(key: str) -> None:
    address.look(key, brief(st.session_state[key], PARAMETERS[key].longest) or None)


def _switched(key: str) -> None:
    address.look(key, str(st.session_state[key]).lower())
