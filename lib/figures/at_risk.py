"""Figures of a group at greatest risk: how many, with what chance leaves open, how that moved, and
how many may have a disorder (docs/methods.md 18)."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.catalogue.groups import Group
from lib.model.need import prevalence_by_age
from lib.sources import Tables
from lib.variation import change
from lib.variation.change import Change
from lib.variation.rates import count_interval, proportion_interval

IN_100 = 100
NEWEST_FIRST = ("survey_2023", "survey_2017")  # surveys of children in general


@dataclass(frozen=True, kw_only=True)
class Span:
    """From a low to a high figure."""

    low: float
    high: float

    def times(self, count: float) -> "Span":
        """So many in 100 of a count.

        >>> Span(low=25, high=81).times(200)
        Span(low=50.0, high=162.0)
        """
        return Span(low=count * self.low / IN_100, high=count * self.high / IN_100)


def measures(tables: Tables, group: str) -> pd.DataFrame:
    """What is published of a group: rows of risk_measures.csv."""
    return tables.risk_measures[tables.risk_measures.group == group]


def measure_of(tables: Tables, group: str, *roles: str) -> Any:
    """The first measure of a group with one of some roles; None where it has none."""
    rows = measures(tables, group)
    return next((row for role in roles for row in rows[rows.role == role].itertuples()), None)


def readings(tables: Tables, measure: Any) -> pd.DataFrame:
    """Everything published of a measure, in the order of its file: area_code, area_name, level,
    period, value (as printed), of, source_id; shown, low, high: in the measure's unit with its 95%
    interval, NaN where no count is printed that one could be made of; counted: that count.

    A count has Byar's interval, a share Wilson's, a rate that of its group's count of the same time
    and area.
    """
    rows = tables.risk_figures[tables.risk_figures.measure == measure.measure]
    rows = rows.reset_index(drop=True).assign(
        low=float("nan"), high=float("nan"), counted=float("nan")
    )
    rows["shown"] = rows.value
    if measure.kind == "share":
        rows["shown"] = IN_100 * rows.value / rows.of
        known = rows[rows.value.notna()]
        low, high = proportion_interval(known.value, known.of)
        rows["low"], rows["high"] = IN_100 * low, IN_100 * high
    else:
        rows["counted"] = rows.value if measure.kind == "count" else _of(tables, measure, rows)
        known = rows.counted[rows.counted > 0]
        low, high = count_interval(known)
        rows["low"], rows["high"] = rows.value * low / known, rows.value * high / known
    return rows


def _of(tables: Tables, measure: Any, rows: pd.DataFrame) -> pd.Series:
    """The count that each rate is of, NaN where none is printed."""
    size = measure_of(tables, measure.group, "size")
    if measure.role != "rate" or pd.isna(measure.per) or size is None:
        return pd.Series(float("nan"), rows.index)
    counts = tables.risk_figures[tables.risk_figures.measure == size.measure]
    by = counts.set_index(["area_code", "period"]).value
    return pd.Series(by.reindex(pd.MultiIndex.from_frame(rows[["area_code", "period"]])).to_numpy())


def newest(rows: pd.DataFrame) -> pd.DataFrame:
    """The last reading of each area, in the order of the file."""
    return rows[rows.shown.notna()].drop_duplicates("area_code", keep="last")


def moved(rows: pd.DataFrame) -> tuple[str, str, Change] | None:
    """How one area's readings moved: the first and last period that have an interval, else the
    first and last of all, and the change between the two; None where there are not two. A rate's
    change has the interval of its counts."""
    held = rows[rows.shown > 0]
    counted = held[held.low.notna()]
    both = counted if len(counted) > 1 else held
    if len(both) < 2:
        return None
    first, last = both.iloc[0], both.iloc[-1]
    if pd.isna(first.low):
        moves = change.of_amounts(first.shown, last.shown)
    elif pd.notna(first.of):
        moves = change.of_shares((first.value, first.of), (last.value, last.of))
    else:
        moves = _of_counts(first, last)
    return first.period, last.period, moves


def _of_counts(first: Any, last: Any) -> Change:
    """Of two figures with Byar's interval: what of their counts chance leaves open, at the ratio of
    the figures."""
    moves, ratio = change.of_counts(first.counted, last.counted), last.shown / first.shown
    scale = ratio / moves.ratio
    return Change(ratio=ratio, lower=moves.lower * scale, upper=moves.upper * scale)


def prevalence(tables: Tables, group: str) -> Span | None:
    """In 100 of a group with a disorder: the lowest and the highest of what is published of it; of
    one share of a sample its 95% interval (Wilson). None where nothing is."""
    rows = tables.risk_prevalence[tables.risk_prevalence.group == group]
    spans = [survey(row) for row in rows.itertuples()]
    if not spans:
        return None
    return Span(low=min(one.low for one in spans), high=max(one.high for one in spans))


def survey(row: Any) -> Span:
    """What one publication leaves open, in 100."""
    if row.low < row.high or pd.isna(row.sample):
        return Span(low=row.low, high=row.high)
    share = pd.Series([row.low * row.sample / IN_100])
    low, high = proportion_interval(share, pd.Series([row.sample]))
    return Span(low=IN_100 * float(low[0]), high=IN_100 * float(high[0]))


def general(tables: Tables, group: Group) -> Span | None:
    """In 100 of all children of the group's ages with a disorder, by the surveys of children in
    general; None where none has those ages."""
    if group.ages is None:
        return None
    first, last = group.ages
    people = tables.population.groupby("age").persons.sum().loc[first:last]
    rates = [
        IN_100
        * float(
            (prevalence_by_age(tables.prevalence, name).loc[first:last] * people).sum()
            / people.sum()
        )
        for name in NEWEST_FIRST
        if name in set(tables.prevalence.survey)
    ]
    return Span(low=min(rates), high=max(rates)) if rates else None


def persons(tables: Tables, authority: str, measure: Any) -> float:
    """People of the ages that a rate is of who live in an authority; NaN where the rate is of
    others or the authority is not known."""
    codes = tables.authorities[tables.authorities.authority_code == authority].area_code
    if pd.isna(measure.per) or codes.empty:
        return float("nan")
    people = tables.population
    inside = people.area_code.isin(codes) & people.age.between(measure.age_from, measure.age_to)
    return float(people[inside].persons.sum())
