"""Where school teams go: against every placement there is, and the laws of placing."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.teams import By, place, room

EACH = 100.0


def areas(numbers: list[float]) -> pd.Series:
    return pd.Series(numbers, [f"area {i}" for i in range(len(numbers))], dtype=float)


@st.composite
def cases(draw: st.DrawFn) -> tuple[int, pd.Series, pd.Series, pd.Series]:
    """Teams, pupils, those whom none covers, and those in need; two to four areas."""
    n = draw(st.integers(2, 4))
    pupils = areas([float(draw(st.integers(20, 500))) for _ in range(n)])
    uncovered = pupils * areas([draw(st.integers(0, 10)) / 10 for _ in range(n)])
    need = pupils * areas([draw(st.integers(5, 30)) / 100 for _ in range(n)])
    return draw(st.integers(0, 5)), pupils, uncovered, need


def every(count: int, most: pd.Series) -> list[np.ndarray]:
    """Every way to place at most so many teams."""
    ways = itertools.product(*(range(int(m) + 1) for m in most))
    return [np.array(way) for way in ways if sum(way) <= count]


def apart(pupils: pd.Series, uncovered: pd.Series, covered: np.ndarray) -> float:
    has = pupils - uncovered + covered
    return float((pupils * (has / pupils - has.sum() / pupils.sum()).abs()).sum())


@settings(deadline=None, max_examples=40)
@given(cases())
def test_no_placement_covers_more_in_need(case: tuple) -> None:
    count, pupils, uncovered, need = case
    placed = place(count, EACH, pupils, uncovered, need, "need")
    worth = (need / pupils).to_numpy()
    best = max(
        float((worth * np.minimum(way * EACH, uncovered)).sum())
        for way in every(count, room(uncovered, EACH))
    )
    assert float((worth * placed.covered).sum()) == pytest.approx(best, abs=1e-6)
    assert placed.teams.sum() <= count and (placed.covered <= uncovered + 1e-9).all()


@settings(deadline=None, max_examples=40)
@given(cases())
def test_of_those_that_cover_most_none_is_less_apart(case: tuple) -> None:
    count, pupils, uncovered, need = case
    placed = place(count, EACH, pupils, uncovered, need, "equal")
    ways = [np.minimum(way * EACH, uncovered) for way in every(count, room(uncovered, EACH))]
    most = max(float(way.sum()) for way in ways)
    assert float(placed.covered.sum()) == pytest.approx(most, rel=1e-5)
    least = min(
        apart(pupils, uncovered, way) for way in ways if float(way.sum()) >= most * (1 - 1e-9)
    )
    assert apart(pupils, uncovered, placed.covered.to_numpy()) == pytest.approx(
        least, abs=1e-2 * EACH
    )


@pytest.mark.parametrize("by", ["need", "equal"])
def test_more_teams_never_cover_fewer(by: By) -> None:
    pupils, uncovered = areas([900, 410, 250]), areas([700, 150, 240])
    need = areas([100, 80, 25])
    before = 0.0
    for count in range(15):
        placed = place(count, EACH, pupils, uncovered, need, by)
        worth = need / pupils if by == "need" else 1.0
        now = float((placed.covered * worth).sum())
        assert now >= before - 1e-6 and placed.teams.sum() <= count
        before = now
    assert placed.covered.to_list() == pytest.approx(uncovered.to_list())
    assert placed.teams.sum() == room(uncovered, EACH).sum() < 14


def test_the_two_ways_by_hand() -> None:
    """Most in need: both to the larger need. Most equal: one to each."""
    pupils = areas([400, 400])
    need = areas([80, 40])
    assert place(2, EACH, pupils, pupils, need, "need").teams.to_list() == [2, 0]
    assert place(2, EACH, pupils, pupils, need, "equal").teams.to_list() == [1, 1]
    assert place(0, EACH, pupils, pupils, need, "need").teams.to_list() == [0, 0]
