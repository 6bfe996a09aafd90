"""The part of the Methods and data page on a reader's own figures and small numbers."""

import streamlit as st

from lib.markdown import verbatim
from lib.ui import cache


def show_own_data() -> None:
    """How a reader's own figures are kept, and how small numbers are hidden."""
    st.header("Your own figures and small numbers", anchor="own")
    here = cache.tables().place
    rates = f"percents and rates of {here.level.many}" if here.level else "percents and rates"
    bounding = (
        f"figures of {verbatim(here.level.many)}, of quarters and months, "
        if here.level
        else "figures of quarters and months, "
    )
    st.markdown(
        "Figures brought in on the Your data page live in that session's memory: not on disk, not"
        " in a log, not in another session. Every page, link, saved scenario and file is made from"
        " a **safe table**, built once from them:"
    )
    st.markdown(
        "- A count from 1 to 4 becomes a star; every other count goes to the nearest 5, and 0"
        " stays 0, as NHS England publishes. Rates, intervals, spread and the model use the"
        f" rounded counts; {verbatim(here.area.a)} with a star leaves them, by name, and totals"
        " leave it out.\n- Where what is known besides would leave a star only one value it can"
        " have, every figure that it is tied to becomes a star: all"
        f" {verbatim(here.area.many)} of the year where a total does, the one"
        f" {verbatim(here.area.one)} where parts do. Known are the parts and wholes of each count,"
        f" totals of {verbatim(here.name)} (to the nearest 5: a range, not a point), totals of a"
        f" count that is part of it or that it is part of, {bounding}and rates whose denominator is"
        " published."
        " An exact search over whole numbers decides, from what is shown alone, so that knowing"
        " this rule gives nothing away either.\n- What went out of a session in a download, a"
        " saved scenario or a pack is known to its readers. Counts or totals that are brought in"
        " after it come as stars where they are tied to it and could complete it; the preview says"
        " so before they are used.\n- A mean wait is shown where the counts it is of are there"
        " and, with each star taken for as much as it could be, leave at least 10 children."
        f" Uploaded {verbatim(rates)} are worked out again from rounded counts; medians go with"
        " their count.\n- What is already published, apportioned or modelled is left alone.\n- The"
        " one who brought the figures in may look at them exactly, on the Access map and Variation"
        " pages, under a warning. Only the bundle that they download, marked “exact, not for"
        " sharing”, and a table returned to them to be mended hold exact figures: made on the"
        " click, for their browser alone, and let go after it."
    )
