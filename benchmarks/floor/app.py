"""The least a Streamlit page can do: a fragment with a slider and a line of text."""

import streamlit as st


@st.fragment
def move() -> None:
    value = st.slider("Dartford", -30, 30, 0, 1)
    st.text(f"moved {value}")


move()
