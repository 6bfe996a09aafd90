"""Why access changes: today's, then one cause after another, to the scenario's; by district, and in
children (docs/methods.md 6)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.model.access import access
from lib.model.reallocation import Outcome
from lib.model.response import REST, Response

SET_ASIDE, GROWTH, MOVE, SHIFT, BASIS = (
    "Set aside",
    "Budget growth",
    "Reallocation",
    "Service shift",
    "Need basis",
)


@dataclass(frozen=True, kw_only=True)
class Step:
    """A cause and the access after it, by area (per 100 children in need)."""

    cause: str
    access: pd.Series


@dataclass(frozen=True, kw_only=True)
class Effect:
    """A cause and what it makes of children reached a year, all areas together: in all, and of them
    in community services."""

    cause: str
    gained: float
    community: float


def placed_growth(outcome: Outcome) -> float:
    """Percent of today's spend by which the scenario's spend grows or shrinks, beside what is set
    aside: of the budget's growth, what it places."""
    before, aside = float(outcome.pounds_before.sum()), float(outcome.taken.sum())
    growth = outcome.budget + aside - before
    placed = float(outcome.pounds_after.sum()) + aside - before
    return 100 * float(np.clip(placed, min(growth, 0), max(growth, 0))) / before


def moved_apart(outcome: Outcome) -> tuple[float, float]:
    """Pounds given to districts and pounds taken from others, beside each one's own share of what
    the budget grows by and of what is set aside."""
    kept = outcome.pounds_before.to_numpy() * (1 + placed_growth(outcome) / 100)
    change = outcome.pounds_after.to_numpy() + outcome.taken.to_numpy() - kept
    return float(change[change > 0].sum()), float(-change[change < 0].sum())


def unshifted(response: Response) -> Response:
    """The response with today's service mix everywhere."""
    return response.with_mix(
        np.tile(np.array(response.split.spend), (len(response.today.pounds), 1))
    )


def waterfall(
    plain: Response, chosen: Response, pounds: pd.Series, growth_percent: float
) -> list[Step]:
    """Access by area from today's to the scenario's, one cause at a time in this order: what is set
    aside where something is, budget growth (each district its share of it), reallocation, service
    shift, need basis.

    Parameters
    ----------
    plain
        The scenario with need on the basis that the page opens with.
    chosen
        The scenario.
    pounds
        Shape (areas,), the scenario's.
    growth_percent
        As `placed_growth`. What a cause does depends on its place in the order; the page says so.
    """
    before, after, still = (
        chosen.today.pounds.to_numpy(float),
        pounds.to_numpy(float),
        unshifted(plain),
    )
    taken = chosen.today.taken.to_numpy()

    def reached(response: Response, spend: np.ndarray) -> pd.Series:
        return pd.Series(
            access(response.treated(spend), response.today.need.to_numpy(float)), pounds.index
        )

    return [
        Step(
            cause="Today",
            access=pd.Series(
                access(plain.today.treated.to_numpy(float), plain.today.need.to_numpy(float)),
                pounds.index,
            ),
        ),
        *([Step(cause=SET_ASIDE, access=reached(still, before - taken))] if taken.any() else []),
        Step(cause=GROWTH, access=reached(still, before * (1 + growth_percent / 100) - taken)),
        Step(cause=MOVE, access=reached(still, after)),
        Step(cause=SHIFT, access=reached(plain, after)),
        Step(cause=BASIS, access=reached(chosen, after)),
    ]


def effects(chosen: Response, pounds: pd.Series, growth_percent: float) -> list[Effect]:
    """Children that setting aside, growth, reallocation and service shift gain or lose, in the
    waterfall's order; they add up to the scenario's."""
    before, after, still = (
        chosen.today.pounds.to_numpy(float),
        pounds.to_numpy(float),
        unshifted(chosen),
    )
    taken = chosen.today.taken.to_numpy()
    stages = [
        (still, before),
        (still, before - taken),
        (still, before * (1 + growth_percent / 100) - taken),
        (still, after),
        (chosen, after),
    ]
    reached = [float(response.treated(spend).sum()) for response, spend in stages]
    community = [float(response.by_service_treated(spend)[REST]) for response, spend in stages]
    gained, of_it = np.diff(reached), np.diff(community)
    return [
        Effect(cause=c, gained=float(g), community=float(m))
        for c, g, m in zip((SET_ASIDE, GROWTH, MOVE, SHIFT), gained, of_it)
    ]
