"""Staff that a scenario needs: none for an empty one, a case by hand, and what is said."""

import numpy as np
import pytest

from lib.catalogue.services import SERVICES
from lib.catalogue.skills import SKILLS
from lib.findings.outcome import work_out
from lib.findings.staff import Staff, staff
from lib.scenarios.record import Scenario
from tests.bundled import FILTERS, HERE


def of(**levers: float) -> Staff:
    scenario = Scenario()
    for name, value in levers.items():
        scenario = scenario.having(("schools", name), value)
    return staff(HERE, work_out(HERE, scenario, FILTERS))


def test_an_empty_scenario_needs_nobody() -> None:
    empty = of()
    assert empty.new == empty.cost == empty.year == 0
    assert not empty.by_area.to_numpy().any() and not empty.beside
    assert empty.message == "This needs no more staff."


def test_todays_posts_by_hand() -> None:
    """Children reached by service over what a post reaches, by the mix declared."""
    today, split = HERE.today_of(Scenario()), Scenario().services.split
    by_service = dict(zip(SERVICES, today.treated.sum() * np.array(split.reached)))
    posts = {key: by_service[key] / service.a_year[0] for key, service in SERVICES.items()}
    in_post = of().in_post
    assert in_post["practitioner"] == pytest.approx(0.5 * posts["early"])
    assert in_post["senior"] == pytest.approx(0.2 * sum(posts.values()))
    assert in_post.sum() == pytest.approx(sum(posts.values()))


def test_growth_asks_for_posts_in_proportion_to_children() -> None:
    """At an elasticity of 1 a tenth more money is a tenth more of every post."""
    scenario = Scenario(elasticity=1.0).having(("levers", "growth"), 10.0)
    assert staff(HERE, work_out(HERE, scenario, FILTERS)).new == 0  # it is not placed
    every = Scenario(elasticity=1.0).having(
        ("levers", "changes"),
        {code: round(pounds / 10, -3) for code, pounds in HERE.today_of(scenario).pounds.items()},
    )
    moved = staff(HERE, work_out(HERE, every, FILTERS))
    assert moved.more.to_numpy() == pytest.approx(moved.in_post.to_numpy() / 10, rel=2e-3)
    assert list(moved.by_area.index) == list(HERE.tables.areas.order)


def test_two_teams_need_their_own_staff_where_they_go() -> None:
    """16 posts, half practitioners and a fifth senior; what the rest of the budget then needs less
    of is taken off by the same rule."""
    with_teams, without = of(teams=2), of()
    added = with_teams.by_area.clip(lower=0).sum()
    assert added["practitioner"] <= 8 + 1e-9 and list(with_teams.more.index) == list(SKILLS)
    assert with_teams.more["practitioner"] > without.more["practitioner"]
    assert with_teams.message.startswith("This needs ") and "year" in with_teams.message


def test_money_set_aside_by_other_pages_pays_for_posts_too() -> None:
    """A tenth of the spend, taken from every area alike, has a tenth of today's posts; at an
    elasticity of 1 as many as it takes from the rest."""
    tenth = float(HERE.today_of(Scenario()).pounds.sum()) / 10
    free = Scenario(elasticity=1.0).having(("levers", "release_intensive"), True)
    aside = free.having(("pathway", "treatment"), tenth / 1e6)
    moved = staff(HERE, work_out(HERE, aside, FILTERS))
    assert moved.more.to_numpy() == pytest.approx(np.zeros(len(SKILLS)), abs=0.01)
    assert moved.message == "This needs no more staff."


def test_slower_hiring_never_brings_staff_sooner() -> None:
    slow, usual = of(teams=6, trained=2, hired=4), of(teams=6)
    assert slow.year >= usual.year > 0
    assert (slow.years.in_post.reindex(usual.years.index) <= usual.years.in_post + 1e-9).all()
    assert slow.new == pytest.approx(usual.new)


def test_years_of_each_skill_add_up_and_end_with_all() -> None:
    needed = of(teams=4)
    for what in ("wanted", "in_post"):
        parts = needed.years[[f"{what}_{key}" for key in SKILLS]]
        assert parts.sum(axis=1).to_numpy() == pytest.approx(needed.years[what].to_numpy())
    assert needed.years.in_post.iloc[-1] == pytest.approx(needed.new)
    first = needed.years.iloc[0]
    # training takes a year after a post is filled: none in the first
    assert first.in_post_practitioner == 0 < first.wanted_practitioner
