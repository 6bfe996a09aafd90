"""Districts from highest to lowest: the bars and the table are the same figures."""

from dataclasses import replace

import pytest

from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.figures.measured import measured_period
from lib.findings.access import Access, access
from lib.findings.ranked import bars, ranking
from tests.bundled import HERE
from tests.lib.findings.by_hand import FILTERS, NORTHAM, ORDER, RATES, VIEW, series


def shown(key: str) -> Access:
    return access(HERE, key, measured_period(HERE.tables, key), "national", False)


@pytest.mark.parametrize("key", INDICATORS)
def test_bars_and_table_hold_the_same_districts_and_figures(key: str) -> None:
    view = shown(key)
    drawn, table = bars(view, FILTERS), ranking(HERE, view, FILTERS)
    districts = {code for code in table.codes if code is not None}
    assert set(drawn.area_code) == districts == set(HERE.tables.areas.order)
    in_table = dict(zip(table.codes, table.frame[view.measured.indicator.unit]))
    assert all(in_table[row.area_code] == row.text for row in drawn.itertuples())


@pytest.mark.parametrize("key", INDICATORS)
def test_bars_fall_and_ties_stand_beside_one_another(key: str) -> None:
    drawn = bars(shown(key), FILTERS)
    assert drawn.level.is_monotonic_decreasing
    numbers = drawn["rank"].str.rstrip("=").astype(int)
    assert numbers.is_monotonic_increasing


def test_three_districts_by_hand() -> None:
    drawn = bars(VIEW, FILTERS)
    assert list(drawn.label) == ["Northam", "Southby", "Weston"]
    assert list(drawn.value) == [50.0, 30.0, 10.0] and list(drawn.chosen) == [True, False, False]
    assert (drawn.lower[NORTHAM], drawn.wide_upper[NORTHAM]) == (45.0, 55.0)
    table = ranking(HERE, VIEW, FILTERS)
    assert table.frame.iloc[0].tolist() == ["Northam", "North", "1", "50.0", "45.0 to 55.0"]
    assert table.frame.iloc[2, 1] == "South †"  # split between partnerships
    assert table.codes == [*ORDER, None, None, None] and table.text_columns == 2
    assert table.frame.iloc[3:, 3].tolist() == ["50.0", "23.3", "30.0"]


def test_a_suppressed_district_has_no_bar_and_a_star_and_totals_say_so() -> None:
    value = series(50.0, 30.0, float("nan"))
    hidden = replace(VIEW.measured, districts=replace(RATES, value=value))
    view = replace(VIEW, measured=hidden)
    assert list(bars(view, FILTERS).label) == ["Northam", "Southby"]
    table = ranking(HERE, view, FILTERS).frame
    assert table.iloc[2, 4] == "*"
    assert list(table.District[3:]) == [
        "North partnership",
        "South partnership without Weston",
        f"{HERE.tables.place.name} without Weston",
    ]


def test_the_nation_stands_below_the_whole_where_it_is_published() -> None:
    table = ranking(HERE, shown(MODELLED), FILTERS)
    assert "England" in list(table.frame.District) and table.codes[-1] is None
