"""From the bytes of a file to its rows of text. Whatever the file is, the answer is rows or one
sentence (BadUpload)."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import WorkSheetParser

from lib import archives
from lib.errors import BadUpload
from lib.place.nouns import Level

MOST_BYTES = 10_000_000
MOST_UNPACKED = 100_000_000
# bytes of a workbook's part that is not cells or their words; openpyxl takes 30 times that
MOST_BESIDE = 10_000_000
MOST_COLUMNS = 60
MOST_ROWS = 50_000
MOST_CELL = 500  # characters
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an old Office file, or a new one under a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SAVE_AGAIN = "Open it in Excel, save it and choose it again."
# What a sheet says of its size is not used; where it says nothing, openpyxl would walk to its end
# to find out.
ReadOnlyWorksheet._get_size = lambda sheet: None  # type: ignore[attr-defined]
AS_CSV = "Save it as CSV or as an Excel workbook (.xlsx) and choose it again."


class Row(NamedTuple):
    """A row of texts. number: as a spreadsheet counts."""

    number: int
    cells: list[str]

    def cell(self, column: int | None) -> str:
        """A cell by its position; empty where the row does not reach so far."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(bool(cell) for cell in self.cells)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Rows as a reader sees them. read_as: what was changed to read it."""

    name: str
    rows: list[Row]
    read_as: tuple[str, ...]


def opened(name: str, content: bytes, area: Level) -> list[Sheet]:
    """The sheets of a CSV or Excel file. area: what its rows are of, in words.

    Raises BadUpload with a sentence that says what to do.
    """
    shown = PurePath(name).name[:80]
    with_rows = f"Choose a file with a heading row and a row for each {area.one}."
    if not content.strip():
        raise BadUpload(f"{shown} is empty. {with_rows}")
    if len(content) > MOST_BYTES:
        raise BadUpload(
            f"{shown} is {len(content) / 1e6:.0f} MB; a table for this page has at most"
            f" {MOST_BYTES / 1e6:.0f} MB."
        )
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise BadUpload(
                f"{shown} is protected by a password. Take the password off in Excel and choose it"
                " again."
            )
        raise BadUpload(
            f"{shown} is an old Excel file (.xls). Save it as .xlsx and choose it again."
        )
    sheets = (
        _workbook(shown, content, area)
        if content.startswith(b"PK")
        else [_text(shown, content, area)]
    )
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise BadUpload(f"{shown} has no rows. {with_rows}")
    return filled


def _text(name: str, content: bytes, area: Level) -> Sheet:
    """A CSV file in UTF-8 or UTF-16 with or without mark, or in Windows-1252; commas, semicolons or
    tabs."""
    text, notes = _decoded(name, content)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    if mark != "," and first.count(mark):
        notes.append(
            f"{ {';': 'semicolons', chr(9): 'tabs'}[mark] } read as the marks between columns"
        )
    rows: list[Row] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            rows.append(Row(len(rows) + 1, [cell.strip() for cell in cells]))
            _within_limits(name, area, len(rows), len(rows), cells)
    except csv.Error as fault:
        raise BadUpload(
            f"{name} cannot be read as CSV near row {len(rows) + 1}. Save it again as CSV (UTF-8)."
        ) from fault
    for row, cells in rows:
        for i, cell in enumerate(cells):
            if _is_formula(cell):
                raise BadUpload(_formula(name, row, i))
    return Sheet(name=name, rows=[row for row in rows if any(row.cells)], read_as=tuple(notes))


def _decoded(name: str, content: bytes) -> tuple[str, list[str]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), ["read as UTF-16"]
        except UnicodeDecodeError as fault:
            raise BadUpload(f"{name} is not a table. {AS_CSV}") from fault
    if b"\0" in content:
        raise BadUpload(f"{name} is not a table of text. {AS_CSV}")
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass  # not an error: an older Excel writes Windows-1252, tried next
    try:
        return content.decode("cp1252"), ["read as Windows-1252, not UTF-8"]
    except UnicodeDecodeError as fault:
        raise BadUpload(
            f"{name} is written in letters this page cannot read. Save it as CSV (UTF-8) and choose"
            " it again."
        ) from fault


def _within_limits(name: str, area: Level, rows: int, row: int, cells: list[str]) -> None:
    if rows > MOST_ROWS:
        raise BadUpload(
            f"{name} has more than {MOST_ROWS:,} rows. Bring in counts by {area.one} and period,"
            " not records."
        )
    if len(cells) > MOST_COLUMNS:
        raise BadUpload(
            f"{name} has {len(cells):,} columns; a table for this page has at most {MOST_COLUMNS}."
            " Use the template."
        )
    if any(len(cell) > MOST_CELL for cell in cells):
        raise BadUpload(
            f"{name}, row {row}, has a cell of more than {MOST_CELL} characters. Leave long texts"
            " out."
        )


