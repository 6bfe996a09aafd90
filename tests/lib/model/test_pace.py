"""Pace of change: it spends each year's budget, keeps to its clips, moves towards target, and has
no cliff edges."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import NoPace
from lib.model.pace import Rule, held_by_the_cap, one_year, path, target_share, years_until
from lib.scenarios.record import Pace

AREAS = list("abcd")
USUAL = Rule(years=4, growth=3, least=-5, most=10, speed=50, under=5)
money = st.lists(st.floats(2e5, 5e6), min_size=4, max_size=4)
rules = st.builds(
    Rule,
    years=st.integers(1, 8),
    growth=st.floats(0, 6),
    least=st.floats(-20, 0),
    most=st.floats(6, 30),
    speed=st.floats(0, 100),
    under=st.floats(0, 30),
)


@settings(deadline=None)
@given(money, money, rules)
def test_each_year_spends_its_budget_and_keeps_to_the_clips(now, wanted, rule) -> None:
    pounds = pd.Series(now, AREAS)
    found = path(pounds, target_share(pd.Series(wanted, AREAS)), rule)
    budgets = pounds.sum() * (1 + rule.growth / 100) ** np.arange(rule.years + 1)
    assert found.pounds.sum(axis=1).tolist() == pytest.approx(budgets.tolist(), rel=1e-7)
    assert (found.growth.to_numpy() >= rule.least / 100 - 1e-9).all()
    assert (found.growth.to_numpy() <= rule.most / 100 + 1e-9).all()


@settings(deadline=None)
@given(money, money)
def test_further_under_target_never_grows_slower(now, wanted) -> None:
    pounds, target = np.array(now), np.array(wanted)
    target *= pounds.sum() * 1.03 / target.sum()
    growth, _ = one_year(pounds, target, USUAL)
    order = np.argsort(pounds / target)
    assert (np.diff(growth[order]) <= 1e-9).all()


@settings(deadline=None)
@given(money, money, st.floats(0.999, 1.001))
def test_no_cliff_edges(now, wanted, nudge) -> None:
    """A district's target nudged by a thousandth moves no growth by more than a hundredth."""
    pounds, target = np.array(now), np.array(wanted)
    target *= pounds.sum() * 1.03 / target.sum()
    before, _ = one_year(pounds, target, USUAL)
    near = target.copy()
    near[0] *= nudge
    near *= target.sum() / near.sum()
    after, _ = one_year(pounds, near, USUAL)
    assert np.abs(after - before).max() < 0.01


def test_at_target_every_district_grows_with_the_budget() -> None:
    pounds = pd.Series([1e6, 2e6, 3e6, 4e6], AREAS)
    found = path(pounds, target_share(pounds), USUAL)
    assert found.growth.to_numpy() == pytest.approx(np.full((4, 4), 0.03))
    assert years_until(pounds, target_share(pounds), USUAL, 0.05) == 0


def test_one_year_by_hand() -> None:
    """a is 10% over and b 10% under the same target; growth 3%; half the distance: 3% -/+ 5%,
    inside -5% and 10%.

    b's floor is 0.95 x 1.03 / 0.9 - 1 = 8.72%, above 8%, so it takes that and a takes what is left:
    (2.06 - 0.97850) / 1.1 - 1.
    """
    growth, under = one_year(np.array([1.1e6, 0.9e6]), np.array([1.03e6, 1.03e6]), USUAL)
    assert growth[1] == pytest.approx(0.95 * 1.03 / 0.9 - 1)
    assert growth[0] == pytest.approx((2.06e6 - 0.9785e6) / 1.1e6 - 1)
    assert under == 0.05


def test_the_floor_under_target_gives_way_to_the_most() -> None:
    """b is 40% under target: 10% a year is the most it gets, however far under it stays."""
    growth, _ = one_year(np.array([1.4e6, 0.6e6]), np.array([1.03e6, 1.03e6]), USUAL)
    assert growth[1] == pytest.approx(0.10)
    assert growth[0] == pytest.approx((2.06e6 - 0.66e6) / 1.4e6 - 1)


