"""The choices that hold on every page: their widgets in the sidebar, and what they say."""

import streamlit as st

from lib.findings.filters import Filters
from lib.markdown import verbatim
from lib.model import need
from lib.model.need import BASES
from lib.scenarios import standing
from lib.ui import address, cache, widgets
from lib.ui.parts import terms


def sidebar_filters() -> None:
    """The widgets that hold on every page; kept in app.py's run so that they keep their value
    across pages."""
    here = cache.tables().place
    estimates = "\n\n".join(
        f"**{verbatim(basis.label)}.** {verbatim(need.defined(basis, here))}"
        for basis in BASES.values()
    )
    meant = terms.meanings(*(f"{basis.label} {basis.definition}" for basis in BASES.values()))
    now = address.settings()
    area = verbatim(here.area.heading)
    st.selectbox(area, placeholder="None chosen", **widgets.looks("district"))
    st.selectbox(
        "Need estimated by",
        help=f"{estimates}\n\n{verbatim(meant)}",
        **widgets.choice("basis", now),
    )
    if unverified := need.unverified(cache.tables().prevalence, now["basis"]):
        st.caption(verbatim(unverified))
    st.toggle(
        "Weight need by the mental-health need index",
        help=(
            f"{verbatim(terms.meanings('need index'))} Here it is rescaled so that total need is"
            " unchanged."
        ),
        **widgets.bound("weighted", now),
    )
    st.selectbox(
        "Standard to compare with",
        help=verbatim(terms.meanings("the standard")),
        **widgets.choice("standard", now),
    )
    if now["standard"] == standing.OWN:
        st.number_input(
            "Own standard, in 100 children in need",
            1.0,
            100.0,
            step=1.0,
            **widgets.bound("own_standard", now),
        )


def filters() -> Filters:
    """The choices of the sidebar."""
    scenario = address.scenario()
    published = cache.context().standards().get(address.settings()["standard"])
    return Filters(
        basis=scenario.basis,
        weighted=scenario.weighted,
        standard=scenario.standard,
        standard_label="own standard" if published is None else published.name,
        district=address.view("district"),
    )


def choose(area_code: str | None) -> None:
    """Choose a district from a map, bar or table; call from a callback, before the select box is
    drawn."""
    address.look("district", area_code)
