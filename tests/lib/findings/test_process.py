"""The monthly figures and their limits: as published, with what broke where it broke."""

from dataclasses import replace

import pandas as pd
import pytest

from lib.findings.context import Context
from lib.findings.over_years import CONTACTED
from lib.findings.process import CHANGE, FIGURES, LEVEL, monthly_process
from lib.findings.trajectory import line
from lib.variation import process
from tests.bundled import HERE

TABLES = HERE.tables
MONTHS = line(HERE).counts.set_index("month").children
ANEW = [row.month for row in TABLES.breaks.itertuples() if row.anew]


def test_the_level_is_what_was_published_and_a_change_the_difference() -> None:
    level, change = (monthly_process(HERE, figure) for figure in FIGURES if True)
    level, change = monthly_process(HERE, LEVEL), monthly_process(HERE, CHANGE)
    assert level is not None and change is not None
    assert level.rows.set_index("month").value.to_dict() == MONTHS.to_dict()
    for row in change.rows.itertuples():
        before = str(pd.Period(row.month, "M") - 1)
        assert row.value == MONTHS[row.month] - MONTHS[before]


def test_no_change_goes_over_a_break_and_limits_start_again_there() -> None:
    view = monthly_process(HERE, CHANGE)
    assert view is not None and ANEW
    for month in ANEW:
        assert month not in set(view.rows.month)
        before, after = view.rows[view.rows.month < month], view.rows[view.rows.month > month]
        for part in (before, after):
            of = process.limits(part.value.to_numpy())
            assert part.centre.unique() == pytest.approx([of.centre])
            assert part.upper.unique() == pytest.approx([of.upper])


def test_everything_that_broke_is_named() -> None:
    for figure in FIGURES:
        view = monthly_process(HERE, figure)
        assert view is not None and len(view.broke) == len(TABLES.breaks)
    level = monthly_process(HERE, LEVEL)
    assert level is not None
    noted = level.rows[level.rows.note != ""].set_index("month").note.to_dict()
    assert noted == TABLES.breaks.set_index("month").what.to_dict()


def test_the_sentence_names_the_months_that_are_marked() -> None:
    view = monthly_process(HERE, CHANGE)
    assert view is not None and (view.rows.marks != "").any()
    last = view.rows[view.rows.marks != ""].iloc[-1]
    assert f"{pd.Period(last.month, 'M'):%B %Y}" in view.message and last.marks in view.message
    assert len(view.table) == len(view.rows)


def test_without_months_there_is_nothing_to_say() -> None:
    rows = TABLES.published_counts
    without = replace(TABLES, published_counts=rows[rows.measure != CONTACTED])
    assert monthly_process(Context(tables=without), CHANGE) is None
