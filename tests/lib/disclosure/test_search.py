"""The search over all that figures can be, against trying every table."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.disclosure.search import Relation, extremes


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_the_search_finds_what_trying_every_table_finds(data: st.DataObject) -> None:
    """Four figures in small ranges and up to three relations between them."""
    spans = st.tuples(st.integers(0, 5), st.integers(0, 5)).map(sorted).map(tuple)
    ranges = {cell: data.draw(spans) for cell in "abcd"}
    signs = st.lists(st.sampled_from([-1, 0, 1]), min_size=4, max_size=4).filter(any)
    drawn = data.draw(st.lists(st.tuples(signs, st.integers(-6, 6), st.integers(0, 4)), max_size=3))
    relations = [
        Relation(
            plus=tuple(c for c, sign in zip("abcd", signs) if sign > 0),
            minus=tuple(c for c, sign in zip("abcd", signs) if sign < 0),
            low=low,
            high=low + more,
        )
        for signs, low, more in drawn
    ]
    every = itertools.product(*(range(low, high + 1) for low, high in ranges.values()))
    left = [
        t
        for t in every
        if all(
            low <= sum(s * n for s, n in zip(signs, t)) <= low + more for signs, low, more in drawn
        )
    ]
    found = extremes("abcd", ranges, relations)
    assert found == (
        {cell: (min(column), max(column)) for cell, column in zip("abcd", zip(*left))}
        if left
        else {}
    )
