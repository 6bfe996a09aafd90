"""Counts and spend held against each other, and against the areas that there are."""

import pytest

from lib.uploads import reading
from tests.lib.uploads.made import AREA, NAME, TABLES, counts, one


def test_a_missing_area_is_named() -> None:
    text = "\n".join(line for line in counts().split("\n") if AREA not in line)
    (fault,) = one("c.csv", text).faults
    assert fault.row is None and f"has no row for {NAME[AREA]} in 2024/25, referred" in fault.wrong


def test_a_numerator_above_its_denominator_is_refused() -> None:
    text = (
        counts()
        + counts(lambda code: 101 if code == AREA else 50, "closed_before_treatment").split(
            "\n", 1
        )[1]
    )
    (fault,) = one("c.csv", text).faults
    assert fault.value == "101" and "is more than the 100 referred" in fault.wrong


def test_spend_needs_every_service() -> None:
    lines = [
        line
        for line in reading.template("spend", TABLES).decode("utf-8-sig").split("\r\n")
        if "early" not in line
    ]
    assert "has no rows for early" in one("s.csv", "\n".join(lines)).faults[0].wrong


def test_two_contacts_cannot_be_more_than_one() -> None:
    text = (
        counts(lambda code: 50, "contacted_once")
        + counts(lambda code: 60, "treated_two_contacts").split("\n", 1)[1]
    )
    assert "is more than the 50 contacted once" in one("c.csv", text).faults[0].wrong


@pytest.mark.parametrize("cell", ["45%", "n/a", "", "-12", "12.7"])
def test_a_cell_that_is_no_count_is_not_compared_with_one(cell: str) -> None:
    """Its part is not above "the 0 referred"."""
    text = (
        counts(lambda code: 60)
        + counts(lambda code: 50, "closed_before_treatment").split("\n", 1)[1]
    )
    faults = one("c.csv", text.replace("referred,60", f"referred,{cell}", 1)).faults
    assert len(faults) == 1 and faults[0].row == 2
