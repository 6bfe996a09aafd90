"""The Reallocate page: sliders, questions and links that come to it, without a browser."""

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Slider
from streamlit.util import calc_hash

from lib.model.need import BASES
from lib.model.reallocation import SHARED_BY
from lib.scenarios import link
from tests.app.pages import open_section, opened, words
from tests.bundled import HIGHEST, LOWEST, NAME, PERIOD, PLACE, PUBLISHED, SPLIT, of_today, standing


def of(app: AppTest, district: str) -> Slider:
    """A district's slider."""
    return next(s for s in app.slider if s.label.partition(" (")[0] == district)


def test_sliders_move_only_their_own_district() -> None:
    app = opened("reallocate")
    of(app, NAME[HIGHEST]).set_value(-10).run()
    assert not app.exception
    said, taken = words(app), -of_today(HIGHEST, -10)
    assert f"£{taken:,} moved; £{taken:,} still to place." in said
    assert of(app, NAME[LOWEST]).value == 0
    of(app, NAME[LOWEST]).set_value(30).run()
    assert "over budget: not affordable" in words(app)
    next(b for b in app.button if b.label == "Reset sliders").click().run()
    assert of(app, NAME[HIGHEST]).value == 0
    assert "Nothing is moved yet" in words(app)


def test_the_rest_is_placed_and_a_locked_district_stays() -> None:
    app = opened("reallocate", locked=NAME[SPLIT], **standing({HIGHEST: -20}))
    assert of(app, NAME[SPLIT]).disabled
    next(b for b in app.button if b.label == "Place the rest").click().run()
    assert "every pound is placed" in words(app)
    assert of(app, NAME[SPLIT]).value == 0 and of(app, NAME[LOWEST]).value > 0


def test_a_browser_that_has_not_drawn_an_answer_yet_does_not_undo_it() -> None:
    """A click between the answer's maps and its sliders still reports where the sliders stood
    before."""
    app = opened("reallocate", **standing({HIGHEST: -20}))
    before = app._tree.get_widget_states()
    next(b for b in app.button if b.label == "Place the rest").click().run()
    moves = app.query_params["moves"]
    app._run(before)
    assert "every pound is placed" in words(app)
    app.run()
    assert "every pound is placed" in words(app) and app.query_params["moves"] == moves
    of(app, NAME[HIGHEST]).set_value(-10).run()
    assert "over budget" in words(app)


def test_every_question_is_answered_or_refused_in_a_sentence() -> None:
    from lib.model.allocate import OBJECTIVES

    app = opened("reallocate", shared_by=SHARED_BY["need"])
    open_section(app, "Ask the model")
    app.run()
    for objective in OBJECTIVES.values():
        app.selectbox(key="objective").select(PLACE.say(objective.label)).run()
        next(b for b in app.button if b.label == "Ask").click().run()
        assert not app.exception, (objective.key, app.exception)
        assert 'class="answer"' in words(app) or app.warning, objective.key
    assert "By its figure every district reaches 35 in 100 with" in words(app)


@pytest.mark.parametrize(
    "section", ["Ask the model", "How sure is it?", "Getting there", "Explain", "Keep and send"]
)
@pytest.mark.parametrize(
    "query",
    [
        {"floor": "0", **standing({HIGHEST: -100})},
        {"growth": "-10", "elasticity": "1"},
        {
            "curve": "Saturating",
            "early": "20",
            "intensive": "-20",
            "release": "true",
            "shift_for": NAME[HIGHEST],
        },
        {
            "basis": BASES["survey_2023"].label,
            "weighted": "true",
            "standard": "Own",
            "own_standard": "20",
        },
        {"pace_least": "20", "pace_most": "10"},
        {"early_spend": "80", "intensive_spend": "19", "early": "-5"},
    ],
)
def test_extreme_levers_give_an_answer_or_a_sentence(section: str, query: dict) -> None:
    app = opened("reallocate", **query)
    open_section(app, section)
    app.run()
    assert not app.exception
    assert app.warning or "After (95% interval)" in words(app)


def test_a_shift_from_intensive_is_held_back_and_says_so() -> None:
    app = opened("reallocate", intensive="-5")
    assert "Held back: 5 points" in words(app) and "Nothing is moved. Held back" in words(app)
    assert "Held back" not in words(opened("reallocate", intensive="-5", release="true"))


def test_a_question_at_an_elasticity_above_one_is_refused_in_a_sentence() -> None:
    app = opened("reallocate", elasticity="1.13")
    assert not app.exception and app.slider(key="elasticity").value == 1.13
    open_section(app, "Ask the model")
    app.run()
    next(b for b in app.button if b.label == "Ask").click().run()
    assert "the solver needs an elasticity (A3) of at most 1; it stands at 1.13" in " ".join(
        w.value for w in app.warning
    )


