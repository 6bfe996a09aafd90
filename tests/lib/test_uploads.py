"""Files that readers bring in: read kindly, every fault at once, hostile ones refused in a
sentence."""

import html
import io
import re
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib import sources
from lib.uploads import bundles, checking, own, personal, reading
from lib.uploads.changes import MOST_SAID
from lib.uploads.checking import Checked
from lib.uploads.corrected import corrected
from lib.uploads.files import MOST_BYTES, MOST_COLUMNS
from lib.uploads.matching import KINDS
from lib.uploads.reading import Reading

TABLES = sources.read_all()
NAME = TABLES.areas.name


def read(*files: tuple[str, bytes | str]) -> Reading:
    return reading.read(
        [(name, text.encode() if isinstance(text, str) else text) for name, text in files], TABLES
    )


def one(name: str, content: bytes | str) -> Checked:
    found = read((name, content))
    assert found.refused == () and len(found.tables) == 1, found.refused
    return found.tables[0]


def refusal(name: str, content: bytes | str) -> str:
    found = read((name, content))
    assert found.tables == () and len(found.refused) == 1
    return found.refused[0]


def counts(
    value: Callable[[str], object] = lambda code: 100,
    measure: str = "referred",
    period: str = "2024/25",
) -> str:
    rows = "\n".join(f"{code},{period},{measure},{value(code)}" for code in TABLES.areas.order)
    return f"area_code,period,measure,value\n{rows}\n"


def workbook(rows: list[list], **more) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# Laws


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


@pytest.mark.parametrize("kind", KINDS)
def test_bundled_values_brought_in_are_the_bundled_values(kind: str) -> None:
    made = own.bring_in(TABLES, read((f"{kind}.csv", reading.template(kind, TABLES))).sound)
    before, after = getattr(TABLES, kind), getattr(made.exact, kind)
    key = [
        c
        for c in before.columns
        if c in ("area_code", "period", "measure", "service", "site", "postcode")
    ]
    value = next((c for c in ("value", "pounds") if c in before), key[-1])
    left, right = (table.sort_values(key).reset_index(drop=True) for table in (before, after))
    assert (
        len(left) == len(right)
        and (
            left[value] == right[value]
            if value == "postcode"
            else np.isclose(left[value], right[value])
        ).all()
    )


@given(st.permutations(list(TABLES.areas.order)), st.integers(5, 900))
def test_the_order_of_rows_does_not_matter(order: list[str], start: int) -> None:
    value = {code: start + i for i, code in enumerate(TABLES.areas.order)}
    lines = "\n".join(f"{code},2024/25,referred,{value[code]}" for code in order)
    made = own.bring_in(TABLES, read(("c.csv", f"area_code,period,measure,value\n{lines}")).sound)
    rows = made.exact.counts[made.exact.counts.period == "2024/25"].set_index("area_code").value
    assert rows.to_dict() == value


# Read kindly, and said


@pytest.mark.parametrize("written", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(written: str) -> None:
    text = (
        counts()
        .replace("area_code", "Local Authority £")
        .replace("Local Authority £", "Local Authority")
    )
    found = one(
        "c.csv",
        text.replace("2024/25", "2024–25" if written != "utf-8" else "2024-25").encode(written),
    )
    assert found.faults == () and set(found.table.frame.period) == {"2024/25"}
    assert any("Windows-1252" in change for change in found.table.changes) == (written == "cp1252")


@pytest.mark.parametrize("mark", [";", "\t"])
def test_semicolons_and_tabs_are_read_and_said(mark: str) -> None:
    found = one("c.csv", counts().replace(",", mark))
    assert found.faults == () and "read as the marks between columns" in found.table.changes[0]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("LA Code", "area_code"),
        ("District", "area_code"),
        ("Financial Year", "period"),
        ("Indicator", "measure"),
        ("Count", "value"),
    ],
)
def test_headings_are_matched_kindly_and_said(heading: str, column: str) -> None:
    found = one("c.csv", counts().replace(column, heading, 1))
    assert found.faults == () and f"column “{heading}” read as {column}" in found.table.changes


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Shepway", "E07000112"),
        ("folkestone & hythe", "E07000112"),
        ("Dover District Council", "E07000108"),
        ("29UN", "E07000114"),
        ("Medway UA", "E06000035"),
        ("tonbridge and malling", "E07000115"),
    ],
)
def test_old_names_and_codes_are_understood_and_said(written: str, code: str) -> None:
    found = one("c.csv", counts().replace(code, written))
    assert found.faults == () and code in set(found.table.frame.area_code)
    assert any(
        f"“{written}” read as {code} {NAME[code]}" in change for change in found.table.changes
    )


