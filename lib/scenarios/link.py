"""A scenario as the settings of the page's widgets and as the parameters of a link, both ways; no Streamlit in here."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode

import pandas as pd

from lib.catalogue.assumptions import of_kind
from lib.catalogue.assumptions import settings as every_setting
from lib.catalogue.services import shifted
from lib.errors import BadScenario
from lib.model.curves import CURVES
from lib.model.need import BASES
from lib.model.reallocation import SHARED_BY, STEP
from lib.place.areas import Areas
from lib.printable import printable
from lib.scenarios.record import Scenario, validated

ALL, OWN = "All districts", "Own"
DATA, UPLOADED = "data", "uploaded"  # says of a link that the data it was made on are not in it
UNITS = ("percent", "pounds")
MOST = 100_000  # of a whole number in a link; what a slider can stand at is far below
SAID = {"name": 80, "reason": 400}  # the author's words, and the most of a link they may take, as written in it
TARGETS = {"scenario": "This scenario", "fair_share": "Fair share by need"}
# The options of each choice by key; the other settings of the catalogue go into links and widgets as they are.
OPTIONS = {
    "basis": {key: basis.label for key, basis in BASES.items()},
    "shared_by": SHARED_BY,
    "curve": {key: curve.label for key, curve in CURVES.items()},
    "target": TARGETS,
}
CHOICES = {setting.key: (setting.where, OPTIONS[setting.key]) for setting in of_kind("choice")}
NUMBERS = {setting.key: setting.where for setting in of_kind("number", "whole")}
# Of settings of the same name, the standard alone is written in another way: as one of those published, or a reader's own.
PLAIN = {setting.key: setting.where for setting in of_kind("number", "whole", "switch") if setting.key != "own_standard"}
# Numbers whose end depends on where others stand: no services that take more than the whole (and no cap below the floor).
WHOLE = 99  # percent that services but the rest may take together
SHARES = tuple([f"{service.key}_{what}" for service in shifted()] for what in ("spend", "reached"))


def slug(name: str) -> str:
    """A district's name as a parameter: "Northam and Southby" is "northam-and-southby"."""
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
    found: dict[str, Any] = {key: _at(data, where) for key, where in PLAIN.items()} | {key: data[key] for key in SAID}
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
    data: dict[str, Any] = {"levers": {}, "services": {}, "errors": {}, "pace": {}} | {key: found[key] for key in SAID}
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
    """How far floor and cap let a district's slider go, in percent or £000."""
    low, high = scenario.levers.floor - 100, scenario.levers.cap - 100
    if unit == "pounds":
        low, high = low * today / 100 / STEP, high * today / 100 / STEP
    # At least one step, so that a slider can be drawn where floor and cap meet.
    return math.floor(low + 1e-9), max(math.ceil(high - 1e-9), math.floor(low + 1e-9) + 1)


def beyond(scenario: Scenario, place: Place) -> dict[str, str]:
    """The limit that a district's change does not keep to, "floor" or "cap", by area_code; a locked district has none.

    Such a change stays as it is until its reader moves it: nothing is thrown away for being out of bounds.
    """
    found, today = {}, place.today(scenario)
    for code, pounds in scenario.levers.changes.items():
        if code in scenario.levers.locked or code not in today.index:
            continue
        low, high = slider_range(scenario, today[code], "pounds")
        if not low <= pounds / STEP <= high:
            found[code] = "floor" if pounds / STEP < low else "cap"
    return found


def within_limits(scenario: Scenario, place: Place) -> Scenario:
    """The scenario with every district that is beyond a limit brought to it, to the nearest £1,000."""
    today = place.today(scenario)
    percent = {"floor": scenario.levers.floor, "cap": scenario.levers.cap}
    brought = {code: round((percent[limit] - 100) * today[code] / 100 / STEP) * STEP for code, limit in beyond(scenario, place).items()}
    changes = {code: pounds for code, pounds in (scenario.levers.changes | brought).items() if pounds}
    return scenario.model_copy(update={"levers": scenario.levers.model_copy(update={"changes": changes})})


