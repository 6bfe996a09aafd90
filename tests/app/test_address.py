"""What is chosen stands in the address by keys and area codes, and only where it can be had."""

import pytest

from lib.catalogue.indicators import INDICATORS
from lib.figures.measured import offered
from lib.scenarios.record import MOST, Levers, Scenario, Story, Told, from_json
from lib.ui import address, cache, private
from lib.ui.pages import PAGES
from lib.ui.parameters import PARAMETERS, SWITCH
from lib.ui.session import SCENARIO
from tests.app.pages import opened, words

MAP = PAGES[0].stem


@pytest.mark.parametrize(
    "name", [n for n, one in PARAMETERS.items() if not one.pages or MAP in one.pages]
)
def test_a_link_of_an_earlier_version_has_labels_for_keys(name: str) -> None:
    labels = PARAMETERS[name].labels()
    key = next(iter(labels)) if name == "period" else list(labels)[-1]
    app = opened(MAP, **{name: labels[key], **({"scheme": "line"} if name == "line" else {})})
    assert not app.warning and not app.exception
    widget = next(one for one in [*app.selectbox, *app.toggle] if one.key == name)
    assert widget.value == (key == "true" if labels is SWITCH else key)


def test_a_period_that_the_next_figure_does_not_have_is_in_no_link() -> None:
    first, other = [
        next(i for i in INDICATORS.values() if (len(offered(cache.tables(), i)) > 1) == many)
        for many in (True, False)
    ]
    period = offered(cache.tables(), first)[-1]
    app = opened(MAP, indicator=first.key, period=period)
    app.selectbox(key="indicator").set_value(other.key).run()
    assert app.query_params["indicator"] in (other.key, [other.key])
    assert "period" not in app.query_params
    app.selectbox(key="indicator").set_value(first.key).run()
    assert app.selectbox(key="period").value in offered(cache.tables(), first)


def test_what_is_as_usual_is_not_in_the_address() -> None:
    app = opened(MAP)
    code = cache.tables().areas.order[0]
    app.selectbox(key="district").set_value(code).run()
    assert dict(app.query_params) in ({"district": code}, {"district": [code]})
    app.selectbox(key="district").set_value(None).run()
    assert not dict(app.query_params)


def kept(name: str, **levers: float) -> str:
    return cache.store().add(Scenario(name=name, levers=Levers(**levers))).id


def test_the_address_holds_the_comparison_and_a_link_opens_it() -> None:
    one, other = kept("One to compare", growth=2), kept("Another", early=3)
    app = opened("scenarios")
    app.multiselect(key="compare").set_value([one, other]).run()
    assert app.query_params["compare"] == [one, other]
    link = opened("scenarios", compare=[one, other, "gone"])
    assert link.multiselect(key="compare").value == [one, other]
    assert "“gone” is not a value of “compare”" in " ".join(w.value for w in link.warning)


def test_a_comparison_with_the_sliders_says_what_stands_on_them() -> None:
    app = opened("scenarios", growth="3", compare=["today", "sliders"])
    assert app.multiselect(key="compare").value == ["today", "sliders"] and not app.warning
    assert app.query_params["growth"] in ("3", ["3"])
    assert "not a value" not in words(app) and "On the sliders now" in words(app)


def test_a_rename_keeps_the_selection_and_a_deletion_only_drops_its_own() -> None:
    one, other = kept("Before its new name", growth=2), kept("Stays", early=3)
    app = opened("scenarios", compare=[one, other])
    app.selectbox(key="saved_scenario").set_value(one).run()
    box = next(t for t in app.text_input if t.label == "New name")
    box.set_value("After its new name").run()
    next(b for b in app.button if b.label == "Rename").click().run()
    assert app.multiselect(key="compare").value == [one, other]
    assert "After its new name" in app.multiselect(key="compare").options
    next(b for b in app.button if b.label == "Delete").click().run()
    assert app.multiselect(key="compare").value == [other] and not app.exception


def test_a_name_that_is_typed_and_given_at_once_is_not_lost() -> None:
    """The browser sends what was typed with the click, before the button has been drawn anew."""
    one = kept("As it was called")
    app = opened("scenarios")
    app.selectbox(key="saved_scenario").set_value(one).run()
    next(t for t in app.text_input if t.label == "New name").set_value("As it is called now")
    next(b for b in app.button if b.label == "Rename").click().run()
    assert "As it is called now" in app.multiselect(key="compare").options and not app.exception