@pytest.mark.parametrize(
    ("written", "number"),
    [('"1,234"', 1234), ("1234.0", 1234), (" 1 234 ", 1234), ("£1234", 1234), ("1e3", 1000)],
)
def test_numbers_are_understood(written: str, number: float) -> None:
    found = one("c.csv", counts(lambda code: written))
    assert found.faults == () and (found.table.frame.value == number).all()


@pytest.mark.parametrize("mark", ["*", "[c]", "c", "<5", "suppressed"])
def test_suppression_marks_are_stars_and_said(mark: str) -> None:
    found = one("c.csv", counts(lambda code: mark if code == "E07000114" else 100))
    assert found.faults == () and found.table.frame.value.isna().sum() == 1
    assert any("suppressed by its owner" in change for change in found.table.changes)


@pytest.mark.parametrize("period", ["2024-25", "2024/2025", "FY2024/25", "2024_25", "fy 2024-25"])
def test_years_are_understood(period: str) -> None:
    found = one("c.csv", counts(period=period))
    assert found.faults == () and set(found.table.frame.period) == {"2024/25"}
    assert found.table.changes == (f"period: “{period}” read as 2024/25 ({len(NAME)} cells)",)


def test_titles_above_the_headings_and_columns_beside_are_left_out_and_said() -> None:
    text = counts().replace("area_code,", "Remark,area_code,", 1)
    body = "\n".join(
        ("fine," + line) if line.startswith("E") else line for line in text.split("\n")
    )
    found = one("c.csv", f"Partnership report\n\n{body}")
    assert found.faults == ()
    assert "left out above the headings: row 1" in found.table.changes
    assert "column “Remark” left out: this table has no such column" in found.table.changes


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


def csv_rows(content: bytes) -> list[list[str]]:
    return pd.read_csv(io.BytesIO(content), header=None, dtype=str).to_numpy().tolist()


def test_a_mixed_set_is_read_at_once_and_one_bad_file_spoils_no_other() -> None:
    found = read(
        ("c.csv", counts()),
        ("s.csv", reading.template("spend", TABLES)),
        ("x.pdf", b"%PDF-1.7\0\0"),
    )
    assert [brought.kind for brought in found.sound] == ["counts", "spend"] and len(
        found.refused
    ) == 1


# Every fault at once


def test_every_fault_is_named_with_row_column_value_and_fix() -> None:
    values = dict(zip(TABLES.areas.order, ["-4", "12.5", "lots", "", *["100"] * 20]))
    text = counts(lambda code: values[code]).replace("E07000116,2024/25", "E07009999,2019/21")
    found = one("c.csv", text)
    said = {(fault.row, fault.column): fault for fault in found.faults}
    assert said[(2, "value")].wrong == "is below 0" and said[(2, "value")].value == "-4"
    assert said[(3, "value")].wrong == "is not a whole number of children"
    assert said[(4, "value")].wrong == "is not a number" and said[(4, "value")].value == "lots"
    assert said[(5, "value")].wrong == "holds no figure"
    assert said[(14, "area_code")].wrong == "is not an area of this dashboard"
    assert said[(14, "period")].wrong == "is not a financial year"
    assert all(fault.fix for fault in found.faults) and len(found.faults) == 6 + 1
    assert (
        "has no row for Tunbridge Wells" not in str(found.faults[-1])
        or found.faults[-1].row is None
    )
    assert read(("c.csv", text)).sound == ()


def test_a_missing_area_is_named() -> None:
    text = "\n".join(line for line in counts().split("\n") if "E07000114" not in line)
    (fault,) = one("c.csv", text).faults
    assert fault.row is None and "has no row for Thanet in 2024/25, referred" in fault.wrong


def test_a_row_that_repeats_is_named_once() -> None:
    text = counts() + "E07000114,2024/25,referred,90\n"
    (fault,) = one("c.csv", text).faults
    assert (
        fault.row == len(NAME) + 2
        and fault.wrong == f"repeats row {TABLES.areas.order.index('E07000114') + 2}"
    )


def test_a_numerator_above_its_denominator_is_refused() -> None:
    text = (
        counts()
        + counts(lambda code: 101 if code == "E07000114" else 50, "closed_before_treatment").split(
            "\n", 1
        )[1]
    )
    (fault,) = one("c.csv", text).faults
    assert fault.value == "101" and "is more than the 100 referred" in fault.wrong


def test_a_name_that_is_not_the_codes_is_named() -> None:
    lines = (
        reading.template("counts", TABLES)
        .decode("utf-8-sig")
        .replace("E07000114,Thanet", "E07000114,Dover", 1)
    )
    (fault,) = one("c.csv", lines).faults
    assert (
        fault.value == "Dover" and fault.wrong == "is another area than E07000114 Thanet beside it"
    )


