"""How much room words take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.exports import type

WORDS = st.lists(st.text("abcdefgh ", min_size=1, max_size=120), min_size=1, max_size=30)


def test_a_line_breaks_where_it_is_full() -> None:
    assert type.lines("", 12, 200) == type.lines("short", 12, 200) == 1
    assert type.lines("word " * 40, 12, 200) > type.lines("word " * 40, 12, 400)
    assert type.lines("w" * 300, 12, 200) > 10


@given(WORDS)
def test_pages_hold_every_paragraph_in_order_and_each_fits(paragraphs: list[str]) -> None:
    pages = type.paged(paragraphs, 400, 300, 14)
    assert [text for page in pages for text in page] == paragraphs
    assert all(len(p) == 1 or type.height(p, 14, 400) <= 300 for p in pages)


@pytest.mark.parametrize(("tall", "size"), [(1000, 24), (60, 14), (5, 12)])
def test_type_is_the_largest_that_fits(tall: float, size: float) -> None:
    assert (
        type.fitting(
            ["Twelve words that a slide of this kind could have on a line"], 300, tall, (24, 14, 12)
        )
        == size
    )
