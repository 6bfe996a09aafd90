"""What the levers do, handed from the Reallocate page to each of its sections."""

from dataclasses import dataclass

import pandas as pd

from lib.areas import Areas
from lib.errors import BadLever
from lib.model import plan, uncertainty
from lib.model.reallocation import Outcome
from lib.model.response import Today
from lib.model.scenario import Scenario
from lib.model.uncertainty import Sureness
from lib.ui import cache
from lib.ui.state import Filters


@dataclass(frozen=True, kw_only=True)
class Result:
    """The scenario, what it does, how sure that is, and where it starts from. areas: those in the model."""

    scenario: Scenario
    outcome: Outcome
    sure: Sureness
    today: Today
    filters: Filters
    areas: Areas

    @property
    def standard(self) -> float | None:
        """Per 100 children in need, where the basis has one."""
        return self.filters.standard if self.filters.standard_applies else None

    @property
    def change(self) -> pd.Series:
        """Pounds a year on today's, by area."""
        return self.outcome.pounds_after - self.outcome.pounds_before


def work_out(scenario: Scenario, filters: Filters) -> Result:
    """What a scenario does on today's data, and how sure that is. Raises BadLever where its levers do not go together."""
    today, names = cache.today_of(scenario), cache.tables().areas.name
    try:
        under = plan.response(scenario, today)
    except BadLever as fault:
        said = str(fault)
        for code, name in names.items():
            said = said.replace(str(code), str(name))
        raise BadLever(said) from fault
    outcome = plan.outcome(scenario, under)
    sure = uncertainty.sureness(cache.draws(scenario), under, outcome.pounds_after, scenario.standard)
    return Result(scenario=scenario, outcome=outcome, sure=sure, today=today, filters=filters, areas=cache.modelled_areas())
