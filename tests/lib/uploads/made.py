"""Files as readers bring them in, good, faulty and hostile, and what is made of them."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pandas as pd

from lib import sources
from lib.uploads import bundles, own, reading
from lib.uploads.checking import Checked
from lib.uploads.own import Own
from lib.uploads.reading import Reading

TABLES = sources.read_all()
NAME, ORDER, PLACE = TABLES.areas.name, TABLES.areas.order, TABLES.place
YEAR, CARRIED = PLACE.measured_period, TABLES.spend.period.max()
AREA, OTHER = ORDER[-4], ORDER[4]
REST = len(ORDER) - 1
PART, ANOTHER_PART = sorted(TABLES.crosswalk.names.index, reverse=True)[1:3]
DAY = date(2026, 11, 22)
# a row of NHS England's monthly file
MONTHLY = (
    "REPORTING_PERIOD_START,REPORTING_PERIOD_END,STATUS,BREAKDOWN,PRIMARY_LEVEL,"
    "PRIMARY_LEVEL_DESCRIPTION,SECONDARY_LEVEL,SECONDARY_LEVEL_DESCRIPTION,MEASURE_ID,MEASURE_NAME,"
    "MEASURE_VALUE\n01/06/2024,30/06/2024,Final,ICB - GP Practice or Residence,"
    f"{PLACE.code},{PLACE.name.upper()},NONE,NONE,MHS130,New referrals,1800\n"
)


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
    rows = "\n".join(f"{code},{period},{measure},{value(code)}" for code in ORDER)
    return f"area_code,period,measure,value\n{rows}\n"


def workbook(rows: list[list], **more) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_rows(content: bytes) -> list[list[str]]:
    return pd.read_csv(io.BytesIO(content), header=None, dtype=str).to_numpy().tolist()


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


def rubbish(number: int) -> str:
    """Rows with every kind of fault: no area, no year, no measure or another's, no number, a
    repeat; a year a row besides."""
    words = ["", "Nowhere", *ORDER]
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
            f"{(ANOTHER_PART, PLACE.code)[i % 2]},{(YEAR, 'x')[i % 3 % 2]},referred,{i % 7}"
            for i in range(number)
        )
    )


def repeats(number: int) -> str:
    return "\n".join(
        [
            "area_code,period,measure,value",
            *(f"{AREA},2024/25,referred,{i}" for i in range(number)),
        ]
    )


def published(*rows: str) -> str:
    return "\n".join(["area_code,period,measure,value", *rows])


def rows_of(measure: str, value: dict[str, float], usual: float, period: str = "2024/25") -> str:
    return "".join(f"{code},{period},{measure},{value.get(code, usual):g}\n" for code in ORDER)


def brought(*parts: str) -> Own:
    found = reading.read(
        [("c.csv", ("area_code,period,measure,value\n" + "".join(parts)).encode())], TABLES
    )
    assert not found.refused and not found.tables[0].faults, (found.refused, found.tables[0].faults)
    return own.bring_in(TABLES, found.sound)


GOOD = {
    "csv": counts().encode(),
    "xlsx": workbook([line.split(",") for line in counts().strip().split("\n")]),
    "zip": bundles.bundle(
        own.bring_in(TABLES, read(("c.csv", counts())).sound), date(2026, 11, 22), "a word"
    ),
}
