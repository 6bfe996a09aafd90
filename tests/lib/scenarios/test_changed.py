"""What differs between two states of a scenario is named, and nothing else."""

from hypothesis import given

from lib.catalogue.assumptions import settings
from lib.scenarios.changed import changed
from lib.scenarios.record import Levers, Scenario
from tests.lib.scenarios.strategies import scenarios


@given(scenarios())
def test_a_scenario_does_not_differ_from_itself(scenario: Scenario) -> None:
    assert changed(scenario, scenario.model_copy()) == []


@given(scenarios(), scenarios())
def test_whatever_differs_is_named_and_alike_both_ways(one: Scenario, other: Scenario) -> None:
    assert changed(one, other) == changed(other, one)
    ignored = {"figures": {}}
    alike = one.model_copy(update=ignored) == other.model_copy(update=ignored)
    assert bool(changed(one, other)) != alike


def test_each_setting_is_named_by_its_words() -> None:
    usual = Scenario()
    for setting in settings().values():
        if setting.kind in ("number", "whole"):
            other = usual.having(setting.where, setting.low)
            if other != usual:
                assert changed(usual, other) == [setting.words]


def test_names_money_and_locks() -> None:
    levers = Levers(changes={"E09000900": 1000}, locked=("E09000901",), shift_only="E09000901")
    one, other = Scenario(name="A"), Scenario(name="B", reason="why", levers=levers)
    assert changed(one, other, lambda text: text.format(area="ward", areas="wards")) == [
        "name",
        "reason",
        "the money of wards",
        "wards that stay as they are",
        "the ward that shifts",
    ]
