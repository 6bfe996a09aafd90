"""The transfer as pages say it, and what each assumption is worth."""

from dataclasses import replace

import pytest

from lib import words
from lib.findings import outcome
from lib.findings.cliff import young
from lib.findings.context import Context
from lib.findings.transfer import at_todays_rate, spent, swings, transferred
from lib.scenarios.record import Pathway, Scenario, Transition
from tests.bundled import FILTERS, HERE

SET = Scenario(transition=Transition(access=15, moves=20))


def test_where_nothing_is_moved_it_says_what_todays_rate_would_cost() -> None:
    view = transferred(HERE, Scenario())
    people, pounds = at_todays_rate(young(HERE, Scenario()), 2030)
    assert not view.moved and "nothing is spent" in view.message
    assert words.pounds(pounds) in view.more and words.children(people) in view.more
    assert "would in 2030 be" in view.more
    assert spent(young(HERE, Scenario()), Scenario()) == pounds and (view.rows.pounds == 0).all()


def test_the_rest_of_the_budget_is_what_reallocate_says() -> None:
    view, result = transferred(HERE, SET), outcome.work_out(HERE, SET, FILTERS)
    left = words.children(result.outcome.treated_after.sum())
    assert f"The rest reaches {left} children a year" in view.more
    pounds = sum(result.outcome.set_aside.values())
    assert view.tiles[0].value == words.pounds(pounds) == view.table["Pounds a year"].iloc[-1]
    assert spent(young(HERE, SET), SET) == pytest.approx(pounds)


def test_what_other_pages_set_aside_is_said_beside_it() -> None:
    assert "Other pages" not in transferred(HERE, SET).more
    both = SET.model_copy(update={"pathway": Pathway(treatment=0.4)})
    view, aside = transferred(HERE, both), HERE.today_of(both).set_aside
    others = sum(aside.values()) - spent(young(HERE, SET), SET)
    assert f"Other pages' levers set aside {words.pounds(others)} more." in view.more
    assert others == pytest.approx(400_000)


def test_more_than_the_budget_holds_is_said_in_a_sentence() -> None:
    view = transferred(HERE, Scenario(transition=Transition(access=60)))
    assert "more than today's spend" in view.fault and "rest" not in view.more


@pytest.mark.parametrize("scenario", [Scenario(), SET], ids=["nothing", "set"])
def test_the_tornado_holds_the_result_and_the_widest_comes_first(scenario: Scenario) -> None:
    frame, now = swings(HERE, scenario), spent(young(HERE, scenario), scenario)
    assert (frame.low <= now + 1e-6).all() and (frame.high >= now - 1e-6).all()
    assert (frame.high - frame.low).is_monotonic_decreasing
    named = " ".join(frame.assumption)
    assert all(key in named for key in ("A14", "A15", "A16", "A22"))
    a16 = frame[frame.assumption.str.contains("A16")].iloc[0]
    assert (a16.low, a16.high) == (pytest.approx(0.75 * now), pytest.approx(1.5 * now))


def test_without_a_survey_from_18_on_there_is_no_money_and_it_says_so() -> None:
    tables = HERE.tables
    few = replace(tables, prevalence=tables.prevalence[tables.prevalence.age_to < 17])
    view = transferred(Context(tables=few), SET)
    assert not view.held and "no cost can be worked out" in view.message
