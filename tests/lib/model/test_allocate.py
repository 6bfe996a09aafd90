"""The allocations: judged by their objective, the equal-marginal condition and a plain
water-filling, not by pounds."""

import cvxpy as cp
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import NoAllocation
from lib.model import allocate
from lib.model.allocate import OBJECTIVES, Question, ask
from lib.model.limits import Limits, with_intensive_kept
from lib.model.reallocation import reallocate, up_to_thousands
from lib.model.response import Response, Today, mix_after
from lib.outcome_words import answer_sentence
from tests.lib.model.five_areas import (
    AREAS,
    NAMES,
    ODD,
    SPLIT,
    curves,
    elasticities,
    few,
    judged,
    limit_percents,
    limits,
    marginal,
    pounds_lists,
    rates,
    reached,
    response,
    shifts,
    water_filling,
)


@few
@given(pounds_lists, rates, elasticities, curves)
def test_the_optimum_matches_water_filling(pounds, rate, e, curve) -> None:
    under = response(pounds, rate, e, curve)
    bounds = limits(under)
    found = ask(under, bounds, Question(objective="most"), NAMES)
    assert found.pounds.sum() == pytest.approx(bounds.budget, rel=1e-7)
    assert reached(under, found.pounds) == pytest.approx(water_filling(under, bounds), rel=1e-6)


@few
@given(pounds_lists, rates, elasticities)
def test_districts_inside_their_limits_have_equal_marginals_and_the_dual_is_that(
    pounds, rate, e
) -> None:
    under = response(pounds, rate, e, keep=False)
    bounds = limits(under)
    found = ask(under, bounds, Question(objective="most"), NAMES)
    at = found.pounds.to_numpy()
    inside = (at > bounds.floor * 1.001) & (at < bounds.cap * 0.999)
    margins = marginal(under, at)
    assert found.shadow is not None
    if inside.sum() > 0:
        assert margins[inside].max() / margins[inside].min() == pytest.approx(1, abs=2e-3)
        assert found.shadow == pytest.approx(margins[inside].mean() * 10_000, rel=2e-3)
    level = found.shadow / 10_000
    assert (margins[at >= bounds.cap * 0.999] >= level * 0.998).all()
    assert (margins[at <= bounds.floor * 1.001] <= level * 1.002).all()


@few
@given(pounds_lists, rates, elasticities, curves)
def test_today_is_never_better_than_the_optimum(pounds, rate, e, curve) -> None:
    under = response(pounds, rate, e, curve)
    today = under.today
    most = ask(under, limits(under), Question(objective="most"), NAMES)
    assert reached(under, most.pounds) >= today.treated.sum() * (1 - 1e-6)
    fairest = ask(under, limits(under), Question(objective="fairest"), NAMES)
    lowest = (under.treated(fairest.pounds.to_numpy()) / today.need).min()
    assert lowest >= (today.treated / today.need).min() * (1 - 1e-5)


@few
@given(pounds_lists, rates, st.floats(0, 10))
def test_more_budget_never_reaches_fewer(pounds, rate, growth) -> None:
    under = response(pounds, rate)
    less = ask(under, limits(under, growth), Question(objective="most"), NAMES)
    more = ask(under, limits(under, growth + 2), Question(objective="most"), NAMES)
    assert reached(under, more.pounds) >= reached(under, less.pounds) * (1 - 1e-6)


@few
@given(
    st.floats(0.2, 0.6),
    st.sampled_from([0.5, 0.75, 0.95]),
    st.sampled_from(["most", "fairest", "dial", "fair_share"]),
)
def test_equal_districts_get_equal_pounds(rate, e, objective) -> None:
    need = pd.Series(1000.0, AREAS)
    today = Today(
        pounds=pd.Series([1e6, 1.1e6, 0.9e6, 1e6, 1e6], AREAS), treated=need * rate, need=need
    )
    # Equal curves: the same pounds reach the same children everywhere, whatever is spent today.
    same = Today(pounds=pd.Series(1e6, AREAS), treated=today.treated, need=need)
    under = Response(
        today=same, split=SPLIT, mix=mix_after(SPLIT, 5, 0, 0), curve="constant", elasticity=e
    )
    found = ask(under, limits(under), Question(objective=objective), NAMES)
    assert found.pounds.max() - found.pounds.min() < 1000


