"""Assumptions and their settings: where scenarios and links have them, and as declared."""

from dataclasses import replace

import pytest

from lib import sources
from lib.catalogue.assumptions import ASSUMPTIONS, behind, settings
from lib.catalogue.services import shifted
from lib.errors import DataFault
from lib.scenarios import standing
from lib.scenarios.record import Scenario
from tests.lib.catalogue.made_up import TABLES


def test_settings_are_where_scenarios_and_links_have_them() -> None:
    scenario = Scenario()
    for key, setting in settings().items():
        assert key == setting.key and scenario.at(setting.where) == setting.value, key
        if setting.kind in ("number", "whole"):
            assert scenario.having(setting.where, setting.high).at(setting.where) == setting.high
    assert {*standing.PLAIN, "own_standard"} == set(settings())


def test_values_and_ranges_are_those_declared() -> None:
    assert set(ASSUMPTIONS) == set(TABLES.assumptions)
    for setting in settings().values():
        assumption = behind(setting)
        if assumption is None or not setting.declared:
            continue
        declared = TABLES.assumptions[assumption.id]
        assert setting.value == declared[setting.declared], setting.key
        if setting.swings or setting.key == "inflation":
            assert (setting.low, setting.high) == (
                declared["low"],
                declared.get("most", declared["high"]),
            )
    for service in shifted():
        shares = TABLES.assumptions["A2"]["services"][service.key]
        assert (service.spend, service.reached) == (
            100 * shares["spend_share"],
            100 * shares["reached_share"],
        )


def test_an_assumption_that_nothing_is_declared_of_stops_the_program_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(ASSUMPTIONS, "A99", replace(ASSUMPTIONS["A7"], id="A99"))
    with pytest.raises(DataFault, match=r"assumptions.toml: nothing is declared of A99\. Restore"):
        sources.read_all()
