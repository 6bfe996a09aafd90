"""What is published of the whole partnership: year by year, and month by month beside the
nation."""

from dataclasses import dataclass

import pandas as pd

from lib import words
from lib.catalogue.measures import rates, whole_label
from lib.figures.published import ROLLING, monthly
from lib.findings.context import Context

CONTACTED = "contacted_once"


@dataclass(frozen=True, kw_only=True)
class Monthly:
    """Children with at least one contact in 12 months.

    Attributes
    ----------
    counts
        A month a row ("2021-03"), an area a column, the whole first.
    message
        How it stands against a year before.
    first
        The first month in words.
    """

    counts: pd.DataFrame
    message: str
    first: str

    @property
    def table(self) -> pd.DataFrame:
        """The counts in words."""
        in_words = self.counts.map(lambda value: "" if pd.isna(value) else f"{value:,.0f}")
        return in_words.rename(index=words.month).rename_axis("12 months to").reset_index()


@dataclass(frozen=True, kw_only=True)
class OverYears:
    """yearly: every other figure of the whole in words, with its period and how it is known.
    monthly: None where no month is published."""

    yearly: pd.DataFrame
    monthly: Monthly | None


def over_years(context: Context) -> OverYears:
    """What is known of the whole; months that are in the line are not among its years."""
    rows = context.tables.published_counts
    rows = rows[(rows.level == "whole") & (rows.measure != "pounds")].sort_values(
        ["measure", "period"]
    )
    in_line = (
        (rows.measure == CONTACTED)
        & rows.period.str.startswith(ROLLING)
        & (rows.provenance == "published")
    )
    yearly = [
        (whole_label(row.measure), row.period, _shown(row.measure, row.value), row.provenance)
        for row in rows[~in_line].itertuples()
    ]
    counts = monthly(context.tables, CONTACTED)
    return OverYears(
        yearly=pd.DataFrame(yearly, columns=["Figure", "Period", "Value", "Kind"]),
        monthly=_monthly(counts) if len(counts) else None,
    )


def _monthly(counts: pd.DataFrame) -> Monthly:
    return Monthly(
        counts=counts,
        message=words.monthly_sentence(counts),
        first=words.month(counts.index[0]),
    )


def _shown(measure: str, value: float) -> str:
    """A figure of the whole; a star where it is small or held back."""
    if value != value:
        return "*"
    return f"{value * 100:.1f}" if measure in rates() else f"{value:,.10g}"
