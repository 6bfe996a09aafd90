"""The parts of the Promises page."""

import streamlit as st

from lib import promise_charts, promise_words
from lib.exports.tables import promises_csv
from lib.findings.promises import Promises, promises
from lib.markdown import verbatim
from lib.ui import access, cache
from lib.ui.pages import PAGES
from lib.ui.parts import blocks, terms


def show_promises() -> None:
    """The point, how figures moved, and the promises of each theme; that there is no plan where
    there is none."""
    view = promises(cache.context())
    if not view.held:
        st.info(verbatim(view.message))
        return
    blocks.summary(view.message, view.tiles)
    blocks.badge("published", "Periods as each row says", view.caution)
    _show_moves(view)
    for theme in view.themes:
        st.markdown(f"### {verbatim(theme.title)}")
        blocks.sentences(view.table(theme), f"Promises: {theme.title.lower()}")
        _link(theme.page)
    st.download_button(
        "Download all promises (CSV)",
        promises_csv(cache.safe_context()),
        file_name=f"{cache.tables().place.slug}-promises.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _show_moves(view: Promises) -> None:
    """How each figure moved that can be held against the one at the plan."""
    moves = view.moves
    if moves.empty:
        return
    st.markdown("### How the figures moved since the plans")
    said = " ".join(f"{row.label}: {row.direction}. {row.said}." for row in moves.itertuples())
    st.altair_chart(promise_charts.moves(moves), alt=f"Moves for better or worse. {said}")
    terms.note(promise_words.MOVES)


def _link(stem: str) -> None:
    """The way to the page that works on a theme, where there is one that whoever asks may open."""
    page = next((page for page in PAGES if page.stem == stem), None)
    if page is not None and access.may_open(page):
        st.page_link(f"pages/{page.stem}.py", label=f"Work on it: {verbatim(page.title)}")
