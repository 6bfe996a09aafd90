"""A scenario as JSON, as a link and as widgets: each opens the same scenario, or says in a sentence
why not."""

import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import BadScenario
from lib.findings import modelled
from lib.printable import one_line
from lib.scenarios import link, plan, slider
from lib.scenarios.record import (
    Errors,
    Levers,
    Pace,
    Scenario,
    Services,
    from_json,
    has_unprintable,
    schema,
)
from lib.ui import cache
from tests.bundled import HERE

halves = st.integers(0, 20).map(lambda n: n / 2)


@st.composite
def scenarios(draw) -> Scenario:
    """Any scenario that this deployment's sliders can make."""
    order = HERE.tables.areas.order
    basis, weighted = (
        draw(st.sampled_from(["national", "survey_2017", "survey_2023"])),
        draw(st.booleans()),
    )
    shared_by = draw(st.sampled_from(["treated", "children", "need"]))
    floor, cap = draw(st.integers(0, 100)), draw(st.integers(100, 300))
    today = HERE.today(basis, weighted, shared_by).pounds
    changes = {}
    for code in draw(st.lists(st.sampled_from(order), unique=True)):
        low, high = (
            int(today[code] * (floor - 100) / 100_000),
            int(today[code] * (cap - 100) / 100_000),
        )
        changes[code] = draw(st.integers(low, high)) * 1000
    return Scenario(
        name=draw(st.text(min_size=1, max_size=80).filter(one_line)),
        reason=draw(st.text(max_size=200)),
        levers=Levers(
            growth=draw(st.integers(-20, 60)) / 2,
            changes={code: pounds for code, pounds in changes.items() if pounds},
            floor=floor,
            cap=cap,
            locked=tuple(code for code in order if draw(st.booleans())),
            early=draw(st.integers(-10, 30)),
            intensive=draw(st.integers(-20, 20)),
            shift_only=draw(st.none() | st.sampled_from(order)),
            release_intensive=draw(st.booleans()),
        ),
        basis=basis,
        weighted=weighted,
        shared_by=shared_by,
        standard=draw(st.sampled_from([30, 32, 35, 33.5, 41.25])),
        curve=draw(st.sampled_from(["constant", "saturating"])),
        elasticity=draw(st.sampled_from([0.5, 0.55, 0.75, 0.99, 1.0, 1.13])),
        services=Services(
            early_spend=draw(halves) + 1,
            early_reached=draw(halves) + 1,
            intensive_spend=draw(halves) + 1,
            intensive_reached=draw(halves) + 1,
        ),
        errors=Errors(need=draw(halves), need_district=draw(halves), apportionment=draw(halves)),
        pace=Pace(
            target=draw(st.sampled_from(["scenario", "fair_share"])),
            years=draw(st.integers(1, 8)),
            growth=draw(halves),
            least=-draw(halves),
            most=draw(halves) + 10,
            speed=draw(halves),
            under=draw(halves),
        ),
    )


@settings(deadline=None, max_examples=60)
@given(scenarios())
def test_json_opens_the_same_scenario(scenario: Scenario) -> None:
    assert from_json(scenario.to_json(), HERE.tables.areas.order) == scenario


@settings(deadline=None, max_examples=60)
@given(scenarios(), st.sampled_from(slider.UNITS))
def test_a_link_opens_the_same_question_and_stays_short(scenario: Scenario, unit: str) -> None:
    parameters = link.query(scenario, cache.place(), unit)
    found = link.read(parameters, cache.place())
    opened = link.scenario(found, cache.place())
    assert opened.question() == scenario.question()
    words = {key: link.said(key, getattr(scenario, key)) for key in link.SAID}
    assert (opened.reason == words["reason"] and opened.name == words["name"]) or not words["name"]
    assert found["unit"] == unit
    host = "https://access.example-health-and-care-partnership.nhs.uk/children/reallocate?district=Folkestone+and+Hythe&"
    assert len(host + link.text(parameters)) < 1500


@settings(deadline=None, max_examples=30)
@given(scenarios())
def test_a_file_is_as_the_published_schema_says(scenario: Scenario) -> None:
    published = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(published)
    jsonschema.validate(json.loads(scenario.to_json()), published)


