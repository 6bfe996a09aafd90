"""Two figures crossed: in which thirds of both each district lies."""

from dataclasses import dataclass

import pandas as pd

from lib import maps, words
from lib.figures.measured import Measured
from lib.place.areas import Areas

LOW_AND_HIGH = 6  # of maps.bivariate: the lowest third of the first, the highest of the second


@dataclass(frozen=True, kw_only=True)
class Crossed:
    """Two figures crossed in one map.

    Attributes
    ----------
    classes
        As maps.bivariate, by area_code.
    text
        Both figures of each district.
    message
        Which lie lowest in the first and highest in the second.
    """

    classes: pd.Series
    text: list[str]
    message: str


def crossed(first: Measured, second: Measured, areas: Areas) -> Crossed:
    classes = maps.bivariate(first.districts.value, second.districts.value)
    low_and_high = [areas.name[code] for code in areas.order if classes[code] == LOW_AND_HIGH]
    return Crossed(
        classes=classes,
        text=[
            f"{words.rate(first, first.districts.value[code])};"
            f" {words.rate(second, second.districts.value[code])}"
            for code in areas.order
        ],
        message=words.crossed_sentence(first, second, low_and_high),
    )
