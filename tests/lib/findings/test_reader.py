"""A reader's page says what the dashboard says, of the same figures."""

from datetime import UTC, date, datetime

import pytest

from lib import words
from lib.catalogue.indicators import INDICATORS
from lib.errors import BadLever, NotMeasured
from lib.figures.kinds import from_counts
from lib.findings import reader, story, tiles
from lib.findings.access import access
from lib.findings.asked import Asked, asked
from lib.findings.comparison import MOST, SLIDERS, TODAY, comparison, outcomes
from lib.findings.context import Context
from lib.findings.outcome import work_out
from lib.findings.pack import collect
from lib.findings.pack_pages import USUAL
from lib.findings.reader import VIEWS, View
from lib.findings.reader_figures import of_access, of_spread
from lib.findings.reader_pack import of_pack
from lib.findings.reader_page import Reader, Section
from lib.findings.reader_scenarios import of_comparison, of_scenario
from lib.findings.reader_story import of_story
from lib.findings.spread import unequal
from lib.scenarios import link
from lib.scenarios.record import Levers, Scenario, Story, Told
from lib.scenarios.store import Kept
from lib.sources import SafeTables
from tests.bundled import ACCESS, FILTERS, FIRST, HERE, HIGHEST, NAME, ORDER, PERIOD, moving

FIGURES = [
    stem for stem, view in VIEWS.items() if view.read(HERE, asked(HERE, {})).bars is not None
]


def test_the_answer_is_the_pages_own_sentence() -> None:
    plain = asked(HERE, {})
    assert of_access(HERE, plain).message == access(HERE, *ACCESS).message
    assert of_spread(HERE, plain).message == unequal(HERE, plain.measure, FILTERS).message


def test_a_scenario_says_its_result_and_its_authors_reason() -> None:
    scenario = moving(name="Ours", reason="Because")
    wanted = asked(HERE, link.query(scenario, HERE.linked(), "percent"))
    result = work_out(HERE, scenario, wanted.filters)
    shown = of_scenario(HERE, wanted)
    assert (shown.message, shown.said, shown.known) == (result.title, "Because", "modelled")
    assert result.message in shown.more and result.choices_line in shown.sure


@pytest.mark.parametrize("indicator", [one.key for one in from_counts()])
def test_how_unequal_it_is_has_the_statistics_tiles_and_says_how_it_is_known_as_measured(
    indicator: str,
) -> None:
    view = unequal(HERE, indicator, FILTERS)
    shown = of_spread(HERE, asked(HERE, {"measure": [indicator]}))
    assert shown.tiles == tiles.of_spread(view)
    assert shown.known == view.known == "published" and shown.sure[0] == view.caution
    (drawn,) = shown.maps
    assert drawn.known == view.measured.provenance == "apportioned"


@pytest.mark.parametrize("stem", VIEWS)
def test_what_is_said_before_it_is_worked_out_is_what_the_page_says(stem: str) -> None:
    wanted = asked(HERE, link.query(moving(), HERE.linked(), "percent"), saved=())
    assert VIEWS[stem].read(HERE, wanted).about == VIEWS[stem].about(HERE, wanted) != ""


@pytest.mark.parametrize("stem", FIGURES)
def test_bars_go_down_and_every_area_is_on_every_map(stem: str) -> None:
    shown = VIEWS[stem].read(HERE, asked(HERE, {}))
    assert shown.bars is not None
    ordered = shown.bars.rows.before if stem == "reallocate" else shown.bars.rows.value
    assert ordered.is_monotonic_decreasing or ordered.round(1).is_monotonic_decreasing
    for one in shown.maps:
        assert list(one.value.index) == list(one.text.index) == ORDER


@pytest.mark.parametrize("stem", FIGURES)
def test_the_area_that_is_chosen_is_read_about(stem: str) -> None:
    assert VIEWS[stem].read(HERE, asked(HERE, {})).chosen is None
    about = VIEWS[stem].read(HERE, asked(HERE, {"district": [HIGHEST]})).chosen
    assert about is not None and about.name == NAME[HIGHEST]
    assert any(NAME[HIGHEST] in line for line in about.messages)


def test_how_it_is_known_is_said_and_comes_last() -> None:
    shown = of_access(HERE, asked(HERE, {"district": [FIRST]}))
    view = access(HERE, *ACCESS)
    assert shown.known == view.measured.provenance
    assert shown.sure[0] == words.caution(view.measured, view.areas)


def test_a_figure_that_is_not_there_is_refused() -> None:
    wanted = asked(HERE, {})
    with pytest.raises(NotMeasured):
        of_access(HERE, type(wanted)(**vars(wanted) | {"period": "never"}))


def saved(*scenarios: Scenario) -> list[Kept]:
    """As the store lists them."""
    return [
        Kept(id=f"id{i}", name=one.name, body=one.to_json(), revision=1, saved_at=datetime.now(UTC))
        for i, one in enumerate(scenarios)
    ]


def test_a_comparison_has_a_section_for_each_scenario_and_says_what_the_dashboard_says() -> None:
    ours = moving(name="Ours", reason="Because")
    wanted = asked(HERE, {"compare": [TODAY, "id0"]}, saved=saved(ours))
    shown = of_comparison(HERE, wanted)
    scenarios = {"Today": Scenario(name="Today"), "Ours": ours}
    compared = comparison(HERE, scenarios, wanted.filters)
    assert shown.message == compared.message and wanted.faults == ()
    assert [one.heading for one in shown.sections[:2]] == ["Today", "Ours"]
    assert shown.sections[1].lines == ("Because",)
    assert shown.sections[1].message == compared.results["Ours"].message
    assert shown.sections[2].table.equals(outcomes(compared))


