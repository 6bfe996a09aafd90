"""Tests of every page, file and link with one more of each record: no test file, but what
`test_catalogue.py` starts a program for."""

import json
from datetime import date

import pytest

from lib import lever_words
from lib.catalogue.indicators import MODELLED
from lib.errors import BadScenario
from lib.exports.files import OUTPUTS, make, together
from lib.findings import statistics
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.findings.pack import Pack, collect
from lib.findings.pack_pages import PAGES as PAGES_OF_PACK
from lib.findings.spread import unequal
from lib.scenarios import ends, link, standing
from lib.scenarios.record import Scenario, from_json, schema
from lib.ui import cache
from lib.ui.pages import PAGES
from lib.ui.reallocate import keeping
from lib.ui.reallocate.sections import SECTIONS
from lib.uploads import own, reading
from lib.variation import summary
from tests.app.pages import everything, open_section, opened, words
from tests.records import SYNTHETIC

FILTERS = Filters(basis="national", weighted=False, standard=35.0, standard_label="", district=None)


@pytest.mark.parametrize("page", [page.stem for page in PAGES])
def test_every_page_opens_with_one_more_of_each(page: str) -> None:
    assert not opened(page).exception


def test_figures_of_new_records_are_shown_and_compared() -> None:
    label = SYNTHETIC.label
    assert label in everything(opened(indicator=label, district=cache.place().areas.name.iloc[0]))
    assert "Children referred" in everything(opened("variation", measure=label))
    methods = words(opened("methods"))
    for text in (label, "How many come late", "outreach 5% of spend"):
        assert text in methods, text


def test_a_new_measure_that_is_brought_in_runs_its_indicator() -> None:
    base = cache.deployed()
    lines = ["Area,Year,Measure,Number"]
    for i, code in enumerate(base.areas.order):
        lines += [
            f"{code},2024/25,Sent home,{300 + 10 * i}",
            f"{code},2024/25,waiting_one_contact,{500 + 10 * i}",
        ]
        lines += [
            f"{code},2024/25,treated_two_contacts,{600 + 10 * i}",
            f"{code},2024/25,referred,{1500 + 20 * i}",
        ]
    spend = ["Area,Year,Service,Spend"]
    spend += [
        f"{code},2024/25,{name},100000"
        for code in base.areas.order
        for name in ("early", "community", "crisis", "Street work")
    ]
    found = reading.read(
        [("c.csv", "\n".join(lines).encode()), ("s.csv", "\n".join(spend).encode())], base
    )
    assert not found.refused and all(not table.faults for table in found.tables)
    mine = own.bring_in(base, found.sound)
    for page in PAGES:
        opened(page.stem, mine)
    said = everything(opened("access_map", mine, indicator="Discharged"))
    assert "Discharged (per 100 children waiting one contact, 2024/25) is highest in" in said
    assert "Children waiting one contact" in everything(
        opened("variation", mine, measure="Discharged")
    )
    assert "25% early, 25% intensive, 25% outreach" in everything(opened("your_data", mine))


def test_a_new_service_and_assumption_have_their_widgets_and_move_the_model() -> None:
    app = opened("reallocate")
    assert (
        app.number_input(key="late").value == 12
        and app.number_input(key="outreach_spend").value == 5
    )
    assert app.slider(key="outreach").label == "Shift to outreach"
    app.slider(key="outreach").set_value(10.0).run()
    assert "+10 points to outreach services: about" in words(app)
    for section in SECTIONS:
        open_section(app, section)
        assert not app.run().exception, section
    open_section(app, "How sure is it?")
    said = everything(app.run())
    assert "Children who come late, % (A99)" in said and "Outreach: children reached (A2)" in said
    app = opened("reallocate")
    open_section(app, "Ask the model")
    app.run()
    next(button for button in app.button if button.label == "Ask").click().run()
    assert not app.exception and 'class=\\"answer\\"' in everything(app)


