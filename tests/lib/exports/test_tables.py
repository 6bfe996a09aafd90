"""The tables that the Plan page offers: each figure once, with how it is known and by whom."""

import io

import pandas as pd
import pytest

from lib.exports.tables import plan_csv, trajectory_csv
from lib.figures.actual import RATE, TREATED
from lib.findings.over_years import CONTACTED
from lib.findings.planned import planned
from lib.scenarios.record import Scenario
from tests.bundled import FILTERS, HERE, PLACE


def read(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")


def test_every_figure_of_the_trajectory_stands_there_once() -> None:
    frame, tables = read(trajectory_csv(HERE)), HERE.tables
    assert not frame.duplicated(["measure", "of", "period", "what"]).any()
    published = tables.published_counts
    own = published[
        (published.level == "whole") & published.measure.isin([RATE, TREATED, CONTACTED])
    ]
    here = frame[frame.of == PLACE.name].set_index(["measure", "period"]).value
    for row in own.itertuples():
        assert here[(row.measure, row.period)] == row.value
    steps = frame[frame.what.isin(set(tables.trajectory.words))]
    assert len(steps) == len(tables.trajectory) and steps.value.notna().all()
    assert set(steps.provenance) == {"published", "recalled"}
    assert frame.source.notna().all() and (frame.licence == PLACE.licence).all()


def test_a_plan_has_a_row_a_year_and_parts_that_add_up() -> None:
    plan = planned(HERE, Scenario(), FILTERS)
    frame = read(plan_csv(HERE, plan))
    assert list(frame.period) == [year.period for year in plan.years]
    known = frame[frame.difference.notna()]
    assert len(known) == len(plan.happened)
    parts = known[["of_it_need", "of_it_money", "of_it_unexplained"]].fillna(0).sum(axis=1)
    assert list(parts) == list(known.difference)
    assert known.children.iloc[0] - known.planned_children.iloc[0] == pytest.approx(
        known.difference.iloc[0]
    )