def test_spend_needs_every_service() -> None:
    lines = [
        line
        for line in reading.template("spend", TABLES).decode("utf-8-sig").split("\r\n")
        if "early" not in line
    ]
    assert "has no rows for early" in one("s.csv", "\n".join(lines)).faults[0].wrong


def test_a_missing_column_is_named() -> None:
    text = "\n".join(line.rsplit(",", 1)[0] for line in counts().split("\n"))
    (fault,) = one("c.csv", text).faults
    assert (fault.row, fault.column, fault.wrong) == (None, "value", "is missing")


def test_the_corrected_file_marks_the_faults_and_comes_back_once_mended() -> None:
    found = one("c.csv", counts(lambda code: -4 if code == "E07000114" else 100, period="2024-25"))
    text = corrected(found, TABLES.areas, "a word").decode("utf-8-sig")
    assert "value is below 0; give 0 or more" in text and "2024/25" in text
    assert one("mended.csv", text.replace("-4", "4")).faults == ()


def test_what_is_odd_is_said_and_allowed() -> None:
    same = one("c.csv", counts())
    assert same.faults == () and any(
        "every district has the same value" in line for line in same.warnings
    )
    text = (
        counts(period="2019/20")
        + counts(
            lambda code: 120 + TABLES.areas.order.index(code), "treated_two_contacts", "2019/20"
        ).split("\n", 1)[1]
    )
    found = one("c.csv", text)
    assert any("more children treated than referred" in line for line in found.warnings)
    assert any("more than half above or below" in line for line in found.warnings)


def test_a_warning_names_no_count() -> None:
    found = one(
        "c.csv",
        counts(lambda code: 3 if code == "E07000114" else 2000 + TABLES.areas.order.index(code)),
    )
    assert found.warnings and not any(
        "3" in line.replace("2024/25", "").replace("2019/20", "") for line in found.warnings
    )


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("35%", "is a percent"),
        ('"1,5"', "is not a number"),
        ('"1,23,4"', "is not a number"),
        ("£1.27m", "is not a number"),
        ("n/a", "holds no figure"),
    ],
)
def test_what_could_be_something_else_is_no_number(written: str, wrong: str) -> None:
    (fault,) = one("c.csv", counts(lambda code: written if code == "E07000114" else 100)).faults
    assert fault.wrong == wrong and fault.value == written.strip('"')


def test_a_number_with_a_comma_outside_quotation_marks_is_named() -> None:
    found = one("c.csv", counts(lambda code: "1,234" if code == "E07000114" else 100))
    assert [fault.wrong for fault in found.faults] == ["has more cells than there are headings"]


def test_totals_and_notes_are_left_out_and_said() -> None:
    text = (
        counts()
        + "Kent and Medway,2024/25,referred,1300\nTotal,2024/25,referred,1300\n- not yet final,,,\n"
    )
    found = one("c.csv", text)
    last = len(NAME) + 1
    assert found.faults == ()
    assert (
        f"left out because it is a total, not a district: rows {last + 1}, {last + 2}"
        in found.table.changes
    )
    assert f"left out because it holds a note and no figures: row {last + 3}" in found.table.changes


def test_a_wide_table_is_told_how_to_stand() -> None:
    rows = "\n".join(f"{code},10,5" for code in TABLES.areas.order)
    assert "has a column for each of “Referrals”, “Treated”" in refusal(
        "c.csv", f"District,Referrals,Treated\n{rows}"
    )
    assert "has a column for each of “2023/24”, “2024/25”" in refusal(
        "c.csv", f"District,2023/24,2024/25\n{rows}"
    )


def test_more_children_than_live_there_and_years_to_come_are_refused() -> None:
    faults = one(
        "c.csv", counts(lambda code: 80_000 if code == "E07000114" else 100, period="2095/96")
    ).faults
    assert {"has not begun"} <= {fault.wrong for fault in faults}
    assert any("people aged 0 to 25 who live there" in fault.wrong for fault in faults)


@pytest.mark.parametrize(
    ("period", "wrong"), [("1999/00", {"is too long ago"}), ("2000/01", set())]
)
def test_a_year_before_any_that_figures_are_compared_with_is_refused(
    period: str, wrong: set[str]
) -> None:
    assert {fault.wrong for fault in one("c.csv", counts(period=period)).faults} == wrong


@pytest.mark.parametrize(
    ("month", "wrong"),
    [("1999-06", {"is too long ago"}), ("2024-06", set()), ("2199-06", {"has not begun"})],
)
def test_a_month_far_from_any_other_is_refused(month: str, wrong: set[str]) -> None:
    found = one("p.csv", published(f"QKS,12 months to {month},contacted_once,900"))
    assert {fault.wrong for fault in found.faults} == wrong


