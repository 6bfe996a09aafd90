"""What levers beyond the districts' sliders cost a year: one record each. It comes off the budget
before anything is shared, so that a pound spent there is not spent in a district."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lib.model.response import Today
from lib.scenarios import offers, pathway, schools, transfer
from lib.scenarios.record import Scenario
from lib.sources import Tables


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """What a page's levers cost.

    Attributes
    ----------
    page
        The stem of the page that has the levers.
    words
        What the money is for, in a sentence on the budget.
    rests_on
        The fields of a scenario that it rests on, by which it is remembered.
    pounds
        A year, of a scenario on tables and from where the model starts; never below nought.
    """

    page: str
    words: str
    rests_on: tuple[str, ...]
    pounds: Callable[[Scenario, Tables, Today], float]

    def asked(self, scenario: Scenario) -> tuple[Any, ...]:
        """What a scenario has of what it rests on."""
        return tuple(getattr(scenario, name) for name in self.rests_on)


COMMITMENTS: tuple[Commitment, ...] = (
    Commitment(
        page="risk",
        words="offers to groups at greatest risk",
        rests_on=("risk",),
        pounds=lambda scenario, tables, today: sum(offers.pounds(scenario).values()),
    ),
    Commitment(
        page="transition",
        words="services for ages 18 to 25",
        rests_on=("transition", "basis", "weighted", "curve", "elasticity", "services"),
        pounds=transfer.pounds,
    ),
    Commitment(
        page="workforce",
        words="new school teams and places of early help",
        rests_on=("schools",),
        pounds=schools.pounds,
    ),
    Commitment(
        page="waits",
        words="shorter waits and support while waiting",
        rests_on=("pathway", "basis", "weighted"),
        pounds=pathway.pounds,
    ),
    Commitment(
        page="places",
        words="more places of support",
        rests_on=("places",),
        pounds=lambda scenario, tables, today: 1000 * scenario.places.new * scenario.places.cost,
    ),
)
