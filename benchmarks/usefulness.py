"""What disclosure control costs a planner: stars and the error of rates on tables like the ones
partnerships bring in."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib import sources
from lib.catalogue.measures import parts
from lib.disclosure.cells import SMALL
from lib.disclosure.tables import safe_counts

YEAR, TABLES, SEED = "2024/25", 20, 20261126
SCALES = (1, 0.3, 0.1)  # of the children of the measured period: all services, some, one
RATES = (("closed_before_treatment", "referred"), ("treated_two_contacts", "contacted_once"))


@dataclass(frozen=True, kw_only=True)
class Usefulness:
    """starred: share of cells that are stars. primary: share of those that are 1 to 4 themselves.
    error: median error of the rates that can be shown, points in 100."""

    starred: float
    primary: float
    error: float


def usefulness() -> list[Usefulness]:
    """For each of SCALES, over TABLES random tables of every district, each beside its totals to
    the nearest 5."""
    base = sources.read_all()
    counted = base.counts[
        (base.counts.period == base.place.measured_period)
        & base.counts.measure.isin((*parts(), *sum(parts().values(), ())))
    ]
    expected = counted.pivot_table(index="area_code", columns="measure", values="value").reindex(
        base.areas.order
    )
    rng = np.random.default_rng(SEED)
    return [_of([_table(expected * scale, rng) for _ in range(TABLES)]) for scale in SCALES]


def _table(expected: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Counts by area and measure whose parts keep to their wholes. expected: shape (areas,
    measures)."""
    drawn = pd.DataFrame(rng.poisson(expected.fillna(0)), expected.index, expected.columns)
    drawn["referred"] = drawn[list(parts()["referred"])].sum(axis=1)
    drawn["contacted_once"] = drawn.treated_two_contacts + rng.poisson(
        drawn.treated_two_contacts * 0.6
    )
    return drawn


def _of(tables: list[pd.DataFrame]) -> Usefulness:
    exact, shown = pd.concat(tables), pd.concat([_shown(table) for table in tables])
    star, small = shown.isna().to_numpy(), ((exact >= 1) & (exact <= SMALL)).to_numpy()
    errors = [
        (100 * (shown[part] / shown[whole] - exact[part] / exact[whole]))
        .abs()
        .replace(np.inf, np.nan)
        .dropna()
        for part, whole in RATES
    ]
    return Usefulness(
        starred=float(star.mean()),
        primary=float(small[star].mean()) if star.any() else 1.0,
        error=float(pd.concat(errors).median()),
    )


def _shown(table: pd.DataFrame) -> pd.DataFrame:
    rows = table.stack().rename("value").reset_index().assign(period=YEAR, provenance="uploaded")
    totals = (5 * (table.sum() / 5).round()).rename("value").rename_axis("measure").reset_index()
    published = totals.assign(
        area_code="Q",
        area_name="Whole",
        level="whole",
        period=YEAR,
        provenance="published",
        source_id="x",
    )
    safe = safe_counts(rows[["area_code", "period", "measure", "value", "provenance"]], published)
    wide = safe.pivot_table(index="area_code", columns="measure", values="value", dropna=False)
    return wide.reindex(index=table.index, columns=table.columns)
