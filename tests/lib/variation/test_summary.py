"""Statistics of one set of rates: from one stream, and none without what it needs."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from lib.variation import spread, summary
from lib.variation.rates import Rates
from tests.lib.variation.by_hand import NEED, ORDER, RATES, REACHED

NONE = pd.Series(np.nan, ORDER)


def summarised(rates: Rates) -> summary.Spread:
    return summary.summarise(rates, True, np.random.default_rng(7))


def test_every_statistic_is_its_formula_at_the_rates_themselves() -> None:
    value, weight = RATES.value.to_numpy(), NEED.to_numpy()
    estimates = summarised(RATES).estimates
    assert estimates["ratio"].value == 5
    assert estimates["cv"].value == pytest.approx(spread.weighted_cv(value, weight))
    assert estimates["gini"].value == pytest.approx(0.25)
    assert estimates["theil"].value == pytest.approx(spread.theil(value, weight))
    assert estimates["systematic"].value == pytest.approx(
        spread.systematic_component(REACHED.to_numpy(), weight)
    )


def test_the_same_stream_gives_the_same_intervals() -> None:
    assert summarised(RATES).estimates == summarised(RATES).estimates


def test_a_figure_that_is_no_ratio_of_counts_has_what_needs_none() -> None:
    index = summarised(replace(RATES, numerator=NONE))
    assert set(index.estimates) == {"ratio", "cv", "gini", "theil"}
    assert (index.chance_ratio, index.p, index.beyond, index.shrunk) == (None, None, None, None)


def test_without_intervals_there_is_a_value_and_no_interval() -> None:
    ratio = summarised(replace(RATES, lower=NONE, upper=NONE)).ratio
    assert ratio.value == 5 and np.isnan(ratio.lower) and np.isnan(ratio.upper)


def test_one_added_at_the_end_leaves_the_others_as_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = summarised(RATES).estimates
    monkeypatch.setitem(
        summary.ESTIMATED,
        "range",
        summary.over(lambda value, rates: np.ptp(value, axis=-1), of_counts=True),
    )
    after = summarised(RATES).estimates
    assert after.pop("range").value == 40 and after == before
    assert "range" not in summarised(replace(RATES, numerator=NONE)).estimates
