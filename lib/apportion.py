"""Service counts and spend by district, from the figures published for the former CCGs and for Kent and Medway.

An amount X_c published for former CCG c goes to its districts by children: w_dc = P_d s_dc / sum_d' P_d' s_d'c, with P_d
children aged 0 to 17 of the counts' own time and s_dc the share of the district's LSOAs in c. Whole children, by largest
remainder, so that every published total still holds (docs/methods.md 1, 2).
"""

import numpy as np
import pandas as pd

from lib.catalogue import measures as catalogue
from lib.catalogue.indicators import MEASURED_PERIOD


def largest_remainder(exact: pd.Series, total: int) -> pd.Series:
    """Whole numbers near `exact` that sum to `total`; the largest fractions are rounded up, ties by order."""
    floor = np.floor(exact)
    short = int(total - floor.sum())
    up = (exact - floor).sort_values(ascending=False, kind="stable").index[:short]
    rounded = floor.astype(int)
    rounded[up] += 1
    return rounded


def ccg_shares(lsoas: pd.DataFrame, children: pd.Series) -> pd.DataFrame:
    """Columns area_code, ccg_code, former_ccg, lsoas, share (of the district), weight (of the former CCG)."""
    table = lsoas.copy()
    table["share"] = table.lsoas / table.groupby("area_code").lsoas.transform("sum")
    here = table.area_code.map(children) * table.share
    table["weight"] = here / here.groupby(table.ccg_code).transform("sum")
    return table[["area_code", "ccg_code", "former_ccg", "partnership", "lsoas", "share", "weight"]]


def national_need(published: pd.DataFrame, totals: pd.DataFrame) -> pd.Series:
    """Children with a diagnosable condition by former CCG on the national standard's basis (not rounded).

    The published Kent and Medway numerator over its published rate gives the denominator; it is shared by the
    published populations aged 0 to 17.
    """
    population = published.loc["population_0_17"].value
    known = totals[totals.period == MEASURED_PERIOD].set_index("measure").value
    return known.treated_two_contacts / known.two_contact_access_rate * population / population.sum()


def counts_by_ccg(published: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Whole children by former CCG (index) and measure (columns), 2019/20.

    The publisher's percentages are cut down, not rounded, so counts are never worked out from them.
    """
    printed = [measure for measure in catalogue.apportioned("as printed") if measure in published.index.get_level_values(0)]
    counts = {measure: published.loc[measure].value.astype(int) for measure in printed}
    known = totals[totals.period == MEASURED_PERIOD].set_index("measure").value
    exact = published.loc["two_contact_access_rate"].value * national_need(published, totals)
    scaled = exact * known.treated_two_contacts / exact.sum()
    counts["treated_two_contacts"] = largest_remainder(scaled, int(known.treated_two_contacts))
    return pd.DataFrame(counts)


def apportioned(by_ccg: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """Columns area_code, ccg_code, measure, value: each former CCG's count among its districts."""
    rows = []
    for measure in by_ccg:
        for ccg, part in shares.groupby("ccg_code"):
            total = int(by_ccg.loc[ccg, measure])
            value = largest_remainder(part.set_index("area_code").weight * total, total)
            rows.append(pd.DataFrame({"ccg_code": ccg, "measure": measure, "value": value}).reset_index())
    table = pd.concat(rows)[["area_code", "ccg_code", "measure", "value"]]
    return table.sort_values(["measure", "area_code", "ccg_code"])


def counts(split: pd.DataFrame, shares: pd.DataFrame, published: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Columns area_code, period, measure, value, provenance."""
    measured = split.groupby(["measure", "area_code"], as_index=False).value.sum()
    measured = measured.assign(period=MEASURED_PERIOD, provenance="apportioned")
    # The wait is a mean, not a count: weight each former CCG's by the district's children in it.
    weighted = []
    for mean in set(catalogue.apportioned("mean")) & set(published.index.get_level_values(0)):
        days = shares.ccg_code.map(published.loc[mean].value) * shares.share
        wait = days.groupby(shares.area_code).sum().round(1).rename("value").reset_index()
        weighted.append(wait.assign(period=MEASURED_PERIOD, measure=mean, provenance="apportioned"))
    pattern = measured[measured.measure == "treated_two_contacts"].set_index("area_code").value
    carried = []
    for row in totals[totals.measure.isin(catalogue.apportioned("scaled", "carried"))].itertuples():
        if (row.measure, row.period) == ("treated_two_contacts", MEASURED_PERIOD):
            continue
        value = largest_remainder(pattern / pattern.sum() * row.value, int(row.value)).rename("value").reset_index()
        carried.append(value.assign(period=row.period, measure=row.measure, provenance="modelled"))
    table = pd.concat([measured, *weighted, *carried])
    return table[["area_code", "period", "measure", "value", "provenance"]].sort_values(["period", "measure", "area_code"])


def spend(count: pd.DataFrame, totals: pd.DataFrame, service_share: dict[str, float]) -> pd.DataFrame:
    """Columns area_code, period, service, pounds, provenance: shared by treated children (A1), split by A2."""
    rows = []
    for row in totals[totals.measure == "pounds"].itertuples():
        chosen = (count.measure == "treated_two_contacts") & (count.period == row.period)
        treated = count[chosen].set_index("area_code").value
        exact = pd.concat({service: treated / treated.sum() * row.value * s for service, s in service_share.items()})
        pounds = largest_remainder(exact, round(row.value)).rename_axis(["service", "area_code"]).rename("pounds")
        rows.append(pounds.reset_index().assign(period=row.period, provenance="modelled"))
    table = pd.concat(rows)[["area_code", "period", "service", "pounds", "provenance"]]
    return table.sort_values(["period", "service", "area_code"])


def published_counts(
    published: pd.DataFrame, lsoas: pd.DataFrame, totals: pd.DataFrame, beside: pd.DataFrame, area: dict[str, str]
) -> pd.DataFrame:
    """Columns area_code, area_name, level, period, measure, value, provenance, source_id: as published, untouched.

    beside: figures of the nation and the region to compare with, and the whole's monthly ones.
    """
    names = lsoas.drop_duplicates("ccg_code").set_index("ccg_code").former_ccg
    below = published.reset_index().rename(columns={"ccg_code": "area_code"})
    below = below.assign(area_name=below.area_code.map(names), level="former_ccg", period=MEASURED_PERIOD)
    whole = totals.assign(area_code=area["code"], area_name=area["name"], level="whole")
    table = pd.concat([below, whole, beside]).assign(provenance="published")
    columns = ["area_code", "area_name", "level", "period", "measure", "value", "provenance", "source_id"]
    return table[columns].sort_values(["level", "measure", "period", "area_code"])
