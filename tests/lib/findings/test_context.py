"""What follows from the tables: classes of a map."""

import pandas as pd

from lib.catalogue.indicators import MODELLED
from lib.classes import DIFFERS
from tests.bundled import HERE, HIGHEST, LATER, NAME, PERIOD, PUBLISHED


def grouped(indicator: str, period: str) -> pd.Series:
    """The class of each area on the map, by name."""
    key = (indicator, period, "national", False)
    value = HERE.measured(*key).districts.value
    return pd.Series(HERE.classes(*key, DIFFERS, None).of(value), HERE.tables.areas.name)


def test_the_access_map_claims_no_difference_that_is_not_there() -> None:
    """Quantiles parted three that no interval parts, and put one of them with 46.8."""
    classes, group = PUBLISHED["access"]["classes"], grouped(MODELLED, PERIOD)
    assert group[classes["alike"]].nunique() == 1 and group[classes["apart"]].nunique() == 2
    assert group[NAME[HIGHEST]] == group.max() and (group == group.max()).sum() == 1


def test_a_year_that_carries_a_pattern_forward_is_parted_as_that_pattern_is() -> None:
    """A later year parted 53, 57, 59 and 61, which share a class in the measured one."""
    assert grouped(MODELLED, PERIOD).equals(grouped(MODELLED, LATER[-1]))


def test_the_longest_wait_has_a_shade_of_its_own() -> None:
    group = grouped("mean_wait", PERIOD)
    longest = HERE.measured("mean_wait", PERIOD, "national", False).districts.value.idxmax()
    assert (group == group[NAME[longest]]).sum() == 1
