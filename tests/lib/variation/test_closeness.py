"""How alike areas are, by law and by hand."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.variation.closeness import closest, distances

FIGURE = st.floats(-100, 100, allow_nan=False).map(lambda x: round(x, 2))
DESCRIBED = st.lists(st.tuples(FIGURE, FIGURE), min_size=2, max_size=12).map(
    lambda rows: pd.DataFrame(rows, [f"a{i}" for i in range(len(rows))], ["need", "score"])
)


@given(DESCRIBED)
def test_each_is_as_far_from_the_other_and_nothing_from_itself(described: pd.DataFrame) -> None:
    far = pd.DataFrame({code: distances(described, code) for code in described.index})
    assert (far.to_numpy() == pytest.approx(far.to_numpy().T, abs=1e-9)) and (far >= 0).all(None)
    assert all(far.loc[code, code] == 0 for code in far)


@given(DESCRIBED, st.floats(0.1, 50), st.floats(-50, 50))
def test_another_unit_changes_no_distance(
    described: pd.DataFrame, scale: float, start: float
) -> None:
    other = described.assign(score=described.score * scale + start)
    # figures that differ by less than a unit in the last place are one figure
    one, same = (distances(frame.round(9), "a0") for frame in (described, other))
    assert one.to_numpy() == pytest.approx(same.to_numpy(), abs=1e-5)


@given(DESCRIBED, st.integers(0, 12))
def test_the_closest_are_no_further_than_any_that_is_left(
    described: pd.DataFrame, count: int
) -> None:
    far = distances(described, "a0")
    near = closest(described, "a0", frozenset({"a1"}), count)
    rest = far.drop(["a0", "a1", *near.index])
    assert not {"a0", "a1"} & set(near.index) and near.is_monotonic_increasing
    assert near.empty or rest.empty or near.max() <= rest.min()


def test_three_by_hand() -> None:
    """Need 1, 2 and 3 (sd 0.816), score 10, 10 and 40 (sd 14.142): 1/0.816, and the root of
    (2/0.816)² + (30/14.142)²."""
    described = pd.DataFrame({"need": [1.0, 2.0, 3.0], "score": [10.0, 10.0, 40.0]}, list("abc"))
    assert distances(described, "a").tolist() == pytest.approx([0, 1.2247, 3.2404], abs=1e-4)
    assert list(closest(described, "a", frozenset(), 1).index) == ["b"]
    assert list(closest(described, "a", frozenset("b"), 5).index) == ["c"]
