"""The safe table, built once, that everything shown is made from: which relations hold between counts, and what went out
before (docs/methods.md 10)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from lib.disclosure.cells import FEW, MOST, SMALL, Range, Relation, behind, extremes, printed, protect, rounded, tied, total, within
from lib.schema import BANDS, CATALOGUE, NO_SECOND_CONTACT, RATES

CONTROLLED = ("uploaded", "published")  # kinds of district counts that may be nobody's publication yet
WAIT = "mean_wait_days"
COUNT = ["area_code", "period", "measure"]
WHOLE = "whole"  # stands for an area in the name of a figure of the whole
# Parts of a count, which none of them and not their sum can exceed, for each area and year.
PARTS_OF = {
    whole.key: tuple(part.key for part in CATALOGUE if part.part_of == whole.key)
    for whole in CATALOGUE
    if any(part.part_of == whole.key for part in CATALOGUE)
}
WHOLLY = tuple(measure.key for measure in CATALOGUE if measure.all_in_parts)
WITHIN = {part.key: part.part_of for part in CATALOGUE if part.part_of}
FAMILIES = tuple({whole, *parts} for whole, parts in PARTS_OF.items())  # measures that parts and wholes tie together


def year_of(period: str) -> str:
    """A span of 12 months to March as the financial year that it is; any other as it is.

    >>> year_of("12 months to 2023-03"), year_of("12 months to 2023-04"), year_of("2022/23")
    ('2022/23', '12 months to 2023-04', '2022/23')
    """
    found = re.fullmatch(r"12 months to (\d{4})-03", period)
    return f"{int(found[1]) - 1}/{found[1][2:]}" if found else period


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What went out of a session before, as it was shown (NaN is a star): figures by period, and in each by cell."""

    figures: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def of(self, period: str) -> Mapping[str, float]:
        return self.figures.get(period, {})

    def with_tables(self, safe: pd.DataFrame, exact: pd.DataFrame, published: pd.DataFrame) -> "Shown":
        """The same with tables that go out too. A star stays one; a number that becomes one is still known while its count is the same.

        safe, exact: counts.csv as shown and as brought in. published: published_counts.csv as shown.
        """
        own = safe[safe.provenance.isin(CONTROLLED) & (safe.measure != WAIT)]
        counted = exact.drop_duplicates(COUNT).set_index(COUNT).value
        whole = published[(published.provenance == "uploaded") & (published.level == WHOLE)]
        figures = {period: dict(cells) for period, cells in self.figures.items()}
        for row in own.itertuples():
            cells = figures.setdefault(row.period, {})
            before = cells.get(f"{row.area_code} {row.measure}", row.value)
            count = counted.get((row.area_code, row.period, row.measure), np.nan)
            still = np.isnan(before) or (np.isnan(row.value) and rounded(count) == before)
            cells[f"{row.area_code} {row.measure}"] = before if still else row.value
        for row in whole.itertuples():
            cells, cell = figures.setdefault(year_of(row.period), {}), f"{WHOLE} {row.measure}"
            cells[cell] = cells.get(cell, np.nan) if np.isnan(row.value) else float(row.value)
        return Shown(figures=figures)


NOTHING = Shown()


def safe_counts(
    counts: pd.DataFrame, published: pd.DataFrame, earlier: Shown = NOTHING, shares: pd.DataFrame | None = None
) -> pd.DataFrame:
    """counts.csv as it may be shown: rows that are someone's own counts are rounded, stars are NaN; other rows are untouched.

    published: the rows of published_counts.csv as they are shown, whose totals of Kent and Medway a reader can see. earlier: what went
    out of the same session before. shares: columns area_code and ccg_code, the former CCGs that each district lies in.
    """
    own = counts.provenance.isin(CONTROLLED)
    made = counts.assign(value=counts.value.astype(float))
    for period, rows in counts[own].groupby("period"):
        number = rows[rows.measure != WAIT]
        cell = number.area_code + " " + number.measure
        shown = _safe_cells(dict(zip(cell, number.value.astype(float))), published, str(period), earlier, shares)
        made.loc[number.index, "value"] = cell.map(shown)
        wait = rows[rows.measure == WAIT]
        made.loc[wait.index, "value"] = [
            np.nan if least_seen(code, shown) < FEW else np.round(days) for code, days in zip(wait.area_code, wait.value)
        ]
    return made


