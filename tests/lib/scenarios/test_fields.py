"""The year that a scenario is the plan of: a financial year or none, kept in files, links and the
list, and no part of the question."""

import json

import pytest
from pydantic import ValidationError

from lib.scenarios import link, standing
from lib.scenarios.fields import year_or_none
from lib.scenarios.record import Scenario, from_json
from tests.bundled import HERE, ORDER, moving

PLAN = moving(plan_year="2003/04", plan_from="2001/02")
PLACE = HERE.linked()


@pytest.mark.parametrize("year", ["2003", "2003/05", "next year", "2003-04", " "])
def test_what_is_no_year_is_refused(year: str) -> None:
    with pytest.raises(ValidationError):
        Scenario(plan_year=year)


def test_a_year_or_nothing_is_taken_as_it_is() -> None:
    assert [year_or_none(year) for year in ("", "1999/00")] == ["", "1999/00"]


def test_it_survives_a_file_and_a_link() -> None:
    assert from_json(PLAN.to_json(), ORDER) == PLAN
    sent = standing.scenario(link.read(link.query(PLAN, PLACE, "percent"), PLACE), PLACE)
    assert sent.plan_year == PLAN.plan_year and sent.question() == PLAN.question()


def test_a_scenario_that_is_no_plan_says_nothing_of_years() -> None:
    said = json.loads(moving().to_json())
    assert not {"plan_year", "plan_from"} & said.keys()
    assert "plan_year" not in link.query(moving(), PLACE, "percent")


def test_it_is_no_part_of_the_question() -> None:
    assert PLAN.question() == moving().question()
