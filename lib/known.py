"""What is known of each district by itself: the wide interval, chances and what can be told apart,
the same on every page (docs/methods.md 4, 9)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib import chance
from lib.chance import Doubts, Draws, Origin
from lib.figures.measured import Measured

# a chance of this much, or of what is left to 1, is called sure: the same as a 95% interval that
# leaves out the standard
SURE = 0.975


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How many areas reach a standard, do not, and may or may not."""

    sure: int
    may: int
    below: int

    @property
    def of(self) -> int:
        return self.sure + self.may + self.below


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of each district by itself.

    Attributes
    ----------
    lower, upper
        The wide 95% interval of each district, with what is not known inside a part (A5); that of a
        district that is a part is its published rate's own.
    told_apart
        Shape (areas, areas).
    draws
        What all of it is made from.
    per
        As Rates.
    """

    lower: pd.Series
    upper: pd.Series
    told_apart: pd.DataFrame
    draws: Draws
    per: float

    @property
    def printed(self) -> pd.DataFrame:
        """Columns lower, upper, with no more digits than two seeds agree on: whole numbers where an
        end comes from draws."""
        drawn = ~self.draws.own.reindex(self.lower.index, fill_value=False)
        return pd.DataFrame(
            {
                "lower": self.lower.where(~drawn, self.lower.round()),
                "upper": self.upper.where(~drawn, self.upper.round()),
            }
        )

    def reaching(self, standard: float) -> pd.Series:
        """The chance (0 to 1) that each district reaches a standard; missing where it has no
        figure."""
        return chance.reaching(self.draws.rate(self.per), self.draws.index, standard)


def may_reach(likely: pd.Series) -> pd.Series:
    """True where an area may or may not reach the standard. likely: chances by area."""
    return (likely > 1 - SURE) & (likely < SURE)


def reach(likely: pd.Series) -> Reach:
    """likely: chances of the areas that have a figure."""
    given = likely.dropna()
    sure, below = int((given >= SURE).sum()), int((given <= 1 - SURE).sum())
    return Reach(sure=sure, below=below, may=len(given) - sure - below)


def origin(measured: Measured, weight: pd.DataFrame) -> Origin | None:
    """What the draws of a figure start from; None where nothing was counted (an index, a mean) or
    it is carried forward.

    weight: shape (areas, parts), the share of each part's children who live in each area.
    """
    if not measured.parts.counted or not measured.districts.has_interval:
        return None
    parts = measured.parts.known()
    here = measured.districts.known().value.index
    if measured.level == "district":
        weight = pd.DataFrame(np.eye(len(here)), here, here)
    return Origin(
        count=parts.numerator,
        base=parts.denominator,
        weight=weight.loc[here, parts.value.index],
        area_base=measured.districts.denominator[here],
        proportion=measured.kind.of_trials,
    )


def known(measured: Measured, draws: Draws, doubts: Doubts) -> Known:
    """From draws under the same doubts. A published rate keeps its own interval where nothing but
    chance is in doubt."""
    per, index = measured.districts.per, draws.index
    low, high = chance.quantiles(draws.rate(per))
    published = draws.own & (not doubts.base_shared and not doubts.base_own)
    every = measured.districts.value.index
    return Known(
        lower=measured.districts.lower[index].where(published, low).reindex(every),
        upper=measured.districts.upper[index].where(published, high).reindex(every),
        told_apart=chance.apart(draws.rate(per), index).reindex(
            index=every, columns=every, fill_value=False
        ),
        draws=draws,
        per=per,
    )