def test_a_comparison_of_too_many_or_of_one_twice_is_opened_as_far_as_it_goes() -> None:
    assert opened("scenarios", compare=["today"] * 5).multiselect(key="compare").value == ["today"]
    ids = [kept(f"Number {i}", growth=i) for i in range(5)]
    app = opened("scenarios", compare=ids)
    assert app.multiselect(key="compare").value == ids[:4]
    assert "“compare” has 5 where 4 can be" in " ".join(w.value for w in app.warning)


def test_going_back_to_what_cannot_be_used_keeps_what_stood_and_says_so(monkeypatch) -> None:
    app = opened("reallocate", growth="4", basis="survey_2017")
    stood = app.session_state[SCENARIO]
    monkeypatch.setattr(private, "went_back", lambda: True)
    app.query_params["moves"] = "nonsense"
    app.run()
    assert app.session_state[SCENARIO] == stood and not app.exception
    assert "What stood on the sliders stays." in " ".join(w.value for w in app.warning)


def test_two_ends_that_cross_are_refused_and_the_widget_goes_back() -> None:
    app = opened("reallocate")
    app.number_input(key="floor").set_value(120.0)
    app.number_input(key="cap").set_value(100.0)
    app.run()
    assert not app.exception
    levers = app.session_state[SCENARIO].levers
    assert levers.floor <= levers.cap
    assert app.number_input(key="floor").value == levers.floor
    assert app.number_input(key="cap").value == levers.cap


def test_an_opened_scenario_brings_its_standard_and_an_own_one_stays_own() -> None:
    published = next(iter(cache.place().standards.values())).percent
    one = kept("With a published standard")
    app = opened("scenarios", standard="own", own_standard="40")
    app.selectbox(key="saved_scenario").set_value(one).run()
    next(b for b in app.button if b.label == "Open").click().run()
    assert app.selectbox(key="standard").value != "own"
    app.selectbox(key="standard").set_value("own").run()
    app.number_input(key="own_standard").set_value(published).run()
    assert app.selectbox(key="standard").value == "own"


def test_a_typed_change_ends_where_a_scenario_can_be_kept() -> None:
    app = opened("reallocate", unit="pounds")
    box = next(n for n in app.number_input if n.label.startswith("Change"))
    box.set_value(box.max).run()
    scenario = app.session_state[SCENARIO]
    assert max(scenario.levers.changes.values()) == MOST
    assert from_json(scenario.to_json(), cache.tables().areas.order) == scenario


def test_going_back_keeps_what_no_address_has_of_the_story(monkeypatch) -> None:
    app = opened("present", growth="4", name="Ours", edit="true")
    first = dict(app.query_params)
    app.text_area(key="note_where").set_value("Breathe").run()
    app.text_area(key="message_where").set_value("Look here").run()
    app.text_area(key="note_ask").set_value("Wait for the chair").run()
    assert "Look here" in str(app.query_params["story"])
    monkeypatch.setattr(private, "went_back", lambda: True)
    back_to(app, first)
    told = app.session_state[SCENARIO].story.told
    assert told == {"where": Told(note="Breathe"), "ask": Told(note="Wait for the chair")}
    other = first | {"name": ["Another"]}
    back_to(app, other)
    assert app.session_state[SCENARIO].story == Story()  # another scenario has none of these
    back_to(app, first)
    assert app.session_state[SCENARIO].story.told == told


def back_to(app, address: dict) -> None:
    """As the browser's Back opens an address that the page had."""
    app.query_params.clear()
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception


def test_every_link_starts_where_the_dashboard_is_served(monkeypatch) -> None:
    for url, root in {
        "https://host/here/present?growth=1": "https://host/here",
        "http://host:8501/": "http://host:8501",
        "http://host:8501/here/home": "http://host:8501/here",
    }.items():
        monkeypatch.setattr(type(address.st.context), "url", url)
        links = [one.value for one in opened("present", edit="true", growth="4").code]
        assert [one.split("?")[0] for one in links] == [f"{root}/reallocate", f"{root}/present"]
