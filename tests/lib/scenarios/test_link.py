"""Links: those that earlier versions wrote still open, and those written now hold keys and area
codes alone."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import BadScenario
from lib.printable import one_line
from lib.scenarios import link, slider, standing
from lib.scenarios.record import (
    Levers,
    Scenario,
)
from tests.bundled import HERE, HIGHEST, LOWEST, NAME, ORDER, PUBLISHED
from tests.lib.scenarios.strategies import scenarios

# Each link as the version named wrote it, with the fields of its scenario that differ from the
# defaults. Those of 0.1.0 are in percent of today's spend, so their pounds change where that does.
OLD = list(
    csv.DictReader((Path(__file__).parents[2] / "data" / "old_links.csv").read_text().splitlines())
)
OLD_KEY = link.slug(NAME[HIGHEST])  # of its slider in links of the first releases


def opened(parameters: dict[str, list[str]]) -> Scenario:
    return standing.scenario(link.read(parameters, HERE.linked()), HERE.linked())


@pytest.mark.parametrize("old", OLD, ids=lambda old: f"{old['version']} {old['link'][:30]}")
def test_an_old_link_opens_the_scenario_it_was_made_of(old: dict[str, str]) -> None:
    scenario = Scenario.model_validate(json.loads(old["scenario"]))
    assert opened(parse_qs(old["link"])) == scenario
    assert opened(link.query(scenario, HERE.linked(), "percent")) == scenario


def test_a_link_written_now_has_no_label_and_no_name() -> None:
    place = HERE.linked()
    scenario = Scenario.model_validate(
        {
            "basis": "survey_2017",
            "shared_by": "need",
            "curve": "saturating",
            "standard": 32,
            "pace": {"target": "fair_share"},
        }
        | {
            "levers": {
                "changes": {HIGHEST: -500_000, LOWEST: 250_000},
                "locked": [LOWEST],
                "shift_only": HIGHEST,
            }
        }
    )
    moves = (f"{LOWEST}.250", f"{HIGHEST}.-500")
    assert link.query(scenario, place, "percent") == {
        "basis": ["survey_2017"],
        "shared_by": ["need"],
        "curve": ["saturating"],
        "target": ["fair_share"],
        "standard": ["benchmark_32"],
        "locked": [LOWEST],
        "shift_for": [HIGHEST],
        "moves": ["_".join(sorted(moves, key=lambda move: ORDER.index(move.split(".")[0])))],
    }
    assert link.query(Scenario(standard=33.5), place, "percent") == {
        "standard": ["own"],
        "own_standard": ["33.5"],
    }


def test_the_order_of_districts_is_no_part_of_a_link() -> None:
    place = HERE.linked()
    turned = replace(place, areas=replace(place.areas, name=place.areas.name[::-1]))
    scenario = Scenario(
        levers=Levers(changes={HIGHEST: -244_000, LOWEST: 250_000}, locked=(HIGHEST,))
    )
    assert turned.areas.order == place.areas.order[::-1]
    assert (
        standing.scenario(link.read(link.query(scenario, place, "pounds"), turned), turned)
        == scenario
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{HIGHEST}.1_{HIGHEST}.2",
        f"{HIGHEST}.1_2",
        f"{HIGHEST}.",
        f"{HIGHEST}.1.5",
        "0_0",
        f"{HIGHEST}_1",
    ],
)
def test_moves_that_cannot_be_meant_are_refused(text: str) -> None:
    with pytest.raises(BadScenario, match="is not a value of “moves”"):
        opened({"moves": [text]})


def test_a_move_of_a_district_elsewhere_is_refused_by_its_code() -> None:
    with pytest.raises(BadScenario, match="E07000001 is not a district of this dashboard"):
        opened({"moves": ["E07000001.5"]})


@settings(deadline=None, max_examples=60)
@given(scenarios(), st.sampled_from(slider.UNITS))
def test_a_link_opens_the_same_question_and_stays_short(scenario: Scenario, unit: str) -> None:
    parameters = link.query(scenario, HERE.linked(), unit)
    found = link.read(parameters, HERE.linked())
    opened = standing.scenario(found, HERE.linked())
    assert opened.question() == scenario.question()
    words = {key: link.said(key, getattr(scenario, key)) for key in link.SAID}
    assert (opened.reason == words["reason"] and opened.name == words["name"]) or not words["name"]
    assert found["unit"] == unit
    longest = quote_plus(max(NAME, key=len))
    host = f"https://access.example-health-and-care-partnership.nhs.uk/children/reallocate?district={longest}&"
    assert len(host + link.text(parameters)) < 1500


def test_the_plain_scenario_needs_no_parameter() -> None:
    assert link.query(Scenario(), HERE.linked(), "percent") == {}


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"elasticity": ["lots"]}, "“lots” is not a value of “elasticity”"),
        ({"growth": ["inf"]}, "“inf” is not a value of “growth”"),
        ({"basis": ["guess"]}, "“guess” is not a value of “basis”"),
        ({"locked": ["Shepway"]}, "“Shepway” is not a value of “locked”"),
        ({"moves": ["1_2"]}, "“1_2” is not a value of “moves”"),
        ({"weighted": ["perhaps"]}, "“perhaps” is not a value of “weighted”"),
        ({OLD_KEY: ["1e9"]}, f"“1e9” is not a value of “{OLD_KEY}”"),
        ({OLD_KEY: ["9" * 400]}, f"“{'9' * 40}” is not a value of “{OLD_KEY}”"),
        ({OLD_KEY: ["-" + "9" * 5000]}, f"“-{'9' * 39}” is not a value of “{OLD_KEY}”"),
        ({"years": ["9" * 400]}, "“9{40}” is not a value of “years”"),
        ({"growth": ["9" * 400]}, "“9{40}” is not a value of “growth”"),
    ],
)
def test_a_tampered_link_is_refused_whole_in_a_sentence(parameters: dict, says: str) -> None:
    with pytest.raises(BadScenario, match=says):
        link.read({"curve": ["Saturating"]} | parameters, HERE.linked())


@settings(deadline=None, max_examples=100)
@given(
    st.dictionaries(
        st.sampled_from([*standing.settings(Scenario(), HERE.linked(), "percent"), OLD_KEY]),
        st.lists(st.text(max_size=60), min_size=1, max_size=2),
    )
)
def test_no_link_crashes(parameters: dict) -> None:
    try:
        found = link.read(parameters, HERE.linked())
    except BadScenario as fault:
        assert len(str(fault)) < 400
        return
    assert isinstance(standing.scenario(found, HERE.linked()), Scenario)


def test_a_link_of_the_first_release_still_opens() -> None:
    """In percent of today's spend, by the districts' names."""
    code = HERE.tables.areas.code
    rows = {row["area"]: row for row in PUBLISHED["of_today"]}
    sent = {link.slug(name): [str(row["percent"])] for name, row in rows.items()}
    changes = {code(name): row["pounds"] for name, row in rows.items()}
    assert len(changes) > 1 and opened(sent).levers.changes == changes


@pytest.mark.parametrize(
    "text",
    [
        "x" * 3000,
        "é" * 1_000_000,
        "é" * 3000,
        "👩‍👩‍👧" * 300,
        "two\nlines\tand <b>marks</b> \u202e",
    ],
)
def test_name_and_reason_take_a_bounded_part_of_a_link_and_hold_no_control_characters(
    text: str,
) -> None:
    sent = Scenario(name=text[:80], reason=text[:2000])
    parameters = link.query(sent, HERE.linked(), "percent")
    for key, most in link.SAID.items():
        assert len(link.text({key: parameters[key]})) <= most + len(f"{key}=")
        assert parameters[key][0] == one_line(parameters[key][0])
    found = link.read({"name": [text], "reason": [text]}, HERE.linked())
    assert len(found["name"]) <= link.SAID["name"] and len(found["reason"]) <= link.SAID["reason"]