def test_two_contacts_cannot_be_more_than_one() -> None:
    text = (
        counts(lambda code: 50, "contacted_once")
        + counts(lambda code: 60, "treated_two_contacts").split("\n", 1)[1]
    )
    assert "is more than the 50 contacted once" in one("c.csv", text).faults[0].wrong


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


def test_a_missing_area_is_named_beside_another_fault() -> None:
    wrongs = [
        fault.wrong for fault in one("c.csv", counts().replace("E07000114", "Thannet")).faults
    ]
    assert wrongs == [
        "is not an area of this dashboard",
        "has no row for Thanet in 2024/25, referred",
    ]


@pytest.mark.parametrize("cell", ["45%", "n/a", "", "-12", "12.7"])
def test_a_cell_that_is_no_count_is_not_compared_with_one(cell: str) -> None:
    """Its part is not above "the 0 referred"."""
    text = (
        counts(lambda code: 60)
        + counts(lambda code: 50, "closed_before_treatment").split("\n", 1)[1]
    )
    faults = one("c.csv", text.replace("referred,60", f"referred,{cell}", 1)).faults
    assert len(faults) == 1 and faults[0].row == 2


def test_a_table_without_a_single_number_has_a_fault_a_row() -> None:
    assert len(one("c.csv", counts(lambda code: "some")).faults) == len(NAME)


def test_short_years_and_headings_as_they_are_written() -> None:
    found = one("c.csv", counts(period="24/25").replace("value", "No."))
    assert found.faults == () and set(found.table.frame.period) == {"2024/25"}
    assert one("c.csv", counts(period="12/25")).faults[0].value == "12/25"
    spend = reading.template("spend", TABLES).decode("utf-8-sig").replace("pounds", "Amount (£)", 1)
    assert one("s.csv", spend).faults == ()


def test_estimates_left_in_a_template_are_named() -> None:
    frame = pd.read_csv(io.BytesIO(reading.template("counts", TABLES)))
    frame.loc[frame.measure == "referred", "value"] += 10
    said = [
        line
        for line in one("c.csv", frame.to_csv(index=False)).warnings
        if "the estimates that the template came with" in line
    ]
    assert (
        len(said) == 1
        and "Closed before treatment 2019/20" in said[0]
        and "Referred" not in said[0]
    )
    later = frame.assign(period="2024/25").to_csv(index=False)
    assert any(
        "Closed before treatment 2024/25" in line and "the estimates" in line
        for line in one("c.csv", later).warnings
    )


def test_spend_in_thousands_is_asked_about() -> None:
    frame = pd.read_csv(io.BytesIO(reading.template("spend", TABLES)))
    found = one("s.csv", frame.assign(pounds=(frame.pounds / 1000).round()).to_csv(index=False))
    assert any("are these thousands?" in line for line in found.warnings)


def test_a_list_of_hubs_may_have_names_and_telephones() -> None:
    frame = (
        pd.read_csv(io.BytesIO(reading.template("sites", TABLES)))
        .rename(columns={"site": "Name"})
        .assign(Phone="01622 000000")
    )
    found = one("s.csv", frame.to_csv(index=False))
    assert found.table.kind == "sites" and found.faults == ()


# As many rows as there are