def test_a_link_and_a_file_carry_them() -> None:
    place = cache.place()
    scenario = Scenario.model_validate(
        {
            "late": 15,
            "pace": {"late_who": "old"},
            "services": {"outreach_spend": 7},
            "levers": {"outreach": 5},
        }
    )
    sent = link.query(scenario, place, "percent")
    assert sent == {
        "late": ["15"],
        "late_who": ["old"],
        "outreach_spend": ["7"],
        "outreach": ["5"],
    }
    assert standing.scenario(link.read(sent, place), place) == scenario
    assert from_json(scenario.to_json(), place.areas.order) == scenario
    app = opened("reallocate", late="15", late_who="old", outreach_spend="7", outreach="5")
    assert (app.number_input(key="late").value, app.slider(key="outreach").value) == (15, 5)
    assert app.selectbox(key="late_who").value == "old"
    assert "brought" not in words(app) and ends.within({"late": ["99"]})[0] == {"late": ["20"]}
    limits = json.loads(schema())["properties"]["late"]
    assert (limits["minimum"], limits["maximum"], limits["default"]) == (4, 20, 12)
    who = json.loads(schema())["$defs"]["Pace"]["properties"]["late_who"]
    assert (who["enum"], who["default"]) == (["young", "old"], "young")


def test_a_new_choice_has_its_widget_and_is_compared_in_words() -> None:
    areas = cache.place().areas
    who = opened("reallocate").selectbox(key="late_who")
    assert (who.label, who.options) == (
        "Who comes late (A99)",
        ["Mostly the young", "Mostly the old"],
    )
    with pytest.raises(BadScenario, match="“nobody” is not a value of “late_who”"):
        link.read({"late_who": ["nobody"]}, cache.place())
    assert lever_words.lever("pace.late_who", areas, cache.tables().place) == "Who comes late (A99)"
    assert lever_words.lever_value("pace.late_who", "old", areas) == "the old"


def test_a_new_statistic_is_a_tile_a_row_of_every_table_and_words_of_the_pack() -> None:
    view = unequal(cache.safe_context(), MODELLED, FILTERS)
    estimate = view.spread.estimates["furthest"]
    sentence = statistics.answer(view, "furthest")
    assert f"is {estimate.value:.0%} away: {estimate.value:.2f} (95% interval" in sentence
    shown = everything(opened("variation"))
    assert "<dt>Furthest off<dd>" in shown and sentence in shown
    assert "How far is the area that is furthest off?" in shown
    methods = everything(opened("methods"))
    assert sentence in methods and "The largest distance of a rate from their mean" in methods
    pack = collected()
    spread = pack.every["variation"]
    assert sentence in list(spread.sheet.frame.Answer) and spread.backup is not None
    assert any(sentence in line for line in spread.backup[1])
    page = next(file for file in make(pack, ["page"])).content.decode()
    assert "Furthest from the mean" in page or sentence in page


def test_a_new_statistic_leaves_the_intervals_of_the_others() -> None:
    """They draw from one stream of random numbers, the new one last."""
    tables = cache.safe_context().tables
    view = unequal(cache.safe_context(), MODELLED, FILTERS)
    kept = summary.ESTIMATED.pop("furthest")
    try:
        without = unequal(Context(tables=tables), MODELLED, FILTERS)
    finally:
        summary.ESTIMATED["furthest"] = kept
    estimates = dict(view.spread.estimates)
    estimates.pop("furthest")
    assert estimates == without.spread.estimates


def test_old_links_and_files_open_beside_them() -> None:
    place = cache.place()
    assert (
        standing.scenario(link.read({"early_spend": ["12"]}, place), place).at(
            ("services", "early_spend")
        )
        == 12
    )
    assert (
        from_json('{"version": 1, "services": {"early_spend": 12}}', place.areas.order).at(
            ("late",)
        )
        == 12
    )


def collected() -> Pack:
    """A pack with the new records at other values than their own."""
    scenario = keeping.stamped(Scenario.model_validate({"late": 15, "levers": {"outreach": 5}}))
    chosen = {
        "audience": "board",
        "districts": [],
        "parts": list(PAGES_OF_PACK),
        "made_on": date(2026, 3, 2),
        "link": "x",
    }
    return collect(cache.safe_context(), scenario, FILTERS, **chosen)


def test_the_pack_has_them() -> None:
    pack = collected()
    said = {assumption.key: assumption.value for assumption in pack.assumptions}
    assert said["A99"] == "15% come late, Mostly the young"
    assert said["A2"].endswith("; outreach 5% and 10%")
    files = list(make(pack, list(OUTPUTS)))
    assert len(files) == len(OUTPUTS) and len(together(pack, files).content) > 1000
