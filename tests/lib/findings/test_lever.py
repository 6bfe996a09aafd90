"""The lever of the live step: the one in question, and the scenario with it elsewhere."""

import pytest

from lib.findings.lever import ends, lever, tried
from lib.findings.outcome import work_out
from lib.scenarios.record import Levers, Scenario
from tests.bundled import FILTERS, HERE, HIGHEST, LOWEST, TODAY, moving, of_today


@pytest.mark.parametrize(
    ("scenario", "area_code", "setting"),
    [
        (Scenario(), LOWEST, ""),
        (moving(early=3), HIGHEST, ""),
        (Scenario(levers=Levers(early=3)), "", "early"),
        (Scenario(levers=Levers(growth=3)), "", "growth"),
        (Scenario(levers=Levers(growth=3, changes={LOWEST: 9_000})), LOWEST, ""),
    ],
)
def test_it_is_the_lever_in_question(scenario: Scenario, area_code: str, setting: str) -> None:
    one = lever(work_out(HERE, scenario, FILTERS))
    assert (one.area_code, one.setting) == (area_code, setting) and one.question.endswith("?")


@pytest.mark.parametrize("scenario", [Scenario(), moving(), Scenario(levers=Levers(early=3))])
def test_where_it_stands_it_changes_nothing(scenario: Scenario) -> None:
    one = lever(work_out(HERE, scenario, FILTERS))
    now = ends(HERE, scenario, one)
    assert now.low <= now.stands <= now.high
    assert tried(HERE, scenario, one, now.stands) == scenario


def test_elsewhere_it_moves_that_lever_alone() -> None:
    one = lever(work_out(HERE, moving(), FILTERS))
    scenario = tried(HERE, moving(), one, -10)
    assert scenario.levers.changes == moving().levers.changes | {HIGHEST: of_today(HIGHEST, -10)}
    assert HIGHEST not in tried(HERE, moving(), one, 0).levers.changes
    shifted = Scenario(levers=Levers(early=3))
    one = lever(work_out(HERE, shifted, FILTERS))
    assert tried(HERE, shifted, one, 7.0).levers == Levers(early=7.0)


def test_it_goes_no_further_than_it_can() -> None:
    one = lever(work_out(HERE, moving(), FILTERS))
    least = tried(HERE, moving(), one, -1e9).levers.changes[HIGHEST]
    assert least == pytest.approx(-0.3 * TODAY[HIGHEST], abs=1000)


def test_one_that_stands_beyond_its_limits_can_stay_there() -> None:
    far = Scenario(levers=Levers(changes={LOWEST: of_today(LOWEST, 60)}))
    one = lever(work_out(HERE, far, FILTERS))
    assert ends(HERE, far, one).high == ends(HERE, far, one).stands > 30
