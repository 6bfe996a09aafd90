"""What moving money between districts would do: pounds, children reached, access, before and after
(docs/methods.md 2, 7)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.apportion import largest_remainder
from lib.catalogue.assumptions import setting_at
from lib.errors import BadLever
from lib.model.access import access, at, cv, gap
from lib.model.response import Response

SHARED_BY = setting_at(("shared_by",)).labels
STEP = 1_000  # pounds: what a result is rounded to
ROUNDING = STEP / 2  # less than this is no pounds moved or left


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Before and after, Series by area. access per 100 children in need (missing where nobody is in
    need); pounds a year.

    Attributes
    ----------
    budget
        What areas may spend: without what is set aside.
    set_aside
        Pounds by what they are for.
    taken
        The same as every area gives it.
    """

    budget: float
    set_aside: Mapping[str, float]
    taken: pd.Series
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
        return float(cv(self.access_before.to_numpy(), self.need.to_numpy()))

    @property
    def cv_after(self) -> float:
        return float(cv(self.access_after.to_numpy(), self.need.to_numpy()))

    def at(self, standard: float) -> int:
        """Areas that reach a standard by their figures after it."""
        return int(at(self.access_after.to_numpy(), standard))

    @property
    def whole(self) -> float:
        """Pounds of the whole budget: what areas may spend, and what is set aside."""
        return self.budget + sum(self.set_aside.values())

    @property
    def remainder(self) -> float:
        """Pounds of the budget not placed; negative where more is placed than there is."""
        return float(self.budget - self.pounds_after.sum())

    @property
    def moved(self) -> float:
        """Pounds that change hands: all that is taken or all that is given, whichever is more,
        beside what is set aside."""
        kept = self.pounds_before.to_numpy() - self.taken.to_numpy()
        change = self.pounds_after.to_numpy() - kept
        return float(max(change[change > 0].sum(), -change[change < 0].sum()))

    @property
    def gained(self) -> float:
        """Children reached beyond today's."""
        return float(self.treated_after.sum() - self.treated_before.sum())

    @property
    def ratio_before(self) -> float:
        return float(gap(self.access_before.to_numpy()))

    @property
    def ratio_after(self) -> float:
        return float(gap(self.access_after.to_numpy()))


def share_spend(total: float, by: pd.Series) -> pd.Series:
    """A1: the total of the whole among districts in proportion to `by` (pounds a year).

    >>> share_spend(100.0, pd.Series([3.0, 1.0])).tolist()
    [75.0, 25.0]
    """
    return total * by / by.sum()


def reallocate(response: Response, change: pd.Series, budget: float | None = None) -> Outcome:
    """Change each district's spend by its own pounds; no district's slider moves another's.

    change: shape (areas,), pounds a year, beside what is set aside of its spend. budget: pounds a
    year that areas may spend, today's total without what is set aside where not given. Raises
    BadLever where a district would lose more than it has.
    """
    today, index = response.today, response.today.pounds.index
    before, taken = today.pounds.to_numpy(float), today.taken
    if taken.sum() > before.sum():
        raise BadLever(
            f"£{taken.sum():,.0f} is set aside, more than today's spend of £{before.sum():,.0f}."
            " Set aside less."
        )
    after = before + change.to_numpy(float) - taken.to_numpy()
    if (after < -ROUNDING).any():
        raise BadLever(
            "{named} cannot lose more than all of its spend. Choose a smaller cut.",
            areas=(str(index[int(np.argmin(after))]),),
        )
    after = np.maximum(after, 0)
    treated, need = response.treated(after), today.need.to_numpy(float)
    return Outcome(
        budget=float(before.sum() - taken.sum()) if budget is None else budget,
        set_aside=today.set_aside,
        taken=taken,
        pounds_before=today.pounds,
        pounds_after=pd.Series(after, index),
        treated_before=today.treated,
        treated_after=pd.Series(treated, index),
        access_before=pd.Series(access(today.treated.to_numpy(float), need), index),
        access_after=pd.Series(access(treated, need), index),
        need=today.need,
    )


def to_thousands(change: pd.Series, total: float) -> pd.Series:
    """Changes to the nearest £1,000 that still add up to `total`, itself to the nearest £1,000
    (largest remainder).

    >>> to_thousands(pd.Series([1400.0, 1400.0, -2800.0]), 0).tolist()
    [2000, 1000, -3000]
    """
    down = np.floor(change / STEP)
    short = round(total / STEP - down.sum())
    if not 0 <= short <= len(change):
        raise ValueError(f"to_thousands: changes sum to {change.sum():,.0f}, not to {total:,.0f}.")
    return largest_remainder(change / STEP, int(down.sum()) + short) * STEP


def up_to_thousands(change: pd.Series) -> pd.Series:
    """Changes rounded up to £1,000: what a district needs is not rounded away.

    >>> up_to_thousands(pd.Series([1400.0, 0.0, -2800.0])).tolist()
    [2000.0, 0.0, -2000.0]
    """
    return np.ceil(change / STEP - 1e-9) * STEP + 0.0  # no minus before a zero


def place_rest(
    pounds: pd.Series, rest: float, need: pd.Series, floor: pd.Series, cap: pd.Series
) -> pd.Series:
    """Spread what is not placed (or take back what is too much) in proportion to need, within floor
    and cap.

    All shape (areas,), pounds a year; a locked district has floor = cap. What the limits leave no
    room for stays unplaced.
    """
    room = (cap - pounds) if rest > 0 else (pounds - floor)
    room = room.clip(lower=0)
    given = room if room.sum() <= abs(rest) else _fill(abs(rest), need, room)
    return pounds + np.sign(rest) * given


def _fill(total: float, weight: pd.Series, room: pd.Series) -> pd.Series:
    """total in proportion to weight, none above its room: the full ones leave, and the others share
    what is left."""
    given = pd.Series(0.0, weight.index)
    open_ = room > 0
    while True:
        share = weight.where(open_, 0.0)
        if share.sum() <= 0:
            share = open_.astype(float)
        left = total - given[~open_].sum()
        trial = left * share / share.sum()
        full = open_ & (trial >= room)
        if not full.any():
            return given.where(~open_, trial)
        given[full] = room[full]
        open_ &= ~full
        if not open_.any():
            return given
