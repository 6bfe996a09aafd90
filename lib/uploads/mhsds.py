"""NHS England's public monthly CSV of the Mental Health Services Data Set, as it is: the children's
rows of the whole.

A file is 100 MB and more, so Arrow reads it in blocks and only the rows wanted are kept.
"""

import re
from dataclasses import dataclass
from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from lib.catalogue.waiting import QUARTER, WAITS
from lib.errors import BadUpload
from lib.place.profile import Profile
from lib.uploads.matching import Matched

MOST_BYTES = 200_000_000
HEADINGS = [
    *(
        "REPORTING_PERIOD_START",
        "REPORTING_PERIOD_END",
        "STATUS",
        "BREAKDOWN",
        "PRIMARY_LEVEL",
        "PRIMARY_LEVEL_DESCRIPTION",
    ),
    *(
        "SECONDARY_LEVEL",
        "SECONDARY_LEVEL_DESCRIPTION",
        "MEASURE_ID",
        "MEASURE_NAME",
        "MEASURE_VALUE",
    ),
]
WAITED = WAITS["waiting_first"]  # whom its medians and percentiles are of
BLOCK = 1 << 20  # bytes read at a time
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d{1,2})?")
THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
AGAIN = "Choose the file as it was downloaded."


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A children's measure: what it is called in the contract ("" where it has no name there), the
    span it covers, and the measure that counts the children whom it is a median or percentile of
    ("" where it is a count itself)."""

    name: str
    span: str
    of: str = ""


MEASURES = {
    "MHS95": Measure(name="contacted_once", span="12 months to"),
    "MHS69": Measure(name="treated_two_contacts", span="year"),
    "MHS130": Measure(name="", span="quarter to"),
    **{f"MHS{number}": Measure(name="", span="quarter to", of="MHS130") for number in (131, 132)},
    "MHS133": Measure(name="", span="at"),
    **{f"MHS{number}": Measure(name="", span="at", of="MHS133") for number in (134, 135)},
    # of its file of waits (4WW), which the Waits page reads
    **{
        wait.code: Measure(
            name="",
            span="quarter to" if wait.span == QUARTER else "at",
            of=WAITED.code if wait.days else "",
        )
        for wait in WAITS.values()
    },
    "MRS08b": Measure(name="", span="quarter to", of=WAITS["stopped"].code),
}


def count_behind(measure: str) -> str | None:
    """The start of the name of the count that a figure kept under its own code is, or is of; None
    for any other figure.

    >>> count_behind("MHS130 Referrals"), count_behind("MHS131 Median"), count_behind("referred")
    ('MHS130', 'MHS130', None)
    """
    code = measure.split(" ")[0]
    return MEASURES[code].of or code if code in MEASURES else None


def is_mhsds(content: bytes) -> bool:
    """Whether a file has the headings of the monthly CSV."""
    first = content[:2000].split(b"\n", 1)[0].decode("utf-8-sig", errors="replace").upper()
    return {"REPORTING_PERIOD_END", "PRIMARY_LEVEL", "MEASURE_ID"} <= {
        cell.strip(' "\r') for cell in first.split(",")
    }


def read(name: str, content: bytes, place: Profile) -> Matched:
    """The rows of the whole as published figures.

    Raises BadUpload where a column or the area is not in the file, where a figure of the area is no
    figure, and where none is left.
    """
    if len(content) > MOST_BYTES:
        raise BadUpload(
            f"{name} is {len(content) / 1e6:.0f} MB; this page reads files of at most"
            f" {MOST_BYTES / 1e6:.0f} MB."
        )
    area, codes = place.name, place.stand_ins
    rows = _read_rows(name, content, codes)
    if rows.empty:
        raise BadUpload(
            f"{name} has no children's measures for {area} ({' or '.join(codes)}). Choose a file"
            " that covers it."
        )
    rows = _preferred(_dated(name, rows), place.code)
    notes = [
        f"read as NHS England's monthly CSV: {len(rows)} rows of {area}; every other row was passed"
        " over"
    ]
    rows = _usable(name, rows, area, notes)
    measures = [MEASURES[row.MEASURE_ID] for row in rows.itertuples()]
    frame = pd.DataFrame(
        {
            "area_code": place.code,
            "period": [_span(measure, end) for measure, end in zip(measures, rows.end)],
            "measure": [
                measure.name or f"{row.MEASURE_ID} {row.MEASURE_NAME}"[:150]
                for measure, row in zip(measures, rows.itertuples())
            ],
            "value": rows.value.to_numpy(float),
        },
        index=rows.index,
    )
    return Matched(
        kind="published_counts", name=name, frame=frame, changes=tuple(notes), official=True
    )


def _usable(name: str, rows: pd.DataFrame, area: str, notes: list[str]) -> pd.DataFrame:
    """The rows with a figure that can be used, as a number. notes: gains what is left out. Raises
    BadUpload where none is left."""
    starred = rows.MEASURE_VALUE == "*"
    if starred.any():
        notes.append(
            "suppressed by NHS England, so left out:"
            f" {', '.join(sorted(set(rows.MEASURE_ID[starred])))}"
        )
    rows = _numbered(name, rows[~starred], notes)
    early = (rows.MEASURE_ID == "MHS69") & (rows.end.map(lambda end: end.month) != 3)
    if early.any():
        notes.append(
            "MHS69 counts from April, so only its figure to the end of March is a year: the others"
            " are left out"
        )
    if early.all():
        raise BadUpload(
            f"{name} has no figure of {area} that can be used."
            f" {_none_left(starred.any(), early.any())}"
        )
    return rows[~early]


def is_measure(text: str) -> bool:
    """Whether a measure is one of the file's own that the contract has no name for.

    >>> written = "MHS130 New referrals with a first contact", "referred", "MHS69"
    >>> tuple(map(is_measure, written))
    (True, False, False)
    """
    measure = MEASURES.get(text.split(" ", 1)[0])
    return measure is not None and not measure.name


def _read_rows(name: str, content: bytes, codes: tuple[str, ...]) -> pd.DataFrame:
    """The rows wanted of a file in UTF-8 or Windows-1252."""
    try:
        return _wanted(content, "utf8", codes)
    except pa.ArrowInvalid as fault:
        if "UTF8" not in str(fault):
            raise BadUpload(
                f"{name} cannot be read as NHS England's monthly CSV. {AGAIN}"
            ) from fault
    except KeyError as fault:
        raise BadUpload(
            f"{name} lacks the column {fault.args[0]}. Choose NHS England's monthly CSV as it was"
            " downloaded."
        ) from fault
    try:
        return _wanted(content, "windows-1252", codes)
    except UnicodeDecodeError as fault:
        byte = f"0x{fault.object[fault.start]:02X}"
        raise BadUpload(
            f"{name} is neither UTF-8 nor Windows-1252: it holds the byte {byte}, which no letter"
            f" has. {AGAIN}"
        ) from fault
    except pa.ArrowInvalid as fault:
        raise BadUpload(f"{name} cannot be read as NHS England's monthly CSV. {AGAIN}") from fault


def _dated(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the day their figures run to."""
    dated = rows.assign(end=rows.REPORTING_PERIOD_END.map(day))
    for row, text in rows.REPORTING_PERIOD_END[dated.end.isna()].items():
        raise BadUpload(
            f"{name}, row {row}: REPORTING_PERIOD_END is “{text[:20]}”, which is no date such as"
            f" 30/06/2024. {AGAIN}"
        )
    return dated


