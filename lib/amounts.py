"""Counts and what stands under them, by area and by former CCG: children, need and deprivation of the period's own time."""

import re

import pandas as pd

from lib.catalogue import measures as catalogue
from lib.catalogue.measures import CHILDREN, MEASURES, NEED
from lib.errors import NotMeasured
from lib.model import need
from lib.sources import Tables


def people(tables: Tables, period: str) -> pd.DataFrame:
    """Columns area_code, age_from, age_to, persons: children of the mid-year nearest to the middle of a period.

    period: a financial year (2019/20), a year, or "mid-2023".
    """
    year = float(re.findall(r"\d{4}", period)[0]) + (0.25 if "/" in period else 0)  # mid-2019/20 is a quarter after mid-2019
    single = tables.population.rename(columns={"age": "age_from"}).assign(age_to=tables.population.age)
    known = pd.concat([tables.children, single[single.age_to <= need.CHILD_AGES[-1]]])
    nearest = min(known.year.unique(), key=lambda y: (abs(y - year), y))
    return known[known.year == nearest]


def people_year(tables: Tables, period: str) -> str:
    """The mid-year whose children stand under the rates of a period, such as "mid-2020"."""
    return f"mid-{people(tables, period).year.iloc[0]}"


def need_by_area(tables: Tables, basis: str, weighted: bool, period: str) -> pd.Series:
    """Children in need by area on a basis, of the period's own time, in the areas' order."""
    if basis == "national":
        found = need.to_districts(need.national_by_ccg(tables.published_counts), tables.ccg_shares)
    else:
        found = need.by_survey(people(tables, period), tables.prevalence, basis)
    found = found.reindex(tables.areas.order)
    index = tables.need_index.set_index("area_code").need_index.reindex(tables.areas.order)
    return need.weighted(found, index) if weighted else found


def need_by_ccg(tables: Tables, basis: str, weighted: bool, period: str) -> pd.Series:
    """Children in need by former CCG: published shares on the national basis, else from the districts' LSOAs."""
    if basis == "national" and not weighted:
        return need.national_by_ccg(tables.published_counts)
    return need.to_ccgs(need_by_area(tables, basis, weighted, period), tables.ccg_shares)


def children_by_area(tables: Tables, period: str) -> pd.Series:
    """Children aged 0 to 17 by area, of the period's own time, in the areas' order."""
    return need.children(people(tables, period)).reindex(tables.areas.order)


def count_by_area(tables: Tables, measure: str, period: str) -> pd.Series:
    """A measure of counts.csv by area, in the areas' order."""
    rows = tables.counts[(tables.counts.measure == measure) & (tables.counts.period == period)]
    if rows.empty:
        raise NotMeasured(f"There is no count of children {catalogue.words(measure)} for {period}.")
    return rows.set_index("area_code").value.reindex(tables.areas.order)


def count_by_ccg(tables: Tables, measure: str, period: str) -> pd.Series:
    """A measure by former CCG: what its districts' rows sum to; later periods keep the 2019/20 split, and so does what is carried."""
    split = catalogue.apportioned("scaled")[0] if MEASURES[measure].apportioned == "carried" else measure
    rows = tables.apportioned[tables.apportioned.measure == split]
    totals = rows.groupby("ccg_code").value.sum().astype(float)
    return totals * count_by_area(tables, measure, period).sum() / totals.sum()


def base_by_area(tables: Tables, name: str, period: str, basis: str, weighted: bool) -> pd.Series:
    """A denominator by area: need, children, or a measure of counts.csv."""
    if name == NEED:
        return need_by_area(tables, basis, weighted, period)
    return children_by_area(tables, period) if name == CHILDREN else count_by_area(tables, name, period)


def base_by_ccg(tables: Tables, name: str, period: str, basis: str, weighted: bool) -> pd.Series:
    """The same by former CCG."""
    if name == NEED:
        return need_by_ccg(tables, basis, weighted, period)
    return need.to_ccgs(children_by_area(tables, period), tables.ccg_shares) if name == CHILDREN else count_by_ccg(tables, name, period)


def weights(tables: Tables) -> pd.DataFrame:
    """Shape (areas, former CCGs): the share of each former CCG's children who live in each area."""
    return tables.ccg_shares.pivot(index="area_code", columns="ccg_code", values="weight").fillna(0).loc[tables.areas.order]


def deprivation(tables: Tables, index_name: str = "IMD", edition: str = "2019") -> pd.Series:
    """Average deprivation score by area; higher is more deprived."""
    rows = tables.deprivation
    chosen = rows[(rows.index_name == index_name) & (rows.edition == int(edition))]
    return chosen.set_index("area_code").average_score.reindex(tables.areas.order)


def deprivation_by_ccg(tables: Tables) -> pd.Series:
    """Deprivation of a former CCG: the mean of its districts', weighted by children."""
    score = tables.ccg_shares.area_code.map(deprivation(tables)) * tables.ccg_shares.weight
    return score.groupby(tables.ccg_shares.ccg_code).sum()
