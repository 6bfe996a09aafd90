"""A waterfall, by hand."""

import pandas as pd
import pytest

from lib.model.explain import waterfall
from lib.model.reallocation import reallocate
from lib.model.response import Response, Today
from tests.lib.model.four_areas import AREAS, SPLIT, TREATED, response


def test_a_waterfall_ends_where_the_scenario_does() -> None:
    """+10% budget, all of it to b; 10 points to early; need a fifth higher."""
    plain = response([1e6] * 4, early=10)
    today = Today(pounds=plain.today.pounds, treated=TREATED, need=TREATED * 3)
    chosen = Response(today=today, split=SPLIT, mix=plain.mix, curve="constant", elasticity=0.75)
    pounds = plain.today.pounds + pd.Series([0, 4e5, 0, 0], AREAS)
    steps = waterfall(plain, chosen, pounds, 10)
    at = {step.cause: step.access["b"] for step in steps}
    assert at["Today"] == pytest.approx(40)
    assert at["Budget growth"] == pytest.approx(40 * 1.1**0.75)
    assert at["Reallocation"] == pytest.approx(40 * 1.4**0.75)
    assert at["Need basis"] == pytest.approx(at["Service shift"] * 2.5 / 3)
    last = reallocate(chosen, pounds - plain.today.pounds).access_after
    assert steps[-1].access.tolist() == pytest.approx(last.tolist())
