"""Need, response and reallocation: laws first, then cases worked by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import BadLever
from lib.model import curves, need
from lib.model.reallocation import LIMIT_PERCENT, Today, reallocate, share_spend

AREAS = list("abcd")
money = st.lists(st.floats(1e4, 1e7), min_size=4, max_size=4)
moves = st.lists(st.floats(-LIMIT_PERCENT, LIMIT_PERCENT), min_size=4, max_size=4)
elasticities = st.floats(0.5, 1.0)


def today(pounds: list[float]) -> Today:
    treated = pd.Series([100.0, 200.0, 150.0, 50.0], AREAS)
    return Today(pounds=pd.Series(pounds, AREAS), treated=treated, need=treated * 2.5)


@given(money, moves, elasticities)
def test_more_money_never_reaches_fewer_children(pounds: list[float], change: list[float], e: float) -> None:
    less = reallocate(today(pounds), pd.Series(change, AREAS), e)
    more = reallocate(today(pounds), pd.Series(change, AREAS) + 1, e)
    assert (more.treated_after >= less.treated_after).all()


@given(money, elasticities)
def test_nothing_moved_changes_nothing(pounds: list[float], e: float) -> None:
    found = reallocate(today(pounds), pd.Series(0.0, AREAS), e)
    assert found.moved == 0 and found.remainder == pytest.approx(0)
    assert found.treated_after.tolist() == pytest.approx(found.treated_before.tolist())
    assert found.ratio_after == pytest.approx(found.ratio_before)
    assert found.cv_after == pytest.approx(found.cv_before)


@given(money, moves, elasticities)
def test_no_slider_moves_another_and_pounds_add_up(pounds: list[float], change: list[float], e: float) -> None:
    found = reallocate(today(pounds), pd.Series(change, AREAS), e)
    assert found.pounds_after.tolist() == pytest.approx([p * (1 + c / 100) for p, c in zip(pounds, change)])
    assert found.pounds_after.sum() + found.remainder == pytest.approx(sum(pounds))
    assert found.moved >= abs(found.remainder) - 1e-6


@given(moves, elasticities)
def test_today_reaches_most_when_spend_follows_treated(change: list[float], e: float) -> None:
    """METHODS 2: by construction, no move within the budget gains children under A1 = treated."""
    treated = pd.Series([100.0, 200.0, 150.0, 50.0], AREAS)
    start = Today(pounds=treated * 1000, treated=treated, need=treated * 2.5)
    zero_sum = pd.Series(change, AREAS)
    zero_sum -= (zero_sum * start.pounds).sum() / start.pounds.sum()
    found = reallocate(start, zero_sum, e)
    assert found.remainder == pytest.approx(0, abs=1e-6)
    assert found.treated_after.sum() <= found.treated_before.sum() + 1e-6


@given(st.floats(0.05, 1.0), st.floats(1.0, 4.0))
def test_the_response_is_the_elasticity(e: float, factor: float) -> None:
    found = curves.constant_elasticity(np.array([100.0 * factor]), np.array([100.0]), np.array([80.0]), e)
    assert np.log(found[0] / 80) == pytest.approx(e * np.log(factor), abs=1e-9)


def test_response_by_hand() -> None:
    """10% more at elasticity 0.75: 1.1^0.75 = 1.0741."""
    found = reallocate(today([1e6] * 4), pd.Series([10.0, 0, 0, -10.0], AREAS), 0.75)
    assert found.treated_after["a"] == pytest.approx(107.41, abs=0.01)
    assert found.moved == pytest.approx(1e5) and found.remainder == pytest.approx(0)
    assert found.reaching(42.0) == (0, 1)  # all at 40 today, a at 42.96 after


def test_no_more_children_than_are_in_need() -> None:
    start = Today(pounds=pd.Series([1e6], ["a"]), treated=pd.Series([95.0], ["a"]), need=pd.Series([100.0], ["a"]))
    found = reallocate(start, pd.Series([30.0], ["a"]), 1.0)
    assert found.treated_after["a"] == 100 and found.access_after["a"] == 100


@pytest.mark.parametrize("e", [0.0, -1.0, 1.2])
def test_an_elasticity_outside_its_range_is_refused(e: float) -> None:
    with pytest.raises(BadLever, match="above 0 and at most 1"):
        reallocate(today([1e6] * 4), pd.Series(0.0, AREAS), e)


def test_share_of_spend_keeps_the_total() -> None:
    assert share_spend(90.0, pd.Series([1.0, 2.0])).tolist() == pytest.approx([30.0, 60.0])


def test_prevalence_by_age(tables) -> None:
    old = need.prevalence_by_age(tables.prevalence, "survey_2017")
    new = need.prevalence_by_age(tables.prevalence, "survey_2023")
    assert old[[0, 1, 2, 5, 11, 17]].tolist() == pytest.approx([0, 0, 0.055, 0.095, 0.144, 0.169])
    assert new[[4, 7, 8, 10, 11, 17]].tolist() == pytest.approx([0.055, 0.095, 0.157, 0.157, 0.226, 0.233])


def test_the_need_index_keeps_total_need(tables) -> None:
    plain = need.by_survey(tables.population, tables.prevalence, "survey_2017")
    index = tables.need_index.set_index("area_code").need_index
    assert need.weighted(plain, index).sum() == pytest.approx(plain.sum())


def test_national_need_is_the_published_denominator(tables) -> None:
    by_ccg = need.national_by_ccg(tables.published_counts)
    assert by_ccg.sum() == pytest.approx(15190 / 0.4236390004)
    assert need.to_districts(by_ccg, tables.ccg_shares).sum() == pytest.approx(by_ccg.sum())
