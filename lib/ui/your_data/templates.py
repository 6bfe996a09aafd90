"""Files to fill in, and what can be brought in."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from lib.catalogue import measures as catalogue
from lib.catalogue.groups import GROUPS
from lib.catalogue.services import SERVICES
from lib.markdown import verbatim
from lib.place.profile import Profile
from lib.school_tables import POSTS
from lib.ui import cache
from lib.ui.parts import blocks, terms
from lib.uploads import reading
from lib.uploads.matching import KINDS


def show_templates() -> None:
    """Files to fill in, with the published values."""
    here = cache.tables().place
    st.header("Templates", anchor="templates")
    st.markdown(
        "Fill in a template, or use its columns in a file of your own. Headings, names of"
        f" {verbatim(here.area.many)}"
        " (old ones too), years and numbers are read kindly, and what was read as something else is"
        " listed. Write * where a count is suppressed."
    )
    tables = cache.deployed()
    st.download_button(
        "All as one Excel workbook",
        lambda: reading.template_workbook(tables),
        file_name="templates.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="template_workbook",
        on_click="ignore",
    )

    def template_of(kind: str) -> Callable[[], bytes]:
        return lambda: reading.template(kind, tables)  # made once it is asked for

    row = st.container(horizontal=True)
    for kind, label in KINDS.items():
        row.download_button(
            label,
            template_of(kind),
            file_name=f"template-{kind.replace('_', '-')}.csv",
            mime="text/csv",
            key=f"template_{kind}",
            help=verbatim(terms.meanings(label)) or None,
            on_click="ignore",
        )
    _show_what_can_come(here)


def _show_what_can_come(here: Profile) -> None:
    """Each kind of table, its columns and what stands in it."""
    every = f"every {here.area.one}"
    parts = f"{here.level.many} by code ({here.measured_period}), or " if here.level else ""
    rows = [
        (
            "Service counts",
            "area_code, period, measure, value",
            (
                f"{catalogue.counts_by_unit()} or {', '.join(catalogue.means())}; {every} in each"
                " year and measure"
            ),
        ),
        (
            "Spend",
            "area_code, period, service, pounds",
            f"pounds a year (not thousands) by service: {', '.join(SERVICES)}; {every}",
        ),
        (
            "Places of support",
            "area_code, site, service_type, postcode, lat, lon, provider",
            "the whole list: it replaces the one on the map",
        ),
        (
            "People by age",
            "area_code, year, age, persons",
            f"those of each age from 0 to 25 at a mid-year; {every}",
        ),
        (
            "Published-area figures",
            "area_code, period, measure, value",
            f"{parts}{here.name} as a whole",
        ),
        (
            "School teams",
            "area_code, teams, covered",
            f"teams, and percent of pupils whom one covers; {every}",
        ),
        (
            "Staff in post",
            f"area_code, {', '.join(POSTS)}",
            f"whole-time posts by skill, no names; {every}",
        ),
        (
            "Groups at greatest risk",
            "area_code, period, group, value",
            f"children of a group, one or several of {', '.join(GROUPS)}; {every} in each",
        ),
        (
            "NHS England's monthly MHSDS file",
            "as it is downloaded",
            (
                f"children's measures of {here.name} are found in it; those of its file of waits"
                " (4WW) are shown on the Waits page, and its model starts from them"
            ),
        ),
    ]
    blocks.table(
        pd.DataFrame(rows, columns=["Table", "Columns", "What stands in it"]),
        "What can be brought in",
        text_columns=3,
    )