def test_the_plain_scenario_needs_no_parameter() -> None:
    assert link.query(Scenario(), cache.place(), "percent") == {}


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


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "it cannot be read as JSON"),
        ("[1]", "it has no version"),
        ('{"version": 0}', "version 0; this dashboard reads version 1"),
        ('{"version": 2}', "version 2; this dashboard reads version 1"),
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
            '{"version": 1, "levers": {"changes": {"E07000114": 1500}}}',
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
            '{"version": 1, "levers": {"changes": {"E07000114": %s000}}}' % ("9" * 400),
            "levers > changes > E07000114: Input should be less",
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


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"elasticity": ["lots"]}, "“lots” is not a value of “elasticity”"),
        ({"growth": ["inf"]}, "“inf” is not a value of “growth”"),
        ({"basis": ["guess"]}, "“guess” is not a value of “basis”"),
        ({"locked": ["Shepway"]}, "“Shepway” is not a value of “locked”"),
        ({"moves": ["1_2"]}, "“1_2” is not a value of “moves”"),
        ({"weighted": ["perhaps"]}, "“perhaps” is not a value of “weighted”"),
        ({"thanet": ["1e9"]}, "“1e9” is not a value of “thanet”"),
        ({"thanet": ["9" * 400]}, "“9{40}” is not a value of “thanet”"),
        ({"thanet": ["-" + "9" * 5000]}, "“-9{39}” is not a value of “thanet”"),
        ({"years": ["9" * 400]}, "“9{40}” is not a value of “years”"),
        ({"growth": ["9" * 400]}, "“9{40}” is not a value of “growth”"),
    ],
)
def test_a_tampered_link_is_refused_whole_in_a_sentence(parameters: dict, says: str) -> None:
    with pytest.raises(BadScenario, match=says):
        link.read({"curve": ["Saturating"]} | parameters, cache.place())


FAR = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: f"{x:g}")


@settings(deadline=None, max_examples=200)
@given(
    st.dictionaries(
        st.sampled_from([key for key in link.NUMBERS if key != "years"]), FAR, max_size=8
    ),
    st.integers(-99, 99),
)
def test_no_number_of_a_link_is_too_far_to_open(numbers: dict[str, str], years: int) -> None:
    """What no widget can stand at is said and brought to where one can; what one can stand at is
    opened as it was sent."""
    parameters = {key: [value] for key, value in numbers.items()} | {
        "years": [str(years)],
        "thanet": ["-10"],
    }
    brought, sentences = link.within(parameters)
    opened = link.settings(
        link.scenario(link.read(brought, cache.place()), cache.place()), cache.place(), "percent"
    )
    assert opened["moves"] and len(sentences) == sum(
        brought[key] != parameters.get(key) for key in brought
    )
    assert all(
        opened[key] == pytest.approx(float(brought[key][0]))
        for key in brought
        if key not in ("thanet", "own_standard")
    )
    assert link.within(brought) == (brought, [])


@settings(deadline=None, max_examples=100)
@given(
    st.dictionaries(
        st.sampled_from([*link.settings(Scenario(), cache.place(), "percent"), "thanet"]),
        st.lists(st.text(max_size=60), min_size=1, max_size=2),
    )
)
def test_no_link_crashes(parameters: dict) -> None:
    try:
        found = link.read(parameters, cache.place())
    except BadScenario as fault:
        assert len(str(fault)) < 400
        return
    assert isinstance(link.scenario(found, cache.place()), Scenario)


def test_a_link_of_the_first_release_still_opens() -> None:
    found = link.scenario(
        link.read({"thanet": ["-10"], "sevenoaks": ["20"]}, cache.place()), cache.place()
    )
    assert sorted(found.levers.changes.values()) == [-244_000, 245_000]


def moved(changes: dict[str, int], **levers) -> Scenario:
    return Scenario(levers=Levers(changes=changes, **levers))


THANET, DARTFORD, GRAVESHAM = "E07000114", "E07000107", "E07000109"


def test_a_link_opens_what_was_sent_also_beyond_the_limits() -> None:
    """Nothing is thrown away for being out of bounds: neither what the limits leave no room for nor
    what no district can lose."""
    for changes in (
        {THANET: -500_000, DARTFORD: 250_000, GRAVESHAM: 250_000},
        {THANET: -9_999_000},
    ):
        sent = moved(changes, floor=90, cap=110)
        assert (
            link.scenario(
                link.read(link.query(sent, cache.place(), "percent"), cache.place()), cache.place()
            )
            == sent
        )
        assert set(slider.beyond(sent, cache.place())) == set(changes)


