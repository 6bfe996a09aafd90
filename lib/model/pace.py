"""Getting there: yearly growth that moves districts towards a target without a cliff
(docs/methods.md 8)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from lib.errors import NoPace
from lib.place.nouns import AREA, Level

LONGEST = 60  # years after which a distance that is still closing is no longer followed
STILL = 1e-7  # a distance that changes less than this in a year has stopped closing


@dataclass(frozen=True, kw_only=True)
class Rule:
    """The rule's parameters, percent a year but for years.

    Attributes
    ----------
    growth
        Of the whole budget.
    least, most
        Of any district.
    speed
        How much of a district's distance from target its growth makes up, percent.
    under
        How far under target a district may stay where the money allows.
    """

    years: int
    growth: float
    least: float
    most: float
    speed: float
    under: float


@dataclass(frozen=True, kw_only=True)
class Path:
    """Year by year, areas in columns. pounds and distance (from target, share: -0.05 is 5% under):
    rows 0 to years. growth (share): rows 1 to years. under: the distance under target that the
    money allowed each year (share)."""

    pounds: pd.DataFrame
    growth: pd.DataFrame
    distance: pd.DataFrame
    under: pd.Series


def target_share(weight: pd.Series, noun: Level = AREA) -> pd.Series:
    """Each district's share of the budget at target: pounds of a scenario, or need for a fair
    share. noun: what an area is called.

    Raises NoPace where there is nothing to share by.
    """
    if weight.sum() <= 0:
        raise NoPace(
            "The scenario places no money, so there is no target to move towards. Give"
            f" {noun.a} money, or aim at fair share."
        )
    return weight / weight.sum()


def one_year(
    pounds: np.ndarray, target: np.ndarray, rule: Rule, set_aside: float = 0.0
) -> tuple[np.ndarray, float]:
    """Growth of each district (share) that spends the year's budget, and the distance under target
    it had to allow.

    pounds, target: shape (areas,), last year's pounds and this year's target, which adds up to this
    year's budget. g = lambda + speed x distance still to go, inside least and most; lambda makes
    the sum right and is unique. set_aside: pounds that came off the budget before, which a refusal
    names.
    Raises NoPace where the budget grows slower or faster than the clips allow.
    """
    budget = target.sum()
    least, most = rule.least / 100, rule.most / 100
    if least > most:
        raise NoPace(
            f"The least growth ({rule.least:g}%) is above the most ({rule.most:g}%). Lower the"
            " least or raise the most."
        )
    low, high = pounds.sum() * (1 + least), pounds.sum() * (1 + most)
    if budget < low - 1:
        left = f"what £{set_aside:,.0f} set aside first leaves of " if set_aside else ""
        less = ", or set aside less" if set_aside else ""
        raise NoPace(
            f"Growth of at least {rule.least:g}% everywhere costs £{low - budget:,.0f} more than"
            f" {left}the year's budget. Lower the least growth or raise the budget's{less}."
        )
    if budget > high + 1:
        raise NoPace(
            f"Growth of at most {rule.most:g}% everywhere leaves £{budget - high:,.0f} of the"
            " year's budget unspent. Raise the most growth or lower the budget's."
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        # this year's target over last year's pounds
        to_target = np.where(pounds > 0, target / pounds, 1.0)
    ahead = pounds * (budget / pounds.sum())
    distance = np.where(target > 0, ahead / np.where(target > 0, target, 1.0) - 1, 0.0)

    def floor(under: float) -> np.ndarray:
        return np.minimum(np.maximum(least, (1 - under) * to_target - 1), most)

    def cost(under: float) -> float:
        return float((pounds * (1 + floor(under))).sum() - budget)

    under = rule.under / 100
    if cost(under) > 0:
        under = brentq(cost, under, 1.0, xtol=1e-12) if cost(1.0) < 0 else 1.0
    lowest = floor(under)

    def growth(level: float) -> np.ndarray:
        return np.clip(level - rule.speed / 100 * distance, lowest, most)

    def over(level: float) -> float:
        return float((pounds * (1 + growth(level))).sum() - budget)

    # At this level every district is at its most; at minus this every one is at its floor.
    reach = 2 + float(np.abs(distance).max()) + abs(least) + abs(most)
    rates = growth(_root(over, -reach, reach))
    return rates, under


def _root(over: Callable[[float], float], low: float, high: float) -> float:
    """Where a sum that never falls meets the budget; an end where the budget is the sum of the
    ends, to a pound."""
    if over(low) >= 0:
        return low
    if over(high) <= 0:
        return high
    return float(brentq(over, low, high, xtol=1e-13))


def path(pounds: pd.Series, share: pd.Series, rule: Rule, set_aside: float = 0.0) -> Path:
    """Spend, growth and distance from target for each year of the rule.

    pounds: today, a year. share: shape (areas,), each district's share of the budget at target,
    sums to 1. set_aside: pounds that come off each year's budget first, from every district alike;
    the rule is of what they leave.
    """
    now, at = without(pounds, set_aside), share.to_numpy(float)
    rows, grown, under = [pounds.to_numpy(float)], [], []
    for _ in range(rule.years):
        rate, allowed = one_year(now, at * next_budget(now, rule, set_aside), rule, set_aside)
        now = now * (1 + rate)
        with np.errstate(divide="ignore", invalid="ignore"):
            grown.append(np.where(rows[-1] > 0, now / rows[-1] - 1, rate) if set_aside else rate)
        rows.append(now)
        under.append(allowed)
    frame = pd.DataFrame(rows, columns=pounds.index)
    years = range(1, rule.years + 1)
    return Path(
        pounds=frame,
        growth=pd.DataFrame(grown, index=years, columns=pounds.index),
        distance=_distance(frame, share),
        under=pd.Series(under, index=years),
    )


def without(pounds: pd.Series, set_aside: float) -> np.ndarray:
    """What areas have once something is set aside, in proportion; pounds, shape (areas,)."""
    now = pounds.to_numpy(float)
    return now * (1 - set_aside / now.sum()) if set_aside else now


def next_budget(pounds: np.ndarray, rule: Rule, set_aside: float) -> float:
    """What areas may spend in a year after one in which they had pounds: the whole budget grows,
    and as much is set aside again."""
    return float((pounds.sum() + set_aside) * (1 + rule.growth / 100) - set_aside)


@dataclass(frozen=True, kw_only=True)
class Behind:
    """A district (its code) that ends a year further under target (share) than the money allows,
    because growth is capped."""

    code: str
    year: int
    under: float


def held_by_the_cap(path: Path) -> list[Behind]:
    """Whoever the most growth keeps further under target than asked, district by district: it
    always wins over the distance."""
    distance = path.distance.iloc[1:]
    beyond = distance.lt(-path.under - STILL, axis=0)
    return [
        Behind(code=str(code), year=int(year), under=float(-distance.loc[year, code]))
        for code in distance.columns
        for year in distance.index[beyond[code]]
    ]


def _distance(pounds: pd.DataFrame, share: pd.Series) -> pd.DataFrame:
    target = pounds.sum(axis=1).to_numpy()[:, None] * share.to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        return pd.DataFrame(
            np.where(target > 0, pounds / target - 1, 0.0), pounds.index, pounds.columns
        )


def years_until(
    pounds: pd.Series, share: pd.Series, rule: Rule, within: float, set_aside: float = 0.0
) -> int | None:
    """Years until every district is within a share of its target (0.05: 5%); None where the rule
    never gets there. set_aside: as `path`."""
    now, at = without(pounds, set_aside), share.to_numpy(float)
    last = np.inf
    for year in range(LONGEST + 1):
        target = at * now.sum()
        distance = float(
            np.abs(np.where(target > 0, now / np.where(target > 0, target, 1), 1) - 1).max()
        )
        if distance <= within + 1e-9:
            return year
        if last - distance < STILL and year > rule.years:
            return None
        last = distance
        rate, _ = one_year(now, at * next_budget(now, rule, set_aside), rule)
        now = now * (1 + rate)
    return None
