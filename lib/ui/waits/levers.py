"""The levers of the way to treatment, and what follows them. Only `explore` runs again when one
moves."""

from typing import Any

import numpy as np
import pyarrow as pa
import streamlit as st

from lib import charts, wait_charts, wait_words
from lib.catalogue.assumptions import behind, under
from lib.findings.pathway import Outlook, outlook, waiting_quarter
from lib.model.pathway import MONTHS
from lib.ui import address, cache
from lib.ui.parts import blocks, terms
from lib.ui.parts.setting import draw

AXIS = 10_000  # the chart's axis ends at a whole number of these


def show_levers() -> None:
    """Nothing where there is no quarter to start from: the page's point says so."""
    quarter = waiting_quarter(cache.context())
    if quarter is None:
        return
    st.markdown("### What would shorten it")
    if outlook(cache.context(), address.scenario()) is None:
        terms.note(wait_words.NO_MODEL)
        return
    with st.container(key="pathway"):
        explore(float(np.ceil(1.7 * quarter.waiting_stop / AXIS) * AXIS))


@st.fragment
def explore(top: float) -> None:
    """Levers, and everything that follows them. top: of the chart's axis."""
    point = st.container()
    settings, view = st.columns([2, 3], gap="medium")
    with settings:
        _draw_levers()
    shown = outlook(cache.context(), address.scenario())
    if shown is not None:
        with point:
            blocks.summary(shown.message, shown.tiles)
            blocks.badge("modelled", f"From the {shown.ends}", wait_words.ONE_LINE)
        with view:
            _show_queue(shown, top)
            terms.note(shown.money)
            st.markdown("### What it would take")
            for line in shown.takes:
                terms.paragraph(line)
        blocks.table(shown.table, "The queue and its waits by year (modelled)")
        _show_swings(shown)
    address.write()


def _draw_levers() -> None:
    now = address.settings()
    with st.expander("Assumptions, each with its range"):
        for setting in under("waits"):
            if behind(setting) is not None:
                draw(setting, now)
    for setting in under("waits"):
        if behind(setting) is None:
            draw(setting, now)


def _show_queue(shown: Outlook, top: float) -> None:
    st.html(
        '<ul class="legend" aria-label="Legend">'
        + "".join(
            f'<li><i style="background:{colour}"></i>{terms.marked(words)}</li>'
            for colour, words in wait_charts.KEY.items()
        )
        + "</ul>"
    )
    months = shown.months
    rows = {name: months[name].to_numpy(np.float32).round(0) for name in months}
    st.vega_lite_chart(
        _spec("queue", top) | {"datasets": {"rows": pa.table(rows)}},
        alt=wait_words.path_alt(MONTHS, float(months.queue.iloc[0]), shown.last, shown.usual),
    )


def _show_swings(shown: Outlook) -> None:
    st.markdown("### What each assumption does to the queue")
    swings = shown.swings
    rows = {
        "assumption": swings.assumption.to_numpy(),
        "low": swings.low.to_numpy(np.float32).round(0),
        "high": swings.high.to_numpy(np.float32).round(0),
        "said": swings.said.to_numpy(),
        "now": np.full(len(swings), shown.last, np.float32).round(0),
    }
    st.vega_lite_chart(
        _spec("swings", 0.0) | {"datasets": {"rows": pa.table(rows)}},
        alt="The queue after three years as each assumption goes to the ends of its range, the"
        f" widest swing on top: {wait_words.swings(swings)}.",
    )
    terms.note(
        "Bars: one assumption at a time over its range, the others as they stand; the mark is the"
        " queue as it stands. " + wait_words.DRAWN
    )


@st.cache_resource(show_spinner=False)
def _spec(chart: str, top: float) -> dict[str, Any]:
    """The drawing rules of a chart without its rows: only those change with a lever."""
    return charts.rules(wait_charts.queue(top) if chart == "queue" else wait_charts.swings())
