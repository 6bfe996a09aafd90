"""How sure is it? Intervals and chances by district, one assumption at a time, and the break-even elasticity."""

import pandas as pd
import streamlit as st

from lib import charts, money_words, words
from lib.model import plan, uncertainty
from lib.ui import blocks, cache
from lib.ui.result import Result


def show(result: Result) -> None:
    sure = result.sure
    st.markdown(money_words.surety_sentence(sure))
    under = plan.response(result.scenario, result.today)
    if result.scenario.curve == "constant":
        st.markdown(money_words.break_even_sentence(*uncertainty.break_even_elasticity(under, result.change), under.elasticity))
    show_tornado(result)
    rows = []
    for code in result.areas.order:
        row = [
            result.areas.name[code],
            words.rate_in_100(result.outcome.access_after[code]),
            f"{sure.access_low80[code]:.1f} to {sure.access_high80[code]:.1f}",
            f"{sure.access_low95[code]:.1f} to {sure.access_high95[code]:.1f}",
        ]
        if result.standard is not None:
            row += [words.chance(sure.reaches_before[code]), words.chance(sure.reaches_after[code])]
        rows.append(row)
    columns = ["District", "Reached after, in 100", "80% interval", "95% interval"]
    if result.standard is not None:
        columns += [f"Chance of {result.standard:g} today", "after"]
    blocks.table(pd.DataFrame(rows, columns=columns), "How sure each district's access is (modelled)")
    st.caption(
        f"{uncertainty.DRAWS:,} draws with a fixed seed, the same before and after: elasticity over its range (A3), need (A4), apportioned "
        "counts (A5) and chance in the counts. What is not drawn: the choice of basis, of how spend is shared and of curve. "
        "“Ask the model” tries those one by one."
    )


def show_tornado(result: Result) -> None:
    """One assumption at a time to the ends of its range."""
    under = plan.response(result.scenario, result.today)
    swings = uncertainty.swings(under, result.change, cache.priors(result.scenario))
    rows = [
        (
            s.assumption,
            f"{s.low_label} to {s.high_label}",
            words.between(*s.gained),
            f"{s.gap[0]:.2f} to {s.gap[1]:.2f}",
        )
        for s in swings
    ]
    bars = pd.DataFrame(
        {
            "assumption": [s.assumption for s in swings],
            "low": [min(s.gained) for s in swings],
            "high": [max(s.gained) for s in swings],
            "said": [f"{s.low_label} to {s.high_label}" for s in swings],
        }
    )
    st.altair_chart(
        charts.tornado(bars, result.outcome.gained),
        alt="Children gained as each assumption goes to the ends of its range, the widest swing on top; the table below has the values.",
    )
    columns = ["One assumption at a time", "From, to", "Children gained", "Highest to lowest, times"]
    blocks.table(pd.DataFrame(rows, columns=columns), "What each assumption is worth", text_columns=2)
