"""What follows the table on the Reallocate page, one question at a time."""

import streamlit as st

from lib.findings.outcome import Result
from lib.ui.reallocate import explain, getting_there, keeping, surety

SECTIONS = {
    "How sure is it?": surety.show_surety,
    "Getting there": getting_there.show_path,
    "Explain": explain.show_causes,
    "Keep and send": keeping.show_keeping,
}


def show_chosen(result: Result) -> None:
    """The section the reader has opened, if any; a move of a slider pays for no other."""
    chosen = st.segmented_control("Go further", list(SECTIONS), key="section")
    if chosen is not None:
        SECTIONS[chosen](result)
