"""Intervals: laws, then cases worked by hand, then published values."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import AreaMismatch
from lib.figures import measured
from lib.variation import rates as r
from tests.bundled import PERIOD

counts = st.integers(min_value=0, max_value=5000)


def series(*values: float) -> pd.Series:
    return pd.Series(values, dtype=float)


@given(counts, counts)
def test_wilson_holds_the_proportion_and_stays_within_0_and_1(a: int, b: int) -> None:
    events, trials = min(a, b), max(a, b, 1)
    low, high = r.proportion_interval(series(events), series(trials))
    assert 0 <= low[0] <= events / trials + 1e-12
    assert events / trials - 1e-12 <= high[0] <= 1


@given(counts)
def test_wilson_is_the_formula(events: int) -> None:
    n, z = 5000, r.Z95
    low, high = r.proportion_interval(series(events), series(n))
    root = z * np.sqrt(z**2 + 4 * events * (1 - events / n))
    assert low[0] == pytest.approx((2 * events + z**2 - root) / (2 * (n + z**2)), abs=1e-9)
    assert high[0] == pytest.approx((2 * events + z**2 + root) / (2 * (n + z**2)), abs=1e-9)


@given(counts)
def test_count_interval_holds_the_count_and_grows_with_it(events: int) -> None:
    low, high = r.count_interval(series(events, events + 1))
    assert low[0] <= events <= high[0]
    assert low[1] > low[0] and high[1] > high[0]


@given(st.integers(10, 5000), st.sampled_from([0.8, 0.95, 0.99]))
def test_more_certainty_is_a_wider_interval(events: int, level: float) -> None:
    low, high = r.count_interval(series(events), level)
    wider_low, wider_high = r.count_interval(series(events), 0.998)
    assert wider_low[0] < low[0] and high[0] < wider_high[0]


def test_no_events_start_at_zero() -> None:
    low, high = r.count_interval(series(0))
    assert low[0] == 0
    assert high[0] == pytest.approx(3.689, abs=0.001)  # -ln(0.025)


def test_wilson_as_newcombe_published_it() -> None:
    """Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
    low, high = r.proportion_interval(series(81, 15, 0, 1), series(263, 148, 20, 29))
    assert low.round(4).tolist() == [0.2553, 0.0624, 0.0, 0.0061]
    assert high.round(4).tolist() == [0.3662, 0.1605, 0.1611, 0.1718]


def test_exact_poisson_as_published() -> None:
    """Exact 95% limits of a Poisson count, as in Breslow and Day 1987, table 2.11."""
    low, high = r.count_interval(series(1, 5, 9))
    assert low.round(3).tolist() == [0.025, 1.623, 4.115]
    assert high.round(2).tolist() == [5.57, 11.67, 17.08]


def test_byar_is_close_to_exact_from_ten() -> None:
    low, high = r.count_interval(series(10, 100))
    assert low.tolist() == pytest.approx([4.80, 81.36], abs=0.03)
    assert high.tolist() == pytest.approx([18.39, 121.63], abs=0.05)


def test_a_district_of_one_former_ccg_keeps_its_interval() -> None:
    parts = r.proportions(
        pd.Series([30.0, 80.0], ["a", "b"]), pd.Series([100.0, 200.0], ["a", "b"])
    )
    whole = r.proportions(pd.Series([15.0], ["d"]), pd.Series([50.0], ["d"]))
    mix = pd.DataFrame([[1.0, 0.0]], index=["d"], columns=["a", "b"])
    found = r.with_parts(whole, parts, mix)
    assert found.lower["d"] == pytest.approx(parts.lower["a"])
    assert found.upper["d"] == pytest.approx(parts.upper["a"])


def test_a_mixed_district_adds_variances() -> None:
    parts = r.proportions(
        pd.Series([30.0, 80.0], ["a", "b"]), pd.Series([100.0, 200.0], ["a", "b"])
    )
    whole = r.proportions(pd.Series([35.0], ["d"]), pd.Series([100.0], ["d"]))
    mix = pd.DataFrame([[0.5, 0.5]], index=["d"], columns=["a", "b"])
    found = r.with_parts(whole, parts, mix)
    down = parts.value - parts.lower
    assert found.lower["d"] == pytest.approx(35 - np.hypot(0.5 * down["a"], 0.5 * down["b"]))


def test_a_district_of_one_former_ccg_has_that_ones_own_interval(tables) -> None:
    """A part was 47.2 to 50.5 in the panel, and a district wholly in it 47.3 to 50.5 in the
    table."""
    m = measured.measure(tables, "access_rate", PERIOD)
    for code, ccg in m.home[m.home.isin(m.parts.value.index)].items():
        d, p = m.districts, m.parts
        assert (d.value[code], d.lower[code], d.upper[code]) == (
            p.value[ccg],
            p.lower[ccg],
            p.upper[ccg],
        )


def test_different_areas_are_refused() -> None:
    with pytest.raises(AreaMismatch, match="same areas"):
        r.count_rates(pd.Series([1.0], ["a"]), pd.Series([1.0], ["b"]))
