"""The statistics of variation of one set of rates, each with its interval where one can be given
(docs/methods.md 5)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.variation import funnel, shrinkage, spread
from lib.variation.rates import Rates

DRAWS = 2000


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A statistic with its 95% interval (NaN where none can be given)."""

    value: float
    lower: float = float("nan")
    upper: float = float("nan")


@dataclass(frozen=True, kw_only=True)
class Spread:
    """The statistics over k measured areas. estimates: those of ESTIMATED that these rates have, by
    key. What needs counts is None for a figure that is not a ratio of counts."""

    k: int
    estimates: dict[str, Estimate]
    chi_square: float | None = None
    p: float | None = None
    phi: float | None = None
    # True by area: outside the 99.8% limits of chance about the whole's rate
    outside: pd.Series | None = None
    outside_adjusted: pd.Series | None = None  # the same with limits that allow for overdispersion
    shrunk: pd.Series | None = None

    @property
    def ratio(self) -> Estimate:
        """Highest over lowest."""
        return self.estimates["ratio"]

    @property
    def chance_ratio(self) -> float | None:
        """Highest over lowest that one shared rate and chance would stay under 19 times in 20."""
        return self.estimates["chance_ratio"].value if "chance_ratio" in self.estimates else None

    @property
    def beyond(self) -> int | None:
        return None if self.outside is None else int(self.outside.sum())

    @property
    def beyond_adjusted(self) -> int | None:
        return None if self.outside_adjusted is None else int(self.outside_adjusted.sum())


def simulated(
    statistic: Callable[[np.ndarray], np.ndarray], rates: Rates, rng: np.random.Generator
) -> Estimate:
    """A statistic with the 2.5th and 97.5th percentile of its value over rates redrawn within their
    own intervals.

    Redrawing adds noise, so for areas that differ little the interval sits above zero: read it
    beside the chi-square test.
    """
    value = float(statistic(rates.value.to_numpy()))
    if not rates.has_interval:
        return Estimate(value=value)
    error = rates.standard_error().to_numpy()
    draws = np.maximum(
        rng.normal(rates.value.to_numpy(), error, size=(DRAWS, len(error))), rates.per * 1e-6
    )
    lower, upper = np.quantile(statistic(draws), [0.025, 0.975])
    return Estimate(value=value, lower=float(lower), upper=float(upper))


def by_chance(rates: Rates, proportion: bool, rng: np.random.Generator) -> float:
    """The 95th percentile of highest over lowest if every area had the overall rate and differed by
    chance alone."""
    rate, base = rates.overall / rates.per, np.round(rates.denominator.to_numpy()).astype(int)
    size = (DRAWS, len(base))
    drawn = (
        rng.binomial(base, min(rate, 1.0), size) if proportion else rng.poisson(rate * base, size)
    )
    return float(np.quantile(spread.extremal_quotient(np.maximum(drawn, 0.5) / base), 0.95))


Estimator = Callable[[Rates, bool, np.random.Generator], Estimate | None]


def over(formula: Callable[[np.ndarray, Rates], np.ndarray], of_counts: bool = False) -> Estimator:
    """How a formula of rates is estimated. formula: rates, whose last axis is the areas, and what
    they are rates of. of_counts: for ratios of counts only."""

    def estimate(rates: Rates, proportion: bool, rng: np.random.Generator) -> Estimate | None:
        if of_counts and not rates.counted:
            return None
        return simulated(lambda value: formula(value, rates), rates, rng)

    return estimate


def _children(rates: Rates) -> np.ndarray:
    return rates.denominator.to_numpy()


# By key of lib/catalogue/statistics.py, in the order in which they draw from one stream: one that
# is added at the end leaves the intervals of the others as they are.
ESTIMATED: dict[str, Estimator] = {
    "ratio": over(lambda value, rates: spread.extremal_quotient(value)),
    "cv": over(lambda value, rates: spread.weighted_cv(value, _children(rates))),
    "gini": over(lambda value, rates: spread.gini(value, _children(rates))),
    "theil": over(lambda value, rates: spread.theil(value, _children(rates))),
    "systematic": over(
        lambda value, rates: spread.systematic_component(
            value / rates.per * _children(rates), _children(rates)
        ),
        of_counts=True,
    ),
    "chance_ratio": lambda rates, proportion, rng: (
        Estimate(value=by_chance(rates, proportion, rng)) if rates.counted else None
    ),
}


def summarise(rates: Rates, proportion: bool, rng: np.random.Generator) -> Spread:
    """Every statistic of one set of measured rates; the same stream gives the same intervals."""
    drawn = {key: estimated(rates, proportion, rng) for key, estimated in ESTIMATED.items()}
    estimates = {key: estimate for key, estimate in drawn.items() if estimate is not None}
    if not rates.counted:
        return Spread(k=len(rates.value), estimates=estimates)
    placed = funnel.funnel(rates, proportion)
    chi_square, p = spread.equality_test(rates.numerator.to_numpy(), _children(rates), proportion)
    return Spread(
        k=len(rates.value),
        estimates=estimates,
        chi_square=chi_square,
        p=p,
        phi=placed.phi,
        outside=placed.beyond,
        outside_adjusted=placed.beyond_adjusted,
        shrunk=shrinkage.shrunk(rates),
    )
