"""The safe table, built once, that everything shown is made from: which relations hold between
counts, and what went out before (docs/methods.md 10)."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from lib.catalogue import measures as catalogue
from lib.disclosure.cells import (
    FEW,
    MOST,
    SMALL,
    Range,
    Relation,
    behind,
    extremes,
    printed,
    protect,
    rounded,
    total,
)
from lib.disclosure.relations import keeps_to, of_published_parts, parts_of, sum_of
from lib.place.profile import BESIDE

# kinds of district counts that may be nobody's publication yet
CONTROLLED = ("uploaded", "published")
COUNT = ["area_code", "period", "measure"]
# in the name of a published figure they stand for its area, or before the code of a part of the
# whole
WHOLE, PART = "whole", "part"
NO_NEED = pd.Series(dtype=float)


def year_of(period: str) -> str:
    """A span of 12 months to March as the financial year that it is; any other as it is.

    >>> year_of("12 months to 2023-03"), year_of("12 months to 2023-04"), year_of("2022/23")
    ('2022/23', '12 months to 2023-04', '2022/23')
    """
    found = re.fullmatch(r"12 months to (\d{4})-03", period)
    return f"{int(found[1]) - 1}/{found[1][2:]}" if found else period


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What went out of a session before, as it was shown (NaN is a star): figures by period, and in
    each by cell."""

    figures: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def of(self, period: str) -> Mapping[str, float]:
        return self.figures.get(period, {})

    def with_tables(
        self, safe: pd.DataFrame, exact: pd.DataFrame, published: pd.DataFrame
    ) -> "Shown":
        """The same with tables that go out too. A star stays one; a number that becomes one is
        still known while its count is the same.

        safe, exact: counts.csv as shown and as brought in. published: published_counts.csv as
        shown.
        """
        own = safe[safe.provenance.isin(CONTROLLED) & ~safe.measure.isin(catalogue.means())]
        counted = exact.drop_duplicates(COUNT).set_index(COUNT).value
        above = published[(published.provenance == "uploaded") & ~published.level.isin(BESIDE)]
        figures = {period: dict(cells) for period, cells in self.figures.items()}
        for row in own.itertuples():
            cells = figures.setdefault(row.period, {})
            before = cells.get(f"{row.area_code} {row.measure}", row.value)
            count = counted.get((row.area_code, row.period, row.measure), np.nan)
            still = np.isnan(before) or (np.isnan(row.value) and rounded(count) == before)
            cells[f"{row.area_code} {row.measure}"] = before if still else row.value
        for row in above.itertuples():
            cells, cell = figures.setdefault(row.period, {}), _named(row)
            cells[cell] = cells.get(cell, np.nan) if np.isnan(row.value) else float(row.value)
        return Shown(figures=figures)


NOTHING = Shown()


def _named(row: Any) -> str:
    """The name of a published figure among cells. row: of published_counts.csv."""
    return f"{WHOLE if row.level == WHOLE else f'{PART}:{row.area_code}'} {row.measure}"


def _is_published(cell: str) -> bool:
    return cell.startswith((f"{WHOLE} ", f"{PART}:"))


def safe_counts(
    counts: pd.DataFrame,
    published: pd.DataFrame,
    earlier: Shown = NOTHING,
    shares: pd.DataFrame | None = None,
    need: pd.Series = NO_NEED,
) -> pd.DataFrame:
    """counts.csv as it may be shown: rows that are someone's own counts are rounded, stars are NaN;
    other rows are untouched.

    published: the rows of published_counts.csv as they are shown, whose totals of the whole a
    reader can see. earlier: what went out of the same session before. shares: columns area_code and
    part_code, the parts that each district lies in. need: children in need by part.
    """
    own = counts.provenance.isin(CONTROLLED)
    made = counts.assign(value=counts.value.astype(float))
    for period, rows in counts[own].groupby("period"):
        number = rows[~rows.measure.isin(catalogue.means())]
        cell = number.area_code + " " + number.measure
        shown = _safe_cells(
            dict(zip(cell, number.value.astype(float))),
            published,
            str(period),
            earlier,
            shares,
            need,
        )
        made.loc[number.index, "value"] = cell.map(shown)
        mean = rows[rows.measure.isin(catalogue.means())]
        made.loc[mean.index, "value"] = [
            np.nan if least_seen(row.area_code, row.measure, shown) < FEW else np.round(row.value)
            for row in mean.itertuples()
        ]
    return made


