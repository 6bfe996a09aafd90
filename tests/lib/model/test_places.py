"""Distances against the geodesic, shares by hand, and the floating catchment worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from lib.model.places import floating_catchment, kilometres, nearest, percentile, within

near = st.tuples(st.floats(50.8, 51.6), st.floats(0.0, 1.5))


@given(near, near)
def test_kilometres_are_those_of_the_geodesic(one: tuple, other: tuple) -> None:
    metres = Geod(ellps="WGS84").inv(one[1], one[0], other[1], other[0])[2]
    assert kilometres(np.array([one]), np.array([other]))[0, 0] == pytest.approx(
        metres / 1000, rel=1e-3, abs=1e-6
    )


def test_without_a_place_nobody_lives_near_one_and_at_one_point_everybody_does() -> None:
    home, children = np.array([[51.0, 0.5], [51.1, 0.6]]), np.array([30, 10])
    none = nearest(kilometres(home, np.empty((0, 2))))
    assert np.isinf(none).all() and within(none, children, 10) == 0
    same = nearest(kilometres(home[[0, 0]], home[[0, 0, 0]]))
    assert (same == 0).all() and percentile(same, children, 0.9) == 0


def test_shares_of_children_are_counted_by_children_and_not_by_homes() -> None:
    km, children = np.array([1.0, 4.0, 12.0]), np.array([70, 20, 10])
    assert [within(km, children, band) for band in (2, 5, 10)] == [70, 90, 90]
    assert percentile(km, children, 0.9) == 4 and percentile(km, children, 0.91) == 12
    assert np.isnan(within(km, np.zeros(3), 5)) and np.isnan(percentile(km, np.zeros(3), 0.9))


def test_a_floating_catchment_by_hand() -> None:
    """Three places and three homes; zones to 5 and 10 km that count 1 and a half.

    First place: 100 children near and 50 at half, 30 posts over 125. Second: all three, 20 posts
    over 50 + 50 + 20. Third: nobody within reach.
    """
    km = np.array([[2.0, 7.0, 90.0], [8.0, 3.0, 90.0], [40.0, 6.0, 90.0]])
    children, posts = np.array([100.0, 50.0, 40.0]), np.array([30.0, 20.0, 5.0])
    zones = ((5.0, 1.0), (10.0, 0.5))
    first, second = 30 / 125, 20 / 120
    expected = [first + second / 2, first / 2 + second, second / 2]
    assert floating_catchment(km, children, posts, zones) == pytest.approx(expected)
    # what is given out is what the places that somebody reaches have
    assert floating_catchment(km, children, posts, zones) @ children == pytest.approx(50)
