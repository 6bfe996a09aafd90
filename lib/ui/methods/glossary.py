"""The words of the field, as a list: what stands at each of them on the other pages."""

from html import escape

import streamlit as st

from lib.glossed import said
from lib.ui.parts import terms


def show_glossary() -> None:
    """Every term with a plain word for it and what it means, in the order of the alphabet."""
    st.header("Words used here", anchor="glossary")
    listed = sorted(terms.glossary().terms, key=lambda term: term.name.lower())
    entries = "".join(
        f"<dt><strong>{escape(term.name)}</strong> ({escape(term.plain)})<dd>{escape(said(term))}"
        for term in listed
    )
    st.html(
        f"<p>On every page a word with dots under it says this when it is pointed at, reached with"
        f' the Tab key or tapped; Escape closes it.</p><dl class="glossary">{entries}</dl>'
    )
