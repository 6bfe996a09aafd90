"""What a year came to: published, brought in, or not known."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from lib.figures.actual import BY_CHILDREN, BY_RATE, TREATED, actual
from lib.sources import Tables
from tests.bundled import HERE, LATER, ORDER, PERIOD, PLACE

TABLES = HERE.tables
FAR = "2029/30"


def published(measure: str, period: str) -> float:
    rows = TABLES.published_counts
    rows = rows[(rows.level == "whole") & (rows.measure == measure) & (rows.period == period)]
    return float(rows.value.iloc[0])


def with_rows(period: str, value: float, **more: Any) -> Tables:
    rows = [
        {"area_code": code, "period": period, "measure": TREATED, "value": value} | more
        for code in ORDER
    ]
    return replace(TABLES, counts=pd.concat([TABLES.counts, pd.DataFrame(rows)]))


def test_a_published_year_is_as_it_was_published_with_its_interval() -> None:
    one = actual(TABLES, PERIOD, PERIOD, on_standard=True)
    assert one is not None and one.known == "published"
    assert one.treated == published(TREATED, PERIOD) and one.low < one.treated < one.high
    assert one.need == 1 and one.need_from == BY_RATE
    assert one.pounds == published("pounds", PERIOD) or abs(
        one.pounds - published("pounds", PERIOD)  # type: ignore[operator]
    ) < len(ORDER)


def test_what_is_carried_forward_is_no_actual() -> None:
    """Later counts by area are modelled; only a published whole says what happened."""
    assert LATER
    rows = TABLES.published_counts
    without = replace(TABLES, published_counts=rows[rows.measure != TREATED])
    assert all(actual(without, period, PERIOD, on_standard=True) is None for period in LATER)


def test_a_year_that_nobody_counted_is_not_known() -> None:
    assert actual(TABLES, FAR, PERIOD, on_standard=True) is None


def test_counts_by_area_that_were_brought_in_are_added_up() -> None:
    own = with_rows(FAR, 100.0, provenance="uploaded")
    one = actual(own, FAR, PERIOD, on_standard=True)
    assert one is not None and one.treated == 100 * len(ORDER) and one.known == "uploaded"
    assert one.need is None and one.need_from == "" and one.pounds is None
    own.counts.loc[own.counts.period == FAR, "value"] = [float("nan")] + [100.0] * (len(ORDER) - 1)
    assert actual(own, FAR, PERIOD, on_standard=True) is None  # a hidden one leaves no whole


@pytest.mark.parametrize("on_standard", [True, False])
def test_need_follows_children_where_the_estimate_of_that_year_is_held(on_standard: bool) -> None:
    (year,) = TABLES.population.year.unique()
    period = f"{year}/{(year + 1) % 100:02d}"
    one = actual(
        with_rows(period, 100.0, provenance="uploaded"), period, PERIOD, on_standard=on_standard
    )
    assert one is not None and one.need_from == BY_CHILDREN and one.need is not None
    people = TABLES.population
    now = people[people.age < 18].persons.sum()
    assert one.need == pytest.approx(now / TABLES.children.persons.sum())
    assert PLACE.measured_period != period
