"""What follows the table on the Reallocate page, one question at a time."""

import streamlit as st

from lib.findings.outcome import Result
from lib.ui.reallocate import explain, getting_there, keeping, surety

SECTIONS = {
    "How sure is it?": surety.show,
    "Getting there": getting_there.show,
    "Explain": explain.show,
    "Keep and send": keeping.show,
}


def show(result: Result) -> None:
    """The section the reader has opened, if any; a move of a slider pays for no other."""
    chosen = st.segmented_control("Go further", list(SECTIONS), key="section")
    if chosen is not None:
        SECTIONS[chosen](result)
