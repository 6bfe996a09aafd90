"""Every fault of a table at once, each with its row, column, value, what is wrong and the fix."""

import re
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from lib.catalogue import measures as catalogue
from lib.catalogue.groups import GROUPS
from lib.catalogue.measures import MEASURES
from lib.catalogue.services import SERVICES
from lib.columns import Wrong, is_period
from lib.faults import MOST_SHOWN, REPEATED, Fault, fault, faults
from lib.place.areas import Areas
from lib.schema import INCOMING
from lib.sources import Tables
from lib.uploads import counted
from lib.uploads.headings import OF_CHILDREN
from lib.uploads.matching import Matched
from lib.uploads.oddities import oddities
from lib.uploads.published import Published
from lib.uploads.values import NOT_KNOWN, NUMBERS

MOST_LISTED = 1000  # faults of one table; those after are counted
EARLIEST = 2000  # a financial year begins in it; as the contract has it for every other table
# latitude that a missing one is taken for, so that the rest of its row can be checked
SOMEWHERE = {"lat": 50.0}

MISSING = Wrong(what="is missing", fix="add the column; the template has it")
EMPTY = Wrong(what="is empty", fix="fill it in")
NO_FIGURE = Wrong(what="holds no figure", fix="fill it in")
NO_COUNT = Wrong(
    what="holds no figure",
    fix="fill it in, 0 where there were none, * where the count is suppressed",
)
PERCENT = Wrong(what="is a percent", fix="give the number itself")
NO_NUMBER = Wrong(what="is not a number", fix="write it out in figures, for example 1270 or 1,270")
UNKNOWN = Wrong(
    what="is not an area of this dashboard", fix="write its name or code as in the template"
)
TO_COME = Wrong(what="has not begun", fix="correct the year")
TOO_EARLY = Wrong(
    what="is too long ago",
    fix=f"correct the year, or leave out those before {EARLIEST}/{(EARLIEST + 1) % 100:02d}",
)
ADD_UP = "delete one of them, or add them up into one if they are parts of one figure"


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A table with what is wrong with it (faults; none may be left) and what is odd (warnings).
    faults: the first MOST_LISTED in the order of the rows. more: how many there are after those."""

    table: Matched
    faults: tuple[Fault, ...]
    warnings: tuple[str, ...]
    more: int = 0


def whole_measures() -> tuple[str, ...]:
    """What published figures of the whole can be."""
    counts = catalogue.apportioned("scaled", "carried")
    return (*counts, *catalogue.rates(), "pounds", catalogue.PLANNED)


def part_measures() -> tuple[str, ...]:
    """What published figures of a part can be."""
    return (
        *catalogue.apportioned("as printed"),
        *catalogue.rates(),
        "population_0_17",
        *catalogue.apportioned("mean"),
    )


def none_is_a_count() -> set[str]:
    """Printed parts of a count: 0 is a figure like any other there; elsewhere others are worked out
    from it."""
    return set(catalogue.apportioned("as printed")) & set(catalogue.within())


def checked(table: Matched, tables: Tables, places: dict[str, str]) -> Checked:
    """tables: those in use. places: codes a published figure may stand for -> names."""
    every = all_faults(table, tables, places)
    warnings = () if every else tuple(oddities(table, tables))
    return Checked(
        table=table,
        faults=tuple(every[:MOST_LISTED]),
        warnings=warnings,
        more=max(len(every) - MOST_LISTED, 0),
    )


def all_faults(table: Matched, tables: Tables, places: dict[str, str]) -> list[Fault]:
    """Everything wrong, in the order of the rows."""
    frame, contract = table.frame, INCOMING[table.kind]
    missing = [column for column in contract.columns if column not in frame]
    if missing:
        return [fault(MISSING, None, column) for column in missing]
    known = set(places) if table.kind == "published_counts" else set(tables.areas.order)
    of_cells = [*_unreadable(frame, table.kind), *table.faults, *_unknown(frame.area_code, known)]
    sound = _with_numbers(frame)
    of_cells += _against_the_contract(sound, table.kind, of_cells)
    every = [
        *of_cells,
        *_repeated(frame, contract.key),
        *_together(table, sound, of_cells, tables),
        *_left_out(frame, table.kind, tables.areas),
        *(_out_of_time(frame.period) if "period" in frame else ()),
    ]
    return sorted(dict.fromkeys(every), key=lambda one: (one.row is None, one.row or 0, one.column))


def _unreadable(frame: pd.DataFrame, kind: str) -> list[Fault]:
    """Cells of number columns that hold no number, and other cells that are empty."""
    unread = [
        fault(_no_number(cell, kind), row, column, cell[:MOST_SHOWN])
        for column in NUMBERS
        if column in frame
        for row, cell in frame[column].items()
        if isinstance(cell, str)
    ]
    empty = [
        fault(EMPTY, row, column)
        for column in frame
        if column not in NUMBERS
        for row in frame.index[frame[column] == ""]
    ]
    return unread + empty


def _no_number(cell: str, kind: str) -> Wrong:
    """What is wrong with a text where a number is asked for."""
    if cell.lower().replace(" ", "") in NOT_KNOWN:
        return NO_COUNT if kind in OF_CHILDREN else NO_FIGURE
    return PERCENT if "%" in cell else NO_NUMBER


def _with_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with a number that keeps to the contract where none can be read, so that the rest
    can be checked; rows are counted from 0."""
    sound = frame.copy()
    for column in [column for column in NUMBERS if column in frame]:
        unread = frame[column].map(lambda cell: isinstance(cell, str))
        sound[column] = frame[column].mask(unread, SOMEWHERE.get(column, 0.0)).astype(float)
    return sound


