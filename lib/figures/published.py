"""Published figures of the nation, the region and the whole, to stand beside those of the
districts."""

from dataclasses import dataclass

import pandas as pd

from lib.catalogue.indicators import Indicator
from lib.figures.kinds import kind_of
from lib.sources import Tables

ROLLING = "12 months to "  # how the period of a rolling year begins


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A published figure to compare with: whose it is, and its value in the indicator's unit."""

    name: str
    value: float


def beside(tables: Tables, indicator: Indicator, period: str) -> list[Beside]:
    """What the nation and the region had in the same period, where their publisher printed it; the
    nation first."""
    rows = tables.published_counts
    rows = rows[rows.level.isin(("nation", "region")) & (rows.period == period)]
    value = rows.pivot(index=["level", "area_name"], columns="measure", values="value")
    same = kind_of(indicator).published(value, indicator)
    if same is None:
        return []
    return [
        Beside(name=str(name), value=float(figure)) for (_, name), figure in same.dropna().items()
    ]


def monthly(tables: Tables, measure: str) -> pd.DataFrame:
    """A measure over 12 months, month by month, of the nation and of the whole: index the last
    month ("2021-03"), a column each by name.

    Months that only one of them has are kept, missing for the other. What a reader brought in is
    not among them.
    """
    rows = tables.published_counts[tables.published_counts.provenance == "published"]
    rows = rows[
        (rows.measure == measure)
        & rows.level.isin(("nation", "whole"))
        & rows.period.str.startswith(ROLLING)
    ]
    table = rows.assign(month=rows.period.str.removeprefix(ROLLING)).pivot(
        index="month", columns="area_name", values="value"
    )
    own = table.columns == tables.place.name
    return table[[*table.columns[own], *table.columns[~own]]]
