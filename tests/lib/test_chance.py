"""Draws of what is not known: laws, and a hand-worked spread."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import chance, words
from lib.chance import Doubts, Origin
from lib.model.access import access

PARTS, AREAS = ["p", "q"], ["a", "b", "c"]
WEIGHT = pd.DataFrame([[1.0, 0.0], [0.0, 0.6], [0.0, 0.4]], AREAS, PARTS)  # a is p; b and c share q


def origin(p: float = 400, q: float = 700, proportion: bool = True) -> Origin:
    base = pd.Series([1000.0, 2000.0], PARTS)
    return Origin(
        count=pd.Series([p, q], PARTS),
        base=base,
        weight=WEIGHT,
        area_base=pd.Series([1000.0, 1200.0, 800.0], AREAS),
        proportion=proportion,
    )


A5 = Doubts(inside=0.17)


def drawn(doubts: Doubts = A5, n: int = 4000, seed: int = 1, **counts) -> chance.Draws:
    return chance.draw(origin(**counts), doubts, n, np.random.default_rng(seed))


@given(st.integers(1, 1000), st.integers(1, 2000), st.floats(0, 0.25), st.booleans())
def test_what_was_counted_in_all_is_counted_in_every_draw(
    p: int, q: int, inside: float, proportion: bool
) -> None:
    found = chance.draw(
        origin(p, q, proportion), Doubts(inside=inside), 50, np.random.default_rng(0)
    )
    assert found.count.sum(0) == pytest.approx(p + q)


def test_a_measured_area_has_chance_alone() -> None:
    """Its draws do not move with A5; those of two that share one move against each other, and their
    sum does not."""
    none, much = drawn(Doubts(inside=0.0)), drawn(Doubts(inside=0.25))
    assert none.own.tolist() == much.own.tolist() == [True, False, False]
    assert much.count[0] == pytest.approx(none.count[0]) and much.count[1:].sum(0) == pytest.approx(
        none.count[1:].sum(0)
    )
    assert np.corrcoef(much.count[1], much.count[2])[0, 1] < -0.8


def test_the_interval_of_a_measured_area_is_wilsons_to_a_tenth() -> None:
    from lib.variation.rates import proportions

    found = drawn(Doubts(inside=0.0))
    wilson = proportions(pd.Series([400.0]), pd.Series([1000.0]))
    low, high = chance.quantiles(found.rate(100))[:, 0]
    # The total of both is known, so a little less is left to chance than Wilson has.
    assert wilson.lower[0] < low < 40 < high < wilson.upper[0]
    assert high - low == pytest.approx(
        (wilson.upper[0] - wilson.lower[0]) * np.sqrt(1 - 400 / 1100), rel=0.12
    )


def test_the_spread_inside_by_hand() -> None:
    """ln f_b = z_b - ln(0.6 e^z_b + 0.4 e^z_c): to first order sd 0.4 x sqrt(2) x 0.17 for b and
    0.6 x sqrt(2) x 0.17 for c."""
    found = drawn(n=40_000, q=2000)  # so many that chance is small
    log = np.log(found.count[1:] / found.count[1:].mean(1, keepdims=True))
    assert log.std(1) == pytest.approx([0.4 * 2**0.5 * 0.17, 0.6 * 2**0.5 * 0.17], rel=0.05)


def test_districts_of_one_former_ccg_are_not_told_apart_and_two_former_ccgs_are() -> None:
    told = chance.apart(drawn().rate(100), pd.Index(AREAS))
    assert not told.loc["b", "c"] and (told == told.T).all().all() and not np.diag(told).any()
    assert not chance.apart(drawn(p=350, q=700).rate(100), pd.Index(AREAS)).loc["a", "b"]
    assert chance.apart(drawn(p=900, q=300).rate(100), pd.Index(AREAS)).loc["a", "b"]


def test_two_seeds_agree_on_what_is_printed(tables) -> None:
    """Chances to 5%, intervals to a whole child in 100."""
    one, other = (np.sort(drawn(seed=seed).rate(100), axis=1) for seed in (1, 2))
    assert np.abs(chance.quantiles(one) - chance.quantiles(other)).max() < 0.8
    assert np.abs((one > 36).mean(1) - (other > 36).mean(1)).max() < 0.025


def test_where_nobody_is_in_need_there_is_no_chance_and_no_gap() -> None:
    """The chance was 0 on Reallocate and missing on the Access map."""
    chances = chance.reaching(
        access(np.ones((2, 3)), np.array([[2.0] * 3, [0.0] * 3])), pd.Index(["A", "B"]), 35.0
    )
    assert chances["A"] == 1 and np.isnan(chances["B"]) and words.chance(chances["B"]) == "*"
