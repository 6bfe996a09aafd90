"""The Waits page: a lever moves the queue and nothing else, its money is said, and its address
holds it."""

from lib.findings import pathway, waits
from lib.scenarios.record import Pathway, Scenario
from lib.ui.session import SCENARIO
from tests.app.pages import opened, words
from tests.bundled import HERE


def test_a_lever_moves_the_queue_and_its_money_and_stands_in_the_address() -> None:
    app = opened("waits")
    said, usual = words(app), pathway.outlook(HERE, Scenario())
    assert usual is not None and usual.message in said and waits.waits(HERE).message in said
    for one in waits.beside(HERE):
        assert one.message in said
    app.slider(key="wait_treatment").set_value(4.0).run()
    assert not app.exception
    moved = pathway.outlook(HERE, Scenario(pathway=Pathway(treatment=4)))
    assert moved is not None and moved.message in words(app) and "£4.00m" in words(app)
    assert app.session_state[SCENARIO].pathway.treatment == 4
    assert app.query_params["wait_treatment"] == "4"
    assert moved.last < usual.last
