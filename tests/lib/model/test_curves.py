"""Curves of response: laws of each."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model import curves
from lib.model.curves import CURVES
from tests.lib.model.four_areas import (
    curve_keys,
)


@given(st.floats(0.05, 1.13), st.floats(1.0, 4.0))
def test_the_response_is_the_elasticity(e: float, factor: float) -> None:
    found = curves.constant_elasticity(np.array([factor]), np.array(e), np.array(0.4))
    assert np.log(found[0]) == pytest.approx(e * np.log(factor), abs=1e-9)


@given(st.floats(0.01, 0.95), st.floats(0.0, 50.0), curve_keys)
def test_every_curve_passes_through_today_and_is_concave(
    reached: float, ratio: float, curve: str
) -> None:
    gain = CURVES[curve].gain
    at = [
        float(gain(np.array(r), np.array(0.75), np.array(reached)))
        for r in (1.0, ratio, ratio + 1, ratio + 2)
    ]
    assert at[0] == pytest.approx(1.0)
    assert at[2] - at[1] >= at[3] - at[2] - 1e-12 >= -2e-12
