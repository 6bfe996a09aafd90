"""What is published of England, the region and each month stands beside."""

import pytest

from lib import words
from lib.catalogue.indicators import INDICATORS
from lib.figures import published


def test_england_and_the_region_stand_beside_where_they_are_published(tables) -> None:
    """Of 538,564 referred in England 108,879 had their second contact within 4 weeks; in the South
    East 12,720 of 89,720."""
    found = {
        one.name: one.value
        for one in published.beside(tables, INDICATORS["within_4_weeks"], "2019/20")
    }
    assert found == {
        "England": pytest.approx(20.2165, abs=1e-4),
        "South East": pytest.approx(14.1774, abs=1e-4),
    }
    assert [
        one.value for one in published.beside(tables, INDICATORS["mean_wait"], "2019/20")
    ] == pytest.approx([42.65, 54.0], abs=0.01)
    assert published.beside(tables, INDICATORS["within_4_weeks"], "2021/22") == []


def test_the_monthly_line_is_said_beside_englands(tables) -> None:
    table = published.monthly(tables, "contacted_once")
    assert list(table) == ["Kent and Medway", "England"] and len(table) == 30
    said = words.monthly_sentence(table)
    assert (
        "24,605 in the 12 months to May 2023 (-12.6% on a year before, England +1.1%). No publisher"
        " says why." in said
    )