def _safe_cells(
    exact: dict[str, float], published: pd.DataFrame, period: str, earlier: Shown, shares: pd.DataFrame | None
) -> dict[str, float]:
    """One year's counts as they may be shown, by cell."""
    # A figure that went out is of another count where the count has changed since: then it says nothing of this one.
    out = {
        cell: figure
        for cell, figure in earlier.of(period).items()
        if cell not in exact or np.isnan(figure) or rounded(exact[cell]) == figure
    }
    gone = {cell: figure for cell, figure in out.items() if cell not in exact and not cell.startswith(f"{WHOLE} ")}
    ranges: dict[str, Range] = {cell: (1, SMALL) if np.isnan(count) else (count, count) for cell, count in exact.items()}
    # What went out is known as it was shown. The count itself may be no better known: a deployment's own figures come rounded.
    ranges |= {cell: behind(figure) for cell, figure in out.items() if not np.isnan(figure) and not cell.startswith(f"{WHOLE} ")}
    ranges |= {cell: (0, MOST) for cell, figure in out.items() if np.isnan(figure) and (cell in gone or np.isnan(exact.get(cell, 0)))}
    known, ties = _around(ranges, _wholes(published, period, earlier))
    if shares is not None:
        ties += _of_former_ccgs(ranges, published[published.period == period], shares)
    shown = protect({**exact, **gone}, ties, known, out)
    return {cell: shown[cell] for cell in exact}


def _wholes(published: pd.DataFrame, period: str, earlier: Shown) -> dict[str, Range]:
    """What a reader knows of each measure's figure for the whole, from totals, from rates, and from totals that went out before."""
    rows = published[(published.level == WHOLE) & (published.period.map(year_of) == period)]
    found: dict[str, Range] = {}
    for row in rows.itertuples():
        if row.measure in RATES and not np.isnan(row.value):
            measure = RATES[row.measure]
            found[measure] = _both(found.get(measure), _behind_rate(float(row.value), _in_need(published, row.measure, measure)))
        elif row.measure not in WITHIN and row.measure not in PARTS_OF:
            continue
        elif row.provenance != "uploaded":
            found[row.measure] = _both(found.get(row.measure), printed(float(row.value)))
        elif not np.isnan(row.value):
            found[row.measure] = _both(found.get(row.measure), behind(rounded(float(row.value))))
        elif not _came_too_late(row, earlier):
            found[row.measure] = _both(found.get(row.measure), (1, SMALL))
    for cell, figure in earlier.of(period).items():
        area, _, measure = cell.partition(" ")
        if area != WHOLE or np.isnan(figure):
            continue
        if measure in RATES:
            of = RATES[measure]
            found[of] = _both(found.get(of), _behind_rate(figure, _in_need(published, measure, of)))
        elif measure in WITHIN or measure in PARTS_OF:
            found[measure] = _both(found.get(measure), behind(figure))
    return found


def _in_need(published: pd.DataFrame, rate: str, measure: str) -> float:
    """Children that a published rate is of: a count over its rate, in a year that has both; missing where none has."""
    rows = published[(published.level == WHOLE) & published.measure.isin((rate, measure)) & (published.provenance == "published")]
    both = rows.pivot_table(index="period", columns="measure", values="value").reindex(columns=[measure, rate]).dropna()
    return float((both[measure] / both[rate]).iloc[0]) if len(both) else float("nan")


def _behind_rate(rate: float, of: float) -> Range:
    """The counts that a rate to three decimals, or one to more that is a count over `of`, may stand for."""
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


def _around(ranges: Mapping[str, Range], wholes: Mapping[str, Range]) -> tuple[dict[str, Range], list[Relation]]:
    """Figures of the whole that bound the cells, and every relation of the catalogue that the counts keep to.

    ranges: what each cell is, or may be where its owner has starred it.
    """
    measured: dict[str, list[str]] = {}
    for cell in ranges:
        measured.setdefault(cell.split()[1], []).append(cell)
    ties = [tie for cell in ranges for tie in _parts_of(cell, ranges)]
    known: dict[str, Range] = {}
    for family in FAMILIES:
        if not family & wholes.keys() or not family & measured.keys():
            continue
        known |= {f"{WHOLE} {measure}": wholes.get(measure, (0, MOST)) for measure in family}
        sums = [Relation(plus=tuple(measured[m]), minus=(f"{WHOLE} {m}",), low=0, high=0) for m in sorted(family & measured.keys())]
        kept = [tie for tie in sums if _keeps_to(tie, {**ranges, **known})]
        added = {cell: _sum(ranges, tie.plus) for tie in kept for cell in tie.minus}
        at_whole = {cell: _both(known[cell], added[cell]) if cell in added else known[cell] for cell in known}
        ties += kept + [tie for measure in sorted(family) for tie in _parts_of(f"{WHOLE} {measure}", at_whole)]
        about = [tie for tie in ties if all(cell in known for cell in tie.cells)]
        # What follows for each sum by itself, so that it is seen where all small counts would be alike.
        bounds = extremes([tie.minus[0] for tie in kept], known, about)
        ties += [total(tie.plus, *bounds[tie.minus[0]]) for tie in kept if tie.minus[0] in bounds]
    return known, ties


