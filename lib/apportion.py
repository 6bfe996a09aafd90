"""Service counts and spend by district, from the figures published for parts of the whole
(lib/place/levels.py) and for the whole.

An amount X_c published for part c goes to its districts by children: w_dc = P_d s_dc / sum_d' P_d'
s_d'c, with P_d children aged 0 to 17 of the counts' own time and s_dc the share of the district's
LSOAs in c. Whole children, by largest remainder, so that every published total still holds
(docs/methods.md 1, 2).
"""

import numpy as np
import pandas as pd

from lib import schema
from lib.catalogue import measures as catalogue
from lib.place.profile import Profile


def largest_remainder(exact: pd.Series, total: int) -> pd.Series:
    """Whole numbers near `exact` that sum to `total`; the largest fractions are rounded up, ties by
    order."""
    floor = np.floor(exact)
    short = int(total - floor.sum())
    up = (exact - floor).sort_values(ascending=False, kind="stable").index[:short]
    rounded = floor.astype(int)
    rounded[up] += 1
    return rounded


def crosswalk(lsoas: pd.DataFrame, children: pd.Series) -> pd.DataFrame:
    """The rows of crosswalk.csv. lsoas: columns area_code, part_code, part, partnership, lsoas.
    children: aged 0 to 17 by area."""
    table = lsoas.copy()
    table["share"] = table.lsoas / table.groupby("area_code").lsoas.transform("sum")
    here = table.area_code.map(children) * table.share
    table["weight"] = here / here.groupby(table.part_code).transform("sum")
    return table[schema.TABLES["crosswalk.csv"].columns]


def national_need(published: pd.DataFrame, totals: pd.DataFrame, period: str) -> pd.Series:
    """Children with a diagnosable condition by part on the national standard's basis (not rounded).

    The whole's published numerator over its published rate gives the denominator; it is shared by
    the published populations aged 0 to 17.
    """
    population = published.loc["population_0_17"].value
    known = totals[totals.period == period].set_index("measure").value
    whole = known[catalogue.reached().key] / known[catalogue.reached_rate().key]
    return whole * population / population.sum()


def treated(published: pd.DataFrame, totals: pd.DataFrame, period: str) -> pd.Series:
    """Children reached by part, not yet scaled to the whole's: its published rate times its share
    of the national denominator."""
    rate = published.loc[catalogue.reached_rate().key].value
    return rate * national_need(published, totals, period)


def counts_by_part(published: pd.DataFrame, totals: pd.DataFrame, period: str) -> pd.DataFrame:
    """Whole children by part (index) and measure (columns) in the measured period.

    The publisher's percentages are cut down, not rounded, so counts are never worked out from them.
    """
    printed = [
        measure
        for measure in catalogue.apportioned("as printed")
        if measure in published.index.get_level_values(0)
    ]
    counts = {measure: published.loc[measure].value.astype(int) for measure in printed}
    known = totals[totals.period == period].set_index("measure").value
    key = catalogue.reached().key
    exact = treated(published, totals, period)
    counts[key] = largest_remainder(exact * known[key] / exact.sum(), int(known[key]))
    return pd.DataFrame(counts)


def apportioned(by_part: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """The rows of apportioned.csv: each part's count among its districts. shares: rows of
    crosswalk.csv."""
    rows = []
    for measure in by_part:
        for code, inside in shares.groupby("part_code"):
            total = int(by_part.loc[code, measure])
            value = largest_remainder(inside.set_index("area_code").weight * total, total)
            rows.append(
                pd.DataFrame({"part_code": code, "measure": measure, "value": value}).reset_index()
            )
    table = pd.concat(rows)[schema.TABLES["apportioned.csv"].columns]
    return table.sort_values(["measure", "area_code", "part_code"])


def measured_counts(
    split: pd.DataFrame, shares: pd.DataFrame, published: pd.DataFrame, period: str
) -> pd.DataFrame:
    """Columns measure, area_code, value, period, provenance: what districts have of their parts'
    counts."""
    measured = split.groupby(["measure", "area_code"], as_index=False).value.sum()
    tables = [measured]
    # A mean is no count: weight each part's by the district's children in it.
    for mean in set(catalogue.apportioned("mean")) & set(published.index.get_level_values(0)):
        days = shares.part_code.map(published.loc[mean].value) * shares.share
        wait = days.groupby(shares.area_code).sum().round(1).rename("value").reset_index()
        tables.append(wait.assign(measure=mean))
    return pd.concat(tables).assign(period=period, provenance="apportioned")


def with_later_years(measured: pd.DataFrame, totals: pd.DataFrame, period: str) -> pd.DataFrame:
    """The rows of counts.csv: the counts that there are, and totals of the whole that have none by
    district, shared by the pattern of the measured period."""
    then = (measured.measure == catalogue.reached().key) & (measured.period == period)
    pattern = measured[then].set_index("area_code").value
    there = set(zip(measured.measure, measured.period))
    carried = []
    for row in totals[totals.measure.isin(catalogue.apportioned("scaled", "carried"))].itertuples():
        if (row.measure, row.period) in there:
            continue
        value = (
            largest_remainder(pattern / pattern.sum() * row.value, int(row.value))
            .rename("value")
            .reset_index()
        )
        carried.append(value.assign(period=row.period, measure=row.measure, provenance="modelled"))
    table = pd.concat([measured, *carried])[schema.TABLES["counts.csv"].columns]
    return table.sort_values(["period", "measure", "area_code"])


def spend(
    count: pd.DataFrame, totals: pd.DataFrame, service_share: dict[str, float]
) -> pd.DataFrame:
    """The rows of spend.csv: shared by the children reached (A1), split by A2."""
    rows = []
    for row in totals[totals.measure == "pounds"].itertuples():
        chosen = (count.measure == catalogue.reached().key) & (count.period == row.period)
        among = count[chosen].set_index("area_code").value
        exact = pd.concat(
            {service: among / among.sum() * row.value * s for service, s in service_share.items()}
        )
        pounds = (
            largest_remainder(exact, round(row.value))
            .rename_axis(["service", "area_code"])
            .rename("pounds")
        )
        rows.append(pounds.reset_index().assign(period=row.period, provenance="modelled"))
    table = pd.concat(rows)[schema.TABLES["spend.csv"].columns]
    return table.sort_values(["period", "service", "area_code"])


def published_counts(
    published: pd.DataFrame | None,
    names: pd.Series,
    totals: pd.DataFrame,
    beside: pd.DataFrame,
    place: Profile,
) -> pd.DataFrame:
    """The rows of published_counts.csv: as published, untouched.

    Parameters
    ----------
    published
        Figures of the parts, if there are any
    names
        Of them.
    beside
        Figures of the nation and the region to compare with, and the whole's monthly ones.
    """
    tables = [totals.assign(area_code=place.code, area_name=place.name, level="whole"), beside]
    if published is not None and place.level:
        below = published.reset_index().rename(columns={"part_code": "area_code"})
        tables.insert(
            0,
            below.assign(
                area_name=below.area_code.map(names),
                level=place.level.key,
                period=place.measured_period,
            ),
        )
    table = pd.concat(tables).assign(provenance="published")
    columns = schema.TABLES["published_counts.csv"].columns
    return table[columns].sort_values(["level", "measure", "period", "area_code"])
