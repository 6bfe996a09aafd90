"""Figures of one year as they may be shown: which become stars, and what the others may stand for.

As NHS England publishes: below the whole a count of 1 to 4 becomes a star and others go to the
nearest 5; 0 stays 0 (docs/methods.md 10).
"""

from typing import NamedTuple

import numpy as np

SMALL = 4  # a count from 1 to this is a star
NEAREST = 5
# a mean of fewer children than this, or a count that earlier figures hold below it, says too much
FEW = 2 * NEAREST
MOST = 10**6  # as the contract of counts.csv
Range = tuple[float, float]


class Cell(NamedTuple):
    """A figure of a measure: of a district, of a published part of the whole (area is then ""), of
    the children of a district who live in that part (area and part), or of the whole (neither)."""

    area: str
    measure: str
    part: str = ""

    @property
    def is_of_a_district(self) -> bool:
        return bool(self.area) and not self.part

    @property
    def is_of_a_part(self) -> bool:
        return bool(self.part) and not self.area

    @property
    def is_of_the_whole(self) -> bool:
        return not self.area and not self.part


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


def printed(count: float) -> Range:
    """What a published total may stand for: its publishers round to the nearest 5, so a multiple of
    5 is never a point.

    >>> printed(15190.0), printed(44.0)
    ((15188, 15192), (44, 44))
    """
    return behind(count) if count % NEAREST == 0 else (int(np.floor(count)), int(np.ceil(count)))