def _safe_cells(
    exact: dict[str, float],
    published: pd.DataFrame,
    period: str,
    earlier: Shown,
    shares: pd.DataFrame | None = None,
    need: pd.Series = NO_NEED,
) -> dict[str, float]:
    """One year's counts as they may be shown, by cell."""
    # A figure that went out is of another count where the count has changed since: then it says
    # nothing of this one.
    out = {
        cell: figure
        for cell, figure in earlier.of(period).items()
        if cell not in exact or np.isnan(figure) or rounded(exact[cell]) == figure
    }
    gone = {
        cell: figure
        for cell, figure in out.items()
        if cell not in exact and not _is_published(cell)
    }
    # An owner's star may be any count: what was hidden for the sake of another is no small one.
    ranges: dict[str, Range] = {
        cell: (0, MOST) if np.isnan(count) else (count, count) for cell, count in exact.items()
    }
    # What went out is known as it was shown. The count itself may be no better known: a
    # deployment's own figures come rounded.
    ranges |= {
        cell: behind(figure)
        for cell, figure in out.items()
        if not np.isnan(figure) and not _is_published(cell)
    }
    # Whether counts keep to a total is seen in what is shown, so it may not depend on what a small
    # number is.
    hidden = [cell for cell, figure in out.items() if np.isnan(figure) and not _is_published(cell)]
    ranges |= {
        cell: (0, MOST if np.isnan(exact.get(cell, np.nan)) else max(exact[cell], SMALL))
        for cell in hidden
    }
    known, ties = _around(ranges, _wholes(published, period, earlier))
    if shares is not None:
        ties += of_published_parts(ranges, _below(published, period, earlier, need), shares)
    shown = protect({**exact, **gone}, ties, known, out)
    return {cell: shown[cell] for cell in exact}


def _wholes(published: pd.DataFrame, period: str, earlier: Shown) -> dict[str, list[Range]]:
    """What a reader knows of each measure's figure for the whole: from totals, from rates, and from
    those that went out before. Figures of one year may be of different children, as a publisher's
    and an owner's are: each stands by itself."""
    spans = published.period.map(lambda span: _within_year(span) == period)
    rows = published[(published.level == WHOLE) & spans]
    found: dict[str, list[Range]] = {}
    rates = catalogue.rates()

    def add(measure: str, span: str, figure: float, printed_as: Callable[[float], Range]) -> None:
        of = rates.get(measure, measure)
        if np.isnan(figure) or of not in catalogue.counts():
            return
        low, high = (
            _behind_rate(figure, _in_need(published, measure, of))
            if measure in rates
            else printed_as(figure)
        )
        found.setdefault(of, []).append((low, high if year_of(span) == period else MOST))

    for row in rows.itertuples():
        if row.provenance != "uploaded":
            add(row.measure, row.period, float(row.value), printed)
        elif not np.isnan(row.value):
            add(row.measure, row.period, float(row.value), lambda figure: behind(rounded(figure)))
        elif not _came_too_late(row, np.nan, earlier) and row.measure not in rates:
            found.setdefault(row.measure, []).append((1, SMALL))
    for span in [span for span in earlier.figures if _within_year(span) == period]:
        for cell, figure in earlier.of(span).items():
            area, _, measure = cell.partition(" ")
            if area == WHOLE:
                add(measure, span, figure, behind)
    return found


def _within_year(span: str) -> str:
    """The financial year that a span is, or lies in: who was seen in a quarter was seen in its
    year.

    >>> periods = "quarter to 2025-03", "month to 2025-04", "quarter to 2025-04"
    >>> tuple(map(_within_year, periods))
    ('2024/25', '2025/26', 'quarter to 2025-04')
    """
    found = re.fullmatch(r"(quarter|month) to (\d{4})-(\d\d)", span)
    if not found or (found[1] == "quarter" and found[3] in ("04", "05")):
        return year_of(span)
    return year_of(f"12 months to {int(found[2]) + (found[3] > '03')}-03")


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


