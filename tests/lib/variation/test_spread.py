"""Measures of spread: laws, hand-worked cases, and PySAL's own where it has one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from inequality.gini import Gini
from inequality.theil import Theil

from lib.variation import spread

values = arrays(float, 8, elements=st.floats(0.5, 500))
weights = arrays(float, 8, elements=st.floats(1, 1e4))
STATISTICS = [
    lambda v, w: spread.extremal_quotient(v),
    spread.weighted_cv,
    spread.gini,
    spread.theil,
]


@given(values, weights, st.floats(0.1, 50))
def test_scale_does_not_matter(value: np.ndarray, weight: np.ndarray, factor: float) -> None:
    for statistic in STATISTICS:
        assert statistic(value * factor, weight) == pytest.approx(
            statistic(value, weight), abs=1e-7, rel=1e-7
        )


@given(values, weights, st.permutations(range(8)))
def test_order_does_not_matter(value: np.ndarray, weight: np.ndarray, order: list[int]) -> None:
    for statistic in STATISTICS:
        assert statistic(value[order], weight[order]) == pytest.approx(
            statistic(value, weight), abs=1e-9, rel=1e-9
        )


@given(st.floats(0.5, 500), weights)
def test_equal_rates_have_no_spread(value: float, weight: np.ndarray) -> None:
    same = np.full(8, value)
    assert spread.extremal_quotient(same) == 1
    for statistic in STATISTICS[1:]:
        assert statistic(same, weight) == pytest.approx(0, abs=1e-7)


@given(values, weights)
def test_splitting_an_area_in_two_changes_nothing(value: np.ndarray, weight: np.ndarray) -> None:
    """Which is why apportioned districts may not be counted as more areas than were measured."""
    split_value = np.append(value, value[0])
    split_weight = np.append(weight, weight[0] / 2)
    split_weight[0] /= 2
    for statistic in STATISTICS:
        assert statistic(split_value, split_weight) == pytest.approx(
            statistic(value, weight), abs=1e-9, rel=1e-9
        )


@given(values)
def test_gini_and_theil_are_pysals_at_equal_weights(value: np.ndarray) -> None:
    ones = np.ones(8)
    assert spread.gini(value, ones) == pytest.approx(Gini(value).g, abs=1e-9)
    assert spread.theil(value, ones) == pytest.approx(Theil(value).T, abs=1e-9)


@given(values, weights)
def test_many_at_once_is_one_at_a_time(value: np.ndarray, weight: np.ndarray) -> None:
    stack = np.stack([value, value[::-1]])
    for statistic in STATISTICS:
        assert statistic(stack, weight)[0] == pytest.approx(statistic(value, weight))


def test_systematic_component_by_hand() -> None:
    """Expected 100 each: ((150-100)^2 - 100)/100^2 = 0.24 both ways, x100 = 24."""
    observed, base = np.array([150.0, 50.0]), np.array([1000.0, 1000.0])
    assert spread.systematic_component(observed, base) == pytest.approx(24)


def test_systematic_component_of_equal_rates_is_below_zero() -> None:
    assert spread.systematic_component(np.array([100.0, 200.0]), np.array([1000.0, 2000.0])) < 0


def test_equality_test_by_hand() -> None:
    """Rates: (10^2/100) x 2 = 2 on 1 df, p 0.157; proportions divide by 1 - p = 0.9."""
    observed, base = np.array([110.0, 90.0]), np.array([1000.0, 1000.0])
    statistic, p = spread.equality_test(observed, base, proportion=False)
    assert (statistic, p) == (pytest.approx(2.0), pytest.approx(0.1573, abs=1e-4))
    assert spread.equality_test(observed, base, proportion=True)[0] == pytest.approx(2 / 0.9)


def test_gini_by_hand() -> None:
    """One area of three quarters weight at 10, one of a quarter at 30: |20| x 2 x 3/16 / (2 x 15) =
    0.25."""
    assert spread.gini(np.array([10.0, 30.0]), np.array([3.0, 1.0])) == pytest.approx(0.25)
