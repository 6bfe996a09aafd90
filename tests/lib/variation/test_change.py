"""How much a figure changed: laws of a ratio, then cases worked by hand."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.variation.change import Change, of_amounts, of_counts, of_shares

SHARES = st.integers(2, 400).flatmap(
    lambda of: st.tuples(st.integers(1, of - 1).map(float), st.just(float(of)))
)


@given(first=SHARES, last=SHARES)
def test_turned_round_it_is_the_inverse(first: tuple, last: tuple) -> None:
    there, back = of_shares(first, last), of_shares(last, first)
    assert there.ratio * back.ratio == pytest.approx(1)
    assert there.lower <= there.ratio <= there.upper
    assert there.clear == back.clear


@given(first=st.integers(1, 9999), last=st.integers(0, 9999))
def test_an_interval_of_counts_holds_its_ratio(first: int, last: int) -> None:
    moved = of_counts(first, last)
    assert moved.lower <= moved.ratio + 1e-12 and moved.ratio <= moved.upper


@given(share=SHARES)
def test_the_same_twice_is_no_change(share: tuple) -> None:
    assert not of_shares(share, share).clear
    assert of_shares(share, share).towards("high")[0] == 0


@given(first=SHARES, last=SHARES)
def test_ten_times_as_many_make_it_no_wider(first: tuple, last: tuple) -> None:
    few = of_shares(first, last)
    many = of_shares((10 * first[0], 10 * first[1]), (10 * last[0], 10 * last[1]))
    assert many.lower >= few.lower - 1e-6 and many.upper <= few.upper + 1e-6


def test_what_is_better_below_is_turned_round() -> None:
    fallen = Change(ratio=0.8, lower=0.7, upper=0.9)
    assert fallen.towards("low") == (20.0, 10.0, 30.0)
    assert fallen.towards("high") == (-20.0, -30.0, -10.0)


def test_counts_by_hand() -> None:
    """10 and 20: Wilson's interval of 20 in 30 is 0.4878 to 0.8077; odds 0.952 to 4.200."""
    moved = of_counts(10, 20)
    assert (moved.ratio, moved.lower, moved.upper) == pytest.approx((2, 0.952, 4.200), abs=0.002)
    assert not moved.clear and of_counts(100, 200).clear


def test_nothing_before_tells_nothing() -> None:
    for moved in (of_counts(0, 5), of_shares((0, 10), (5, 10))):
        assert moved.ratio == inf and not moved.clear


def test_money_has_no_interval() -> None:
    assert of_amounts(200, 199).clear and not of_amounts(200, 200).clear
