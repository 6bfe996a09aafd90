"""A scenario's services from birth to 25 met with the data: who is in need, who leaves at 18, and
what each year of the transfer reaches and costs (docs/methods.md 19)."""

from dataclasses import dataclass

import numpy as np

from lib.catalogue.indicators import MODELLED
from lib.catalogue.transition import STEPS
from lib.figures import amounts
from lib.figures.measured import measured_period
from lib.model import transition
from lib.model.ages import ADULT, AGES, Rates, grown, rates
from lib.model.curves import NEARLY_ALL
from lib.model.need import BASES
from lib.model.response import REST, Today
from lib.model.transition import Service
from lib.scenarios.record import Scenario
from lib.sources import Tables

YEARS = len(STEPS) + 1  # of the transfer
LEAST = 0.01  # share of children in community services, so that one has a cost


@dataclass(frozen=True, kw_only=True)
class Young:
    """Those from birth to 25 under a scenario's assumptions.

    Attributes
    ----------
    year
        The mid-year that they are counted at.
    people
        Shape (areas, ages), in the areas' order.
    rates
        In need at each age.
    index
        The need index of each area, shape (areas,); 1 where need is not weighted.
    access
        The share of those in need under 18 that is reached, shape (areas,); NaN where the count is
        suppressed.
    service
        What reaching one costs.
    """

    year: int
    people: np.ndarray
    rates: Rates
    index: np.ndarray
    access: np.ndarray
    service: Service

    def in_need(self, years: int) -> np.ndarray:
        """So many years later, shape (areas, ages); weighting leaves each age's total as it is."""
        people = grown(self.people, years)
        weighted = people * self.index[:, None]
        return weighted * (people.sum(0) / weighted.sum(0)) * self.rates.share

    def adults(self, years: int) -> np.ndarray:
        """The same of those from 18 whom a survey asks, shape (areas, ages)."""
        return self.in_need(years)[:, self.rates.adult]


@dataclass(frozen=True, kw_only=True)
class Path:
    """Each year of the transfer, shape (years,): year, share (of those in need, that the transfer
    reaches), in_need, reached and pounds a year. by_area: reached, shape (areas, years)."""

    year: np.ndarray
    share: np.ndarray
    in_need: np.ndarray
    reached: np.ndarray
    pounds: np.ndarray
    by_area: np.ndarray


def surveyed(basis: str) -> str:
    """The survey that a need basis has ages of: the national standard is one number for all under
    18, so that the 2023 survey stands in for it."""
    return "survey_2023" if BASES[basis].standard else basis


def young(scenario: Scenario, tables: Tables, today: Today) -> Young:
    """today: where the model starts under the scenario's own basis."""
    order = tables.areas.order
    latest = tables.population[tables.population.year == tables.population.year.max()]
    people = latest.pivot(index="area_code", columns="age", values="persons").loc[order]
    basis, index = surveyed(scenario.basis), today.need.index
    need = today.need
    if basis != scenario.basis:
        period = measured_period(tables, MODELLED)
        need = amounts.children_in_need(tables, period, basis, scenario.weighted).reindex(index)
    reached = (today.treated / need.where(need > 0)).reindex(order)
    local = np.ones(len(order))
    if scenario.weighted:
        local = tables.need_index.set_index("area_code").need_index.reindex(order).to_numpy(float)
    return Young(
        year=int(latest.year.iloc[0]),
        people=people.reindex(columns=list(AGES)).to_numpy(float),
        rates=rates(tables.prevalence, basis, scenario.transition.older),
        index=local,
        access=reached.clip(upper=1).to_numpy(float),
        service=_service(scenario, today, float(need.sum())),
    )


def _service(scenario: Scenario, today: Today, in_need: float) -> Service:
    split = scenario.services.split
    share = split.spend[REST] / max(split.reached[REST], LEAST)
    unit = float(today.pounds.sum() / today.treated.sum()) * share
    return Service(
        access=min(float(today.treated.sum()) / in_need, NEARLY_ALL),
        unit=unit * scenario.transition.cost / 100,
        curve=scenario.curve,
        elasticity=scenario.elasticity,
    )


def leaving(here: Young, scenario: Scenario, years: int) -> np.ndarray:
    """Those in a children's service as they turn 18 so many years later, shape (areas,)."""
    share = np.minimum(here.access * scenario.transition.at_18 / 100, 1)
    return here.in_need(years)[:, ADULT] * share


def ahead(here: Young, year: int) -> int:
    """From the mid-year that people were counted at to a year, within what today's children can
    say of it."""
    return min(max(year - here.year, 0), ADULT)


def path(here: Young, scenario: Scenario, which: tuple[int, ...] = tuple(range(YEARS))) -> Path:
    """Years of the transfer, all or some, from nought."""
    levers = scenario.transition
    chosen = [getattr(levers, step) / 100 for step in STEPS]
    made = transition.steps(YEARS, chosen if levers.steps == "chosen" else None)
    more = min(levers.moves, 100 - levers.moves_on) / 100
    by_area, need = [], []
    for i in which:
        later = ahead(here, levers.starts + i)
        adults, left = here.adults(later), np.nan_to_num(leaving(here, scenario, later))
        need.append(adults.sum())
        by_area.append(transition.reached(adults, left, levers.access / 100 * made[i], more))
    in_need, each = np.array(need), np.array(by_area).T
    everyone = each.sum(0)
    return Path(
        year=levers.starts + np.array(which),
        share=everyone / np.maximum(in_need, 1e-9),
        in_need=in_need,
        reached=everyone,
        pounds=here.service.pounds(everyone, in_need),
        by_area=each,
    )


def pounds(scenario: Scenario, tables: Tables, today: Today) -> float:
    """What the year of the transfer that the budget pays for costs, pounds a year."""
    levers = scenario.transition
    if not levers.access and not levers.moves:
        return 0.0
    here = young(scenario, tables, today)
    if not here.rates.adult:
        return 0.0  # no survey asks those from 18
    return float(path(here, scenario, (levers.paid - 1,)).pounds[0])
