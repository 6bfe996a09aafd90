"""What reaching those of 18 and over costs: nobody costs nothing, more costs more, and the curve is
the model's own turned around."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.curves import CURVES
from lib.model.transition import SPEND, Service, reached, steps

NEED = np.array([[100.0, 80.0], [50.0, 40.0]])
LEAVING = np.array([30.0, 10.0])
accesses, elasticities = st.floats(0.05, 0.6), st.floats(0.5, 1.13)


def service(access: float, elasticity: float, curve: str = "constant") -> Service:
    return Service(access=access, unit=1500.0, curve=curve, elasticity=elasticity)


@pytest.mark.parametrize("curve", CURVES)
@given(accesses, elasticities, st.floats(0.01, 1.5))
def test_the_pounds_of_a_number_reach_that_number(
    curve: str, access: float, elasticity: float, ratio: float
) -> None:
    ratio = min(ratio, 0.98 / access)
    spent = SPEND[curve](np.array(ratio), elasticity, access)
    gain = CURVES[curve].gain(np.array(spent), np.array(elasticity), np.array(access))
    assert gain == pytest.approx(ratio, rel=1e-6)


@pytest.mark.parametrize("curve", CURVES)
@given(accesses, elasticities)
def test_nobody_costs_nothing_and_at_todays_rate_a_person_what_a_child_does(
    curve: str, access: float, elasticity: float
) -> None:
    one = service(access, elasticity, curve)
    none, same = one.pounds(np.array([0, access * 200]), np.array([200.0, 200.0]))
    assert none == 0 and same == pytest.approx(1500 * access * 200)


@pytest.mark.parametrize("curve", CURVES)
@given(accesses, elasticities, st.lists(st.floats(0, 0.6), min_size=2, max_size=6))
def test_more_reached_never_costs_less(
    curve: str, access: float, elasticity: float, shares: list[float]
) -> None:
    every = np.sort(shares)
    spent = service(access, elasticity, curve).pounds(every * 300, np.full(len(every), 300.0))
    assert (np.diff(spent) >= -1e-6).all()


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_more_access_or_more_who_move_on_never_reaches_fewer(
    access: float, moves: float, more: float
) -> None:
    now = reached(NEED, LEAVING, access, moves).sum()
    assert reached(NEED, LEAVING, min(access + more, 1), moves).sum() >= now - 1e-9
    assert reached(NEED, LEAVING, access, min(moves + more, 1)).sum() >= now - 1e-9
    assert reached(NEED, LEAVING, 0, 0).sum() == 0


def test_those_who_move_on_are_among_those_reached_at_18() -> None:
    """By hand: a tenth of 100 and 80 is 18, and half of 30 leaving is more than a tenth of 100."""
    assert reached(NEED, LEAVING, 0.1, 0).tolist() == pytest.approx([18, 9])
    assert reached(NEED, LEAVING, 0.1, 0.5).tolist() == pytest.approx([15 + 8, 5 + 4])
    assert reached(NEED, LEAVING, 0.4, 0.5).tolist() == pytest.approx([40 + 32, 20 + 16])


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_steps_never_fall_back_and_end_with_the_whole(chosen: list[float]) -> None:
    made = steps(4, chosen)
    assert (np.diff(made) >= 0).all() and made[-1] == 1 and made[0] == chosen[0]
