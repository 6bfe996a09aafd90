"""The places of the nation that are most like a district."""

from dataclasses import replace

import pandas as pd
import pytest

from lib.findings.closest import closest
from lib.findings.context import Context
from tests.bundled import HERE, NAME, OF_ONE_PART, ORDER, PERIOD, PLACE

CODE = ORDER[0]


def held(closest_rows: pd.DataFrame, access_rows: pd.DataFrame) -> Context:
    return Context(tables=replace(HERE.tables, closest=closest_rows, closest_access=access_rows))


def by_hand(rates: dict[str, float], own: list[float]) -> Context:
    """The first district beside two places; each former CCG by its name with its rate."""
    whole = {"region": "North", "need_index": 1.0, "need_period": "2001/02"}
    whole |= {"index_name": "IMD", "edition": 2001, "average_score": 20.0, "provenance": "modelled"}
    places = pd.DataFrame(
        {
            "area_code": CODE,
            "place": [0, 1, 2],
            "close_code": [CODE, "E99000001", "E99000002"],
            "close_name": [NAME[CODE], "Faraway", "Yonder"],
            "distance": [0.0, 0.1, 0.25],
        }
    ).assign(**whole)
    rows = [(CODE, f"own {i}", rate) for i, rate in enumerate(own)]
    rows += [("E99000001", name, rate) for name, rate in rates.items()]
    access = pd.DataFrame(rows, columns=["area_code", "former_ccg", "published_rate"])
    access = access.assign(ccg_code=access.former_ccg, share=1.0, period="2001/02")
    return held(places, access)


@pytest.mark.parametrize("code", ORDER)
def test_five_places_outside_the_partnership_nearest_first(code: str) -> None:
    here, rows = closest(HERE, code), HERE.tables.closest
    rows = rows[rows.area_code == code].sort_values("place")
    assert list(rows.place) == list(range(6)) and rows.distance.is_monotonic_increasing
    assert rows.close_code.iloc[0] == code and not set(rows.close_code[1:]) & set(ORDER)
    assert list(here.table.iloc[:, 0]) == list(rows.close_name)
    assert all(name in here.messages[0] for name in rows.close_name[1:])
    assert PLACE.name in here.messages[0]


@pytest.mark.parametrize("code", ORDER)
def test_every_figure_of_access_is_called_that_of_a_former_ccg_and_has_its_year(code: str) -> None:
    here = closest(HERE, code)
    column = next(name for name in here.table if name.startswith("Reached"))
    assert f"former CCG, published {PERIOD}" in column
    assert f"published {PERIOD}" in here.messages[1] and "former CCG" in here.messages[1]
    assert f"former CCG, published {PERIOD}" in here.caution
    assert "none of these places has an access rate of its own" in here.caution


def test_the_districts_own_rate_is_the_published_one_of_its_part() -> None:
    published = HERE.tables.published_counts
    published = published[published.measure == "two_contact_access_rate"].set_index("area_code")
    home = HERE.tables.crosswalk.home
    for code in OF_ONE_PART:
        own = HERE.tables.closest_access.query("area_code == @code")
        assert own.published_rate.max() in own.published_rate[own.ccg_code == home[code]].to_list()
        mine = own.set_index("ccg_code").published_rate[home[code]]
        assert mine == pytest.approx(100 * published.value[home[code]], abs=1e-3)


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ([40.0], "one reached fewer, two reached more and one reached as many"),
        ([30.0, 50.0], "one reached more and three reached between the two"),
        ([90.0], "four reached fewer"),
    ],
)
def test_how_the_places_stand_by_hand(own: list[float], said: str) -> None:
    rates = {"Fen": 35.0, "Moor": 40.04, "Vale": 45.0, "Wold": 55.0}
    here = closest(by_hand(rates, own), CODE)
    assert f"of the four former CCGs of the closest places {said};" in here.messages[1]
    assert "from 0.10 to 0.25 away" in here.messages[0]
    assert list(here.table["How far"]) == ["itself", "0.10", "0.25"]
    assert here.table.iloc[2, 2] == "none"


def test_a_former_ccg_that_is_the_districts_own_is_not_held_against_it() -> None:
    here = by_hand({"own 0": 40.0}, [40.0])
    assert "No access is published" in closest(here, CODE).messages[1]


def test_a_table_that_lacks_the_district_has_a_sentence_and_no_table() -> None:
    nothing = held(HERE.tables.closest.iloc[:0], HERE.tables.closest_access.iloc[:0])
    here = closest(nothing, CODE)
    assert here.table.empty and here.caution == ""
    (said,) = here.messages
    assert NAME[CODE] in said and "do not have" in said
