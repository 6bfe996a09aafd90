"""A scenario as the settings of the page's widgets and as the parameters of a link, both ways; no Streamlit in here."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from lib.areas import Areas
from lib.errors import BadScenario
from lib.model.curves import CURVES
from lib.model.need import BASES
from lib.model.reallocation import SHARED_BY, STEP
from lib.model.scenario import Scenario, validated

ALL, OWN = "All districts", "Own"
DATA, UPLOADED = "data", "uploaded"  # says of a link that the data it was made on are not in it
UNITS = ("percent", "pounds")
TARGETS = {"scenario": "This scenario", "fair_share": "Fair share by need"}
# Widget key -> where its value stands in a scenario.
PLAIN = {
    "weighted": ("weighted",),
    "elasticity": ("elasticity",),
    "inflation": ("inflation",),
    "growth": ("levers", "growth"),
    "floor": ("levers", "floor"),
    "cap": ("levers", "cap"),
    "early": ("levers", "early"),
    "intensive": ("levers", "intensive"),
    "release": ("levers", "release_intensive"),
    **{key: ("services", key) for key in ("early_spend", "early_reached", "intensive_spend", "intensive_reached")},
    "need_error": ("errors", "need"),
    "need_own_error": ("errors", "need_district"),
    "count_error": ("errors", "apportionment"),
    "years": ("pace", "years"),
    **{f"pace_{key}": ("pace", key) for key in ("growth", "least", "most", "speed", "under")},
}
CHOICES = {
    "basis": (("basis",), {key: basis.label for key, basis in BASES.items()}),
    "shared_by": (("shared_by",), SHARED_BY),
    "curve": (("curve",), {key: curve.label for key, curve in CURVES.items()}),
    "target": (("pace", "target"), TARGETS),
}


def slug(name: str) -> str:
    """A district's name as a parameter: "Folkestone and Hythe" is "folkestone-and-hythe"."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


@dataclass(frozen=True, kw_only=True)
class Place:
    """What links are made and read against: the areas, those of them in the model, the standards by label, and today's pounds
    under a choice of basis, weighting and A1."""

    areas: Areas
    modelled: Areas
    standards: dict[str, float]
    pounds: Callable[[str, bool, str], pd.Series]

    def today(self, scenario: Scenario) -> pd.Series:
        return self.pounds(scenario.basis, scenario.weighted, scenario.shared_by)


def settings(scenario: Scenario, place: Place, unit: str) -> dict[str, Any]:
    """The value of every setting that together make the scenario. unit: how the district sliders count."""
    data = scenario.model_dump()
    found: dict[str, Any] = {key: _at(data, where) for key, where in PLAIN.items()}
    for key, (where, labels) in CHOICES.items():
        found[key] = labels[_at(data, where)]
    label = next((label for label, percent in place.standards.items() if percent == scenario.standard), OWN)
    found |= {"standard": label, "own_standard": float(scenario.standard), "unit": unit}
    names, levers = place.areas.name, scenario.levers
    found["locked"] = [names[code] for code in place.areas.order if code in levers.locked]
    found["shift_for"] = ALL if levers.shift_only is None else names[levers.shift_only]
    change = levers.change(place.areas.order)
    found["moves"] = "_".join(str(round(pounds / STEP)) for pounds in change) if change.any() else ""
    return found


def scenario(found: Mapping[str, Any], place: Place) -> Scenario:
    """The scenario that the widgets make. Raises BadScenario where their values do not go together."""
    data: dict[str, Any] = {"levers": {}, "services": {}, "errors": {}, "pace": {}}
    for key, where in PLAIN.items():
        _put(data, where, found[key])
    for key, (where, labels) in CHOICES.items():
        _put(data, where, next(code for code, label in labels.items() if label == found[key]))
    data["standard"] = found["own_standard"] if found["standard"] == OWN else place.standards[found["standard"]]
    data["levers"]["locked"] = tuple(place.areas.code(name) for name in found["locked"])
    data["levers"]["shift_only"] = None if found["shift_for"] == ALL else place.areas.code(found["shift_for"])
    data["levers"]["changes"] = _changes(found["moves"], place)
    return validated(data, place.areas.order)


def _changes(text: str, place: Place) -> dict[str, int]:
    """Pounds of each district that moves, from £000 in the areas' order."""
    if not text:
        return {}
    parts = text.split("_")
    if len(parts) != len(place.areas.order) or not all(re.fullmatch(r"-?\d{1,7}", part) for part in parts):
        raise BadScenario(f"“{text[:40]}” is not a value of “moves”: whole £000, one a district")
    return {code: int(part) * STEP for code, part in zip(place.areas.order, parts) if int(part)}


def shown(pounds: float, today: float, unit: str) -> int:
    """Where a district's slider stands for a change in pounds: the nearest whole percent of today, or £000."""
    if unit == "pounds":
        return round(pounds / STEP)
    return round(pounds / today * 100) if today > 0 else 0


def meant(stands: int, today: float, unit: str) -> int:
    """The change in pounds, in whole £1,000, that a reader means by setting a slider."""
    return stands * STEP if unit == "pounds" else round(today * stands / 100 / STEP) * STEP


