"""The partnership against the trajectory: every figure is the source's, nothing joins two measures,
and what is not held is said."""

from dataclasses import replace

import pandas as pd
import pytest

from lib import plan_words
from lib.figures.actual import RATE, TREATED
from lib.figures.published import ROLLING, monthly
from lib.findings.context import Context
from lib.findings.over_years import CONTACTED
from lib.findings.trajectory import Line, line, march
from lib.sources import Tables
from tests.bundled import HERE, PLACE

TABLES = HERE.tables
NONE = plan_words.NONE


def of(tables: Tables) -> Line:
    return line(Context(tables=tables))


def of_whole(measure: str) -> dict[str, float]:
    rows = TABLES.published_counts
    rows = rows[(rows.level == "whole") & (rows.measure == measure)]
    return {row.period: row.value for row in rows.itertuples() if "/" in row.period}


def test_every_cell_is_the_sources() -> None:
    steps = TABLES.trajectory.set_index(["measure", "period"])
    held = TABLES.standards.set_index("standard").percent
    outturns = TABLES.standards[TABLES.standards.kind == "outturn"].set_index("period").percent
    rates, treated, once = (of_whole(measure) for measure in (RATE, TREATED, CONTACTED))
    table = line(HERE).table
    for row in table.itertuples(index=False):
        period, rate, step, nation, two, one, target = row
        assert rate == (f"{100 * rates[period]:.1f}" if period in rates else NONE)
        assert nation == (f"{outturns[period]:.1f}" if period in outturns else NONE)
        assert two == (f"{treated[period]:,.0f}" if period in treated else NONE)
        assert one == (f"{once[period]:,.0f}" if period in once else NONE)
        if (RATE, period) in steps.index:
            said = steps.loc[(RATE, period)]
            value = held[said.standard] if isinstance(said.standard, str) else said.value
            read = said.provenance == "published"
            assert step == f"{value:g}{'' if read else ' (not verified)'}"
        else:
            assert step == "none"
        known = (CONTACTED, period) in steps.index
        assert target == (f"{steps.loc[(CONTACTED, period)].value:,.0f}" if known else NONE)
    assert set(rates) | set(once) <= set(table.Year)


def test_a_step_is_verified_only_where_somebody_read_it() -> None:
    view = line(HERE).rates
    steps = view[view.step.notna()]
    read = {row.standard for row in TABLES.trajectory.itertuples() if row.standard == row.standard}
    percents = set(TABLES.standards[TABLES.standards.standard.isin(read)].percent)
    assert set(steps.step[steps.verified.astype(bool)]) == percents and len(percents) == 2
    assert not steps.verified.all()


def test_nothing_joins_two_measures() -> None:
    """No row of a line has figures of both, and neither is worked out from the other."""
    view = line(HERE)
    assert not set(view.counts.columns) & {"value", "step"}
    months = monthly(TABLES, CONTACTED)[PLACE.name].dropna()
    assert view.counts.set_index("month").children.to_dict() == months.to_dict()
    rows = TABLES.published_counts
    without = replace(TABLES, published_counts=rows[rows.measure != CONTACTED])
    pd.testing.assert_frame_equal(of(without).rates, view.rates)
    without = replace(TABLES, published_counts=rows[~rows.measure.isin([RATE, TREATED])])
    pd.testing.assert_frame_equal(of(without).counts, view.counts)
    assert of(without).rates.value.isna().all()


def test_every_other_partnership_is_as_it_was_published_and_stands_in_its_place() -> None:
    by_rate, by_change = line(HERE).against
    others = TABLES.partnerships
    two = others[others.measure == RATE]
    last = two[two.period == two.period.max()].set_index("partnership").value
    shown = by_rate.rows[~by_rate.rows.own].set_index("label").value
    assert (shown.sort_index() - 100 * last.sort_index()).abs().max() < 1e-9
    once = others[others.measure == CONTACTED].pivot(
        index="partnership", columns="period", values="value"
    )
    periods = sorted(once.columns)
    change = 100 * (once[periods[-1]] / once[periods[0]] - 1)
    shown = by_change.rows[~by_change.rows.own].set_index("label").value
    assert (shown.sort_index() - change.sort_index()).abs().max() < 1e-9
    own = {
        row.period: row.value
        for row in TABLES.published_counts.itertuples()
        if row.level == "whole" and row.measure == CONTACTED
    }
    mine = by_change.rows[by_change.rows.own].value.iloc[0]
    assert mine == pytest.approx(100 * (own[periods[-1]] / own[periods[0]] - 1))
    for one in line(HERE).against:
        assert one.rows.own.sum() == 1 and one.rows.value.is_monotonic_decreasing
        better = (one.rows.value > one.rows.value[one.rows.own].iloc[0]).sum()
        assert one.place == 1 + better and len(one.table) == len(one.rows)
    assert PLACE.code not in set(others.partnership_code)


def test_a_year_that_was_counted_twice_says_both() -> None:
    view = line(HERE)
    months = view.counts.set_index("month").children
    twice = [
        period for period, value in view.once.items() if months.get(march(period), value) != value
    ]
    assert len(view.notes) == len(twice) > 0
    for period, note in zip(twice, view.notes):
        assert f"{view.once[period]:,.0f}" in note and f"{months[march(period)]:,.0f}" in note


def test_what_is_not_held_is_said_and_the_rest_is_shown() -> None:
    nothing = replace(
        TABLES,
        trajectory=TABLES.trajectory.iloc[:0],
        partnerships=TABLES.partnerships.iloc[:0],
        published_counts=TABLES.published_counts[
            ~TABLES.published_counts.period.str.startswith(ROLLING)
        ],
    )
    view = of(nothing)
    assert PLACE.name in view.missing and "trajectory" in view.missing and view.against == ()
    assert view.rates.value.notna().any() and view.counts.empty and len(view.tiles) == 1
    assert "national step" not in view.message and line(HERE).missing == ""
