"""An axis that stays put: laws over every order in which figures may come."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from lib.axes import Axis, opened

FIGURES = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8)


def after(moves: list[list[float]]) -> list[Axis]:
    """The axis after each move in turn."""
    kept, axis = [], None
    for figures in moves:
        axis = opened(axis, figures)
        kept.append(axis)
    return kept


@given(st.lists(FIGURES, min_size=1, max_size=6))
def test_it_holds_every_figure_and_never_closes(moves: list[list[float]]) -> None:
    kept = after(moves)
    assert all(axis.holds(figures) for axis, figures in zip(kept, moves))
    assert all(
        later.low <= axis.low and later.high >= axis.high
        for axis, later in itertools.pairwise(kept)
    )
    assert all(axis.low < axis.high for axis in kept)


@given(st.lists(FIGURES, min_size=1, max_size=6))
def test_it_stays_where_it_is_while_the_figures_are_inside(moves: list[list[float]]) -> None:
    *_, last = after(moves)
    assert all(opened(last, figures) == last for figures in moves)
    assert opened(last, [last.low, last.high]) == last


@given(FIGURES)
def test_the_first_has_room_for_a_small_move(figures: list[float]) -> None:
    axis, small = opened(None, figures), (max(figures) - min(figures)) / 20
    assert axis.holds([max(figures) + small])
    assert axis.low >= 0 if min(figures) >= 0 else axis.holds([min(figures) - small])


def test_missing_figures_ask_for_nothing() -> None:
    start = Axis(low=0.0, high=10.0)
    assert opened(start, [float("nan"), float("inf"), 4.0]) == start
    assert opened(None, [float("nan")]).holds([0.0])


def test_by_hand() -> None:
    """A length of 40 opens by tens, of 400 by hundreds."""
    assert opened(None, [0.0, 40.0]) == Axis(low=0.0, high=50.0)
    assert opened(Axis(low=0.0, high=50.0), [51.0]) == Axis(low=0.0, high=60.0)
    assert opened(Axis(low=0.0, high=50.0), [400.0]) == Axis(low=0.0, high=400.0)
