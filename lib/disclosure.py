"""Small numbers that cannot leak: the safe table, built once, that everything shown is made from (METHODS: disclosure control).

As NHS England publishes: below the whole of Kent and Medway a count of 1 to 4 becomes a star and others go to the nearest 5;
0 stays 0. Where a total or another count would give a star away, what is tied to it becomes stars too (secondary suppression).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from lib.schema import BANDS, NO_SECOND_CONTACT

SMALL = 4  # a count from 1 to this is a star
NEAREST = 5
MOST = 10**6  # as the contract of counts.csv
CONTROLLED = ("uploaded", "published")  # kinds of district counts that may be nobody's publication yet
RATE = "two_contact_access_rate"
WAIT, WAIT_OF = "mean_wait_days", ("referred", "treated_two_contacts")
# Parts of a count, which none of them and not their sum can exceed, for each area and year.
PARTS_OF = {
    "referred": (*NO_SECOND_CONTACT, *BANDS),
    "contacted_once": ("treated_two_contacts",),
}
WHOLLY = ("referred",)  # counts that are nothing but their parts: all of them together are the whole
WITHIN = {part: whole for whole, parts in PARTS_OF.items() for part in parts}


@dataclass(frozen=True, kw_only=True)
class Total:
    """A figure that readers can see beside the cells: low and high bound of what `cells` add up to."""

    cells: tuple[str, ...]
    low: int
    high: int


def rounded(count: float) -> float:
    """A count as it may be shown; NaN for a star.

    >>> [rounded(n) for n in (0, 1, 4, 5, 7, 8, 12, 13)]
    [0.0, nan, nan, 5.0, 5.0, 10.0, 10.0, 15.0]
    """
    if np.isnan(count) or 1 <= count <= SMALL:
        return float("nan")
    return float(NEAREST * np.floor(count / NEAREST + 0.5))


def behind(shown: float) -> tuple[int, int]:
    """The counts that a figure shown may stand for.

    >>> behind(0.0), behind(5.0), behind(10.0)
    ((0, 0), (5, 7), (8, 12))

    A 5 is no 3 or 4: those are stars.
    """
    if shown == 0:
        return 0, 0
    return max(int(shown) - NEAREST // 2, SMALL + 1), int(shown) + NEAREST // 2


@dataclass(frozen=True, kw_only=True)
class Limit:
    """Cells that together cannot exceed another cell; `exactly`: they are all there is of it, and add up to it."""

    parts: tuple[str, ...]
    whole: str
    exactly: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        return (*self.parts, self.whole)


def possible(shown: Mapping[str, float], primary: frozenset[str], totals: list[Total], limits: list[Limit]) -> dict[str, tuple[int, int]]:
    """The least and most that each star can be for a reader who sees everything shown.

    shown: cell -> figure, NaN for a star. primary: stars known to be 1 to 4. An exact search over whole numbers; a picture that no
    counts can give comes back empty.
    """
    cells, at = list(shown), {cell: i for i, cell in enumerate(shown)}
    low, high = np.zeros(len(cells)), np.full(len(cells), float(MOST))
    for i, cell in enumerate(cells):
        if not np.isnan(shown[cell]):
            low[i], high[i] = behind(shown[cell])
        elif cell in primary:
            low[i], high[i] = 1, SMALL
    rows, least, most = [], [], []
    for total in totals:
        rows.append([1.0 if cell in total.cells else 0.0 for cell in cells])
        least.append(float(total.low))
        most.append(float(total.high))
    for limit in limits:
        row = np.zeros(len(cells))
        for part in limit.parts:
            row[at[part]] = 1.0
        row[at[limit.whole]] = -1.0
        rows.append(list(row))
        least.append(0.0 if limit.exactly else -np.inf)
        most.append(0.0)
    rules = [LinearConstraint(np.array(rows), np.array(least), np.array(most))] if rows else []

    def extreme(i: int, sign: float) -> int | None:
        cost = np.zeros(len(cells))
        cost[i] = sign
        found = milp(cost, constraints=rules, bounds=Bounds(low, high), integrality=np.ones(len(cells)))
        return round(sign * found.fun) if found.success else None

    spans = {cell: (extreme(i, 1), extreme(i, -1)) for i, cell in enumerate(cells) if np.isnan(shown[cell])}
    return {cell: (a, b) for cell, (a, b) in spans.items() if a is not None and b is not None}


def protect(counts: Mapping[str, float], totals: list[Total], limits: list[Limit]) -> dict[str, float]:
    """Counts as they may be shown: cell -> figure, NaN for a star.

    counts: cell -> count, NaN where its owner has starred it. Every 1 to 4 becomes a star and the rest is rounded. Where what is shown
    would then leave a star one value, every cell that it is tied to by totals and limits becomes a star.

    All of them and not just enough, for then a reader who knows this rule learns nothing from it. Whether a star is given away depends
    on what is shown alone: where none is, every table that would look the same was as safe. Where one is, all that is left to see is
    that it was, and that is as true of the same counts in any other order of the areas.
    """
    shown = {cell: rounded(count) for cell, count in counts.items()}
    known = {cell for total in totals if total.high == 0 for cell in total.cells}  # zeros that a total says anyway
    for tied in _tied(list(shown), totals, limits):
        about = [total for total in totals if tied.issuperset(total.cells)]
        within = [limit for limit in limits if tied.issuperset(limit.cells)]
        here = {cell: shown[cell] for cell in shown if cell in tied}
        if any(_all_alike(total) for total in about) or _given_away(here, about, within):
            shown |= dict.fromkeys(tied - known, float("nan"))
    return shown


def _tied(cells: list[str], totals: list[Total], limits: list[Limit]) -> list[set[str]]:
    """The cells in groups that no total and no limit joins to another."""
    at = {cell: i for i, cell in enumerate(cells)}
    joined = [*(total.cells for total in totals), *(limit.cells for limit in limits)]
    pairs = [(at[first], at[cell]) for first, *others in joined for cell in others]
    rows, columns = zip(*pairs) if pairs else ((), ())
    _, group = connected_components(coo_array((np.ones(len(pairs)), (rows, columns)), shape=(len(cells), len(cells))), directed=False)
    return [set(np.array(cells)[group == i]) for i in np.unique(group)]


def _all_alike(total: Total) -> bool:
    """Whether small counts add up to a total only if all of them are 1, or all 4: no other order of the areas would hide them."""
    return total.low == SMALL * len(total.cells) or total.high == len(total.cells)


def _given_away(shown: Mapping[str, float], totals: list[Total], limits: list[Limit]) -> bool:
    """Whether a star among what is shown has one value left."""
    stars = frozenset(cell for cell, figure in shown.items() if np.isnan(figure))
    spans = possible(shown, stars, totals, limits)
    return any(cell not in spans or spans[cell][0] == spans[cell][1] for cell in stars)


def safe_counts(counts: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """counts.csv as it may be shown: rows that are someone's own counts are rounded, stars are NaN; other rows are untouched.

    published: the rows of published_counts.csv, whose totals of Kent and Medway a reader can see.
    """
    own = counts.provenance.isin(CONTROLLED)
    made = counts.assign(value=counts.value.astype(float))
    for period, rows in counts[own].groupby("period"):
        number = rows[rows.measure != WAIT]
        cell = number.area_code + " " + number.measure
        exact = dict(zip(cell, number.value.astype(float)))
        shown = protect(exact, _totals(number, published, str(period)), _limits(exact))
        made.loc[number.index, "value"] = cell.map(shown)
        wait = rows[rows.measure == WAIT]
        made.loc[wait.index, "value"] = [
            np.nan if _few_waited(code, shown) else np.round(days) for code, days in zip(wait.area_code, wait.value)
        ]
    return made


def _totals(rows: pd.DataFrame, published: pd.DataFrame, period: str) -> list[Total]:
    """Totals of Kent and Medway that readers can see for a measure and that its areas do add up to."""
    whole = published[(published.level == "whole") & (published.period == period)].set_index("measure")
    found = []
    for measure, part in rows.groupby("measure"):
        if measure not in whole.index:
            continue
        count = float(whole.value[measure])
        cells = tuple(part.area_code + " " + part.measure)
        if whole.provenance[measure] == "uploaded":
            low, high = behind(rounded(count)) if not np.isnan(rounded(count)) else (1, SMALL)
        else:
            low = high = int(count)
        starred = int(part.value.isna().sum())  # by their owner: 1 to 4 each
        if low <= part.value.sum() + SMALL * starred and part.value.sum() + starred <= high:
            found.append(Total(cells=cells, low=low, high=high))
    return found


def _limits(exact: Mapping[str, float]) -> list[Limit]:
    """What the parts of a count can be at most, area by area; only where the counts keep to it themselves."""
    found = []
    for cell in exact:
        code, measure = cell.split()
        parts = tuple(f"{code} {part}" for part in PARTS_OF.get(measure, ()) if f"{code} {part}" in exact)
        together = sum(1 if np.isnan(exact[part]) else exact[part] for part in parts)
        every = measure in WHOLLY and len(parts) == len(PARTS_OF[measure])
        if every and sum(exact[part] for part in parts) == exact[cell]:
            found.append(Limit(parts=parts, whole=cell, exactly=True))
        elif parts and together <= (SMALL if np.isnan(exact[cell]) else exact[cell]):
            found.append(Limit(parts=parts, whole=cell))
        else:
            found += [Limit(parts=(part,), whole=cell) for part in parts]
    return found


def _few_waited(code: str, shown: Mapping[str, float]) -> bool:
    """Whether a mean may be of a handful of children: the count it is of is a star, or little is left of those referred."""
    figures = [shown.get(f"{code} {of}", 0.0) for of in WAIT_OF]
    referred = shown.get(f"{code} referred")
    ended = [shown.get(f"{code} {part}", 0.0) for part in NO_SECOND_CONTACT]
    left = 2 * NEAREST if referred is None else referred - np.nansum(ended)
    return bool(np.isnan(figures).any() or left < 2 * NEAREST)


def safe_published(published: pd.DataFrame, counted: frozenset[str], need: pd.Series) -> pd.DataFrame:
    """published_counts.csv as it may be shown: what was uploaded is rounded, and so are the counts behind its rates.

    counted: the measures that are counts of children. need: children in need by former CCG. Counts of former CCGs under 5 are
    refused when they come in; a count of the whole under 5 is a star.
    """
    own = published.provenance == "uploaded"
    made = published.copy()
    for index, row in published[own].iterrows():
        if row.measure in counted:
            made.loc[index, "value"] = rounded(row.value)
        elif row.measure == RATE and row.area_code in need.index:
            made.loc[index, "value"] = rounded(row.value * need[row.area_code]) / need[row.area_code]
        elif row.measure == RATE:
            made.loc[index, "value"] = np.round(row.value, 3)
    return made
