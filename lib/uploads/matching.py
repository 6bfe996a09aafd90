"""From rows of text to the columns of the data contract, kindly: every change made on the way is
listed, none is silent."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
from openpyxl.utils import get_column_letter

from lib.columns import Wrong
from lib.errors import BadUpload
from lib.faults import MOST_SHOWN, Fault, fault
from lib.place.areas import Areas
from lib.schema import INCOMING
from lib.uploads import personal, values
from lib.uploads.changes import Changes, rows
from lib.uploads.files import Row, Sheet
from lib.uploads.headings import COLUMNS, OF_CATALOGUES, Heading, heading, plain

KINDS = {
    "counts": "Service counts",
    "spend": "Spend",
    "sites": "Places of support",
    "population": "People by age",
    "published_counts": "Published-area figures",
    "teams": "School teams",
    "staff": "Staff in post",
    "groups": "Groups at greatest risk",
}
# what a second column of areas beside the first may be called
NAMED = {"name", *COLUMNS["area_code"].split()}
# columns of a corrected file, read past when it comes back
MEND, THERE = "what_to_mend", "row_there"
READ_PAST = {plain(MEND), plain(THERE), "level"}
TOTALS = {"total", "totals", "grandtotal", "all", "alldistricts", "england", "southeast"}
RAGGED = Wrong(
    what="has more cells than there are headings",
    fix="put a number that holds a comma in quotation marks, or leave the comma out",
)


@dataclass(frozen=True, kw_only=True)
class Matched:
    """A table with the contract's columns.

    Attributes
    ----------
    kind
        A key of KINDS.
    frame
        Index = row as the reader's spreadsheet counts; numbers are floats (NaN for a suppressed
        count), and text where they could not be read.
    changes
        All that was read as something else.
    """

    kind: str
    name: str
    frame: pd.DataFrame
    changes: tuple[str, ...]
    faults: tuple[Fault, ...] = ()  # rows whose name and code are of two areas
    official: bool = False  # out of NHS England's own file, with its own measures


@dataclass(frozen=True, kw_only=True)
class Gazetteer:
    """What a cell of an area can say.

    Attributes
    ----------
    areas
        Those of this partnership.
    aliases
        Code by another name.
    parts, whole
        Code by plain name or code, of what figures are published for.
    """

    areas: Areas
    aliases: Mapping[str, str]
    parts: Mapping[str, str]
    whole: Mapping[str, str]

    @property
    def of_areas(self) -> dict[str, str]:
        """Code of an area by its plain name, code or alias."""
        by_name = {plain(name): code for code, name in self.areas.name.items()}
        by_code = {plain(code): code for code in self.areas.order}
        return by_name | by_code | {plain(alias): code for alias, code in self.aliases.items()}

    def names(self, kind: str) -> dict[str, str]:
        """Code by plain name or code of what a kind of table has figures of."""
        return {**self.parts, **self.whole} if kind == "published_counts" else self.of_areas

    def known(self, kind: str) -> dict[str, str]:
        """Name by code of what a kind of table has figures of, where it goes by a name."""
        return {} if kind == "published_counts" else self.areas.name.to_dict()

    @property
    def totals(self) -> set[str]:
        """Plain texts that stand for areas together."""
        return {*TOTALS, plain(f"all {self.areas.noun.many}")}

    @property
    def everything(self) -> set[str]:
        """Every plain text that stands for an area or for all of them."""
        return {*self.of_areas, *self.parts, *self.whole, *self.totals}


def matched(sheet: Sheet, places: Gazetteer) -> Matched:
    """The table in a sheet.

    Raises BadUpload where no table is found in it, or where it looks like records of people.
    """
    area = places.areas.noun
    parts = {plain(code) for code in places.parts.values()}
    head = heading(sheet, set(places.whole), parts, area)
    body = [row for row in sheet.rows[head.at + 1 :] if any(row.cells)]
    texts = [row.cells for row in body]
    personal.refuse(
        sheet.name, head.titles, texts, head.columns, head.kind, places.everything, area
    )
    changes = Changes(notes=list(sheet.read_as))
    if head.at:
        above = rows(row.number for row in sheet.rows[: head.at])
        changes.notes.append(f"left out above the headings: {above}")
    body = _with_figures(body, head, places, changes)
    if not body:
        raise BadUpload(f"{sheet.name} has headings and no rows. Add a row for each {area.one}.")
    beside = _column_beside(head)
    changes.notes += _columns_read(head, beside, body)
    frame = _read(body, head, places, changes)
    faults: tuple[Fault, ...] = ()
    if "area_code" in frame:
        of_two_areas = _disagree(body, beside, frame.area_code, head.kind, places)
        faults = (*of_two_areas, *_ragged(body, head.titles))
    return Matched(
        kind=head.kind, name=sheet.name, frame=frame, changes=changes.listed(), faults=faults
    )


def _with_figures(body: list[Row], head: Heading, places: Gazetteer, changes: Changes) -> list[Row]:
    """The rows that hold figures of an area: totals and notes are left out, and said."""
    column, names = head.position("area_code"), places.names(head.kind)
    totals_of = places.totals | {""}
    if head.kind != "published_counts":
        totals_of |= set(places.whole)
    kept, totals, notes = [], [], []
    for row in body:
        text = plain(row.cell(column))
        if text and text not in names and text.removesuffix("total") in totals_of:
            totals.append(row.number)
        elif text not in names and len(head.columns) > 1 and row.filled == 1:
            notes.append(row.number)
        else:
            kept.append(row)
    if totals:
        no_area = f"it is a total, not {places.areas.noun.a}"
        changes.notes.append(f"left out because {no_area}: {rows(totals)}")
    if notes:
        changes.notes.append(f"left out because it holds a note and no figures: {rows(notes)}")
    return kept


def _column_beside(head: Heading) -> int | None:
    """Where a second column of areas stands; None where there is none."""
    if head.position("area_code") is None:
        return None
    others = (
        i for i, title in enumerate(head.titles) if i not in head.columns and plain(title) in NAMED
    )
    return next(others, None)


def _columns_read(head: Heading, beside: int | None, body: list[Row]) -> list[str]:
    """What became of each column that is not called as the contract calls it."""
    notes = []
    for i, title in enumerate(head.titles):
        column = head.columns.get(i)
        if column and title != column:
            notes.append(f"column “{title}” read as {column}")
        elif not column and title and i != beside and plain(title) not in READ_PAST:
            notes.append(f"column “{title}” left out: this table has no such column")
    for i in range(max(len(row.cells) for row in body)):
        has_title = i < len(head.titles) and head.titles[i]
        if not has_title and any(row.cell(i) for row in body):
            notes.append(f"column {get_column_letter(i + 1)} left out: it has no heading")
    return notes


def _read(body: list[Row], head: Heading, places: Gazetteer, changes: Changes) -> pd.DataFrame:
    """The contract's columns that there are, in its order, each cell read."""
    positions = {column: i for i, column in head.columns.items()}
    there = [column for column in INCOMING[head.kind].columns if column in positions]
    cells: dict[str, list[float | str]] = {}
    for column in sorted(there, key=lambda column: column == "area_code"):  # said last
        read = _reader(column, head.kind, places, changes)
        cells[column] = [read(row.cell(positions[column])) for row in body]
    frame = pd.DataFrame(cells, index=[row.number for row in body])
    return frame[there]


