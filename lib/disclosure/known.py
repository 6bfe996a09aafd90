"""What a reader knows of the whole and of its published parts in one year: from figures beside the
counts, and from what went out before."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pandas as pd

from lib.catalogue import measures as catalogue
from lib.disclosure.cells import MOST, SMALL, Cell, Range, behind, printed, rounded
from lib.disclosure.shown import WHOLE, Shown, came_too_late
from lib.disclosure.spans import within_year, year_of
from lib.place.profile import BESIDE


def of_the_whole(published: pd.DataFrame, period: str, earlier: Shown) -> dict[str, list[Range]]:
    """What a reader knows of each measure's figure for the whole: from totals, from rates, and from
    those that went out before. Figures of one year may be of different children, as a publisher's
    and an owner's are: each stands by itself."""
    facts: dict[str, list[Range]] = {}
    for measure, span, fact in _facts_of_the_whole(published, period, earlier):
        # who was seen in a quarter is among those of its year
        low, high = fact if year_of(span) == period else (fact[0], MOST)
        facts.setdefault(measure, []).append((low, high))
    return facts


def _facts_of_the_whole(
    published: pd.DataFrame, period: str, earlier: Shown
) -> Iterator[tuple[str, str, Range]]:
    """Each figure of the whole in a year: the count that it says something of, its span, and what
    that is."""
    in_year = published.period.map(within_year) == period
    for row in published[(published.level == WHOLE) & in_year].itertuples():
        count, figure = catalogue.rates().get(row.measure, row.measure), float(row.value)
        if not np.isnan(figure):
            means = printed if row.provenance != "uploaded" else _behind_own
            if count in catalogue.counts():
                yield count, row.period, _behind(row.measure, figure, published, means)
        elif (
            row.provenance == "uploaded"
            and row.measure == count
            and not came_too_late(row, figure, earlier)
        ):
            yield count, period, (1, SMALL)  # taken for the year's, a quarter's too
    for span, cell, figure in earlier.within(period):
        count = catalogue.rates().get(cell.measure, cell.measure)
        if cell.is_of_the_whole and count in catalogue.counts() and not np.isnan(figure):
            yield count, span, _behind(cell.measure, figure, published, behind)


def _behind(
    measure: str, figure: float, published: pd.DataFrame, count_behind: Callable[[float], Range]
) -> Range:
    """The counts that a figure of the whole may stand for. count_behind: where it is a count."""
    rates = catalogue.rates()
    if measure in rates:
        return _behind_rate(figure, _in_need(published, measure, rates[measure]))
    return count_behind(figure)


def _behind_own(figure: float) -> Range:
    """The counts behind one that was brought in, and is shown to the nearest 5."""
    return behind(rounded(figure))


def _in_need(published: pd.DataFrame, rate: str, measure: str) -> float:
    """Children that a published rate is of: a count over its rate, in a year that has both; missing
    where none has."""
    rows = published[
        (published.level == WHOLE)
        & published.measure.isin((rate, measure))
        & (published.provenance == "published")
    ]
    both = (
        rows.pivot_table(index="period", columns="measure", values="value")
        .reindex(columns=[measure, rate])
        .dropna()
    )
    return float((both[measure] / both[rate]).iloc[0]) if len(both) else float("nan")


def _behind_rate(rate: float, of: float) -> Range:
    """The counts that a rate to three decimals, or one to more that is a count over `of`, may stand
    for."""
    if np.isnan(of):
        return 0, MOST
    count = rate * of
    if abs(rate - round(rate, 3)) > 1e-9 and abs(count - round(count)) < 0.01:
        return printed(round(count))
    return np.ceil((rate - 0.0005) * of), np.floor((rate + 0.0005) * of)


def of_the_parts(
    published: pd.DataFrame, period: str, earlier: Shown, need: pd.Series
) -> list[dict[Cell, Range]]:
    """What a reader knows of parts: as published, as brought in, as both together, and as it went
    out before. Published rates of parts are of a need that is nowhere printed, so they say no
    count. need: children in need by part."""
    rows = published[
        ~published.level.isin((WHOLE, *BESIDE))
        & (published.period.map(year_of) == period)
        & published.value.notna()
    ]
    brought, others = (rows[(rows.provenance == "uploaded") == own] for own in (True, False))
    told = {Cell("", row.measure, row.area_code): printed(row.value) for row in others.itertuples()}
    own = _counts_behind(
        ((Cell("", row.measure, row.area_code), row.value) for row in brought.itertuples()), need
    )
    before = _counts_behind(
        ((cell, figure) for cell, figure in earlier.of(period).items() if cell.is_of_a_part), need
    )
    return [told, own, {**told, **own}, before, {**told, **own, **before}]


def _counts_behind(figures: Iterable[tuple[Cell, float]], need: pd.Series) -> dict[Cell, Range]:
    """What own figures of parts say of counts, small ones left out."""
    rates = catalogue.rates()
    facts: dict[Cell, Range] = {}
    for cell, figure in figures:
        is_rate = cell.measure in rates
        shown = rounded(figure * need.get(cell.part, np.nan) if is_rate else figure)
        if not np.isnan(shown):
            facts[cell._replace(measure=rates.get(cell.measure, cell.measure))] = behind(shown)
    return facts
