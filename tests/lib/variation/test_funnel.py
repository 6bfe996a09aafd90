"""Funnel limits and overdispersion."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lib.variation import funnel, rates

bases = arrays(float, 8, elements=st.floats(200, 5000))
shares = arrays(float, 8, elements=st.floats(0.05, 0.9))


@given(st.floats(0.02, 0.98), st.floats(20, 1e5), st.floats(1.1, 20))
def test_limits_narrow_as_areas_grow_and_hold_the_overall(
    p: float, n: float, factor: float
) -> None:
    for limits in (funnel.proportion_limits, funnel.rate_limits):
        low, high = limits(p, np.array([n, n * factor]), 0.95)
        assert low[0] <= low[1] <= p <= high[1] <= high[0]


def test_proportion_limits_by_hand() -> None:
    """p 0.4, n 600: standard error 0.02, limits at 1.96 of them."""
    low, high = funnel.proportion_limits(0.4, np.array([600.0]), 0.95)
    assert (low[0], high[0]) == (
        pytest.approx(0.4 - 1.959964 * 0.02),
        pytest.approx(0.4 + 1.959964 * 0.02),
    )


def test_rate_limits_by_hand() -> None:
    """10 expected of 1,000: exact Poisson limits of 4.80 and 18.39 events."""
    low, high = funnel.rate_limits(0.01, np.array([1000.0]), 0.95)
    assert (low[0] * 1000, high[0] * 1000) == (
        pytest.approx(4.795, abs=0.001),
        pytest.approx(18.39, abs=0.01),
    )


def test_chance_alone_is_not_overdispersed() -> None:
    z = np.array([-1.0, 1.0] * 10)
    phi, tau = funnel.overdispersion(z, np.full(20, 0.01))
    assert phi == pytest.approx(1)
    # (20 - 19) / (20w - w) with w = 1/0.0001
    assert tau == pytest.approx(0.01 / np.sqrt(19), rel=1e-6)


def test_small_z_scores_floor_tau_at_zero() -> None:
    assert funnel.overdispersion(np.full(10, 0.1), np.full(10, 0.02))[1] == 0


def test_winsorising_pulls_in_the_ends_only() -> None:
    z = np.array([-9.0, -1.0, -0.5, 0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 9.0, 0.1])
    found = funnel.winsorised(z)
    assert found.max() == 1.0 and found.min() == -1.0
    assert found[3] == 0.0


@given(bases, shares)
def test_allowing_for_overdispersion_never_flags_more(base: np.ndarray, share: np.ndarray) -> None:
    found = rates.proportions(pd.Series(np.round(base * share)), pd.Series(base))
    result = funnel.funnel(found, proportion=True)
    # exact limits and z-scores part at a boundary only
    assert result.beyond_adjusted.sum() <= result.beyond.sum() + 1
    assert result.phi >= 0 and result.tau >= 0
