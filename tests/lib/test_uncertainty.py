"""Draws: seeded, shared before and after, centred on the model; intervals that hold what they should."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.reallocation import reallocate
from lib.model.response import Response, Split, Today, mix_after
from lib.model.uncertainty import Priors, break_even, break_even_elasticity, draw, spans, sureness, swings

AREAS = list("abcd")
SPLIT = Split(spend=(0.10, 0.70, 0.20), reached=(0.25, 0.70, 0.05))
PRIORS = Priors(elasticity_low=0.5, elasticity_high=1.0, need_percent=15, need_district_percent=5, apportionment_percent=10)
EXACT = Priors(elasticity_low=0.75, elasticity_high=0.75, need_percent=0, need_district_percent=0, apportionment_percent=0)
percents = st.lists(st.floats(-30, 30), min_size=4, max_size=4)


def response(curve: str = "constant") -> Response:
    treated = pd.Series([400.0, 900.0, 300.0, 1500.0], AREAS)
    today = Today(
        pounds=pd.Series([1e6, 1.5e6, 0.9e6, 2e6], AREAS), treated=treated, need=pd.Series([1000.0, 2500.0, 1000.0, 2900.0], AREAS)
    )
    return Response(today=today, split=SPLIT, mix=mix_after(SPLIT, 4, 0, 0), curve=curve, elasticity=0.75)


def drawn(under: Response, priors: Priors = PRIORS, n: int = 2000, seed: int = 1):
    return draw(under.today, under.elasticity, priors, n, np.random.default_rng(seed))


def test_the_same_seed_gives_the_same_draws() -> None:
    one, two, other = (drawn(response(), seed=s) for s in (1, 1, 2))
    assert (one.treated == two.treated).all() and (one.need == two.need).all() and (one.elasticity == two.elasticity).all()
    assert not (one.treated == other.treated).all()


def test_draws_keep_to_their_ranges_and_share_the_error_in_need() -> None:
    under = response()
    found = drawn(under)
    assert found.elasticity.min() >= 0.5 and found.elasticity.max() <= 1.0
    need = found.need / under.today.need.to_numpy()[:, None]
    assert need.min() >= 0.85 * 0.95 and need.max() <= 1.15 * 1.05
    assert np.corrcoef(need)[0, 1] > 0.8
    assert found.treated.mean(1) == pytest.approx(under.today.treated.to_numpy(), rel=0.02)


@settings(deadline=None, max_examples=20)
@given(percents, st.sampled_from(["constant", "saturating"]))
def test_before_and_after_use_the_same_draws(percent, curve) -> None:
    """Where a district's money does not move, no draw gains or loses a child there."""
    under = response(curve)
    percent[1] = 0.0
    change = under.today.pounds * np.array(percent) / 100
    sure = sureness(drawn(under), under, under.today.pounds + change, 35.0)
    assert sure.children_low["b"] == pytest.approx(0, abs=1e-9) and sure.children_high["b"] == pytest.approx(0, abs=1e-9)
    assert sure.reaches_before["b"] == sure.reaches_after["b"]


@settings(deadline=None, max_examples=20)
@given(percents)
def test_intervals_nest_and_hold_the_model_and_more_money_raises_the_chance(percent) -> None:
    under = response()
    change = under.today.pounds * np.array(percent) / 100
    sure = sureness(drawn(under), under, under.today.pounds + change, 35.0)
    model = reallocate(under, change).access_after
    assert (sure.access_low95 <= sure.access_low80).all() and (sure.access_high80 <= sure.access_high95).all()
    assert ((sure.access_low80 < model) & (model < sure.access_high80)).all()
    more = sureness(drawn(under), under, under.today.pounds + change + 1e5, 35.0)
    assert (more.reaches_after >= sure.reaches_after).all()
    assert more.gained_low >= sure.gained_low


def test_without_error_only_the_counts_vary() -> None:
    """Poisson about 1,500: 95% within 1,500 -/+ 1.96 sqrt(1,500) = 1,424 to 1,576 of 2,900."""
    under = response()
    sure = sureness(drawn(under, EXACT, 20_000), under, under.today.pounds, 35.0)
    assert sure.access_low95["d"] == pytest.approx(1424 / 29, abs=0.15)
    assert sure.access_high95["d"] == pytest.approx(1576 / 29, abs=0.15)
    assert sure.narrows == 0


def test_nothing_moved_narrows_nothing_and_evening_out_does() -> None:
    under = response()
    assert sureness(drawn(under), under, under.today.pounds, 35.0).narrows == 0
    change = pd.Series([0, 0, 2.5e5, -2.5e5], AREAS)
    assert sureness(drawn(under), under, under.today.pounds + change, 35.0).narrows > 0.9


def test_an_interval_across_the_standard_is_marked() -> None:
    under = response()
    sure = sureness(drawn(under), under, under.today.pounds, 35.0)
    assert spans(sure, 35.0).tolist() == [(low < 35 < high) for low, high in zip(sure.access_low95, sure.access_high95)]
    assert spans(sure, 35.0)["b"] and not spans(sure, 35.0)["d"]


def test_a_swing_is_the_model_at_the_ends_of_the_range() -> None:
    under = response()
    change = pd.Series([2e5, 0, 0, -2e5], AREAS)
    found = {s.assumption: s for s in swings(under, change, PRIORS)}
    from dataclasses import replace

    ends = [reallocate(replace(under, elasticity=e), change).gained for e in (0.5, 1.0)]
    assert found["Elasticity (A3)"].gained == pytest.approx(tuple(ends))
    widths = [abs(s.gained[1] - s.gained[0]) for s in swings(under, change, PRIORS)]
    assert widths == sorted(widths, reverse=True)
    assert found["Need everywhere (A4)"].gained[0] == pytest.approx(found["Need everywhere (A4)"].gained[1])


def test_break_even_elasticity_by_hand() -> None:
    """£100,000 from a (400 children for £1m) to d (1,500 for £2m): both gain below and above, or turn where the sums cross."""
    under = response()
    change = pd.Series([1e6, 0, 0, -1e6], AREAS)
    turn, gains_at_one = break_even_elasticity(
        Response(today=under.today, split=SPLIT, mix=under.mix, curve="constant", elasticity=0.75, keep_intensive=False), change
    )
    assert turn is None and not gains_at_one  # at e: 400 (2^e - 1) < 1500 (1 - 0.5^e) for every e up to 1
    assert break_even(lambda e: 400 * (2**e - 1) - 480 * (1 - 0.5**e)) == pytest.approx(np.log2(1.2), abs=1e-6)
    assert break_even(lambda e: e + 1) is None
    assert break_even(lambda e: e - 1.1) == pytest.approx(1.1, abs=1e-6)  # the grid goes to 1.13
