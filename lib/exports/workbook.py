"""The workbook, to the government's guidance on statistics in spreadsheets: cover, contents, notes,
one table a sheet."""

import io
import re
import textwrap
from datetime import datetime
from typing import Any

import gptables as gpt
import pandas as pd

from lib.archives import with_fixed_dates
from lib.exports import print_setup
from lib.findings.pack import Pack
from lib.findings.page import Sheet
from lib.words import STAR

OVER = 0.75  # characters of the larger type over a table that a character of its own takes
SUPPRESSED = "[c]"  # the guidance's mark for a confidential figure


def workbook(pack: Pack) -> bytes:
    """Numbers as numbers, one table a sheet, notes and sources beside. Made in memory: nothing of a
    reader's is on the disk."""
    out = io.BytesIO()
    book = gpt.produce_workbook(
        filename=out,
        workbook_options={"in_memory": True},
        sheets=_sheets(pack),
        cover=_cover(pack),
        contentsheet_options={"column_names": ["Sheet", "Table"]},
        notes_table=_notes(pack),
        auto_width=False,
    )
    book.set_properties(
        {"title": pack.title, "created": datetime.combine(pack.made_on, datetime.min.time())}
    )
    for sheet in book.worksheets():
        print_setup.on_one_page(sheet, book.str_table.string_table)
    book.close()
    return with_fixed_dates(out.getvalue(), pack.made_on)


# Where gptables finds a link ("[words](address)") or a note ("$$note$$"), and where xlsxwriter
# finds a formula or an address.
_MADE_OF_TEXT = re.compile(
    r"(?<=\])(?=\()|(?<=\$)(?=\$)|^(?=[={]|\w+:\S|(?:mailto|internal|external|file):)",
    re.IGNORECASE,
)


def _text(words: str) -> str:
    """Words with a space in whatever the workbook's makers would read as more than text."""
    return _MADE_OF_TEXT.sub(" ", words)


def _cover(pack: Pack) -> gpt.Cover:
    named = f"{_text(pack.scenario.name)}. {_text(pack.scenario.reason)}"
    return gpt.Cover(
        cover_label="Cover",
        title=pack.title,
        intro=[pack.message, *map(_text, pack.plain_words), *pack.districts],
        about=[
            *([f"The decision asked for: {_text(pack.asked)}"] if pack.asked else []),
            _text(pack.stamp()),
            f"Scenario: {named}".strip(),
            f"Opens again at: {pack.link}",
            pack.cited,
        ],
        contact=[_text(pack.whom) or "The partnership that made this workbook."],
        width=print_setup.COVER,
    )


def _notes(pack: Pack) -> pd.DataFrame:
    notes = [
        *pack.quality,
        *([f"{SUPPRESSED}: suppressed, {STAR.removeprefix('* ')}."] if pack.hidden else []),
    ]
    return pd.DataFrame(
        {"Note reference": [f"note{i}" for i in range(1, len(notes) + 1)], "Note text": notes}
    )


def _sheets(pack: Pack) -> dict[str, gpt.GPTable]:
    assumptions = pd.DataFrame([(a.key, a.title, a.value, a.span, a.why) for a in pack.assumptions])
    assumptions.columns = ["Id", "Assumption", "Value here", "Range", "Why"]
    if pack.plain:
        assumptions = assumptions[["Assumption", "Value here"]]
    sources = pd.DataFrame([(s.publisher, s.title, s.period, s.licence) for s in pack.sources])
    sources.columns = ["Publisher", "Title", "Period", "Licence"]
    sheets = [
        *(page.sheet for page in pack.pages),
        Sheet(
            name="Assumptions", title="Assumptions of the model", frame=assumptions, modelled=True
        ),
        Sheet(name="Sources", title="Publications behind the figures", frame=sources),
    ]
    every = "".join(f"$${note}$$" for note in _notes(pack)["Note reference"])
    return {
        sheet.name: gpt.GPTable(
            table=_marked(sheet.frame).reset_index(drop=True),
            table_name=sheet.name.lower(),
            title=f"{_text(sheet.title)}{every}",
            subtitles=_lines(
                f"{sheet.note} {_text(sheet.stamp or pack.stamp(sheet.modelled))}", sheet.frame
            ),
            source="The publications on the sheet “Sources”.",
            index_columns={},
            additional_formatting=_formats(sheet.frame),
        )
        for sheet in sheets
    }


def _formats(frame: pd.DataFrame) -> list[dict]:
    """Pounds in thousands, words apart from the numbers before them, and every cell at the top of
    its row."""
    numbers = [pd.api.types.is_numeric_dtype(kind) for kind in frame.dtypes]
    formats = []
    for i, name in enumerate(frame.columns):
        given: dict[str, Any] = {"valign": "top"}
        if numbers[i] and "£" in str(name):
            given["num_format"] = "#,##0"
        apart = bool(i and numbers[i - 1] and not numbers[i])
        if apart:
            given["indent"] = 1
        formats.append({"column": {"columns": [name], "format": given, "include_names": apart}})
    return formats


def _lines(text: str, frame: pd.DataFrame) -> list[str]:
    """Words over a table in lines that are no longer than it is wide, so that they print with
    it."""
    broad = int(sum(print_setup.widths(frame)) * OVER)
    return [_text(line) for line in textwrap.wrap(" ".join(text.split()), broad)]


def _marked(frame: pd.DataFrame) -> pd.DataFrame:
    """The guidance's mark where a figure is suppressed."""
    return (
        frame.astype(object).where(frame.notna(), SUPPRESSED)
        if frame.isna().any(axis=None)
        else frame
    )
