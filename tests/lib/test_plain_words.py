"""Sentences for analysts in words for a councillor."""

import re

import pytest

from lib import plain_words, provenance
from tests.bundled import HERE

PLACE = HERE.tables.place


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("About 25 fewer children a year (A1, A3).", "About 25 fewer children a year."),
        (
            "Over the 36 choices of A1, curve, need basis and weighting, none of which a published"
            " figure decides, 0 to 135 fewer.",
            "Over the 36 ways to make the choices that no published figure decides, 0 to 135"
            " fewer.",
        ),
        ("+2 points to early help", "+2 of every £100 to early help"),
        ("(95% interval 1.74 to 1.91)", "(likely range 1.74 to 1.91)"),
        ("2 of 3 differ (99.8% limits).", "2 of 3 differ."),
        (
            "Lower at one end; ratio 0.62. There may be none.",
            "Lower at one end. There may be none.",
        ),
        (
            "it gains under 1 of them; the gap after is 1.6 to 1.8 times and narrows under 24.",
            "more children are reached with 1 of them; the gap after is 1.6 to 1.8 times, and is"
            " narrower than today with 24.",
        ),
    ],
)
def test_names_of_methods_go_and_numbers_stay(sentence: str, plain: str) -> None:
    assert plain_words.plainly(sentence, PLACE) == plain


def test_what_lies_between_an_area_and_the_whole_is_a_larger_area() -> None:
    said = plain_words.plainly(provenance.kinds(PLACE)["apportioned"], PLACE)
    assert PLACE.level is not None and PLACE.level.one not in said and "larger area" in said


def test_every_number_of_a_sentence_is_still_there() -> None:
    said = "Apportioned: 8 of 9, 42.4 (95% interval 41.2 to 43.6), 0 to 135 fewer over the choices"
    numbers = re.findall(r"\d+(?:\.\d+)?", said.replace("95%", ""))
    assert re.findall(r"\d+(?:\.\d+)?", plain_words.plainly(said, PLACE)) == numbers
