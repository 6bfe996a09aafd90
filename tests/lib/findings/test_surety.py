"""How sure a scenario is, in words."""

from lib.findings.outcome import work_out
from lib.findings.surety import by_district, surety, swings, trials
from lib.scenarios.record import Levers, Scenario
from tests.bundled import HERE
from tests.lib.findings.by_hand import FILTERS

ORDER = HERE.tables.areas.order


def test_nothing_moved_is_nothing_to_be_sure_of() -> None:
    sure = surety(HERE, work_out(HERE, Scenario(), FILTERS))
    assert (sure.messages, sure.trials, sure.swings) == ((), [], [])
    assert trials(sure).empty and swings(sure).empty


def test_each_trial_and_each_swing_is_a_row() -> None:
    result = work_out(HERE, Scenario(levers=Levers(changes={ORDER[0]: 100_000})), FILTERS)
    sure = surety(HERE, result)
    assert list(trials(sure).iloc[:, 0]) == [trial.assumption for trial in sure.trials]
    assert list(swings(sure).iloc[:, 0]) == [swing.assumption for swing in sure.swings]
    assert len(by_district(result)) == len(ORDER)


def test_a_move_that_cannot_be_made_under_another_assumption_says_why() -> None:
    """All but £1,000 of a district's spend: shared out another way it has less than that."""
    today = HERE.today_of(Scenario()).pounds
    code = str(today.idxmax())
    taken = -int(today[code] // 1000 - 1) * 1000
    result = work_out(HERE, Scenario(levers=Levers(changes={code: taken})), FILTERS)
    sure = surety(HERE, result)
    faults = [trial.fault for trial in sure.trials if trial.outcome is None]
    assert faults and set(faults) <= set(trials(sure).Children)
