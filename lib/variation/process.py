"""Process limits of a figure from month to month, and what of it is more than its usual variation
(docs/methods.md 20)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

D2 = 1.128  # the mean range of two values of a normal distribution, over its standard deviation
LIMIT, WARNING = 3, 2  # sigmas
FEWEST = 8  # values that limits are worked out from
SIDE, TREND = 8, 6  # values in a run


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The centre of a stretch of values and its standard deviation, as its moving ranges have
    it."""

    centre: float
    sigma: float

    @property
    def lower(self) -> float:
        return self.centre - LIMIT * self.sigma

    @property
    def upper(self) -> float:
        return self.centre + LIMIT * self.sigma


def limits(values: np.ndarray) -> Limits:
    """Limits of an XmR chart (Shewhart; Wheeler and Chambers 1992): centre is the mean, sigma the
    mean range between neighbours over 1.128. values: shape (months,), two or more.

    >>> limits(np.array([10.0, 12.0, 11.0])).centre
    11.0
    """
    return Limits(centre=float(values.mean()), sigma=float(np.abs(np.diff(values)).mean()) / D2)


def outside(z: np.ndarray) -> np.ndarray:
    """Values beyond a limit. z: shape (months,), sigmas from the centre, as in each rule."""
    return np.abs(z) > LIMIT


def near_a_limit(z: np.ndarray) -> np.ndarray:
    """Values of which two in three neighbours are beyond two sigmas, on one side."""
    marked = np.zeros(len(z), bool)
    for far in (z > WARNING, z < -WARNING):
        for i in range(len(z) - 2):
            if far[i : i + 3].sum() >= 2:
                marked[i : i + 3] |= far[i : i + 3]
    return marked


def on_one_side(z: np.ndarray) -> np.ndarray:
    """Values of a run of eight or more on one side of the centre; one on it ends the run."""
    return _runs(np.sign(z), SIDE)


def in_one_direction(z: np.ndarray) -> np.ndarray:
    """Values of a run of six or more that only rise, or only fall."""
    steps = _runs(np.sign(np.diff(z)), TREND - 1)
    return np.append(steps, False) | np.insert(steps, 0, False)


def _runs(signs: np.ndarray, least: int) -> np.ndarray:
    """Which signs stand in a row of so many or more that are alike and not nought."""
    marked = np.zeros(len(signs), bool)
    starts = np.flatnonzero(np.diff(signs, prepend=np.nan) != 0)
    for start, end in zip(starts, [*starts[1:], len(signs)]):
        marked[start:end] = bool(signs[start]) and end - start >= least
    return marked


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What marks a value as more than usual variation. words: as a sentence about values has
    it."""

    words: str
    marks: Callable[[np.ndarray], np.ndarray]


RULES = (
    Rule(words="beyond the limits", marks=outside),
    Rule(words="two of three near one limit", marks=near_a_limit),
    Rule(words=f"{SIDE} or more in a row on one side of the mean", marks=on_one_side),
    Rule(words=f"{TREND} or more in a row in one direction", marks=in_one_direction),
)


def chart(values: pd.Series, anew: Collection[str] = ()) -> pd.DataFrame:
    """Each value with the limits of its stretch and the words of the rules that mark it.

    Parameters
    ----------
    values
        By month, in order.
    anew
        Months from which limits are worked out anew, because the measure is another there.

    Returns
    -------
    DataFrame
        Index of values; columns value, centre, lower, upper (missing in a stretch of fewer than
        eight), marks (words, "" where none).
    """
    stretch = values.index.isin(list(anew)).cumsum()
    rows = [_stretch(part) for _, part in values.groupby(stretch)]
    columns = ["value", "centre", "lower", "upper", "marks"]
    return pd.concat(rows) if rows else pd.DataFrame(columns=columns)


def _stretch(values: pd.Series) -> pd.DataFrame:
    frame = pd.DataFrame({"value": values})
    if len(values) < FEWEST:
        return frame.assign(centre=np.nan, lower=np.nan, upper=np.nan, marks="")
    of = limits(values.to_numpy(float))
    z = (values.to_numpy(float) - of.centre) / (of.sigma or np.inf)
    marked = [np.where(rule.marks(z), rule.words, "") for rule in RULES]
    words = ["; ".join(filter(None, each)) for each in zip(*marked)]
    return frame.assign(centre=of.centre, lower=of.lower, upper=of.upper, marks=words)
