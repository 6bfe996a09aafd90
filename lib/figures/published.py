"""Published figures of the nation, the region and the whole, to stand beside those of the
districts."""

from dataclasses import dataclass

import pandas as pd

from lib.catalogue.indicators import Indicator
from lib.figures.kinds import kind_of
from lib.sources import Tables

NATION = "E92000001"  # the code that the ONS gives England; its name is the tables'
ROLLING = "12 months to "  # how the period of a rolling year begins


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A published figure to compare with: whose it is, by code and name, and its value in the
    indicator's unit."""

    code: str
    name: str
    value: float


def nation(tables: Tables) -> str:
    """What the nation is called in these tables; "" where they have nothing of it."""
    rows = tables.published_counts
    return str(next(iter(rows.area_name[rows.area_code == NATION]), ""))


def beside(tables: Tables, indicator: Indicator, period: str) -> list[Beside]:
    """What the nation and the region had in the same period, where their publisher printed it; the
    nation first."""
    rows = tables.published_counts
    rows = rows[rows.level.isin(("nation", "region")) & (rows.period == period)]
    whose = ["level", "area_code", "area_name"]
    value = rows.pivot(index=whose, columns="measure", values="value")
    same = kind_of(indicator).published(value, indicator)
    if same is None:
        return []
    return [
        Beside(code=str(code), name=str(name), value=float(figure))
        for (_, code, name), figure in same.dropna().items()
    ]


def outturns(tables: Tables, period: str) -> list[Beside]:
    """The access rates that were published beside the standards for a period. Their table has
    names, so the nation's code is that of its name in the published counts."""
    rows, of_nation = tables.standards, nation(tables)
    rows = rows[(rows.kind == "outturn") & (rows.period == period)]
    codes = rows.area_name.map(lambda name: NATION if name == of_nation else "")
    return [
        Beside(code=code, name=row.area_name, value=row.percent)
        for code, row in zip(codes, rows.itertuples())
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
    whole = rows.area_name[rows.level == "whole"].unique()
    return table[[*whole, *table.columns.difference(whole)]]


def own_monthly(tables: Tables, measure: str) -> pd.Series:
    """A measure of the whole over 12 months as a reader brought it in: index the last month, in
    order; missing where it may not be shown."""
    rows = tables.published_counts
    rows = rows[
        (rows.provenance == "uploaded")
        & (rows.measure == measure)
        & (rows.level == "whole")
        & rows.period.str.startswith(ROLLING)
    ]
    months = rows.period.str.removeprefix(ROLLING)
    return pd.Series(rows.value.to_numpy(float), months.to_numpy(str)).sort_index()
