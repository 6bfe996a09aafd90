"""A scenario's settings as the parameters of a link, both ways.

A link has keys and area codes; those of earlier versions have labels and names, which `read` takes
as well.
"""

import math
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote_plus, urlencode

import pandas as pd

from lib.errors import BadScenario
from lib.model.reallocation import STEP
from lib.printable import printable
from lib.scenarios import story_link
from lib.scenarios.place import Place
from lib.scenarios.record import Scenario
from lib.scenarios.slider import UNITS, meant
from lib.scenarios.standing import OWN, PLAIN, labels, settings
from lib.scenarios.standing import scenario as scenario_of

DATA, UPLOADED = "data", "uploaded"  # says of a link that the data it was made on are not in it
MOST = 100_000  # of a whole number in a link; what a slider can stand at is far below
# the author's words, and the most of a link they may take, as written in it
SAID = {"name": 80, "reason": 400}
MOVE = re.compile(r"([A-Z]\d{8})\.(-?\d{1,7})")  # a district's change, £000
# the same where its place among the areas says whose it is
MOVE_BY_PLACE = re.compile(r"-?\d{1,7}")


def slug(name: str) -> str:
    """A district's name as a parameter: "Northam and Southby" is "northam-and-southby"."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def moves(changes: Mapping[str, int]) -> str:
    """What each district moves by as a link has it: area code and £000.

    >>> moves({"X00000002": -500_000, "X00000001": 250_000})
    'X00000001.250_X00000002.-500'
    """
    return "_".join(
        f"{code}.{pounds // STEP}" for code, pounds in sorted(changes.items()) if pounds
    )


def changes(text: str, place: Place) -> dict[str, int]:
    """Pounds of each district that moves, from what a link says. Before 0.4.0 it has the £000 of
    every district, in the areas' order.

    Raises BadScenario where it is neither.
    """
    parts = text.split("_") if text else []
    pairs = [(match[1], match[2]) for match in map(MOVE.fullmatch, parts) if match]
    if not pairs and len(parts) == len(place.areas.order):
        pairs = [
            (code, part)
            for code, part in zip(place.areas.order, parts)
            if MOVE_BY_PLACE.fullmatch(part)
        ]
    if not len(parts) == len(pairs) == len(dict(pairs)):
        raise BadScenario(
            f"“{text[:40]}” is not a value of “moves”: each {place.areas.noun.a}'s code and whole"
            " £000"
        )
    return {code: int(amount) * STEP for code, amount in pairs if int(amount)}


def parted(
    parameters: Mapping[str, list[str]], place: Place
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The parameters of a link that make its scenario, and the others."""
    names = {*settings(Scenario(), place, UNITS[0]), *map(slug, place.modelled.name)}
    return (
        {name: values for name, values in parameters.items() if name in names},
        {name: values for name, values in parameters.items() if name not in names},
    )


def _in_keys(parameters: Mapping[str, list[str]], place: Place) -> dict[str, list[str]]:
    """Keys and area codes for the labels and names that links of earlier versions have."""
    keys = {
        name: {label: key for key, label in options.items()}
        for name, options in labels(place).items()
    }
    return {
        key: [keys.get(key, {}).get(value, value) for value in values]
        for key, values in parameters.items()
    }


def said(key: str, text: str) -> str:
    """The author's words as a link carries them."""
    return cut(text, SAID[key])


def cut(text: str, most: int) -> str:
    """Somebody's words printable, on one line, and cut to so many characters as a link has them."""
    plain = " ".join(printable(text).split())
    if len(quote_plus(plain)) <= most:
        return plain
    plain = plain[:most]  # a character takes at least one of the link's
    while len(quote_plus(f"{plain}…")) > most:
        plain = plain[:-1]
    return f"{plain}…"


