"""The least a Streamlit page can do: a fragment with a slider and a line of text."""

import csv
from pathlib import Path

import streamlit as st

with (Path(__file__).parents[2] / "data/areas.csv").open(encoding="utf-8") as table:
    # the slider that the benchmark moves, as in benchmarks/sessions.py
    AREA = [row["area_name"] for row in csv.DictReader(table)][2]


@st.fragment
def move() -> None:
    value = st.slider(AREA, -30, 30, 0, 1)
    st.text(f"moved {value}")


move()
