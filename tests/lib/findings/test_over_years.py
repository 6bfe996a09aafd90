"""The whole, year by year and month by month."""

from dataclasses import replace

import pandas as pd

from lib.figures.published import ROLLING
from lib.findings.context import Context
from lib.findings.over_years import CONTACTED, over_years
from tests.bundled import HERE

NAME = HERE.tables.place.name


def with_published(rows: list[tuple[str, str, str, float, str]]) -> Context:
    """The figures of the whole and the nation by hand: level, measure, period, value,
    provenance."""
    like = HERE.tables.published_counts.iloc[0]
    made = [
        like.to_dict()
        | {"level": level, "area_name": NAME if level == "whole" else "The nation"}
        | {"measure": measure, "period": period, "value": value, "provenance": provenance}
        for level, measure, period, value, provenance in rows
    ]
    return Context(tables=replace(HERE.tables, published_counts=pd.DataFrame(made)))


def test_every_published_figure_of_the_whole_is_a_year_or_a_month() -> None:
    years, rows = over_years(HERE), HERE.tables.published_counts
    rows = rows[(rows.level == "whole") & (rows.measure != "pounds")]
    in_line = (rows.measure == CONTACTED) & rows.period.str.startswith(ROLLING)
    assert years.monthly is not None
    assert len(years.yearly) == len(rows) - int((in_line & (rows.provenance == "published")).sum())
    assert years.monthly.counts.columns[0] == NAME


def test_figures_by_hand() -> None:
    """A rate is in percent, a count as it is, and what is held back a star."""
    context = with_published(
        [
            ("whole", "referred", "2001/02", 12345.0, "published"),
            ("whole", "two_contact_access_rate", "2001/02", 0.4567, "published"),
            ("whole", "waiting_one_contact", "2001/02", float("nan"), "uploaded"),
            ("whole", "pounds", "2001/02", 1e6, "published"),
        ]
    )
    years = over_years(context)
    assert list(years.yearly.Value) == ["12,345", "45.7", "*"]
    assert years.monthly is None


def test_months_by_hand() -> None:
    """1,000 and a year later 900: a tenth fewer; the nation's month that is missing is empty."""
    context = with_published(
        [
            ("whole", CONTACTED, f"{ROLLING}2021-03", 1000.0, "published"),
            ("whole", CONTACTED, f"{ROLLING}2022-03", 900.0, "published"),
            ("nation", CONTACTED, f"{ROLLING}2022-03", 50000.0, "published"),
        ]
    )
    monthly = over_years(context).monthly
    assert monthly is not None and monthly.first == "March 2021"
    assert monthly.table.to_numpy().tolist() == [
        ["March 2021", "1,000", ""],
        ["March 2022", "900", "50,000"],
    ]
    assert list(monthly.table.columns) == ["12 months to", NAME, "The nation"]


def test_what_a_reader_brought_in_is_no_month_of_the_line() -> None:
    context = with_published([("whole", CONTACTED, f"{ROLLING}2022-03", 900.0, "uploaded")])
    years = over_years(context)
    assert years.monthly is None and list(years.yearly.Value) == ["900"]
