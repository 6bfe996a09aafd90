"""The Birth to 25 page: rows of the data on screen, levers that move it, and an address that holds
what is chosen."""

from lib.findings.cliff import aged, cliff
from lib.findings.transfer import transferred
from lib.scenarios.record import Scenario, Transition
from lib.ui.session import SCENARIO
from tests.app.pages import opened, words
from tests.bundled import HERE, LOWEST, NAME

ACCESS = "transition_access"


def test_it_says_what_its_findings_say_and_follows_a_lever() -> None:
    app = opened("transition", turns="2031", district=LOWEST)
    said, view = words(app), cliff(HERE, Scenario(), 2031)
    assert view.message in said and f"In need at each age: {NAME[LOWEST]}" in said
    for table in (view.table, aged(HERE, Scenario(), LOWEST).table):
        assert all(str(cell) in said for cell in table.to_numpy().ravel())
    assert "nothing is spent" in said
    app.slider(key=ACCESS).set_value(20.0).run()
    wanted = Scenario(transition=Transition(access=20))
    assert app.session_state[SCENARIO].transition == wanted.transition
    after, plan = words(app), transferred(HERE, wanted)
    assert plan.message in after and not app.warning
    assert all(str(cell) in after for cell in plan.table.to_numpy().ravel())


def test_more_than_the_budget_holds_is_said_and_steps_of_ones_own_have_their_sliders() -> None:
    app = opened("transition", transition_access="60", transition_steps="chosen")
    assert "more than today's spend" in " ".join(one.value for one in app.warning)
    assert app.slider(key="transition_third").value == 75
    assert "The rest reaches" not in words(app)
