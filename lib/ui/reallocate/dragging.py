"""What a slider would be set to, shown in the page while it is dragged: Streamlit hears of it only
when it is let go; and whether a finger means the slider or the page."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from lib.place.areas import Areas
from lib.ui.statics import asset

# Each slider's value stands in its input as it is dragged. What is written beside the budget goes
# with the budget's next sentence.


@st.cache_resource(show_spinner=False)
def _pending() -> Callable[..., Any]:
    return st.components.v2.component("pending_move", html="<span></span>", js=asset("pending.js"))


def show_pending(pounds: pd.Series, areas: Areas) -> None:
    """Listen to the sliders. pounds: today's spend a year by area_code, for the sliders that count
    in percent."""
    with st.container(key="pending"):
        _pending()(
            data={"pounds": {areas.name[code]: float(today) for code, today in pounds.items()}},
            key="pending_move",
        )