def _both(one: Range | None, other: Range) -> Range:
    """What two facts leave of a figure; where they do not go together, the first."""
    if one is None:
        return other
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return (low, high) if low <= high else one


def _around(
    ranges: Mapping[str, Range], wholes: Mapping[str, list[Range]]
) -> tuple[dict[str, Range], list[Relation]]:
    """Figures of the whole that bound the cells, and every relation of the catalogue that the
    counts keep to.

    ranges: what each cell is, or may be where its owner has starred it.
    """
    measured: dict[str, list[str]] = {}
    for cell in ranges:
        measured.setdefault(cell.split()[1], []).append(cell)
    ties = [tie for cell in ranges for tie in parts_of(cell, ranges)]
    known: dict[str, Range] = {}
    for family in catalogue.families():
        taken = {
            measure: _taken(measure, wholes.get(measure, []), measured, ranges)
            for measure in family
        }
        if not any(taken.values()) or not family & measured.keys():
            continue
        known |= {f"{WHOLE} {measure}": taken[measure] or (0, MOST) for measure in family}
        sums = [
            Relation(plus=tuple(measured[m]), minus=(f"{WHOLE} {m}",), low=0, high=0)
            for m in sorted(family & measured.keys())
        ]
        kept = [tie for tie in sums if keeps_to(tie, {**ranges, **known})]
        added = {cell: sum_of(ranges, tie.plus) for tie in kept for cell in tie.minus}
        at_whole = {
            cell: _both(known[cell], added[cell]) if cell in added else known[cell]
            for cell in known
        }
        ties += kept + [
            tie for measure in sorted(family) for tie in parts_of(f"{WHOLE} {measure}", at_whole)
        ]
        about = [tie for tie in ties if all(cell in known for cell in tie.cells)]
        # What follows for each sum by itself, so that it is seen where all small counts would be
        # alike.
        bounds = extremes([tie.minus[0] for tie in kept], known, about)
        ties += [total(tie.plus, *bounds[tie.minus[0]]) for tie in kept if tie.minus[0] in bounds]
    return known, ties


def _taken(
    measure: str, facts: list[Range], measured: Mapping[str, list[str]], ranges: Mapping[str, Range]
) -> Range | None:
    """What is known of a measure's figure for the whole: what the facts that the counts keep to say
    together, the closest bound first. None where there are none."""
    sums, parts = (
        {of: sum_of(ranges, tuple(cells)) for of, cells in measured.items()},
        catalogue.parts(),
    )
    low = max([0, *(sums[part][0] for part in (measure, *parts.get(measure, ())) if part in sums)])
    high = min(
        [MOST, *(sums[of][1] for of in (measure, catalogue.within().get(measure)) if of in sums)]
    )
    found: Range | None = None
    for fact in sorted(facts, key=lambda fact: fact[1] if measure in parts else -fact[0]):
        if fact[0] <= high and fact[1] >= low:
            found = _both(found, fact)
    return found


def _below(
    published: pd.DataFrame, period: str, earlier: Shown, need: pd.Series
) -> list[dict[tuple[str, str], Range]]:
    """What a reader knows of parts, by code and measure: as published, as brought in, as both
    together, and as it went out before. Published rates of parts are of a need that is nowhere
    printed, so they say no count."""
    rows = published[
        ~published.level.isin((WHOLE, *BESIDE))
        & (published.period.map(year_of) == period)
        & published.value.notna()
    ]
    told, own, before = (
        dict[tuple[str, str], Range](),
        dict[tuple[str, str], Range](),
        dict[tuple[str, str], Range](),
    )
    figures = [
        (row.area_code, row.measure, row.value, own)
        for row in rows.itertuples()
        if row.provenance == "uploaded"
    ]
    for cell, figure in earlier.of(period).items():
        area, _, measure = cell.partition(" ")
        if area.startswith(f"{PART}:") and not np.isnan(figure):
            figures.append((area.partition(":")[2], measure, figure, before))
    for code, measure, figure, facts in figures:
        count = figure * need.get(code, np.nan) if measure in catalogue.rates() else figure
        if not np.isnan(rounded(count)):
            facts[code, catalogue.rates().get(measure, measure)] = behind(rounded(count))
    for row in rows[rows.provenance != "uploaded"].itertuples():
        told[row.area_code, row.measure] = printed(row.value)
    return [told, own, {**told, **own}, before, {**told, **own, **before}]


