"""What a scenario does to each district: maps, bars and table are the same figures."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib import charts
from lib.errors import BadLever
from lib.findings import by_district
from lib.findings.outcome import Result, work_out
from lib.scenarios.record import Levers, Scenario
from tests.bundled import HERE
from tests.lib.findings.by_hand import FILTERS, ON_A_SURVEY

ORDER = HERE.tables.areas.order
CALLED = HERE.tables.areas.noun.heading
MOVED = Scenario(levers=Levers(changes={ORDER[0]: 150_000, ORDER[1]: -150_000}))


def moved() -> Result:
    return work_out(HERE, MOVED, FILTERS)


def test_maps_bars_and_table_hold_the_same_figures() -> None:
    result = moved()
    table = by_district.table(result).set_index(CALLED)
    drawn = by_district.bars(result).set_index("label")
    after = by_district.map_after(result, ORDER, "in 100")
    assert list(table.columns) == by_district.columns(CALLED, 35)[1:]
    for code, name in HERE.tables.areas.name.items():
        in_words = f"{drawn.after[name]:.1f} ({drawn.low[name]:.0f} to {drawn.high[name]:.0f})"
        assert table["After (95% interval)"][name] == in_words
        assert after.text[ORDER.index(code)] == in_words
        assert after.value[code] == drawn.after[name]


def test_bars_stand_in_the_order_of_today() -> None:
    assert by_district.bars(moved()).before.is_monotonic_decreasing


def test_the_difference_is_after_less_before() -> None:
    result = moved()
    difference = by_district.map_of_difference(result, ORDER)
    expected = result.outcome.access_after - result.outcome.access_before
    assert difference.value.to_numpy() == pytest.approx(expected.to_numpy())
    assert difference.text[2] == "+0.0"


def test_a_district_by_hand() -> None:
    """£150,000 more; what moves nothing gains nobody."""
    table = by_district.table(moved())
    assert table["Change, £000"].tolist()[:3] == ["+150", "-150", "0"]
    assert table["Children, change (95%)"].tolist()[2] == "0"


def test_there_is_no_chance_of_a_standard_that_is_not_defined() -> None:
    scenario = MOVED.model_copy(update={"basis": "survey_2017"})
    result = work_out(HERE, scenario, ON_A_SURVEY)
    assert list(by_district.table(result).columns) == by_district.columns(CALLED, None)
    assert by_district.unsure(result, ORDER) is None


def test_a_district_that_is_not_in_the_model_has_a_star_and_is_not_unsure() -> None:
    result = moved()
    more = [*ORDER, "X00000099"]
    after = by_district.map_after(result, more, "in 100")
    unsure = by_district.unsure(result, more)
    assert after.text[-1] == "*" and np.isnan(after.value["X00000099"])
    assert by_district.map_of_difference(result, more).text[-1] == "*"
    assert unsure is not None and not unsure["X00000099"]


def test_where_nobody_is_in_need_no_child_is_gained() -> None:
    result = moved()
    gained = result.moves.children.copy()
    gained[ORDER[0]] = float("nan")
    missing = replace(result, moves=result.moves.assign(children=gained))
    assert by_district.table(missing)["Children, change (95%)"].iloc[0] == "0"


@given(
    st.dictionaries(st.sampled_from(ORDER), st.integers(-900, 5_000), min_size=1, max_size=5),
    st.floats(-10, 10),
    st.sampled_from(["national", "survey_2017"]),
)
@settings(max_examples=12)
def test_no_bar_runs_out_of_its_axis_and_a_move_leaves_the_axis(
    thousands: dict[str, int], growth: float, basis: str
) -> None:
    changes = {code: 1000 * pounds for code, pounds in thousands.items()}
    levers = Levers(changes=changes, growth=round(growth, 1))
    scenario = Scenario(levers=levers, basis=basis)
    filters = FILTERS if basis == "national" else ON_A_SURVEY
    try:
        result = work_out(HERE, scenario, filters)
    except BadLever:
        return
    low, high = charts.IN_100
    drawn = by_district.bars(result)[["before", "after", "low", "high"]].to_numpy()
    assert low <= np.nanmin(drawn) and np.nanmax(drawn) <= high
    spec = charts.before_after("", "", result.standard).to_dict()
    (bar, *_) = spec["layer"]
    assert bar["encoding"]["x"]["scale"]["domain"] == charts.IN_100
