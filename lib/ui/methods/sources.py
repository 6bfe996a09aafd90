"""Sources, licences and what changed, on the Methods and data page."""

from pathlib import Path

import pandas as pd
import streamlit as st

from lib.markdown import verbatim
from lib.sources import Tables
from lib.ui.parts import blocks

CHANGELOG = Path(__file__).parents[3] / "CHANGELOG.md"


def show_sources(tables: Tables) -> None:
    st.header("Sources and licences", anchor="sources")
    rows = []
    for key, p in tables.publications.items():
        files = ", ".join(
            name for name, record in tables.files.items() if key in record["built_from"]
        )
        rows.append(
            (
                p["title"],
                p["publisher"],
                p["period"],
                p["licence"],
                p["url"],
                p.get("package", ""),
                files,
            )
        )
    columns = ["Title", "Publisher", "Period", "Licence", "URL", "Taken from package", "Builds"]
    blocks.table(pd.DataFrame(rows, columns=columns), "Every source", text_columns=7)
    for line in tables.place.licences:
        st.markdown(verbatim(line))
    st.html(
        "<p>Licences: <a"
        ' href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/">Open'
        " Government Licence v3.0</a>, <a"
        ' href="https://opendatacommons.org/licenses/odbl/1-0/">Open Database License v1.0</a>. The'
        " code is under the MIT licence.</p>"
    )
    st.markdown("**Standards**")
    frame = tables.standards
    standards = [
        (
            r.label,
            f"{r.percent:g}%",
            r.area_name,
            r.period,
            tables.publications[r.source_id]["publisher"],
        )
        for r in frame.itertuples()
    ]
    blocks.table(
        pd.DataFrame(standards, columns=["Line", "Value", "Area", "Period", "Publisher"]),
        "Standards and outturns",
        text_columns=5,
    )


def show_changes() -> None:
    st.header("What changed", anchor="changes")
    text = CHANGELOG.read_text(encoding="utf-8").split("\n", 1)[1]
    st.markdown(text.replace("\n## ", "\n### "))
