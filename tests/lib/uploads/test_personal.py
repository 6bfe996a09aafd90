"""Records of people are refused and never shown back."""

import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.uploads import personal, reading
from tests.lib.uploads.made import (
    NAME,
    TABLES,
    counts,
    one,
    refusal,
)


def test_a_list_of_hubs_may_have_names_and_telephones() -> None:
    frame = (
        pd.read_csv(io.BytesIO(reading.template("sites", TABLES)))
        .rename(columns={"site": "Name"})
        .assign(Phone="01622 000000")
    )
    found = one("s.csv", frame.to_csv(index=False))
    assert found.table.kind == "sites" and found.faults == ()


@pytest.mark.parametrize(
    ("heading", "cell", "says"),
    [
        ("Forename", "Xanthippe", "names of people"),
        ("Patient name", "Xanthippe", "names of people"),
        ("name", "Xanthippe", "names of people"),
        ("DOB", "01/02/2010", "dates of birth"),
        ("Date of birth", "", "dates of birth"),
        ("NHS Number", "9434765919", "NHS numbers"),
        ("id of some kind", "943 476 5919", "NHS numbers"),
        ("Home postcode", "ME2 2XJ", "postcodes of people"),
        ("where", "ME2 2XJ", "postcodes of people"),
        ("Email", "x@y.z", "ways to reach people"),
        ("Patient ID", "77", "numbers that stand for people"),
    ],
)
def test_records_of_people_are_refused_and_never_shown_back(
    heading: str, cell: str, says: str
) -> None:
    lines = counts().strip().split("\n")
    text = "\n".join([f"{lines[0]},{heading}", *(f"{line},{cell}" for line in lines[1:])])
    said = refusal("c.csv", text)
    assert says in said and "column E" in said
    assert (
        "Xanthippe" not in said
        and "9434765919" not in said
        and "ME2" not in said
        and (not cell or cell not in said)
    )


def test_a_list_of_dates_is_a_list_of_people() -> None:
    lines = counts().strip().split("\n")
    text = "\n".join(
        [
            f"{lines[0]},seen on",
            *(f"{line},{i + 1:02d}/02/2024" for i, line in enumerate(lines[1:])),
        ]
    )
    assert "dates of birth or of contacts" in refusal("c.csv", text)


def test_a_column_of_district_names_is_no_column_of_people() -> None:
    lines = counts().strip().split("\n")
    text = "\n".join(
        [f"{lines[0]},Name", *(f"{line},{NAME[line.split(',')[0]]}" for line in lines[1:])]
    )
    assert one("c.csv", text).faults == ()


@given(st.integers(0, 10**9 - 1))
def test_an_nhs_number_has_one_check_digit_at_most(nine: int) -> None:
    assert sum(personal.is_nhs_number(f"{nine:09d}{d}") for d in range(10)) <= 1
