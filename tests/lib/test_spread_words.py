"""Spread and standing in words."""

from lib import spread_words
from tests.bundled import ACCESS, BY_NAME, HERE


def test_districts_that_share_a_former_ccg_do_not_differ_by_more_than_chance() -> None:
    """Dover (49.3) was said to differ from every other, with Folkestone and Hythe at 48.9."""
    by_itself = HERE.known(*ACCESS)
    assert not by_itself.told_apart.loc[BY_NAME["Dover"], BY_NAME["Folkestone and Hythe"]]
    assert by_itself.told_apart.loc[BY_NAME["Dover"], BY_NAME["Dartford"]]
    said = spread_words.standing(
        HERE.measured(*ACCESS), HERE.tables.areas, BY_NAME["Dover"], HERE.ranks(*ACCESS), by_itself
    )
    assert (
        "differs from every other" not in said
        and "not to be told apart" in said
        and "surely above" in said
    )


def test_every_page_counts_the_same_areas_that_differ_by_more_than_chance() -> None:
    m, spread, names = HERE.measured(*ACCESS), HERE.spread(*ACCESS), HERE.tables.crosswalk.names
    said = spread_words.spread_sentence(spread, m, names)
    assert (
        "6 of 8 differ from the whole by more than chance, 0 after allowing for" in said
        and "at most 1.09 (19 times in 20)" in said
    )
    panels = [
        spread_words.measured_area(names[code], code, m, spread) for code in m.parts.value.index
    ]
    assert sum("by more than chance" in line for line in panels) == 6


def test_the_page_says_when_a_basis_turns_the_order_round() -> None:
    said = spread_words.order_note(
        HERE.measured(*ACCESS), HERE.tables.areas, HERE.places_by_basis(*ACCESS)
    )
    assert "Thanet is number 1 here and between 1 and 8 over them" in said
    other = ("referral_rate", "2019/20", "national", False)
    assert (
        spread_words.order_note(
            HERE.measured(*other), HERE.tables.areas, HERE.places_by_basis(*other)
        )
        == ""
    )
