"""How a sheet of the workbook prints: landscape, all of it on one page, and every line with the
room it needs."""

import math
import re
from collections.abc import Mapping

import pandas as pd
from xlsxwriter.worksheet import Worksheet

A4 = 9  # as Excel numbers paper
COVER = 110  # characters of the cover's only column
FEWEST, MOST = 10, 46  # characters of a column
LONG = 70  # of one with paragraphs, which are longer than two lines of the most
LEAST = 100  # characters of all columns together, so that the words over a table have room
ROW = 16.0  # points of a line of type, and of the largest heading
HEADING = 22.0
OF_TITLE = 1.45  # characters of a column that one of a sheet's title takes
USUAL = 8.0  # characters of a column whose width nothing sets
FILLED = 0.95  # of a line's characters, for words do not break where a line ends


def widths(frame: pd.DataFrame) -> list[float]:
    """Characters of each column: as its longest cell, within limits; the one that holds most takes
    what is left of the least."""
    longest = [
        max([len(str(cell)) for cell in frame.iloc[:, i]] + [max(map(len, str(name).split()))])
        for i, name in enumerate(frame.columns)
    ]
    wide = [float(LONG if one > 2 * MOST else min(MOST, max(FEWEST, one + 2))) for one in longest]
    wide[longest.index(max(longest))] += max(0.0, LEAST - sum(wide))
    return wide


def on_one_page(sheet: Worksheet, texts: Mapping[str, int]) -> None:
    """texts: every text of the workbook and its number there."""
    by_number = {number: text for text, number in texts.items()}
    rows = {
        row: {column: _words(cell, by_number) for column, cell in cells.items()}
        for row, cells in sheet.table.items()
    }
    broad = _columns(sheet, rows)
    for row, cells in rows.items():
        table = len(cells) > 1 or sheet.name == "Cover"
        if table and row:
            lines = max(
                math.ceil(len(text) / (broad[column] * FILLED)) for column, text in cells.items()
            )
            sheet.set_row(row, ROW * max(1, lines) + 2)
        elif not row:
            sheet.set_row(row, HEADING)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&RPage &P of &N")
    # a title runs on over empty columns, and is cut where the page ends
    title = re.sub(r"<[^>]*>", "", next(iter(rows[0].values()), ""))
    beyond = 0 if sheet.name == "Cover" else len(title) * OF_TITLE - sum(broad.values())
    sheet.print_area(0, 0, max(rows), max(broad) + max(0, math.ceil(beyond / USUAL)))


def _words(cell: object, by_number: Mapping[int, str]) -> str:
    """What a cell shows."""
    number = getattr(cell, "string", None)
    return (
        by_number.get(number, "") if isinstance(number, int) else str(getattr(cell, "number", ""))
    )


def _columns(sheet: Worksheet, rows: dict[int, dict[int, str]]) -> dict[int, float]:
    """Sets the widths of a sheet's columns and returns them."""
    if sheet.name == "Cover":
        return {0: float(COVER)}
    heading, *cells = [cells for cells in rows.values() if len(cells) > 1]
    table = pd.DataFrame(cells, columns=list(heading)).fillna("").rename(columns=heading)
    broad = dict(zip(heading, widths(table)))
    for column, wide in broad.items():
        sheet.set_column(column, column, wide)
    return broad
