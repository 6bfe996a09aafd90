"""What becomes of children reached and of the gap, in sentences: under a scenario, under an answer
of the model, in one district, side by side."""

import pandas as pd

from lib.known import Reach
from lib.lever_words import levers_sentence
from lib.model.allocate import Answer
from lib.model.explain import moved_apart
from lib.model.reallocation import ROUNDING, Outcome
from lib.model.uncertainty import Sureness
from lib.place.areas import listed
from lib.place.nouns import AREA, Level
from lib.scenarios.record import Scenario
from lib.spread_words import may, reach_words
from lib.words import between, chance, children, pounds, signed, times

SAME_GAP = 0.005  # times: less than this does not show


def outcome_sentence(
    parts: list[str],
    outcome: Outcome,
    reach: tuple[Reach, Reach] | None,
    standard: float,
    area: Level = AREA,
) -> str:
    """What the scenario would do, lever by lever, then the gap, and the standard where it is
    defined. parts: as `effect_parts`. reach: districts at the standard, before and after. area:
    what one is called."""
    text = levers_sentence(parts, outcome)
    if not parts:
        return text
    text += f" The gap between highest and lowest {gap_words(outcome)}."
    if reach is not None:
        before, after = reach
        text += (
            f" Today {reach_words(before, standard, area)}; after it {after.sure} do{may(after)}."
        )
    return text


def gap_words(outcome: Outcome) -> str:
    """What becomes of the gap: "narrows from 1.82 times to 1.66 times"."""
    if still(outcome):
        return f"stays at {times(outcome.ratio_before)}"
    way = "narrows" if outcome.ratio_after < outcome.ratio_before else "widens"
    return f"{way} from {times(outcome.ratio_before)} to {times(outcome.ratio_after)}"


def still(outcome: Outcome) -> bool:
    """Whether the gap stays where it is, to the two decimals that are printed."""
    return abs(outcome.ratio_after - outcome.ratio_before) < SAME_GAP


def by_construction(
    scenario: Scenario, outcome: Outcome, spend_known: bool, area: Level = AREA
) -> str:
    """Where an assumption and not a figure makes moving money lose, that it does. area: what one is
    called."""
    given, taken = moved_apart(outcome)
    between = abs(given - taken) < ROUNDING <= given
    if not between or not today_is_best(scenario, spend_known):
        return ""
    return (
        "With spend shared by children treated (A1) and one elasticity, moving money between"
        f" {area.many} loses children, by construction and not as a finding."
    )


def today_is_best(scenario: Scenario, spend_known: bool) -> bool:
    """Whether today's split reaches most children by construction: one unit cost everywhere and one
    elasticity of at most 1."""
    return (
        not spend_known
        and scenario.shared_by == "treated"
        and scenario.curve == "constant"
        and scenario.elasticity <= 1
    )


def answer_sentence(answer: Answer, outcome: Outcome, names: pd.Series, area: Level = AREA) -> str:
    """What the model answers: children, the gap, the pounds, and who gains most. area: what one is
    called."""
    change = outcome.pounds_after - outcome.pounds_before
    way = "more" if outcome.gained >= 0 else "fewer"
    verb = "be added" if answer.question.objective == "reach" else "move"
    text = (
        f"{pounds(outcome.moved)} would {verb}: about {children(abs(outcome.gained))} {way}"
        f" children a year than today, highest to lowest {times(outcome.ratio_after)}"
        f" ({times(outcome.ratio_before)} today)."
    )
    if answer.left_out:
        left_out = listed(names[code] for code in answer.left_out)
        text += (
            " Left out, because nobody is reached there today and the model cannot say what money"
            f" would do: {left_out}."
        )
    everyone = f"Every {area.one} reaches all in need: nothing more can be gained."
    if answer.everyone:
        text = f"{everyone} {text}"
    if answer.question.objective == "reach":
        extra = change.clip(lower=0)
        where = [
            f"{names[code]} {pounds(extra[code])}"
            for code in extra.sort_values(ascending=False).index
            if extra[code] >= ROUNDING
        ]
        over = -outcome.remainder
        reached = f"By its figure every {area.one} reaches {answer.question.rate:g} in 100"
        if not where:
            return f"{reached} already; no extra money is needed."
        limit = f"£{over:,.0f} more than the budget" if over > ROUNDING else "inside the budget"
        return (
            f"{reached} with {pounds(extra.sum())} a year more: {listed(where)}. That is {limit}."
            f" {text}"
        )
    if outcome.moved < ROUNDING:
        nothing = f" {everyone}" if answer.everyone else ""
        return f"Today's split is already the answer: no money would move.{nothing}"
    gains, loses = names[change.idxmax()], names[change.idxmin()]
    text += f" {gains} gains most ({signed(pounds(change.max()))})"
    text += f", {loses} loses most ({pounds(change.min())})." if change.min() < 0 else "."
    if answer.shadow is not None:
        text += f" One more £10,000 on the budget would reach {answer.shadow:.1f} more children."
    return text


def surety_sentence(sure: Sureness, outcome: Outcome, choices_line: str) -> str:
    """What is drawn, and what is a choice and is not. choices_line: what the choices make of it."""
    gap = "stays as it is" if still(outcome) else f"narrows with a chance of {chance(sure.narrows)}"
    return (
        f"Under the assumptions chosen: {between(sure.gained_low, sure.gained_high)} children a"
        f" year (95% interval), and the gap between highest and lowest {gap}. {choices_line}"
    )


def district_sentence(outcome: Outcome, sure: Sureness, names: pd.Series, code: str) -> str:
    """One district: "Northam gains £212,000 (+9%), about 130 more children (90 to 170)"."""
    before = outcome.pounds_before[code]
    change = outcome.pounds_after[code] - before
    gained = outcome.treated_after[code] - outcome.treated_before[code]
    span = f" ({between(sure.children_low[code], sure.children_high[code])})"
    reached = f"about {children(abs(gained))} {'more' if gained > 0 else 'fewer'} children{span}"
    if children(abs(gained)) == "0":
        reached = "about as many children as today"
    if abs(change) < ROUNDING:
        return f"{names[code]} keeps its {pounds(before)}, {reached}."
    share = f" ({signed(f'{change / before:.0%}')})" if before else ""
    return (
        f"{names[code]} {'gains' if change > 0 else 'loses'} {pounds(abs(change))}{share},"
        f" {reached}."
    )


def compared_sentence(rows: list[tuple[str, Outcome]], areas: str) -> str:
    """Which of several scenarios reaches most children and which has the smallest gap. areas: what
    they are called."""
    reached = {children(outcome.treated_after.sum()) for _, outcome in rows}
    gaps = {times(outcome.ratio_after) for _, outcome in rows}
    gap = f"gap between {areas}"
    if len(rows) > 1 and len(reached) == len(gaps) == 1:
        return f"They reach as many children ({reached.pop()}), with the same {gap} ({gaps.pop()})."
    if len(rows) == 1:
        return f"“{rows[0][0]}” reaches {reached.pop()} children, with a {gap} of {gaps.pop()}."
    most = max(rows, key=lambda row: row[1].treated_after.sum())
    fair = min(rows, key=lambda row: row[1].ratio_after)
    text = f"“{most[0]}” reaches most children ({children(most[1].treated_after.sum())})"
    smallest = f"the smallest {gap} ({times(fair[1].ratio_after)})"
    if fair[0] == most[0]:
        return f"{text} with {smallest}."
    return f"{text}; “{fair[0]}” has {smallest}."
