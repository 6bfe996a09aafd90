"""Counts and what stands under them, by area and by part: children, need and deprivation of the period's own time."""

import re

import pandas as pd

from lib.catalogue import measures as catalogue
from lib.catalogue.measures import CHILDREN, MEASURES, NEED
from lib.errors import NotMeasured
from lib.model import need
from lib.sources import Tables


def people(tables: Tables, period: str) -> pd.DataFrame:
    """Columns area_code, age_from, age_to, persons: children of the mid-year nearest to the middle of a period.

    period: a financial year (2023/24), a year, or "mid-2023".
    """
    year = float(re.findall(r"\d{4}", period)[0]) + (0.25 if "/" in period else 0)  # the middle of 2023/24 is a quarter after mid-2023
    single = tables.population.rename(columns={"age": "age_from"}).assign(age_to=tables.population.age)
    known = pd.concat([tables.children, single[single.age_to <= need.CHILD_AGES[-1]]])
    nearest = min(known.year.unique(), key=lambda y: (abs(y - year), y))
    return known[known.year == nearest]


def people_year(tables: Tables, period: str) -> str:
    """The mid-year whose children stand under the rates of a period, such as "mid-2020"."""
    return f"mid-{people(tables, period).year.iloc[0]}"


def need_by_area(tables: Tables, basis: str, weighted: bool, period: str) -> pd.Series:
    """Children in need by area on a basis, of the period's own time, in the areas' order."""
    surveyed = basis != "national"
    found = need.by_survey(people(tables, period), tables.prevalence, basis) if surveyed else _national_by_area(tables)
    found = found.reindex(tables.areas.order)
    index = tables.need_index.set_index("area_code").need_index.reindex(tables.areas.order)
    return need.weighted(found, index) if weighted else found


def _national_by_area(tables: Tables) -> pd.Series:
    """The whole's denominator by area: through the parts where counts are published for some, else by children of the counts' time."""
    place = tables.place
    if place.level:
        return tables.crosswalk.to_areas(need.national_by_part(tables.published_counts, place.measured_period))
    children = children_by_area(tables, place.measured_period)
    return need.national_total(tables.published_counts, place.measured_period) * children / children.sum()


def need_by_part(tables: Tables, basis: str, weighted: bool, period: str) -> pd.Series:
    """Children in need by part: published shares on the national basis, else from the districts' LSOAs."""
    if basis == "national" and not weighted and tables.place.level:
        return need.national_by_part(tables.published_counts, tables.place.measured_period)
    return tables.crosswalk.to_parts(need_by_area(tables, basis, weighted, period))


def children_by_area(tables: Tables, period: str) -> pd.Series:
    """Children aged 0 to 17 by area, of the period's own time, in the areas' order."""
    return need.children(people(tables, period)).reindex(tables.areas.order)


def count_by_area(tables: Tables, measure: str, period: str) -> pd.Series:
    """A measure of counts.csv by area, in the areas' order."""
    rows = tables.counts[(tables.counts.measure == measure) & (tables.counts.period == period)]
    if rows.empty:
        raise NotMeasured(f"There is no count of children {catalogue.words(measure)} for {period}.")
    return rows.set_index("area_code").value.reindex(tables.areas.order)


def count_by_part(tables: Tables, measure: str, period: str) -> pd.Series:
    """A measure by part, in the order of their codes: what its districts' rows sum to; later periods keep the measured one's split, and so
    does what is carried."""
    if not tables.place.level:
        return count_by_area(tables, measure, period).sort_index()
    split = catalogue.apportioned("scaled")[0] if MEASURES[measure].apportioned == "carried" else measure
    rows = tables.apportioned[tables.apportioned.measure == split]
    totals = rows.groupby("part_code").value.sum().astype(float)
    return totals * count_by_area(tables, measure, period).sum() / totals.sum()


def base_by_area(tables: Tables, name: str, period: str, basis: str, weighted: bool) -> pd.Series:
    """A denominator by area: need, children, or a measure of counts.csv."""
    if name == NEED:
        return need_by_area(tables, basis, weighted, period)
    return children_by_area(tables, period) if name == CHILDREN else count_by_area(tables, name, period)


def base_by_part(tables: Tables, name: str, period: str, basis: str, weighted: bool) -> pd.Series:
    """The same by part."""
    if name == NEED:
        return need_by_part(tables, basis, weighted, period)
    if name == CHILDREN:
        return tables.crosswalk.to_parts(children_by_area(tables, period))
    return count_by_part(tables, name, period)


def deprivation(tables: Tables, index_name: str = "IMD", edition: str = "2019") -> pd.Series:
    """Average deprivation score by area; higher is more deprived."""
    rows = tables.deprivation
    chosen = rows[(rows.index_name == index_name) & (rows.edition == int(edition))]
    return chosen.set_index("area_code").average_score.reindex(tables.areas.order)