def with_part(content: bytes, name: str, body: str | bytes) -> bytes:
    """A workbook with one of its parts changed or added, as another program may write it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as into,
    ):
        for member in [member for member in made.namelist() if member != name]:
            into.writestr(member, made.read(member))
        into.writestr(name, body)
    return out.getvalue()


def raw_workbook(sheet: str) -> bytes:
    """An .xlsx whose sheet is this XML."""
    return with_part(
        workbook([["x"]]),
        "xl/worksheets/sheet1.xml",
        f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
    )


def xml_row(number: int, cells: list[str], at: str = "") -> str:
    inside = "".join(
        f'<c r="{at or letter}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for letter, cell in zip("ABCDEF", cells)
    )
    return f'<row r="{number}">{inside}</row>'


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROWS = [line.split(",") for line in counts().strip().split("\n")]
MORE = [
    line.split(",")
    for line in counts(lambda code: 40, "closed_before_treatment").strip().split("\n")[1:]
]


@pytest.mark.parametrize(
    "said",
    [
        "",
        '<dimension ref="A1:D14"/>',
        '<dimension ref="B2:C3"/>',
        '<dimension ref="A1:XFD1048576"/>',
    ],
)
def test_a_sheet_is_read_to_its_end_whatever_it_says_of_its_size(said: str) -> None:
    body = "".join(xml_row(i, cells) for i, cells in enumerate([*ROWS, *MORE], 1))
    found = one("c.xlsx", raw_workbook(f"{said}<sheetData>{body}</sheetData>"))
    assert found.faults == () and len(found.table.frame) == 2 * len(NAME)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([*enumerate(ROWS, 1), (3, MORE[0])], "row 3, stands twice or out of order"),
        ([(1, ROWS[0]), (3, ROWS[1]), (2, ROWS[2])], "row 2, stands twice or out of order"),
    ],
)
def test_rows_out_of_order_are_refused_and_not_dropped(
    rows: list[tuple[int, list[str]]], says: str
) -> None:
    body = "".join(xml_row(i, cells) for i, cells in rows)
    assert says in refusal("c.xlsx", raw_workbook(f"<sheetData>{body}</sheetData>"))


def test_two_cells_in_one_place_are_refused() -> None:
    body = "".join([xml_row(1, ROWS[0]), xml_row(2, ROWS[1], at="A")])
    assert "row 2, holds a cell twice" in refusal(
        "c.xlsx", raw_workbook(f"<sheetData>{body}</sheetData>")
    )


def test_a_row_that_holds_another_rows_cell_is_refused() -> None:
    body = xml_row(1, ROWS[0]) + xml_row(2, ROWS[1]).replace('r="D2"', 'r="D9"')
    assert "row 2, stands twice or out of order" in refusal(
        "c.xlsx", raw_workbook(f"<sheetData>{body}</sheetData>")
    )


# Many rows


def rubbish(number: int) -> str:
    """Rows with every kind of fault: no area, no year, no measure or another's, no number, a
    repeat; a year a row besides."""
    words = ["", "Nowhere", *TABLES.areas.order]
    measures = ["referred", "closed_before_treatment", "x"]
    values = ["-1", "lots", "9999999", "3.5", "12"]
    rows = (
        f"{words[i % len(words)]},{1000 + i % 900}/{(i % 900 + 1) % 100:02d},"
        f"{measures[i % 3]},{values[i % 5]}"
        for i in range(number)
    )
    return "\n".join(["area_code,period,measure,value", *rows])


def published_rubbish(number: int) -> str:
    return published(
        *(
            f"{['10D', 'QKS'][i % 2]},{['2019/20', 'x'][i % 3 % 2]},referred,{i % 7}"
            for i in range(number)
        )
    )


def repeats(number: int) -> str:
    return "\n".join(
        [
            "area_code,period,measure,value",
            *(f"E07000114,2024/25,referred,{i}" for i in range(number)),
        ]
    )


@pytest.mark.parametrize("kind", [rubbish, published_rubbish, repeats])
def test_faults_are_listed_up_to_a_number_and_counted_after_that(
    kind: Callable[[int], str],
) -> None:
    few, many = one("c.csv", kind(300)), one("c.csv", kind(6000))
    assert len(many.faults) == checking.MOST_LISTED and many.more > 4000
    assert few.more == 0 or len(few.faults) == checking.MOST_LISTED
    corrected(many, TABLES.areas, "a word")


def test_readings_are_said_up_to_a_number_and_counted_after_that() -> None:
    text = "".join(
        counts(period=f"{year}-{(year + 1) % 100:02d}").removeprefix(
            "area_code,period,measure,value\n"
        )
        for year in range(1900, 2020)
    )
    changes = one("c.csv", f"area_code,period,measure,value\n{text}").table.changes
    assert len(changes) == MOST_SAID + 1 and changes[-1] == "and 20 more of the kind"


@pytest.mark.parametrize("kind", [rubbish, published_rubbish, repeats])
def test_ten_times_the_rows_take_about_ten_times_as_long(kind: Callable[[int], str]) -> None:
    """A quadratic check would take a hundred times as long."""
    seconds = []
    for number in (1000, 10_000):
        text = kind(number)
        start = time.process_time()
        one("c.csv", text)
        seconds.append(time.process_time() - start)
    assert seconds[1] < 25 * seconds[0] + 1


@pytest.mark.parametrize("name", ["c.csv", "c.xlsx"])
def test_a_million_rows_are_refused_soon(name: str) -> None:
    """Whatever is in them: by the number of rows, before they are all read."""
    if name == "c.csv":
        content = b"a,b,c,d\n" * 1_000_000
    else:
        body = "".join(f'<row r="{i}"><c r="A{i}"><v>1</v></c></row>' for i in range(1, 1_000_001))
        content = raw_workbook(f"<sheetData>{body}</sheetData>")
    start = time.process_time()
    assert "more than 50,000 rows" in refusal(name, content)
    assert time.process_time() - start < 10


# Published-area figures


def published(*rows: str) -> str:
    return "\n".join(["area_code,period,measure,value", *rows])


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("10D,2019/20,closures,30", "is not a measure that is read for this area"),
        ("QKS,2024/25,closed_before_treatment,900", "is not a measure that is read for this area"),
        ("10D,2019/20,referred,3", "stands for fewer than 5 children"),
        ("10E,2019/20,two_contact_access_rate,0.001", "stands for fewer than 5 children"),
        (
            "10E,2019/20,closed_before_treatment_percent,30",
            "is not a measure that is read for this area",
        ),
        ("E92000001,2019/20,referred,900", "is not an area of this dashboard"),
        ("10E,2019/20,closed_before_treatment,3", "stands for fewer than 5 children"),
        ("10E,2023/24,referred,900", "is not a year that former CCGs have figures for"),
        ("10E,2019/20,two_contact_access_rate,42", "is above 1"),
        ("QKS,2019/20,two_contact_access_rate,42.4%", "is above 1"),
        ("QKS,2019/20,two_contact_access_rate,0", "is 0, and other figures are worked out from it"),
        ("QKS,2019/20,treated_two_contacts,3", "is fewer than 5 children for all of the area"),
        ("10D,2019/20,population_0_17,0", "is 0, and other figures are worked out from it"),
        ("ZZZ,2024/25,contacted_once,9", "is not an area of this dashboard"),
    ],
)
def test_published_figures_that_cannot_be_are_refused(row: str, wrong: str) -> None:
    assert wrong in [
        fault.wrong.split(" (")[0]
        for fault in one("p.csv", published(row, "QKS,2024/25,pounds,30000000")).faults
    ]


def test_kent_and_medway_by_name_is_read_as_published() -> None:
    found = one("p.csv", published("Kent and Medway,2023/24,treated_two_contacts,18003"))
    assert found.table.kind == "published_counts" and found.faults == ()


def test_uploaded_published_figures_are_rounded_with_the_counts_behind_them() -> None:
    text = published("10E,2019/20,referred,37", "10E,2019/20,closed_before_treatment,12")
    made = own.bring_in(TABLES, read(("p.csv", text)).sound)
    rows = (
        made.safe.published_counts[made.safe.published_counts.provenance == "uploaded"]
        .set_index("measure")
        .value
    )
    assert rows["referred"] == 35 and rows["closed_before_treatment"] == 10


# People


@pytest.mark.parametrize(
    ("heading", "cell", "says"),
    [
        ("Forename", "Xanthippe", "names of people"),
        ("Patient name", "Xanthippe", "names of people"),
        ("name", "Xanthippe", "names of people"),
        ("DOB", "01/02/2010", "dates of birth"),
        ("Date of birth", "", "dates of birth"),
        ("NHS Number", "9434765919", "NHS numbers"),
        ("id of some kind", "943 476 5919", "NHS numbers"),
        ("Home postcode", "ME2 2XJ", "postcodes of people"),
        ("where", "ME2 2XJ", "postcodes of people"),
        ("Email", "x@y.z", "ways to reach people"),
        ("Patient ID", "77", "numbers that stand for people"),
    ],
)
def test_records_of_people_are_refused_and_never_shown_back(
    heading: str, cell: str, says: str
) -> None:
    lines = counts().strip().split("\n")
    text = "\n".join([f"{lines[0]},{heading}", *(f"{line},{cell}" for line in lines[1:])])
    said = refusal("c.csv", text)
    assert says in said and "column E" in said
    assert (
        "Xanthippe" not in said
        and "9434765919" not in said
        and "ME2" not in said
        and (not cell or cell not in said)
    )


def test_a_list_of_dates_is_a_list_of_people() -> None:
    lines = counts().strip().split("\n")
    text = "\n".join(
        [
            f"{lines[0]},seen on",
            *(f"{line},{i + 1:02d}/02/2024" for i, line in enumerate(lines[1:])),
        ]
    )
    assert "dates of birth or of contacts" in refusal("c.csv", text)


def test_a_column_of_district_names_is_no_column_of_people() -> None:
    lines = counts().strip().split("\n")
    text = "\n".join(
        [f"{lines[0]},Name", *(f"{line},{NAME[line.split(',')[0]]}" for line in lines[1:])]
    )
    assert one("c.csv", text).faults == ()


@given(st.integers(0, 10**9 - 1))
def test_an_nhs_number_has_one_check_digit_at_most(nine: int) -> None:
    assert sum(personal.is_nhs_number(f"{nine:09d}{d}") for d in range(10)) <= 1


# Hostile files

FOLDER = Path(__file__).parents[1] / "hostile"
# what each file of the folder is refused for; locked.xlsx is a real workbook under a password
SAYS = {
    "bomb.xlsx": "unpacks to more than",
    "bytes.csv": "is not a table",
    "command.csv": "cell D2, holds a formula",
    "commas.csv": "has no rows",
    "cut.xlsx": "is damaged",
    "formula.csv": "cell D2, holds a formula",
    "formula.xlsx": "cell D2, holds a formula",
    "headings.csv": "has headings and no rows",
    "laugh.xlsx": "is damaged",  # a cell that would grow a billionfold
    "locked.xlsx": "is protected by a password",
    "not.xlsx": "is not an Excel workbook",
    "nothing.xlsx": "is damaged",
    "old.xls": "is an old Excel file",
    "picture.csv": "is not a table",
    "prose.csv": "has no headings this page knows",
    "quote.csv": "",
    "report.pdf": "is not a table",
    "wide.csv": f"at most {MOST_COLUMNS}",
    "wide.xlsx": f"at most {MOST_COLUMNS}",
}
MADE: dict[str, tuple[bytes, str]] = {  # too large or too small to keep
    "empty.csv": (b"", "is empty"),
    "blank.csv": (b"\n \n\n", "is empty"),
    "long.csv": (b"area_code,period,measure,value\n" * 60_000, "more than 50,000 rows"),
    "cell.csv": (b"area_code,period,measure,value\n" + b"x" * 200_000, "near row"),
    "big.csv": (b"area_code,period,measure,value\n" * (MOST_BYTES // 30), "MB; a table"),
}


def test_the_folder_of_hostile_files_is_the_one_that_is_tried() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(SAYS)


@pytest.mark.parametrize("name", [*SAYS, *MADE])
def test_a_hostile_file_gets_a_sentence_in_little_memory(name: str) -> None:
    content, says = MADE[name] if name in MADE else ((FOLDER / name).read_bytes(), SAYS[name])
    tracemalloc.start()
    found = read((name, content))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.sound == () and peak < 300e6
    assert says in " ".join(found.refused) or (
        not says and (found.refused or found.tables[0].faults)
    )
    assert all(sentence.endswith(".") for sentence in found.refused)


PARTS = [
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "[Content_Types].xml",
    "docProps/core.xml",
    "xl/theme/theme1.xml",
]


def with_entities(content: bytes, part: str, entities: str) -> bytes:
    """A workbook one part of which declares entities and uses the one called e in its first text or
    element."""
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        body = re.sub(r"^<\?xml.*?\?>", "", made.read(part).decode()).strip()
    root = re.match(r"<([\w:]+)[^>]*>", body)
    assert root
    return with_part(
        content, part, f"<!DOCTYPE {root[1]} [{entities}]>{root[0]}&e;{body[root.end() :]}"
    )


@pytest.mark.parametrize("part", PARTS)
def test_an_entity_of_a_workbook_reads_no_file_of_the_servers(part: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("area_code_of_a_secret")
    entity = f'<!ENTITY e SYSTEM "file://{tmp_path}/secret">'
    found = read(("c.xlsx", with_entities(GOOD["xlsx"], part, entity)))
    assert "secret" not in repr(found)
    inside = GOOD["xlsx"], "xl/worksheets/sheet1.xml"
    cell = (
        zipfile.ZipFile(io.BytesIO(inside[0]))
        .read(inside[1])
        .decode()
        .replace("referred", "&e;", 1)
    )
    assert "secret" not in repr(
        read(("c.xlsx", with_part(*inside, f"<!DOCTYPE worksheet [{entity}]>{cell}")))
    )


@pytest.mark.parametrize("part", PARTS)
def test_an_entity_that_grows_a_billionfold_takes_little_memory(part: str) -> None:
    grows = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)
    )
    tracemalloc.start()
    found = read(("c.xlsx", with_entities(GOOD["xlsx"], part, f'{grows}<!ENTITY e "&a9;">')))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50e6 and "haha" not in repr(found)


@pytest.mark.parametrize("kind", ["xlsx", "zip"])
def test_an_archive_in_an_archive_is_not_opened(kind: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as into:
        into.writestr(f"c.{kind}", GOOD[kind])
    assert "is not an Excel workbook" in refusal(f"c.{kind}", out.getvalue())
    inner = with_part(GOOD["zip"], "counts.csv", GOOD["xlsx"])
    assert "counts.csv was altered" in refusal("b.zip", inner)


@pytest.mark.parametrize(
    ("kind", "part"),
    [("xlsx", "xl/worksheets/sheet1.xml"), ("xlsx", "xl/styles.xml"), ("zip", "manifest.json")],
)
def test_an_archive_that_lies_of_its_size_is_refused(kind: str, part: str) -> None:
    """A part of 30 MB that says it has 100 bytes. How much memory the lie may cost is the limit's
    of lib/uploads/worker.py."""
    content = bytearray(with_part(GOOD[kind], part, "x" * 30_000_000))
    for mark, size in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(mark)
        while at >= 0:
            if int.from_bytes(content[at + size : at + size + 4], "little") == 30_000_000:
                content[at + size : at + size + 4] = (100).to_bytes(4, "little")
            at = content.find(mark, at + 1)
    assert "cannot be read" in refusal(f"c.{kind}", bytes(content)).replace(
        "is no bundle this page can read", "cannot be read"
    )


def test_an_archive_with_too_large_a_part_is_refused_before_it_is_read() -> None:
    styles = with_part(GOOD["xlsx"], "xl/styles.xml", " " * 90_000_000)
    assert "styles.xml (styles and the like) of 90 MB" in refusal("c.xlsx", styles)
    assert "unpacks to more than 100 MB" in refusal(
        "b.zip", with_part(GOOD["zip"], "more", " " * 150_000_000)
    )


@pytest.mark.parametrize("kind", ["xlsx", "zip"])
@pytest.mark.parametrize("name", ["../../up.csv", "/tmp/root.csv", "..\\..\\up.csv", "C:\\up.csv"])
def test_names_that_lead_elsewhere_lead_nowhere(kind: str, name: str, written: list[str]) -> None:
    """Neither a file's own name nor one in an archive."""
    found = read((f"../../{name}", with_part(GOOD[kind], name, "x")), ("../../../etc/passwd", b""))
    assert written == [] and len(found.tables) == 1
    assert found.refused == (
        "passwd is empty. Choose a file with a heading row and a row for each district.",
    )


