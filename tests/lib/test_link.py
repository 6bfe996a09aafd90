"""Links: those that earlier versions wrote still open, and those written now hold keys and area
codes alone."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from lib.errors import BadScenario
from lib.scenarios import link
from lib.scenarios.record import Levers, Scenario
from lib.ui import cache

# Each link as the version named wrote it, with the fields of its scenario that differ from the
# defaults. Those of 0.1.0 are in percent of today's spend, so their pounds change where that does.
OLD = list(
    csv.DictReader((Path(__file__).parents[1] / "data" / "old_links.csv").read_text().splitlines())
)
THANET, DARTFORD = "E07000114", "E07000107"


def opened(parameters: dict[str, list[str]]) -> Scenario:
    return link.scenario(link.read(parameters, cache.place()), cache.place())


@pytest.mark.parametrize("old", OLD, ids=lambda old: f"{old['version']} {old['link'][:30]}")
def test_an_old_link_opens_the_scenario_it_was_made_of(old: dict[str, str]) -> None:
    scenario = Scenario.model_validate(json.loads(old["scenario"]))
    assert opened(parse_qs(old["link"])) == scenario
    assert opened(link.query(scenario, cache.place(), "percent")) == scenario


def test_a_link_written_now_has_no_label_and_no_name() -> None:
    place = cache.place()
    scenario = Scenario.model_validate(
        {
            "basis": "survey_2017",
            "shared_by": "need",
            "curve": "saturating",
            "standard": 32,
            "pace": {"target": "fair_share"},
        }
        | {
            "levers": {
                "changes": {THANET: -500_000, DARTFORD: 250_000},
                "locked": [DARTFORD],
                "shift_only": THANET,
            }
        }
    )
    assert link.query(scenario, place, "percent") == {
        "basis": ["survey_2017"],
        "shared_by": ["need"],
        "curve": ["saturating"],
        "target": ["fair_share"],
        "standard": ["benchmark_32"],
        "locked": [DARTFORD],
        "shift_for": [THANET],
        "moves": [f"{DARTFORD}.250_{THANET}.-500"],
    }
    assert link.query(Scenario(standard=33.5), place, "percent") == {
        "standard": ["own"],
        "own_standard": ["33.5"],
    }


def test_labels_and_keys_are_never_taken_for_each_other() -> None:
    for options in link.labels(cache.place()).values():
        assert not set(options) & set(options.values()) and len(set(options.values())) == len(
            options
        )


def test_the_order_of_districts_is_no_part_of_a_link() -> None:
    place = cache.place()
    turned = replace(place, areas=replace(place.areas, name=place.areas.name[::-1]))
    scenario = Scenario(
        levers=Levers(changes={THANET: -244_000, DARTFORD: 250_000}, locked=(THANET,))
    )
    assert turned.areas.order == place.areas.order[::-1]
    assert (
        link.scenario(link.read(link.query(scenario, place, "pounds"), turned), turned) == scenario
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{THANET}.1_{THANET}.2",
        f"{THANET}.1_2",
        f"{THANET}.",
        f"{THANET}.1.5",
        "0_0",
        "E07000114_1",
    ],
)
def test_moves_that_cannot_be_meant_are_refused(text: str) -> None:
    with pytest.raises(BadScenario, match="is not a value of “moves”"):
        opened({"moves": [text]})


def test_a_move_of_a_district_elsewhere_is_refused_by_its_code() -> None:
    with pytest.raises(BadScenario, match="E07000001 is not a district of this dashboard"):
        opened({"moves": ["E07000001.5"]})
