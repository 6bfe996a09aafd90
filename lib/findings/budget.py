"""Whether a scenario keeps to the budget, and its districts to floor and cap."""

from dataclasses import dataclass

from lib import budget_words
from lib.findings.context import Context
from lib.model.reallocation import ROUNDING, Outcome
from lib.scenarios import slider
from lib.scenarios.record import Scenario

BRING_ALL = "Bring all within the limits"


@dataclass(frozen=True, kw_only=True)
class Budget:
    """message: pounds moved and what is left. over: whether more is spent than there is."""

    message: str
    over: bool


def budget(outcome: Outcome) -> Budget:
    return Budget(
        message=budget_words.budget_sentence(outcome),
        over=outcome.remainder < -ROUNDING,
    )


@dataclass(frozen=True, kw_only=True)
class Beyond:
    """Districts whose change does not keep to a limit. message: which. fix: what brings them to
    it."""

    message: str
    fix: str


def beyond(context: Context, scenario: Scenario) -> Beyond | None:
    """None where every district keeps to its limits."""
    limits, names = slider.beyond(scenario, context.linked()), context.tables.areas.name
    if not limits:
        return None
    first, limit = next(iter(limits.items()))
    fix = f"Bring {names[first]} to the {limit}" if len(limits) == 1 else BRING_ALL
    return Beyond(message=budget_words.beyond_sentence(limits, names), fix=fix)
