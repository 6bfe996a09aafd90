"""An axis that stays where it is while a lever moves: it opens when a figure goes beyond it, and
never closes."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

MARKS = 4  # an axis opens by about a part of as many of its length


@dataclass(frozen=True, kw_only=True)
class Axis:
    """From where to where a chart's axis goes, in the unit of its figures."""

    low: float
    high: float

    @property
    def domain(self) -> list[float]:
        """As a scale takes it."""
        return [self.low, self.high]

    def holds(self, values: Iterable[float]) -> bool:
        return all(self.low <= value <= self.high for value in values)


def opened(before: Axis | None, values: Iterable[float]) -> Axis:
    """The axis as it was, opened by whole steps to where the figures reach; missing ones ask for
    nothing.

    One that starts has a step to spare at each end, so that a small move leaves it as it is, but
    none below 0 where no figure is.

    >>> start = opened(None, [32.0, 59.0])
    >>> start, opened(start, [26.0, 61.0]) == start, opened(start, [32.0, 71.0])
    (Axis(low=25.0, high=65.0), True, Axis(low=20.0, high=80.0))
    """
    reached = [value for value in map(float, values) if math.isfinite(value)] or [0.0]
    if before is not None and before.holds(reached):
        return before
    low, high = min(reached), max(reached)
    if before is not None:
        low, high = min(low, before.low), max(high, before.high)
    step = _step(high - low or abs(high) or 1.0)
    spare = step if before is None else 0.0
    start = math.floor(low / step) * step - spare
    return Axis(
        low=min(low, start if low < 0 or before is not None else max(start, 0.0)),
        high=max(high, math.ceil(high / step) * step + spare),
    )


def _step(length: float) -> float:
    """The round number (1, 2 or 5 of a power of ten) next below a part of a length."""
    part = length / MARKS
    power = 10.0 ** math.floor(math.log10(part))
    return max(round_one * power for round_one in (1, 2, 5) if round_one * power <= part)
