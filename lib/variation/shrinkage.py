"""Empirical Bayes rates: what an area's rate would most likely be once chance is allowed for
(docs/methods.md 5)."""

import pandas as pd
from esda.smoothing import Empirical_Bayes

from lib.variation.rates import Rates


def shrunk(rates: Rates) -> pd.Series:
    """Each rate drawn towards the overall one, small areas most (Marshall 1991), in the unit of
    value.

    Where the areas differ by no more than chance the between-area variance is taken as zero and
    every rate is the overall one; esda's own formula would step beyond it.
    """
    events, base = rates.numerator.to_numpy(), rates.denominator.to_numpy()
    overall = rates.overall / rates.per
    smoothed = Empirical_Bayes(events, base).r.ravel()
    raw = events / base
    inside = (smoothed - overall) * (smoothed - raw) <= 0
    return (
        pd.Series([s if ok else overall for s, ok in zip(smoothed, inside)], rates.value.index)
        * rates.per
    )
