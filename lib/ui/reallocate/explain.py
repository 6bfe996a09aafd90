"""Explain: why a district's access changes, and every district in a sentence."""

from html import escape

import pandas as pd
import streamlit as st

from lib import money_charts, words
from lib.findings.explained import explained
from lib.findings.outcome import Result
from lib.markdown import verbatim
from lib.ui import cache
from lib.ui.parts import blocks, terms
from lib.ui.parts.axis import axis


def show_causes(result: Result) -> None:
    causes = explained(cache.context(), result)
    name = st.selectbox(
        f"{verbatim(result.areas.noun.heading)} to explain",
        list(result.areas.name),
        index=result.areas.order.index(causes.opens_with),
        key=f"explain_{causes.opens_with}",
    )
    rows = money_charts.waterfall_rows(causes.access(str(result.areas.code(name))))
    # every district's, so that another choice leaves it as it is too
    reached = [value for step in causes.steps for value in step.access]
    st.altair_chart(
        money_charts.waterfall(
            rows,
            f"{name}: children reached in 100 in need",
            axis("waterfall", result.filters, [0.0, *reached]),
        ),
        alt=(
            f"Waterfall from today's access in {name} to the scenario's, one cause at a time; the"
            " table below has the values."
        ),
    )
    rows_in_words = [
        (r.cause, f"{r.access:.1f}", words.signed(f"{r.step:.1f}") if r.kind == "cause" else "")
        for r in rows.itertuples()
    ]
    blocks.table(
        pd.DataFrame(rows_in_words, columns=["Cause", "Reached, in 100", "Change, points"]),
        f"{name}, one cause at a time",
    )
    area, areas = result.areas.noun.one, result.areas.noun.many
    terms.note(
        f"In this order: each {area}'s own share of budget growth, then what moves between"
        f" {areas}, then the service shift, then another need basis. What a cause does depends on"
        f" its place in the order. {result.choices_line}"
    )
    lines = "".join(f"<li>{escape(message)}</li>" for message in causes.messages)
    st.html(f'<ul class="sentences">{lines}</ul>')