def test_getting_there_names_whom_the_growth_cap_holds_and_says_where_growth_acts() -> None:
    app = opened("reallocate", target="Fair share by need")
    app.session_state["section"] = "Getting there"
    app.run()
    pace = PUBLISHED["pace"]
    first, second = pace["under"]
    assert f"{pace['area']} is still {first}% under in year 1 and {second}% in year 2" in words(app)
    assert "The whole budget grows" not in words(app)
    grown = opened("reallocate", target="Fair share by need", pace_growth="3")
    grown.session_state["section"] = "Getting there"
    grown.run()
    assert "The whole budget grows 3% a year after inflation" in words(grown)
    assert f"{pace['area']} is still {pace['under_with_growth']}% under in year 1" in words(grown)


@pytest.mark.parametrize("digits", [5, 400, 5000])
def test_a_number_of_any_length_in_a_link_is_opened_or_refused_in_a_sentence(digits: int) -> None:
    app = opened("reallocate", **standing({HIGHEST: "9" * digits}))
    assert not app.exception
    assert (
        of(app, NAME[HIGHEST]).label == f"{NAME[HIGHEST]} (above its cap)"
        if digits == 5
        else f"is not a value of “{link.slug(NAME[HIGHEST])}”" in app.warning[0].value
    )


def test_an_unaffordable_scenario_says_so_and_still_computes() -> None:
    said = words(opened("reallocate", **standing({LOWEST: 30})))
    assert "over budget: not affordable" in said and "more children a year (A1, A3)" in said


def test_a_pack_on_a_scenario_that_is_not_affordable_says_so() -> None:
    app = opened("reallocate", **standing({LOWEST: 30}))
    app._page_hash = calc_hash("pack")
    app.run()
    assert not app.exception and "over budget: not affordable as it stands" in words(app)


def test_a_tampered_scenario_link_is_not_half_applied() -> None:
    app = opened("reallocate", elasticity="9.9.9", growth="5", **standing({HIGHEST: -10}))
    assert (
        "“9.9.9” is not a value of “elasticity” and nothing else of its scenario was used"
        in " ".join(w.value for w in app.warning)
    )
    assert of(app, NAME[HIGHEST]).value == 0 and app.slider(key="growth").value == 0


def test_a_link_with_numbers_that_no_widget_can_stand_at_opens_all_else_and_says_so() -> None:
    app = opened(
        "reallocate",
        elasticity="9",
        growth="5",
        early="99",
        floor="95",
        cap="90",
        name="Sent",
        **standing({HIGHEST: -10}),
    )
    said = " ".join(w.value for w in app.warning)
    assert (
        "Elasticity (A3): 9 was asked for, 1.13 is the most it can be" in said
        and "early intervention, points: 99 was asked for, 30 is" in said
    )
    assert (
        "Cap, % of today: 90 was asked for, 95 is the least it can be" in said
        and "All else is as it was sent." in said
    )
    assert (
        app.slider(key="elasticity").value == 1.13
        and app.slider(key="early").value == 30
        and app.slider(key="growth").value == 5
    )
    assert (app.number_input(key="floor").value, app.number_input(key="cap").value) == (95, 95)
    assert of(app, NAME[HIGHEST]).value == -10 and "Sent" in words(app)
    app.run()
    assert app.slider(key="early").value == 30 and app.query_params["early"] == "30"


def test_a_change_that_no_district_can_bear_is_kept_marked_and_can_be_brought_to_the_floor() -> (
    None
):
    name, moves = NAME[HIGHEST], f"{HIGHEST}.-9999"
    app = opened("reallocate", moves=moves, name="Too much")
    assert "cannot lose more than all of its spend" in " ".join(w.value for w in app.warning)
    assert app.query_params["moves"] == moves and "Too much" in words(app)
    assert of(app, name).label == f"{name} (below its floor)"
    next(b for b in app.button if b.label == f"Bring {name} to the floor").click().run()
    assert of(app, name).label == name and of(app, name).value == -30
    assert "still to place" in words(app) and not app.warning


def test_a_link_holds_on_the_first_run_and_not_only_after_a_move() -> None:
    """Growth, elasticity and shift have their widgets inside the part that follows the sliders."""
    app = opened("reallocate", growth="10", early="20")
    first = next(t for t in words(app).split("<dl") if "Children reached a year" in t)
    app.run()
    again = next(t for t in words(app).split("<dl") if "Children reached a year" in t)
    assert first == again and "£2.37m still to place" in words(app)
    treated = PUBLISHED["totals"]["treated_two_contacts"][PERIOD]
    assert f"{treated:,}" not in first.split("</dl>")[0]