def _numbered(name: str, rows: pd.DataFrame, notes: list[str]) -> pd.DataFrame:
    """The rows with their figures as numbers. notes: gains which of them had a comma for
    thousands."""
    commas = rows.MEASURE_VALUE.map(lambda text: bool(THOUSANDS.fullmatch(text)))
    text = rows.MEASURE_VALUE.where(~commas, rows.MEASURE_VALUE.str.replace(",", ""))
    for row, cell in rows.MEASURE_VALUE[
        ~text.map(lambda cell: bool(NUMBER.fullmatch(cell)))
    ].items():
        what = f"MEASURE_VALUE of {rows.MEASURE_ID[row]}"
        raise BadUpload(
            f"{name}, row {row}: {what} is {f'“{cell[:20]}”' if cell else 'empty'}, neither a"
            f" number nor *. {AGAIN}"
        )
    if commas.any():
        notes.append(
            "a number with commas read without them:"
            f" {', '.join(sorted(set(rows.MEASURE_ID[commas])))}"
        )
    return rows.assign(value=text.astype(float))


def _none_left(starred: bool, early: bool) -> str:
    """Why nothing is left of the area's rows, and the fix."""
    why = ["each is suppressed (*)"] if starred else []
    why += (
        ["MHS69 counts from April, so only its figure to the end of March is a year"]
        if early
        else []
    )
    fix = (
        "Choose the file to the end of March, or one of another month with MHS95."
        if early
        else "Choose the file of another month."
    )
    reasons = " or ".join(why)
    return f"{reasons[0].upper()}{reasons[1:]}. {fix}"


