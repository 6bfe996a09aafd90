"""A button for each worked example."""

import streamlit as st

from lib.errors import AskedTooMuch, NoAllocation
from lib.findings.examples import EXAMPLES, Example, loaded
from lib.markdown import verbatim
from lib.ui import address, cache, turns
from lib.ui.parts import terms
from lib.ui.reallocate import levers
from lib.ui.session import FAULT


def show_examples() -> None:
    """A button an example, each with its sentence."""
    with st.container(key="examples"):
        st.markdown("**Start from a worked example**, or move the sliders below")
        for example in EXAMPLES:
            st.button(
                example.name,
                help=verbatim(terms.meanings(example.name)) or None,
                on_click=_load,
                args=(example,),
                width="stretch",
            )
            terms.note(cache.tables().place.say(example.does))
        fault = st.session_state.pop(FAULT, None)
        if fault:
            st.warning(verbatim(fault), title="This example was not loaded")


def _load(example: Example) -> None:
    try:
        turns.take("solver")
        levers.put(loaded(cache.context(), example, address.scenario()))
    except (NoAllocation, AskedTooMuch) as fault:
        st.session_state[FAULT] = str(fault)
