"""Every page through app.py, without a browser: no exception, its point in words, its state from
the link."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Slider
from streamlit.util import calc_hash

from lib.catalogue.indicators import INDICATORS
from lib.markdown import verbatim
from lib.model.need import BASES
from lib.model.reallocation import SHARED_BY
from lib.ui.pages import PAGES

ROOT = Path(__file__).parents[2]
TIMEOUT = 60


def opened(page: str = "access_map", **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT)
    for name, value in query.items():
        app.query_params[name] = value
    if page != PAGES[0].stem:
        # AppTest.switch_page knows only the old pages/ scheme; st.navigation names a page by the
        # hash of its address.
        app._page_hash = calc_hash(page)
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    held = [*app.header, *app.markdown, *app.caption, *app.get("html")]
    return " ".join(str(getattr(e, "value", None) or getattr(e.proto, "body", "")) for e in held)


def open_section(app: AppTest, name: str) -> None:
    """Open a part of the Reallocate page on its next run."""
    if name == "Ask the model":
        app.session_state["asking"] = True
    else:
        app.session_state["section"] = name


def of(app: AppTest, district: str) -> Slider:
    """A district's slider."""
    return next(s for s in app.slider if s.label.partition(" (")[0] == district)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_page_opens_with_one_title_and_the_footer(page, tables) -> None:
    app = opened(page.stem)
    assert [t.value for t in app.title] == [page.asked(tables.place.name)]
    assert "Open Government Licence v3.0" in words(app)
    assert "No service count is published by district" in words(app)


@pytest.mark.parametrize("key", INDICATORS)
def test_every_figure_is_shown_with_its_kind(key: str) -> None:
    app = opened(indicator=key)
    assert app.selectbox(key="indicator").value == key
    said = words(app)
    assert any(kind in said for kind in ("APPORTIONED", "MODELLED", "PUBLISHED"))


@pytest.mark.parametrize("basis", BASES)
def test_every_need_basis_works_on_every_page(basis: str) -> None:
    for page in PAGES:
        app = opened(page.stem)
        app.selectbox(key="basis").select(basis).run()
        app.toggle(key="weighted").set_value(True).run()
        assert not app.exception, (page.stem, app.exception)


def test_the_standard_is_drawn_on_the_national_basis_only() -> None:
    app = opened()
    assert "Reach 35 in 100" in words(app)
    app.selectbox(key="basis").select("survey_2017").run()
    assert "Reach 35 in 100" not in words(app)
    assert "defined on the national basis only" in words(app)


def test_later_years_say_they_are_modelled() -> None:
    app = opened()
    app.selectbox(key="period").select("2021/22").run()
    assert "2019/20 pattern carried forward" in words(app)


def test_a_district_opens_its_panel() -> None:
    app = opened(district="Dover")
    assert "Dover" in [h.value for h in app.header]
    said = words(app)
    assert "South Kent Coast 85% and Canterbury and Coastal 15%" in said
    assert (
        "By itself (A5) it is surely above" in said
        and "The former CCG South Kent Coast had" in said
    )
    next(b for b in app.button if b.label == "Close panel").click().run()
    assert "Dover" not in [h.value for h in app.header]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"colour": "red"}, "“colour” is not a setting"),
        ({"district": "Shepway"}, "“Shepway” is not a value of “district”"),
        ({"elasticity": "lots"}, "“lots” is not a value of “elasticity”"),
        ({"thanet": "lots"}, "“lots” is not a value of “thanet”"),
        (
            {"indicator": "Mean wait", "period": "2021/22"},
            "Mean wait has no figures for 2021/22, only for 2019/20",
        ),
    ],
)
def test_a_stale_link_says_so_and_opens_with_defaults(query: dict, says: str) -> None:
    app = opened(**query)
    assert says in " ".join(w.value for w in app.warning)
    assert app.selectbox(key="district").value is None


