"""What is known of a district by itself, the same on every page."""

import numpy as np
import pandas as pd
import pytest

from lib import chance, known, spread_words, words
from lib.findings.context import doubts
from lib.findings.outcome import work_out
from lib.scenarios.record import Scenario
from tests.bundled import (
    ACCESS,
    FILTERS,
    HERE,
    HIGHEST,
    LOWEST,
    NAME,
    OF_ONE_PART,
    PUBLISHED,
)


def test_two_pages_agree_on_who_reaches_the_standard() -> None:
    """Access map said that one is surely below 35, Reallocate gave it 18%: now both have one set of
    draws and one wide interval."""
    by_itself, today = HERE.known(*ACCESS), work_out(HERE, Scenario(), FILTERS)
    assert by_itself is not None
    chances = by_itself.reaching(35.0)
    pd.testing.assert_series_equal(chances, today.sure.reaches_before, check_names=False)
    assert known.reach(chances) == today.reach_today
    for code in chances.index:
        shares_a_former_ccg = by_itself.lower[code] != HERE.measured(*ACCESS).districts.lower[code]
        if shares_a_former_ccg:
            assert today.sure.access_low95[code] == pytest.approx(by_itself.lower[code])
            assert today.sure.access_high95[code] == pytest.approx(by_itself.upper[code])


def test_what_is_known_of_former_ccgs_and_of_districts_by_themselves() -> None:
    """The part that reaches fewest is below 35; a district of it may reach it by itself; the
    highest, a part by itself, does."""
    m, by_itself = HERE.measured(*ACCESS), HERE.known(*ACCESS)
    lowest = PUBLISHED["access"]["lowest_part"]
    ends = m.parts.lower[lowest["code"]], m.parts.upper[lowest["code"]]
    assert [round(end, 1) for end in ends] == lowest["interval"]
    chances = by_itself.reaching(35.0)
    assert 0.1 < chances[LOWEST] < 0.4 and chances[HIGHEST] == 1
    assert len(OF_ONE_PART) == len(PUBLISHED["access"]["of_one_part"])
    for code in OF_ONE_PART:
        assert (by_itself.lower[code], by_itself.upper[code]) == (
            m.districts.lower[code],
            m.districts.upper[code],
        )
    assert (by_itself.lower <= m.districts.lower + 0.05).all() and (
        by_itself.upper >= m.districts.upper - 0.05
    ).all()
    said = spread_words.by_itself(NAME[LOWEST], chances[LOWEST], 26, 40, 35.0)
    assert said.startswith(
        f"Whether {NAME[LOWEST]} by itself reaches 35 in 100 is not known (between 26 and 40 in"
        " 100; chance about"
    )


def test_two_seeds_print_the_same_digits() -> None:
    """Whole numbers for intervals and the nearest 5% for chances, but for a figure that lies
    between two of them."""
    m = HERE.measured(*ACCESS)
    start = known.origin(m, HERE.tables.crosswalk.weights)
    found = [
        chance.draw(start, doubts("national"), chance.DRAWS, np.random.default_rng(seed))
        for seed in range(4)
    ]
    edges = np.array([chance.quantiles(one.rate(100)) for one in found])
    assert np.ptp(edges, axis=0).max() < 1
    chances = np.array([chance.reaching(one.rate(100), one.index, 35.0) for one in found])
    assert np.ptp(chances, axis=0).max() < 0.05
    of_highest = chances[:, list(start.weight.index).index(HIGHEST)]
    assert len({words.chance(likely) for likely in of_highest}) == 1