@few
@given(pounds_lists, rates, st.permutations(AREAS), st.sampled_from(["most", "fairest", "closest"]))
def test_the_order_of_districts_does_not_matter(pounds, rate, order, objective) -> None:
    under = response(pounds, rate)
    shuffled = Today(
        **{name: getattr(under.today, name)[order] for name in ("pounds", "treated", "need")}
    )
    other = Response(today=shuffled, split=SPLIT, mix=under.mix, curve="constant", elasticity=0.75)
    question = Question(objective=objective, rate=35)
    one = ask(under, limits(under), question, NAMES)
    two = ask(other, limits(other), question, NAMES)
    assert judged(under, question, one.pounds) == pytest.approx(
        judged(under, question, two.pounds[AREAS]), rel=2e-5, abs=1e-3
    )


@settings(max_examples=60)
@given(
    pounds_lists,
    rates,
    elasticities,
    curves,
    st.sampled_from([SPLIT, ODD]),
    shifts,
    limit_percents,
    st.booleans(),
)
def test_the_solver_counts_the_children_that_the_page_does(
    pounds, rate, e, curve, split, shift, percents, keep
) -> None:
    """Whatever the shift, the split and the limits; where the page's response is not concave the
    solver refuses."""
    today = response(pounds, rate).today
    mix = mix_after(split, 5, *shift)
    under = Response(
        today=today, split=split, mix=mix, curve=curve, elasticity=e, keep_intensive=keep
    )
    bounds = limits(under, floor=percents[0], cap=percents[1])
    try:
        program = allocate._Program(under, with_intensive_kept(under, bounds))
    except NoAllocation as fault:
        assert split is ODD and keep and "no single best answer" in str(fault)
        return
    most = program.solve(cp.Maximize(program.children_reached)) * today.treated.sum()
    assert most == pytest.approx(
        reached(under, program.answer(Question(objective="most")).pounds), rel=1e-6
    )


def test_the_solver_takes_no_intensive_that_the_mix_does_not() -> None:
    """Where intensive reaches more children a pound than the rest, the mix stays the reader's."""
    split = ODD
    today = response([1e6, 2e6, 3e6, 1e6, 2e6], [0.3, 0.4, 0.2, 0.3, 0.35]).today
    free = Response(
        today=today,
        split=split,
        mix=mix_after(split, 5, 0, 0),
        curve="constant",
        elasticity=0.75,
        keep_intensive=False,
    )
    program = allocate._Program(free, limits(free))
    most = program.solve(cp.Maximize(program.children_reached)) * today.treated.sum()
    assert most == pytest.approx(
        reached(free, program.answer(Question(objective="most")).pounds), rel=1e-6
    )
    kept = Response(today=today, split=split, mix=free.mix, curve="constant", elasticity=0.75)
    with pytest.raises(NoAllocation, match="no single best answer"):
        ask(kept, limits(kept), Question(objective="most"), NAMES)


def test_the_dial_goes_from_most_children_towards_the_lowest() -> None:
    under = response([2e6, 1e6, 1.5e6, 1e6, 2e6], [0.2, 0.5, 0.3, 0.6, 0.4])
    answers = [
        ask(under, limits(under), Question(objective="dial", alpha=a), NAMES).pounds
        for a in (0.0, 1.0, 3.0, 10.0)
    ]
    children = [reached(under, pounds) for pounds in answers]
    lowest = [(under.treated(pounds.to_numpy()) / under.today.need).min() for pounds in answers]
    assert children == sorted(children, reverse=True) and lowest == sorted(lowest)
    assert children[0] == pytest.approx(
        reached(under, ask(under, limits(under), Question(objective="most"), NAMES).pounds),
        rel=1e-6,
    )
    fairest = ask(under, limits(under), Question(objective="fairest"), NAMES).pounds
    assert (under.treated(fairest.to_numpy()) / under.today.need).min() >= lowest[-1] - 1e-6


def test_fair_share_by_hand() -> None:
    """£7.5m over 7,500 in need is £1,000 each, where no limit is in the way."""
    under = response([0.9e6, 1.5e6, 2.6e6, 0.7e6, 1.8e6], [0.3] * 5)
    found = ask(under, limits(under, floor=0, cap=300), Question(objective="fair_share"), NAMES)
    assert found.pounds.tolist() == pytest.approx([9e5, 1.5e6, 2.6e6, 7e5, 1.8e6])


