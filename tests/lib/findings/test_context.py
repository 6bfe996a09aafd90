"""What follows from the tables: classes of a map."""

import pandas as pd

from lib.classes import DIFFERS
from tests.bundled import HERE


def test_the_access_map_claims_no_difference_that_is_not_there() -> None:
    """Quantiles parted 33.4, 34.1 and 34.2, and put 34.2 with 46.8."""
    key = ("access_rate", "2019/20", "national", False)
    value = HERE.measured(*key).districts.value
    group = pd.Series(HERE.classes(*key, DIFFERS, None).of(value), HERE.tables.areas.name)
    assert (
        group[
            [
                "Dartford",
                "Gravesham",
                "Sevenoaks",
                "Maidstone",
                "Tonbridge and Malling",
                "Tunbridge Wells",
            ]
        ].nunique()
        == 1
    )
    assert (
        group["Swale"] != group["Maidstone"]
        and group["Thanet"] == group.max()
        and (group == group.max()).sum() == 1
    )


def test_a_year_that_carries_a_pattern_forward_is_parted_as_that_pattern_is() -> None:
    """2021/22 parted 53, 57, 59 and 61, which share a class in 2019/20."""
    then, now = (("access_rate", period, "national", False) for period in ("2019/20", "2021/22"))
    groups = [
        HERE.classes(*key, DIFFERS, None).of(HERE.measured(*key).districts.value)
        for key in (then, now)
    ]
    assert groups[0] == groups[1]


def test_medways_wait_has_a_shade_of_its_own() -> None:
    key = ("mean_wait", "2019/20", "national", False)
    group = pd.Series(
        HERE.classes(*key, DIFFERS, None).of(HERE.measured(*key).districts.value),
        HERE.tables.areas.name,
    )
    assert (group == group["Medway"]).sum() == 1
