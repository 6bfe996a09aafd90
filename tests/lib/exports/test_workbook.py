"""The workbook, opened by readers that did not write it."""

import io

import openpyxl

from lib.findings.pack import Pack
from tests.lib.exports.packs import Files


def test_the_workbook_has_numbers_as_numbers_one_table_a_sheet(pack: Pack, files: Files) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["workbook"]))
    assert book.sheetnames == [
        "Cover",
        "Contents",
        "Notes",
        "Access",
        "Variation",
        "Scenario",
        "Pace",
        "Assumptions",
        "Sources",
    ]
    rows = [
        row
        for row in book["Access"].iter_rows(values_only=True)
        if row[0] in set(pack.access.district)
    ]
    assert {row[0]: row[1] for row in rows} == {
        r.district: round(r.value, 1) for r in pack.access.itertuples()
    }
    assert all(isinstance(value, int | float) for row in rows for value in row[1:4])
    moved = {
        row[0]: row[2]
        for row in book["Scenario"].iter_rows(values_only=True)
        if row[0] in set(pack.access.district)
    }
    assert sum(moved.values()) == 0 and max(moved.values()) == 244_000
    notes = [
        row[:2] for row in book["Notes"].iter_rows(values_only=True) if isinstance(row[0], int)
    ]
    assert notes == [(i + 1, text) for i, text in enumerate(pack.quality)]
    said = " ".join(
        str(cell) for row in book["Cover"].iter_rows(values_only=True) for cell in row if cell
    )
    assert pack.message in said and pack.link in said and pack.scenario.data_version in said


def test_a_sheet_begins_no_line_with_a_space_and_writes_pounds_in_thousands(files: Files) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["workbook"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert [text for text in texts if text != text.strip()] == []
    pounds = [cell for cell in cells if isinstance(cell.value, int) and abs(cell.value) > 9_999]
    assert pounds and all("#,##0" in cell.number_format for cell in pounds)


def test_no_title_is_wider_than_what_is_printed(files: Files) -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(files["workbook"])).worksheets[1:]:
        last = sheet[sheet.print_area.split(":")[1].replace("$", "")].column
        set_there = {
            i: one.width
            for one in sheet.column_dimensions.values()
            for i in range(one.min, one.max + 1)
        }
        wide = sum(set_there.get(i, 8.0) for i in range(1, last + 1))
        assert wide >= len(str(sheet["A1"].value)) * 1.2, sheet.title  # its type is larger
