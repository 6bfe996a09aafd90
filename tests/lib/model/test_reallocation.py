"""Reallocation: laws first, then cases worked by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import BadLever
from lib.model.reallocation import place_rest, reallocate, share_spend, to_thousands
from lib.model.response import Response, Today, mix_after
from tests.lib.model.four_areas import (
    AREAS,
    SPLIT,
    TREATED,
    curve_keys,
    elasticities,
    money,
    moved,
    percents,
    response,
)


@given(money, percents, elasticities, curve_keys, st.booleans())
def test_more_money_never_reaches_fewer_children(pounds, percent, e, curve, keep) -> None:
    under = response(pounds, e, curve, keep_intensive=keep)
    less = reallocate(under, moved(under, percent))
    more = reallocate(under, moved(under, percent) + 10_000)
    assert (more.treated_after >= less.treated_after - 1e-9).all()


@given(money, elasticities, curve_keys)
def test_nothing_moved_changes_nothing(pounds, e, curve) -> None:
    found = reallocate(response(pounds, e, curve), pd.Series(0.0, AREAS))
    assert found.moved == 0 and found.remainder == pytest.approx(0)
    assert found.treated_after.tolist() == pytest.approx(found.treated_before.tolist())
    assert found.ratio_after == pytest.approx(found.ratio_before)
    assert found.cv_after == pytest.approx(found.cv_before, abs=1e-12)


@given(money, percents, elasticities)
def test_no_slider_moves_another_and_pounds_add_up(pounds, percent, e) -> None:
    found = reallocate(response(pounds, e), moved(response(pounds), percent))
    assert found.pounds_after.tolist() == pytest.approx(
        [p * (1 + c / 100) for p, c in zip(pounds, percent)]
    )
    assert found.pounds_after.sum() + found.remainder == pytest.approx(sum(pounds))
    assert found.moved >= abs(found.remainder) - 1e-6


@given(percents, st.floats(0.5, 1.0))
def test_today_reaches_most_when_spend_follows_treated(percent, e) -> None:
    """docs/methods.md 6: by construction, no move within the budget gains children under A1 =
    treated."""
    under = response((TREATED * 1000).tolist(), e, keep_intensive=False)
    change = moved(under, percent)
    found = reallocate(under, change - change.sum() / 4)
    assert found.remainder == pytest.approx(0, abs=1e-6)
    assert found.treated_after.sum() <= found.treated_before.sum() + 1e-6


def test_response_by_hand() -> None:
    """10% more at elasticity 0.75: 1.1^0.75 = 1.0741; every service grows alike."""
    found = reallocate(response([1e6] * 4), pd.Series([1e5, 0, 0, -1e5], AREAS))
    assert found.treated_after["a"] == pytest.approx(107.41, abs=0.01)
    assert found.moved == pytest.approx(1e5) and found.remainder == pytest.approx(0)
    assert found.access_after["a"] == pytest.approx(42.96, abs=0.01)  # 40 today


def test_a_saturating_response_by_hand() -> None:
    """40 of 100 reached today: twice the money reaches 1 - 0.6^2 = 64 of 100 of those the service
    could reach."""
    found = reallocate(response([1e6] * 4, curve="saturating"), pd.Series([1e6, 0, 0, 0], AREAS))
    assert found.treated_after["a"] == pytest.approx(160.0)


def test_a_shift_to_early_intervention_by_hand() -> None:
    """10 points from community: early doubles, 25 x 2^0.75 = 42.04; community 70 x (0.6/0.7)^0.75 =
    62.36; intensive stays 5."""
    found = reallocate(response([1e6] * 4, early=10), pd.Series(0.0, AREAS))
    assert found.treated_after["a"] == pytest.approx(42.04 + 62.36 + 5, abs=0.01)


def test_no_more_children_than_are_in_need() -> None:
    today = Today(
        pounds=pd.Series([1e6], ["a"]),
        treated=pd.Series([95.0], ["a"]),
        need=pd.Series([100.0], ["a"]),
    )
    under = Response(
        today=today, split=SPLIT, mix=mix_after(SPLIT, 1, 0, 0), curve="constant", elasticity=1.0
    )
    found = reallocate(under, pd.Series([3e5], ["a"]))
    assert found.treated_after["a"] == 100 and found.access_after["a"] == 100


def test_extremes_give_an_answer_or_a_sentence() -> None:
    nothing = reallocate(response([1e6] * 4), pd.Series(-1e6, AREAS))
    assert (
        nothing.treated_after.sum() == 0
        and nothing.ratio_after == float("inf")
        and nothing.cv_after == 0
    )
    nobody = Today(pounds=pd.Series(1e6, AREAS), treated=TREATED, need=TREATED * [0, 2, 2, 2])
    found = reallocate(
        Response(
            today=nobody, split=SPLIT, mix=mix_after(SPLIT, 4, 0, 0), curve="constant", elasticity=1
        ),
        pd.Series(0.0, AREAS),
    )
    assert (
        np.isnan(found.access_after["a"])
        and found.ratio_after == 1
        and found.cv_after == pytest.approx(0)
    )
    with pytest.raises(BadLever, match="more than all of its spend"):
        reallocate(response([1e6] * 4), pd.Series([-1.1e6, 0, 0, 0], AREAS))
    with pytest.raises(BadLever, match="a reaches children today with no spend"):
        response([0.0, 1e6, 1e6, 1e6])
    with pytest.raises(BadLever, match="takes more than a service has"):
        mix_after(SPLIT, 4, -20, 0)


@given(st.lists(st.floats(-5e6, 5e6), min_size=1, max_size=20))
def test_rounding_keeps_the_total(change: list[float]) -> None:
    series = pd.Series(change)
    found = to_thousands(series, series.sum())
    assert (found % 1000 == 0).all()
    assert abs(found.sum() - series.sum()) <= 500 + 1e-6
    assert ((found - series).abs() < 1000).all()


@given(money, st.floats(-4e6, 4e6))
def test_the_rest_is_placed_within_limits_and_in_proportion(pounds, rest) -> None:
    start, weight = pd.Series(pounds, AREAS), TREATED
    floor, cap = start * 0.7, start * 1.3
    cap["a"] = floor["a"] = start["a"]  # locked
    found = place_rest(start, rest, weight, floor, cap)
    assert found["a"] == start["a"]
    assert (found >= floor - 1e-6).all() and (found <= cap + 1e-6).all()
    room = (cap - start if rest > 0 else start - floor).sum()
    assert abs(found.sum() - start.sum()) == pytest.approx(min(abs(rest), room), rel=1e-9, abs=1e-3)
    given_ = (found - start).abs()
    free = (found < cap - 1) & (found > floor + 1) & (given_ > 1)
    per_child = (given_ / weight)[free]
    assert per_child.max() - per_child.min() < 1 if len(per_child) > 1 else True


def test_share_of_spend_keeps_the_total() -> None:
    assert share_spend(90.0, pd.Series([1.0, 2.0])).tolist() == pytest.approx([30.0, 60.0])
