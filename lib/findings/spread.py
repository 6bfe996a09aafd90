"""How unequal a figure is over the areas that were really measured, and whether that is more than
chance."""

from dataclasses import dataclass

import pandas as pd

from lib import spread_words
from lib.figures.measured import Measured, measured_period
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.place.areas import Areas
from lib.variation.gradient import Gradient
from lib.variation.summary import Spread


@dataclass(frozen=True, kw_only=True)
class Unequal:
    """How unequal a figure is.

    Attributes
    ----------
    names
        Of the areas that were really measured.
    slope
        Of the rates against deprivation.
    key
        What it was asked by.
    """

    measured: Measured
    spread: Spread
    slope: Gradient
    names: pd.Series
    areas: Areas
    key: tuple[str, str, str, bool]

    @property
    def message(self) -> str:
        return spread_words.spread_sentence(self.spread, self.measured, self.names)


def unequal(context: Context, indicator: str, filters: Filters) -> Unequal:
    """One figure of the latest measured year over the areas that were really measured."""
    tables = context.tables
    key = (indicator, measured_period(tables, indicator), filters.basis, filters.weighted)
    measured = context.measured(*key)
    names = (tables.crosswalk.names if measured.level == "part" else tables.areas.name).reindex(
        measured.areas_measured.value.index
    )
    return Unequal(
        measured=measured,
        spread=context.spread(*key),
        slope=context.slope(*key),
        names=names,
        areas=tables.areas,
        key=key,
    )
