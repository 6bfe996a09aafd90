"""Each step says one thing that a finding says, and an author's order, words and hidden steps
survive being kept and sent."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.catalogue.indicators import INDICATORS, MODELLED, Indicator
from lib.figures.kinds import from_counts
from lib.findings import access, schools, story, tiles
from lib.findings.budget import budget
from lib.findings.cliff import cliff
from lib.findings.distances import distances
from lib.findings.outcome import Result
from lib.findings.points import MODEL, Ground, Point
from lib.findings.promises import promises
from lib.findings.risk import risk
from lib.findings.spread import unequal
from lib.findings.staged import StageBars, StageMap
from lib.findings.story import OWN_WORDS, STEPS, Record
from lib.findings.trajectory import line
from lib.findings.waits import waits
from lib.model.need import BASES
from lib.scenarios import link, standing
from lib.scenarios.record import Levers, Scenario, Story, Told, from_json
from tests.bundled import ACCESS, FILTERS, HERE, HIGHEST, LATER, LOWEST, NAME, PERIOD, moving

PLACE = HERE.linked()
SCENARIOS = {
    "nothing": Scenario(),
    "moved": moving(),
    "moved and shifted": moving(early=3, name="Fair start"),
    "shifted": Scenario(levers=Levers(early=10)),
    "grown": Scenario(levers=Levers(growth=5, changes={LOWEST: 500_000})),
    "cut": Scenario(levers=Levers(changes={HIGHEST: -100_000})),
}
stories = st.builds(
    Story,
    order=st.lists(st.sampled_from(list(STEPS)), unique=True).map(tuple),
    hidden=st.lists(st.sampled_from(list(STEPS)), unique=True).map(tuple),
    told=st.dictionaries(
        st.sampled_from(list(STEPS)), st.builds(Told, message=st.text("ab é“<&\"'", max_size=40))
    ),
)


def told(scenario: Scenario) -> dict[str, story.Step]:
    on = story.ground(HERE, scenario, FILTERS)
    return {step.key: step for step in story.story(on)}


def said_by_findings(result: Result) -> str:
    """Every headline figure of the pages, as they have it."""
    view = access.access(HERE, *ACCESS)
    every = (
        *tiles.of_access(view, FILTERS),
        *tiles.of_spread(unequal(HERE, ACCESS[0], FILTERS)),
        *tiles.of_outcome(result),
        *promises(HERE).tiles,
        *risk(HERE).tiles,
        *cliff(HERE, result.scenario, result.scenario.transition.starts).tiles,
        *schools.of_result(HERE, result).tiles,
        *line(HERE).tiles,
        *waits(HERE).tiles,
        *distances(HERE, result.scenario).tiles,
    )
    rates = " ".join(view.figures.text)
    kept = budget(result.outcome).message
    return " ".join(
        [
            rates,
            risk(HERE).message,
            kept,
            result.message,
            result.title,
            *(f"{t.value} {t.note}" for t in every),
        ]
    )


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_the_number_of_every_step_is_a_findings(scenario: Scenario) -> None:
    on = story.ground(HERE, scenario, FILTERS)
    said = said_by_findings(on.result)
    for step in story.story(on):
        number = step.point.number.lstrip("-+").removesuffix(" fewer")
        assert number in said, (step.key, step.point.number)


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_every_step_says_how_its_figure_is_known(scenario: Scenario) -> None:
    for step in told(scenario).values():
        assert step.point.known in ("published", "apportioned", MODEL)
        assert step.source.lower().startswith(step.point.known) and "Licence" in step.source
        assert step.point.message.endswith((".", "?")) and len(step.point.message) <= 200
        assert isinstance(step.point.picture, StageMap | StageBars) and step.point.picture.alt


def test_a_figure_with_an_interval_has_it_beside_it() -> None:
    steps = told(moving(early=3))
    view = unequal(HERE, ACCESS[0], FILTERS)
    ratio = view.spread.estimates["ratio"]
    assert f"95% interval {ratio.lower:.2f} to {ratio.upper:.2f}" in steps["unequal"].point.counts
    assert "by itself" in steps["worst"].point.counts and "(95%)" in steps["worst"].point.counts
    for key in ("what_if", "ask"):
        assert "over the choices" in steps[key].point.counts
    assert "95% interval" in steps["sure"].point.message


def test_a_loss_by_construction_is_said_wherever_the_move_is() -> None:
    on = story.ground(HERE, moving(), FILTERS)
    of_the_move = ("proposal", "what_if", "costs", "sure", "ask")
    steps = {step.key: step for step in story.story(on)}
    for key in of_the_move:
        assert "by construction and not as a finding" in steps[key].point.caution, key
    assert "by construction" not in told(Scenario(levers=Levers(early=10)))["costs"].point.caution


def test_who_loses_is_named_and_where_nobody_does_it_says_what_does() -> None:
    assert told(moving())["costs"].point.message.startswith(f"{NAME[HIGHEST]} loses £500,000")
    assert told(moving())["costs"].point.number == "-£500,000"
    shifted = told(SCENARIOS["shifted"])["costs"].point
    assert "community services reach fewer children" in shifted.message
    grown = told(SCENARIOS["grown"])["costs"].point
    assert grown.message.startswith("No district loses money") and grown.number == "+£500,000"


def test_where_nothing_is_proposed_no_step_says_what_is() -> None:
    assert list(told(Scenario())) == [
        *("where", "unequal", "worst", "promised", "at_risk", "cliff", "waits", "places"),
        "trajectory",
        *("what_if", "ask"),
    ]
    assert list(told(moving())) == list(STEPS)


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("weighted", [False, True])
def test_every_view_has_its_story(basis: str, weighted: bool) -> None:
    filters = replace(FILTERS, basis=basis, weighted=weighted)
    scenario = moving(basis=basis, weighted=weighted)
    steps = story.story(story.ground(HERE, scenario, filters))
    assert [step.key for step in steps] == list(STEPS)


@given(stories)
def test_order_words_and_hidden_steps_survive_a_save_and_a_link(mine: Story) -> None:
    scenario = moving().model_copy(update={"story": mine})
    kept = from_json(scenario.to_json(), HERE.tables.areas.order)
    assert kept.story == mine and kept == scenario
    sent = standing.scenario(link.read(link.query(scenario, PLACE, "percent"), PLACE), PLACE)
    assert story.ordered(sent.story) == story.ordered(mine)
    assert set(sent.story.hidden) == set(mine.hidden)
    messages = {key: one.message for key, one in mine.told.items() if one.message.strip()}
    assert {key: one.message for key, one in sent.story.told.items()} == messages


@given(stories)
def test_every_step_is_in_the_story_once_whatever_its_author_did(mine: Story) -> None:
    assert sorted(story.ordered(mine)) == sorted(STEPS)
    placed = [key for key in story.ordered(mine) if key in mine.order]
    assert placed == list(mine.order)


def test_an_authors_words_stand_in_the_place_of_the_message_and_are_said_to_be_theirs() -> None:
    mine = Story(hidden=("sure",), told={"where": Told(message="Look here.", note="Breathe")})
    usual, steps = told(moving()), told(moving().model_copy(update={"story": mine}))
    where = steps["where"]
    assert where.point.message == "Look here."
    assert where.point.number == usual["where"].point.number
    assert where.own and OWN_WORDS in where.source and where.note == "Breathe"
    assert OWN_WORDS not in steps["worst"].source
    unasked = {key for key, step in STEPS.items() if not step.usual}
    assert {step.key for step in steps.values() if step.hidden} == {"sure", *unasked}


def test_a_story_is_no_part_of_the_question() -> None:
    mine = moving().model_copy(update={"story": Story(hidden=("ask",))})
    assert mine.question() == moving().question()


def test_a_step_of_a_later_version_is_left_out_and_the_rest_stays() -> None:
    mine = Story(order=("of_the_future", "ask"), told={"of_the_future": Told(message="x")})
    steps = list(told(moving().model_copy(update={"story": mine})))
    assert "of_the_future" not in steps and set(steps) == set(STEPS)


def test_one_more_step_is_one_record(monkeypatch: pytest.MonkeyPatch) -> None:
    said = f"The whole budget is {HERE.spending().total:,.0f} pounds."

    def find(on: Ground) -> Point:
        return replace(STEPS["where"].find(on), message=said, number="1")

    monkeypatch.setitem(STEPS, "budget", Record(title="The budget", find=find))
    step = told(moving())["budget"]
    assert (step.title, step.point.message) == ("The budget", said)
    assert list(told(moving()))[-1] == "budget"
    ours = moving(story=Story(order=("budget",), told={"budget": Told(message="Ours.")}))
    sent = link.read(link.query(ours, PLACE, "percent"), PLACE)
    for kept in (standing.scenario(sent, PLACE), from_json(ours.to_json(), PLACE.areas.order)):
        assert told(kept)["budget"].point.message == "Ours."


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=INDICATORS)
def test_the_first_steps_are_of_the_figure_that_is_chosen_or_say_why_not(
    indicator: Indicator,
) -> None:
    on = story.ground(HERE, moving(), FILTERS, indicator.key)
    steps = {step.key: step.point for step in story.story(on)}
    assert list(steps) == list(STEPS)
    rate, view = INDICATORS[MODELLED], unequal(HERE, _counted(indicator), FILTERS)
    assert steps["where"].of.indicator.key == indicator.key
    assert steps["where"].message == on.shown.message
    assert steps["unequal"].of == view.measured and steps["unequal"].known == view.known
    assert steps["unequal"].number in tiles.of_spread(view)[0].value
    value = on.shown.measured.districts.value
    worst = {"high": value.min(), "low": value.max()}.get(indicator.better)
    if worst is not None:
        direction = {"high": "is lowest in", "low": "is highest in"}[indicator.better]
        starts = "Fewest are reached in" if indicator is rate else f"{indicator.label} {direction}"
        assert steps["worst"].message.startswith(starts)
        assert steps["worst"].number == indicator.say(worst)
        assert steps["worst"].of.indicator.key == indicator.key
    for key, point in steps.items():
        kept = point.of.indicator.key != indicator.key
        assert kept == point.caution.startswith(f"Of the {rate.label.lower()}: "), key
    assert all("{" not in point.caution + point.message for point in steps.values())


def _counted(indicator: Indicator) -> str:
    return indicator.key if indicator in from_counts() else MODELLED


def test_a_figure_without_an_interval_claims_none() -> None:
    wait = INDICATORS["mean_wait"]
    for step in story.story(story.ground(HERE, Scenario(), FILTERS, wait.key)):
        if step.point.of.indicator.key == wait.key:
            said = f"{step.point.counts} {getattr(step.point.picture, 'unit', '')}"
            assert "95%" not in said, step.key


def test_a_later_year_is_told_of_where_the_figure_has_it() -> None:
    on = story.ground(HERE, Scenario(), FILTERS, MODELLED, LATER[-1])
    steps = {step.key: step for step in story.story(on)}
    assert LATER[-1] in steps["where"].source and PERIOD in steps["unequal"].source
    assert story.ground(HERE, Scenario(), FILTERS, MODELLED, "never").shown.key == ACCESS


def test_a_storys_own_figure_goes_before_the_one_that_is_looked_at() -> None:
    def shown(told: Story) -> tuple[str, str]:
        ours = moving().model_copy(update={"story": told})
        of = story.ground(HERE, ours, FILTERS, "mean_wait").shown.measured
        return of.indicator.key, of.period

    wait = ("mean_wait", PERIOD)
    assert shown(Story()) == wait == shown(Story(indicator="of_a_later_version"))
    assert shown(Story(indicator=MODELLED, period=LATER[-1])) == (MODELLED, LATER[-1])
    assert shown(Story(indicator=MODELLED, period="never")) == (MODELLED, PERIOD)


def test_where_money_is_only_set_aside_no_area_is_named_as_the_one_that_loses() -> None:
    steps = told(Scenario().having(("schools", "teams"), 3))
    message = steps["costs"].point.message
    assert message.startswith(f"Every {HERE.tables.areas.noun.one} gives alike")
    assert not any(name in message for name in HERE.tables.areas.name)
