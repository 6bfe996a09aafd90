"""What is wrong with a table against its contract, every fault at once, in words that name the cell
and the fix."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa

from lib.columns import OF_A_CATALOGUE, WRONG, Table, Wrong, not_known

MOST_SHOWN = 40  # characters of a cell that a fault shows
NO_NUMBER = Wrong(what="is not a number", fix="give a number")
REPEATED = Wrong(what="repeats an earlier row", fix="keep one of them")
# What pandera's own checks find, by the name that it has for them.
OF_PANDERA = {
    "not_nullable": Wrong(what="is empty", fix="fill it in"),
    "column_in_schema": Wrong(what="is not a column of this table", fix="leave it out"),
    "column_in_dataframe": Wrong(what="is missing", fix="add it"),
}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong with a cell, and the fix. row: as a spreadsheet counts, header 1; None where it
    is about the whole table. column: more than one where it is about a row."""

    row: int | None
    column: str
    value: str
    wrong: str
    fix: str

    def __str__(self) -> str:
        where = "" if self.row is None else f"row {self.row}, "
        what = f": {self.value!r}" if self.value else ""
        return f"{where}column {self.column}{what} {self.wrong}; {self.fix}"


def fault(wrong: Wrong, row: Any, column: str, value: str = "") -> Fault:
    """A fault of a cell. row: an index of a table, None where it is about the whole of it."""
    at = None if row is None else int(row)
    return Fault(row=at, column=column, value=value, wrong=wrong.what, fix=wrong.fix)


def faults(table: Table, frame: pd.DataFrame, first_row: int = 2) -> list[Fault]:
    """Everything that is wrong with a table at once. first_row: the spreadsheet row of the frame's
    row 0."""
    try:
        table.schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as problem:
        cases = filter(_is_of_a_cell, problem.failure_cases.to_dict("records"))
        ordered = sorted(cases, key=lambda case: (case["schema_context"], str(case["index"])))
        return [_of_a_case(case, first_row) for case in ordered]
    repeated = frame.index[frame.duplicated(list(table.key))]
    return [fault(REPEATED, int(row) + first_row, ", ".join(table.key)) for row in repeated]


def _is_of_a_cell(case: Mapping[str, Any]) -> bool:
    """A check of whole rows reports every cell of the row; the cell it is about is the value."""
    of_a_column = case["schema_context"] == "Column"
    return of_a_column or pd.isna(case["index"]) or case["column"] == "value"


def _of_a_case(case: Mapping[str, Any], first_row: int) -> Fault:
    """A fault as pandera found it."""
    wrong = _wrong(str(case["check"]))
    if not pd.isna(case["index"]):
        row = int(case["index"]) + first_row
        return fault(wrong, row, str(case["column"]), _written(case["failure_case"]))
    if case["schema_context"] == "DataFrameSchema":
        fix = wrong.fix or "use the columns of the template"
        return fault(Wrong(what=wrong.what, fix=fix), None, str(case["failure_case"]))
    return fault(wrong, None, str(case["column"]), _written(case["failure_case"]))


def _wrong(check: str) -> Wrong:
    """What a check finds wrong."""
    if check in OF_A_CATALOGUE:
        return not_known(OF_A_CATALOGUE[check])
    if check.startswith(("coerce_dtype", "dtype")):
        return NO_NUMBER
    return {**OF_PANDERA, **WRONG}.get(check, Wrong(what=check, fix=""))


def _written(value: object) -> str:
    """A cell as its owner wrote it: 3, not 3.0."""
    return f"{value:.10g}" if isinstance(value, float) else "" if value is None else str(value)
