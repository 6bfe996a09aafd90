"""What is spent, and in which year."""

from dataclasses import dataclass

import pandas as pd

from lib.disclosure.tables import CONTROLLED
from lib.sources import Tables


@dataclass(frozen=True, kw_only=True)
class Spend:
    """Pounds a year. by_area: where a reader brought it in by district, else None and the total is
    all that is known."""

    period: str
    total: float
    by_area: pd.Series | None
    provenance: str


def spend(tables: Tables, period: str) -> Spend:
    """The spend that goes with a year of counts: a reader's own of that year or else their latest,
    else the published total."""
    rows = tables.spend[tables.spend.provenance.isin(CONTROLLED)]
    own = not rows.empty
    rows = rows if own else tables.spend
    year = period if period in set(rows.period) else str(rows.period.max())
    rows = rows[rows.period == year]
    by_area = (
        rows.groupby("area_code").pounds.sum().reindex(tables.areas.order).astype(float)
        if own
        else None
    )
    return Spend(
        period=year,
        total=float(rows.pounds.sum()),
        by_area=by_area,
        provenance=str(rows.provenance.iloc[0]),
    )