def least_seen(area_code: str, mean: str, shown: Mapping[str, float]) -> float:
    """The fewest children whom a district's mean can be of, by what is shown; 0 where the counts it
    is of are not all there."""
    whole_of, left_out, inside = catalogue.beside_mean(mean)
    referred, ended, seen = (
        [shown.get(f"{area_code} {part}", float("nan")) for part in counted]
        for counted in ((whole_of,), left_out, inside)
    )
    by_bands = sum(behind(figure)[0] for figure in seen) if not np.isnan(seen).any() else 0
    whole = not np.isnan([*referred, *ended]).any()
    by_rest = behind(referred[0])[0] - sum(behind(figure)[1] for figure in ended) if whole else 0
    return max(by_bands, by_rest)


def safe_published(
    published: pd.DataFrame,
    counted: frozenset[str],
    need: pd.Series,
    earlier: Shown = NOTHING,
    counts: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """published_counts.csv as it may be shown: what was uploaded is rounded, and so are the counts
    behind its rates.

    counted: the measures that are counts of children. need: children in need by part. Counts of
    parts under 5 are refused when they come in; a count of the whole under 5 is a star, and so is
    any figure whose districts went out before without it.
    counts: counts.csv as brought in; a figure whose districts have changed since they went out adds
    to them too.
    """
    own = published.provenance == "uploaded"
    made, moved = published.copy(), _moved(counts, earlier) if counts is not None else set()
    for index, row in published[own].iterrows():
        figure = row.value
        if row.measure in counted:
            figure = rounded(row.value)
        elif row.measure in catalogue.means():
            figure = np.round(row.value)
        elif row.measure in catalogue.rates() and row.area_code in need.index:
            figure = rounded(row.value * need[row.area_code]) / need[row.area_code]
        elif row.measure in catalogue.rates():
            figure = np.round(row.value, 3)
        made.loc[index, "value"] = np.nan if _came_too_late(row, figure, earlier, moved) else figure
    for index, row in made[
        own & made.measure.isin(catalogue.means()) & ~made.level.isin((WHOLE, *BESIDE))
    ].iterrows():
        there = made[own & (made.area_code == row.area_code) & (made.period == row.period)]
        shown = dict(zip(there.area_code + " " + there.measure, there.value))
        made.loc[index, "value"] = (
            np.nan if least_seen(row.area_code, row.measure, shown) < FEW else row.value
        )
    for mean in catalogue.means():
        few = made[own & (made.measure == catalogue.beside_mean(mean)[0]) & made.value.isna()]
        hidden = pd.MultiIndex.from_frame(made[["area_code", "period"]]).isin(
            pd.MultiIndex.from_frame(few[["area_code", "period"]])
        )
        made["value"] = made.value.mask(hidden & own & (made.measure == mean))
    return made


def _moved(counts: pd.DataFrame, earlier: Shown) -> set[tuple[str, str]]:
    """Period and measure of the figures that went out and are of other counts now."""
    own = counts[counts.provenance.isin(CONTROLLED)]
    before = [
        earlier.of(row.period).get(f"{row.area_code} {row.measure}", np.nan)
        for row in own.itertuples()
    ]
    return {
        (row.period, row.measure)
        for row, was in zip(own.itertuples(), before)
        if not np.isnan(was) and rounded(row.value) != was
    }


def _came_too_late(
    row: Any, shown: float, earlier: Shown, moved: Collection[tuple[str, str]] = ()
) -> bool:
    """Whether a figure would add to districts that went out without it. row: of
    published_counts.csv. shown: as it would be shown; where it went out like that before, it adds
    nothing, unless districts have moved."""
    if row.level in BESIDE:
        return False
    family = next(
        (
            one
            for one in catalogue.families()
            if catalogue.rates().get(row.measure, row.measure) in one
        ),
        set(),
    )
    year = _within_year(row.period)
    out = [
        cells.get(_named(row))
        for span, cells in earlier.figures.items()
        if year_of(span) == year_of(row.period)
    ]
    if shown in out and not any((year, measure) in moved for measure in family):
        return False
    return any(cell.split()[1] in family and not _is_published(cell) for cell in earlier.of(year))
