"""Headings in any of the usual ways."""

import pytest

from tests.lib.uploads.made import ORDER, counts, one, refusal


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("LA Code", "area_code"),
        ("District", "area_code"),
        ("Financial Year", "period"),
        ("Indicator", "measure"),
        ("Count", "value"),
    ],
)
def test_headings_are_matched_kindly_and_said(heading: str, column: str) -> None:
    found = one("c.csv", counts().replace(column, heading, 1))
    assert found.faults == () and f"column “{heading}” read as {column}" in found.table.changes


def test_a_wide_table_is_told_how_to_stand() -> None:
    rows = "\n".join(f"{code},10,5" for code in ORDER)
    assert "has a column for each of “Referrals”, “Treated”" in refusal(
        "c.csv", f"District,Referrals,Treated\n{rows}"
    )
    assert "has a column for each of “2023/24”, “2024/25”" in refusal(
        "c.csv", f"District,2023/24,2024/25\n{rows}"
    )
