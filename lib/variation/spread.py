"""How far apart the areas are: ratio, coefficient of variation, systematic component, Gini and
Theil (docs/methods.md 5).

Each takes arrays whose last axis is the areas, so that the same formula runs over 2,000 simulated
sets at once.
"""

import numpy as np
from scipy import stats


def extremal_quotient(rate: np.ndarray) -> np.ndarray:
    """Highest rate over lowest (unitless, 1 when all are equal).

    >>> float(extremal_quotient(np.array([20.0, 50.0, 40.0])))
    2.5
    """
    return np.max(rate, axis=-1) / np.min(rate, axis=-1)


def weighted_cv(rate: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Standard deviation of the rates over their mean, weighted by children (unitless).

    sqrt(sum n (r - rbar)^2 / sum n) / rbar; 0 when every area has the same rate.

    >>> float(weighted_cv(np.array([10.0, 30.0]), np.array([1.0, 1.0])))
    0.5
    """
    mean = np.sum(rate * weight, axis=-1, keepdims=True) / np.sum(weight, axis=-1, keepdims=True)
    variance = np.sum(weight * (rate - mean) ** 2, axis=-1) / np.sum(weight, axis=-1)
    return np.sqrt(variance) / mean[..., 0]


def expected(observed: np.ndarray, base: np.ndarray) -> np.ndarray:
    """Events each area would have at the overall rate."""
    return base * observed.sum(axis=-1, keepdims=True) / base.sum(axis=-1, keepdims=True)


def systematic_component(observed: np.ndarray, base: np.ndarray) -> np.ndarray:
    """Variance between areas beyond chance, x100 (Diehr et al. 1990; McPherson et al. 1982).

    SCV = (1/k) sum[((O - E)^2 - E) / E^2] x 100. Zero or below: no variation beyond chance.

    >>> float(systematic_component(np.array([150.0, 50.0]), np.array([1000.0, 1000.0])))
    24.0
    """
    e = expected(observed, base)
    return np.mean(((observed - e) ** 2 - e) / e**2, axis=-1) * 100


def equality_test(observed: np.ndarray, base: np.ndarray, proportion: bool) -> tuple[float, float]:
    """Chi-square statistic and p for "every area has the overall rate", k - 1 degrees of freedom.

    proportion: True where events are a part of the base (binomial variance), False for rates
    (Poisson).
    """
    e = expected(observed, base)
    variance = e * (1 - observed.sum() / base.sum()) if proportion else e
    statistic = float(np.sum((observed - e) ** 2 / variance))
    return statistic, float(stats.chi2.sf(statistic, len(observed) - 1))


def gini(rate: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Gini coefficient of the rates, each area weighted by its children (0 equal, towards 1
    unequal).

    sum_ij w_i w_j |r_i - r_j| / (2 rbar), w summing to 1. PySAL's takes no weights; at equal
    weights the two agree.

    >>> float(gini(np.array([10.0, 30.0]), np.array([1.0, 1.0])))
    0.25
    """
    w = weight / np.sum(weight, axis=-1, keepdims=True)
    mean = np.sum(w * rate, axis=-1)
    gap = np.abs(rate[..., :, None] - rate[..., None, :])
    return np.sum(w[..., :, None] * w[..., None, :] * gap, axis=(-1, -2)) / (2 * mean)


def theil(rate: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Theil's T of the rates, each area weighted by its children (0 equal).

    sum_i w_i (r_i / rbar) ln(r_i / rbar), w summing to 1; a rate of zero contributes nothing.
    """
    w = weight / np.sum(weight, axis=-1, keepdims=True)
    ratio = rate / np.sum(w * rate, axis=-1, keepdims=True)
    return np.sum(w * ratio * np.log(np.where(ratio > 0, ratio, 1)), axis=-1)
