"""Every page through app.py, without a browser: no exception, its point in words, its state from
the link."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.catalogue.indicators import INDICATORS
from lib.markdown import verbatim
from lib.model.need import BASES
from lib.scenarios import link
from lib.ui import cache
from lib.ui.pages import PAGES
from tests.app.pages import ROOT, TIMEOUT, opened, words
from tests.bundled import (
    HERE,
    HIGHEST,
    LATER,
    NAME,
    OLD_NAME,
    PARTS,
    PERIOD,
    PLACE,
    PUBLISHED,
    SPLIT,
    standing,
)


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
    app.selectbox(key="period").select(LATER[-1]).run()
    assert f"{PERIOD} pattern carried forward" in words(app)


def test_a_district_opens_its_panel() -> None:
    split = PUBLISHED["split"]
    most = round(100 * split["lsoas"] / split["of"])
    inside = HERE.tables.crosswalk.table.set_index("area_code").part_code[SPLIT]
    (rest,) = set(inside) - {split["part"]}
    app = opened(district=NAME[SPLIT])
    assert NAME[SPLIT] == split["area"] and NAME[SPLIT] in [h.value for h in app.header]
    said = words(app)
    assert f"{PARTS[split['part']]} {most}% and {PARTS[rest]} {100 - most}%" in said
    assert "By itself (A5) it is surely above" in said
    assert f"The {PLACE.part} {PARTS[split['part']]} had" in said
    next(b for b in app.button if b.label == "Close panel").click().run()
    assert NAME[SPLIT] not in [h.value for h in app.header]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"colour": "red"}, "“colour” is not a setting"),
        ({"district": OLD_NAME}, f"“{OLD_NAME}” is not a value of “district”"),
        ({"elasticity": "lots"}, "“lots” is not a value of “elasticity”"),
        (standing({HIGHEST: "lots"}), f"“lots” is not a value of “{link.slug(NAME[HIGHEST])}”"),
        (
            {"indicator": "Mean wait", "period": LATER[-1]},
            f"Mean wait has no figures for {LATER[-1]}, only for {PERIOD}",
        ),
    ],
)
def test_a_stale_link_says_so_and_opens_with_defaults(query: dict, says: str) -> None:
    app = opened(**query)
    assert says in " ".join(w.value for w in app.warning)
    assert app.selectbox(key="district").value is None


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


def test_a_name_is_text_and_never_markup() -> None:
    from lib.scenarios.record import Scenario
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
