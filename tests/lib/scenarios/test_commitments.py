"""Money set anywhere is taken from somewhere: laws of what levers of other pages cost, on a lever
that a test adds."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.catalogue.assumptions import settings as every_setting
from lib.catalogue.groups import offered
from lib.errors import BadLever
from lib.findings import modelled
from lib.findings.context import Context
from lib.findings.outcome import work_out
from lib.model.allocate import Question
from lib.model.explain import SET_ASIDE, waterfall
from lib.scenarios import commitments, plan
from lib.scenarios.commitments import Commitment
from lib.scenarios.record import Levers, Scenario
from tests.bundled import FILTERS, HERE, TODAY

ORDER, BUDGET = list(TODAY.index), float(TODAY.sum())


@pytest.fixture
def set_aside(monkeypatch: pytest.MonkeyPatch):
    """Makes every scenario cost so many pounds, in two parts."""

    def cost(pounds: float) -> None:
        each = tuple(
            Commitment(
                page="waits",
                words=words,
                rests_on=(),
                pounds=lambda *_, share=share: pounds * share,
            )
            for words, share in (("a helpline", 0.25), ("a clinic", 0.75))
        )
        monkeypatch.setattr(commitments, "COMMITMENTS", each)

    return cost


COSTLY = (
    Scenario()
    .having(("pathway", "front_door"), 5.0)
    .having(("risk", f"{next(iter(offered()))}_seen"), 100.0)
    .having(("transition", "access"), 5.0)
    .having(("schools", "teams"), 3)
    .having(("places", "new"), 2)
)


@pytest.mark.parametrize("one", commitments.COMMITMENTS, ids=lambda one: one.page)
def test_a_cost_rests_on_nothing_that_it_does_not_name(one: Commitment) -> None:
    """Each setting of each other field, to an end of its range."""

    def pounds(scenario: Scenario) -> float:
        start = HERE.today(scenario.basis, scenario.weighted, scenario.shared_by)
        return one.pounds(scenario, HERE.tables, start)

    usual = pounds(COSTLY)
    assert usual > 0 and HERE.costs(one, *one.asked(COSTLY)) == pytest.approx(usual, abs=0.005)
    others = [each for each in every_setting().values() if each.where[0] not in one.rests_on]
    assert others
    for each in others:
        ends = [option.key for option in each.options] or [each.high or True]
        for end in ends:
            other = COSTLY.having(each.where, end)
            assert pounds(other) == pytest.approx(usual, abs=0.005), each.key


def test_a_cost_is_worked_out_once_for_what_it_rests_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Scenario] = []

    def pounds(scenario: Scenario, *_) -> float:
        asked.append(scenario)
        return float(scenario.transition.access)

    one = Commitment(page="waits", words="a clinic", rests_on=("transition",), pounds=pounds)
    monkeypatch.setattr(commitments, "COMMITMENTS", (one,))
    for moved in (COSTLY, COSTLY.having(("schools", "teams"), 9)):
        assert HERE.today_of(moved).set_aside == {"a clinic": 5.0}
    assert len(asked) == 1
    other = COSTLY.having(("transition", "access"), 6.0)
    assert HERE.today_of(other).set_aside == {"a clinic": 6.0} and len(asked) == 2


def worked_out(scenario: Scenario):
    today = HERE.today_of(scenario)
    return plan.outcome(scenario, plan.response(scenario, today))


@pytest.mark.parametrize("pounds", [0, 1_000, 900_000, 4_321_987])
@pytest.mark.parametrize("growth", [-2.5, 0, 3])
def test_every_pound_is_counted_once(set_aside, pounds: float, growth: float) -> None:
    set_aside(pounds)
    changes = {ORDER[0]: 250_000, ORDER[1]: -80_000}
    outcome = worked_out(Scenario(levers=Levers(growth=growth, changes=changes)))
    whole = outcome.pounds_after.sum() + sum(outcome.set_aside.values()) + outcome.remainder
    assert whole == pytest.approx(BUDGET * (1 + growth / 100), abs=0.005)
    assert outcome.moved == pytest.approx(250_000)


def test_what_is_set_aside_is_taken_from_every_area_alike(set_aside) -> None:
    still = worked_out(Scenario())
    set_aside(BUDGET / 10)
    outcome = worked_out(Scenario())
    assert outcome.pounds_after.tolist() == pytest.approx((still.pounds_after * 0.9).tolist())
    assert outcome.treated_after.sum() < still.treated_after.sum()
    assert outcome.remainder == pytest.approx(0, abs=0.005)


def test_nothing_set_aside_is_the_result_of_version_1_to_the_penny(set_aside) -> None:
    scenario = Scenario(levers=Levers(growth=2, changes={ORDER[0]: 100_000}, early=5))
    usual = worked_out(scenario)
    set_aside(0)
    none = worked_out(scenario)
    for name in ("pounds_after", "treated_after", "access_after"):
        pd.testing.assert_series_equal(getattr(none, name), getattr(usual, name), rtol=0)
    assert none.budget == usual.budget and not none.set_aside


@pytest.mark.parametrize("objective", ["most", "fairest", "fair_share"])
def test_an_answer_spends_what_is_left_and_no_more(set_aside, objective: str) -> None:
    set_aside(1_234_000)
    scenario = Scenario(levers=Levers(locked=(ORDER[2],)))
    today = HERE.today_of(scenario)
    answer = modelled.answer(
        Context(tables=HERE.tables), modelled.asked_under(scenario), Question(objective=objective)
    )
    kept = plan.with_answer(scenario, today, answer)
    outcome = worked_out(kept)
    assert outcome.pounds_after.sum() + 1_234_000 == pytest.approx(BUDGET, abs=1000)
    assert ORDER[2] not in kept.levers.changes


def test_the_rest_placed_is_what_is_left(set_aside) -> None:
    set_aside(1_234_000)
    scenario = Scenario(levers=Levers(growth=5))
    rest = plan.with_rest_placed(scenario, HERE.today_of(scenario))
    assert abs(worked_out(rest).remainder) < 1000


def test_what_it_costs_in_children_is_a_cause_of_its_own(set_aside) -> None:
    """Effects add up to the outcome, and the waterfall has a step of it that is there only where
    something is set aside."""
    set_aside(2_000_000)
    scenario = Scenario(levers=Levers(changes={ORDER[0]: 250_000, ORDER[1]: -250_000}))
    result = work_out(Context(tables=HERE.tables), scenario, FILTERS)
    assert sum(effect.gained for effect in result.effects) == pytest.approx(result.outcome.gained)
    assert result.effects[0].cause == SET_ASIDE and result.effects[0].gained < -100
    assert result.parts[0].startswith(
        "set aside first: £500,000 for a helpline and £1.50m for a clinic"
    )
    under = plan.response(scenario, result.today)
    causes = [step.cause for step in waterfall(under, under, result.outcome.pounds_after, 0)]
    assert causes[1] == SET_ASIDE
    assert result.span.gained[0] <= result.outcome.gained + 1 and result.span.of > 0


def test_intensive_services_keep_their_pounds(set_aside) -> None:
    set_aside(BUDGET / 10)
    scenario = Scenario()
    today = HERE.today_of(scenario)
    under = plan.response(scenario, today)
    spent = under.by_service(plan.outcome(scenario, under).pounds_after.to_numpy())
    assert (spent >= under.kept[:, None] * [0, 0, 1] - 0.01).all()


def test_more_than_there_is_cannot_be_set_aside(set_aside) -> None:
    set_aside(BUDGET + 1)
    with pytest.raises(BadLever, match="more than today's spend"):
        worked_out(Scenario())


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 5e6), st.floats(0, 5e6))
def test_more_set_aside_never_reaches_more(one: float, other: float) -> None:
    start = HERE.today(*("national", False, "treated"))
    reached = []
    for pounds in sorted((one, other)):
        today = type(start)(
            pounds=start.pounds, treated=start.treated, need=start.need, set_aside={"x": pounds}
        )
        reached.append(plan.outcome(Scenario(), plan.response(Scenario(), today)).gained)
    assert reached[0] >= reached[1] - 1e-6


# a lever of each page, and where it stands
MOVED = {
    "risk": ("risk", "looked_after_seen", 100),
    "transition": ("transition", "access", 10),
    "workforce": ("schools", "teams", 3),
    "waits": ("pathway", "treatment", 1),
    "places": ("places", "new", 2),
}


@pytest.mark.parametrize("one", commitments.COMMITMENTS, ids=lambda one: one.page)
def test_money_set_on_a_page_is_taken_from_every_area(one: Commitment) -> None:
    """And from nowhere else: with all five pages at once too."""
    usual = worked_out(Scenario())
    section, name, stands = MOVED[one.page]
    moved = worked_out(Scenario().having((section, name), stands))
    assert list(moved.set_aside) == [one.words] and moved.set_aside[one.words] > 1000
    given = (usual.pounds_after - moved.pounds_after).sum()
    assert given == pytest.approx(moved.set_aside[one.words], abs=0.005)
    every = Scenario()
    for section, name, stands in MOVED.values():
        every = every.having((section, name), stands)
    together = worked_out(every)
    assert set(together.set_aside) == {other.words for other in commitments.COMMITMENTS}
    assert together.whole == pytest.approx(BUDGET) and together.remainder == pytest.approx(0, abs=1)
