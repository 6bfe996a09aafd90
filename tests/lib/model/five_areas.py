"""Five made-up areas under one response, and what an answer to a question about them is held to."""

import numpy as np
import pandas as pd
from hypothesis import settings
from hypothesis import strategies as st

from lib.model.allocate import Question
from lib.model.limits import Limits
from lib.model.response import Response, Split, Today, mix_after

AREAS = list("abcde")
NAMES = pd.Series([name.upper() for name in AREAS], AREAS)
SPLIT = Split(spend=(0.10, 0.70, 0.20), reached=(0.25, 0.70, 0.05))
# a pound on intensive reaches most
ODD = Split(spend=(0.10, 0.85, 0.05), reached=(0.25, 0.45, 0.30))
few = settings(max_examples=12, deadline=None)
pounds_lists = st.lists(st.floats(5e5, 4e6), min_size=5, max_size=5)
rates = st.lists(st.floats(0.15, 0.7), min_size=5, max_size=5)
elasticities = st.sampled_from([0.5, 0.65, 0.75, 0.9])
curves = st.sampled_from(["constant", "saturating"])
# points to early intervention, to intensive
shifts = st.tuples(st.floats(-5, 20), st.floats(-4, 20))
limit_percents = st.tuples(st.floats(0, 100), st.floats(100, 200))


def response(pounds, rate, e=0.75, curve="constant", keep=True, areas=AREAS) -> Response:
    need = pd.Series([900.0, 1500.0, 2600.0, 700.0, 1800.0], AREAS)[areas]
    today = Today(pounds=pd.Series(pounds, areas), treated=need * rate, need=need)
    return Response(
        today=today,
        split=SPLIT,
        mix=mix_after(SPLIT, len(areas), 0, 0),
        curve=curve,
        elasticity=e,
        keep_intensive=keep,
    )


def limits(under: Response, growth: float = 0, floor: float = 70, cap: float = 130) -> Limits:
    today = under.today.pounds
    return Limits(
        budget=today.sum() * (1 + growth / 100), floor=today * floor / 100, cap=today * cap / 100
    )


def reached(under: Response, pounds: pd.Series) -> float:
    return float(under.treated(pounds.to_numpy()).sum())


def marginal(under: Response, pounds: np.ndarray) -> np.ndarray:
    return under.treated(pounds + 0.5) - under.treated(pounds - 0.5)


def water_filling(under: Response, bounds: Limits) -> float:
    """Most children by bisection: every district takes pounds until its next pound reaches no more
    than the common level."""
    floor, cap = bounds.floor.to_numpy(), bounds.cap.to_numpy()

    def fill(level: float) -> np.ndarray:
        low, high = floor.copy(), cap.copy()
        for _ in range(40):
            middle = (low + high) / 2
            more = marginal(under, middle) > level
            low, high = np.where(more, middle, low), np.where(more, high, middle)
        return (low + high) / 2

    low, high = 0.0, 1.0
    for _ in range(40):
        level = (low + high) / 2
        low, high = (level, high) if fill(level).sum() > bounds.budget else (low, level)
    # What the last halving leaves over goes where a pound does as much as anywhere.
    full, spare = fill(high), fill(low)
    gap = spare.sum() - full.sum()
    part = (bounds.budget - full.sum()) / gap if gap > 0 else 0
    return float(under.treated(full + part * (spare - full)).sum())


def judged(under: Response, question: Question, pounds: pd.Series) -> float:
    """The question's own objective: answers may tie in pounds."""
    treated, need = under.treated(pounds.to_numpy()), under.today.need
    if question.objective == "most":
        return float(treated.sum())
    if question.objective == "fairest":
        return float((treated / need).min())
    if question.objective == "dial":
        power = 1 - question.alpha
        return float(
            (need * (treated / need) ** power).sum() / power
            if power
            else (need * np.log(treated / need)).sum()
        )
    return float((question.rate / 100 * need - treated).clip(lower=0).sum())
