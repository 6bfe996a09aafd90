"""Offers: what they cost, and nothing where there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.catalogue.groups import offered
from lib.catalogue.risk import MOST
from lib.scenarios import offers
from lib.scenarios.record import Scenario
from tests.bundled import HERE


def offering(**seen: float) -> Scenario:
    scenario = Scenario()
    for group, children in seen.items():
        scenario = scenario.having(("risk", f"{group}_seen"), children)
    return scenario


def set_aside(scenario: Scenario) -> float:
    return HERE.today_of(scenario).set_aside.get("offers to groups at greatest risk", 0.0)


counts = st.dictionaries(st.sampled_from(list(offered())), st.integers(0, MOST).map(float))


def test_an_offer_of_nought_costs_nought() -> None:
    assert offers.pounds(Scenario()) == {} and set_aside(Scenario()) == 0
    assert set_aside(offering(**dict.fromkeys(offered(), 0))) == 0


@given(counts)
def test_offers_add_pound_for_pound(seen: dict[str, float]) -> None:
    alone = [set_aside(offering(**{group: children})) for group, children in seen.items()]
    assert set_aside(offering(**seen)) == pytest.approx(sum(alone))


def test_worked_by_hand() -> None:
    first, second, *_ = offered()
    scenario = offering(**{first: 300, second: 10}).having(("risk", f"{second}_pounds"), 1500.0)
    scenario = scenario.having(("risk", f"{first}_pounds"), 2000.0)
    assert offers.pounds(scenario) == {first: 600_000, second: 15_000}
    assert set_aside(scenario) == 615_000
