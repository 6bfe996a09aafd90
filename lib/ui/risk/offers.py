"""Offers to groups: levers of children, what they cost, and what the rest of the budget reaches.
Only this runs again when one moves."""

import streamlit as st

from lib import risk_charts, risk_words
from lib.catalogue.assumptions import behind, under
from lib.catalogue.settings import Setting
from lib.errors import BadLever, NotMeasured
from lib.findings.filters import Filters
from lib.findings.offers import Offers, offers
from lib.findings.outcome import work_out
from lib.markdown import verbatim
from lib.ui import address, cache, widgets
from lib.ui.parts import blocks, terms
from lib.ui.parts.axis import axis
from lib.ui.parts.setting import draw

PANEL, COLUMNS = "risk", 2


@st.fragment
def explore(filters: Filters) -> None:
    """Levers, and all that follows them."""
    st.markdown("### What an offer would cost, and what the rest then reaches")
    point, levers = st.container(), st.container()
    with levers:
        _draw_levers()
    try:
        view = offers(work_out(cache.context(), address.scenario(), filters))
    except BadLever as fault:
        with point:
            st.warning(verbatim(str(fault)), title="These levers do not go together")
    except NotMeasured as fault:
        with point:
            st.info(verbatim(str(fault)))
    else:
        with point:
            blocks.summary(view.message, view.tiles)
            blocks.badge("modelled", "Pounds a year", risk_words.PRICES)
        _show_cost(view, filters)
    address.write()


def _draw_levers() -> None:
    """A slider of children for each group, and what a child costs folded away."""
    now = address.settings()
    children = [setting for setting in under(PANEL) if behind(setting) is None]
    grid = st.columns(COLUMNS, gap="medium")
    for i, setting in enumerate(children):
        draw(setting, now, grid[i % COLUMNS])
    with st.expander("Pounds a child (A11), each with its range"):
        terms.note(cache.tables().assumptions["A11"]["why"])
        grid = st.columns(COLUMNS)
        for i, setting in enumerate(one for one in under(PANEL) if behind(one) is not None):
            _draw_price(grid[i % COLUMNS], setting, now)


def _draw_price(place: st.delta_generator.DeltaGenerator, setting: Setting, now: dict) -> None:
    place.number_input(
        verbatim(setting.widget),
        float(setting.low),
        float(setting.high),
        step=float(setting.step),
        format="%.0f",
        help=verbatim(terms.meanings(setting.widget)) or None,
        **widgets.bound(setting.key, now),
    )


def _show_cost(view: Offers, filters: Filters) -> None:
    """Each offer with its range, and what each price does to all that is set aside."""
    if not view.held:
        return
    blocks.table(view.table, "Offers: children, pounds a child and pounds a year (modelled)")
    bars = view.swings
    st.altair_chart(
        risk_charts.tornado(
            bars, view.pounds, axis("offers", filters, [view.pounds, *bars.low, *bars.high])
        ),
        alt=(
            "Pounds set aside as each price goes to the ends of its range, the widest swing on top;"
            " the table above has the values."
        ),
    )
