"""What the growth cap holds back, in words."""

from dataclasses import replace

import pandas as pd

from lib.model.pace import Rule, held_by_the_cap, path
from lib.pace_words import behind_sentence

USUAL = Rule(years=4, growth=3, least=-5, most=10, speed=50, under=5)


def test_what_the_cap_holds_back_is_said_by_name_and_year() -> None:
    """b is 40% under: 0.6 x 1.1 / 1.03 leaves it 36% under in year 1, 32% in year 2."""
    rule = replace(USUAL, years=2)
    steps = path(pd.Series([1.4e6, 0.6e6], ["a", "b"]), pd.Series([0.5, 0.5], ["a", "b"]), rule)
    said = behind_sentence(
        held_by_the_cap(steps), rule.most, rule.under, pd.Series(["Northam", "Southby"], ["a", "b"])
    )
    assert (
        "at most 5% under target" in said
        and "Southby is still 36% under in year 1 and 32% in year 2" in said
        and "Northam" not in said
    )
    even = path(pd.Series([1e6, 1e6], ["a", "b"]), pd.Series([0.5, 0.5], ["a", "b"]), rule)
    assert behind_sentence(held_by_the_cap(even), 10, 5, pd.Series(dtype=str)) == ""
