"""Where next: what more places bring, that a scenario keeps them, and what they cost."""

import numpy as np
import pytest

from lib.catalogue.places import MOST_NEW
from lib.findings.distances import distances, lacking
from lib.findings.next_places import closings, curve_table, gains, next_places, swings
from lib.scenarios.record import Places, Scenario, from_json
from tests.bundled import HERE, NAME, ORDER

CHILDREN = HERE.tables.lsoas.children.to_numpy(float)


def of(**levers: object) -> Scenario:
    return Scenario(places=Places(**levers))


def test_without_a_lever_nothing_is_placed_and_nothing_costs() -> None:
    assert next_places(HERE, Scenario()) is None
    assert HERE.today_of(Scenario()).set_aside == {}


@pytest.mark.parametrize("aim", ["mean", "worst", "within"])
def test_more_places_are_proven_and_never_worse(aim: str) -> None:
    before, held = distances(HERE, Scenario()), []
    for number in (1, 2):
        more = next_places(HERE, of(new=number, aim=aim))
        assert more is not None and more.proven and len(more.sites) == number
        assert (more.home <= before.home + 1e-9).all()
        held.append(
            {
                "mean": more.home @ CHILDREN,
                "worst": more.home.max(),
                "within": -CHILDREN[more.home <= 5].sum(),
            }[aim]
        )
    assert held[1] <= held[0] + 1e-6


def test_each_aim_is_best_at_its_own() -> None:
    each = {aim: next_places(HERE, of(new=1, aim=aim)) for aim in ("mean", "worst", "within")}
    assert min(each, key=lambda aim: each[aim].home @ CHILDREN) == "mean"
    assert each["worst"].home.max() == min(one.home.max() for one in each.values())
    within = {aim: CHILDREN[one.home <= 5].sum() for aim, one in each.items()}
    assert within["within"] == max(within.values())


def test_a_scenario_keeps_its_places_and_their_cost() -> None:
    scenario = of(new=2, counted="unreached", cost=250)
    again = from_json(scenario.to_json(), ORDER)
    first, second = next_places(HERE, scenario), next_places(HERE, again)
    assert first is not None and second is not None
    assert first.sites.equals(second.sites) and first.pounds == 500_000
    aside = HERE.today_of(scenario).set_aside
    assert list(aside.values()) == [500_000]


def test_where_the_list_lacks_places_one_may_be_there_already() -> None:
    more = next_places(HERE, of(new=2))
    assert more is not None
    named = [NAME[code] for code in lacking(HERE) if code in set(more.sites.area_code)]
    assert named and all(name in more.more for name in named) and "there already" in more.more


def test_the_curve_starts_from_today_and_falls_and_fewer_places_are_farther() -> None:
    rows = [gains(HERE, Scenario(), number) for number in range(3)]
    means = [row["mean"] for row in rows]
    assert means[0] == pytest.approx(distances(HERE, Scenario()).whole["mean"])
    assert means == sorted(means, reverse=True)
    assert set(curve_table(rows, 5).Answer) == {"proven"}
    lost = closings(HERE, Scenario())
    assert len(lost) == MOST_NEW and (np.diff(lost["Mean, km"].astype(float)) >= 0).all()


def test_only_what_decides_where_they_stand_has_it_worked_out_again() -> None:
    first = next_places(HERE, of(new=2))
    same = next_places(HERE, of(new=2, within=9, cost=300, road=1.2))
    assert first is not None and same is not None and first.home is same.home
    other = next_places(HERE, of(new=2, within=9, aim="within"))
    assert other is not None and other.home is not first.home


def test_an_assumption_moves_its_own_result_between_the_ends_of_its_range() -> None:
    road, cost = swings(HERE, of(new=2)).to_numpy()
    mean = distances(HERE, Scenario()).whole["mean"]
    assert list(road[2:]) == [f"{mean * times:.1f} km" for times in (1.2, 1.32, 1.5)]
    assert list(cost[2:]) == ["£200,000", "£400,000", "£800,000"]
