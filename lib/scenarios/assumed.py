"""The declared assumptions (data/assumptions.toml) as the model wants them: ranges to draw from,
and a scenario at their ends (docs/methods.md 9)."""

from typing import Any

from lib.catalogue.assumptions import ASSUMPTIONS
from lib.catalogue.services import shifted
from lib.model.curves import CURVES
from lib.model.need import BASES
from lib.model.reallocation import SHARED_BY
from lib.model.uncertainty import Priors
from lib.scenarios.record import Scenario, Services

Assumptions = dict[str, Any]


def priors(assumptions: Assumptions) -> Priors:
    """The ranges of elasticity (A3) and service split (A2)."""
    a3 = assumptions["A3"]
    return Priors(
        elasticity=(a3["low"], a3["high"]),
        reached={service.key: _range(assumptions, service.key) for service in shifted()},
    )


def _range(assumptions: Assumptions, service: str) -> tuple[float, float]:
    a2 = assumptions["A2"]["services"][service]
    return a2["reached_low"], a2["reached_high"]


def other_services(
    assumptions: Assumptions, services: Services
) -> tuple[tuple[str, Services], ...]:
    """The service split at the ends of A2's ranges, one at a time, by what is changed."""
    return tuple(
        (f"{service.label} reaches {percent:g}% of children (A2)", split)
        for service in shifted()
        for percent, split in _splits(assumptions, services, service.key)
    )


def _splits(
    assumptions: Assumptions, services: Services, service: str
) -> list[tuple[float, Services]]:
    """The service split at the ends of a service's range, by its percent; an end at which the
    services reach more than all is none."""
    percents = [round(100 * end, 1) for end in _range(assumptions, service)]
    others = sum(percent for key, percent in services.of("reached").items() if key != service)
    able = [percent for percent in percents if others + percent <= 100]
    return [
        (percent, Services.model_validate(services.model_dump() | {f"{service}_reached": percent}))
        for percent in able
    ]


def ends(
    scenario: Scenario, assumptions: Assumptions, spend_known: bool
) -> dict[str, list[tuple[str, Scenario]]]:
    """The scenario at the ends of each assumption's range, or under each of its choices, by
    assumption. spend_known: no A1."""
    at_ends: dict[str, list[tuple[str, Scenario]]] = {}
    if not spend_known:
        at_ends["Spend shared by (A1)"] = [
            (key, scenario.model_copy(update={"shared_by": key})) for key in SHARED_BY
        ]
    for service in shifted():
        at_ends[f"{service.label}: children reached (A2)"] = [
            (f"{percent:g}%", scenario.model_copy(update={"services": split}))
            for percent, split in _splits(assumptions, scenario.services, service.key)
        ]
    for key, assumption in ASSUMPTIONS.items():
        for setting in assumption.settings:
            if setting.swings and setting.curve in ("", scenario.curve):
                low, high = assumptions[key]["low"], assumptions[key]["high"]
                at_ends[setting.words] = [
                    (f"{end:g}", scenario.having(setting.where, end)) for end in (low, high)
                ]
    at_ends["Response curve"] = [
        (curve.label.lower(), scenario.model_copy(update={"curve": key}))
        for key, curve in CURVES.items()
    ]
    at_ends["Need estimated by"] = [
        (basis.label, scenario.model_copy(update={"basis": key})) for key, basis in BASES.items()
    ]
    return at_ends
