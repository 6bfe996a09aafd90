"""Need, response and reallocation: laws first, then cases worked by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import BadLever
from lib.figures import amounts
from lib.model import curves, need
from lib.model.curves import CURVES
from lib.model.explain import waterfall
from lib.model.reallocation import place_rest, reallocate, share_spend, to_thousands
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


@given(money, percents, elasticities, curve_keys, st.booleans())
def test_more_money_never_reaches_fewer_children(pounds, percent, e, curve, keep) -> None:
    under = response(pounds, e, curve, keep_intensive=keep)
    less = reallocate(under, moved(under, percent))
    more = reallocate(under, moved(under, percent) + 10_000)
    assert (more.treated_after >= less.treated_after - 1e-9).all()


@given(money, elasticities, curve_keys)
def test_nothing_moved_changes_nothing(pounds, e, curve) -> None:
    found = reallocate(response(pounds, e, curve), pd.Series(0.0, AREAS))
    assert found.moved == 0 and found.remainder == pytest.approx(0)
    assert found.treated_after.tolist() == pytest.approx(found.treated_before.tolist())
    assert found.ratio_after == pytest.approx(found.ratio_before)
    assert found.cv_after == pytest.approx(found.cv_before, abs=1e-12)


@given(money, percents, elasticities)
def test_no_slider_moves_another_and_pounds_add_up(pounds, percent, e) -> None:
    found = reallocate(response(pounds, e), moved(response(pounds), percent))
    assert found.pounds_after.tolist() == pytest.approx(
        [p * (1 + c / 100) for p, c in zip(pounds, percent)]
    )
    assert found.pounds_after.sum() + found.remainder == pytest.approx(sum(pounds))
    assert found.moved >= abs(found.remainder) - 1e-6


@given(percents, st.floats(0.5, 1.0))
def test_today_reaches_most_when_spend_follows_treated(percent, e) -> None:
    """docs/methods.md 6: by construction, no move within the budget gains children under A1 =
    treated."""
    under = response((TREATED * 1000).tolist(), e, keep_intensive=False)
    change = moved(under, percent)
    found = reallocate(under, change - change.sum() / 4)
    assert found.remainder == pytest.approx(0, abs=1e-6)
    assert found.treated_after.sum() <= found.treated_before.sum() + 1e-6


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


def test_response_by_hand() -> None:
    """10% more at elasticity 0.75: 1.1^0.75 = 1.0741; every service grows alike."""
    found = reallocate(response([1e6] * 4), pd.Series([1e5, 0, 0, -1e5], AREAS))
    assert found.treated_after["a"] == pytest.approx(107.41, abs=0.01)
    assert found.moved == pytest.approx(1e5) and found.remainder == pytest.approx(0)
    assert found.access_after["a"] == pytest.approx(42.96, abs=0.01)  # 40 today


def test_a_saturating_response_by_hand() -> None:
    """40 of 100 reached today: twice the money reaches 1 - 0.6^2 = 64 of 100 of those the service
    could reach."""
    found = reallocate(response([1e6] * 4, curve="saturating"), pd.Series([1e6, 0, 0, 0], AREAS))
    assert found.treated_after["a"] == pytest.approx(160.0)


def test_a_shift_to_early_intervention_by_hand() -> None:
    """10 points from community: early doubles, 25 x 2^0.75 = 42.04; community 70 x (0.6/0.7)^0.75 =
    62.36; intensive stays 5."""
    found = reallocate(response([1e6] * 4, early=10), pd.Series(0.0, AREAS))
    assert found.treated_after["a"] == pytest.approx(42.04 + 62.36 + 5, abs=0.01)


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


def test_no_more_children_than_are_in_need() -> None:
    today = Today(
        pounds=pd.Series([1e6], ["a"]),
        treated=pd.Series([95.0], ["a"]),
        need=pd.Series([100.0], ["a"]),
    )
    under = Response(
        today=today, split=SPLIT, mix=mix_after(SPLIT, 1, 0, 0), curve="constant", elasticity=1.0
    )
    found = reallocate(under, pd.Series([3e5], ["a"]))
    assert found.treated_after["a"] == 100 and found.access_after["a"] == 100


def test_extremes_give_an_answer_or_a_sentence() -> None:
    nothing = reallocate(response([1e6] * 4), pd.Series(-1e6, AREAS))
    assert (
        nothing.treated_after.sum() == 0
        and nothing.ratio_after == float("inf")
        and nothing.cv_after == 0
    )
    nobody = Today(pounds=pd.Series(1e6, AREAS), treated=TREATED, need=TREATED * [0, 2, 2, 2])
    found = reallocate(
        Response(
            today=nobody, split=SPLIT, mix=mix_after(SPLIT, 4, 0, 0), curve="constant", elasticity=1
        ),
        pd.Series(0.0, AREAS),
    )
    assert (
        np.isnan(found.access_after["a"])
        and found.ratio_after == 1
        and found.cv_after == pytest.approx(0)
    )
    with pytest.raises(BadLever, match="more than all of its spend"):
        reallocate(response([1e6] * 4), pd.Series([-1.1e6, 0, 0, 0], AREAS))
    with pytest.raises(BadLever, match="a reaches children today with no spend"):
        response([0.0, 1e6, 1e6, 1e6])
    with pytest.raises(BadLever, match="takes more than a service has"):
        mix_after(SPLIT, 4, -20, 0)


def test_an_elasticity_above_one_by_hand() -> None:
    """10% more at elasticity 1.13: 1.1^1.13 = 1.1137."""
    found = reallocate(response([1e6] * 4, 1.13), pd.Series([1e5, 0, 0, 0], AREAS))
    assert found.treated_after["a"] == pytest.approx(111.37, abs=0.01)


@pytest.mark.parametrize("e", [0.0, -1.0, 1.14])
def test_an_elasticity_outside_its_range_is_refused(e: float) -> None:
    with pytest.raises(BadLever, match=r"above 0 and at most 1\.13"):
        response([1e6] * 4, e)


@given(st.lists(st.floats(-5e6, 5e6), min_size=1, max_size=20))
def test_rounding_keeps_the_total(change: list[float]) -> None:
    series = pd.Series(change)
    found = to_thousands(series, series.sum())
    assert (found % 1000 == 0).all()
    assert abs(found.sum() - series.sum()) <= 500 + 1e-6
    assert ((found - series).abs() < 1000).all()


@given(money, st.floats(-4e6, 4e6))
def test_the_rest_is_placed_within_limits_and_in_proportion(pounds, rest) -> None:
    start, weight = pd.Series(pounds, AREAS), TREATED
    floor, cap = start * 0.7, start * 1.3
    cap["a"] = floor["a"] = start["a"]  # locked
    found = place_rest(start, rest, weight, floor, cap)
    assert found["a"] == start["a"]
    assert (found >= floor - 1e-6).all() and (found <= cap + 1e-6).all()
    room = (cap - start if rest > 0 else start - floor).sum()
    assert abs(found.sum() - start.sum()) == pytest.approx(min(abs(rest), room), rel=1e-9, abs=1e-3)
    given_ = (found - start).abs()
    free = (found < cap - 1) & (found > floor + 1) & (given_ > 1)
    per_child = (given_ / weight)[free]
    assert per_child.max() - per_child.min() < 1 if len(per_child) > 1 else True


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


def test_share_of_spend_keeps_the_total() -> None:
    assert share_spend(90.0, pd.Series([1.0, 2.0])).tolist() == pytest.approx([30.0, 60.0])


def test_prevalence_by_age(tables) -> None:
    old = need.prevalence_by_age(tables.prevalence, "survey_2017")
    new = need.prevalence_by_age(tables.prevalence, "survey_2023")
    assert old[[0, 1, 2, 5, 11, 17]].tolist() == pytest.approx([0, 0, 0.055, 0.095, 0.144, 0.169])
    assert new[[4, 7, 8, 10, 11, 17]].tolist() == pytest.approx(
        [0.055, 0.095, 0.157, 0.157, 0.226, 0.233]
    )


def test_the_need_index_keeps_total_need(tables) -> None:
    plain = need.by_survey(amounts.people(tables, "2019/20"), tables.prevalence, "survey_2017")
    index = tables.need_index.set_index("area_code").need_index
    assert need.weighted(plain, index).sum() == pytest.approx(plain.sum())


def test_national_need_is_the_published_denominator(tables) -> None:
    by_part = need.national_by_part(tables.published_counts, tables.place.measured_period)
    assert by_part.sum() == pytest.approx(15190 / 0.4236390004)
    assert tables.crosswalk.to_areas(by_part).sum() == pytest.approx(by_part.sum())
