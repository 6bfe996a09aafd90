"""What went out of a session before: its readers know it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from lib.catalogue import measures as catalogue
from lib.disclosure.cells import Cell, rounded
from lib.disclosure.spans import within_year, year_of
from lib.place.profile import BESIDE

# kinds of district counts that may be nobody's publication yet
CONTROLLED = ("uploaded", "published")
COUNT = ["area_code", "period", "measure"]
WHOLE = "whole"  # the level of a published figure of all of the area


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What went out of a session before, as it was shown (NaN is a star): figures by period, and in
    each by cell. groups: likewise those of groups at greatest risk, a cell's measure being its
    group."""

    figures: Mapping[str, Mapping[Cell, float]] = field(default_factory=dict)
    groups: Mapping[str, Mapping[Cell, float]] = field(default_factory=dict)

    def of(self, period: str) -> Mapping[Cell, float]:
        """The figures of a period."""
        return self.figures.get(period, {})

    def groups_of(self, period: str) -> Mapping[Cell, float]:
        """The groups of a period."""
        return self.groups.get(period, {})

    def within(self, period: str) -> Iterator[tuple[str, Cell, float]]:
        """Span, cell and figure of all that lies in a financial year."""
        for span, figures in self.figures.items():
            if within_year(span) == period:
                for cell, figure in figures.items():
                    yield span, cell, figure

    def with_tables(
        self, safe: pd.DataFrame, exact: pd.DataFrame, published: pd.DataFrame
    ) -> "Shown":
        """The same with tables that go out too. A star stays one; a number that becomes one is
        still known while its count is the same.

        Parameters
        ----------
        safe, exact
            Counts.csv as shown and as brought in.
        published
            Published_counts.csv as shown.
        """
        own = safe[safe.provenance.isin(CONTROLLED) & ~safe.measure.isin(catalogue.means())]
        counted = exact.drop_duplicates(COUNT).set_index(COUNT).value
        above = published[(published.provenance == "uploaded") & ~published.level.isin(BESIDE)]
        figures = {period: dict(cells) for period, cells in self.figures.items()}
        for row in own.itertuples():
            cell, cells = Cell(row.area_code, row.measure), figures.setdefault(row.period, {})
            count = counted.get((row.area_code, row.period, row.measure), np.nan)
            cells[cell] = _known(cells.get(cell, row.value), row.value, count)
        for row in above.itertuples():
            cell, cells = published_cell(row), figures.setdefault(row.period, {})
            cells[cell] = cells.get(cell, np.nan) if np.isnan(row.value) else float(row.value)
        return replace(self, figures=figures)

    def with_groups(self, safe: pd.DataFrame, exact: pd.DataFrame) -> "Shown":
        """The same with groups.csv that goes out too, as shown and as brought in."""
        groups = {period: dict(cells) for period, cells in self.groups.items()}
        counted = exact.set_index(["area_code", "period", "group"]).value
        for row in safe.itertuples():
            cell, cells = Cell(row.area_code, row.group), groups.setdefault(row.period, {})
            count = float(counted[row.area_code, row.period, row.group])
            cells[cell] = _known(cells.get(cell, row.value), row.value, count)
        return replace(self, groups=groups)


def _known(before: float, now: float, count: float) -> float:
    """What a reader knows of a figure that went out before and goes out now."""
    still = np.isnan(before) or (np.isnan(now) and rounded(count) == before)
    return before if still else now


NOTHING = Shown()


def published_cell(row: Any) -> Cell:
    """The cell of a row of published_counts.csv."""
    return Cell("", row.measure, "" if row.level == WHOLE else row.area_code)


def moved(counts: pd.DataFrame, earlier: Shown) -> set[tuple[str, str]]:
    """Period and measure of the figures that went out and are of other counts now. counts:
    counts.csv as brought in."""
    own = counts[counts.provenance.isin(CONTROLLED)]
    before = [
        earlier.of(row.period).get(Cell(row.area_code, row.measure), np.nan)
        for row in own.itertuples()
    ]
    return {
        (row.period, row.measure)
        for row, figure in zip(own.itertuples(), before)
        if not np.isnan(figure) and rounded(row.value) != figure
    }


def came_too_late(
    row: Any, shown: float, earlier: Shown, moved: Collection[tuple[str, str]] = ()
) -> bool:
    """Whether a figure would add to districts that went out without it.

    Parameters
    ----------
    row : of published_counts.csv.
    shown : as it would be shown, NaN for a star; where it went out like that before, it adds
        nothing, unless districts have moved.
    moved : period and measure of the districts' figures that are of other counts now.
    """
    if row.level in BESIDE:
        return False
    family = catalogue.family(catalogue.rates().get(row.measure, row.measure))
    year, cell = within_year(row.period), published_cell(row)
    out = [
        figures[cell]
        for span, figures in earlier.figures.items()
        if year_of(span) == year_of(row.period) and cell in figures
    ]
    if _is_among(shown, out) and not any((year, measure) in moved for measure in family):
        return False
    return any(one.measure in family and one.is_of_a_district for one in earlier.of(year))


def _is_among(figure: float, out: list[float]) -> bool:
    """Whether a figure went out as it is, a star as a star."""
    return any(before == figure or (np.isnan(before) and np.isnan(figure)) for before in out)
