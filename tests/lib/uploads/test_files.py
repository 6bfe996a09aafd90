"""Files to rows, whatever they are; hostile ones are refused in a sentence."""

import html
import io
import re
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from lib.uploads.files import MOST_BYTES, MOST_COLUMNS
from tests.lib.uploads.made import (
    GOOD,
    MORE,
    NAME,
    ROWS,
    counts,
    one,
    raw_workbook,
    read,
    refusal,
    with_part,
    xml_row,
)


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


FOLDER = Path(__file__).parents[2] / "hostile"


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
