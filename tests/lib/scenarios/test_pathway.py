"""What the levers of the way to treatment cost, and that they leave version 1 as it was."""

from dataclasses import fields, replace

import pytest

from lib.figures import waiting
from lib.model import pathway as model
from lib.scenarios import pathway
from lib.scenarios.record import Pathway, Scenario
from tests.bundled import HERE

TODAY = HERE.today_of(Scenario())


def cost(**levers: float) -> float:
    return pathway.pounds(Scenario(pathway=Pathway(**levers)), HERE.tables, TODAY)


def test_without_a_lever_nothing_is_set_aside() -> None:
    assert pathway.levers(Scenario()) == model.Levers()
    assert cost() == 0 and TODAY.set_aside == {}
    assert cost(growth=10) == 0  # more come, and nobody is paid for it


def test_each_pound_is_counted_once() -> None:
    each = {name: cost(**{name: 1.5}) for name in pathway.MONEY}
    assert set(each.values()) == {1_500_000}
    assert cost(**dict.fromkeys(pathway.MONEY, 1.5)) == sum(each.values())
    (aside,) = HERE.today_of(Scenario(pathway=Pathway(support=2))).set_aside.values()
    assert aside == 2_000_000


def test_the_front_door_costs_a_first_contact_each_where_their_number_is_published() -> None:
    scenario = Scenario(pathway=Pathway(front_door=10))
    quarter, own = waiting.quarter(HERE.tables), pathway.assumed(scenario)
    assert quarter is not None
    start = model.start(quarter, own)
    each = own.assessment_share / 100 * TODAY.pounds.sum() / start.assessed
    assert cost(front_door=10) == pytest.approx(0.1 * start.referrals * each)
    empty = replace(HERE.tables, referral_waits=HERE.tables.referral_waits.iloc[:0])
    assert pathway.pounds(scenario, empty, TODAY) == 0


def test_every_lever_and_assumption_reaches_the_model() -> None:
    given = {"assessment": 1, "treatment": 2, "support": 3, "backlog": 4, "growth": 5}
    scenario = Scenario(pathway=Pathway(**given, front_door=6, met_today=7, leaving_rise=0.1))
    assert pathway.levers(scenario) == model.Levers(
        assessment=1e6, treatment=2e6, support=3e6, backlog=4e6, growth=5, front_door=6
    )
    assumed = pathway.assumed(scenario)
    assert (assumed.met_today, assumed.leaving_rise) == (7, 0.1)
    assert assumed.elasticity == scenario.elasticity
    settings = set(Pathway.model_fields)
    named = {each.name for of in (model.Levers, model.Assumed) for each in fields(of)}
    assert settings == named - {"elasticity"}
