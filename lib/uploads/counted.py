"""Counts of children and spend held against each other, and against the areas that there are."""

from collections.abc import Iterator

import pandas as pd

from lib.catalogue import groups
from lib.catalogue import measures as catalogue
from lib.catalogue.services import SERVICES
from lib.columns import Wrong
from lib.faults import Fault, fault
from lib.place.areas import Areas, listed

KEY = ["area_code", "period", "measure"]
CORRECT_EITHER = "correct one of the two counts"
CORRECT = "correct the count"
OR_NONE = "add a row for each, 0 where there were none"
OR_STARS = f"{OR_NONE} and * where it is suppressed"
ADD_ROWS = "add a row for each, 0 where nobody lives"
OLDEST = 25  # the last age that is asked for
ADD_SERVICES = "add them, £0 where nothing is spent"


def of_groups(rows: pd.DataFrame) -> pd.DataFrame:
    """Counts of groups, to be held against each other as those of measures are."""
    return rows.rename(columns={"group": "measure"})


def _within() -> dict[str, str]:
    """What each measure, and each group, is part of."""
    return catalogue.within() | groups.within()


def above(counts: pd.DataFrame) -> list[Fault]:
    """Counts above those that they are part of."""
    parts = counts.assign(of=counts.measure.map(_within())).dropna(subset="of")
    whole = counts.drop_duplicates(KEY).set_index(KEY).value
    beside = pd.MultiIndex.from_frame(parts[["area_code", "period", "of"]])
    parts["limit"] = whole.reindex(beside).to_numpy(float)
    return [
        fault(_more_than(row.limit, str(row.of)), row.Index, "value", f"{row.value:g}")
        for row in parts[parts.value.astype(float) > parts.limit].itertuples()
    ]


def _more_than(limit: float, of: str) -> Wrong:
    what = f"is more than the {limit:,.0f} {groups.words(of)} in the same area and year"
    return Wrong(what=what, fix=CORRECT_EITHER)


def clashes(counts: pd.DataFrame, areas: Areas) -> list[str]:
    """Counts that came in separate files and do not go together, without naming a number. counts:
    own counts of all files."""
    own = counts[counts.provenance == "uploaded"]
    rows = [counts.loc[one.row] for one in above(own)]
    return [
        f"{areas.name[row.area_code]}, {row.period}: {groups.words(row.measure)} is more than"
        f" {groups.words(_within()[row.measure])}, which came in another file."
        for row in rows
    ]


def too_many(counts: pd.DataFrame, population: pd.DataFrame) -> list[Fault]:
    """Counts above the number of children and young people who live there. population: the rows of
    population.csv."""
    latest = population[population.year == population.year.max()]
    people = latest.groupby("area_code").persons.sum().to_dict()
    is_count = ~counts.measure.isin(catalogue.means())
    over = counts[is_count & (counts.value > counts.area_code.map(people).astype(float))]
    return [
        fault(_more_than_live(people[row.area_code]), row.Index, "value", f"{row.value:g}")
        for row in over.itertuples()
    ]


def _more_than_live(people: int) -> Wrong:
    what = f"is more than the {people:,} people aged 0 to 25 who live there"
    return Wrong(what=what, fix=CORRECT)


def areas_left_out(rows: pd.DataFrame, groups: list[str], areas: Areas, fix: str) -> list[Fault]:
    """Areas with no row in a group: a year and a measure or service."""
    lacking = _lacking(rows, groups, "area_code", areas.name.to_dict())
    said = (f"{names}{' in ' if group else ''}{', '.join(group)}" for group, names in lacking)
    return [
        fault(Wrong(what=f"has no row for {what}", fix=fix), None, "area_code") for what in said
    ]


def people_left_out(rows: pd.DataFrame, areas: Areas) -> list[Fault]:
    """Areas with no row in a year and age, and ages with none in a year."""
    of = rows.assign(year=rows.year.map(_whole), age=rows.age.map(_whole))
    every = {str(age): str(age) for age in range(OLDEST + 1)}
    return [
        *areas_left_out(
            of.assign(year="mid-" + of.year, age="age " + of.age), ["year", "age"], areas, ADD_ROWS
        ),
        *(
            fault(Wrong(what=f"has no rows for {ages} in mid-{year}", fix=ADD_ROWS), None, "age")
            for (year,), ages in _lacking(of, ["year"], "age", every)
        ),
    ]


def _whole(number: float | str) -> str:
    """A number of whole things as it is written; what is none stays.

    >>> _whole(2024.0), _whole("soon")
    ('2024', 'soon')
    """
    return number if isinstance(number, str) else f"{number:.10g}"


def services_left_out(rows: pd.DataFrame) -> list[Fault]:
    """Services with no row in a year."""
    every = {key: key for key in SERVICES}
    return [
        fault(Wrong(what=f"has no rows for {names} in {year}", fix=ADD_SERVICES), None, "service")
        for (year,), names in _lacking(rows, ["period"], "service", every)
    ]


def _lacking(
    rows: pd.DataFrame, groups: list[str], column: str, every: dict[str, str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each group of rows that lacks some of what there is, and the names of those. every: name by
    what stands in the column. One pass over the rows."""
    members: dict[tuple[str, ...], set[str]] = {}
    for group, member in zip(rows[groups].itertuples(index=False, name=None), rows[column]):
        members.setdefault(group, set()).add(member)
    for group, there in sorted(members.items()):
        lacking = [name for key, name in every.items() if key not in there]
        if lacking:
            yield group, listed(lacking)
