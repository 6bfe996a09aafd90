"""How sure is it? Intervals and chances by district, one assumption at a time, and the break-even
elasticity."""

import pandas as pd
import streamlit as st

from lib import money_charts, span_words, spread_words
from lib.chance import DRAWS
from lib.findings.outcome import Result
from lib.findings.surety import Surety, by_district, surety, swings, trials
from lib.ui import cache
from lib.ui.parts import blocks, terms
from lib.ui.parts.axis import axis


def show_surety(result: Result) -> None:
    sure, area = surety(cache.context(), result), result.areas.noun
    if result.parts:
        for message in sure.messages:
            terms.paragraph(message)
        blocks.table(trials(sure), "Does the answer hold?", text_columns=2)
        show_tornado(result, sure)
    else:
        st.markdown("Nothing is moved, so there is nothing to be sure of but today's figures.")
    blocks.table(by_district(result), f"How sure each {area.one}'s access is, by itself (modelled)")
    if result.standard is not None:
        today = spread_words.reach_words(result.reach_today, result.standard, area)
        terms.paragraph(f"Today {today}, as on the Access map.")
    level = cache.tables().place.level
    inside = f"how {area.many} inside one {level.one} differ (A5); " if level else ""
    terms.note(
        f"{DRAWS:,} draws with a fixed seed, the same before and after: chance in the published"
        f" counts, which add up to the published total in every draw; {inside}elasticity (A3) and"
        " service split (A2) over their ranges; need where it is estimated from a survey (A4)."
        f" What is not drawn, because nothing says which is likelier: the {span_words.CHOICES}."
        " Their span stands beside."
    )


def show_tornado(result: Result, sure: Surety) -> None:
    """One assumption at a time to the ends of its range, or through its choices."""
    bars = pd.DataFrame(
        {
            "assumption": [swing.assumption for swing in sure.swings],
            "low": [swing.gained[0] for swing in sure.swings],
            "high": [swing.gained[1] for swing in sure.swings],
            "said": [swing.span for swing in sure.swings],
        }
    )
    gained = result.outcome.gained
    st.altair_chart(
        money_charts.tornado(
            bars,
            gained,
            axis("tornado", result.filters, [gained, *bars.low, *bars.high]),
        ),
        alt=(
            "Children gained as each assumption goes to the ends of its range, the widest swing on"
            " top; the table below has the values."
        ),
    )
    blocks.table(swings(sure), "What each assumption is worth", text_columns=2)
    terms.note(f"All {span_words.CHOICES} together: {result.choices_line}")
