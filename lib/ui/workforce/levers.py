"""The widgets of the Schools and workforce page."""

import streamlit as st

from lib.catalogue.assumptions import behind, under
from lib.markdown import verbatim
from lib.ui import address, cache, widgets
from lib.ui.parts.setting import draw, reason

PANEL = "workforce"


def draw_levers() -> None:
    """New teams and where they go, and places of early help."""
    now = address.settings()
    for setting in under(PANEL):
        if behind(setting) is None:
            draw(setting, now)


def draw_assumptions() -> None:
    """Every assumption of the page, in two columns, each with its reason."""
    now, grid = address.settings(), st.columns(2)
    assumed = [setting for setting in under(PANEL) if behind(setting) is not None]
    for i, setting in enumerate(assumed):
        with grid[i % 2]:
            st.number_input(
                verbatim(cache.tables().place.say(setting.widget)),
                float(setting.low),
                float(setting.high),
                step=float(setting.step),
                format="%g",
                help=verbatim(reason(setting)),
                **widgets.bound(setting.key, now),
            )