def said(key: str, text: str) -> str:
    """The author's words as a link carries them: printable, on one line, and cut to what the link has room for."""
    plain = " ".join(printable(text).split())
    if len(quote_plus(plain)) <= SAID[key]:
        return plain
    plain = plain[: SAID[key]]  # a character takes at least one of the link's
    while len(quote_plus(f"{plain}…")) > SAID[key]:
        plain = plain[:-1]
    return f"{plain}…"


def query(scenario: Scenario, place: Place, unit: str) -> dict[str, list[str]]:
    """The parameters of a link that opens the scenario; what stands at its default is left out."""
    usual = settings(Scenario(), place, "percent")
    now = settings(scenario, place, unit)
    if now["standard"] != OWN:
        now["own_standard"] = usual["own_standard"]
    now |= {key: said(key, now[key]) or usual[key] for key in SAID}
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
    A change beyond floor or cap is opened as it was sent; `beyond` marks it.
    Raises BadScenario, naming the parameter, for the first that cannot be used; then none of them is.
    """
    usual = settings(Scenario(), place, UNITS[0])
    found = usual | {key: _read(key, values, usual[key]) for key, values in parameters.items() if key in usual}
    found |= {key: said(key, found[key]) or usual[key] for key in SAID}
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
    for code in scenario(found, place).levers.changes:
        if code not in today.index:
            raise BadScenario(f"“moves” moves the money of {place.areas.name[code]}, which is not in the model: its count is suppressed")
    return found


def within(parameters: Mapping[str, list[str]], part: str) -> tuple[dict[str, list[str]], list[str]]:
    """The parameters without control characters and with each number that no widget can stand at brought to the nearest that one can,
    and a sentence on each. part: what an area that counts are published for is called.

    Of two that do not go together, floor above cap or services that take more than the whole, the second gives way to the first.
    """
    usual = Scenario().model_dump()
    brought = {key: [printable(value) for value in values] for key, values in parameters.items()}
    sentences = [f"control characters in its {key} are left out" for key in SAID if brought.get(key) != parameters.get(key)]

    def stands(key: str) -> float:
        return float(brought[key][-1]) if key in brought else _at(usual, NUMBERS[key])

    for key in NUMBERS:
        first = before(key)
        if not all(_is_number(brought[one][-1]) for one in (key, *first) if one in brought) or not {key, *first} & set(brought):
            continue
        sent, low, high = stands(key), every_setting()[key].low, every_setting()[key].high
        if key == "cap":
            low = stands("floor")
        for shares in SHARES:
            if key in shares:
                later = shares[shares.index(key) + 1 :]
                high = WHOLE - sum(map(stands, first)) - sum(every_setting()[one].low for one in later)
        opens = min(max(sent, low), high)
        if opens != sent:
            brought[key] = [f"{opens:g}"]
            end = "least" if sent < low else "most"
            sentences.append(f"{every_setting()[key].words.format(part=part)}: {sent:g} was asked for, {opens:g} is the {end} it can be")
    return brought, sentences


def before(key: str) -> list[str]:
    """The settings that a number gives way to where the two do not go together."""
    if key == "cap":
        return ["floor"]
    return next((shares[: shares.index(key)] for shares in SHARES if key in shares), [])


def beside(key: str) -> list[str]:
    """The other services' shares of the whole that a share is of."""
    return next(([one for one in shares if one != key] for shares in SHARES if key in shares), [])


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _read(key: str, values: list[str], usual: Any) -> Any:
    """One parameter, in the type its widget has."""
    if isinstance(usual, list):
        return list(dict.fromkeys(values))
    value = values[-1]
    try:
        if isinstance(usual, bool):
            return {"true": True, "false": False}[value]
        if isinstance(usual, int):
            whole = int(value)
            if abs(whole) <= MOST:
                return whole
        elif isinstance(usual, float):
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
