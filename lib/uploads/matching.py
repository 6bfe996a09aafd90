"""From rows of text to the columns of the data contract, kindly: every change made on the way is
listed, none is silent."""

import math
import re
from collections import Counter
from dataclasses import dataclass, field

import pandas as pd
from openpyxl.utils import get_column_letter

from lib.errors import BadUpload
from lib.faults import Fault
from lib.place.areas import Areas
from lib.schema import INCOMING
from lib.uploads import personal
from lib.uploads.files import Sheet
from lib.uploads.headings import COLUMNS, OF_CATALOGUES, heading, key_of, plain

KINDS = {
    "counts": "Service counts",
    "spend": "Spend",
    "sites": "Places of support",
    "published_counts": "Published-area figures",
}
SUPPRESSED = {"*", "**", "c", "[c]", "<5", "<=4", "≤4", "#", "suppressed", "supp", "disclosive"}
NOT_KNOWN = {"", "-", "–", "..", ".", "n/a", "na", "[x]", "x", "null", "none"}
MOST_SAID = 100  # readings of a table that are said one by one
NUMBERS = ("value", "pounds", "lat", "lon")
# what a second column of areas beside the first may be called
NAMED = {"name", *COLUMNS["area_code"].split()}
# columns of a corrected file, read past when it comes back
MEND, THERE = "what_to_mend", "row_there"
TOTALS = {"total", "totals", "grandtotal", "all", "alldistricts", "england", "southeast"}


@dataclass(frozen=True, kw_only=True)
class Matched:
    """A table with the contract's columns. kind: a key of KINDS. frame: index = row as the reader's
    spreadsheet counts; numbers are floats (NaN for a suppressed count), and text where they could
    not be read. changes: all that was read as something else."""

    kind: str
    name: str
    frame: pd.DataFrame
    changes: tuple[str, ...]
    faults: tuple[Fault, ...] = ()  # rows whose name and code are of two areas
    official: bool = False  # out of NHS England's own file, with its own measures


@dataclass
class Changes:
    """Collects what was read as something else, so that it is said once and counted."""

    notes: list[str] = field(default_factory=list)
    reads: Counter = field(default_factory=Counter)

    def read(self, column: str, was: str, as_: str) -> None:
        self.reads[(column, was, as_)] += 1

    def listed(self) -> tuple[str, ...]:
        by: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for (column, was, as_), times in self.reads.items():
            by.setdefault((column, as_), []).append((was, times))
        said = []
        for (column, as_), found in by.items():
            # of a number only how it was written: a small one is nobody's to see
            named = [f"“{was}” " for was, _ in found[:3] if was]
            words = ", ".join(named).replace(" ,", ",") + (
                f"and {len(found) - 3} more " if len(found) > 3 else ""
            )
            said.append(
                f"{column}: {words}read as {as_} ({_cells(sum(times for _, times in found))})"
            )
        more = (f"and {len(said) - MOST_SAID:,} more of the kind",) if len(said) > MOST_SAID else ()
        return (*said[:MOST_SAID], *more, *self.notes)


def _cells(number: int) -> str:
    return "1 cell" if number == 1 else f"{number:,} cells"


