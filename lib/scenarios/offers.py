"""Offers to groups at greatest risk: children to be seen, and what that costs (docs/methods.md
18)."""

from lib.catalogue.groups import offered
from lib.scenarios.record import Scenario


def seen(scenario: Scenario) -> dict[str, float]:
    """Children to be seen in a year, by the group that has an offer in the scenario."""
    every = {group: scenario.at(("risk", f"{group}_seen")) for group in offered()}
    return {group: children for group, children in every.items() if children}


def price(scenario: Scenario, group: str) -> float:
    """Pounds for each child of a group (A11)."""
    return float(scenario.at(("risk", f"{group}_pounds")))


def pounds(scenario: Scenario) -> dict[str, float]:
    """Pounds a year, by group: children x pounds a child. Pounds add up over groups; children do
    not, for one child may be in several."""
    return {group: children * price(scenario, group) for group, children in seen(scenario).items()}
