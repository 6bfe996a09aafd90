"""How sure is it? Intervals and chances by district, one assumption at a time, and the break-even
elasticity."""

import pandas as pd
import streamlit as st

from lib import charts, money_words, spread_words
from lib.chance import DRAWS
from lib.findings.outcome import Result
from lib.findings.surety import Surety, by_district, surety
from lib.markdown import verbatim
from lib.ui import cache
from lib.ui.parts import blocks


def show(result: Result) -> None:
    found, area = surety(cache.context(), result), result.areas.noun
    if result.parts:
        for message in found.messages:
            st.markdown(verbatim(message))
        show_trials(found)
        show_tornado(result, found)
    else:
        st.markdown("Nothing is moved, so there is nothing to be sure of but today's figures.")
    blocks.table(by_district(result), f"How sure each {area.one}'s access is, by itself (modelled)")
    if result.standard is not None:
        today = spread_words.reach_words(result.reach_today, result.standard, area)
        st.markdown(f"Today {verbatim(today)}, as on the Access map.")
    level = cache.tables().place.level
    inside = (
        f"how {verbatim(area.many)} inside one {verbatim(level.one)} differ (A5); " if level else ""
    )
    st.caption(
        f"{DRAWS:,} draws with a fixed seed, the same before and after: chance in the published"
        f" counts, which add up to the published total in every draw; {inside}elasticity (A3) and"
        " service split (A2) over their ranges; need where it is estimated from a survey (A4)."
        f" What is not drawn, because nothing says which is likelier: the {money_words.CHOICES}."
        " Their span stands beside."
    )


def show_trials(found: Surety) -> None:
    """Does the answer hold? The same move under each other assumption, whoever made it."""
    rows = []
    for trial in found.trials:
        if trial.outcome is None:
            rows.append((trial.assumption, trial.fault, ""))
        else:
            made = trial.outcome
            rows.append(
                (
                    trial.assumption,
                    f"{money_words.more(made.gained)}",
                    f"{made.ratio_before:.2f} to {made.ratio_after:.2f}",
                )
            )
    columns = ["The same move, but", "Children", "Highest to lowest, times, today to after"]
    blocks.table(pd.DataFrame(rows, columns=columns), "Does the answer hold?", text_columns=2)


def show_tornado(result: Result, found: Surety) -> None:
    """One assumption at a time to the ends of its range, or through its choices."""
    swings = found.swings
    rows = [
        (s.assumption, s.span, money_words.over(s.gained), f"{s.gap[0]:.2f} to {s.gap[1]:.2f}")
        for s in swings
    ]
    bars = pd.DataFrame(
        {
            "assumption": [s.assumption for s in swings],
            "low": [s.gained[0] for s in swings],
            "high": [s.gained[1] for s in swings],
            "said": [s.span for s in swings],
        }
    )
    st.altair_chart(
        charts.tornado(bars, result.outcome.gained),
        alt=(
            "Children gained as each assumption goes to the ends of its range, the widest swing on"
            " top; the table below has the values."
        ),
    )
    columns = [
        "One assumption at a time",
        "From, to",
        "Children gained",
        "Highest to lowest, times",
    ]
    blocks.table(
        pd.DataFrame(rows, columns=columns), "What each assumption is worth", text_columns=2
    )
    st.caption(f"All {money_words.CHOICES} together: {verbatim(result.choices_line)}")