def query(scenario: Scenario, place: Place, unit: str) -> dict[str, list[str]]:
    """The parameters of a link that opens the scenario; what stands at its default is left out."""
    usual = settings(Scenario(), place, "percent")
    now = settings(scenario, place, unit)
    if now["standard"] != OWN:
        now["own_standard"] = usual["own_standard"]
    now |= {key: said(key, now[key]) or usual[key] for key in SAID}
    for one in (usual, now):
        one["story"] = story_link.written(one["story"])
    return {key: written(value) for key, value in now.items() if value != usual[key]}


def text(parameters: dict[str, list[str]]) -> str:
    return urlencode(parameters, doseq=True)


def written(value: Any) -> list[str]:
    """A setting as a parameter."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return [moves(value)]
    return [
        (
            str(value).lower()
            if isinstance(value, bool)
            else f"{value:g}"
            if isinstance(value, float) and value % 1 == 0
            else str(value)
        )
    ]


def read(parameters: Mapping[str, list[str]], place: Place) -> dict[str, Any]:
    """The settings that a link's parameters make, defaults elsewhere.

    A district's own name as a parameter is a percent of today's spend, as in links of the first
    release. A change beyond floor or cap is opened as it was sent; `beyond` marks it.
    Raises BadScenario, naming the parameter, for the first that cannot be used; then none of them
    is.
    """
    parameters = _in_keys(parameters, place)
    usual = settings(Scenario(), place, UNITS[0])
    opened = usual | _named(parameters, usual)
    if "moves" in parameters:
        opened["moves"] = changes(parameters["moves"][-1], place)
    if "story" in parameters:
        opened["story"] = story_link.read(parameters["story"][-1])
    opened |= {key: said(key, opened[key]) or usual[key] for key in SAID}
    _check_choices(opened, place)
    today = place.today(_meant(opened, parameters, place))
    opened["moves"] = _percents(parameters, today, place) or opened["moves"]
    _check_modelled(scenario_of(opened, place), today.index, place)
    return opened


def _named(parameters: Mapping[str, list[str]], usual: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that have a parameter of their own."""
    return {
        key: _read(key, values, usual[key])
        for key, values in parameters.items()
        if key in usual and key not in ("moves", "story")
    }


def _percents(
    parameters: Mapping[str, list[str]], today: pd.Series, place: Place
) -> dict[str, int]:
    """Pounds of each district that a link of the first release moves, by its name, in percent of
    today's spend."""
    slugs = {str(code): slug(name) for code, name in place.modelled.name.items()}
    pounds = {
        code: meant(_read(name, parameters[name], 0), today[code], "percent")
        for code, name in slugs.items()
        if name in parameters
    }
    return {code: moved for code, moved in pounds.items() if moved}


def _check_modelled(opened: Scenario, modelled: pd.Index, place: Place) -> None:
    """Raise BadScenario for the first district that is moved and is not in the model."""
    for code in opened.levers.changes:
        if code not in modelled:
            raise BadScenario(
                f"“moves” moves the money of {place.areas.name[code]}, which is not in the model:"
                " its count is suppressed"
            )


def _check_choices(standing: Mapping[str, Any], place: Place) -> None:
    """Raise BadScenario for the first choice that is none of its options."""
    allowed = {key: list(options) for key, options in labels(place).items()} | {"unit": list(UNITS)}
    for key, options in allowed.items():
        for value in standing[key] if isinstance(standing[key], list) else [standing[key]]:
            if value not in options:
                raise BadScenario(f"“{value[:40]}” is not a value of “{key}”")


def _meant(
    standing: Mapping[str, Any], parameters: Mapping[str, list[str]], place: Place
) -> Scenario:
    """The scenario of a link's settings. Raises BadScenario naming the parameter that its record
    refuses."""
    try:
        return scenario_of(standing, place)
    except BadScenario as fault:
        named = [
            name for name, where in PLAIN.items() if where == fault.where and name in parameters
        ]
        raise BadScenario(
            f"“{parameters[named[0]][-1][:40]}” is not a value of “{named[0]}”"
            if named
            else str(fault)
        ) from fault


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
                return number + 0.0  # -0 is 0
        else:
            return value
    except (ValueError, KeyError):
        pass
    raise BadScenario(f"“{value[:40]}” is not a value of “{key}”")