def test_a_comparison_opens_with_today_and_what_the_link_has_on_its_sliders() -> None:
    query = link.query(moving(name="Sent"), HERE.linked(), "percent")
    labels = [one.label for one in asked(HERE, query, saved=saved(Scenario(name="Kept"))).compared]
    assert labels == ["Today", "Sent"]
    labels = [one.label for one in asked(HERE, {}, saved=saved(Scenario(name="Kept"))).compared]
    assert labels == ["Today", "Kept"]


def test_what_cannot_be_compared_is_said() -> None:
    many = saved(*(Scenario(name=f"Number {i}") for i in range(MOST + 1)))
    wanted = asked(HERE, {"compare": ["gone", SLIDERS, *(one.id for one in many)]}, saved=many)
    assert len(wanted.compared) == MOST
    said = " ".join(wanted.faults)
    assert "“gone” is not a value" in said and "“sliders” is not a value" in said
    assert "“compare” has 5 where 4 can be" in said
    too_much = Scenario(name="Too much", levers=Levers(changes={HIGHEST: -9_999_000}))
    with pytest.raises(BadLever, match="cannot lose more"):
        of_comparison(HERE, asked(HERE, {"compare": ["id0"]}, saved=saved(too_much)))


def test_the_story_is_its_steps_in_their_authors_order_without_what_is_hidden_or_noted() -> None:
    mine = Story(
        order=("ask",), hidden=("sure",), told={"where": Told(message="Look.", note="Breathe")}
    )
    ours = moving().model_copy(update={"story": mine})
    wanted = asked(HERE, link.query(ours, HERE.linked(), "percent"))
    shown = of_story(HERE, wanted)
    steps = story.story(story.ground(HERE, wanted.scenario, wanted.filters))
    titles = [one.title for one in steps if not one.hidden]
    assert [one.heading for one in shown.sections] == [f"{i}. {t}" for i, t in enumerate(titles, 1)]
    assert "Look." in [one.message for one in shown.sections]
    assert shown.known == "modelled" and of_story(HERE, asked(HERE, {})).known == "apportioned"
    assert "Breathe" not in repr(shown) and "How sure" not in titles
    of_waits = of_story(HERE, asked(HERE, {"story": ['{"indicator":"mean_wait"}']}))
    assert INDICATORS["mean_wait"].label.lower() in of_waits.about
    for one in shown.sections:
        assert one.tiles[0].value and one.known and one.small and one.picture is not None


def test_the_pack_asks_what_its_link_asks_and_says_step_by_step_what_its_files_say() -> None:
    query = link.query(moving(name="Ours", reason="Because"), HERE.linked(), "percent")
    words = {"decision": ["Agree \n to it?"], "whom": ["Ann"]}
    wanted = asked(HERE, query | words | {"district": [HIGHEST]}, saved=())
    assert wanted.faults == ()
    shown = of_pack(HERE, wanted)
    pack = collect(
        HERE,
        wanted.scenario,
        wanted.filters,
        audience="councillors",
        districts=[HIGHEST],
        parts=USUAL,
        made_on=date(2026, 3, 2),
        link="",
    )
    ask, *steps = shown.sections
    assert (ask.message, ask.lines) == ("Agree to it?", ("Whom to ask: Ann",))
    assert shown.message in pack.plain_words and shown.said == "Because"
    assert [one.heading for one in steps] == [
        f"{i}. {p.heading}" for i, p in enumerate(pack.pages, 1)
    ]
    for step, page in zip(steps, pack.pages):
        assert step.cards == page.cards and step.known and set(page.sentences) <= set(step.lines)
    assert steps[2].table.equals(pack.every["scenario"].table)
    assert shown.chosen is not None and shown.chosen.messages == pack.districts
    assert shown.opens == wanted.scenario


def test_the_pack_is_of_the_scenario_that_is_chosen_else_of_the_links_else_of_today() -> None:
    kept = saved(moving(name="Kept"))
    query = link.query(moving(name="Sent"), HERE.linked(), "percent")
    for sent, name in (
        ({}, "Today"),
        (query, "Sent"),
        (query | {"pack": [TODAY]}, "Today"),
        (query | {"pack": ["id0"]}, "Kept"),
    ):
        assert asked(HERE, sent, saved=kept).packed.scenario.name == name
    assert of_pack(HERE, asked(HERE, {})).sections[0].heading.startswith("1.")


def test_figures_of_the_partnerships_own_are_under_its_own_licence() -> None:
    place = HERE.tables.place
    published, ours = (
        Reader(about="", message="", place=place, own=one).licence for one in (False, True)
    )
    assert published == place.licence and "not for reuse" in ours


def test_one_more_readers_page_is_one_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """The recipe: a function from what was asked to a page, and its record."""

    def about(context: Context[SafeTables], wanted: Asked) -> str:
        return f"The budget of {context.base_period()}"

    def of_budget(context: Context[SafeTables], wanted: Asked) -> Reader:
        return Reader(
            about=about(context, wanted),
            message=f"The budget is {words.pounds(context.spending().total)}.",
            place=context.tables.place,
            sections=(Section(heading="Of which", lines=("All of it.",)),),
        )

    monkeypatch.setitem(reader.VIEWS, "budget", View(read=of_budget, about=about))
    shown = reader.VIEWS["budget"].read(HERE, asked(HERE, {}))
    wanted = asked(HERE, link.query(moving(name="Ours"), HERE.linked(), "percent"))
    assert reader.title(HERE, wanted, "budget") == f"Ours: the budget of {PERIOD}"
    assert shown.about == f"The budget of {PERIOD}" and shown.last_map is None