def matched(
    sheet: Sheet,
    areas: Areas,
    aliases: dict[str, str],
    parts: dict[str, str],
    whole: dict[str, str],
) -> Matched:
    """The table in a sheet. aliases: other names and codes of areas; parts, whole: code by plain
    name or code.

    Raises BadUpload where no table is found in it, or where it looks like records of people.
    """
    changes = Changes(notes=list(sheet.read_as))
    at, kind, columns = heading(sheet, set(whole), {plain(code) for code in parts.values()})
    titles = sheet.rows[at][1]
    body = [(row, cells) for row, cells in sheet.rows[at + 1 :] if any(cells)]
    places = set(_names(areas, aliases)) | set(parts) | set(whole) | TOTALS
    personal.refuse(sheet.name, titles, [cells for _, cells in body], columns, kind, places)
    if at:
        changes.notes.append(
            f"left out above the headings: {_rows([row for row, _ in sheet.rows[:at]])}"
        )
    names = parts | whole if kind == "published_counts" else _names(areas, aliases)
    body = _figures(
        body, columns, names, set(whole) if kind != "published_counts" else set(), changes
    )
    if not body:
        raise BadUpload(f"{sheet.name} has headings and no rows. Add a row for each district.")
    beside = -1
    if "area_code" in columns.values():
        beside = next(
            (i for i, name in enumerate(titles) if i not in columns and plain(name) in NAMED), -1
        )
    changes.notes += _columns_read(titles, columns, beside, body)
    frame = pd.DataFrame(
        {
            column: [cells[i] if i < len(cells) else "" for _, cells in body]
            for i, column in columns.items()
        },
        index=[row for row, _ in body],
    )
    for column in INCOMING[kind].schema.columns:
        if column in NUMBERS and column in frame:
            frame[column] = [_number(text, column, kind, changes) for text in frame[column]]
        elif column in OF_CATALOGUES and column in frame:
            frame[column] = [_word(text, column, changes) for text in frame[column]]
        elif column == "period" and column in frame:
            frame[column] = [_period(text, changes) for text in frame[column]]
    faults: tuple[Fault, ...] = ()
    if "area_code" in frame:
        known = areas.name.to_dict() if kind != "published_counts" else {}
        frame["area_code"] = [_area(text, names, known, changes) for text in frame.area_code]
        faults = (*_disagree(body, beside, frame, names, known), *_ragged(body, titles))
    order = [column for column in INCOMING[kind].schema.columns if column in frame]
    return Matched(
        kind=kind, name=sheet.name, frame=frame[order], changes=changes.listed(), faults=faults
    )


def _columns_read(
    titles: list[str], columns: dict[int, str], beside: int, body: list[tuple[int, list[str]]]
) -> list[str]:
    """What became of each column that is not called as the contract calls it."""
    said = []
    for i, name in enumerate(titles):
        if i in columns and name != columns[i]:
            said.append(f"column “{name}” read as {columns[i]}")
        elif (
            i not in columns
            and name
            and i != beside
            and plain(name) not in (plain(MEND), plain(THERE), "level")
        ):
            said.append(f"column “{name}” left out: this table has no such column")
    for i in range(max(len(cells) for _, cells in body)):
        if not (titles[i] if i < len(titles) else "") and any(
            i < len(cells) and cells[i] for _, cells in body
        ):
            said.append(f"column {get_column_letter(i + 1)} left out: it has no heading")
    return said


def _rows(rows: list[int]) -> str:
    """Rows as a phrase.

    >>> _rows([3]), _rows([3, 4, 5]), _rows([3, 7])
    ('row 3', 'rows 3 to 5', 'rows 3, 7')
    """
    if len(rows) == 1:
        return f"row {rows[0]}"
    if len(rows) > 2 and rows == list(range(rows[0], rows[-1] + 1)):
        return f"rows {rows[0]} to {rows[-1]}"
    return f"rows {', '.join(map(str, rows[:20]))}" + (" and more" if len(rows) > 20 else "")


def _figures(
    body: list[tuple[int, list[str]]],
    columns: dict[int, str],
    names: dict[str, str],
    whole: set[str],
    changes: Changes,
) -> list[tuple[int, list[str]]]:
    """The rows that hold figures of an area: totals and notes are left out, and said."""
    place = next((i for i, column in columns.items() if column == "area_code"), None)
    kept, totals, notes = [], [], []
    for row, cells in body:
        at = plain(cells[place]) if place is not None and place < len(cells) else ""
        if at and at not in names and at.removesuffix("total") in whole | TOTALS | {""}:
            totals.append(row)
        elif sum(bool(cell) for cell in cells) == 1 and len(columns) > 1 and at not in names:
            notes.append(row)
        else:
            kept.append((row, cells))
    if totals:
        changes.notes.append(f"left out because it is a total, not a district: {_rows(totals)}")
    if notes:
        changes.notes.append(f"left out because it holds a note and no figures: {_rows(notes)}")
    return kept


