"""One table that a reader brings in: what was read as something else, what is odd, what wrong."""

import pandas as pd
import streamlit as st

from lib.markdown import verbatim
from lib.ui import cache
from lib.ui.parts import blocks
from lib.ui.your_data import exact_files
from lib.uploads import checking
from lib.uploads.checking import Checked
from lib.uploads.corrected import corrected
from lib.uploads.matching import KINDS

MOST_FAULTS = 100  # on the page; the corrected file has more
MOST_CHANGES = 12  # more are folded away


def show_table(checked: Checked, i: int) -> None:
    """One table: what it is, what was read as something else, what is wrong, what is odd."""
    table = checked.table
    st.subheader(
        f"{verbatim(table.name)}: {KINDS[table.kind].lower()}, {len(table.frame):,} rows",
        anchor=False,
    )
    if not checked.faults:
        st.markdown("**No fault found.**")
    if table.changes:
        with st.expander(
            f"Read as something else than it was written: {len(table.changes)}",
            expanded=len(table.changes) <= MOST_CHANGES,
        ):
            st.markdown("\n".join(f"- {verbatim(line)}" for line in table.changes))
    if checked.warnings:
        st.warning(
            "\n".join(f"- {verbatim(line)}" for line in checked.warnings),
            title="Have a second look; it can be used",
        )
    if checked.faults:
        _show_faults(checked, i)


def _show_faults(checked: Checked, i: int) -> None:
    """What is wrong with a table, and the table to mend."""
    count = len(checked.faults) + checked.more
    number = "1 fault" if count == 1 else f"{count:,} faults"
    st.error(
        f"{number}; this table is not used until that is mended.", title="Mend and choose again"
    )
    columns = ["Row", "Column", "Value", "What is wrong", "The fix"]
    rows = [
        (fault.row or "all", fault.column, fault.value, fault.wrong, fault.fix)
        for fault in checked.faults[:MOST_FAULTS]
    ]
    table = checked.table
    with st.container(key=f"faults_{i}"):
        blocks.table(pd.DataFrame(rows, columns=columns), f"Faults in {table.name}", text_columns=5)
    if len(checked.faults) > MOST_FAULTS:
        below = f"the first {checking.MOST_LISTED:,}" if checked.more else "them all"
        st.caption(f"The first {MOST_FAULTS} of {count:,}; the file below has {below}.")
    areas = cache.tables().areas
    exact_files.button(
        "Download this table with the faults marked (CSV; exact, not for sharing)",
        lambda word: corrected(checked, areas, word),
        f"to-mend-{table.kind.replace('_', '-')}.csv",
        "text/csv",
        key=f"mend_{i}",
    )
