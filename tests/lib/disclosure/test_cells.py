"""A figure as it may be shown, and the counts that it may stand for."""

import math

from hypothesis import given
from hypothesis import strategies as st

from lib.disclosure.cells import SMALL, behind, rounded


@given(st.integers(0, 10**6))
def test_a_figure_shown_stands_for_its_count_and_for_no_small_one(count: int) -> None:
    shown = rounded(count)
    if math.isnan(shown):
        assert 1 <= count <= SMALL
    else:
        low, high = behind(shown)
        assert low <= count <= high and not (1 <= low <= SMALL) and shown % 5 == 0
