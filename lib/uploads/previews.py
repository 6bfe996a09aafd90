"""What using tables that were brought in would change, as it may be shown."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from lib.catalogue import groups
from lib.catalogue import measures as catalogue
from lib.sources import Tables
from lib.uploads.brought import Brought
from lib.uploads.headings import KEYED, OF_CHILDREN
from lib.uploads.matching import KINDS
from lib.uploads.own import Own
from lib.uploads.reading import published_areas


@dataclass(frozen=True, kw_only=True)
class Change:
    """Old and new values by area for one measure (or service) and period; NaN is a star. since: the
    period of the old ones, "" where there were none. rounded: whether the new values are to the
    nearest 5."""

    what: str
    since: str
    rounded: bool
    old: pd.Series
    new: pd.Series


def changes(before: Tables, after: Own, brought: tuple[Brought, ...]) -> list[Change]:
    """Every change that the tables make. before: those in use, as they may be shown."""
    return [change for one in brought for change in _of_table(one, before, after.safe)]


def _of_table(one: Brought, before: Tables, after: Tables) -> Iterator[Change]:
    if one.kind in KEYED:
        return _by_district(one, before, after)
    if one.kind == "sites":
        return _of_sites(one, before, after)
    if one.kind == "population":
        return _of_people(one, before, after)
    if "period" not in one.frame:
        return _by_column(one, before, after)
    return _of_published(one, before, after)


def _by_district(one: Brought, before: Tables, after: Tables) -> Iterator[Change]:
    """Counts, spend or groups."""
    word, number = KEYED[one.kind]
    now, then = getattr(before, one.kind), getattr(after, one.kind)
    for period, key in sorted(set(zip(one.frame.period, one.frame[word]))):
        known = set(now.period[now[word] == key])
        since = period if period in known else max(known, default="")
        old, new = (
            rows[(rows[word] == key) & (rows.period == year)].set_index("area_code")[number]
            for rows, year in ((now, since), (then, period))
        )
        yield Change(
            what=f"{_heading(key)}, {period}",
            since=since,
            rounded=one.kind in OF_CHILDREN,
            old=old.astype(float).reindex(before.areas.order),
            new=new.astype(float).reindex(before.areas.order),
        )


def _heading(key: str) -> str:
    words = groups.words(key)
    return f"{words[0].upper()}{words[1:]}"


def _of_sites(one: Brought, before: Tables, after: Tables) -> Iterator[Change]:
    """How many places of support each district has."""
    old, new = (
        tables.sites.groupby("area_code").size().reindex(before.areas.order, fill_value=0)
        for tables in (before, after)
    )
    yield Change(what=f"{KINDS[one.kind]}, number", since="now", rounded=False, old=old, new=new)


def _of_people(one: Brought, before: Tables, after: Tables) -> Iterator[Change]:
    """How many people up to 25 each district has, year by year."""
    now, then = (
        tables.population.groupby(["year", "area_code"]).persons.sum().astype(float)
        for tables in (before, after)
    )
    known = set(before.population.year)
    for year in sorted(set(one.frame.year.astype(int))):
        since = year if year in known else max(known)
        yield Change(
            what=f"{KINDS[one.kind]}, all up to 25, mid-{year}",
            since=f"mid-{since}",
            rounded=False,
            old=now[since].reindex(before.areas.order),
            new=then[year].reindex(before.areas.order),
        )


def _by_column(one: Brought, before: Tables, after: Tables) -> Iterator[Change]:
    """A table with a row an area, each of its figures."""
    then, now = getattr(before, one.kind), getattr(after, one.kind)
    for column in one.frame.columns.drop("area_code"):
        old, new = (rows.set_index("area_code")[column].astype(float) for rows in (then, now))
        yield Change(
            what=f"{KINDS[one.kind]}: {column.replace('_', ' ')}",
            since="now" if len(old) else "",
            rounded=False,
            old=old.reindex(before.areas.order),
            new=new.reindex(before.areas.order),
        )


def _of_published(one: Brought, before: Tables, after: Tables) -> Iterator[Change]:
    """Published figures, by area and period."""
    names = published_areas(before)
    there = set(_labels(one.frame, names))
    for measure in sorted(set(one.frame.measure)):
        old, new = (
            _labelled(rows[rows.measure == measure], names)
            for rows in (before.published_counts, after.published_counts)
        )
        new = new[new.index.isin(there)]
        old = old.reindex(new.index)
        yield Change(
            what=f"{KINDS[one.kind]}: {catalogue.words(measure)}",
            since="now" if old.notna().any() else "",
            rounded=measure in catalogue.counts(),
            old=old,
            new=new,
        )


def _labelled(rows: pd.DataFrame, names: dict[str, str]) -> pd.Series:
    return pd.Series(rows.value.to_numpy(float), _labels(rows, names))


def _labels(rows: pd.DataFrame, names: dict[str, str]) -> list[str]:
    """Area and period of each row."""
    pairs = zip(rows.area_code, rows.period)
    return [f"{names.get(code, code)}, {period}" for code, period in pairs]