def test_ties_move_least_money() -> None:
    """Every district above the standard: nothing need move. At elasticity 1 and one rate, pounds
    are worth the same anywhere."""
    under = response([1e6] * 5, [0.5] * 5)
    found = ask(under, limits(under), Question(objective="closest", rate=35), NAMES)
    assert (found.pounds - 1e6).abs().max() < 100
    flat = response(
        (response([1.0] * 5, [0.5] * 5).today.treated * 1000).tolist(), [0.5] * 5, e=1.0
    )
    found = ask(flat, limits(flat), Question(objective="most"), NAMES)
    assert (found.pounds - flat.today.pounds).abs().max() < 100


SOLVED = ["most", "fairest", "dial", "closest"]


@pytest.mark.parametrize("objective", SOLVED)
@pytest.mark.parametrize("share", [1.0, 1.2])
@pytest.mark.parametrize("growth", [0.0, 10.0])
def test_where_all_in_need_are_reached_nothing_moves(
    objective: str, share: float, growth: float
) -> None:
    """Any split of more money would do as well; growth goes out by need, and the answer says that
    nothing more can be gained."""
    under = response([1e6] * 5, [share] * 5)
    found = ask(under, limits(under, growth), Question(objective=objective), NAMES)
    expected = 1e6 + 5e6 * growth / 100 * under.today.need / under.today.need.sum()
    assert found.pounds.tolist() == pytest.approx(expected.tolist()) and found.everyone
    assert found.shadow == (0 if objective == "most" else None)
    outcome = reallocate(under, found.pounds - 1e6, found.budget)
    assert "Every area reaches all in need: nothing more can be gained" in answer_sentence(
        found, outcome, NAMES
    )


@pytest.mark.parametrize("objective", SOLVED)
def test_money_beyond_need_goes_out_by_need(objective: str) -> None:
    """20% more; d needs 1.15066 times its £1m to reach all in need; the rest of the million is
    shared by need."""
    under = response([1e6] * 5, [1.2, 1.2, 1.0, 0.9, 1.0])
    found = ask(under, limits(under, growth=20), Question(objective=objective), NAMES)
    needs_more = (1 / 0.9) ** (1 / 0.75) - 1
    assert found.everyone and found.pounds["d"] >= 1e6 * (1 + needs_more) - 1
    given_ = (found.pounds - 1e6).drop("d")
    assert (given_ > 0).all() and (given_ / under.today.need.drop("d")).std() < 1
    assert not ask(under, limits(under), Question(objective=objective), NAMES).everyone


def test_what_it_would_take_is_the_least_that_reaches_the_rate() -> None:
    """c is at 30 in 100 and must reach 36: 1.2^(1/0.75) = 1.2752 times its £1m; the others stay."""
    under = response([1e6] * 5, [0.4, 0.4, 0.3, 0.4, 0.4])
    found = ask(under, limits(under), Question(objective="reach", rate=36), NAMES)
    assert found.pounds["c"] == pytest.approx(1.2752e6, rel=1e-3)
    assert found.pounds.drop("c").tolist() == pytest.approx([1e6] * 4, abs=200)


@few
@given(pounds_lists, rates, st.sampled_from([0.5, 0.75, 1.0]), curves, st.integers(20, 45))
def test_what_it_would_take_still_holds_in_whole_thousands(pounds, rate, e, curve, wanted) -> None:
    """Rounded up, every district reaches the rate; and no district is given £1,000 that it could do
    without."""
    under = response(pounds, rate, e, curve)
    need, today = under.today.need, under.today
    try:
        answer = ask(under, limits(under, cap=300), Question(objective="reach", rate=wanted), NAMES)
    except NoAllocation as fault:
        assert "out of reach" in str(fault)
        return
    after = today.pounds + up_to_thousands(answer.pounds - today.pounds)
    assert (under.treated(after.to_numpy()) >= wanted / 100 * need - 1e-9 * need).all()
    given_ = after > today.pounds
    short = under.treated(after.to_numpy() - 1_001) < wanted / 100 * need
    assert short[given_].all() and (after[~given_] == today.pounds[~given_]).all()


@pytest.mark.parametrize("objective", list(OBJECTIVES))
def test_the_solver_stops_at_elasticity_one_and_says_so(objective: str) -> None:
    """Fair share and what it would take need no concave curve, nor does the saturating curve take
    the elasticity."""
    rate = [0.3, 0.4, 0.5, 0.3, 0.2]
    under = response([1e6] * 5, rate, e=1.05)
    question = Question(objective=objective, rate=20)
    if OBJECTIVES[objective].solver:
        with pytest.raises(
            NoAllocation,
            match=r"the solver needs an elasticity \(A3\) of at most 1; it stands at 1.05",
        ):
            ask(under, limits(under), question, NAMES)
    else:
        assert ask(under, limits(under), question, NAMES).pounds.sum() >= 5e6 - 1
    saturating = response([1e6] * 5, rate, e=1.05, curve="saturating")
    assert ask(saturating, limits(saturating), question, NAMES).pounds.sum() >= 5e6 - 1


