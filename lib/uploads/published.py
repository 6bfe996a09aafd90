"""Published-area figures that were brought in, checked: whether each can be one, and whether it can
be shared out among districts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lib.catalogue import measures as catalogue
from lib.columns import Wrong
from lib.disclosure.cells import SMALL
from lib.faults import MOST_SHOWN, Fault, fault
from lib.model import need
from lib.place.profile import Profile
from lib.sources import Tables
from lib.uploads import mhsds

ABOVE_ONE = Wrong(what="is above 1 (it is a share, such as 0.42)", fix="check the number")
NONE = Wrong(
    what="is 0, and other figures are worked out from it",
    fix="give the figure, or leave the row out",
)
FEW_IN_ALL = Wrong(what="is fewer than 5 children for all of the area", fix="check the number")


@dataclass(frozen=True, kw_only=True)
class Published:
    """What published figures can be here.

    Attributes
    ----------
    whole, part
        Measures of the whole, and of a part of it.
    may_be_none
        Those of which 0 is a figure like any other.
    in_need
        Children in need by part.
    """

    place: Profile
    in_need: pd.Series
    whole: tuple[str, ...]
    part: tuple[str, ...]
    may_be_none: set[str]
    rates: dict[str, str]
    printed: tuple[str, ...]

    @classmethod
    def of(
        cls, tables: Tables, whole: tuple[str, ...], part: tuple[str, ...], may_be_none: set[str]
    ) -> "Published":
        """From the tables in use."""
        return cls(
            place=tables.place,
            in_need=need.national_by_part(tables.published_counts, tables.place.measured_period),
            whole=whole,
            part=part,
            may_be_none=may_be_none,
            rates=catalogue.rates(),
            printed=catalogue.apportioned("as printed"),
        )

    def faults(self, frame: pd.DataFrame, official: bool) -> list[Fault]:
        """official: out of NHS England's own file; nothing is worked out from the measures that it
        alone has."""
        rows = frame[~frame.measure.map(mhsds.is_measure)] if official else frame
        return [one for row in rows.itertuples() for one in self._of_row(row)]

    def _of_row(self, row: Any) -> Iterator[Fault]:
        is_whole = row.area_code == self.place.code
        offered = self.whole if is_whole else self.part
        if row.measure not in offered:
            yield fault(_not_read(offered), row.Index, "measure", str(row.measure)[:MOST_SHOWN])
            return
        if row.measure in self.rates and row.value > 1:
            yield fault(ABOVE_ONE, row.Index, "value", f"{row.value:g}")
        if row.value <= 0 and row.measure not in self.may_be_none:
            yield fault(NONE, row.Index, "value", "0")
        yield from self._of_the_whole(row) if is_whole else self._of_a_part(row)

    def _of_the_whole(self, row: Any) -> Iterator[Fault]:
        if 0 < row.value <= SMALL and row.measure in catalogue.MEASURES:
            yield fault(FEW_IN_ALL, row.Index, "value")

    def _of_a_part(self, row: Any) -> Iterator[Fault]:
        year, level = self.place.measured_period, self.place.level
        if row.period != year and level:
            yield fault(_not_a_year(year, level.many), row.Index, "period", str(row.period))
        if 0 < row.value * self._children_of(row) < SMALL + 0.5:
            yield fault(_few(self.place.area.many), row.Index, "value")

    def _children_of(self, row: Any) -> float:
        """What makes a count of a part's figure; missing where it is no count and no rate."""
        if row.measure in self.rates:
            return float(self.in_need.get(row.area_code, np.nan))
        return 1.0 if row.measure in self.printed else float("nan")


def _not_read(offered: tuple[str, ...]) -> Wrong:
    what = "is not a measure that is read for this area"
    return Wrong(what=what, fix=f"write one of {', '.join(offered)}")


def _not_a_year(year: str, parts: str) -> Wrong:
    what = f"is not a year that {parts} have figures for"
    return Wrong(what=what, fix=f"write {year}, or leave the row out")


def _few(areas: str) -> Wrong:
    fix = f"leave the row out: so few cannot be shared out among {areas}"
    return Wrong(what="stands for fewer than 5 children", fix=fix)
