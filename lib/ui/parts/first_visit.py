"""Three steps for a reader who comes for the first time. Whether it is the first is the browser's
to know: nothing of it is sent to the server."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.ui import cache
from lib.ui.statics import asset

STEPS = (
    "The sentence at the top says what the map shows. Choose {an area} on the map, on a bar or in"
    " the table, and everything known of it opens.",
    "Every number says how it is known: published, shared out or estimated. A word with dots under"
    " it says what it means when you point at it, tap it or reach it with the Tab key.",
    "On Reallocate you move a slider and see what moving the money would do. The address bar always"
    " holds what you see: copy it to send it.",
)
BOX = (
    '<section class="tour" aria-label="First visit" hidden><p aria-live="polite"></p><p></p><div>'
    '<button type="button">Back</button><button type="button" class="next">Next</button>'
    '<button type="button">Skip</button></div></section>'
)


@st.cache_resource(show_spinner=False)
def _tour() -> Callable[..., Any]:
    return st.components.v2.component(
        "first_visit", html=BOX, css=asset("tour.css"), js=asset("tour.js")
    )


def show() -> None:
    """The steps, over the foot of the page, so that nothing of it moves."""
    place = cache.tables().place
    with st.container(key="first_visit"):
        _tour()(data={"steps": [place.say(step) for step in STEPS]}, key="first_visit_steps")
