"""The few areas that stand for many."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lib.findings.few import ENDS, few, left_out
from lib.findings.outcome import work_out
from tests.bundled import FILTERS, HERE, moving

ROWS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.floats(0, 100)), st.sampled_from([0, 0, 1_000, -2_000, 90_000])
    ),
    min_size=2 * ENDS,
    max_size=40,
)


def rows(of: list) -> pd.DataFrame:
    frame = pd.DataFrame(of, [f"a{i}" for i in range(len(of))], columns=["before", "change"])
    return frame.astype(float)


@given(ROWS, st.integers(2 * ENDS + 1, 20))
def test_ends_and_the_largest_changes_are_among_them_in_the_order_of_the_rows(of, most) -> None:
    moves = rows(of)
    shown = few(moves, most)
    known = moves.before.dropna()
    assert len(shown) <= most and shown == [code for code in moves.index if code in shown]
    if len(known):
        assert {known.max(), known.min()} <= set(moves.before[shown])
    left = moves.drop(shown)
    changed = int((moves.change != 0).sum())
    if changed <= most - 2 * ENDS:
        assert not (left.change != 0).any()
    assert len(shown) == most or not len(left.dropna(subset="before"))


def test_ten_areas_by_hand() -> None:
    moves = rows([(10 * i, 0) for i in range(10)])
    moves.loc[["a4", "a5"], "change"] = [1_000, -2_000]
    assert few(moves, 5) == ["a0", "a1", "a5", "a8", "a9"]
    assert few(moves, 7) == ["a0", "a1", "a4", "a5", "a7", "a8", "a9"]
    assert few(moves, 12) == list(moves.index)


def test_what_is_left_out_is_said_with_where_it_is() -> None:
    result = work_out(HERE, moving(), FILTERS)
    order = list(result.moves.index)
    assert left_out(result, order) == ""
    said = left_out(result, order[:5])
    assert f"5 of {len(order)} " in said and "workbook" in said and "map" in said
