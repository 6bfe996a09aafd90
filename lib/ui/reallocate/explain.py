"""Explain: why a district's access changes, and every district in a sentence."""

from html import escape

import pandas as pd
import streamlit as st

from lib import charts, money_words, words
from lib.findings.outcome import Result
from lib.markdown import verbatim
from lib.model.explain import placed_growth, waterfall
from lib.model.need import BASES
from lib.scenarios import plan
from lib.ui import cache
from lib.ui.parts import blocks


def show(result: Result) -> None:
    names = result.areas.name
    here = result.filters.district if result.filters.district in result.areas.order else None
    first = here or result.outcome.pounds_after.sub(result.outcome.pounds_before).abs().idxmax()
    name = st.selectbox(
        f"{verbatim(result.areas.noun.heading)} to explain",
        list(names),
        index=result.areas.order.index(str(first)),
        key=f"explain_{first}",
    )
    code = str(result.areas.code(name))
    scenario = result.scenario
    opening = next(iter(BASES))
    plain = plan.plain(
        scenario, cache.context().today(opening, False, scenario.shared_by), result.today
    )
    chosen = plan.response(scenario, result.today)
    steps = waterfall(plain, chosen, result.outcome.pounds_after, placed_growth(result.outcome))
    rows = charts.waterfall_rows([(step.cause, float(step.access[code])) for step in steps])
    st.altair_chart(
        charts.waterfall(rows, f"{name}: children reached in 100 in need"),
        alt=(
            f"Waterfall from today's access in {name} to the scenario's, one cause at a time; the"
            " table below has the values."
        ),
    )
    said = [
        (r.cause, f"{r.access:.1f}", words.signed(f"{r.step:.1f}") if r.kind == "cause" else "")
        for r in rows.itertuples()
    ]
    blocks.table(
        pd.DataFrame(said, columns=["Cause", "Reached, in 100", "Change, points"]),
        f"{name}, one cause at a time",
    )
    area, areas = verbatim(result.areas.noun.one), verbatim(result.areas.noun.many)
    st.caption(
        f"In this order: each {area}'s own share of budget growth, then what moves between"
        f" {areas}, then the service shift, then another need basis. What a cause does depends on"
        f" its place in the order. {verbatim(result.choices_line)}"
    )
    lines = [
        money_words.district_sentence(result.outcome, result.sure, names, c)
        for c in result.areas.order
    ]
    st.html(f'<ul class="sentences">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>')
