"""The parts of the Methods and data page, by their anchors."""

from html import escape

import streamlit as st


def show_contents() -> None:
    links = (
        ("glossary", "Words"),
        ("numbers", "What the numbers are"),
        ("figures", "Figures"),
        ("variation", "Variation"),
        ("assumptions", "Assumptions"),
        ("own", "Your own figures"),
        ("sources", "Sources"),
        ("changes", "What changed"),
    )
    st.html("<p>" + " | ".join(f'<a href="#{a}">{escape(t)}</a>' for a, t in links) + "</p>")
