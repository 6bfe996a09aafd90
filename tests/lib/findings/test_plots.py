"""What the two plots of Variation are drawn from."""

from dataclasses import replace

import numpy as np
import pytest

from lib.figures.kinds import from_counts
from lib.findings.plots import funnel_plot, gradient_plot
from lib.findings.spread import unequal
from lib.findings.statistics import answer
from tests.bundled import HERE
from tests.lib.findings import by_hand
from tests.lib.findings.by_hand import FILTERS, NORTHAM, RATES, series


@pytest.mark.parametrize("key", [indicator.key for indicator in from_counts()])
def test_both_plots_have_every_measured_area_once(key: str) -> None:
    view = unequal(HERE, key, FILTERS)
    names = list(view.names)
    gradient, funnel = gradient_plot(view), funnel_plot(view)
    assert list(gradient.points.label) == names
    assert gradient.points.share.sum() == pytest.approx(1)
    assert gradient.points["rank"].between(0, 1).all()
    assert (funnel is None) == (not view.measured.areas_measured.counted)
    assert funnel is None or list(funnel.points.label) == names


def test_three_districts_by_hand() -> None:
    view = by_hand.unequal()
    plot = funnel_plot(view)
    assert plot is not None and plot.overall == 30
    assert list(plot.points.base) == [100, 200, 100] and list(plot.points.said) == [
        "50.0",
        "30.0",
        "10.0",
    ]
    assert plot.message == answer(view, "funnel")
    gradient = gradient_plot(view)
    assert list(gradient.points.share) == [0.25, 0.5, 0.25]
    # Weston, the most deprived, has the first quarter of children; Northam the last
    assert list(gradient.points["rank"]) == [0.875, 0.5, 0.125]


def test_the_line_goes_through_both_ends() -> None:
    """Rates of 50, 30 and 10 lie on it: 53.3 a rank, from 3.3 at the most deprived end."""
    line = gradient_plot(by_hand.unequal()).line
    assert list(line["rank"]) == [0, 1]
    assert list(line.value) == pytest.approx([10 / 3, 170 / 3])


def test_a_rate_without_an_interval_is_a_point() -> None:
    view = by_hand.unequal()
    none = series(*[np.nan] * 3)
    bare = replace(view.measured, districts=replace(RATES, lower=none, upper=none))
    points = gradient_plot(replace(view, measured=bare)).points
    assert points.lower[NORTHAM] == points.upper[NORTHAM] == points.value[NORTHAM] == 50
