"""How unequal a figure is over the areas that were really measured, and whether that is more than
chance."""

from dataclasses import dataclass

import pandas as pd

from lib import spread_words, words
from lib.figures.measured import Measured, measured_period
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.place.areas import Areas
from lib.variation.gradient import Gradient
from lib.variation.summary import Spread

LEFT_OUT = (
    "{Areas} are left out here: their figures are these rates shared out, so counting them again"
    " would invent evidence."
)


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

    @property
    def of_parts(self) -> bool:
        """Whether what was really measured are parts, whose counts the districts share."""
        return self.measured.level == "part"

    @property
    def known(self) -> str:
        """How its rates are known: a part's count is as its publisher printed it, however the
        districts' are made of it."""
        return "published" if self.of_parts else self.measured.provenance

    @property
    def over(self) -> str:
        """Of what and over which areas, in words."""
        m = self.measured
        return (
            f"{m.indicator.label}, {m.period}, over the {self.spread.k} {m.nouns.many} that were"
            " really measured"
        )

    @property
    def caution(self) -> str:
        """What the reader must know of how the figures are made."""
        if not self.of_parts:
            return words.caution(self.measured, self.areas)
        return words.joined(
            filter(None, [self.measured.place.say(LEFT_OUT), self.measured.unverified])
        )


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