def test_sliders_move_only_their_own_district() -> None:
    app = opened("reallocate")
    of(app, "Thanet").set_value(-10).run()
    assert not app.exception
    said = words(app)
    assert "£244,000 moved; £244,000 still to place." in said
    assert of(app, "Dartford").value == 0
    of(app, "Dartford").set_value(30).run()
    assert "over budget: not affordable" in words(app)
    next(b for b in app.button if b.label == "Reset sliders").click().run()
    assert of(app, "Thanet").value == 0
    assert "Nothing is moved yet" in words(app)


def test_methods_name_every_assumption_figure_and_source(tables) -> None:
    said = words(opened("methods"))
    for key, assumption in tables.assumptions.items():
        assert key in said and assumption["title"].split("'")[0] in said
    for publication in tables.publications.values():
        assert publication["title"].split("'")[0] in said
    assert "OpenStreetMap contributors" in said


def test_damaged_data_stop_the_app_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import streamlit as st

    from lib import sources
    from lib.errors import DataFault

    def damaged(*places) -> None:
        raise DataFault(
            "counts.csv is missing from data/. Restore the file from the release, or run `make"
            " data` to rebuild it."
        )

    st.cache_resource.clear()
    monkeypatch.setattr(sources, "read_all", damaged)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT).run()
    st.cache_resource.clear()
    assert [e.value for e in app.error] == [
        r"counts.csv is missing from data/. Restore the file from the release, or run \`make data\`"
        r" to rebuild it."
    ]
    assert not app.header


def test_the_rest_is_placed_and_a_locked_district_stays() -> None:
    app = opened("reallocate", thanet="-20", locked="Dover")
    assert of(app, "Dover").disabled
    next(b for b in app.button if b.label == "Place the rest").click().run()
    assert "every pound is placed" in words(app)
    assert of(app, "Dover").value == 0 and of(app, "Dartford").value > 0


def test_a_browser_that_has_not_drawn_an_answer_yet_does_not_undo_it() -> None:
    """A click between the answer's maps and its sliders still reports where the sliders stood
    before."""
    app = opened("reallocate", thanet="-20")
    before = app._tree.get_widget_states()
    next(b for b in app.button if b.label == "Place the rest").click().run()
    moves = app.query_params["moves"]
    app._run(before)
    assert "every pound is placed" in words(app)
    app.run()
    assert "every pound is placed" in words(app) and app.query_params["moves"] == moves
    of(app, "Thanet").set_value(-10).run()
    assert "over budget" in words(app)