@pytest.mark.parametrize(
    "cell", ["=1+1", "=cmd|'/c calc'!A0", "@SUM(A1)", "+cmd|x", "-2+(3)", "\t=1+1", " =1+1"]
)
def test_a_formula_is_refused_as_text_too(cell: str) -> None:
    """A corrected file would hand it to a spreadsheet."""
    rows = [line.split(",") for line in counts().strip().split("\n")]
    rows[3][0] = cell
    assert "cell A4, holds a formula" in refusal("c.csv", "\n".join(",".join(row) for row in rows))
    body = "".join(xml_row(i, [html.escape(cell) for cell in row]) for i, row in enumerate(rows, 1))
    assert "cell A4, holds a formula" in refusal(
        "c.xlsx", raw_workbook(f"<sheetData>{body}</sheetData>")
    )


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


@pytest.mark.parametrize("kind", ["xlsx", "zip"])
@pytest.mark.parametrize(
    ("field", "value"), [(6, b"\xff"), (20, b"\x02\0\0\0"), (42, b"\xff\xff\xff\x0f")]
)
def test_an_archive_with_a_damaged_directory_is_refused_in_a_sentence(
    kind: str, field: int, value: bytes
) -> None:
    """The version it needs, the packed size and the place of a member, each as no archive has
    it."""
    content = bytearray(GOOD[kind])
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + field : at + field + len(value)] = value
        at = content.find(b"PK\x01\x02", at + 1)
    said = refusal(f"c.{kind}", bytes(content))
    assert "is damaged" in said or "is no bundle" in said


