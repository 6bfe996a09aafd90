"""A partnership's own plan by month against what came of it (docs/methods.md 20)."""

from dataclasses import dataclass

import pandas as pd

from lib import plan_words, words
from lib.catalogue.measures import PLANNED
from lib.figures.published import own_monthly
from lib.findings.context import Context, remembered
from lib.findings.trajectory import line
from lib.sources import Tables
from lib.variation.rates import count_interval


@dataclass(frozen=True, kw_only=True)
class ByMonth:
    """Children with at least one contact in 12 months. rows: month, planned, actual (missing where
    there is none), low, high (95% interval of the count), in the order of the months."""

    message: str
    rows: pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """In words, the latest first."""
        rows = [
            (
                words.month(row.month),
                plan_words.count(row.planned),
                plan_words.NOT_YET
                if row.actual != row.actual
                else plan_words.with_interval(row.actual, row.low, row.high),
                "" if row.actual != row.actual else f"{row.actual - row.planned:+,.0f}",
            )
            for row in self.rows[::-1].itertuples()
        ]
        return pd.DataFrame(rows, columns=["12 months to", "Planned", "Actual", "Difference"])


@remembered()
def by_month(context: Context[Tables]) -> ByMonth | None:
    """None where nobody brought a plan by month in."""
    planned = own_monthly(context.tables, PLANNED).dropna()
    if planned.empty:
        return None
    actual = line(context).counts.set_index("month").children.reindex(planned.index)
    low, high = count_interval(actual.dropna())
    rows = pd.DataFrame(
        {"planned": planned, "actual": actual, "low": low, "high": high}, planned.index
    )
    rows = rows.rename_axis("month").reset_index()
    return ByMonth(message=plan_words.months_sentence(rows), rows=rows)
