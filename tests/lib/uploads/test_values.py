"""Cells however they are written."""

import pytest

from lib.uploads import reading
from tests.lib.uploads.made import AREA, NAME, OTHER, TABLES, counts, one

OLD = TABLES.area_aliases.drop_duplicates("what")  # an old name, an old code, and so on
TWO_WORDS = NAME.index[NAME.str.contains(" and ")][0]
UNITARY = TABLES.areas.kind.index[TABLES.areas.kind == "unitary authority"][0]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *zip(OLD.alias, OLD.area_code),
        (NAME[TWO_WORDS].replace(" and ", " & ").lower(), TWO_WORDS),
        (NAME[TWO_WORDS].lower(), TWO_WORDS),
        (f"{NAME[OTHER]} District Council", OTHER),
        (f"{NAME[UNITARY]} UA", UNITARY),
    ],
)
def test_old_names_and_codes_are_understood_and_said(written: str, code: str) -> None:
    found = one("c.csv", counts().replace(code, written))
    assert found.faults == () and code in set(found.table.frame.area_code)
    assert any(
        f"“{written}” read as {code} {NAME[code]}" in change for change in found.table.changes
    )


@pytest.mark.parametrize(
    ("written", "number"),
    [('"1,234"', 1234), ("1234.0", 1234), (" 1 234 ", 1234), ("£1234", 1234), ("1e3", 1000)],
)
def test_numbers_are_understood(written: str, number: float) -> None:
    found = one("c.csv", counts(lambda code: written))
    assert found.faults == () and (found.table.frame.value == number).all()


@pytest.mark.parametrize("mark", ["*", "[c]", "c", "<5", "suppressed"])
def test_suppression_marks_are_stars_and_said(mark: str) -> None:
    found = one("c.csv", counts(lambda code: mark if code == AREA else 100))
    assert found.faults == () and found.table.frame.value.isna().sum() == 1
    assert any("suppressed by its owner" in change for change in found.table.changes)


@pytest.mark.parametrize("period", ["2024-25", "2024/2025", "FY2024/25", "2024_25", "fy 2024-25"])
def test_years_are_understood(period: str) -> None:
    found = one("c.csv", counts(period=period))
    assert found.faults == () and set(found.table.frame.period) == {"2024/25"}
    assert found.table.changes == (f"period: “{period}” read as 2024/25 ({len(NAME)} cells)",)


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("35%", "is a percent"),
        ('"1,5"', "is not a number"),
        ('"1,23,4"', "is not a number"),
        ("£1.27m", "is not a number"),
        ("n/a", "holds no figure"),
    ],
)
def test_what_could_be_something_else_is_no_number(written: str, wrong: str) -> None:
    (fault,) = one("c.csv", counts(lambda code: written if code == AREA else 100)).faults
    assert fault.wrong == wrong and fault.value == written.strip('"')


def test_short_years_and_headings_as_they_are_written() -> None:
    found = one("c.csv", counts(period="24/25").replace("value", "No."))
    assert found.faults == () and set(found.table.frame.period) == {"2024/25"}
    assert one("c.csv", counts(period="12/25")).faults[0].value == "12/25"
    spend = reading.template("spend", TABLES).decode("utf-8-sig").replace("pounds", "Amount (£)", 1)
    assert one("s.csv", spend).faults == ()
