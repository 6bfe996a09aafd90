"""What follows from published figures, worked out again as the bundled tables were: districts'
shares of counts, and of spend."""

from dataclasses import replace

import pandas as pd

from lib import apportion, columns
from lib.catalogue import measures as catalogue
from lib.disclosure.shown import CONTROLLED, WHOLE
from lib.sources import Tables
from lib.uploads.brought import over


def worked_out_again(tables: Tables) -> Tables:
    """The tables with counts and spend by district as their published figures have them; own ones
    stay."""
    return spend_again(counts_again(tables))


def counts_again(tables: Tables) -> Tables:
    """Districts' shares of the parts' and of the whole's counts, worked out as the bundled ones
    were; own counts stay."""
    whole, year = _of_the_whole(tables), tables.place.measured_period
    measured = set(whole.measure[whole.period == year])
    if not {catalogue.reached().key, catalogue.reached_rate().key} <= measured:
        # a figure of the whole that the split starts from is a star: the split stays what it was
        return tables
    own = tables.counts[tables.counts.provenance.isin(CONTROLLED)]
    if not tables.place.level:
        return replace(
            tables, counts=apportion.with_later_years(own, whole, year).reset_index(drop=True)
        )
    shares = tables.crosswalk.table
    below = tables.published_counts[tables.published_counts.area_code.isin(shares.part_code)]
    if below.value[~below.measure.isin(catalogue.means())].isna().any():
        return tables
    below = below.rename(columns={"area_code": "part_code"}).set_index(["measure", "part_code"])
    split = apportion.apportioned(apportion.counts_by_part(below, whole, year), shares)
    counts = apportion.with_later_years(
        apportion.measured_counts(split, shares, below, year), whole, year
    ).reset_index(drop=True)
    return replace(
        tables,
        apportioned=split,
        counts=over(counts, own, ("period", "measure")) if len(own) else counts,
    )


def spend_again(tables: Tables) -> Tables:
    """The whole's spend shared out by children reached (A1) and service (A2), as the bundled one
    was; own spend stays."""
    counts = tables.counts.assign(value=tables.counts.value.fillna(0))
    reached = counts[counts.measure == catalogue.reached().key].groupby("period").value.sum()
    # where no child reached is shown there is nothing to share by
    years = reached.index[reached > 0]
    if not len(years):
        return tables
    share = {name: row["spend_share"] for name, row in tables.assumptions["A2"]["services"].items()}
    whole = _of_the_whole(tables)
    shared = apportion.spend(
        counts[counts.period.isin(years)], whole[whole.period.isin(years)], share
    )
    key = ("period", "service")
    own = tables.spend[tables.spend.provenance.isin(CONTROLLED)]
    spend = over(tables.spend, shared, key)
    return replace(tables, spend=over(spend, own, key) if len(own) else spend)


def _of_the_whole(tables: Tables) -> pd.DataFrame:
    """The whole's published figures of financial years."""
    rows = tables.published_counts[tables.published_counts.level == WHOLE]
    return rows[rows.period.map(columns.is_period) & rows.value.notna()]
