"""What levers beyond the districts' sliders cost a year: one record each. It comes off the budget
before anything is shared, so that a pound spent there is not spent in a district."""

from collections.abc import Callable
from dataclasses import dataclass

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
    pounds
        A year, of a scenario on tables and from where the model starts; never below nought.
    """

    page: str
    words: str
    pounds: Callable[[Scenario, Tables, Today], float]


COMMITMENTS: tuple[Commitment, ...] = (
    Commitment(
        page="risk",
        words="offers to groups at greatest risk",
        pounds=lambda scenario, tables, today: sum(offers.pounds(scenario).values()),
    ),
    Commitment(page="transition", words="services for ages 18 to 25", pounds=transfer.pounds),
    Commitment(
        page="workforce",
        words="new school teams and places of early help",
        pounds=schools.pounds,
    ),
    Commitment(
        page="waits", words="shorter waits and support while waiting", pounds=pathway.pounds
    ),
)


def set_aside(scenario: Scenario, tables: Tables, today: Today) -> dict[str, float]:
    """Pounds a year by what they are for, of each commitment that costs something."""
    each = {one.words: one.pounds(scenario, tables, today) for one in COMMITMENTS}
    return {words: pounds for words, pounds in each.items() if pounds}
