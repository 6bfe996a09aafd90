"""All that is known of one district."""

from dataclasses import replace

import pytest

from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.figures.kinds import by_district
from lib.figures.measured import measured_period
from lib.findings.access import access
from lib.findings.district import district
from tests.bundled import HERE
from tests.lib.findings.by_hand import FILTERS, ON_A_SURVEY

VIEW = access(HERE, MODELLED, HERE.base_period(), "national", False)
ORDER = HERE.tables.areas.order


@pytest.mark.parametrize("code", ORDER)
def test_it_is_the_same_district_everywhere(code: str) -> None:
    here, tables = district(HERE, VIEW, FILTERS, code), HERE.tables
    assert here.name == tables.areas.name[code] and here.messages[0].startswith(here.name)
    assert len(here.figures) == len(INDICATORS)
    of_modelled = here.figures.iloc[list(INDICATORS).index(MODELLED)]
    assert of_modelled.District == INDICATORS[MODELLED].say(VIEW.measured.districts.value[code])
    people = tables.population
    people = people[(people.area_code == code) & (people.year == here.people.year)]
    assert here.people.total == people.persons.sum() and len(here.people.ages) == 26
    assert here.people.fewest <= here.people.total / 26 <= here.people.most


def test_neighbours_are_each_others() -> None:
    near = {
        here.name: here.neighbours
        for here in (district(HERE, VIEW, FILTERS, code) for code in ORDER)
    }
    assert all(name in near[other] for name, others in near.items() for other in others)
    assert all(name not in others and others == sorted(others) for name, others in near.items())


def test_each_part_of_its_figure_and_the_standard_have_a_sentence() -> None:
    """The first is its place; then one for each part that it lies in, the standard, the nation."""
    for code in ORDER:
        parts = int((VIEW.measured.mix.loc[code] > 0).sum())
        assert len(district(HERE, VIEW, FILTERS, code).messages) == 1 + parts + 2
    on_a_survey = access(HERE, MODELLED, HERE.base_period(), "survey_2017", False)
    here = district(HERE, on_a_survey, ON_A_SURVEY, ORDER[0])
    assert not any("35 in 100" in message for message in here.messages)


def test_a_figure_measured_by_district_is_made_of_nothing_else() -> None:
    key = next(one.key for one in by_district() if not one.of_need)
    view = access(HERE, key, measured_period(HERE.tables, key), "national", False)
    assert view.measured.level == "district"
    assert district(HERE, view, FILTERS, ORDER[0]).made_of == ""


def test_a_suppressed_district_is_neither_measured_nor_placed() -> None:
    value = VIEW.measured.districts.value.copy()
    value[ORDER[0]] = float("nan")
    measured = replace(
        VIEW.measured, districts=replace(VIEW.measured.districts, value=value), level="district"
    )
    here = district(HERE, replace(VIEW, measured=measured, known=None), FILTERS, ORDER[0])
    assert len(here.messages) == 1 and "suppressed" in here.messages[0]
