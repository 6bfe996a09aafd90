"""The first lines of the Reallocate page: the scenario's name and reason, and the year that the
model starts from."""

from html import escape

import streamlit as st

from lib.findings.filters import Filters
from lib.findings.starting import starting
from lib.ui import address, cache
from lib.ui.parts import terms


def show_name() -> None:
    """The name and reason of a scenario that has them, first thing and as text; `money.explore`
    says whether it was changed since."""
    name, reason = (getattr(address.scenario(), key) for key in ("name", "reason"))
    since = "<span>changed since it was opened</span>"
    # always there: were it to come and go, all below it would be drawn anew
    with st.container(key="name"):
        if not reason and name == cache.usual_settings()["name"]:
            return
        st.html(
            f'<div class="named"><p><strong>{escape(name)}</strong>'
            f" {since}</p><p>{escape(reason)}</p></div>"
        )


def show_year(filters: Filters) -> None:
    """The page's first line: the year it starts from, and what a later one would change."""
    terms.note(starting(cache.context(), filters))
