"""What no page or file of the other tests here happens to say: refusals, comparisons and the format
of a scenario file, in each partnership's own nouns."""

import pandas as pd
import pytest

from lib.errors import BadLever, BadScenario, NoAllocation, NoPace
from lib.findings import comparison, modelled
from lib.findings.closest import closest
from lib.findings.filters import Filters
from lib.model.allocate import Question
from lib.model.pace import target_share
from lib.place.profile import HOLE
from lib.scenarios import link, plan
from lib.scenarios.record import Levers, Scenario, from_json, schema
from tests.places.conftest import Here

FILTERS = Filters(basis="national", weighted=False, standard=34.0, standard_label="", district=None)


def is_own(place: Here, text: str) -> None:
    """It has this partnership's noun, no other's, and no hole where one belongs."""
    assert place.profile.area.one in text.lower()
    assert place.foreign_nouns(text) == [] and not HOLE.search(text)


def test_scenarios_are_compared_in_its_nouns(place: Here) -> None:
    first, second, *_, last = place.tables.areas.order
    levers = Levers(changes={first: -50_000, last: 50_000}, locked=(second,), floor=60, cap=140)
    moved = Scenario(name="Moved", levers=levers)
    shifted = Scenario(name="Shifted", levers=Levers(early=5, shift_only=last))
    scenarios = {"Today": Scenario(), "Moved": moved, "Shifted": shifted}
    found = comparison.comparison(place.context, scenarios, FILTERS)
    tables = (comparison.outcomes(found), comparison.access_after(found))
    tables += (comparison.differences(place.context, found),)
    for table in tables:
        is_own(place, table.to_csv())
    is_own(place, found.message)


def test_a_limit_that_leaves_no_allocation_is_said_in_its_nouns(place: Here) -> None:
    for levers in (Levers(growth=-10, floor=95), Levers(growth=20, cap=105)):
        under = modelled.asked_under(Scenario(levers=levers))
        with pytest.raises(NoAllocation) as fault:
            modelled.answer(place.context, under, Question(objective="most"))
        is_own(place, str(fault.value))
    with pytest.raises(NoAllocation) as fault:
        under = modelled.asked_under(Scenario())
        modelled.answer(place.context, under, Question(objective="reach", rate=99.0))
    is_own(place, str(fault.value))


def test_what_cannot_be_opened_is_said_in_its_nouns(place: Here) -> None:
    areas, linked = place.tables.areas, place.context.linked()
    elsewhere = Scenario(levers=Levers(locked=("X00000001",))).to_json()
    with pytest.raises(BadScenario) as fault:
        from_json(elsewhere, areas.order, areas.noun)
    is_own(place, str(fault.value))
    with pytest.raises(BadScenario) as fault:
        link.read({"moves": ["all"]}, linked)
    is_own(place, str(fault.value))
    today, moved = place.context.today_of(Scenario()), Levers(changes={"X00000001": 1000})
    with pytest.raises(BadLever) as refused:
        plan.response(Scenario(levers=moved), today, areas.noun)
    is_own(place, str(refused.value))
    with pytest.raises(NoPace) as nowhere:
        target_share(pd.Series([0.0, 0.0]), areas.noun)
    is_own(place, str(nowhere.value))


def test_the_format_of_a_scenario_file_is_in_its_nouns(place: Here) -> None:
    title = "Need District"  # of the field need_district
    is_own(place, schema(place.profile.say).replace(title, ""))


def test_areas_that_the_tables_of_england_lack_have_a_sentence_and_no_closest_places(
    place: Here,
) -> None:
    held = set(place.tables.closest.area_code)
    for code in place.tables.areas.order:
        here = closest(place.context, code)
        assert here.table.empty == (code not in held)
        if here.table.empty:
            (said,) = here.messages
            assert "do not have" in said and place.tables.areas.name[code] in said
            assert place.foreign_nouns(said) == [] and not HOLE.search(said)
