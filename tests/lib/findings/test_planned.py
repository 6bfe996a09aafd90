"""A plan against what happened: its path is that of its pace of change, parts add up, and a case by
hand."""

from dataclasses import replace
from math import log

import pandas as pd
import pytest

from lib.errors import NoPace
from lib.findings import modelled
from lib.findings.context import Context
from lib.findings.outcome import work_out
from lib.findings.pace import walk
from lib.findings.planned import following, planned, years_offered
from lib.plan_words import NOT_YET
from lib.scenarios.record import Pace, Scenario
from lib.sources import SafeTables
from tests.bundled import FILTERS, HERE, ORDER, PERIOD, moving

FIRST = following(PERIOD)
FAR = following(PERIOD, 9)
PLAN = moving(growth=5, plan_year=FAR, name="Fair start", pace=Pace(growth=1))
KEPT = modelled.stamped(HERE, PLAN, with_figures=True)


def with_actual(scenario: Scenario, treated: float, pounds: float) -> Context[SafeTables]:
    """The bundled figures with what the first year of a plan came to."""
    tables, year = HERE.tables, scenario.plan_year
    counts = [(code, year, "treated_two_contacts", treated, "uploaded") for code in ORDER]
    spend = [(code, year, "community", pounds, "published") for code in ORDER]
    return Context(
        tables=replace(
            tables,
            counts=pd.concat(
                [tables.counts, pd.DataFrame(counts, columns=list(tables.counts.columns))]
            ),
            spend=pd.concat(
                [tables.spend, pd.DataFrame(spend, columns=list(tables.spend.columns))]
            ),
        )
    )


def test_the_path_is_that_of_the_pace_of_change() -> None:
    plan, steps = planned(HERE, PLAN, FILTERS), walk(work_out(HERE, PLAN, FILTERS))
    spend, access = steps.frames["Spend"], steps.frames["Access"]
    need = HERE.today_of(PLAN).need.rename(HERE.tables.areas.name)
    for i, year in enumerate(plan.years, 1):
        assert year.period == following(FAR, i - 1)
        assert year.pounds == pytest.approx(1000 * spend.loc[i].sum())
        assert year.treated == pytest.approx((access.loc[i] / 100 * need).sum())
        assert year.low <= year.treated <= year.high
    assert len(plan.years) == PLAN.pace.years and plan.declared and plan.start == FAR


def test_a_scenario_that_is_no_plan_is_drawn_from_the_year_after_the_measured_one() -> None:
    plan = planned(HERE, Scenario(), FILTERS)
    assert not plan.declared and plan.start == FIRST and FIRST in years_offered(HERE)
    assert "plan of" not in plan.message


def test_published_years_stand_against_it_and_parts_add_up() -> None:
    plan = planned(HERE, Scenario(), FILTERS)
    rows = HERE.tables.published_counts
    rows = rows[(rows.level == "whole") & (rows.measure == "treated_two_contacts")]
    published = rows.set_index("period").value
    assert plan.happened
    for year in plan.happened:
        assert year.actual is not None and year.reasons is not None
        assert year.actual.treated == published[year.period]
        split = year.reasons
        assert split.need + split.money + split.unexplained == split.total
        assert split.total == round(published[year.period]) - round(year.treated)
    later = {year.period for year in plan.years} - set(published.index)
    assert later == {year.period for year in plan.years if year.actual is None}


def test_a_plan_stays_what_it_was_when_its_year_comes_in() -> None:
    """The model starts from the latest counts by area; a plan from those that it was made on."""
    on = with_actual(PLAN, 1000.0, 2e6)
    assert on.base_period() == FAR
    before, after = planned(HERE, KEPT, FILTERS), planned(on, KEPT, FILTERS)
    for was, now in zip(before.years, after.years, strict=True):
        # whole children and pounds are kept
        assert now.period == was.period and now.pounds == pytest.approx(was.pounds, abs=20)
        assert (now.treated, now.low, now.high) == pytest.approx(
            (was.treated, was.low, was.high), abs=3
        )
    assert after.happened and not before.happened
    loose = planned(on, PLAN, FILTERS)  # which nobody saved
    assert loose.years[0].treated != pytest.approx(after.years[0].treated)


def test_a_year_by_hand() -> None:
    on = with_actual(PLAN, 1000.0, 2e6)
    year = planned(on, KEPT, FILTERS).years[0]
    assert year.actual is not None and year.reasons is not None and year.real is not None
    treated, pounds = 1000.0 * len(ORDER), 2e6 * len(ORDER)
    assert year.real == pytest.approx(pounds / 1.025**9)
    mean = (treated - year.treated) / log(treated / year.treated)
    assert year.reasons.money == round(mean * 0.75 * log(year.real / year.pounds))
    assert year.reasons.need == 0 and year.actual.need is None
    table = planned(on, KEPT, FILTERS).table
    assert table.Need[0] == "not known" and table.Money[1] == NOT_YET


def test_what_swings_holds_what_is_said() -> None:
    plan = planned(HERE, Scenario(), FILTERS)
    assert plan.last is not None and plan.last.reasons is not None
    for row in plan.swings.itertuples():
        assert row.low <= plan.last.reasons.unexplained <= row.high
    widths = plan.swings.high - plan.swings.low
    assert widths.is_monotonic_decreasing and len(widths) == 3


def test_a_rule_that_fits_no_path_says_so() -> None:
    with pytest.raises(NoPace):
        planned(HERE, Scenario(pace=Pace(growth=10, most=1)), FILTERS)