def _ragged(body: list[tuple[int, list[str]]], heading: list[str]) -> list[Fault]:
    """Rows with more cells than there are headings: most often a number with a comma that is not in
    quotation marks."""
    wrong, fix = (
        "has more cells than there are headings",
        "put a number that holds a comma in quotation marks, or leave the comma out",
    )
    width = max(len(heading), 1)
    count = sum(bool(any(cells[width:])) for _, cells in body)
    if count == len(body):
        return []  # a column without a heading, which is said elsewhere
    return [
        Fault(row=row, column="row", value="", wrong=wrong, fix=fix)
        for row, cells in body
        if any(cells[width:])
    ]


def _disagree(
    body: list[tuple[int, list[str]]],
    beside: int,
    frame: pd.DataFrame,
    names: dict[str, str],
    known: dict[str, str],
) -> list[Fault]:
    """Rows where the name beside the code is another area's."""
    found = []
    for (row, cells), code in zip(body, frame.area_code):
        text = cells[beside] if 0 <= beside < len(cells) else ""
        other = _code(text, names)
        if other is not None and other != code:
            wrong, fix = (
                f"is another area than {code} {known.get(code, '')}".strip() + " beside it",
                "correct the name or the code",
            )
            found.append(Fault(row=row, column="area_code", value=text[:40], wrong=wrong, fix=fix))
    return found


def _names(areas: Areas, aliases: dict[str, str]) -> dict[str, str]:
    """Code of an area by its plain name, code or alias."""
    found = {plain(name): code for code, name in areas.name.items()} | {
        plain(code): code for code in areas.order
    }
    return found | {plain(alias): code for alias, code in aliases.items()}


def _area(text: str, names: dict[str, str], known: dict[str, str], changes: Changes) -> str:
    """The code of an area however it is written; what is not known stays as it is."""
    code = _code(text, names)
    if code is None:
        return text
    if text not in (code, known.get(code)):
        changes.read("area_code", text, f"{code} {known.get(code, '')}".strip())
    return code


def _code(text: str, names: dict[str, str]) -> str | None:
    bare = re.sub(
        r"(district|borough|city|council|unitaryauthority|ua|ccg|icb)+$",
        "",
        plain(text.replace("&", " and ")),
    )
    return names.get(plain(text)) or names.get(bare) or names.get(bare.removeprefix("nhs"))


def _word(text: str, column: str, changes: Changes) -> str:
    word = key_of(text, column)
    if word is None:
        return text
    if text != word:
        changes.read(column, text, word)
    return word


def _period(text: str, changes: Changes) -> str:
    """2023/24 from 2023-24, 2023/2024, FY 2023/24, 23/24 and the like; what is not a year stays as
    it is."""
    found = re.fullmatch(
        r"(?:fy)?\s*((?:19|20)?\d\d)\s*[-/–_]\s*(?:20)?(\d\d)", text.strip(), re.IGNORECASE
    )
    if not found or (len(found[1]) == 2 and int(found[2]) != int(found[1]) + 1):
        return text
    made = f"{found[1] if len(found[1]) == 4 else '20' + found[1]}/{found[2]}"
    if made != text:
        changes.read("period", text, made)
    return made


def _number(text: str, column: str, kind: str, changes: Changes) -> float | str:
    """A number however it is written; NaN for a suppressed count; text where it is no number, empty
    where there is none."""
    small = text.lower().replace(" ", "")
    if small in NOT_KNOWN:
        return text
    if kind == "counts" and small in SUPPRESSED:
        changes.read(column, text, "suppressed by its owner: shown as *")
        return float("nan")
    if "%" in text and kind != "published_counts":
        return text  # a percent is no count and no pounds
    bare = re.sub(r"[£%\s]", "", text)
    if "," in bare and not re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", bare):
        return text  # 1,5 and 1,23,4 could be anything
    stripped = bare.replace(",", "")
    if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,2})?", stripped):
        return text
    number = float(stripped)
    if not math.isfinite(number):
        return text
    if stripped != text:
        changes.read(
            column,
            "",
            "a number without"
            f" {' or '.join(sorted({mark for mark in text if mark in ',£%'})) or 'spaces'}",
        )
    return number