def slider_range(scenario: Scenario, today: float, unit: str) -> tuple[int, int]:
    """How far a district's slider goes: from floor to cap, in percent or £000."""
    low, high = scenario.levers.floor - 100, scenario.levers.cap - 100
    if unit == "pounds":
        low, high = low * today / 100 / STEP, high * today / 100 / STEP
    # At least one step, so that a slider can be drawn where floor and cap meet.
    return math.floor(low + 1e-9), max(math.ceil(high - 1e-9), math.floor(low + 1e-9) + 1)


def within_sliders(scenario: Scenario, place: Place) -> Scenario:
    """The scenario with floor and cap widened, where its changes go beyond them, so that every slider can stand where it should."""
    today, change = place.today(scenario), scenario.levers.change(place.areas.order)
    percent = (100 * (1 + change / today.where(today > 0))).fillna(100)
    levers = scenario.levers
    # A change in whole £1,000 may stand a few pounds beyond a limit in percent.
    spare = 100 * STEP / today.where(today > 0).min()
    floor, cap = levers.floor, levers.cap
    if percent.min() < floor - spare:
        floor = max(0.0, float(math.floor(percent.min())))
    if percent.max() > cap + spare:
        cap = float(math.ceil(percent.max()))
    if (floor, cap) == (levers.floor, levers.cap):
        return scenario
    wider = {"levers": levers.model_dump() | {"floor": floor, "cap": cap}}
    return validated(scenario.model_dump() | wider, place.areas.order)


def query(scenario: Scenario, place: Place, unit: str) -> dict[str, list[str]]:
    """The parameters of a link that opens the scenario; what stands at its default is left out."""
    usual = settings(Scenario(), place, "percent")
    now = settings(scenario, place, unit)
    if now["standard"] != OWN:
        now["own_standard"] = usual["own_standard"]
    return {key: _written(value) for key, value in now.items() if value != usual[key]}


def text(parameters: dict[str, list[str]]) -> str:
    return urlencode(parameters, doseq=True)


def _written(value: Any) -> list[str]:
    if isinstance(value, list):
        return value
    return [str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) and value % 1 == 0 else str(value)]


def read(parameters: Mapping[str, list[str]], place: Place) -> dict[str, Any]:
    """The settings that a link's parameters make, defaults elsewhere.

    A district's own name as a parameter is a percent of today's spend, as in links of the first release.
    Raises BadScenario, naming the parameter, for the first that cannot be used; then none of them is.
    """
    usual = settings(Scenario(), place, UNITS[0])
    found = usual | {key: _read(key, values, usual[key]) for key, values in parameters.items() if key in usual}
    names = list(place.areas.name)
    allowed = {key: list(labels.values()) for key, (_, labels) in CHOICES.items()}
    allowed |= {"standard": [*place.standards, OWN], "unit": list(UNITS), "shift_for": [ALL, *names]}
    for key, values in allowed.items():
        if found[key] not in values:
            raise BadScenario(f"“{found[key][:40]}” is not a value of “{key}”")
    for name in found["locked"]:
        if name not in names:
            raise BadScenario(f"“{name[:40]}” is not a value of “locked”")
    try:
        today = place.today(scenario(found, place))
    except BadScenario as fault:
        named = [name for name, where in PLAIN.items() if where == fault.where and name in parameters]
        raise BadScenario(f"“{parameters[named[0]][-1][:40]}” is not a value of “{named[0]}”" if named else str(fault)) from fault
    percents = {code: slug(name) for code, name in place.modelled.name.items() if slug(name) in parameters}
    if percents:
        moves = {code: meant(_read(key, parameters[key], 0), today[code], "percent") for code, key in percents.items()}
        found["moves"] = "_".join(str(moves.get(code, 0) // STEP) for code in place.areas.order)
    made = scenario(found, place)
    for code, pounds in made.levers.changes.items():
        if code not in today.index:
            raise BadScenario(f"“moves” moves the money of {place.areas.name[code]}, which is not in the model: its count is suppressed")
        low, high = slider_range(made, today[code], "pounds")
        if not low <= pounds / STEP <= high:
            raise BadScenario(f"“moves” puts {place.areas.name[code]} at £{pounds:+,.0f}; floor and cap allow £{low},000 to £{high},000")
    return found


def _read(key: str, values: list[str], usual: Any) -> Any:
    """One parameter, in the type its widget has."""
    if isinstance(usual, list):
        return list(dict.fromkeys(values))
    value = values[-1]
    try:
        if isinstance(usual, bool):
            return {"true": True, "false": False}[value]
        if isinstance(usual, int):
            return int(value)
        if isinstance(usual, float):
            number = float(value)
            if math.isfinite(number):
                return number
        else:
            return value
    except (ValueError, KeyError):
        pass
    raise BadScenario(f"“{value[:40]}” is not a value of “{key}”")


def _at(data: dict, where: tuple[str, ...]) -> Any:
    for step in where:
        data = data[step]
    return data


def _put(data: dict, where: tuple[str, ...], value: Any) -> None:
    for step in where[:-1]:
        data = data[step]
    data[where[-1]] = value
