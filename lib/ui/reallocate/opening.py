"""The first lines of the Reallocate page: the scenario's name and reason, and the year that the
model starts from."""

from html import escape

import streamlit as st

from lib import money_words
from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.figures.measured import periods
from lib.figures.spend import spend
from lib.findings.filters import Filters
from lib.markdown import verbatim
from lib.ui import address, cache


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
    tables, start = cache.tables(), cache.context().base_period()
    later = None
    offered = sorted(periods(tables, INDICATORS[MODELLED]))
    if offered[-1] > start:
        then, now = (
            cache.context().measured(MODELLED, p, filters.basis, filters.weighted).districts
            for p in (offered[-1], start)
        )
        above = int((then.value >= filters.standard).sum()) if filters.standard_applies else None
        spent = spend(tables, offered[-1]).total
        later = money_words.Later(
            period=offered[-1], ratio=then.overall / now.overall, pounds=spent, above=above
        )
    st.caption(verbatim(money_words.start_sentence(start, later, filters.standard, tables.areas)))