def test_every_question_is_answered_or_refused_in_a_sentence() -> None:
    from lib.model.allocate import OBJECTIVES
    from lib.ui import cache

    app = opened("reallocate", shared_by=SHARED_BY["need"])
    open_section(app, "Ask the model")
    app.run()
    for objective in OBJECTIVES.values():
        label = cache.deployed().place.say(objective.label)
        app.selectbox(key="objective").select(label).run()
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
        {"floor": "0", "thanet": "-100"},
        {"growth": "-10", "elasticity": "1"},
        {
            "curve": "Saturating",
            "early": "20",
            "intensive": "-20",
            "release": "true",
            "shift_for": "Thanet",
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
    assert "Dartford is still 16% under in year 1 and 8% in year 2" in words(
        app
    ) and "The whole budget grows" not in words(app)
    grown = opened("reallocate", target="Fair share by need", pace_growth="3")
    grown.session_state["section"] = "Getting there"
    grown.run()
    assert "The whole budget grows 3% a year after inflation" in words(grown)
    assert "Dartford is still 18% under in year 1" in words(grown)


@pytest.mark.parametrize("digits", [5, 400, 5000])
def test_a_number_of_any_length_in_a_link_is_opened_or_refused_in_a_sentence(digits: int) -> None:
    app = opened("reallocate", thanet="9" * digits)
    assert not app.exception
    assert (
        of(app, "Thanet").label == "Thanet (above its cap)"
        if digits == 5
        else "is not a value of “thanet”" in app.warning[0].value
    )


def test_an_unaffordable_scenario_says_so_and_still_computes() -> None:
    said = words(opened("reallocate", dartford="30"))
    assert "over budget: not affordable" in said and "more children a year (A1, A3)" in said


def test_a_pack_on_a_scenario_that_is_not_affordable_says_so() -> None:
    app = opened("reallocate", dartford="30")
    app._page_hash = calc_hash("pack")
    app.run()
    assert not app.exception and "over budget: not affordable as it stands" in words(app)


def test_a_tampered_scenario_link_is_not_half_applied() -> None:
    app = opened("reallocate", thanet="-10", elasticity="9.9.9", growth="5")
    assert (
        "“9.9.9” is not a value of “elasticity” and nothing else of its scenario was used"
        in " ".join(w.value for w in app.warning)
    )
    assert of(app, "Thanet").value == 0 and app.slider(key="growth").value == 0


def test_a_link_with_numbers_that_no_widget_can_stand_at_opens_all_else_and_says_so() -> None:
    app = opened(
        "reallocate",
        thanet="-10",
        elasticity="9",
        growth="5",
        early="99",
        floor="95",
        cap="90",
        name="Sent",
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
    assert of(app, "Thanet").value == -10 and "Sent" in words(app)
    app.run()
    assert app.slider(key="early").value == 30 and app.query_params["early"] == "30"


def test_a_change_that_no_district_can_bear_is_kept_marked_and_can_be_brought_to_the_floor() -> (
    None
):
    moves = "E07000114.-9999"
    app = opened("reallocate", moves=moves, name="Too much")
    assert "cannot lose more than all of its spend" in " ".join(w.value for w in app.warning)
    assert app.query_params["moves"] == moves and "Too much" in words(app)
    assert of(app, "Thanet").label == "Thanet (below its floor)"
    next(b for b in app.button if b.label == "Bring Thanet to the floor").click().run()
    assert of(app, "Thanet").label == "Thanet" and of(app, "Thanet").value == -30
    assert "still to place" in words(app) and not app.warning


def test_a_name_is_text_and_never_markup() -> None:
    from lib.scenarios.record import Scenario
    from lib.ui import cache
    from lib.ui.scenarios import saved

    kept = cache.store().add(Scenario(name="**Bold** [plan](x)"))
    app = opened("scenarios")
    app.selectbox(key="saved_scenario").select(saved.label(kept)).run()
    next(b for b in app.button if b.label == "Open").click().run()
    assert any(r"“\*\*Bold\*\* \[plan\](x)”" in s.value for s in app.success)


@pytest.mark.parametrize(
    "text",
    ["![x](//host/a)", "[Sign in again](//evil)", "https://evil.example/a", ":red[stop] $x$ <b>"],
)
def test_what_a_link_carries_is_text_and_never_markup(text: str) -> None:
    for query in (
        {text: "1"},
        {"district": text},
        {"elasticity": text},
        {"locked": text},
        {"moves": text},
    ):
        app = opened("reallocate", **query)
        (said,) = (w.value for w in app.warning)
        assert f"“{verbatim(text)}”" in said and text not in said


def test_changed_data_are_said_when_a_scenario_is_opened() -> None:
    from lib.scenarios.record import Scenario
    from lib.ui import cache
    from lib.ui.reallocate import keeping
    from lib.ui.scenarios import saved

    scenario = keeping.stamped(Scenario(name="Before the new figures"))
    code = next(iter(scenario.figures))
    old = scenario.figures[code].model_copy(update={"treated": scenario.figures[code].treated - 3})
    kept = cache.store().add(
        scenario.model_copy(
            update={"figures": scenario.figures | {code: old}, "data_version": "older"}
        )
    )
    app = opened("scenarios")
    app.selectbox(key="saved_scenario").select(saved.label(kept)).run()
    next(b for b in app.button if b.label == "Open").click().run()
    said = " ".join(w.value for w in app.warning)
    assert "The data have changed since it was kept" in said and "children treated" in said


def test_a_link_holds_on_the_first_run_and_not_only_after_a_move() -> None:
    """Growth, elasticity and shift have their widgets inside the part that follows the sliders."""
    app = opened("reallocate", growth="10", early="20")
    first = next(t for t in words(app).split("<dl") if "Children reached a year" in t)
    app.run()
    again = next(t for t in words(app).split("<dl") if "Children reached a year" in t)
    assert first == again and "£2.37m still to place" in words(app)
    assert "15,190" not in first.split("</dl>")[0]
