"""The year that the model starts from."""

from dataclasses import replace

import pytest

from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.figures.measured import periods
from lib.findings.context import Context
from lib.findings.starting import later, starting
from tests.bundled import HERE
from tests.lib.findings.by_hand import FILTERS, ON_A_SURVEY


def test_a_later_year_is_every_district_times_one_factor() -> None:
    last = later(HERE, FILTERS)
    assert last is not None and last.period == max(periods(HERE.tables, INDICATORS[MODELLED]))
    then, now = (
        HERE.measured(MODELLED, period, "national", False).districts.value
        for period in (last.period, HERE.base_period())
    )
    assert (then / now).to_numpy() == pytest.approx(last.ratio, rel=0.01)
    assert last.above == (then >= 35).sum()


def test_no_district_is_counted_at_a_standard_that_is_not_defined() -> None:
    last = later(HERE, ON_A_SURVEY)
    assert last is not None and last.above is None
    assert "or more" not in starting(HERE, ON_A_SURVEY)


def test_where_there_is_no_later_year_only_the_start_is_said() -> None:
    counts = HERE.tables.counts
    tables = replace(HERE.tables, counts=counts[counts.period == HERE.base_period()])
    only = Context(tables=tables)
    assert later(only, FILTERS) is None
    assert starting(only, FILTERS) == f"It starts from {HERE.base_period()}."
