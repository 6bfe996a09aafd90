"""What is published of England, the region and each month stands beside."""

import pytest

from lib import words
from lib.catalogue.indicators import INDICATORS
from lib.figures import published
from tests.bundled import LATER, PERIOD, PUBLISHED


def test_england_and_the_region_stand_beside_where_they_are_published(tables) -> None:
    for indicator, printed in PUBLISHED["beside"].items():
        beside = published.beside(tables, INDICATORS[indicator], PERIOD)
        assert [one.name for one in beside] == list(printed)
        assert {one.name: one.value for one in beside} == pytest.approx(printed, rel=1e-5)
    assert published.beside(tables, INDICATORS["within_4_weeks"], LATER[-1]) == []


def test_the_monthly_line_is_said_beside_englands(tables) -> None:
    table = published.monthly(tables, "contacted_once")
    assert (
        list(table) == [tables.place.name, "England"]
        and len(table) == PUBLISHED["monthly"]["months"]
    )
    sentence = words.monthly_sentence(table)
    assert f"{PUBLISHED['monthly']['last']} No publisher says why." in sentence