def _unknown(area_code: pd.Series, known: set[str]) -> list[Fault]:
    """Areas that no table here is of."""
    unknown = area_code[~area_code.isin(known) & (area_code != "")]
    return [
        fault(UNKNOWN, row, "area_code", str(text)[:MOST_SHOWN]) for row, text in unknown.items()
    ]


def _against_the_contract(sound: pd.DataFrame, kind: str, there: list[Fault]) -> list[Fault]:
    """What breaks the contract in cells that have no fault yet; repeats are told elsewhere, with
    the row that is repeated."""
    named = {(one.row, one.column) for one in there}
    rows = list(sound.index)
    further = []
    for one in faults(INCOMING[kind], sound.reset_index(drop=True), first_row=0):
        row = None if one.row is None else int(rows[one.row])
        if (row, one.column) not in named and one.wrong != REPEATED.what:
            further.append(replace(one, row=row))
    return further


def _repeated(frame: pd.DataFrame, key: tuple[str, ...]) -> list[Fault]:
    """Rows that stand there twice."""
    columns = list(key)
    repeated = frame.duplicated(columns) & (frame[columns] != "").all(axis=1)
    values = dict(zip(frame.index, frame[columns].itertuples(index=False, name=None)))
    first: dict[tuple, int] = {}
    for row, value in values.items():
        first.setdefault(value, int(row))
    return [
        fault(Wrong(what=f"repeats row {first[values[row]]}", fix=ADD_UP), row, ", ".join(key))
        for row in frame.index[repeated]
    ]


def _together(
    table: Matched, sound: pd.DataFrame, there: list[Fault], tables: Tables
) -> list[Fault]:
    """Figures that cannot stand beside others. there: the faults of single cells."""
    if table.kind in OF_CHILDREN:
        # what is no count is not compared with one
        faulty = {one.row for one in there if one.column == "value"}
        counts = counted.of_groups(sound[~sound.index.isin(faulty)])
        return [*counted.above(counts), *counted.too_many(counts, tables.population)]
    if table.kind == "published_counts":
        published = Published.of(
            tables, whole=whole_measures(), part=part_measures(), may_be_none=none_is_a_count()
        )
        return published.faults(sound, table.official)
    return []


def _left_out(frame: pd.DataFrame, kind: str, areas: Areas) -> list[Fault]:
    """Areas, services and ages with no row."""
    if not INCOMING[kind].every_area:
        return []
    if kind == "population":
        return counted.people_left_out(frame, areas)
    if "period" not in frame:
        return counted.areas_left_out(frame, [], areas, counted.OR_NONE)
    if kind == "groups":
        rows = frame[frame.period.map(is_period) & frame.group.isin(GROUPS)]
        return counted.areas_left_out(rows, ["period", "group"], areas, counted.OR_STARS)
    of_catalogue = (
        frame.measure.isin(MEASURES) if kind == "counts" else frame.service.isin(SERVICES)
    )
    rows = frame[frame.period.map(is_period) & of_catalogue]
    if kind == "counts":
        return counted.areas_left_out(rows, ["period", "measure"], areas, counted.OR_STARS)
    without = counted.areas_left_out(rows, ["period", "service"], areas, counted.OR_NONE)
    return [*without, *counted.services_left_out(rows)]


def _out_of_time(period: pd.Series) -> list[Fault]:
    """Periods to come, and those before any that figures are compared with."""
    begins = period.map(_year).dropna()
    cases = ((TO_COME, begins > date.today().year), (TOO_EARLY, begins < EARLIEST))
    return [
        fault(wrong, row, "period", text)
        for wrong, is_case in cases
        for row, text in period[begins.index[is_case]].items()
    ]


def _year(period: str) -> float:
    """The year that a financial year begins in, or another period ends in; NaN where a text is
    neither.

    >>> _year("2023/24"), _year("12 months to 2024-06"), _year("2023/25")
    (2023.0, 2024.0, nan)
    """
    if is_period(period):
        return float(period[:4])
    span = re.fullmatch(r"[a-z0-9 ]+ (\d{4})-\d\d", period)
    return float(span[1]) if span else float("nan")
