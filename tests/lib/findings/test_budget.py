"""The budget line, and districts beyond their limits."""

from dataclasses import replace

import pytest

from lib.findings.budget import BRING_ALL, beyond, budget
from lib.findings.outcome import work_out
from lib.scenarios import slider
from lib.scenarios.record import Levers, Scenario
from tests.bundled import HERE
from tests.lib.findings.by_hand import FILTERS

FIRST, SECOND = HERE.tables.areas.order[:2]


@pytest.mark.parametrize("left, over", [(0, False), (499, False), (-499, False), (-501, True)])
def test_less_than_a_thousand_pounds_is_rounding_and_not_over_budget(left: int, over: bool) -> None:
    outcome = work_out(HERE, Scenario(), FILTERS).outcome
    placed = float(outcome.pounds_after.sum())
    assert budget(replace(outcome, budget=placed + left)).over is over


def test_what_is_spent_beyond_the_budget_is_said() -> None:
    given = Scenario(levers=Levers(changes={FIRST: 250_000}))
    line = budget(work_out(HERE, given, FILTERS).outcome)
    assert line.over
    assert line.message == ("£250,000 moved; £250,000 over budget: not affordable as it stands.")


def test_a_scenario_inside_its_limits_has_nothing_to_mend() -> None:
    assert beyond(HERE, Scenario()) is None


def test_one_district_beyond_is_brought_by_name_and_several_together() -> None:
    name = HERE.tables.areas.name[FIRST]
    pounds = int(HERE.today_of(Scenario()).pounds[FIRST] // 1000 * 1000)
    one = Scenario(levers=Levers(changes={FIRST: pounds}))
    limits = beyond(HERE, one)
    assert limits is not None and limits.fix == f"Bring {name} to the cap"
    assert limits.message == f"{name} is above the cap."
    two = Scenario(levers=Levers(changes={FIRST: pounds, SECOND: -pounds // 1000 // 2 * 1000}))
    limits = beyond(HERE, two)
    assert limits is not None and limits.fix == BRING_ALL
    assert beyond(HERE, slider.within_limits(two, HERE.linked())) is None
