"""Largest remainder: the total is kept, by law and by hand."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lib import apportion


@given(st.lists(st.floats(0, 1e5), min_size=1, max_size=20))
def test_largest_remainder_keeps_the_total_and_stays_within_one(exact: list[float]) -> None:
    amounts = pd.Series(exact)
    total = round(amounts.sum())
    rounded = apportion.largest_remainder(amounts, total)
    assert rounded.sum() == total
    assert ((rounded - amounts).abs() <= 1).all()


def test_largest_remainder_by_hand() -> None:
    assert apportion.largest_remainder(pd.Series([1.4, 2.4, 3.2]), 7).tolist() == [2, 2, 3]
