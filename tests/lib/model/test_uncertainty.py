"""Draws: seeded, shared before and after, centred on the model; intervals that hold what they
should."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib import chance, known
from lib.chance import Doubts, Origin
from lib.model.reallocation import reallocate
from lib.model.response import Response, Split, Today, mix_after
from lib.model.uncertainty import Priors, break_even, break_even_elasticity, draw, sureness

AREAS = list("abcd")
SPLIT = Split(spend=(0.10, 0.70, 0.20), reached=(0.25, 0.70, 0.05))
PRIORS = Priors(elasticity=(0.5, 1.0), reached={"early": (0.1, 0.4), "intensive": (0.02, 0.1)})
EXACT = Priors(elasticity=(0.75, 0.75), reached={"early": (0.25, 0.25), "intensive": (0.05, 0.05)})
SURVEYED = Doubts(inside=0.17, base_shared=15, base_own=5)
percents = st.lists(st.floats(-30, 30), min_size=4, max_size=4)


def response(curve: str = "constant") -> Response:
    treated = pd.Series([400.0, 900.0, 300.0, 1500.0], AREAS)
    today = Today(
        pounds=pd.Series([1e6, 1.5e6, 0.9e6, 2e6], AREAS),
        treated=treated,
        need=pd.Series([1000.0, 2500.0, 1000.0, 2900.0], AREAS),
    )
    return Response(
        today=today, split=SPLIT, mix=mix_after(SPLIT, 4, 0, 0), curve=curve, elasticity=0.75
    )


def drawn(
    under: Response,
    priors: Priors = PRIORS,
    doubts: Doubts = SURVEYED,
    n: int = 2000,
    seed: int = 1,
):
    """Draws of areas that are each a former CCG, but for c and d, which share one."""
    treated, need = under.today.treated, under.today.need
    shared = treated["c"] + treated["d"]
    weight = pd.DataFrame(0.0, AREAS, ["a", "b", "cd"])
    weight.loc["a", "a"] = weight.loc["b", "b"] = 1.0
    weight.loc[["c", "d"], "cd"] = [treated["c"] / shared, treated["d"] / shared]
    count = pd.Series([treated["a"], treated["b"], shared], weight.columns)
    base = pd.Series([need["a"], need["b"], need["c"] + need["d"]], weight.columns)
    origin = Origin(count=count, base=base, weight=weight, area_base=need, proportion=True)
    rates = chance.draw(origin, doubts, n, np.random.default_rng(seed))
    return draw(rates, under.split, under.elasticity, priors, np.random.default_rng(seed + 1))


def test_the_same_seed_gives_the_same_draws() -> None:
    one, two, other = (drawn(response(), seed=s) for s in (1, 1, 2))
    assert (
        (one.treated == two.treated).all()
        and (one.need == two.need).all()
        and (one.elasticity == two.elasticity).all()
    )
    assert not (one.treated == other.treated).all()


def test_draws_keep_to_their_ranges_and_share_the_error_in_need() -> None:
    under = response()
    found = drawn(under)
    assert found.elasticity.min() >= 0.5 and found.elasticity.max() <= 1.0
    assert (
        found.split[0].min() >= 0.1 and found.split[0].max() <= 0.4 and found.split[2].max() <= 0.1
    )
    assert found.split.sum(0) == pytest.approx(1) and np.median(found.split[0]) == pytest.approx(
        0.25, abs=0.01
    )
    need = found.need / under.today.need.to_numpy()[:, None]
    assert need.min() >= 0.85 * 0.95 and need.max() <= 1.15 * 1.05
    assert np.corrcoef(need)[0, 1] > 0.8
    assert found.treated.mean(1) == pytest.approx(under.today.treated.to_numpy(), rel=0.02)
    assert found.treated.sum(0) == pytest.approx(under.today.treated.sum())


def test_the_standards_own_denominator_has_no_error() -> None:
    found = drawn(response(), doubts=Doubts(inside=0.17))
    assert (found.need == response().today.need.to_numpy()[:, None]).all()


def test_a_shift_is_as_unsure_as_the_service_split() -> None:
    """Ten points to early intervention: the split (A2) is drawn, so the interval goes far beyond
    what elasticity makes of it."""
    from dataclasses import replace

    under = replace(response(), mix=mix_after(SPLIT, 4, 10, 0))
    pounds = under.today.pounds
    narrow, wide = (
        sureness(drawn(under, priors), under, pounds, 35.0) for priors in (EXACT, PRIORS)
    )
    assert wide.gained_high - wide.gained_low > 5 * (narrow.gained_high - narrow.gained_low)
    assert wide.gained_low < narrow.gained_low < narrow.gained_high < wide.gained_high


@settings(deadline=None, max_examples=20)
@given(percents, st.sampled_from(["constant", "saturating"]))
def test_before_and_after_use_the_same_draws(percent, curve) -> None:
    """Where a district's money does not move, no draw gains or loses a child there."""
    under = response(curve)
    percent[1] = 0.0
    change = under.today.pounds * np.array(percent) / 100
    sure = sureness(drawn(under), under, under.today.pounds + change, 35.0)
    assert sure.children_low["b"] == pytest.approx(0, abs=1e-9) and sure.children_high[
        "b"
    ] == pytest.approx(0, abs=1e-9)
    assert sure.reaches_before["b"] == sure.reaches_after["b"]