@settings(max_examples=100)
@given(st.data())
def test_published_figures_of_any_size_never_raise(data: st.DataObject) -> None:
    """Whatever passes the checks can be worked out anew among the districts."""
    places = [*TABLES.crosswalk.table.part_code.unique(), TABLES.place.code]
    rows = []
    for _ in range(data.draw(st.integers(1, 10))):
        place = data.draw(st.sampled_from(places))
        offered = (
            checking.whole_measures() if place == TABLES.place.code else checking.part_measures()
        )
        period = data.draw(
            st.sampled_from(["2019/20", "2023/24"] if place == TABLES.place.code else ["2019/20"])
        )
        value = data.draw(st.sampled_from([0, 1, 3, 5, 0.2, 0.9, 27, 100, 900, 18_000, 30_000_000]))
        rows.append(f"{place},{period},{data.draw(st.sampled_from(offered))},{value}")
    found = read(("p.csv", published(*rows)))
    if found.sound:
        own.bring_in(TABLES, found.sound)


GOOD = {
    "csv": counts().encode(),
    "xlsx": workbook([line.split(",") for line in counts().strip().split("\n")]),
    "zip": bundles.bundle(
        own.bring_in(TABLES, read(("c.csv", counts())).sound), date(2026, 11, 22), "a word"
    ),
}
