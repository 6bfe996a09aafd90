"""The Present page: what it sends, and what its edit mode keeps."""

import json

from streamlit.testing.v1 import AppTest

from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.findings.story import OWN_WORDS, STEPS
from lib.scenarios import link
from lib.scenarios.record import Scenario, Story, Told, from_json
from lib.ui import cache
from lib.ui.scenarios import saved
from lib.ui.session import SCENARIO, TRIED
from tests.app.pages import opened
from tests.app.test_your_data import MINE
from tests.bundled import HERE, LATER, NAME, moving

MOVED = link.query(moving(), HERE.linked(), "percent")


def sent(app: AppTest) -> list[dict]:
    """The steps as the browser has them."""
    return data(app)["steps"]


def data(app: AppTest) -> dict:
    (found,) = [
        one.proto.json
        for one in app.main
        if one.type == "bidi_component" and '"steps"' in one.proto.json
    ]
    return json.loads(found)


def editing(**query: str | list[str]) -> AppTest:
    return opened("present", **MOVED | {"edit": "true"} | query)


def story(app: AppTest) -> Story:
    return app.session_state[SCENARIO].story


def test_all_steps_are_sent_at_once() -> None:
    usual = [key for key, step in STEPS.items() if step.usual and key != "shorter"]
    assert [step["key"] for step in sent(opened("present", **MOVED))] == usual
    assert [s["key"] for s in sent(opened("present"))] == [
        "where",
        "unequal",
        "worst",
        "promised",
        "what_if",
        "ask",
    ]


def test_a_link_opens_the_story_at_its_step_and_in_its_room() -> None:
    app = opened("present", step="ask", room="dark", **MOVED)
    assert not app.warning and data(app)["room"] == "dark"
    stale = opened("present", step="of_old")
    assert "“of\\_old” is not a value of “step”" in " ".join(w.value for w in stale.warning)


def test_words_order_and_hidden_steps_are_kept_and_opened_again() -> None:
    app = editing()
    app.text_area(key="message_where").set_value("Look <b>here</b>").run()
    app.text_area(key="note_where").set_value("Breathe").run()
    app.toggle(key="shown_sure").set_value(False).run()
    app.button(key="down_where").click().run()
    assert story(app).told == {"where": Told(message="Look <b>here</b>", note="Breathe")}
    assert story(app).hidden == ("sure",) and story(app).order[:2] == ("unequal", "where")
    next(b for b in app.button if b.label == "Save as new").click().run()
    kept = cache.store().listed()[0]
    assert from_json(kept.body, HERE.tables.areas.order).story == story(app)
    again = opened("scenarios")
    again.selectbox(key="saved_scenario").select(saved.label(kept)).run()
    next(b for b in again.button if b.label == "Open").click().run()
    assert again.session_state[SCENARIO].story == story(app)
    query = link.query(again.session_state[SCENARIO], HERE.linked(), "percent")
    steps = sent(opened("present", **query))
    assert [step["key"] for step in steps][:2] == ["unequal", "where"]
    assert "sure" not in [step["key"] for step in steps]
    where = steps[1]
    assert where["message"] == "Look <b>here</b>" and OWN_WORDS in where["source"]
    assert where["note"] == ""  # no link has it


def test_a_moved_lever_and_the_storys_words_stay_beside_each_other() -> None:
    app = editing()
    app.text_area(key="message_ask").set_value("Decide today").run()
    app.selectbox(key="basis").select("survey_2017").run()
    assert story(app).told["ask"].message == "Decide today"
    next(b for b in app.button if b.label.startswith("Back to")).click().run()
    assert story(app) == Story() and app.text_area(key="message_ask").value == ""


def test_where_every_step_is_hidden_there_is_something_to_bring_them_back() -> None:
    app = opened("present", story=json.dumps({"hidden": list(STEPS)}))
    assert app.toggle(key="shown_where").value is False
    app.toggle(key="shown_where").set_value(True).run()
    app.button(key="present_now").click().run()
    assert [step["key"] for step in sent(app)] == ["where"]


def test_the_live_steps_slider_leaves_the_scenario_as_it_was() -> None:
    app = opened("present", **MOVED)
    before = app.session_state[SCENARIO]
    (slider,) = [one for one in app.slider if one.key.startswith("live_slider")]
    slider.set_value(slider.value + 5).run()
    assert app.session_state[SCENARIO] == before and not app.exception
    app.run()  # the whole page: it was left
    (again,) = [one for one in app.slider if one.key.startswith("live_slider")]
    assert TRIED not in app.session_state and again.value == slider.value - 5


