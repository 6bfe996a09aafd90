"""Process limits: a chart by hand, each rule by hand, and the laws of both."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.variation import process

MONTHS = [str(month) for month in pd.period_range("2001-01", periods=40, freq="M")]


def series(values: list[float]) -> pd.Series:
    return pd.Series(values, MONTHS[: len(values)])


def test_limits_by_hand() -> None:
    """Ranges 4, 2, 6, 8, 4, 2, 2: mean 4; sigma 4 / 1.128; mean 23.5."""
    chart = process.chart(series([20.0, 24, 22, 28, 20, 24, 26, 24]))
    first = chart.iloc[0]
    assert first.centre == 23.5
    assert first.upper == pytest.approx(23.5 + 3 * 4 / 1.128)
    assert first.lower == pytest.approx(23.5 - 3 * 4 / 1.128)
    assert (chart.marks == "").all()


@pytest.mark.parametrize(
    ("rule", "z", "marked"),
    [
        (process.outside, [0, 3.1, 0, -3.1, 3.0], [1, 3]),
        (process.near_a_limit, [2.5, 0, 2.5, 0], [0, 2]),
        (process.near_a_limit, [2.5, 0, -2.5, 0], []),
        (process.near_a_limit, [2.5, 0, 0, 2.5], []),
        (process.on_one_side, [1] * 8, list(range(8))),
        (process.on_one_side, [1] * 7 + [-1], []),
        (process.on_one_side, [1] * 4 + [0] + [1] * 4, []),
        (process.on_one_side, [1, -1] + [-2] * 7, list(range(1, 9))),
        (process.in_one_direction, [0, 1, 2, 3, 4, 5], list(range(6))),
        (process.in_one_direction, [0, 1, 2, 3, 4, 4], []),
        (process.in_one_direction, [9, 5, 4, 3, 2, 1, 0, 3], list(range(7))),
    ],
)
def test_each_rule_by_hand(rule, z: list[float], marked: list[int]) -> None:
    assert list(np.flatnonzero(rule(np.array(z, float)))) == marked


values = st.lists(st.integers(-1000, 1000).map(float), min_size=8, max_size=30)


@given(values, st.integers(-50, 50), st.integers(1, 9))
def test_a_shift_or_another_unit_marks_the_same_months(
    given_values: list[float], shift: int, times: int
) -> None:
    before = process.chart(series(given_values))
    after = process.chart(series([times * value + shift for value in given_values]))
    assert np.allclose(after.upper - after.lower, times * (before.upper - before.lower))
    # a value that lies on its centre or limit may fall on either side by rounding
    clear = before.value.sub(before.centre).abs().gt(1e-6).all()
    z = (before.value - before.centre) / ((before.upper - before.centre) / 3).replace(0, np.inf)
    if clear and (abs(abs(z) - 2) > 1e-6).all() and (abs(abs(z) - 3) > 1e-6).all():
        assert list(before.marks) == list(after.marks)


@given(values)
def test_upside_down_marks_the_same_months(given_values: list[float]) -> None:
    of = process.limits(np.array(given_values))
    z = (np.array(given_values) - of.centre) / (of.sigma or np.inf)
    for rule in process.RULES:
        assert list(rule.marks(z)) == list(rule.marks(-z))


def test_where_the_measure_became_another_the_limits_start_again() -> None:
    low, high = [10.0, 11] * 4, [100.0, 102] * 4
    chart = process.chart(series(low + high), {MONTHS[8]})
    assert list(chart.centre.unique()) == [10.5, 101.0]
    assert (chart.marks == "").all()  # neither is unusual by itself
    together = process.chart(series(low + high))
    assert (together.marks != "").any()


def test_a_short_stretch_has_no_limits_and_marks_nothing() -> None:
    chart = process.chart(series([1.0, 2, 3, 4, 5, 6, 700]))
    assert chart.centre.isna().all() and (chart.marks == "").all()
    assert process.chart(series([])).empty