def _wanted(content: bytes, encoding: str, codes: tuple[str, ...]) -> pd.DataFrame:
    """The children's measures of the codes, without a second breakdown, by row of the file; blocks
    are dropped as soon as they are read."""
    headings = [
        h.strip().strip('"\ufeff')
        for h in content[:4000].split(b"\n", 1)[0].decode("utf-8-sig", errors="replace").split(",")
    ]
    for heading in HEADINGS:
        if heading not in (h.upper() for h in headings):
            raise KeyError(heading)
    reader = pyarrow.csv.open_csv(
        pa.BufferReader(content),
        read_options=pyarrow.csv.ReadOptions(
            block_size=BLOCK,
            encoding=encoding,
            column_names=[h.upper() for h in headings],
            skip_rows=1,
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(HEADINGS, pa.string()), include_columns=HEADINGS
        ),
    )
    kept, row = [], 2
    for batch in reader:
        area = pc.is_in(
            pc.utf8_upper(pc.utf8_trim_whitespace(batch["PRIMARY_LEVEL"])), pa.array(codes)
        )
        if pc.any(area).as_py():
            held = batch.append_column("row", pa.array(range(row, row + batch.num_rows))).filter(
                area
            )
            measure = pc.is_in(
                pc.utf8_trim_whitespace(held["MEASURE_ID"]), pa.array(list(MEASURES))
            )
            alone = pc.is_in(
                pc.utf8_upper(pc.utf8_trim_whitespace(held["SECONDARY_LEVEL"])),
                pa.array(["NONE", ""]),
            )
            kept.append(held.filter(pc.and_(measure, alone)).to_pandas().set_index("row"))
        row += batch.num_rows
    rows = pd.concat(kept) if kept else pd.DataFrame(columns=HEADINGS)
    rows = rows.fillna("").apply(lambda column: column.str.strip())
    return rows[~rows.BREAKDOWN.str.contains(";")]


def _preferred(rows: pd.DataFrame, board: str) -> pd.DataFrame:
    """One row a measure and month: the board before its sub-board, by practice before by home, a
    final figure before another."""
    order = pd.DataFrame(
        {
            "part": (rows.PRIMARY_LEVEL.str.upper() != board).astype(int),
            "home": (~rows.BREAKDOWN.str.contains("GP Practice")).astype(int),
            "early": (rows.STATUS.str.lower() != "final").astype(int),
        }
    )
    sorted_ = rows.assign(**order).sort_values(["part", "home", "early"], kind="stable")
    return sorted_.drop_duplicates(["MEASURE_ID", "end"]).sort_values(["MEASURE_ID", "end"])


def day(text: str) -> date | None:
    """A date as the files write it: 30/06/2024, 30-6-2024 or 2024-06-30.

    >>> day("30/06/2024") == day("30-6-2024") == day("2024-06-30")
    True
    """
    written = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", text) or re.match(
        r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", text
    )
    if not written:
        return None
    first, month, last = (int(part) for part in written.groups())
    year, number = (first, last) if first > 31 else (last, first)
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _span(measure: Measure, end: date) -> str:
    """The period of a figure: a financial year where it is one."""
    if measure.span in ("year", "12 months to") and end.month == 3:
        return f"{end.year - 1}/{end.year % 100:02d}"
    return f"{measure.span} {end:%Y-%m}"
