"""Small numbers that cannot leak: the safe table, built once, that everything shown is made from (METHODS: disclosure control).

As NHS England publishes: below the whole of Kent and Medway a count of 1 to 4 becomes a star and others go to the nearest 5;
0 stays 0. Where a published total would give a star away, more stars are added (secondary suppression).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

SMALL = 4  # a count from 1 to this is a star
NEAREST = 5
FIRST_KNOWN = 3  # least count that would round to NEAREST; a shown 5 is 5, 6 or 7, because 3 and 4 are stars
MOST = 10**6  # as the contract of counts.csv
CONTROLLED = ("uploaded", "published")  # kinds of district counts that may be nobody's publication yet
WAIT, WAIT_OF = "mean_wait_days", ("referred", "treated_two_contacts")
# Numerator of a measure -> what it cannot exceed, for each area and period: the reader's files are refused where it does.
WITHIN = {
    "closed_before_treatment": "referred",
    "waiting_no_contact": "referred",
    "waiting_one_contact": "referred",
    "second_contact_over_12_weeks": "referred",
}


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
    """
    if shown == 0:
        return 0, 0
    return max(int(shown) - NEAREST // 2, SMALL + 1), int(shown) + NEAREST // 2


def published_total(cells: tuple[str, ...], count: int) -> Total:
    """A total that is already public, to the child."""
    return Total(cells=cells, low=count, high=count)


def possible(
    shown: Mapping[str, float], primary: frozenset[str], totals: list[Total], within: list[tuple[str, str]]
) -> dict[str, tuple[int, int]]:
    """The least and most that each star can be for a reader who sees everything shown and knows the rules.

    shown: cell -> figure, NaN for a star. primary: stars known to be 1 to 4. within: pairs (cell, cell it cannot exceed).
    An exact search over whole numbers; bounds that exclude one another come back empty.
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
    for cell, limit in within:
        row = np.zeros(len(cells))
        row[at[cell]], row[at[limit]] = 1.0, -1.0
        rows.append(list(row))
        least.append(-np.inf)
        most.append(0.0)
    rules = [LinearConstraint(np.array(rows), np.array(least), np.array(most))] if rows else []

    def extreme(i: int, sign: float) -> int | None:
        cost = np.zeros(len(cells))
        cost[i] = sign
        found = milp(cost, constraints=rules, bounds=Bounds(low, high), integrality=np.ones(len(cells)))
        return round(sign * found.fun) if found.success else None

    spans = {cell: (extreme(i, 1), extreme(i, -1)) for i, cell in enumerate(cells) if np.isnan(shown[cell])}
    return {cell: (a, b) for cell, (a, b) in spans.items() if a is not None and b is not None}


def protect(counts: Mapping[str, float], totals: list[Total], within: list[tuple[str, str]]) -> dict[str, float]:
    """Counts as they may be shown: cell -> figure, NaN for a star.

    counts: cell -> count, NaN where its owner has starred it. First every 1 to 4 becomes a star and the rest is rounded. While a
    star is left fewer than two values by what is shown, the smallest figures shown in that total become stars too, all that
    are equal at once: which is which then cannot be told from who was chosen. Zeros go last. Only what is shown decides, so
    knowing this rule tells a reader nothing more.
    """
    shown = {cell: rounded(count) for cell, count in counts.items()}
    primary = frozenset(cell for cell, figure in shown.items() if np.isnan(figure))
    hidden = primary  # what a reader knows to be 1 to 4; nothing of a total once it has a star of another kind
    while True:
        spans = possible(shown, hidden, totals, within)
        bare = [cell for cell in shown if np.isnan(shown[cell]) and spans.get(cell, (0, 1))[0] == spans.get(cell, (0, 1))[1]]
        groups = [total for total in totals if set(bare) & set(total.cells)] or totals
        left = _may_join(shown, {cell for total in groups for cell in total.cells}, within)
        if not bare or not left:
            return shown
        smallest = min(left, key=lambda cell: (shown[cell] == 0, shown[cell]))
        joining = {cell for cell in left if shown[cell] == shown[smallest]}
        # A figure shown under a star would say how much the star is at least.
        joining |= {cell for cell, limit in within if limit in joining and not np.isnan(shown[cell])}
        shown |= dict.fromkeys(joining, float("nan"))
        hidden -= {cell for total in totals if joining & set(total.cells) for cell in total.cells}


def _may_join(shown: Mapping[str, float], cells: set[str], within: list[tuple[str, str]]) -> set[str]:
    """The figures among `cells` that hide something as a star. A zero under a zero limit does not; then the limits come first."""
    limits = {cell: limit for cell, limit in within if cell in cells}
    useful = {cell for cell in cells if not np.isnan(shown[cell]) and not (cell in limits and shown[limits[cell]] == 0)}
    return useful or {limit for limit in limits.values() if not np.isnan(shown[limit])}


def safe_counts(counts: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """counts.csv as it may be shown: rows that are someone's own counts are rounded, stars are NaN; other rows are untouched.

    published: the rows of published_counts.csv, whose totals of Kent and Medway a reader can see.
    """
    own = counts.provenance.isin(CONTROLLED)
    made = counts.copy()
    for period, rows in counts[own].groupby("period"):
        number = rows[rows.measure != WAIT]
        cell = number.area_code + " " + number.measure
        exact = dict(zip(cell, number.value.astype(float)))
        shown = protect(exact, _totals(number, published, str(period)), _within(exact))
        made.loc[number.index, "value"] = cell.map(shown)
        wait = rows[rows.measure == WAIT]
        starred = {code for code in wait.area_code if any(np.isnan(shown.get(f"{code} {of}", 0.0)) for of in WAIT_OF)}
        made.loc[wait.index, "value"] = wait.value.round().mask(wait.area_code.isin(starred))
    return made


def _totals(rows: pd.DataFrame, published: pd.DataFrame, period: str) -> list[Total]:
    """Totals of Kent and Medway that readers can see for a measure and that its areas do add up to."""
    whole = published[(published.level == "whole") & (published.period == period)].set_index("measure")
    found = []
    for measure, part in rows.groupby("measure"):
        if measure not in whole.index or part.value.isna().any():
            continue
        count = float(whole.value[measure])
        cells = tuple(part.area_code + " " + part.measure)
        if whole.provenance[measure] == "uploaded":
            low, high = behind(rounded(count)) if not np.isnan(rounded(count)) else (1, SMALL)
        else:
            low = high = int(count)
        if low <= part.value.sum() <= high:
            found.append(Total(cells=cells, low=low, high=high))
    return found


def _within(exact: Mapping[str, float]) -> list[tuple[str, str]]:
    pairs = [(cell, f"{cell.split()[0]} {WITHIN.get(cell.split()[1], '')}") for cell in exact]
    return [(cell, limit) for cell, limit in pairs if limit in exact]


def safe_published(published: pd.DataFrame, counted: frozenset[str]) -> pd.DataFrame:
    """published_counts.csv as it may be shown: uploaded counts are rounded, stars below the whole are NaN.

    counted: the measures that are counts of children. A percent of a count that becomes a star is a star.
    """
    own = published.provenance == "uploaded"
    made = published.copy()
    for index, row in published[own].iterrows():
        if row.measure in counted:
            made.loc[index, "value"] = rounded(row.value)
        elif row.measure.endswith("_percent"):
            of = published[(published.area_code == row.area_code) & (published.period == row.period) & (published.measure == "referred")]
            if len(of) and np.isnan(rounded(round(of.value.iloc[0] * row.value / 100))):
                made.loc[index, "value"] = np.nan
    return made
