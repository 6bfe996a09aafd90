"""A link as the dashboard writes it, and as earlier versions wrote it, puts every widget where its
scenario has it."""

import csv
import json
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from lib.scenarios import link
from lib.scenarios.record import Scenario
from lib.ui import cache
from lib.ui.session import SCENARIO
from tests.app.pages import opened

OLD = list(
    csv.DictReader((Path(__file__).parents[1] / "data" / "old_links.csv").read_text().splitlines())
)
# One asks of a district more than it has, which the page refuses to work out.
LAST = [old for old in OLD if old["version"] == "before 0.4.0" and "-9999" not in old["link"]]


def on_the_page(app: AppTest) -> Scenario:
    """The scenario that the page worked out."""
    scenario: Scenario = app.session_state[SCENARIO]
    return scenario.question()


@pytest.mark.parametrize("old", LAST, ids=lambda old: old["link"][:30])
def test_a_link_opens_its_scenario_on_the_page(old: dict[str, str]) -> None:
    scenario = Scenario.model_validate(json.loads(old["scenario"]))
    before, now = parse_qs(old["link"]), link.query(scenario, cache.place(), "percent")
    for parameters in (before, now):
        app = opened("reallocate", **parameters)
        assert on_the_page(app) == scenario.question()
        assert "link" not in " ".join(w.value for w in app.warning)
        if "moves" in before:
            # left as it was sent until something moves
            assert app.query_params["moves"] == parameters["moves"][-1]
        app.run()
        assert on_the_page(app) == scenario.question()
