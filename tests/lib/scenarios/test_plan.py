"""A plan meets the data: what is asked, answered and kept on the sliders."""

from itertools import product

import pytest

from lib.findings import modelled
from lib.model.allocate import Question, ask
from lib.scenarios import plan
from lib.scenarios.record import (
    Levers,
    Scenario,
)
from tests.bundled import HERE, HIGHEST


@pytest.mark.parametrize("cap", [130, 300])
def test_every_district_reaches_35_on_the_sliders_too(cap: int) -> None:
    """Every one; to the nearest £1,000 two were short of it."""
    scenario = Scenario(levers=Levers(cap=cap))
    today = HERE.today_of(scenario)
    question = Question(objective="reach", rate=35)
    answer = ask(
        plan.response(scenario, today),
        plan.limits(scenario, today),
        question,
        HERE.tables.areas.name,
    )
    kept = plan.with_answer(scenario, today, answer)
    outcome = plan.outcome(kept, plan.response(kept, today))
    assert (outcome.access_after >= 35 - 1e-9).all() and len(outcome.access_after) == len(
        today.need
    )


@pytest.mark.parametrize("shared_by", ["treated", "children", "need"])
def test_the_survey_of_2023_refuses_no_question_that_was_solved(shared_by: str) -> None:
    """42 questions for each way to share spend: floors x caps x rates. No limits conflict, so each
    has an answer."""
    for floor, cap, rate in product((50, 70, 90), (110, 150), (15, 18, 20, 25, 30, 32, 35)):
        scenario = Scenario(
            basis="survey_2023", shared_by=shared_by, levers=Levers(floor=floor, cap=cap)
        )
        today = HERE.today_of(scenario)
        under, bounds = plan.response(scenario, today), plan.limits(scenario, today)
        pounds = ask(
            under, bounds, Question(objective="closest", rate=rate), HERE.tables.areas.name
        ).pounds
        assert pounds.sum() == pytest.approx(bounds.budget, rel=1e-6)


def test_what_has_moved_in_the_data_is_said() -> None:
    names = HERE.tables.areas.name
    now = plan.figures(HERE.today("national", False, "treated"))
    code = names.index[0]
    then = now | {code: now[code].model_copy(update={"need": now[code].need - 7})}
    said = plan.moved_figures(Scenario(figures=then), now, names)
    assert said == [
        f"{names[code]}: children in need {now[code].need - 7:,} then, {now[code].need:,} now"
    ]
    assert plan.moved_figures(Scenario(figures=now), now, names) == []


def test_an_answer_on_the_sliders_keeps_the_budget_to_the_pound() -> None:
    """To the nearest £1,000, and nothing left over; the locked district stays."""
    from lib.model.allocate import Question

    code = HERE.tables.areas.order[2]
    scenario = Scenario(shared_by="need", levers=Levers(changes={code: 12_000}, locked=(code,)))
    today = HERE.today_of(scenario)
    answer = modelled.answer(HERE, modelled.asked_under(scenario), Question(objective="most"))
    kept = plan.with_pounds(scenario, today, answer.pounds)
    assert kept.levers.changes[code] == 12_000
    assert sum(kept.levers.changes.values()) == 0
    rest = plan.with_rest_placed(scenario, today)
    assert rest.levers.changes[code] == 12_000 and sum(rest.levers.changes.values()) == 0


def test_levers_that_differ_are_listed_once() -> None:
    one = Scenario(elasticity=0.5, levers=Levers(changes={HIGHEST: 5000}))
    assert dict(plan.differences([Scenario(), one])) == {
        "elasticity": [0.75, 0.5],
        f"levers.changes.{HIGHEST}": [0, 5000],
    }
    assert plan.differences([one, one.model_copy(update={"name": "Another"})]) == []
