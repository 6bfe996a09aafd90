"""What moving money between districts would do: pounds, children reached, access, before and after."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.errors import BadLever
from lib.model.curves import access, constant_elasticity

LIMIT_PERCENT = 30  # how far a slider goes either way; a service can hardly be cut or grown faster in a year
SHARED_BY = {
    "treated": "children treated (one unit cost everywhere)",
    "children": "children aged 0 to 17 (equal pounds a child)",
    "need": "children in need (equal pounds a child in need)",
}


@dataclass(frozen=True, kw_only=True)
class Today:
    """The starting point, shape (areas,) each: pounds a year, children treated a year, children in need."""

    pounds: pd.Series
    treated: pd.Series
    need: pd.Series


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Before and after, Series by area. access per 100 children in need; remainder: pounds of the budget not placed."""

    pounds_before: pd.Series
    pounds_after: pd.Series
    treated_before: pd.Series
    treated_after: pd.Series
    access_before: pd.Series
    access_after: pd.Series
    need: pd.Series

    @property
    def cv_before(self) -> float:
        """Spread of access between districts over its mean, weighted by need (unitless)."""
        return _cv(self.access_before, self.need)

    @property
    def cv_after(self) -> float:
        return _cv(self.access_after, self.need)

    @property
    def remainder(self) -> float:
        return float(self.pounds_before.sum() - self.pounds_after.sum())

    @property
    def moved(self) -> float:
        """Pounds that change hands: all that is taken or all that is given, whichever is more."""
        change = self.pounds_after - self.pounds_before
        return float(max(change.clip(lower=0).sum(), -change.clip(upper=0).sum()))

    @property
    def ratio_before(self) -> float:
        return float(self.access_before.max() / self.access_before.min())

    @property
    def ratio_after(self) -> float:
        return float(self.access_after.max() / self.access_after.min())

    def reaching(self, standard: float) -> tuple[int, int]:
        """Districts at or above a standard (per 100), before and after."""
        return int((self.access_before >= standard).sum()), int((self.access_after >= standard).sum())


def _cv(access_rate: pd.Series, need: pd.Series) -> float:
    mean = np.average(access_rate, weights=need)
    return float(np.sqrt(np.average((access_rate - mean) ** 2, weights=need)) / mean)


def share_spend(total: float, by: pd.Series) -> pd.Series:
    """A1: the Kent and Medway total among districts in proportion to `by` (pounds a year).

    >>> share_spend(100.0, pd.Series([3.0, 1.0])).tolist()
    [75.0, 25.0]
    """
    return total * by / by.sum()


def reallocate(today: Today, change_percent: pd.Series, elasticity: float) -> Outcome:
    """Move each district's spend by its own percentage; no district's slider moves another's.

    change_percent: shape (areas,), percent of today's spend. elasticity: A3, above 0 and at most 1.
    Raises BadLever where a lever is outside its range.
    """
    if not 0 < elasticity <= 1:
        raise BadLever(f"Elasticity {elasticity} is outside 0 to 1. Choose a value above 0 and at most 1.")
    if (change_percent < -100).any():
        raise BadLever("A district cannot lose more than all of its spend. Choose a change of -100% or more.")
    after = today.pounds * (1 + change_percent / 100)
    treated = constant_elasticity(after.to_numpy(), today.pounds.to_numpy(), today.treated.to_numpy(), elasticity)
    index, need = today.pounds.index, today.need.to_numpy()
    # No more children than there are in need, but never fewer than today where an estimate of need is below today's count.
    treated = np.minimum(treated, np.maximum(need, today.treated.to_numpy()))
    return Outcome(
        pounds_before=today.pounds,
        pounds_after=after,
        treated_before=today.treated,
        treated_after=pd.Series(treated, index),
        access_before=pd.Series(access(today.treated.to_numpy(), need) * 100, index),
        access_after=pd.Series(access(treated, need) * 100, index),
        need=today.need,
    )
