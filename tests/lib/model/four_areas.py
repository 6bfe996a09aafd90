"""Four made-up areas under one response, and what is drawn for laws about them."""

import pandas as pd
from hypothesis import strategies as st

from lib.model.curves import CURVES
from lib.model.response import Response, Split, Today, mix_after

AREAS = list("abcd")
SPLIT = Split(spend=(0.10, 0.70, 0.20), reached=(0.25, 0.70, 0.05))
TREATED = pd.Series([100.0, 200.0, 150.0, 50.0], AREAS)
money = st.lists(st.floats(1e5, 1e7), min_size=4, max_size=4)
percents = st.lists(st.floats(-30, 30), min_size=4, max_size=4)
elasticities = st.floats(0.5, 1.13)
curve_keys = st.sampled_from(list(CURVES))


def response(
    pounds: list[float],
    e: float = 0.75,
    curve: str = "constant",
    early: float = 0,
    intensive: float = 0,
    **more,
) -> Response:
    today = Today(pounds=pd.Series(pounds, AREAS), treated=TREATED, need=TREATED * 2.5)
    return Response(
        today=today,
        split=SPLIT,
        mix=mix_after(SPLIT, 4, early, intensive),
        curve=curve,
        elasticity=e,
        **more,
    )


def moved(under: Response, percent: list[float]) -> pd.Series:
    return under.today.pounds * pd.Series(percent, AREAS) / 100
