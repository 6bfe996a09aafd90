"""What the model says under every choice and every assumption."""

import itertools

import pytest

from lib import span_words
from lib.findings import modelled
from lib.model.need import BASES
from lib.scenarios import plan
from lib.scenarios.record import Levers, Scenario
from tests.bundled import HERE, HIGHEST, PERIOD, PUBLISHED, moving


def test_the_span_is_the_model_under_each_choice() -> None:
    scenario = moving()
    gained = []
    for basis, weighted in itertools.product(BASES, (False, True)):
        for shared_by in ("treated", "children", "need"):
            for curve in ("constant", "saturating"):
                other = scenario.model_copy(
                    update={
                        "basis": basis,
                        "weighted": weighted,
                        "shared_by": shared_by,
                        "curve": curve,
                    }
                )
                gained.append(
                    plan.outcome(other, plan.response(other, HERE.today_of(other))).gained
                )
    assert modelled.span(HERE, scenario).gained == pytest.approx((min(gained), max(gained)))


def test_a_move_that_a_district_cannot_afford_under_another_choice_is_said() -> None:
    spent = {
        key: HERE.today("national", False, key).pounds[HIGHEST] for key in ("treated", "children")
    }
    assert spent["treated"] > spent["children"]
    cut = round((spent["treated"] + spent["children"]) / 2 / 1000) * 1000
    found = modelled.span(HERE, Scenario(levers=Levers(changes={HIGHEST: -cut}, floor=0)))
    assert found.impossible > 0 and "it cannot be made" in span_words.span_sentence(found)


@pytest.mark.parametrize("shared_by", ["treated", "children", "need"])
def test_a_tornado_has_every_assumption_and_is_the_model_at_its_ends(shared_by: str) -> None:
    scenario = moving(shared_by=shared_by)
    found = modelled.swings(HERE, scenario)
    said = " ".join(swing.assumption for swing in found)
    assert all(word in said for word in ("A1", "A2", "A3", "A5", "curve", "Need"))
    widths = [swing.gained[1] - swing.gained[0] for swing in found]
    assert widths == sorted(widths, reverse=True)
    at_ends = [scenario.model_copy(update={"elasticity": elasticity}) for elasticity in (0.5, 1.0)]
    ends = [
        plan.outcome(other, plan.response(other, HERE.today_of(other))).gained for other in at_ends
    ]
    by_name = {swing.assumption: swing for swing in found}
    assert by_name["Elasticity (A3)"].gained == pytest.approx((min(ends), max(ends)))


def test_a_total_that_is_published_is_in_every_draw() -> None:
    """It was drawn as 3% less to 3% more."""
    treated = PUBLISHED["totals"]["treated_two_contacts"][PERIOD]
    assert modelled.draws(HERE, Scenario()).treated.sum(0) == pytest.approx(treated, abs=0.01)
