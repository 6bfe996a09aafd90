"""Rates and their intervals: a district's or a part's figure, with how far chance alone could move
it (docs/methods.md 4)."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from lib.errors import AreaMismatch

Z95 = float(stats.norm.ppf(0.975))
SMALL_COUNT = 10  # below this Byar's approximation gives way to the exact Poisson interval


@dataclass(frozen=True, kw_only=True)
class Rates:
    """One indicator over a set of areas; every Series shares one index of area codes.

    Attributes
    ----------
    value, lower, upper
        In the indicator's unit, events per `per`; lower and upper are NaN where no interval is
        published.
    numerator, denominator
        The counts behind value (NaN for a figure that is not a ratio of counts); for a figure that
        is not a ratio, denominator holds the children who weight it.
    """

    value: pd.Series
    lower: pd.Series
    upper: pd.Series
    numerator: pd.Series
    denominator: pd.Series
    per: float
    overall: float

    @property
    def has_interval(self) -> bool:
        known = self.value.notna()
        return bool(known.any() and self.lower[known].notna().all())

    @property
    def counted(self) -> bool:
        """True where the figure is a ratio of counts, so that chance and funnel limits mean
        something."""
        return bool(self.numerator.notna().any())

    def standard_error(self) -> pd.Series:
        """Half the 95% interval over z, in the unit of value."""
        return (self.upper - self.lower) / (2 * Z95)

    def known(self) -> "Rates":
        """Without the areas whose figure is suppressed."""
        return self.reindexed([str(code) for code in self.value.index[self.value.notna()]])

    def reindexed(self, codes: list[str]) -> "Rates":
        series = {
            name: getattr(self, name).reindex(codes)
            for name in ("value", "lower", "upper", "numerator", "denominator")
        }
        return replace(self, **series)


def same_areas(*columns: pd.Series) -> None:
    """Raise AreaMismatch unless every series has the same index in the same order."""
    first = columns[0].index
    for other in columns[1:]:
        if not first.equals(other.index):
            raise AreaMismatch(
                f"Expected the same areas in the same order; got {list(first)} and"
                f" {list(other.index)}."
            )


def proportion_interval(
    events: pd.Series, trials: pd.Series, level: float = 0.95
) -> tuple[pd.Series, pd.Series]:
    """Wilson score interval of events of trials, as proportions (Wilson 1927; Newcombe and Altman
    2000).

    [2x + z^2 -/+ z sqrt(z^2 + 4x(1 - x/n))] / [2(n + z^2)]. Stays within 0 and 1 and is right for
    small n.

    >>> low, high = proportion_interval(pd.Series([81.0]), pd.Series([263.0]))
    >>> round(float(low[0]), 4), round(float(high[0]), 4)
    (0.2553, 0.3662)
    """
    same_areas(events, trials)
    # Uploaded counts can be more than an estimate of need; their interval then ends at 1.
    low, high = proportion_confint(
        np.minimum(events.to_numpy(float), trials.to_numpy(float)),
        trials.to_numpy(float),
        alpha=1 - level,
        method="wilson",
    )
    return pd.Series(low, events.index), pd.Series(high, events.index)


def count_interval(events: pd.Series, level: float = 0.95) -> tuple[pd.Series, pd.Series]:
    """Interval of a count: Byar's approximation from 10 upwards, exact Poisson below.

    x(1 - 1/(9x) - z/(3 sqrt x))^3 and (x+1)(1 - 1/(9(x+1)) + z/(3 sqrt(x+1)))^3 (Breslow and Day
    1987).

    >>> low, high = count_interval(pd.Series([65.0]))
    >>> round(float(low[0]), 2), round(float(high[0]), 2)
    (50.16, 82.85)
    """
    x = events.to_numpy(float)
    z = stats.norm.ppf(1 - (1 - level) / 2)
    tail = (1 - level) / 2
    safe = np.maximum(x, 1)
    byar_low = safe * (1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))) ** 3
    byar_high = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))) ** 3
    exact_low = np.where(x == 0, 0.0, stats.chi2.ppf(tail, 2 * safe) / 2)
    exact_high = stats.chi2.ppf(1 - tail, 2 * x + 2) / 2
    small = x < SMALL_COUNT
    low, high = np.where(small, exact_low, byar_low), np.where(small, exact_high, byar_high)
    return pd.Series(low, events.index), pd.Series(high, events.index)


def proportions(events: pd.Series, trials: pd.Series, per: float = 100) -> Rates:
    """Events of trials with Wilson intervals, per `per`."""
    low, high = proportion_interval(events, trials)
    return _rates(events, trials, low * per, high * per, per)


def count_rates(events: pd.Series, persons: pd.Series, per: float = 1000) -> Rates:
    """Events per `per` persons with Byar intervals."""
    same_areas(events, persons)
    low, high = count_interval(events)
    return _rates(events, persons, low / persons * per, high / persons * per, per)


def together(rates: Rates, of_trials: bool) -> Rates:
    """The rate of all areas as that of one, with its own interval; of counts alone.

    >>> events, trials = pd.Series([30.0, 51.0]), pd.Series([100.0, 163.0])
    >>> both = together(proportions(events, trials), of_trials=True)
    >>> round(float(both.lower.iloc[0]), 2), round(float(both.upper.iloc[0]), 2)
    (25.53, 36.62)
    """
    known = rates.numerator.notna() & rates.denominator.notna()
    events, base = (
        pd.Series([column[known].sum()]) for column in (rates.numerator, rates.denominator)
    )
    return (proportions if of_trials else count_rates)(events, base, rates.per)


def _rates(
    events: pd.Series, base: pd.Series, low: pd.Series, high: pd.Series, per: float
) -> Rates:
    known = events.notna() & base.notna()
    return Rates(
        value=events / base * per,
        lower=low,
        upper=high,
        numerator=events.astype(float),
        denominator=base.astype(float),
        per=per,
        overall=float(events[known].sum() / base[known].sum() * per),
    )


def scores(value: pd.Series, weight: pd.Series) -> Rates:
    """A figure that is not a ratio of counts (a mean wait, an index): no interval, overall by
    weight."""
    same_areas(value, weight)
    missing = pd.Series(np.nan, value.index)
    known = value.notna() & weight.notna()
    return Rates(
        value=value.astype(float),
        lower=missing,
        upper=missing,
        numerator=missing,
        denominator=weight.astype(float),
        per=1,
        overall=(
            float(np.average(value[known], weights=weight[known]))
            if weight[known].sum() > 0
            else float("nan")
        ),
    )


def without_interval(rates: Rates) -> Rates:
    """Rates that nobody can give an interval for, such as a pattern carried forward."""
    missing = pd.Series(np.nan, rates.value.index)
    return replace(rates, lower=missing, upper=missing)


def with_parts(rates: Rates, parts: Rates, mix: pd.DataFrame) -> Rates:
    """Give apportioned rates the interval of the published rates they are made of.

    rate_d = sum_c m_dc rate_c, so var_d = sum_c m_dc^2 var_c; the same rule on each side of a
    skewed interval (square and add, Newcombe 1998). mix: shape (areas, parts), m_dc. A district
    that is one part keeps that part's own rate and interval. Variation inside a part is unknown and
    is not in it.
    """
    share = mix.loc[rates.value.index, parts.value.index].to_numpy()
    down = np.sqrt(share**2 @ ((parts.value - parts.lower) ** 2).to_numpy())
    up = np.sqrt(share**2 @ ((parts.upper - parts.value) ** 2).to_numpy())
    lower, upper = rates.value - down, rates.value + up
    # The rate of one part and of no other is that rate and has its interval, without what whole
    # children round away.
    of_one, one = share.max(axis=1) > 1 - 1e-9, share.argmax(axis=1)
    return replace(
        rates,
        value=rates.value.where(~of_one, parts.value.to_numpy()[one]),
        lower=lower.where(~of_one, parts.lower.to_numpy()[one]),
        upper=upper.where(~of_one, parts.upper.to_numpy()[one]),
    )
