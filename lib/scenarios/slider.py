"""A district's slider: where it stands for a change in pounds, and how far floor and cap let it
go."""

import math

from lib.model.reallocation import STEP
from lib.scenarios.place import Place
from lib.scenarios.record import Scenario

UNITS = ("percent", "pounds")


def shown(pounds: float, today: float, unit: str) -> int:
    """Where a district's slider stands for a change in pounds: the nearest whole percent of today,
    or £000."""
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
    """The limit that a district's change does not keep to, "floor" or "cap", by area_code; a locked
    district has none.

    Such a change stays as it is until its reader moves it: nothing is thrown away for being out of
    bounds.
    """
    limits, today = {}, place.today(scenario)
    for code, pounds in scenario.levers.changes.items():
        if code in scenario.levers.locked or code not in today.index:
            continue
        low, high = slider_range(scenario, today[code], "pounds")
        if not low <= pounds / STEP <= high:
            limits[code] = "floor" if pounds / STEP < low else "cap"
    return limits


def within_limits(scenario: Scenario, place: Place) -> Scenario:
    """The scenario with every district that is beyond a limit brought to it, to the nearest
    £1,000."""
    today = place.today(scenario)
    percent = {"floor": scenario.levers.floor, "cap": scenario.levers.cap}
    brought = {
        code: round((percent[limit] - 100) * today[code] / 100 / STEP) * STEP
        for code, limit in beyond(scenario, place).items()
    }
    changes = {
        code: pounds for code, pounds in (scenario.levers.changes | brought).items() if pounds
    }
    return scenario.model_copy(
        update={"levers": scenario.levers.model_copy(update={"changes": changes})}
    )
