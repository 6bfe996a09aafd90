"""How sure a scenario's outcome is: drawn, over the choices, at every elasticity, and under each
other assumption."""

from dataclasses import dataclass

import pandas as pd

from lib import outcome_words, pace_words, span_words, words
from lib.findings import modelled
from lib.findings.context import Context
from lib.findings.outcome import Result
from lib.model import uncertainty
from lib.scenarios import plan
from lib.scenarios.choices import Swing
from lib.scenarios.plan import Trial


@dataclass(frozen=True, kw_only=True)
class Surety:
    """How sure a result is.

    Attributes
    ----------
    messages
        What was drawn and, where the curve has an elasticity, where the scenario stops gaining.
    trials
        The same move under each other assumption, whoever made it.
    swings
        One assumption at a time. None of them where nothing is moved.
    """

    messages: tuple[str, ...]
    trials: list[Trial]
    swings: list[Swing]


def surety(context: Context, result: Result) -> Surety:
    """What there is to be sure of; nothing where nothing is moved."""
    if not result.parts:
        return Surety(messages=(), trials=[], swings=[])
    messages = [outcome_words.surety_sentence(result.sure, result.outcome, result.choices_line)]
    under = plan.response(result.scenario, result.today)
    if result.scenario.curve == "constant":
        turn, gains = uncertainty.break_even_elasticity(under, result.change)
        messages.append(
            pace_words.break_even_sentence(turn, gains, under.elasticity, result.shifted)
        )
    return Surety(
        messages=tuple(messages),
        trials=modelled.own_trials(context, result.scenario),
        swings=modelled.swings(context, result.scenario),
    )


def trials(surety: Surety) -> pd.DataFrame:
    """The same move under each other assumption, in words."""
    rows = [
        (
            (trial.assumption, trial.fault, "")
            if trial.outcome is None
            else (
                trial.assumption,
                span_words.more(trial.outcome.gained),
                f"{trial.outcome.ratio_before:.2f} to {trial.outcome.ratio_after:.2f}",
            )
        )
        for trial in surety.trials
    ]
    columns = ["The same move, but", "Children", "Highest to lowest, times, today to after"]
    return pd.DataFrame(rows, columns=columns)


def swings(surety: Surety) -> pd.DataFrame:
    """One assumption at a time to the ends of its range, or through its choices, in words."""
    rows = [
        (
            swing.assumption,
            swing.span,
            span_words.over(swing.gained),
            f"{swing.gap[0]:.2f} to {swing.gap[1]:.2f}",
        )
        for swing in surety.swings
    ]
    columns = [
        "One assumption at a time",
        "From, to",
        "Children gained",
        "Highest to lowest, times",
    ]
    return pd.DataFrame(rows, columns=columns)


def by_district(result: Result) -> pd.DataFrame:
    """Intervals of each district by itself and, where there is a standard, its chance of it before
    and after, in words."""
    sure = result.sure
    rows = []
    for code in result.areas.order:
        row = [
            result.areas.name[code],
            words.rate_in_100(result.outcome.access_after[code]),
            f"{sure.access_low80[code]:.0f} to {sure.access_high80[code]:.0f}",
            f"{sure.access_low95[code]:.0f} to {sure.access_high95[code]:.0f}",
        ]
        if result.standard is not None:
            row += [words.chance(sure.reaches_before[code]), words.chance(sure.reaches_after[code])]
        rows.append(row)
    columns = [result.areas.noun.heading, "Reached after, in 100", "80% interval", "95% interval"]
    if result.standard is not None:
        columns += [f"Chance of {result.standard:g} today", "after"]
    return pd.DataFrame(rows, columns=columns)
