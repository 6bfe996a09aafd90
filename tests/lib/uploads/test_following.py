"""What follows from published figures: again as it was, and whichever count is scaled."""

from dataclasses import replace

import pandas as pd
import pytest

from lib import apportion
from lib.catalogue.measures import MEASURES, PublishedRate, apportioned, reached
from lib.model import need

YEAR, LATER = "2024/25", "2025/26"


@pytest.fixture
def another_count(monkeypatch: pytest.MonkeyPatch) -> str:
    """The national denominators, and what the model moves, are of another count and its rate."""
    usual = reached()
    other = MEASURES[apportioned("carried")[0]]
    rate = PublishedRate(key="other_access_rate", label="Another, in 100 in need")
    monkeypatch.setitem(MEASURES, other.key, replace(other, apportioned="scaled", rate=rate))
    monkeypatch.setitem(MEASURES, usual.key, replace(usual, apportioned="carried", rate=None))
    return other.key


def test_another_count_can_be_the_one_that_is_scaled(another_count: str) -> None:
    """600 of 1,000 in need; two parts of 1,000 and 3,000 children, with 80 and 40 in 100."""
    totals = pd.DataFrame(
        [
            (YEAR, another_count, 600.0),
            (YEAR, "other_access_rate", 0.6),
            (LATER, another_count, 700.0),
            (LATER, "pounds", 7000.0),
        ],
        columns=["period", "measure", "value"],
    )
    rows = [
        ("population_0_17", "P1", 1000.0),
        ("population_0_17", "P2", 3000.0),
        ("other_access_rate", "P1", 0.8),
        ("other_access_rate", "P2", 0.4),
    ]
    parts = pd.DataFrame(rows, columns=["measure", "part_code", "value"])
    published = parts.set_index(["measure", "part_code"])
    assert apportion.national_need(published, totals, YEAR).tolist() == [250, 750]
    by_part = apportion.counts_by_part(published, totals, YEAR)
    assert by_part[another_count].tolist() == [240, 360]  # 200 and 300, scaled to 600
    shares = pd.DataFrame(
        [("A", "P1", 1.0, 1.0), ("B", "P2", 1.0, 1.0)],
        columns=["area_code", "part_code", "share", "weight"],
    )
    split = apportion.apportioned(by_part, shares)
    measured = apportion.measured_counts(split, shares, published, YEAR)
    counts = apportion.with_later_years(measured, totals, YEAR)
    assert counts[counts.period == LATER].value.tolist() == [280, 420]
    spend = apportion.spend(counts, totals, {"all": 1.0})
    assert spend.pounds.tolist() == [2800, 4200]
    whole = totals.assign(level="whole")
    assert need.national_total(whole, YEAR) == 1000
