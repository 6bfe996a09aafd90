"""What is wrong with a table against its contract, every fault at once, in words that name the cell
and the fix."""

from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

from lib.schema import OF_A_CATALOGUE, Table, not_known


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong with a cell, and the fix. row: as a spreadsheet counts, header 1; None where it
    is about the whole table."""

    row: int | None
    column: str
    value: str
    wrong: str
    fix: str

    def __str__(self) -> str:
        where = "" if self.row is None else f"row {self.row}, "
        what = f": {self.value!r}" if self.value else ""
        return f"{where}column {self.column}{what} {self.wrong}; {self.fix}"


def faults(table: Table, frame: pd.DataFrame, first_row: int = 2) -> list[Fault]:
    """Everything that is wrong with a table at once. first_row: the spreadsheet row of the frame's
    row 0."""
    try:
        table.schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as found:
        cases = found.failure_cases.to_dict("records")
        # A check of whole rows reports every cell of the row; the cell it is about is the value.
        about = [
            c
            for c in cases
            if c["schema_context"] == "Column" or pd.isna(c["index"]) or c["column"] == "value"
        ]
        return [
            _fault(case, first_row)
            for case in sorted(about, key=lambda c: (c["schema_context"], str(c["index"])))
        ]
    double = frame[frame.duplicated(list(table.key))]
    fix = "keep one of them"
    key = ", ".join(table.key)
    return [
        Fault(row=int(i) + first_row, column=key, value="", wrong="repeats an earlier row", fix=fix)
        for i in double.index
    ]


SAYS = {
    "not_nullable": "is empty; fill it in",
    "column_in_schema": "is not a column of this table; leave it out",
    "column_in_dataframe": "is missing; add it",
}


def _fault(case: dict, first_row: int) -> Fault:
    check = str(case["check"])
    if check in OF_A_CATALOGUE:
        says = not_known(OF_A_CATALOGUE[check])
    else:
        says = SAYS.get(
            check,
            (
                "is not a number; give a number"
                if check.startswith(("coerce_dtype", "dtype"))
                else check
            ),
        )
    wrong, _, fix = says.partition("; ")
    if case["schema_context"] == "DataFrameSchema" and pd.isna(case["index"]):
        return Fault(
            row=None,
            column=str(case["failure_case"]),
            value="",
            wrong=wrong,
            fix=fix or "use the columns of the template",
        )
    row = None if pd.isna(case["index"]) else int(case["index"]) + first_row
    return Fault(
        row=row, column=str(case["column"]), value=_said(case["failure_case"]), wrong=wrong, fix=fix
    )


def _said(value: object) -> str:
    """A cell as its owner wrote it: 3, not 3.0."""
    return f"{value:.10g}" if isinstance(value, float) else "" if value is None else str(value)