def test_a_solver_that_stops_short_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver allowed one step cannot be optimal; its numbers must not come through."""
    monkeypatch.setattr(allocate, "ATTEMPTS", ({"max_iter": 1},))
    under = response([1e6] * 5, [0.3, 0.4, 0.5, 0.3, 0.2])
    with pytest.raises(NoAllocation, match="stopped short of an optimal answer"):
        ask(under, limits(under), Question(objective="most"), NAMES)


@pytest.mark.parametrize("objective", ["closest", "fairest", "most"])
def test_an_answer_stands_where_the_solve_that_breaks_its_ties_stops_short(
    objective: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the first solve is allowed to be optimal; its pounds are the answer."""
    under = response([1e6, 1.5e6, 2e6, 1e6, 1e6], [0.3, 0.4, 0.95, 0.3, 0.2], e=1.0)
    usual, solves = allocate._Program.solve, []

    def first_only(program, *asked):
        solves.append(asked)
        if len(solves) > 1:
            monkeypatch.setattr(allocate, "ATTEMPTS", ({"max_iter": 1},))
        return usual(program, *asked)

    monkeypatch.setattr(allocate._Program, "solve", first_only)
    question = Question(objective=objective, rate=35, alpha=2)
    found = ask(under, limits(under), question, NAMES)
    assert len(solves) > 1 and found.pounds.sum() == pytest.approx(
        under.today.pounds.sum(), rel=1e-6
    )
    monkeypatch.undo()
    with_both = ask(under, limits(under), question, NAMES)
    assert judged(under, question, found.pounds) == pytest.approx(
        judged(under, question, with_both.pounds), rel=1e-4
    )


@pytest.mark.parametrize(
    ("objective", "alpha"),
    [
        ("dial", 1.0),
        ("dial", 0.5),
        ("dial", 5.0),
        ("fairest", 1.0),
        ("most", 1.0),
        ("closest", 1.0),
    ],
)
@pytest.mark.parametrize("spends", [0.0, 1e6])
def test_a_district_with_nobody_treated_does_not_stop_the_others(
    objective: str, alpha: float, spends: float
) -> None:
    """No money reaches anybody in a under these curves, so it is left out by name and keeps its
    pounds."""
    under = response([spends, 1e6, 1e6, 1e6, 1e6], [0, 0.4, 0.5, 0.3, 0.2])
    bounds = limits(under)
    found = ask(under, bounds, Question(objective=objective, alpha=alpha, rate=45), NAMES)
    assert found.left_out == ["a"] and found.pounds["a"] == pytest.approx(spends, abs=1)
    without = response([1e6] * 4, [0.4, 0.5, 0.3, 0.2], areas=AREAS[1:])
    kept = Limits(budget=bounds.budget - spends, floor=bounds.floor[1:], cap=bounds.cap[1:])
    alone = ask(without, kept, Question(objective=objective, alpha=alpha, rate=45), NAMES)
    question = Question(objective=objective, alpha=alpha, rate=45)
    assert judged(without, question, found.pounds[1:]) == pytest.approx(
        judged(without, question, alone.pounds), rel=1e-5
    )
    outcome = reallocate(under, found.pounds - under.today.pounds)
    assert (
        "Left out, because nobody is reached there today and the model cannot say what money would"
        " do: A." in answer_sentence(found, outcome, NAMES)
    )


def test_an_area_without_need_takes_no_part_in_fairness() -> None:
    under = response([1e6] * 5, [0.3, 0.4, 0.5, 0.3, 0.2])
    need = under.today.need.copy()
    need["a"] = 0.0
    today = Today(pounds=under.today.pounds, treated=under.today.treated, need=need)
    other = Response(today=today, split=SPLIT, mix=under.mix, curve="constant", elasticity=0.75)
    found = ask(other, limits(other), Question(objective="fairest"), NAMES)
    made = reallocate(other, found.pounds - today.pounds)
    assert np.isnan(made.access_after["a"]) and found.pounds.sum() == pytest.approx(5e6, rel=1e-6)
