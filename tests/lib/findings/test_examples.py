"""Worked examples: each is what it says, under the reader's own limits."""

import pytest

from lib.findings.examples import EXAMPLES, loaded
from lib.findings.outcome import work_out
from lib.scenarios import plan
from lib.scenarios.record import Levers, Scenario
from tests.bundled import HERE
from tests.lib.findings.by_hand import FILTERS

FAIR, FAIREST, EARLY = EXAMPLES
ORDER = HERE.tables.areas.order
HELD = Scenario(levers=Levers(floor=90, cap=110, locked=(ORDER[0],), changes={ORDER[1]: 5_000}))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
@pytest.mark.parametrize("now", [Scenario(), HELD], ids=["usual", "held"])
def test_every_example_keeps_to_the_budget_and_the_readers_limits(example, now) -> None:
    scenario = loaded(HERE, example, now)
    result = work_out(HERE, scenario, FILTERS)
    limits = plan.limits(scenario, result.today)
    pounds = result.outcome.pounds_after
    assert scenario.name == example.name
    assert scenario.reason == HERE.tables.place.say(example.does)
    assert scenario.levers.locked == now.levers.locked
    assert abs(result.outcome.remainder) < 1_000
    assert (pounds > limits.floor - 1_000).all() and (pounds < limits.cap + 1_000).all()


def test_a_fair_share_without_limits_is_in_proportion_to_need() -> None:
    scenario = loaded(HERE, FAIR, Scenario(levers=Levers(floor=0, cap=300)))
    outcome = work_out(HERE, scenario, FILTERS).outcome
    each = outcome.pounds_after / outcome.need
    assert each.to_numpy() == pytest.approx(each.mean(), rel=0.002)  # whole £1,000


def test_no_example_leaves_the_lowest_access_above_that_of_the_fairest() -> None:
    lowest = {
        example.name: work_out(HERE, loaded(HERE, example, Scenario()), FILTERS)
        for example in EXAMPLES
    }
    of_fairest = lowest[FAIREST.name].outcome.access_after.min()
    assert all(of_fairest >= one.outcome.access_after.min() - 0.01 for one in lowest.values())


def test_ten_points_early_moves_no_money() -> None:
    scenario = loaded(HERE, EARLY, Scenario())
    assert scenario.levers.early == 10
    assert work_out(HERE, scenario, FILTERS).outcome.moved == 0
