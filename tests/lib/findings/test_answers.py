"""What the model answers, in words."""

from lib.findings import modelled
from lib.findings.answers import answered, by_assumption, by_district, holds, trade_off
from lib.findings.outcome import work_out
from lib.model.allocate import Question
from lib.scenarios.record import Levers, Scenario
from tests.bundled import HERE
from tests.lib.findings.by_hand import FILTERS


def test_an_answer_has_a_row_a_district_and_a_row_an_assumption() -> None:
    result, question = work_out(HERE, Scenario(), FILTERS), Question(objective="fairest")
    answer = answered(HERE, result, question)
    table = by_district(result, answer)
    assert list(table.District) == list(HERE.tables.areas.name)
    assert {"at its cap", "at its floor"} & set(table.Limit)
    held = holds(HERE, result, question)
    rows = by_assumption(result, held)
    assert list(rows.iloc[:, 0]) == [trial.assumption for trial in held.trials]
    turned = dict(zip(rows.iloc[:, 0], rows.iloc[:, 1]))
    for trial in held.trials:
        for code in trial.turned:
            assert HERE.tables.areas.name[code] in turned[trial.assumption]


def test_the_trade_off_ends_with_today_and_the_scenario() -> None:
    over = Scenario(levers=Levers(changes={HERE.tables.areas.order[0]: 300_000}))
    result = work_out(HERE, over, FILTERS)
    points = modelled.trade_off(HERE, modelled.asked_under(over))
    drawn = trade_off(result, points)
    assert list(drawn.kind) == ["Model"] * len(points) + ["Today", "Your scenario"]
    assert drawn.label.iloc[-1] == "Your scenario (over budget)"
    assert drawn.gained.iloc[-2] == 0 and drawn.gap.iloc[-2] == result.outcome.ratio_before
