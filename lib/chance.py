"""How far a district's figure may be off: draws of the counts and of what stands under them, made
once for every page.

A published count of a part (lib/place/levels.py) is subject to chance; how districts inside one
part differ is not known (A5); an estimate of need from a survey may be off (A4). Whoever says that
a district reaches, differs or ranks, says it from these draws (docs/methods.md 9).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

DRAWS = 4_000
EDGES = (0.025, 0.975)  # of a 95% interval


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where figures by area come from.

    Attributes
    ----------
    count, base
        Of the areas that were really measured (children).
    weight
        Shape (areas, measured), the share of each measured area's children who live in an area,
        columns sum to 1 or less.
    area_base
        What stands under the figure of each area.
    proportion
        Whether the counts are some of the base, so that chance is binomial; else Poisson.
    """

    count: pd.Series
    base: pd.Series
    weight: pd.DataFrame
    area_base: pd.Series
    proportion: bool


@dataclass(frozen=True, kw_only=True)
class Doubts:
    """What may be otherwise beside chance. inside (A5): standard deviation of the logarithm of a
    district's rate inside its part. base_shared, base_own (A4): percent either way, triangular, of
    what stands under the rate: of all areas, of each its own."""

    inside: float
    base_shared: float = 0.0
    base_own: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Draws:
    """Draws of counts and of what stands under them.

    Attributes
    ----------
    count, base
        Shape (areas, draws).
    index
        The areas.
    own
        True where an area is a measured area, so that A5 has no part in it.
    """

    count: np.ndarray
    base: np.ndarray
    index: pd.Index
    own: pd.Series

    def rate(self, per: float) -> np.ndarray:
        """Shape (areas, draws), per `per`; missing where nothing stands under it."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.base > 0, self.count / self.base * per, np.nan)


def draw(origin: Origin, doubts: Doubts, n: int, rng: np.random.Generator) -> Draws:
    """n draws. Their total is what was counted in every draw: a published total has no error.

    Counts of the measured areas are drawn, scaled back to that total, and shared out: X_c w_dc
    f_dc, with ln f_dc normal (A5) and f scaled so that the measured area's own count stays. An area
    that is the whole of one has f = 1.
    """
    weight = origin.weight.to_numpy(float)
    measured = _measured(origin, n, rng)
    spread = np.exp(rng.normal(0.0, doubts.inside, (*weight.shape, n)))
    shared = weight[:, :, None] * spread
    total = shared.sum(0)
    kept = weight.sum(0)[:, None]  # less than 1 where an area is left out of the picture
    shared *= np.divide(kept, total, out=np.ones_like(total), where=total > 0)
    count = np.einsum("acn,cn->an", shared, measured)
    base = origin.area_base.to_numpy(float)[:, None] * _about_one(doubts.base_shared, n, rng)
    base = base * _about_one(doubts.base_own, (len(weight), n), rng)
    alone = (weight > 0).sum(0) == 1
    own = ((weight > 0) <= alone).all(1)
    return Draws(
        count=count, base=base, index=origin.weight.index, own=pd.Series(own, origin.weight.index)
    )


def _measured(origin: Origin, n: int, rng: np.random.Generator) -> np.ndarray:
    """Counts of the measured areas, shape (measured, draws), each draw adding up to what was
    counted."""
    count, base = origin.count.to_numpy(float), origin.base.to_numpy(float)
    if origin.proportion:
        trials = np.maximum(np.round(base), np.round(count)).astype(int)
        share = np.divide(count, trials, out=np.zeros_like(count), where=trials > 0)
        drawn = rng.binomial(
            trials[:, None], np.minimum(share, 1)[:, None], (len(count), n)
        ).astype(float)
    else:
        drawn = rng.poisson(count[:, None], (len(count), n)).astype(float)
    total = drawn.sum(0)
    return np.where(
        total > 0, drawn * count.sum() / np.where(total > 0, total, 1.0), count[:, None]
    )


def _about_one(percent: float, size: int | tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    if not percent:
        return np.ones(size)
    return rng.triangular(1 - percent / 100, 1.0, 1 + percent / 100, size)


def quantiles(values: np.ndarray, at: tuple[float, ...] = EDGES) -> np.ndarray:
    """Quantiles along the draws, shape (len(at), rows): the order statistic nearest to each."""
    places = [round(q * (values.shape[1] - 1)) for q in at]
    return np.partition(values, places, axis=1)[:, places].T


def reaching(rate: np.ndarray, index: pd.Index, standard: float) -> pd.Series:
    """The chance (0 to 1) that each area is at or above a standard; missing where it has no figure.

    rate: shape (areas, draws), per the same as standard.
    """
    return pd.Series((rate >= standard).mean(1), index).where(~np.isnan(rate).any(1))


def apart(rate: np.ndarray, index: pd.Index) -> pd.DataFrame:
    """Which pairs of areas can be told apart: True where the 95% interval of their difference
    leaves out zero.

    rate: shape (areas, draws). An area without a figure can be told apart from none.
    """
    k = len(index)
    first, second = np.triu_indices(k, 1)
    low, high = quantiles(rate[first] - rate[second])
    told = np.zeros((k, k), bool)
    told[first, second] = (low > 0) | (high < 0)
    return pd.DataFrame(told | told.T, index, index)
