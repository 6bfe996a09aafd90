"""Scenarios side by side."""

from lib.findings.comparison import access_after, comparison, differences, map_after, outcomes
from lib.scenarios.record import Levers, Scenario
from tests.bundled import HERE
from tests.lib.findings.by_hand import FILTERS

ORDER = HERE.tables.areas.order
MOVED = Scenario(levers=Levers(early=5))
IMPOSSIBLE = Scenario(levers=Levers(changes={ORDER[0]: -900_000_000}))


def test_a_scenario_is_compared_with_the_first() -> None:
    compared = comparison(HERE, {"Today": Scenario(), "Moved": MOVED}, FILTERS)
    assert list(compared.results) == ["Today", "Moved"] and compared.alike
    assert list(outcomes(compared).columns) == ["Outcome", "Today", "Moved"]
    today, moved = (compared.results[label].outcome for label in compared.results)
    gained = moved.access_after[ORDER[0]] - today.access_after[ORDER[0]]
    assert access_after(compared).Moved.iloc[0].endswith(f"({gained:+.1f})")
    assert list(differences(HERE, compared).iloc[0, 1:]) == ["0", "5"]


def test_one_that_cannot_be_worked_out_says_why_and_leaves_the_others() -> None:
    compared = comparison(HERE, {"Today": Scenario(), "Never": IMPOSSIBLE}, FILTERS)
    assert list(compared.results) == ["Today"] and list(compared.faults) == ["Never"]
    assert HERE.tables.areas.name[ORDER[0]] in compared.faults["Never"]


def test_rates_on_another_need_basis_do_not_compare_like_with_like() -> None:
    other = Scenario(basis="survey_2023")
    assert not comparison(HERE, {"Today": Scenario(), "Other": other}, FILTERS).alike


def test_a_map_has_every_district_and_a_star_for_one_that_is_not_in_the_model() -> None:
    compared = comparison(HERE, {"Today": Scenario()}, FILTERS)
    after = map_after(compared, "Today", [*ORDER, "X00000099"], "in 100")
    rates = compared.results["Today"].outcome.access_after
    assert after.text[-1] == "*" and after.text[0] == f"{rates[ORDER[0]]:.1f}"
    assert after.message == f"Today: from {rates.min():.1f} to {rates.max():.1f} in 100."
