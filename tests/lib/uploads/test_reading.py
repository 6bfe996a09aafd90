"""Whole files: templates come back, sets are read at once, and no bytes at all raise."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.uploads import own, reading
from lib.uploads.corrected import corrected
from lib.uploads.matching import KINDS
from tests.lib.uploads.made import (
    GOOD,
    PLACE,
    TABLES,
    counts,
    csv_rows,
    one,
    published,
    read,
    workbook,
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_comes_back_without_a_fault_or_a_change(kind: str) -> None:
    found = one(f"{kind}.csv", reading.template(kind, TABLES))
    assert (found.table.kind, found.faults, found.table.changes) == (kind, (), ())


def test_the_workbook_of_templates_comes_back_as_the_same_tables() -> None:
    found = read(("templates.xlsx", reading.template_workbook(TABLES)))
    assert found.refused == () and [one.table.kind for one in found.tables] == list(KINDS)
    for one_table, kind in zip(found.tables, KINDS):
        assert one_table.faults == () and one_table.table.changes == ()
        assert one_table.table.frame.equals(
            one(f"{kind}.csv", reading.template(kind, TABLES)).table.frame
        )


def test_a_workbook_with_a_sheet_a_table_is_read_whole() -> None:
    book = openpyxl.Workbook()
    for row in [line.split(",") for line in counts().split("\n") if line]:
        book.active.append([*row[:3], int(row[3])] if row[3].isdigit() else row)
    spend = book.create_sheet("Money")
    for row in csv_rows(reading.template("spend", TABLES)):
        spend.append(row)
    out = io.BytesIO()
    book.save(out)
    found = read(("both.xlsx", out.getvalue()))
    assert [table.table.kind for table in found.tables] == ["counts", "spend"] and not found.refused
    assert all(not table.faults for table in found.tables)


def test_a_mixed_set_is_read_at_once_and_one_bad_file_spoils_no_other() -> None:
    found = read(
        ("c.csv", counts()),
        ("s.csv", reading.template("spend", TABLES)),
        ("x.pdf", b"%PDF-1.7\0\0"),
    )
    assert [brought.kind for brought in found.sound] == ["counts", "spend"] and len(
        found.refused
    ) == 1


def test_of_two_tables_with_the_same_figures_neither_wins() -> None:
    found = read(("a.csv", counts()), ("b.csv", counts(lambda code: 200)))
    assert not found.tables[0].faults and len(found.sound) == 1
    assert "has figures for 2024/25 referred and so has a.csv" in found.tables[1].faults[0].wrong


def test_a_cover_sheet_is_passed_over_and_a_hidden_one_said() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Read me first"])
    table = book.create_sheet("Counts")
    for line in counts().strip().split("\n"):
        table.append(line.split(","))
    book.create_sheet("Secret").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    found = read(("c.xlsx", out.getvalue()))
    assert found.refused == () and len(found.passed) == 1 and not found.tables[0].faults
    assert "hidden sheets passed over: Secret" in found.tables[0].table.changes


def test_the_whole_by_name_is_read_as_published() -> None:
    found = one("p.csv", published(f"{PLACE.name},2023/24,treated_two_contacts,18003"))
    assert found.table.kind == "published_counts" and found.faults == ()


@settings(max_examples=300)
@given(
    st.binary(max_size=3000),
    st.sampled_from(["a.csv", "a.xlsx", "a.zip", "../../etc/x.csv"]),
    st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe"]),
)
def test_no_bytes_at_all_raise(content: bytes, name: str, start: bytes) -> None:
    found = read((name, start + content))
    assert found.refused or found.tables


@settings(max_examples=200)
@given(
    st.lists(st.lists(st.text(max_size=12), min_size=4, max_size=6), min_size=1, max_size=8),
    st.sampled_from(["csv", "xlsx"]),
)
def test_no_text_under_good_headings_raises(rows: list[list[str]], kind: str) -> None:
    heading = ["area_code", "period", "measure", "value"]
    clean = [
        [cell.replace("\r", " ").replace("\n", " ").replace('"', "'") for cell in row]
        for row in rows
    ]
    if kind == "csv":
        content = "\n".join(",".join(row) for row in [heading, *clean]).encode(
            "utf-8", errors="replace"
        )
    else:
        clean = [
            [openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row]
            for row in clean
        ]
        content = workbook([heading, *clean])
    found = read((f"c.{kind}", content))
    for table in found.tables:
        corrected(table, TABLES.areas, "a word")
    assert found.sound == ()


@settings(max_examples=150)
@given(st.data())
def test_a_good_file_with_any_bytes_changed_never_raises(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(GOOD)))
    content = bytearray(GOOD[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    found = read((f"c.{kind}", bytes(content)))
    if found.sound:
        own.bring_in(TABLES, found.sound)