def _reader(
    column: str, kind: str, places: Gazetteer, changes: Changes
) -> Callable[[str], float | str]:
    """How the cells of a column are read."""
    if column == "area_code":
        names, known = places.names(kind), places.known(kind)
        return lambda text: values.area(text, names, known, changes)
    if column in values.NUMBERS:
        return lambda text: values.number(text, column, kind, changes)
    if column in OF_CATALOGUES:
        return lambda text: values.word(text, column, changes)
    if column == "period":
        return lambda text: values.period(text, changes)
    return lambda text: text


def _disagree(
    body: list[Row], beside: int | None, codes: pd.Series, kind: str, places: Gazetteer
) -> Iterator[Fault]:
    """Rows where the name beside the code is another area's."""
    names, known = places.names(kind), places.known(kind)
    for row, code in zip(body, codes):
        text = row.cell(beside)
        other = values.code_of(text, names)
        if other is not None and other != code:
            area = f"is another area than {code} {known.get(code, '')}".strip()
            what, fix = f"{area} beside it", "correct the name or the code"
            yield fault(Wrong(what=what, fix=fix), row.number, "area_code", text[:MOST_SHOWN])


def _ragged(body: list[Row], titles: list[str]) -> list[Fault]:
    """Rows with more cells than there are headings: most often a number with a comma that is not in
    quotation marks."""
    width = max(len(titles), 1)
    longer = [row.number for row in body if any(row.cells[width:])]
    if len(longer) == len(body):
        return []  # a column without a heading, which is said elsewhere
    return [fault(RAGGED, number, "row") for number in longer]
