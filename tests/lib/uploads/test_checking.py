"""Every fault at once, in time that grows with the rows."""

import time
from collections.abc import Callable

import pytest

from lib.uploads import checking
from lib.uploads.corrected import corrected
from tests.lib.uploads.made import (
    AREA,
    NAME,
    ORDER,
    PLACE,
    TABLES,
    counts,
    one,
    published,
    published_rubbish,
    read,
    repeats,
    rubbish,
)


def test_every_fault_is_named_with_row_column_value_and_fix() -> None:
    values = dict(zip(ORDER, ["-4", "12.5", "lots", "", *["100"] * 20]))
    text = counts(lambda code: values[code]).replace(f"{ORDER[-1]},2024/25", "E07009999,2019/21")
    found = one("c.csv", text)
    said = {(fault.row, fault.column): fault for fault in found.faults}
    assert said[(2, "value")].wrong == "is below 0" and said[(2, "value")].value == "-4"
    assert said[(3, "value")].wrong == "is not a whole number of children"
    assert said[(4, "value")].wrong == "is not a number" and said[(4, "value")].value == "lots"
    assert said[(5, "value")].wrong == "holds no figure"
    assert said[(14, "area_code")].wrong == "is not an area of this dashboard"
    assert said[(14, "period")].wrong == "is not a financial year"
    assert all(fault.fix for fault in found.faults) and len(found.faults) == 6 + 1
    assert (
        f"has no row for {NAME[ORDER[-1]]}" not in str(found.faults[-1])
        or found.faults[-1].row is None
    )
    assert read(("c.csv", text)).sound == ()


def test_a_row_that_repeats_is_named_once() -> None:
    text = counts() + f"{AREA},2024/25,referred,90\n"
    (fault,) = one("c.csv", text).faults
    assert fault.row == len(NAME) + 2 and fault.wrong == f"repeats row {ORDER.index(AREA) + 2}"


def test_a_missing_column_is_named() -> None:
    text = "\n".join(line.rsplit(",", 1)[0] for line in counts().split("\n"))
    (fault,) = one("c.csv", text).faults
    assert (fault.row, fault.column, fault.wrong) == (None, "value", "is missing")


def test_more_children_than_live_there_and_years_to_come_are_refused() -> None:
    faults = one(
        "c.csv", counts(lambda code: 80_000 if code == AREA else 100, period="2095/96")
    ).faults
    assert {"has not begun"} <= {fault.wrong for fault in faults}
    assert any("people aged 0 to 25 who live there" in fault.wrong for fault in faults)


@pytest.mark.parametrize(
    ("period", "wrong"), [("1999/00", {"is too long ago"}), ("2000/01", set())]
)
def test_a_year_before_any_that_figures_are_compared_with_is_refused(
    period: str, wrong: set[str]
) -> None:
    assert {fault.wrong for fault in one("c.csv", counts(period=period)).faults} == wrong


@pytest.mark.parametrize(
    ("month", "wrong"),
    [("1999-06", {"is too long ago"}), ("2024-06", set()), ("2199-06", {"has not begun"})],
)
def test_a_month_far_from_any_other_is_refused(month: str, wrong: set[str]) -> None:
    found = one("p.csv", published(f"{PLACE.code},12 months to {month},contacted_once,900"))
    assert {fault.wrong for fault in found.faults} == wrong


def test_a_missing_area_is_named_beside_another_fault() -> None:
    wrongs = [fault.wrong for fault in one("c.csv", counts().replace(AREA, "Thannet")).faults]
    assert wrongs == [
        "is not an area of this dashboard",
        f"has no row for {NAME[AREA]} in 2024/25, referred",
    ]


def test_a_table_without_a_single_number_has_a_fault_a_row() -> None:
    assert len(one("c.csv", counts(lambda code: "some")).faults) == len(NAME)


@pytest.mark.parametrize("kind", [rubbish, published_rubbish, repeats])
def test_faults_are_listed_up_to_a_number_and_counted_after_that(
    kind: Callable[[int], str],
) -> None:
    few, many = one("c.csv", kind(300)), one("c.csv", kind(6000))
    assert len(many.faults) == checking.MOST_LISTED and many.more > 4000
    assert few.more == 0 or len(few.faults) == checking.MOST_LISTED
    corrected(many, TABLES.areas, "a word")


@pytest.mark.parametrize("kind", [rubbish, published_rubbish, repeats])
def test_ten_times_the_rows_take_about_ten_times_as_long(kind: Callable[[int], str]) -> None:
    """A quadratic check would take a hundred times as long."""
    seconds = []
    for number in (1000, 10_000):
        text = kind(number)
        start = time.process_time()
        one("c.csv", text)
        seconds.append(time.process_time() - start)
    assert seconds[1] < 25 * seconds[0] + 1


def test_groups_that_do_not_go_together_or_are_unknown_say_so() -> None:
    def rows(group: str, n: int) -> list[str]:
        return [f"{code},2023-24,{group},{n}" for code in ORDER]

    text = "\n".join(
        ["District,Year,Risk group,Number", *rows("CPP", 30), *rows("Children in need", 20)]
    )
    found = one("g.csv", text)
    assert found.table.kind == "groups" and len(found.faults) == len(ORDER)
    assert found.faults[0].wrong == (
        "is more than the 20 children known to social care in the same area and year"
    )
    assert found.faults[0].fix == "correct one of the two counts"
    lacking = "\n".join(
        ["area_code,period,group,value", *rows("astronauts", 3), *rows("uasc", 9)[1:]]
    )
    wrong = {fault.wrong for fault in one("g.csv", lacking).faults}
    assert "is not known here" in wrong
    assert f"has no row for {NAME[ORDER[0]]} in 2023/24, unaccompanied" in wrong
    stars = "\n".join(
        ["area_code,period,group,value", *[f"{code},2023/24,lac,*" for code in ORDER]]
    )
    assert one("g.csv", stars).faults == ()
