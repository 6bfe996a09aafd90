"""Is access better or worse where deprivation is deeper? Slope and relative index of inequality,
concentration index (docs/methods.md 5)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from lib.variation.rates import Rates, same_areas


@dataclass(frozen=True, kw_only=True)
class Gradient:
    """How rates rise or fall with deprivation.

    Attributes
    ----------
    slope
        Difference between the least and the most deprived end, in the unit of the rate.
    lower, upper
        95%.
    relative
        Rate at the least deprived end over the most deprived.
    concentration
        -1 to 1.
    rank
        Midpoint of each area in the children ordered from most deprived (0) to least (1).
    at_most_deprived
        The line's value at rank 0.
    from_scatter
        Whether the interval is that of the areas' scatter about the line.
    p
        Of no slope, then, else NaN.
    """

    slope: float
    lower: float
    upper: float
    relative: float
    concentration: float
    rank: pd.Series
    at_most_deprived: float
    from_scatter: bool
    p: float


def midpoint_rank(deprivation: pd.Series, children: pd.Series) -> pd.Series:
    """Middle of each area's place among all children, ordered from most (0) to least deprived (1).

    >>> midpoint_rank(pd.Series([30.0, 10.0]), pd.Series([1.0, 3.0])).tolist()
    [0.125, 0.625]
    """
    same_areas(deprivation, children)
    share = (children / children.sum())[
        deprivation.sort_values(ascending=False, kind="stable").index
    ]
    return (share.cumsum() - share / 2).reindex(deprivation.index)


def line(rate: np.ndarray, rank: np.ndarray, share: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Intercept and slope of rate on rank, weighted by share of children (Low and Low 2004).

    rate: shape (..., areas). Equal to regressing y sqrt(a) on sqrt(a) and b sqrt(a) without
    intercept.
    """
    centre = np.sum(share * rank)
    mean = np.sum(share * rate, axis=-1)
    slope = np.sum(share * (rank - centre) * (rate - mean[..., None]), axis=-1) / np.sum(
        share * (rank - centre) ** 2
    )
    return mean - slope * centre, slope


def concentration_index(rate: np.ndarray, rank: np.ndarray, share: np.ndarray) -> float:
    """C = (2 / mu) sum f y R - 1: positive where the rate is higher in less deprived areas."""
    return float(2 / np.sum(share * rate) * np.sum(share * rate * rank) - 1)


def gradient(
    rates: Rates,
    deprivation: pd.Series,
    phi: float | None,
    rng: np.random.Generator,
    draws: int = 2000,
) -> Gradient:
    """Slope of a rate against deprivation, with its interval.

    phi: overdispersion of the rates. Above 1 they differ by more than chance, and the interval is
    from their scatter about the line (t with k - 2 degrees of freedom): from their own intervals
    alone it would be a tenth as wide as it should be. Else it is simulated from the areas' own
    intervals; without any (phi None) it is from the scatter too.
    """
    same_areas(rates.value, deprivation)
    rank = midpoint_rank(deprivation, rates.denominator)
    share = (rates.denominator / rates.denominator.sum()).to_numpy()
    value, at = rates.value.to_numpy(), rank.to_numpy()
    at_zero, slope = line(value, at, share)
    scattered = phi is None or phi > 1
    if scattered:
        lower, upper, p = _from_scatter(value, at, share)
    else:
        simulated = rng.normal(
            value, rates.standard_error().fillna(0).to_numpy(), size=(draws, len(value))
        )
        (lower, upper), p = np.quantile(line(simulated, at, share)[1], [0.025, 0.975]), float("nan")
    mean, centre = float(np.sum(share * value)), float(np.sum(share * at))
    return Gradient(
        slope=float(slope),
        lower=float(lower),
        upper=float(upper),
        relative=(mean + float(slope) * (1 - centre)) / (mean - float(slope) * centre),
        concentration=concentration_index(value, at, share),
        rank=rank,
        at_most_deprived=float(at_zero),
        from_scatter=scattered,
        p=p,
    )


def _from_scatter(
    value: np.ndarray, rank: np.ndarray, share: np.ndarray
) -> tuple[float, float, float]:
    """95% interval of the slope and p of none, from the residuals of the weighted line (Low and Low
    2004)."""
    intercept, slope = line(value, rank, share)
    freedom = len(value) - 2
    residual = np.sum(share * (value - intercept - slope * rank) ** 2) / freedom
    error = float(np.sqrt(residual / np.sum(share * (rank - np.sum(share * rank)) ** 2)))
    half = float(stats.t.ppf(0.975, freedom)) * error
    p = float(2 * stats.t.sf(abs(slope) / error, freedom)) if error > 0 else 0.0
    return float(slope) - half, float(slope) + half, p
