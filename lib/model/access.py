"""Access, and how unequal it is between areas: one formula each, over any number of draws or
choices (docs/methods.md 3)."""

import numpy as np


def access(treated: np.ndarray, need: np.ndarray) -> np.ndarray:
    """Children reached per 100 in need, at most 100; missing where nobody is in need. Shapes alike,
    areas in any axis.

    >>> access(np.array([5.0, 9.0, 1.0]), np.array([20.0, 8.0, 0.0])).tolist()
    [25.0, 100.0, nan]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(need > 0, np.minimum(treated / need, 1) * 100, np.nan)


def at(rates: np.ndarray, standard: float) -> np.ndarray:
    """How many areas (last axis) reach a standard by their figures; one that a solver brought to it
    counts, whatever rounding lost."""
    return np.sum(rates >= standard - 1e-9, axis=-1)


def gap(rates: np.ndarray) -> np.ndarray:
    """Highest access over lowest along the last axis, of areas that have a figure; infinite where
    one reaches nobody.

    >>> float(gap(np.array([20.0, 50.0, np.nan]))), float(gap(np.array([0.0, 50.0])))
    (2.5, inf)
    """
    low, high = np.nanmin(rates, axis=-1), np.nanmax(rates, axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(low > 0, high / low, np.inf)


def cv(rates: np.ndarray, need: np.ndarray) -> np.ndarray:
    """Spread of access between areas (last axis) over its mean, weighted by need (unitless); 0
    where nobody is reached.

    >>> float(cv(np.array([10.0, 30.0, np.nan]), np.array([1.0, 1.0, 0.0])))
    0.5
    """
    rate = np.nan_to_num(rates)  # an area without a figure has no need, and so no weight
    share = need / need.sum(axis=-1, keepdims=True)
    mean = (rate * share).sum(axis=-1, keepdims=True)
    spread = np.sqrt(((rate - mean) ** 2 * share).sum(axis=-1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(mean[..., 0] > 0, spread / mean[..., 0], 0.0)
