"""What happened in a year, of the whole: children treated, need against another year's, pounds."""

from dataclasses import dataclass

import pandas as pd

from lib.figures import amounts
from lib.sources import Tables
from lib.variation.rates import count_interval

TREATED, RATE = "treated_two_contacts", "two_contact_access_rate"
BY_RATE = "as the published rate has it"
BY_CHILDREN = "as children aged 0 to 17 have it"


@dataclass(frozen=True, kw_only=True)
class Actual:
    """What a year came to.

    Attributes
    ----------
    treated, low, high
        Children treated, with the 95% interval of a count.
    known
        In a word, how that is known.
    need
        Over that of the year it is held against; None where no figure of the year says.
    need_from
        What figure says it; "" where none does.
    pounds
        In cash; None where none are known.
    """

    period: str
    treated: float
    low: float
    high: float
    known: str
    need: float | None
    need_from: str
    pounds: float | None


def actual(tables: Tables, period: str, base: str, on_standard: bool) -> Actual | None:
    """None where nobody counted children treated in the year. base: the year that its need is held
    against. on_standard: need is that of the national standard."""
    treated, known = _treated(tables, period)
    if treated is None or treated <= 0:
        return None
    low, high = count_interval(pd.Series([treated]))
    need, need_from = _need(tables, period, base, on_standard)
    spent = tables.spend[tables.spend.period == period].pounds
    return Actual(
        period=period,
        treated=treated,
        low=float(low[0]),
        high=float(high[0]),
        known=known,
        need=need,
        need_from=need_from,
        pounds=float(spent.sum()) if spent.sum() > 0 else None,
    )


def _treated(tables: Tables, period: str) -> tuple[float | None, str]:
    """Of the whole, where it is published or brought in, else of all districts together."""
    rows = _whole(tables, TREATED, period)
    if len(rows):
        return float(rows.value.iloc[0]), str(rows.provenance.iloc[0])
    counts = tables.counts
    rows = counts[
        (counts.measure == TREATED)
        & (counts.period == period)
        & counts.provenance.isin(("published", "uploaded"))
    ]
    if rows.empty or rows.value.isna().any():
        return None, ""
    return float(rows.value.sum()), str(rows.provenance.iloc[0])


def _need(tables: Tables, period: str, base: str, on_standard: bool) -> tuple[float | None, str]:
    """Need over that of another year, and what says it."""
    by_rate = [_in_need(tables, each) for each in (period, base)]
    if on_standard and all(by_rate):
        return float(by_rate[0] / by_rate[1]), BY_RATE
    if set(tables.population.year) == {int(period[:4])}:
        now, then = (amounts.children(tables, each).sum() for each in (period, base))
        return float(now / then), BY_CHILDREN
    return None, ""


def _in_need(tables: Tables, period: str) -> float:
    """The denominator that a published rate was worked out with; 0 where none is published."""
    rows, rates = _whole(tables, TREATED, period), _whole(tables, RATE, period)
    if rows.empty or rates.empty or rows.source_id.iloc[0] != rates.source_id.iloc[0]:
        return 0.0
    return float(rows.value.iloc[0] / rates.value.iloc[0])


def _whole(tables: Tables, measure: str, period: str) -> pd.DataFrame:
    rows = tables.published_counts
    return rows[
        (rows.level == "whole")
        & (rows.measure == measure)
        & (rows.period == period)
        & rows.value.notna()
    ]
