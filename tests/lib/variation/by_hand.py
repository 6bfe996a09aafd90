"""Rates of three made-up areas: of 100, 200 and 100 children in need 50, 60 and 10 are reached; the
intervals are 5 either way."""

import pandas as pd

from lib.variation.rates import Rates

ORDER = ["X00000001", "X00000002", "X00000003"]
REACHED, NEED = pd.Series([50.0, 60.0, 10.0], ORDER), pd.Series([100.0, 200.0, 100.0], ORDER)
RATES = Rates(
    value=100 * REACHED / NEED,
    lower=100 * REACHED / NEED - 5,
    upper=100 * REACHED / NEED + 5,
    numerator=REACHED,
    denominator=NEED,
    per=100,
    overall=30.0,
)
