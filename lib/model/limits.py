"""What any allocation keeps to: the budget, each district's least and most, and the pounds of a
protected service (docs/methods.md 7)."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lib.errors import NoAllocation
from lib.model.response import Response
from lib.place.areas import listed
from lib.place.nouns import AREA, Level

NEAR = 1.0  # pounds: limits closer than this are equal


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What any answer keeps to: the budget, and the least and most pounds of each district (locked:
    both the same)."""

    budget: float
    floor: pd.Series
    cap: pd.Series


def check(response: Response, limits: Limits, names: pd.Series, noun: Level = AREA) -> None:
    """Raise NoAllocation, in words and pounds, where no allocation of the whole budget fits the
    limits. names: of the areas; noun: what one is called."""
    crossed = limits.floor > limits.cap + NEAR
    if crossed.any():
        raise NoAllocation(
            f"The floor is above the cap for {listed(names[crossed[crossed].index].tolist())}."
            " Lower the floor or raise the cap."
        )
    least, most, kept, free = limits.floor.sum(), limits.cap.sum(), "", ""
    if least <= limits.budget + NEAR:
        least = with_intensive_kept(response, limits).floor.sum()
        kept, free = ", with intensive spend at today's pounds,", " or intensive spend"
    if least > limits.budget + NEAR:
        raise NoAllocation(
            f"The floors and locks{kept} add up to £{least:,.0f}, £{least - limits.budget:,.0f}"
            f" more than the budget of £{limits.budget:,.0f}. Lower the floor, unlock"
            f" {noun.a}{free} or raise the budget."
        )
    if most < limits.budget - NEAR:
        raise NoAllocation(
            f"The caps and locks leave room for £{most:,.0f}, £{limits.budget - most:,.0f} less"
            f" than the budget of £{limits.budget:,.0f}. Raise the cap, unlock {noun.a} or lower"
            " the budget."
        )


def with_intensive_kept(response: Response, limits: Limits) -> Limits:
    """The limits with no district below what its intensive services keep, as far as its cap
    allows."""
    kept = pd.Series(response.kept, limits.floor.index)
    return replace(limits, floor=limits.floor.clip(lower=np.minimum(kept, limits.cap)))


def holding(limits: Limits, pounds: pd.Series, which: pd.Series) -> Limits:
    """The limits with some districts held at these pounds, where the others can then still place
    the budget."""
    still = pounds.clip(limits.floor, limits.cap)
    held = replace(
        limits, floor=limits.floor.where(~which, still), cap=limits.cap.where(~which, still)
    )
    return held if held.floor.sum() <= limits.budget <= held.cap.sum() else limits
