"""What is odd is said and allowed, and no count is named."""

import io

import pandas as pd

from lib.uploads import reading
from tests.lib.uploads.made import (
    AREA,
    ORDER,
    TABLES,
    YEAR,
    counts,
    one,
)


def test_what_is_odd_is_said_and_allowed() -> None:
    same = one("c.csv", counts())
    assert same.faults == () and any(
        "every district has the same value" in line for line in same.warnings
    )
    text = (
        counts(period=YEAR)
        + counts(lambda code: 120 + ORDER.index(code), "treated_two_contacts", YEAR).split("\n", 1)[
            1
        ]
    )
    found = one("c.csv", text)
    assert any("more children treated than referred" in line for line in found.warnings)
    assert any("more than half above or below" in line for line in found.warnings)


def test_a_warning_names_no_count() -> None:
    found = one(
        "c.csv",
        counts(lambda code: 3 if code == AREA else 2000 + ORDER.index(code)),
    )
    assert found.warnings and not any(
        "3" in line.replace("2024/25", "").replace(YEAR, "") for line in found.warnings
    )


def test_estimates_left_in_a_template_are_named() -> None:
    frame = pd.read_csv(io.BytesIO(reading.template("counts", TABLES)))
    frame.loc[frame.measure == "referred", "value"] += 10
    said = [
        line
        for line in one("c.csv", frame.to_csv(index=False)).warnings
        if "the estimates that the template came with" in line
    ]
    assert (
        len(said) == 1
        and f"Closed before treatment {YEAR}" in said[0]
        and "Referred" not in said[0]
    )
    later = frame.assign(period="2024/25").to_csv(index=False)
    assert any(
        "Closed before treatment 2024/25" in line and "the estimates" in line
        for line in one("c.csv", later).warnings
    )


def test_spend_in_thousands_is_asked_about() -> None:
    frame = pd.read_csv(io.BytesIO(reading.template("spend", TABLES)))
    found = one("s.csv", frame.assign(pounds=(frame.pounds / 1000).round()).to_csv(index=False))
    assert any("are these thousands?" in line for line in found.warnings)
