"""Response of children reached to pounds: shifts and cuts by hand, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import BadLever
from lib.model.reallocation import reallocate
from lib.model.response import Response, Split, mix_after
from tests.lib.model.four_areas import (
    AREAS,
    curve_keys,
    elasticities,
    money,
    response,
)


def test_a_cut_spares_intensive_spend_unless_released() -> None:
    """30% less of £1m with £200,000 intensive kept: £500,000 is left for early and community, 1 to
    7."""
    kept = response([1e6] * 4).by_service(np.array([7e5, 1e6, 1e6, 1e6]))[0]
    free = response([1e6] * 4, keep_intensive=False).by_service(np.array([7e5, 1e6, 1e6, 1e6]))[0]
    assert kept.tolist() == pytest.approx([62_500, 437_500, 200_000])
    assert free.tolist() == pytest.approx([70_000, 490_000, 140_000])


@given(money, st.floats(-15, 0), st.floats(0, 30), elasticities, curve_keys)
def test_a_shift_from_intensive_moves_nothing_while_it_is_kept(
    pounds, intensive, percent, e, curve
) -> None:
    today = np.array(pounds)
    asked, plain = (
        response(pounds, e, curve, early=5, intensive=intensive),
        response(pounds, e, curve, early=5),
    )
    for spend in (today, today * (1 + percent / 100), today * (1 - percent / 100)):
        assert asked.by_service(spend) == pytest.approx(plain.by_service(spend))
    assert asked.held_back == pytest.approx(np.full(4, -intensive / 100))
    free = response(pounds, e, curve, early=5, intensive=intensive, keep_intensive=False)
    assert (
        free.by_service(today)[:, 2] == pytest.approx(today * (0.2 + intensive / 100))
        and not free.held_back.any()
    )


def test_a_shift_from_intensive_by_hand() -> None:
    """-5 points of £1m with intensive kept: £100,000, £700,000 and £200,000 as today, and nobody
    more or fewer."""
    under = response([1e6] * 4, intensive=-5)
    assert under.by_service(np.full(4, 1e6))[0].tolist() == pytest.approx([1e5, 7e5, 2e5])
    assert reallocate(under, pd.Series(0.0, AREAS)).gained == pytest.approx(0, abs=1e-9)


def test_a_shift_that_only_intensive_could_pay_for_is_refused_while_it_is_kept() -> None:
    """15 points to early intervention from a community that has 10, with 10 more from intensive."""
    split = Split(spend=(0.4, 0.1, 0.5), reached=(0.4, 0.3, 0.3))
    mix = mix_after(split, 4, 15, -10)
    today = response([1e6] * 4).today
    with pytest.raises(BadLever, match="community has not enough"):
        Response(today=today, split=split, mix=mix, curve="constant", elasticity=0.75)


def test_an_elasticity_above_one_by_hand() -> None:
    """10% more at elasticity 1.13: 1.1^1.13 = 1.1137."""
    found = reallocate(response([1e6] * 4, 1.13), pd.Series([1e5, 0, 0, 0], AREAS))
    assert found.treated_after["a"] == pytest.approx(111.37, abs=0.01)


@pytest.mark.parametrize("e", [0.0, -1.0, 1.14])
def test_an_elasticity_outside_its_range_is_refused(e: float) -> None:
    with pytest.raises(BadLever, match=r"above 0 and at most 1\.13"):
        response([1e6] * 4, e)
