"""Floors, caps, locks and intensive spend: kept by every answer, and said where they conflict."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import NoAllocation
from lib.model.allocate import OBJECTIVES, Question, ask
from lib.model.limits import Limits
from lib.model.response import Response, Today
from tests.lib.model.five_areas import (
    AREAS,
    NAMES,
    SPLIT,
    curves,
    elasticities,
    few,
    limits,
    pounds_lists,
    rates,
    response,
)


@few
@given(pounds_lists, rates, elasticities, curves, st.sampled_from(list(OBJECTIVES)))
def test_every_answer_keeps_to_budget_and_limits(pounds, rate, e, curve, objective) -> None:
    under = response(pounds, rate, e, curve)
    bounds = limits(under)
    try:
        found = ask(under, bounds, Question(objective=objective, alpha=2.0, rate=40), NAMES)
    except NoAllocation as fault:
        assert objective == "reach" and "out of reach" in str(fault)
        return
    if objective != "reach":
        assert found.pounds.sum() == pytest.approx(bounds.budget, rel=1e-6)
    assert (found.pounds >= bounds.floor - 5).all() and (found.pounds <= bounds.cap + 5).all()


@few
@given(pounds_lists, rates, st.sampled_from(list(OBJECTIVES)))
def test_every_answer_keeps_intensive_at_todays_pounds(pounds, rate, objective) -> None:
    """Also where the floor would let a district fall below what its intensive services cost."""
    under = response(pounds, rate)
    bounds = limits(under, floor=0, cap=300)
    try:
        pounds_after = ask(under, bounds, Question(objective=objective, rate=40), NAMES).pounds
    except NoAllocation as fault:
        assert objective == "reach" and "out of reach" in str(fault)
        return
    assert (under.by_service(pounds_after.to_numpy())[:, 2] >= under.today.pounds * 0.2 - 5).all()


def test_fair_share_keeps_intensive_by_hand() -> None:
    """a has next to no need and £2m: its £400,000 of intensive stays, and the other £5.6m is £800
    for each of 7,000 in need."""
    under = response([2e6, 1e6, 1e6, 1e6, 1e6], [0.3] * 5)
    need = pd.Series([0.001, 2000.0, 2000.0, 1000.0, 2000.0], AREAS)
    under = Response(
        today=Today(pounds=under.today.pounds, treated=need * 0.3, need=need),
        split=SPLIT,
        mix=under.mix,
        curve="constant",
        elasticity=0.75,
    )
    found = ask(under, limits(under, floor=0, cap=300), Question(objective="fair_share"), NAMES)
    assert found.pounds.tolist() == pytest.approx([4e5, 1.6e6, 1.6e6, 8e5, 1.6e6], abs=2)


def test_intensive_that_does_not_fit_the_budget_is_said() -> None:
    under = response([1e6] * 5, [0.3] * 5)
    bounds = limits(under, floor=0, cap=300)
    tight = Limits(
        budget=bounds.budget,
        floor=bounds.floor.where(bounds.floor.index != "a", 4.5e6),
        cap=bounds.cap.clip(lower=4.5e6),
    )
    with pytest.raises(
        NoAllocation,
        match=(
            "with intensive spend at today's pounds, add up to £5,300,000, £300,000 more than the"
            " budget"
        ),
    ):
        ask(under, tight, Question(objective="fair_share"), NAMES)


def test_limits_in_conflict_are_said_in_words_and_pounds() -> None:
    under = response([1e6] * 5, [0.3] * 5)
    with pytest.raises(
        NoAllocation,
        match=r"floors and locks add up to £4,750,000, £250,000 more than the budget of £4,500,000",
    ):
        ask(under, limits(under, growth=-10, floor=95), Question(objective="most"), NAMES)
    with pytest.raises(
        NoAllocation, match=r"leave room for £5,250,000, £750,000 less than the budget"
    ):
        ask(under, limits(under, growth=20, cap=105), Question(objective="fairest"), NAMES)
    with pytest.raises(NoAllocation, match="floor is above the cap for A, B, C, D and E"):
        ask(under, limits(under, floor=120, cap=110), Question(objective="most"), NAMES)
    with pytest.raises(
        NoAllocation, match=r"60 in 100 is out of reach for A \(£[\d,]+ above its cap or lock\)"
    ):
        ask(under, limits(under), Question(objective="reach", rate=60), NAMES)


@pytest.mark.parametrize("objective", list(OBJECTIVES))
def test_one_district_locked_at_everything(objective: str) -> None:
    under = response([1e6] * 5, [0.3, 0.4, 0.5, 0.3, 0.2])
    everything = pd.Series([5e6, 0, 0, 0, 0], AREAS)
    bounds = Limits(budget=5e6, floor=everything, cap=everything)
    try:
        found = ask(under, bounds, Question(objective=objective, rate=30), NAMES)
    except NoAllocation as fault:
        assert str(fault).endswith(("rate.", "budget.", "again."))
        return
    assert found.pounds.tolist() == pytest.approx(everything.tolist(), abs=10)
