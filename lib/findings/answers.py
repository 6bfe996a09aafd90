"""What the model answers to a question, what the answer does, and whether it holds under the other
assumptions."""

from dataclasses import dataclass

import pandas as pd

from lib import outcome_words, span_words, words
from lib.findings import modelled
from lib.findings.budget import budget
from lib.findings.context import Context
from lib.findings.outcome import Result
from lib.model.allocate import Answer, Question
from lib.model.reallocation import Outcome, reallocate
from lib.place.areas import listed
from lib.scenarios import plan
from lib.scenarios.plan import Point, Trial


@dataclass(frozen=True, kw_only=True)
class Answered:
    """An answer of the model, worked out and in words.

    Attributes
    ----------
    outcome
        What the answer does, to the nearest £1,000 that the sliders can stand at.
    message
        The answer in words.
    claims
        What makes it so, and its span over the choices; "" where there is nothing to say.
    """

    answer: Answer
    outcome: Outcome
    message: str
    claims: str


def answered(context: Context, result: Result, question: Question) -> Answered:
    """The question under the scenario's assumptions and limits. Raises NoAllocation."""
    answer = modelled.answer(context, modelled.asked_under(result.scenario), question)
    kept = plan.with_answer(result.scenario, result.today, answer)
    under = plan.response(result.scenario, result.today)
    outcome = reallocate(
        under, kept.levers.change(result.areas.order), plan.budget(result.scenario, result.today)
    )
    claims, area = "", result.areas.noun
    if outcome.moved:
        loses = outcome_words.by_construction(result.scenario, outcome, result.spend_known, area)
        span = span_words.span_sentence(modelled.span(context, kept), area=area)
        claims = f"{loses} {span}"
    elif outcome_words.today_is_best(result.scenario, result.spend_known):
        claims = (
            "With spend shared by children treated (A1) and one elasticity, today's split reaches"
            " most children by construction."
        )
    message = outcome_words.answer_sentence(answer, outcome, result.areas.name, area)
    return Answered(answer=answer, outcome=outcome, message=message, claims=claims)


def by_district(result: Result, answer: Answered) -> pd.DataFrame:
    """The answer by district, in words: pounds, access, what more money would do, and the limit
    that holds it."""
    start, outcome = result.today, answer.outcome
    change = outcome.pounds_after - outcome.pounds_before
    further = plan.response(result.scenario, start).one_more(outcome.pounds_after.to_numpy())
    rows = [
        (
            result.areas.name[code],
            words.signed(words.pounds(change[code])),
            words.signed(f"{change[code] / start.pounds[code]:.0%}") if start.pounds[code] else "",
            words.rate_in_100(outcome.access_after[code]),
            f"{more:.1f}",
            _held(result, code, outcome.pounds_after[code]),
        )
        for code, more in zip(result.areas.order, further)
    ]
    columns = [
        result.areas.noun.heading,
        "Change",
        "of today",
        "Reached after, in 100",
        "Children for one more £10,000",
        "Limit",
    ]
    return pd.DataFrame(rows, columns=columns)


def _held(result: Result, code: str, pounds: float) -> str:
    """The limit that a district stands at; "" where it stands at none."""
    if code in result.scenario.levers.locked:
        return "locked"
    limits = plan.limits(result.scenario, result.today)
    if pounds > limits.cap[code] - 1000:
        return "at its cap"
    return "at its floor" if pounds < limits.floor[code] + 1000 else ""


def trade_off(result: Result, points: list[Point]) -> pd.DataFrame:
    """Children gained against the gap: label, gained, gap, kind; the model's points, then today and
    the scenario."""
    outcome = result.outcome
    yours = "Your scenario (over budget)" if budget(outcome).over else "Your scenario"
    rows = [
        *((point.label, point.gained, point.gap, "Model") for point in points),
        ("Today", 0.0, outcome.ratio_before, "Today"),
        (yours, outcome.gained, outcome.ratio_after, "Your scenario"),
    ]
    return pd.DataFrame(rows, columns=["label", "gained", "gap", "kind"])


@dataclass(frozen=True, kw_only=True)
class Holds:
    """The same question under each other assumption. message: which districts gain under some and
    lose under others; "" where none."""

    trials: list[Trial]
    message: str


def by_assumption(result: Result, held: Holds) -> pd.DataFrame:
    """The same question under each other assumption, in words."""
    rows = []
    for trial in held.trials:
        if trial.outcome is None:
            rows.append((trial.assumption, trial.fault, "", ""))
            continue
        turned = ", ".join(result.areas.name[code] for code in trial.turned) or "none"
        gained = words.signed(words.children(trial.outcome.gained))
        rows.append((trial.assumption, turned, gained, words.times(trial.outcome.ratio_after)))
    columns = [
        "The same question, but",
        f"{result.areas.noun.headings} that change direction",
        "Children",
        "Highest to lowest",
    ]
    return pd.DataFrame(rows, columns=columns)


def holds(context: Context, result: Result, question: Question) -> Holds:
    """Whether an answer that was given holds. Raises NoAllocation."""
    trials = modelled.trials(context, modelled.asked_under(result.scenario), question)
    both_ways = {code for trial in trials for code in trial.turned}
    names = listed(result.areas.name[code] for code in result.areas.order if code in both_ways)
    message = (
        f"Which {result.areas.noun.many} gain follows from choices that no published figure"
        f" decides: {names} gain under some of them and lose under others."
    )
    return Holds(trials=trials, message=message if both_ways else "")
