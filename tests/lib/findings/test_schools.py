"""School teams and early help: published rows cell by cell, what a scenario would do, and a
partnership without facts."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from lib.catalogue.offers import OFFERS
from lib.catalogue.skills import SKILLS
from lib.findings import schools, schools_page
from lib.findings.context import Context
from lib.findings.outcome import work_out
from lib.findings.pack_pages import AUDIENCES, PAGES, USUAL
from lib.findings.schools import Schools
from lib.scenarios.record import Scenario
from lib.scenarios.schools import without
from tests.bundled import FILTERS, HERE

SOURCE = pd.read_csv(Path(__file__).parents[3] / "data/source/schools.csv")
KNOWN = schools.facts(HERE)


def of(**levers: float | str) -> Schools:
    scenario = Scenario()
    for name, value in levers.items():
        scenario = scenario.having(("schools", name), value)
    return schools.of_result(HERE, work_out(HERE, scenario, FILTERS))


def rows(*topics: str) -> pd.DataFrame:
    return SOURCE[SOURCE.topic.isin(topics)]


def test_the_path_is_the_published_one_cell_by_cell() -> None:
    path = rows("coverage", "expected")
    assert KNOWN.coverage.value.to_list() == path.value.to_list() == [26, 35, 44, 52, 60]
    assert KNOWN.coverage.period.to_list() == path.period.to_list()
    assert KNOWN.coverage.kind.to_list() == ["Published"] * 4 + ["Expected"]


@pytest.mark.parametrize("shown", ["facts", "offers"])
def test_every_row_is_shown_as_it_is_published(shown: str) -> None:
    frame = getattr(KNOWN, shown)
    topics = list(OFFERS) if shown == "offers" else list(schools.TOPICS)
    published = rows(*topics)
    assert len(frame) == len(published)
    said = [" ".join(map(str, row)) for row in frame.itertuples(index=False)]
    for row in published.itertuples():
        what = row.what[1:]
        own = [text for text in said if what in text and f"{row.area}, {row.period}" in text]
        figure = [end for end in (row.value, row.high) if pd.notna(end)]
        wanted = [
            f"£{end / 1e6:.2f}m" if end >= 1e6 and row.unit == "pounds" else f"{end:,.10g}"
            for end in figure
        ]
        assert any(all(one in text for one in wanted) for text in own), row.what
        assert HERE.tables.publications[row.source_id]["publisher"] in " ".join(own)


def test_the_trial_that_found_nothing_is_said() -> None:
    none = KNOWN.offers[KNOWN.offers.Figure == "None"]
    assert len(none) == 1 and "no effect" in none["What to know"].iloc[0]


def test_costs_and_pay_are_those_published() -> None:
    """Of an offer with a published range, its ends; of pay, the entry and top of the band."""
    for key in ("incredible_years", "counselling", "parenting"):
        ranged = rows(key)[rows(key).high.notna()].iloc[0]
        assert (OFFERS[key].low, OFFERS[key].high) == (ranged.value, ranged.high)
    for skill in SKILLS.values():
        row = rows("pay")[rows("pay").what.str.contains(skill.band)].iloc[0]
        assert (skill.low, skill.high) == (row.value, row.high)
        assert skill.pay == pytest.approx((row.value + row.high) / 2, abs=1)


def test_it_says_what_the_promises_page_says_of_schools_with_a_team() -> None:
    (own,) = rows("here").itertuples()
    figures = HERE.tables.promise_figures
    same = figures[(figures.source_id == own.source_id) & (figures.ends == own.ends)]
    assert same.value.to_list() == [own.value] and f"{own.value:.0f} in 100" in KNOWN.here


def test_an_empty_scenario_moves_nothing_and_says_what_is_published() -> None:
    view = of()
    assert not view.moved and not view.more and view.fewer == 0
    assert view.message == f"{KNOWN.message} {KNOWN.here}"
    assert not view.by_area[["teams", "covered", "need"]].to_numpy().any()
    assert schools.swings(HERE, work_out(HERE, Scenario(), FILTERS)).empty


def test_five_teams_by_hand() -> None:
    """8,300 pupils each; 8 staff at half of 28,595, 3 in 10 of 35,667 and a fifth of 42,948, with
    23.5% on top."""
    view = of(teams=5)
    post = (0.5 * 28_595 + 0.3 * 35_667 + 0.2 * 42_948) * 1.235
    assert view.pounds == pytest.approx(5 * 8 * post)
    assert view.by_area.teams.sum() == 5 and view.by_area.covered.sum() == 5 * 8_300
    assert "help about 2,500 children" in view.message and view.staff.message in view.message
    assert view.fewer > 0 and "fewer" in view.more


def test_the_commitment_is_what_the_budget_loses_and_no_more() -> None:
    scenario = Scenario().having(("schools", "teams"), 3)
    result = work_out(HERE, scenario, FILTERS)
    assert sum(result.today.set_aside.values()) == pytest.approx(
        schools.of_result(HERE, result).pounds
    )
    assert without(scenario).question() == Scenario().question()


def test_teams_beyond_the_last_pupil_are_not_placed_and_cost_nothing() -> None:
    full, over = of(teams=3, covered=90), of(teams=40, covered=90)
    most = over.by_area.teams.sum()
    assert 3 == full.by_area.teams.sum() < most < 40
    assert over.by_area.covered.sum() == pytest.approx(0.1 * over.by_area.pupils.sum())
    assert over.pounds == pytest.approx(full.pounds / 3 * most)
    assert "would find no pupil" in str(over.tiles)


def test_each_assumption_swings_around_what_is_said() -> None:
    result = work_out(HERE, Scenario().having(("schools", "teams"), 4), FILTERS)
    frame, now = schools.swings(HERE, result), schools.of_result(HERE, result).staff.new
    assert len(frame) > 5 and frame.wide.is_monotonic_decreasing
    assert ((frame.low <= now + 1e-6) & (now <= frame.high + 1e-6)).all()


def test_without_facts_it_says_so_and_levers_work() -> None:
    empty = replace(HERE.tables, schools=HERE.tables.schools.iloc[:0])
    here = Context(tables=empty)
    known = schools.facts(here)
    assert not known.held and "No published figure" in known.message and not known.tiles
    result = work_out(here, Scenario().having(("schools", "teams"), 2), FILTERS)
    assert schools.of_result(here, result).by_area.teams.sum() == 2


def test_a_pack_has_it_only_where_it_is_asked_for() -> None:
    assert "workforce" not in USUAL and PAGES["workforce"].files == (schools.FILE,)
    result = work_out(HERE, Scenario().having(("schools", "teams"), 2), FILTERS)
    page = schools_page.page(HERE, result, AUDIENCES["board"])
    assert page.sheet.frame["New teams"].sum() == 2 and len(page.pictures) == 1
    assert schools_page.page(HERE, result, AUDIENCES["councillors"]).backup is None
