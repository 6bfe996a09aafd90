"""A scenario's services to 25 on the data: what the budget pays for, and nothing where nothing is
asked."""

import numpy as np
import pytest

from lib.scenarios import plan, transfer
from lib.scenarios.record import Scenario, Transition
from tests.bundled import HERE


def asked(**levers: object) -> Scenario:
    basis = levers.pop("basis", "national")
    return Scenario(transition=Transition(**levers), basis=basis)


def cost(scenario: Scenario) -> float:
    start = HERE.today(scenario.basis, scenario.weighted, scenario.shared_by)
    return transfer.pounds(scenario, HERE.tables, start)


def test_nobody_asked_for_costs_nothing_whatever_else_is_set() -> None:
    still = {"starts": 2030, "steps": "chosen", "first": 90.0, "paid": 2, "cost": 150.0}
    assert cost(Scenario()) == cost(asked(**still)) == 0
    start = HERE.today_of(asked(**still))
    assert start.set_aside == {} and start.pounds.equals(HERE.today_of(Scenario()).pounds)


@pytest.mark.parametrize("lever", ["access", "moves"])
@pytest.mark.parametrize("basis", ["national", "survey_2017", "survey_2023"])
def test_more_asked_for_costs_more(lever: str, basis: str) -> None:
    costs = [cost(asked(**{lever: value}, basis=basis)) for value in (0, 5, 20, 45)]
    assert costs == sorted(costs) and costs[0] == 0 < costs[1] < costs[3]


def test_a_later_year_of_the_transfer_costs_more_and_the_last_is_the_whole() -> None:
    costs = [cost(asked(access=20, paid=year)) for year in (1, 2, 3, 4)]
    assert costs == sorted(costs)
    own = {"steps": "chosen", "first": 100.0, "second": 0.0, "third": 0.0}
    assert cost(asked(access=20, **own)) == costs[-1]
    assert cost(asked(access=20, paid=1, **own)) > costs[0]


def test_the_rate_of_under_18_costs_what_a_child_does_by_hand() -> None:
    """At the share that is reached under 18, one of 18 and over costs today's pounds a child; the
    service split of A2 leaves that of community services the same."""
    scenario = asked()
    start = HERE.today_of(scenario)
    here = transfer.young(scenario, HERE.tables, start)
    at_rate = asked(access=100 * here.service.access)
    path = transfer.path(here, at_rate)
    child = start.pounds.sum() / start.treated.sum()
    assert path.pounds[-1] == pytest.approx(path.reached[-1] * child)
    assert path.share[-1] == pytest.approx(here.service.access)
    assert cost(at_rate) == pytest.approx(path.pounds[-1])


def test_who_is_reached_is_the_share_of_those_in_need_each_year() -> None:
    scenario = asked(access=20)
    here = transfer.young(scenario, HERE.tables, HERE.today_of(Scenario()))
    path = transfer.path(here, scenario)
    assert path.share == pytest.approx([0.05, 0.1, 0.15, 0.2])
    assert path.by_area.sum(0) == pytest.approx(path.reached)
    people = here.people[:, 18 - 4 : 26 - 4].sum(0)  # four years on, those 18 to 25
    rates = np.array([0.233] * 2 + [0.217] * 6)
    assert path.in_need[0] == pytest.approx((people * rates).sum())


def test_weighting_moves_need_between_areas_and_not_its_sum() -> None:
    plain, weighted = (
        transfer.young(one, HERE.tables, HERE.today_of(one)).in_need(3)
        for one in (Scenario(), Scenario(weighted=True))
    )
    np.testing.assert_allclose(plain[:, 3:].sum(0), weighted[:, 3:].sum(0))
    assert abs(plain - weighted)[:, 18].max() > 1


def test_what_it_costs_comes_off_the_budget_and_reaches_fewer_children() -> None:
    scenario = asked(access=10)
    start = HERE.today_of(scenario)
    (pounds,) = start.set_aside.values()
    assert pounds == pytest.approx(cost(scenario))
    outcome = plan.outcome(scenario, plan.response(scenario, start))
    assert outcome.pounds_after.sum() == pytest.approx(start.pounds.sum() - pounds)
    assert outcome.gained < 0
