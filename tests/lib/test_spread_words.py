"""Spread and standing in words."""

from lib import spread_words
from tests.bundled import (
    ACCESS,
    BESIDE_SPLIT,
    HERE,
    HIGHEST,
    LOWEST,
    NAME,
    PARTS,
    PERIOD,
    PUBLISHED,
    SPLIT,
)


def test_districts_that_share_a_former_ccg_do_not_differ_by_more_than_chance() -> None:
    """One at 49.3 was said to differ from every other, with its neighbour in the part at 48.9."""
    by_itself = HERE.known(*ACCESS)
    assert not by_itself.told_apart.loc[SPLIT, BESIDE_SPLIT]
    assert by_itself.told_apart.loc[SPLIT, LOWEST]
    said = spread_words.standing(
        HERE.measured(*ACCESS), HERE.tables.areas, SPLIT, HERE.ranks(*ACCESS), by_itself
    )
    assert (
        "differs from every other" not in said
        and "not to be told apart" in said
        and "surely above" in said
    )


def test_every_page_counts_the_same_areas_that_differ_by_more_than_chance() -> None:
    m, spread, names = HERE.measured(*ACCESS), HERE.spread(*ACCESS), HERE.tables.crosswalk.names
    said = spread_words.spread_sentence(spread, m, names)
    expected = PUBLISHED["access"]["spread"]
    counted = f"{expected['differ']} of {len(PARTS)} differ from the whole by more than chance"
    assert f"{counted}, {expected['differ_adjusted']} after allowing for" in said
    assert f"at most {expected['chance_alone']} (19 times in 20)" in said
    panels = [
        spread_words.measured_area(names[code], code, m, spread) for code in m.parts.value.index
    ]
    assert sum("by more than chance" in line for line in panels) == expected["differ"]


def test_the_page_says_when_a_basis_turns_the_order_round() -> None:
    by_basis = HERE.places_by_basis(*ACCESS)
    note = spread_words.order_note(HERE.tables.areas, by_basis)
    first, last = PUBLISHED["access"]["spread"]["places_of_highest"]
    assert f"{NAME[HIGHEST]} is number 1 here and between {first} and {last} over them" in note
    other = ("referral_rate", PERIOD, "national", False)
    assert spread_words.order_note(HERE.tables.areas, HERE.places_by_basis(*other)) == ""
