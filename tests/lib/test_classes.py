"""Classes of a map: a colour says no more than the figures do."""

from itertools import pairwise

import mapclassify
import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from lib import classes
from lib.classes import BLUES, CHANGE, MOST_CLASSES, ORANGES, classify, differing

MANY = 12  # areas
many = arrays(float, MANY, elements=st.floats(0, 100))


@given(many, st.sampled_from(["quantiles", "natural", "equal"]))
def test_every_value_is_in_the_class_its_label_says(value: np.ndarray, scheme: str) -> None:
    shown = pd.Series(value).round(1)
    classes = classify(pd.Series(value), scheme, 1)
    assert len(classes.edges) + 1 == len(classes.colours) == len(classes.labels())
    assert list(classes.edges) == sorted(set(classes.edges))
    for one, found in zip(shown, classes.of(pd.Series(value))):
        assert sum(one >= edge for edge in classes.edges) == found


@given(many, st.permutations(range(MANY)))
def test_order_of_areas_does_not_change_classes(value: np.ndarray, order: list[int]) -> None:
    for scheme in ("quantiles", "natural", "equal"):
        assert (
            classify(pd.Series(value), scheme, 1).edges
            == classify(pd.Series(value[order]), scheme, 1).edges
        )


def test_quantiles_put_about_as_many_in_each_class() -> None:
    classes = classify(pd.Series(np.arange(1.0, 11.0)), "quantiles", 0)
    assert np.bincount(classes.of(pd.Series(np.arange(1.0, 11.0)))).tolist() == [2, 2, 2, 2, 2]


def test_a_line_splits_at_and_above_from_below() -> None:
    classes = classify(pd.Series([34.9, 35.0, 35.1]), "line", 1, line=35.0)
    assert classes.of(pd.Series([34.9, 35.0, 35.1])) == [0, 1, 1]
    assert classes.labels() == ["below 35.0", "35.0 or more"]
    with pytest.raises(ValueError, match="needs the value of the line"):
        classify(pd.Series([1.0]), "line", 1)


def test_equal_values_are_one_class_and_missing_ones_none() -> None:
    classes = classify(pd.Series([5.0, 5.0, np.nan]), "quantiles", 1)
    assert classes.of(pd.Series([5.0, np.nan])) == [0, -1]


def of(value, half=0.0) -> tuple[pd.Series, pd.Series, pd.Series]:
    middle = pd.Series(value, dtype=float)
    return middle, middle - half, middle + half


@given(many, arrays(float, MANY, elements=st.floats(0, 8)))
# 19.97 is read as 20.0, and was left of an edge at 20
@example(np.array([1, 19.96875, 20, *[0] * (MANY - 3)]), np.ones(MANY))
def test_two_colours_part_only_what_differs_by_more_than_the_intervals(
    value: np.ndarray, half: np.ndarray
) -> None:
    middle, low, high = of(value, half)
    classes = differing(middle, low, high, 1)
    group = pd.Series(classes.of(middle))
    assert len(classes.edges) < MOST_CLASSES and len(classes.colours) == len(classes.edges) + 1
    for kind in range(1, len(classes.colours)):
        below, above = group < kind, group >= kind
        if below.any() and above.any():
            assert high[below].max() <= low[above].min() + 1e-9


@given(st.lists(st.integers(0, 90), min_size=6, max_size=MANY, unique=True))
def test_exact_figures_get_jenks_natural_breaks(value: list[int]) -> None:
    """As good a fit as mapclassify's, which knows no intervals."""
    middle, low, high = of(value)
    classes = differing(middle, low, high, 0)
    best = mapclassify.FisherJenks(middle.to_numpy(), k=MOST_CLASSES)
    within = (
        middle.groupby(classes.of(middle))
        .apply(lambda part: ((part - part.mean()) ** 2).sum())
        .sum()
    )
    theirs = middle.groupby(best.yb).apply(lambda part: ((part - part.mean()) ** 2).sum()).sum()
    assert within <= theirs + 1e-6


@pytest.mark.parametrize(("better", "worse_low"), [("high", True), ("low", False), ("", True)])
def test_a_benchmark_is_a_break_and_the_palette_turns_there(better: str, worse_low: bool) -> None:
    middle, low, high = of([20.0, 30.0, 34.0, 36.0, 44.0, 60.0], 0.5)
    classes = differing(middle, low, high, 1, better, 35.0)
    assert 35.0 in classes.edges
    sides = ["orange" if colour in ORANGES else "blue" for colour in classes.colours]
    turn = classes.edges.index(35.0) + 1
    assert set(sides[:turn]) == {"orange" if worse_low else "blue"} and set(sides[turn:]) == {
        "blue" if worse_low else "orange"
    }
    assert classes.meaning and ("worse" in classes.meaning) == bool(better)


@given(many, st.floats(0, 100))
def test_the_legend_is_in_order_also_around_a_benchmark(value: np.ndarray, line: float) -> None:
    middle, low, high = of(value)
    classes = differing(middle, low, high, 1, "high", line)
    assert (
        list(classes.edges) == sorted(set(classes.edges))
        and len(set(classes.colours)) == len(classes.edges) + 1
    )


def grey(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_gains_and_losses_differ_in_grey() -> None:
    assert max(map(grey, ORANGES)) + 40 < min(map(grey, BLUES))
    losses, gains = CHANGE.colours[:2], CHANGE.colours[3:]
    assert max(map(grey, losses)) + 40 < min(map(grey, gains)) and grey(CHANGE.colours[2]) > max(
        map(grey, gains)
    )
    assert [grey(c) for c in ORANGES] == sorted((grey(c) for c in ORANGES), reverse=True)


def test_the_maps_classes_can_be_told_apart_in_grey() -> None:
    """Each class is darker than the one before by a tenth of the range at least."""
    grey = [
        Image.new("RGB", (1, 1), colour).convert("L").getpixel((0, 0))
        for colour in classes.SEQUENTIAL
    ]
    assert all(before - after >= 25 for before, after in pairwise(grey))
