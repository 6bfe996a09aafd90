"""Posts by hand, and when they can be filled."""

import math

import numpy as np
import pytest

from lib.model.workforce import Hiring, posts

RULE = Hiring(rate=np.array([4.0, 10.0]), lead=np.array([1.5, 0.5]), over=4)


def test_posts_by_hand() -> None:
    """160 children at 80 a post are 2 posts, half of each skill; 20 at 10 are 2 of the second."""
    mix = np.array([[0.5, 0.5], [0.0, 1.0]])
    got = posts(np.array([[160.0, 20.0], [0.0, -10.0]]), np.array([80.0, 10.0]), mix)
    assert got.tolist() == [[1.0, 3.0], [0.0, -1.0]]


def test_who_is_in_post_by_hand() -> None:
    """4 a year after a year and a half: none, 2, 6, and all 8 in the fourth; 10 a year after half a
    year: all 5 in the first."""
    need = np.array([8.0, 5.0])
    assert RULE.in_post(need, 4).tolist() == [[0, 5], [2, 5], [6, 5], [8, 5]]
    assert RULE.wanted(need, 4).tolist() == [[2, 1.25], [4, 2.5], [6, 3.75], [8, 5]]
    assert RULE.there(need) == 4


@pytest.mark.parametrize(
    ("need", "year"),
    [([0.0, 0.0], 0), ([-3.0, 0.0], 0), ([0.4, 0.0], 4), ([20.0, 0.0], 7), ([0.0, 100.0], 11)],
)
def test_the_year_in_which_all_are_there(need: list[float], year: float) -> None:
    asked = np.array(need)
    assert RULE.there(asked) == year
    if year:
        assert RULE.in_post(asked, int(year))[-1].sum() == pytest.approx(sum(need))


def test_nobody_comes_where_nobody_is_hired() -> None:
    rule = Hiring(rate=np.zeros(2), lead=np.zeros(2), over=1)
    assert math.isinf(rule.there(np.array([1.0, 0.0]))) and rule.there(np.zeros(2)) == 0
    assert rule.in_post(np.ones(2), 3).sum() == 0


def test_more_need_is_never_met_sooner_nor_by_fewer() -> None:
    before = 0.0
    for need in np.linspace(0, 60, 25):
        year = RULE.there(np.array([need, need]))
        assert year >= before
        before = year
    years = RULE.in_post(np.array([30.0, 30.0]), 12)
    assert (np.diff(years, axis=0) >= 0).all() and (years <= 30).all()