@settings(deadline=None)
@given(money, money, rules)
def test_whoever_is_further_under_than_asked_is_named_and_grows_at_the_most(
    now, wanted, rule
) -> None:
    """Where the money allows what is asked, only the growth cap keeps a district further under."""
    pounds = pd.Series(now, AREAS)
    steps = path(pounds, target_share(pd.Series(wanted, AREAS)), rule)
    named = held_by_the_cap(steps)
    for behind in named:
        assert steps.growth.loc[behind.year, behind.code] == pytest.approx(rule.most / 100)
        assert behind.under > steps.under[behind.year] >= rule.under / 100
    held = {(behind.code, behind.year) for behind in named}
    for year in steps.under.index[steps.under <= rule.under / 100 + 1e-9]:
        for code in AREAS:
            assert (-steps.distance.loc[year, code] > rule.under / 100 + 1e-5) <= (
                (code, year) in held
            )


def test_today_at_no_growth_stays_where_it_is() -> None:
    """Growth is a lever at zero until it is moved: a scenario that moves no money draws a flat
    line."""
    pounds = pd.Series([1e6, 2e6, 3e6, 4e6], AREAS)
    steps = path(pounds, target_share(pounds), Pace().rule)
    assert steps.pounds.to_numpy() == pytest.approx(
        np.tile(pounds, (5, 1))
    ) and steps.growth.to_numpy() == pytest.approx(0, abs=1e-12)


def test_the_distance_allowed_is_relaxed_until_the_money_suffices() -> None:
    """Everything may fall only 1%: a cannot pay for b, so b stays further under than asked, and the
    year says how far."""
    rule = Rule(years=1, growth=0, least=-1, most=50, speed=50, under=0)
    growth, under = one_year(np.array([1.2e6, 0.8e6]), np.array([1e6, 1e6]), rule)
    assert growth[0] == pytest.approx(-0.01) and growth[1] == pytest.approx(0.015)
    assert under == pytest.approx(1 - 0.812)


def test_years_until_near_the_target_and_never() -> None:
    pounds, share = pd.Series([1.4e6, 0.6e6], ["a", "b"]), pd.Series([0.5, 0.5], ["a", "b"])
    # b grows 10% a year against 3%: 0.6 x (1.1/1.03)^n reaches 0.95 after 7 years.
    assert years_until(pounds, share, USUAL, 0.05) == 7
    still = Rule(years=4, growth=3, least=3, most=3, speed=50, under=100)
    assert years_until(pounds, share, still, 0.05) is None


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (
            Rule(years=1, growth=-8, least=-5, most=10, speed=50, under=5),
            r"costs £60,000 more than the year's budget",
        ),
        (
            Rule(years=1, growth=12, least=-5, most=10, speed=50, under=5),
            r"leaves £40,000 of the year's budget unspent",
        ),
        (
            Rule(years=1, growth=3, least=12, most=10, speed=50, under=5),
            r"least growth \(12%\) is above the most \(10%\)",
        ),
    ],
)
def test_a_budget_outside_the_clips_is_said_in_pounds(rule: Rule, says: str) -> None:
    with pytest.raises(NoPace, match=says):
        path(pd.Series([1e6, 1e6], ["a", "b"]), pd.Series([0.5, 0.5], ["a", "b"]), rule)


def test_a_refusal_names_what_is_set_aside_first() -> None:
    rule = Rule(years=1, growth=-5, least=-5, most=10, speed=50, under=5)
    pounds, share = pd.Series([1e6, 1e6], ["a", "b"]), pd.Series([0.5, 0.5], ["a", "b"])
    with pytest.raises(NoPace, match="costs £15,000 more than what £300,000 set aside first"):
        path(pounds, share, rule, 300_000)


@pytest.mark.parametrize("growth", [0, 2])
def test_the_rule_is_of_what_is_left_once_money_is_set_aside(growth: float) -> None:
    """However much that is: every year's pounds add up to the budget without it."""
    rule = Rule(years=3, growth=growth, least=-5, most=10, speed=50, under=5)
    pounds, share = pd.Series([1.2e6, 0.8e6], ["a", "b"]), pd.Series([0.5, 0.5], ["a", "b"])
    walked = path(pounds, share, rule, 500_000)
    budgets = [2e6 * (1 + growth / 100) ** year - 500_000 for year in (1, 2, 3)]
    assert walked.pounds.sum(axis=1).tolist() == pytest.approx([2e6, *budgets])
    assert walked.growth.loc[1].tolist() == pytest.approx(
        (walked.pounds.loc[1] / pounds - 1).tolist()
    )
    assert years_until(pounds, share, rule, 0.5, 500_000) == 0


def test_no_money_is_no_target() -> None:
    with pytest.raises(NoPace, match="places no money"):
        target_share(pd.Series([0.0, 0.0], ["a", "b"]))
