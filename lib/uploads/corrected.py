"""A table handed back with what to mend in it."""

import numpy as np

from lib.faults import Fault
from lib.place.areas import Areas
from lib.uploads.checking import Checked
from lib.uploads.matching import MEND, THERE
from lib.uploads.values import NUMBERS


def corrected(table: Checked, areas: Areas, word: str) -> bytes:
    """The table with the contract's columns, the row each stands in where it came from, and what to
    mend in it; what concerns the whole table is said in the first row.

    CSV, UTF-8 with mark. It can be mended and brought in again: the last two columns are read past.
    word: stands in the first row, so that no two are alike and none can be made by guessing its
    figures.
    """
    frame = table.table.frame.copy()
    of_row: dict[int, list[Fault]] = {}
    for fault in table.faults:
        row = int(frame.index[0]) if fault.row is None else fault.row
        of_row.setdefault(row, []).append(fault)
    for column in [column for column in NUMBERS if column in frame]:
        frame[column] = [_written(cell) for cell in frame[column]]
    if "area_code" in frame and table.table.kind != "published_counts":
        frame.insert(1, "area_name", frame.area_code.map(areas.name).fillna(""))
    frame[THERE] = frame.index
    frame[MEND] = ["; ".join(map(_to_mend, of_row.get(int(row), []))) for row in frame.index]
    frame.loc[frame.index[:1], MEND] += f" (copy {word})"
    return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _to_mend(fault: Fault) -> str:
    about = "whole table: " if fault.row is None else ""
    return f"{about}{fault.column} {fault.wrong}; {fault.fix}"


def _written(cell: object) -> object:
    """A number as a template has it; what could not be read stays as it was."""
    if not isinstance(cell, float):
        return cell
    return "*" if np.isnan(cell) else f"{cell:.10g}"
