"""The workbook, opened by readers that did not write it."""

import io
from pathlib import Path

import openpyxl
import pypdf

from lib.exports.files import OUTPUTS
from lib.findings.pack import Pack
from tests.lib.exports.packs import office, pages
from tests.lib.exports.pictured import as_it_was, side_by_side


def test_the_workbook_has_numbers_as_numbers_one_table_a_sheet(pack: Pack) -> None:
    book = openpyxl.load_workbook(io.BytesIO(OUTPUTS["workbook"].make(pack)))
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


def test_libreoffice_opens_the_workbook_with_its_numbers(pack: Pack, tmp_path: Path) -> None:
    content = OUTPUTS["workbook"].make(pack)
    printed = office(content, "xlsx", tmp_path)
    sheets = pages(printed, tmp_path)
    assert len(sheets) == len(openpyxl.load_workbook(io.BytesIO(content)).sheetnames)
    as_it_was(side_by_side(sheets), "pack_workbook")
    text = " ".join(
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(printed)).pages
    )
    top = pack.access.loc[pack.access.value.idxmax()]
    assert top.district in text and f"{top.value:.1f}" in text and "244000" in text.replace(",", "")