@settings(deadline=None, max_examples=20)
@given(percents)
def test_intervals_nest_and_hold_the_model_and_more_money_raises_the_chance(percent) -> None:
    under = response()
    change = under.today.pounds * np.array(percent) / 100
    sure = sureness(drawn(under), under, under.today.pounds + change, 35.0)
    model = reallocate(under, change).access_after
    assert (sure.access_low95 <= sure.access_low80).all() and (
        sure.access_high80 <= sure.access_high95
    ).all()
    assert ((sure.access_low80 < model) & (model < sure.access_high80)).all()
    more = sureness(drawn(under), under, under.today.pounds + change + 1e5, 35.0)
    assert (more.reaches_after >= sure.reaches_after).all()
    assert more.gained_low >= sure.gained_low


def test_without_error_only_the_counts_vary() -> None:
    """a is a former CCG: 400 of 1,000, binomial, given that all 3,100 were seen."""
    under = response()
    sure = sureness(
        drawn(under, EXACT, Doubts(inside=0.0), 20_000), under, under.today.pounds, 35.0
    )
    error = np.sqrt(0.4 * 0.6 / 1000)
    assert sure.access_low95["a"] > 40 - 196 * error and sure.access_high95["a"] < 40 + 196 * error
    assert sure.access_high95["a"] - sure.access_low95["a"] == pytest.approx(
        2 * 196 * error, rel=0.15
    )
    assert sure.narrows == 0


def test_nothing_moved_narrows_nothing_and_evening_out_does() -> None:
    under = response()
    assert sureness(drawn(under), under, under.today.pounds, 35.0).narrows == 0
    change = pd.Series([0, 0, 2.5e5, -2.5e5], AREAS)
    assert sureness(drawn(under), under, under.today.pounds + change, 35.0).narrows > 0.9


def test_what_may_or_may_not_reach_the_standard_has_it_inside_its_interval() -> None:
    under = response()
    sure = sureness(drawn(under), under, under.today.pounds, 35.0)
    inside = [(low < 35 < high) for low, high in zip(sure.access_low95, sure.access_high95)]
    assert known.may_reach(sure.reaches_before).tolist() == inside
    assert (
        known.may_reach(sure.reaches_before)["b"] and not known.may_reach(sure.reaches_before)["d"]
    )


def test_break_even_elasticity_by_hand() -> None:
    """£100,000 from a (400 children for £1m) to d (1,500 for £2m): both gain below and above, or
    turn where the sums cross."""
    under = response()
    change = pd.Series([1e6, 0, 0, -1e6], AREAS)
    turn, gains_at_one = break_even_elasticity(
        Response(
            today=under.today,
            split=SPLIT,
            mix=under.mix,
            curve="constant",
            elasticity=0.75,
            keep_intensive=False,
        ),
        change,
    )
    # at e: 400 (2^e - 1) < 1500 (1 - 0.5^e) for every e up to 1
    assert turn is None and not gains_at_one
    assert break_even(lambda e: 400 * (2**e - 1) - 480 * (1 - 0.5**e)) == pytest.approx(
        np.log2(1.2), abs=1e-6
    )
    assert break_even(lambda e: e + 1) is None
    assert break_even(lambda e: e - 1.1) == pytest.approx(1.1, abs=1e-6)  # the grid goes to 1.13
