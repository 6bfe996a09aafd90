"""Counts and what stands under them, of districts or of parts: children, need and deprivation of
the period's own time."""

import re
from typing import Literal

import pandas as pd

from lib.catalogue import measures as catalogue
from lib.catalogue.measures import CHILDREN, MEASURES, NEED
from lib.errors import NotMeasured
from lib.model import need
from lib.sources import Tables

Over = Literal["districts", "parts"]  # parts: lib/place/levels.py
INDEX = "IMD"  # of deprivation.csv, the one that rates are held against


def people(tables: Tables, period: str) -> pd.DataFrame:
    """Columns area_code, age_from, age_to, persons: children of the mid-year nearest to the middle
    of a period.

    period: a financial year (2023/24), a year, or "mid-2023".
    """
    # the middle of 2023/24 is a quarter after mid-2023
    year = float(re.findall(r"\d{4}", period)[0]) + (0.25 if "/" in period else 0)
    banded, single = tables.children, tables.population
    known = {*banded.year.unique(), *single.year.unique()}
    nearest = min(known, key=lambda y: (abs(y - year), y))
    single = single[(single.year == nearest) & (single.age <= need.CHILD_AGES[-1])]
    by_age = single.rename(columns={"age": "age_from"}).assign(age_to=single.age)
    return pd.concat([banded[banded.year == nearest], by_age])


def people_year(tables: Tables, period: str) -> str:
    """The mid-year whose children stand under the rates of a period, such as "mid-2020"."""
    return f"mid-{people(tables, period).year.iloc[0]}"


def children(tables: Tables, period: str, over: Over = "districts") -> pd.Series:
    """Children aged 0 to 17, of the period's own time."""
    by_district = need.children(people(tables, period)).reindex(tables.areas.order)
    return by_district if over == "districts" else tables.crosswalk.to_parts(by_district)


def children_in_need(
    tables: Tables, period: str, basis: str, weighted: bool, over: Over = "districts"
) -> pd.Series:
    """Children in need on a basis, of the period's own time; parts by published shares on the
    national basis, else by LSOAs."""
    place, surveyed = tables.place, basis != "national"
    if over == "parts":
        if not surveyed and not weighted and place.level:
            return need.national_by_part(tables.published_counts, place.measured_period)
        return tables.crosswalk.to_parts(children_in_need(tables, period, basis, weighted))
    in_need = (
        need.by_survey(people(tables, period), tables.prevalence, basis)
        if surveyed
        else _national(tables)
    )
    in_need = in_need.reindex(tables.areas.order)
    index = tables.need_index.set_index("area_code").need_index.reindex(tables.areas.order)
    return need.weighted(in_need, index) if weighted else in_need


def _national(tables: Tables) -> pd.Series:
    """The whole's denominator by district: through the parts where counts are published for some,
    else by children of the counts' time."""
    place = tables.place
    if place.level:
        return tables.crosswalk.to_areas(
            need.national_by_part(tables.published_counts, place.measured_period)
        )
    here = children(tables, place.measured_period)
    return need.national_total(tables.published_counts, place.measured_period) * here / here.sum()


def count(tables: Tables, measure: str, period: str, over: Over = "districts") -> pd.Series:
    """A measure of counts.csv.

    A part has what its districts' rows sum to, in the order of parts' codes; later periods keep the
    measured one's split, and so does what is carried.
    """
    rows = tables.counts[(tables.counts.measure == measure) & (tables.counts.period == period)]
    if rows.empty:
        raise NotMeasured(f"There is no count of children {catalogue.words(measure)} for {period}.")
    by_district = rows.set_index("area_code").value.reindex(tables.areas.order)
    if over == "districts":
        return by_district
    if not tables.place.level:
        return by_district.sort_index()
    split = (
        catalogue.apportioned("scaled")[0]
        if MEASURES[measure].apportioned == "carried"
        else measure
    )
    shares = (
        tables.apportioned[tables.apportioned.measure == split]
        .groupby("part_code")
        .value.sum()
        .astype(float)
    )
    return shares * by_district.sum() / shares.sum()


def base(
    tables: Tables, name: str, period: str, basis: str, weighted: bool, over: Over = "districts"
) -> pd.Series:
    """A denominator: need, children, or a measure of counts.csv."""
    if name == NEED:
        return children_in_need(tables, period, basis, weighted, over)
    return children(tables, period, over) if name == CHILDREN else count(tables, name, period, over)


def provenances(tables: Tables, measure: str) -> dict[str, str]:
    """How a measure of counts.csv is known, by period."""
    rows = tables.counts[tables.counts.measure == measure]
    return rows.drop_duplicates("period").set_index("period").provenance.to_dict()


def edition(tables: Tables, index_name: str = INDEX) -> int:
    """The edition of an index nearest to the measured year, the earlier of two as near. Raises
    NotMeasured where the index has none."""
    year = int(tables.place.measured_period[:4])
    held = tables.deprivation.edition[tables.deprivation.index_name == index_name].unique()
    if not len(held):
        raise NotMeasured(f"deprivation.csv has no rows of {index_name}.")
    return int(min(held, key=lambda edition: (abs(edition - year), edition)))


def deprivation(tables: Tables, index_name: str = INDEX) -> pd.Series:
    """Average deprivation score by district; higher is more deprived."""
    rows, of = tables.deprivation, edition(tables, index_name)
    chosen = rows[(rows.index_name == index_name) & (rows.edition == of)]
    return chosen.set_index("area_code").average_score.reindex(tables.areas.order)
