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
    """The statistics over k measured areas. Those that need counts are None for a figure that is
    not a ratio of counts."""

    k: int
    ratio: Estimate
    cv: Estimate
    gini: Estimate
    theil: Estimate
    systematic: Estimate | None
    chi_square: float | None
    p: float | None
    phi: float | None
    # True by area: outside the 99.8% limits of chance about the whole's rate
    outside: pd.Series | None
    outside_adjusted: pd.Series | None  # the same with limits that allow for overdispersion
    # highest over lowest that one shared rate and chance would stay under 19 times in 20
    chance_ratio: float | None
    shrunk: pd.Series | None

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


def summarise(rates: Rates, proportion: bool, rng: np.random.Generator) -> Spread:
    """Every statistic of one set of measured rates; the same stream gives the same intervals."""
    weight = rates.denominator.to_numpy()
    ratio = simulated(spread.extremal_quotient, rates, rng)
    cv = simulated(lambda value: spread.weighted_cv(value, weight), rates, rng)
    gini = simulated(lambda value: spread.gini(value, weight), rates, rng)
    theil = simulated(lambda value: spread.theil(value, weight), rates, rng)
    if not rates.counted:
        blank = dict.fromkeys(
            (
                "systematic",
                "chi_square",
                "p",
                "phi",
                "outside",
                "outside_adjusted",
                "chance_ratio",
                "shrunk",
            )
        )
        return Spread(k=len(weight), ratio=ratio, cv=cv, gini=gini, theil=theil, **blank)
    placed = funnel.funnel(rates, proportion)
    observed = rates.numerator.to_numpy()
    chi_square, p = spread.equality_test(observed, weight, proportion)
    return Spread(
        k=len(weight),
        ratio=ratio,
        cv=cv,
        gini=gini,
        theil=theil,
        systematic=simulated(
            lambda value: spread.systematic_component(value / rates.per * weight, weight),
            rates,
            rng,
        ),
        chi_square=chi_square,
        p=p,
        phi=placed.phi,
        outside=placed.beyond,
        outside_adjusted=placed.beyond_adjusted,
        chance_ratio=by_chance(rates, proportion, rng),
        shrunk=shrinkage.shrunk(rates),
    )
