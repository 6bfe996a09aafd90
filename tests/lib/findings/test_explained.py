"""Why a district's access changes."""

from dataclasses import replace

import pytest

from lib.findings.explained import explained
from lib.findings.outcome import work_out
from lib.scenarios.record import Levers, Scenario
from tests.bundled import HERE
from tests.lib.findings.by_hand import FILTERS

FIRST, SECOND, *_ = HERE.tables.areas.order
MOVED = Scenario(levers=Levers(changes={FIRST: -200_000, SECOND: 100_000}, early=5, growth=1))
NOBODY = replace(FILTERS, district=None)


@pytest.mark.parametrize("basis", ["national", "survey_2023"])
def test_causes_lead_from_today_to_the_scenario(basis: str) -> None:
    scenario = MOVED.model_copy(update={"basis": basis})
    result = work_out(HERE, scenario, replace(NOBODY, basis=basis))
    causes = explained(HERE, result)
    before = work_out(HERE, Scenario(), NOBODY).outcome.access_before
    for code in result.areas.order:
        (_, today), *_, (_, after) = causes.access(code)
        assert today == pytest.approx(before[code])
        assert after == pytest.approx(result.outcome.access_after[code])


def test_it_opens_with_the_district_chosen_or_the_one_that_moves_most() -> None:
    assert explained(HERE, work_out(HERE, MOVED, NOBODY)).opens_with == FIRST
    chosen = work_out(HERE, MOVED, replace(NOBODY, district=SECOND))
    assert explained(HERE, chosen).opens_with == SECOND


def test_every_district_has_its_sentence() -> None:
    causes = explained(HERE, work_out(HERE, MOVED, NOBODY))
    names = HERE.tables.areas.name
    assert all(message.startswith(name) for message, name in zip(causes.messages, names))
    assert "loses £2" in causes.messages[0] and len(causes.messages) == len(names)
