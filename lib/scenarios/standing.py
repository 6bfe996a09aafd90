"""A scenario as the settings of the page's widgets, both ways; no Streamlit in here."""

from collections.abc import Mapping
from typing import Any

from lib.catalogue.assumptions import of_kind
from lib.scenarios.place import Place
from lib.scenarios.record import Scenario, validated

ALL, OWN = "all", "own"  # of the areas whose mix shifts; of the standards, one of a reader's own
WRITTEN = ("name", "reason", "plan_year")  # by the author
# The options of each choice by key; the other settings of the catalogue go into links and widgets
# as they are.
OPTIONS = {setting.key: setting.labels for setting in of_kind("choice")}
# Of settings of the same name, the standard alone is written in another way: as one of those
# published, or a reader's own.
PLAIN = {
    setting.key: setting.where
    for setting in of_kind("number", "whole", "switch", "choice")
    if setting.key != "own_standard"
}


def settings(scenario: Scenario, place: Place, unit: str) -> dict[str, Any]:
    """The value of every setting that together make the scenario. unit: how the district sliders
    count."""
    standing: dict[str, Any] = {key: scenario.at(where) for key, where in PLAIN.items()} | {
        key: getattr(scenario, key) for key in WRITTEN
    }
    published = (
        key for key, standard in place.standards.items() if standard.percent == scenario.standard
    )
    standing |= {
        "standard": next(published, OWN),
        "own_standard": float(scenario.standard),
        "unit": unit,
    }
    levers = scenario.levers
    standing["locked"] = [code for code in place.areas.order if code in levers.locked]
    standing["shift_for"] = levers.shift_only or ALL
    standing["moves"] = dict(levers.changes)
    standing["story"] = scenario.story
    return standing


def scenario(standing: Mapping[str, Any], place: Place) -> Scenario:
    """The scenario that the widgets make. Raises BadScenario where their values do not go
    together."""
    data: dict[str, Any] = {key: standing[key] for key in (*WRITTEN, "story")}
    for key, where in PLAIN.items():
        _put(data, where, standing[key])
    chosen = place.standards.get(standing["standard"])
    data["standard"] = standing["own_standard"] if chosen is None else chosen.percent
    data["levers"]["locked"] = tuple(standing["locked"])
    data["levers"]["shift_only"] = None if standing["shift_for"] == ALL else standing["shift_for"]
    moved = standing["moves"]
    data["levers"]["changes"] = {
        code: moved[code] for code in (*place.areas.order, *moved) if code in moved
    }
    return validated(data, place.areas.order, place.areas.noun)


def labels(place: Place) -> dict[str, dict[str, str]]:
    """What the widget of each choice calls its options, by the key that a link has of them."""
    names = {str(code): str(name) for code, name in place.areas.name.items()}
    standards = {key: standard.label for key, standard in place.standards.items()}
    return OPTIONS | {
        "standard": standards | {OWN: "Own"},
        "shift_for": {ALL: f"All {place.areas.noun.many}"} | names,
        "locked": names,
    }


def _put(data: dict, where: tuple[str, ...], value: Any) -> None:
    for step in where[:-1]:
        data = data.setdefault(step, {})
    data[where[-1]] = value
