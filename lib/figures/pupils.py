"""Children of school age: how many, and how many of them are in need (docs/methods.md 21)."""

import pandas as pd

from lib.model import need
from lib.sources import Tables

AGES = range(5, 18)


def _newest(tables: Tables) -> pd.DataFrame:
    people = tables.population[tables.population.age.between(AGES[0], AGES[-1])]
    return people[people.year == people.year.max()]


def year(tables: Tables) -> str:
    """The mid-year that pupils are of."""
    return f"mid-{_newest(tables).year.max()}"


def pupils(tables: Tables) -> pd.Series:
    """Children aged 5 to 17 by area."""
    return _newest(tables).groupby("area_code").persons.sum().reindex(tables.areas.order)


def covered(tables: Tables, percent: float) -> pd.Series:
    """Share of pupils whom a school team covers today, by area: a partnership's own where it has
    brought it in, else `percent` of them everywhere."""
    if tables.teams.empty:
        return pd.Series(percent / 100, tables.areas.order)
    return tables.teams.set_index("area_code").covered.reindex(tables.areas.order) / 100


def surveyed(basis: str) -> str:
    """The survey that need at school age is estimated by: the basis chosen, or the 2017 survey
    where that is no survey and so says nothing of ages."""
    return "survey_2017" if need.BASES[basis].standard else basis


def in_need(tables: Tables, basis: str, weighted: bool) -> pd.Series:
    """Pupils in need by area: prevalence by age times pupils, in whole by the need index."""
    people = _newest(tables).rename(columns={"age": "age_from"})
    by_area = need.by_survey(
        people.assign(age_to=people.age_from), tables.prevalence, surveyed(basis)
    ).reindex(tables.areas.order)
    if not weighted:
        return by_area
    index = tables.need_index.set_index("area_code").need_index.reindex(tables.areas.order)
    return need.weighted(by_area, index)
