"""Scenarios with signs in the place of what their authors wrote, while the words around that
change: a scenario may be called "a" or "points"."""

import re
from collections.abc import Callable

from lib.scenarios.record import Scenario

NAME, REASON = "\ue000", "\ue001"  # of the scenario itself
FIRST = 0xE100  # the sign of the first plan's name, in an area of signs that no text has


def unnamed(scenario: Scenario) -> Scenario:
    return scenario.model_copy(update={"name": NAME, "reason": REASON})


def unnamed_plans(plans: tuple[Scenario, ...]) -> tuple[Scenario, ...]:
    return tuple(plan.model_copy(update={"name": chr(FIRST + i)}) for i, plan in enumerate(plans))


def with_own_words(
    say: Callable[[str], str], scenario: Scenario, plans: tuple[Scenario, ...]
) -> Callable[[str], str]:
    """What says a text in other words, and puts the authors' own in their places."""
    written = {NAME: scenario.name, REASON: scenario.reason}
    written |= {chr(FIRST + i): plan.name for i, plan in enumerate(plans)}
    signs = re.compile(f"[{''.join(written)}]")
    return lambda text: signs.sub(lambda sign: written[sign[0]], say(text))
