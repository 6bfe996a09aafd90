"""The Places page: what the list lacks comes first, a lever places and costs, and its address holds
it."""

from lib.findings.distances import completeness, distances
from lib.findings.next_places import next_places
from lib.scenarios.record import Places, Scenario
from lib.ui.session import SCENARIO
from tests.app.pages import opened, words
from tests.bundled import HERE


def test_it_says_first_what_the_list_lacks_and_follows_a_lever() -> None:
    app = opened("places", near="points")
    said, view, known = words(app), distances(HERE, Scenario()), completeness(HERE)
    assert known.warning in " ".join(one.value for one in app.warning)
    assert view.message in said and view.slope in said
    assert all(str(cell) in said for cell in view.table.to_numpy().ravel())
    app.slider(key="places_new").set_value(1).run()
    assert not app.exception and app.query_params["places_new"] == "1"
    assert app.session_state[SCENARIO].places.new == 1
    more = next_places(HERE, Scenario(places=Places(new=1)))
    assert more is not None and more.message in words(app) and more.more in words(app)
