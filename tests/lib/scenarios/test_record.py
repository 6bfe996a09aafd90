"""A scenario as JSON opens the same scenario, or says in a sentence why not."""

import json

import jsonschema
import pytest
from hypothesis import given, settings

from lib.errors import BadScenario
from lib.scenarios.record import (
    Levers,
    Pace,
    Scenario,
    from_json,
    has_unprintable,
    schema,
)
from tests.bundled import HERE, HIGHEST
from tests.lib.scenarios.strategies import scenarios


@settings(deadline=None, max_examples=60)
@given(scenarios())
def test_json_opens_the_same_scenario(scenario: Scenario) -> None:
    assert from_json(scenario.to_json(), HERE.tables.areas.order) == scenario


@settings(deadline=None, max_examples=30)
@given(scenarios())
def test_a_file_is_as_the_published_schema_says(scenario: Scenario) -> None:
    published = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(published)
    jsonschema.validate(json.loads(scenario.to_json()), published)


def test_defaults_are_the_declared_assumptions(tables) -> None:
    """One place says what an assumption is; the record and data/assumptions.toml must agree."""
    usual, a = Scenario(), tables.assumptions
    assert (usual.shared_by, usual.elasticity) == (a["A1"]["value"], a["A3"]["value"])
    spend, reached = usual.services.split.spend, usual.services.split.reached
    for i, service in enumerate(("early", "community", "intensive")):
        declared = a["A2"]["services"][service]
        assert (spend[i], reached[i]) == pytest.approx(
            (declared["spend_share"], declared["reached_share"])
        )
    assert (usual.errors.need, usual.errors.need_district) == (
        a["A4"]["value"],
        a["A4"]["district_value"],
    )
    assert usual.errors.apportionment == a["A5"]["value"]
    assert {
        k: a["A6"][k] for k in ("growth", "least", "most", "speed", "under")
    } == usual.pace.model_dump(exclude={"target", "years"})
    limits = json.loads(schema())["properties"]["elasticity"]
    assert (limits["minimum"], limits["maximum"]) == (a["A3"]["low"], a["A3"]["most"])


def changing(pounds: str) -> str:
    """A file that moves so many pounds, as written, to a district."""
    return f'{{"version": 1, "levers": {{"changes": {{"{HIGHEST}": {pounds}}}}}}}'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "it cannot be read as JSON"),
        ("[1]", "it has no version"),
        ('{"version": 0}', "version 0; this dashboard reads versions 1 and 2"),
        ('{"version": 3}', "version 3; this dashboard reads versions 1 and 2"),
        (
            '{"version": 1, "elasticity": 7}',
            "elasticity: Input should be less than or equal to 1.13",
        ),
        ('{"version": 1, "colour": "red"}', "colour: Extra inputs are not permitted"),
        ('{"version": 1, "levers": {"growth": "NaN"}}', "levers > growth"),
        (
            '{"version": 1, "levers": {"floor": 120, "cap": 110}}',
            r"the floor \(120%\) is above the cap \(110%\)",
        ),
        (
            changing("1500"),
            "changes are in whole £1,000",
        ),
        (
            '{"version": 1, "levers": {"changes": {"E07000001": 1000}}}',
            "E07000001 is not an area of this dashboard",
        ),
        (
            '{"version": 1, "services": {"early_spend": 60, "intensive_spend": 60}}',
            "take more than the whole",
        ),
        ("[" * 100_000, "it cannot be read as JSON"),
        ('{"version": 1, "levers": {"growth": %s}}' % ("9" * 5000), "it cannot be read as JSON"),
        (
            '{"version": 1, "levers": {"growth": %s}}' % ("9" * 400),
            "levers > growth: Input should be a valid number",
        ),
        (
            changing("9" * 400 + "000"),
            f"levers > changes > {HIGHEST}: Input should be less",
        ),
        (
            '{"version": 1, "pace": {"years": %s}}' % ("9" * 400),
            "pace > years: Input should be less than or equal to 8",
        ),
        ('{"version": 1, "name": "\\u0000\\ud800"}', "name: Value should have at least 1 item"),
    ],
)
def test_a_bad_file_is_refused_whole_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(BadScenario, match=says):
        from_json(text, HERE.tables.areas.order)


def test_control_characters_are_left_out_of_name_and_reason_with_a_word() -> None:
    text = json.dumps(
        {"version": 1, "name": "Plan\x00\nfirst \ud800\u202e", "reason": "two\nlines\x1b \uffff"}
    )
    found = from_json(text, [])
    assert (found.name, found.reason) == ("Plan first ", "two\nlines ") and has_unprintable(text)
    assert not has_unprintable(
        '{"version": 1, "name": "Θάνατος 给 👩\u200d👧", "reason": "two\\nlines"}'
    )


def test_today_moves_nothing_over_the_years_until_growth_is_moved() -> None:
    assert Pace().growth == 0


def test_a_file_of_version_1_opens_with_every_other_lever_at_nought() -> None:
    levers = {"growth": 2, "changes": {HIGHEST: 5000}}
    old = {"version": 1, "name": "Of last year", "levers": levers}
    opened = from_json(json.dumps(old), HERE.tables.areas.order)
    assert opened == Scenario(name="Of last year", levers=Levers.model_validate(levers))
    assert json.loads(opened.to_json())["version"] == 2
