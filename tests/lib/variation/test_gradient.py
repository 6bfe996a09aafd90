"""Slope and relative index of inequality, concentration index."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lib.figures import amounts, measured
from lib.variation import gradient, rates, summary
from tests.bundled import PERIOD, PUBLISHED

AREAS = list("abcdefgh")
rate_values = arrays(float, 8, elements=st.floats(5, 95))
people = arrays(float, 8, elements=st.floats(500, 9000))


def of(value: np.ndarray, base: np.ndarray) -> rates.Rates:
    return rates.proportions(pd.Series(np.round(value * base / 100), AREAS), pd.Series(base, AREAS))


@given(rate_values, people)
def test_line_is_the_weighted_regression_of_low_and_low(
    value: np.ndarray, base: np.ndarray
) -> None:
    share = base / base.sum()
    rank = np.cumsum(share) - share / 2
    root = np.sqrt(share)
    fit = sm.OLS(value * root, np.column_stack([root, rank * root])).fit()
    at_zero, slope = gradient.line(value, rank, share)
    assert (at_zero, slope) == (
        pytest.approx(fit.params[0], abs=1e-6),
        pytest.approx(fit.params[1], abs=1e-6),
    )


@given(people)
def test_equal_rates_have_no_slope(base: np.ndarray) -> None:
    share = base / base.sum()
    rank = np.cumsum(share) - share / 2
    assert gradient.line(np.full(8, 30.0), rank, share)[1] == pytest.approx(0, abs=1e-9)
    assert gradient.concentration_index(np.full(8, 30.0), rank, share) == pytest.approx(0, abs=1e-9)


@given(rate_values, people, st.permutations(AREAS))
def test_order_of_rows_does_not_matter(
    value: np.ndarray, base: np.ndarray, order: list[str]
) -> None:
    found, deprivation = of(value, base), pd.Series(np.arange(8.0), AREAS)
    shuffled = found.reindexed(order)
    one = gradient.gradient(found, deprivation, 2.0, np.random.default_rng(1))
    other = gradient.gradient(shuffled, deprivation[order], 2.0, np.random.default_rng(1))
    assert one.slope == pytest.approx(other.slope, abs=1e-6)


def test_ranks_are_midpoints() -> None:
    found = gradient.midpoint_rank(pd.Series([10.0, 30.0, 20.0]), pd.Series([2.0, 1.0, 1.0]))
    assert found.tolist() == [0.75, 0.125, 0.375]


def test_a_straight_line_by_hand() -> None:
    """Rates 50 and 30 at ranks 0.25 and 0.75: slope -40, 60 at rank 0, relative index 20/60."""
    found = of(np.array([50.0, 30.0] * 4), np.full(8, 1000.0))
    two = found.reindexed(["a", "b"])
    result = gradient.gradient(
        two, pd.Series([9.0, 1.0], ["a", "b"]), 1.0, np.random.default_rng(1)
    )
    assert result.slope == pytest.approx(-40)
    assert result.relative == pytest.approx(20 / 60)
    assert result.lower < -40 < result.upper
    assert result.concentration == pytest.approx(2 / 40 * (0.5 * 50 * 0.25 + 0.5 * 30 * 0.75) - 1)


def test_the_slopes_interval_holds_the_scatter_of_the_areas(tables) -> None:
    """Access against deprivation over former CCGs; their own intervals alone said far less."""
    slope, m = PUBLISHED["access"]["slope"], measured.measure(tables, "access_rate", PERIOD)
    by = tables.crosswalk.mean_of_parts(amounts.deprivation(tables)).reindex(m.parts.value.index)
    rng = np.random.default_rng(1)
    phi = summary.summarise(m.areas_measured, True, rng).phi
    wide, narrow = (
        gradient.gradient(m.areas_measured, by, phi, rng),
        gradient.gradient(m.areas_measured, by, 1.0, rng),
    )
    assert (
        phi == pytest.approx(slope["phi"], abs=0.1)
        and wide.from_scatter
        and not narrow.from_scatter
    )
    assert [round(wide.lower, 1), round(wide.upper, 1)] == slope["scatter"]
    assert round(wide.p, 2) == slope["p"]
    assert [round(narrow.lower), round(narrow.upper)] == slope["counts_alone"]


def test_the_scatter_is_statsmodels_weighted_regression(tables) -> None:
    m = measured.measure(tables, "referral_rate", PERIOD)
    by = tables.crosswalk.mean_of_parts(amounts.deprivation(tables)).reindex(m.parts.value.index)
    found = gradient.gradient(m.areas_measured, by, 9.0, np.random.default_rng(1))
    weight = m.parts.denominator / m.parts.denominator.sum()
    fitted = sm.WLS(m.parts.value, sm.add_constant(found.rank), weights=weight).fit()
    assert [found.lower, found.upper] == pytest.approx(fitted.conf_int().iloc[1].tolist())
    assert found.p == pytest.approx(fitted.pvalues.iloc[1])