def test_a_readers_own_figures_say_so_on_every_step() -> None:
    app = opened("present", MINE)
    assert not app.exception
    for step in sent(app):
        published = ("promised", "at_risk", "trajectory", "waits")
        of_own = step["key"] not in published
        assert (step["known"] in ("uploaded", "modelled")) == of_own
        assert ("partnership's own" in step["source"]) == of_own


def test_levers_that_do_not_go_together_are_said_in_a_sentence() -> None:
    code = HERE.tables.areas.order[0]
    app = opened("present", moves=f"{code}.-9999999")
    assert "cannot lose more than all of its spend" in " ".join(w.value for w in app.warning)
    assert NAME[code] in " ".join(w.value for w in app.warning)


def test_a_name_is_text_on_the_stage() -> None:
    name = "<img src=x onerror=alert(1)>"
    app = opened("present", **MOVED | {"name": name})
    ask = next(step for step in sent(app) if step["key"] == "ask")
    assert name in ask["message"] and "<img" not in ask["wide"]


def test_the_story_is_of_the_figure_that_is_chosen_and_edit_mode_chooses_it() -> None:
    app = editing(indicator="mean_wait")
    assert app.selectbox(key="figure").value == "mean_wait"
    assert "indicator=mean_wait" in " ".join(code.value for code in app.code)
    app.button(key="present_now").click().run()
    steps = {step["key"]: step for step in sent(app)}
    label = INDICATORS["mean_wait"].label
    for key in ("where", "unequal", "worst"):
        assert label in steps[key]["message"], key
    for key in ("proposal", "what_if", "costs", "sure", "ask"):
        assert steps[key]["caution"].startswith("Of the access rate: the model moves that"), key


def saved_on(app: AppTest) -> Scenario:
    """What “Save as new” keeps."""
    next(b for b in app.button if b.label == "Save as new").click().run()
    return from_json(cache.store().listed()[0].body, HERE.tables.areas.order)


def told_by(scenario: Scenario, **query: str) -> str:
    """The first step of a scenario that is opened by its link."""
    link_to = link.query(scenario, HERE.linked(), "percent")
    return sent(opened("present", **link_to | query))[0]["source"]


def test_the_figure_of_a_story_is_saved_with_it_and_opened_whatever_is_looked_at() -> None:
    wait, first = INDICATORS["mean_wait"], INDICATORS[MODELLED]
    app = editing()
    app.selectbox(key="figure").select("mean_wait").run()
    app.button(key="present_now").click().run()
    steps = sent(app)
    assert wait.label in steps[0]["message"]
    kept = saved_on(editing(**link.query(app.session_state[SCENARIO], HERE.linked(), "percent")))
    assert kept.story.indicator == "mean_wait"
    assert told_by(kept, indicator=first.key) == steps[0]["source"]


def test_what_is_shown_is_saved_though_it_was_chosen_on_another_page() -> None:
    of_map = {"indicator": MODELLED, "period": LATER[-1]}
    kept = saved_on(editing(**of_map))
    assert (kept.story.indicator, kept.story.period) == (MODELLED, LATER[-1])
    assert LATER[-1] in told_by(kept) and LATER[-1] not in told_by(moving())


def test_words_stay_with_the_figure_that_they_were_written_of() -> None:
    app = editing(indicator="mean_wait")
    app.text_area(key="message_ask").set_value("Waits are long").run()
    assert story(app).indicator == "mean_wait"
    next(b for b in app.button if b.label.startswith("Back to")).click().run()
    assert story(app) == Story()


def test_each_step_marks_the_first_use_of_a_term_and_every_piece_is_text() -> None:
    steps = sent(opened("present", **MOVED | {"name": "<b>SCV</b>"}))
    for step in steps:
        texts = {**step, "known": step["known"].upper()}
        meanings = [meaning for said in step["terms"].values() for _, meaning in said if meaning]
        assert len(meanings) == len(set(meanings))
        for name, said in step["terms"].items():
            assert "".join(piece for piece, _ in said) == texts[name]
    where = next(step for step in steps if step["key"] == "where")
    assert any(piece == "APPORTIONED" and meaning for piece, meaning in where["terms"]["known"])
    ask = next(step for step in steps if step["key"] == "ask")
    assert ["SCV", next(m for p, m in ask["terms"]["message"] if m)] in ask["terms"]["message"]
    assert "<b>" in ask["terms"]["message"][0][0]
