"""What the model answers, in words."""

from lib.findings.answers import answered, by_assumption, by_district, holds
from lib.findings.outcome import work_out
from lib.model.allocate import Question
from lib.scenarios.record import Scenario
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