def _of_former_ccgs(ranges: Mapping[str, Range], published: pd.DataFrame, shares: pd.DataFrame) -> list[Relation]:
    """What districts that together are some former CCGs add up to, for each measure that all of these have a figure of."""
    below = published[(published.level == "former_ccg") & published.value.notna()]
    lies_in = [Relation(plus=(row.area_code, row.ccg_code), low=0, high=0) for row in shares.itertuples()]
    found = []
    for place in tied(sorted({*shares.area_code, *shares.ccg_code}), lies_in):
        for measure, rows in below[below.area_code.isin(place)].groupby("measure"):
            cells = tuple(f"{code} {measure}" for code in sorted(place & {*shares.area_code}) if f"{code} {measure}" in ranges)
            if set(rows.area_code) != place & {*shares.ccg_code} or len(cells) < len(place & {*shares.area_code}):
                continue
            spans = [behind(rounded(row.value)) if row.provenance == "uploaded" else printed(row.value) for row in rows.itertuples()]
            tie = total(cells, sum(low for low, _ in spans), sum(high for _, high in spans))
            found += [tie] if _keeps_to(tie, ranges) else []
    return found


def _parts_of(cell: str, ranges: Mapping[str, Range]) -> list[Relation]:
    """What the parts of a count can be at most in one area, or all of it; only where the counts keep to it themselves."""
    area, measure = cell.split()
    every = [f"{area} {part}" for part in PARTS_OF.get(measure, ())]
    parts = tuple(part for part in every if part in ranges)
    if not parts:
        return []
    exactly = within(parts, cell, exactly=True)
    if measure in WHOLLY and len(parts) == len(every) and _keeps_to(exactly, ranges):
        return [exactly]
    together = within(parts, cell)
    return [together] if _keeps_to(together, ranges) else [within((part,), cell) for part in parts]


def _sum(ranges: Mapping[str, Range], cells: tuple[str, ...]) -> Range:
    return sum(ranges[cell][0] for cell in cells), sum(ranges[cell][1] for cell in cells)


def _keeps_to(relation: Relation, ranges: Mapping[str, Range]) -> bool:
    """Whether the figures can be as a relation says."""
    plus, minus = _sum(ranges, relation.plus), _sum(ranges, relation.minus)
    return plus[0] - minus[1] <= relation.high and plus[1] - minus[0] >= relation.low


def least_seen(area_code: str, shown: Mapping[str, float]) -> float:
    """The fewest children whom a district's mean wait can be of, by what is shown; 0 where the counts it is of are not all there."""
    referred, ended, seen = (
        [shown.get(f"{area_code} {part}", float("nan")) for part in parts] for parts in (("referred",), NO_SECOND_CONTACT, BANDS)
    )
    by_bands = sum(behind(figure)[0] for figure in seen) if not np.isnan(seen).any() else 0
    whole = not np.isnan([*referred, *ended]).any()
    by_rest = behind(referred[0])[0] - sum(behind(figure)[1] for figure in ended) if whole else 0
    return max(by_bands, by_rest)


def safe_published(published: pd.DataFrame, counted: frozenset[str], need: pd.Series, earlier: Shown = NOTHING) -> pd.DataFrame:
    """published_counts.csv as it may be shown: what was uploaded is rounded, and so are the counts behind its rates.

    counted: the measures that are counts of children. need: children in need by former CCG. Counts of former CCGs under 5 are
    refused when they come in; a count of the whole under 5 is a star, and so is one whose districts went out before without it.
    """
    own = published.provenance == "uploaded"
    made = published.copy()
    for index, row in published[own].iterrows():
        if row.measure in counted:
            made.loc[index, "value"] = np.nan if _came_too_late(row, earlier) else rounded(row.value)
        elif row.measure == WAIT:
            made.loc[index, "value"] = np.round(row.value)
        elif row.measure in RATES and row.area_code in need.index:
            made.loc[index, "value"] = rounded(row.value * need[row.area_code]) / need[row.area_code]
        elif row.measure in RATES:
            made.loc[index, "value"] = np.nan if _came_too_late(row, earlier) else np.round(row.value, 3)
    few = made[own & (made.measure == "referred") & made.value.isna()]
    hidden = pd.MultiIndex.from_frame(made[["area_code", "period"]]).isin(pd.MultiIndex.from_frame(few[["area_code", "period"]]))
    return made.assign(value=made.value.mask(hidden & own & (made.measure == WAIT)))


def _came_too_late(row: Any, earlier: Shown) -> bool:
    """Whether a figure of the whole would add to districts that went out without it. row: of published_counts.csv."""
    out = earlier.of(year_of(row.period))
    if row.level != WHOLE or not np.isnan(out.get(f"{WHOLE} {row.measure}", np.nan)):
        return False
    family = next((one for one in FAMILIES if RATES.get(row.measure, row.measure) in one), set())
    return any(cell.split()[1] in family for cell in out)
