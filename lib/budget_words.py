"""What a scenario does with the budget, in sentences: moved, placed, left over, beyond a limit."""

import pandas as pd

from lib.model.reallocation import ROUNDING, Outcome
from lib.place.areas import listed
from lib.words import pounds


def budget_sentence(outcome: Outcome) -> str:
    """Pounds moved, what is set aside first, and the remainder, always in view."""
    parts = (
        f"{pounds(outcome.moved)} moved",
        set_aside(outcome),
        left_over(outcome) or "every pound is placed",
    )
    return f"{'; '.join(filter(None, parts))}."


def set_aside(outcome: Outcome) -> str:
    """What comes off the budget before anything is shared, and for what; "" where nothing does."""
    each = [f"{pounds(cost)} for {words}" for words, cost in outcome.set_aside.items()]
    return f"set aside first: {listed(each)}" if each else ""


def left_over(outcome: Outcome) -> str:
    """What of the budget is not placed, or what is spent beyond it; "" where it is met."""
    rest = outcome.remainder
    if abs(rest) < ROUNDING:
        return ""
    return (
        f"{pounds(rest)} still to place"
        if rest > 0
        else f"{pounds(-rest)} over budget: not affordable as it stands"
    )


def cash_sentence(growth: float, inflation: float) -> str:
    """Growth after inflation and what it is in cash, told apart. growth, inflation: percent.

    >>> cash_sentence(3.0, 2.5).split(". ")[0]
    '+3% after inflation is +5.6% in cash at 2.5% inflation (A7)'
    """
    cash = 100 * ((1 + growth / 100) * (1 + inflation / 100) - 1)
    return (
        f"{growth:+g}% after inflation is {cash:+.1f}% in cash at {inflation:g}% inflation (A7)."
        " Only what is left after inflation reaches more children."
    )


def beyond_sentence(beyond: dict[str, str], names: pd.Series) -> str:
    """Which districts are beyond a limit. beyond: "floor" or "cap" by area_code."""
    clauses = []
    for limit, where in (("cap", "above"), ("floor", "below")):
        there = [names[code] for code in names.index if beyond.get(code) == limit]
        if there:
            are = "is" if len(there) == 1 else "are"
            clauses.append(f"{listed(there)} {are} {where} the {limit}")
    return f"{'; '.join(clauses)}."