def test_what_is_beyond_a_limit_is_named_and_brought_to_it() -> None:
    sent = moved({THANET: -500_000, DARTFORD: 250_000, GRAVESHAM: 50_000}, floor=90, cap=110)
    assert slider.beyond(sent, cache.place()) == {THANET: "floor", DARTFORD: "cap"}
    kept = slider.within_limits(sent, cache.place())
    assert slider.beyond(kept, cache.place()) == {}
    assert kept.levers.changes == {THANET: -244_000, DARTFORD: 120_000, GRAVESHAM: 50_000}
    assert (kept.levers.floor, kept.levers.cap) == (90, 110)


def test_a_locked_district_is_beyond_no_limit() -> None:
    assert slider.beyond(moved({THANET: -2_000_000}, locked=(THANET,)), cache.place()) == {}


def test_control_characters_are_left_out_of_name_and_reason_with_a_word() -> None:
    text = json.dumps(
        {"version": 1, "name": "Thanet\x00\nfirst \ud800\u202e", "reason": "two\nlines\x1b \uffff"}
    )
    found = from_json(text, [])
    assert (found.name, found.reason) == ("Thanet first ", "two\nlines ") and has_unprintable(text)
    assert not has_unprintable(
        '{"version": 1, "name": "Θάνατος 给 👩\u200d👧", "reason": "two\\nlines"}'
    )
    brought, said = link.within({"name": ["Thanet\x07"], "reason": ["two\nlines"]})
    assert brought == {"name": ["Thanet"], "reason": ["two\nlines"]} and said == [
        "control characters in its name are left out"
    ]


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
    parameters = link.query(sent, cache.place(), "percent")
    for key, most in link.SAID.items():
        assert len(link.text({key: parameters[key]})) <= most + len(f"{key}=")
        assert parameters[key][0] == one_line(parameters[key][0])
    found = link.read({"name": [text], "reason": [text]}, cache.place())
    assert len(found["name"]) <= link.SAID["name"] and len(found["reason"]) <= link.SAID["reason"]


def test_what_has_moved_in_the_data_is_said() -> None:
    names = HERE.tables.areas.name
    now = plan.figures(HERE.today("national", False, "treated"))
    code = names.index[0]
    then = now | {code: now[code].model_copy(update={"need": now[code].need - 7})}
    said = plan.moved_figures(Scenario(figures=then), now, names)
    assert said == [
        f"{names[code]}: children in need {now[code].need - 7:,} then, {now[code].need:,} now"
    ]
    assert plan.moved_figures(Scenario(figures=now), now, names) == []


def test_an_answer_on_the_sliders_keeps_the_budget_to_the_pound() -> None:
    """To the nearest £1,000, and nothing left over; the locked district stays."""
    from lib.model.allocate import Question

    code = HERE.tables.areas.order[2]
    scenario = Scenario(shared_by="need", levers=Levers(changes={code: 12_000}, locked=(code,)))
    today = HERE.today_of(scenario)
    answer = modelled.answer(HERE, modelled.asked_under(scenario), Question(objective="most"))
    kept = plan.with_pounds(scenario, today, answer.pounds)
    assert kept.levers.changes[code] == 12_000
    assert sum(kept.levers.changes.values()) == 0
    rest = plan.with_rest_placed(scenario, today)
    assert rest.levers.changes[code] == 12_000 and sum(rest.levers.changes.values()) == 0


def test_levers_that_differ_are_listed_once() -> None:
    one = Scenario(elasticity=0.5, levers=Levers(changes={"E07000114": 5000}))
    assert dict(plan.differences([Scenario(), one])) == {
        "elasticity": [0.75, 0.5],
        "levers.changes.E07000114": [0, 5000],
    }
    assert plan.differences([one, one.model_copy(update={"name": "Another"})]) == []


def test_every_lever_has_a_name_in_words() -> None:
    from lib.lever_words import LEVERS

    flat = {
        k
        for k in plan._flat(Scenario().question().model_dump())
        if k not in ("version", "name", "reason", "data_version")
    }
    assert flat == set(LEVERS)
