"""Sentences on the screen, in which a term of the glossary says what it means at hover, focus and
tap."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.glossed import Glossary, said
from lib.place.nouns import capital
from lib.ui import cache
from lib.ui.statics import asset, served


def glossary() -> Glossary:
    """The glossary in the words of the partnership in use."""
    return cache.context().glossary()


def marked(text: str, already: set[str] | None = None) -> str:
    """A text as HTML with its terms marked; already: as in `Glossary.marked`."""
    return glossary().marked(text, already)


def pieces(text: str, already: set[str]) -> list[tuple[str, str]]:
    """A text cut at the terms that `marked` would mark, each with its meaning."""
    return glossary().pieces(text, already)


def meanings(*texts: str) -> str:
    """What the terms of some texts mean, for the help of a widget that has them in its label or
    options; "" where they have none."""
    used = {term.key: term for text in texts for term, _ in glossary().uses(text)}
    return " ".join(f"{capital(term.name)}: {said(term)}" for term in used.values())


def note(text: str) -> None:
    """Small print under what it is about."""
    st.html(f'<p class="note">{marked(text)}</p>')


def paragraph(text: str, lead: str = "") -> None:
    """A sentence or some. lead: words before them that stand out."""
    already: set[str] = set()
    first = f"<strong>{marked(lead, already)}</strong> " if lead else ""
    st.html(f"<p>{first}{marked(text, already)}</p>")


@st.cache_resource(show_spinner=False)
def _meanings() -> Callable[..., Any]:
    return st.components.v2.component("meanings", html="<span></span>", js=asset("glossary.js"))


def listen() -> None:
    """Show what a term means while it is pointed at; once a page. The browser fetches what terms
    mean when it comes, and keeps it."""
    with st.container(key="meanings"):
        _meanings()(key="meanings_shown", data=f"app/static/{served()}/meanings.json")