def _is_formula(cell: str) -> bool:
    """A cell that a spreadsheet would run. -3 is a number and "- not yet final" a note."""
    return cell.startswith(("=", "@")) or (
        cell.startswith(("+", "-")) and bool(set(cell) & set("(|!"))
    )


def _formula(name: str, row: int, column: int) -> str:
    cell = f"{get_column_letter(column + 1)}{row}"
    return (
        f"{name}, cell {cell}, holds a formula. Copy the cells and paste them as values, then"
        " choose the file again."
    )


def _workbook(name: str, content: bytes, area: Level) -> list[Sheet]:
    """Every sheet of an .xlsx file."""
    held = archives.opened(content)
    if held is None:
        raise BadUpload(f"{name} is damaged and cannot be opened. {AS_CSV}")
    members = held.infolist()
    if sum(member.file_size for member in members) > MOST_UNPACKED or len(members) > 2000:
        raise BadUpload(
            f"{name} unpacks to more than {MOST_UNPACKED / 1e6:.0f} MB, which no table for this"
            f" page does. {AS_CSV}"
        )
    for member in members:
        if member.file_size > MOST_BESIDE and not member.filename.startswith(
            ("xl/worksheets/", "xl/sharedStrings")
        ):
            part = (
                f"{PurePath(member.filename).name[:40]} (styles and the like) of"
                f" {member.file_size / 1e6:.0f} MB"
            )
            raise BadUpload(
                f"{name} has a part {part}, which no table has. Copy the cells into a new workbook"
                " as values."
            )
    if any(member.flag_bits & 1 for member in members):
        raise BadUpload(
            f"{name} is protected by a password. Take the password off and choose it again."
        )
    if "xl/workbook.xml" not in {member.filename for member in members}:
        raise BadUpload(f"{name} is not an Excel workbook. {AS_CSV}")
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=False, keep_links=False
        )
        hidden = [sheet.title[:31] for sheet in book.worksheets if sheet.sheet_state != "visible"]
        notes = (f"hidden sheets passed over: {', '.join(hidden)}",) if hidden else ()
        return [
            _sheet(name, sheet, notes, area)
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        ]
    except (BadUpload, MemoryError):
        raise
    # a hostile workbook can make the reader fail in any way; the person who chose it gets a
    # sentence
    except Exception as fault:
        # A parser that runs out of memory fails like one that meets damage.
        raise BadUpload(
            f"{name} is damaged, or larger inside than any table for this page, and cannot be read."
            f" {AS_CSV}"
        ) from fault


def _sheet(name: str, sheet: Any, notes: tuple[str, ...], area: Level) -> Sheet:
    title = f"{name}, sheet “{sheet.title[:31]}”"
    rows: list[Row] = []
    last, blank = 0, 0
    for number, cells in _rows_there(sheet):
        if number <= last or any(cell["row"] != number for cell in cells):
            raise BadUpload(
                f"{title}, row {number}, stands twice or out of order in the file. {SAVE_AGAIN}"
            )
        texts = _row(title, number, cells)
        _within_limits(title, area, len(rows), number, texts)
        last, blank = number, 0 if texts else blank + 1
        if texts:
            rows.append(Row(number, texts))
        if blank > MOST_ROWS:
            raise BadUpload(
                f"{title} has more than {MOST_ROWS:,} empty rows. Delete them and choose the file"
                " again."
            )
    return Sheet(name=title, rows=rows, read_as=notes)


def _rows_there(sheet: Any) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Every row that stands in a sheet, with its number and cells as openpyxl's parser gives them.

    openpyxl's own rows end where the file says that it ends, and leave out what is out of order.
    """
    book = sheet.parent
    formats = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}
    with sheet._get_source() as source:
        yield from WorkSheetParser(
            source, sheet._shared_strings, epoch=book.epoch, **formats
        ).parse()


def _row(title: str, number: int, cells: list[dict[str, Any]]) -> list[str]:
    """A row as texts, each in its column, without the empty ones at its end."""
    texts = {cell["column"]: _written(cell["value"]) for cell in cells}
    for cell in cells:
        if cell["data_type"] == "f" or _is_formula(texts[cell["column"]]):
            raise BadUpload(_formula(title, number, cell["column"] - 1))
    if len(texts) < len(cells):
        raise BadUpload(f"{title}, row {number}, holds a cell twice. {SAVE_AGAIN}")
    width = max((column for column, text in texts.items() if text), default=0)
    return [texts.get(column, "") for column in range(1, width + 1)]


def _written(value: object) -> str:
    """A cell as its reader sees it; a date as 2024-06-30."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value).strip()
