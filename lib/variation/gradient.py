"""Is access better or worse where deprivation is deeper? Slope and relative index of inequality, concentration index."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.variation.rates import Rates, same_areas


@dataclass(frozen=True, kw_only=True)
class Gradient:
    """slope: difference between the least and the most deprived end, in the unit of the rate; lower and upper: 95%.

    relative: rate at the least deprived end over the most deprived. concentration: -1 to 1. rank: midpoint of each
    area in the children ordered from most deprived (0) to least (1). at_most_deprived: the line's value at rank 0.
    """

    slope: float
    lower: float
    upper: float
    relative: float
    relative_lower: float
    relative_upper: float
    concentration: float
    rank: pd.Series
    at_most_deprived: float


def midpoint_rank(deprivation: pd.Series, children: pd.Series) -> pd.Series:
    """Middle of each area's place among all children, ordered from most (0) to least deprived (1).

    >>> midpoint_rank(pd.Series([30.0, 10.0]), pd.Series([1.0, 3.0])).tolist()
    [0.125, 0.625]
    """
    same_areas(deprivation, children)
    share = (children / children.sum())[deprivation.sort_values(ascending=False, kind="stable").index]
    return (share.cumsum() - share / 2).reindex(deprivation.index)


def line(rate: np.ndarray, rank: np.ndarray, share: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Intercept and slope of rate on rank, weighted by share of children (Low and Low 2004).

    rate: shape (..., areas). Equal to regressing y sqrt(a) on sqrt(a) and b sqrt(a) without intercept.
    """
    centre = np.sum(share * rank)
    mean = np.sum(share * rate, axis=-1)
    slope = np.sum(share * (rank - centre) * (rate - mean[..., None]), axis=-1) / np.sum(share * (rank - centre) ** 2)
    return mean - slope * centre, slope


def concentration_index(rate: np.ndarray, rank: np.ndarray, share: np.ndarray) -> float:
    """C = (2 / mu) sum f y R - 1: positive where the rate is higher in less deprived areas."""
    return float(2 / np.sum(share * rate) * np.sum(share * rate * rank) - 1)


def gradient(rates: Rates, deprivation: pd.Series, rng: np.random.Generator, draws: int = 2000) -> Gradient:
    """Slope of a rate against deprivation, its interval simulated from the areas' own intervals."""
    same_areas(rates.value, deprivation)
    rank = midpoint_rank(deprivation, rates.denominator)
    share = (rates.denominator / rates.denominator.sum()).to_numpy()
    at_zero, slope = line(rates.value.to_numpy(), rank.to_numpy(), share)
    error = rates.standard_error().fillna(0).to_numpy()
    simulated = rng.normal(rates.value.to_numpy(), error, size=(draws, len(error)))
    zeros, slopes = line(simulated, rank.to_numpy(), share)
    lower, upper = np.quantile(slopes, [0.025, 0.975])
    relative_lower, relative_upper = np.quantile((zeros + slopes) / zeros, [0.025, 0.975])
    return Gradient(
        slope=float(slope),
        lower=float(lower),
        upper=float(upper),
        relative=float((at_zero + slope) / at_zero),
        relative_lower=float(relative_lower),
        relative_upper=float(relative_upper),
        concentration=concentration_index(rates.value.to_numpy(), rank.to_numpy(), share),
        rank=rank,
        at_most_deprived=float(at_zero),
    )
