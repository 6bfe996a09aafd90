"""Shrinkage: between a rate and the overall one, and Marshall's by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lib.variation import rates, shrinkage

bases = arrays(float, 8, elements=st.floats(200, 5000))
shares = arrays(float, 8, elements=st.floats(0.05, 0.9))


@given(bases, shares)
def test_shrinkage_keeps_each_rate_between_its_own_and_the_overall(
    base: np.ndarray, share: np.ndarray
) -> None:
    found = rates.count_rates(pd.Series(np.round(base * share) + 1), pd.Series(base))
    shrunk = shrinkage.shrunk(found)
    low = np.minimum(found.value, found.overall) - 1e-9
    high = np.maximum(found.value, found.overall) + 1e-9
    assert ((shrunk >= low) & (shrunk <= high)).all()


def test_equal_rates_shrink_to_the_overall() -> None:
    found = rates.count_rates(pd.Series([10.0, 20.0, 30.0]), pd.Series([100.0, 200.0, 300.0]))
    assert shrinkage.shrunk(found).tolist() == pytest.approx([100.0, 100.0, 100.0])


def test_marshall_by_hand() -> None:
    """Two areas of 100, 10 and 30 events: m = 0.2, s2 = 0.01, A = 0.01 - 0.2/100 = 0.008, weight =
    0.008/0.01."""
    found = rates.count_rates(pd.Series([10.0, 30.0]), pd.Series([100.0, 100.0]), per=1)
    assert shrinkage.shrunk(found).tolist() == pytest.approx([0.2 - 0.8 * 0.1, 0.2 + 0.8 * 0.1])
