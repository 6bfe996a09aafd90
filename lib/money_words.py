"""What moving money does, in sentences: outcomes, answers, how sure, how long, and the names of
levers."""

from dataclasses import dataclass

import pandas as pd

from lib.catalogue.services import SERVICES, rest
from lib.known import Reach
from lib.model.allocate import Answer
from lib.model.explain import GROWTH, MOVE, SHIFT, Effect, placed_growth
from lib.model.reallocation import Outcome
from lib.model.uncertainty import Sureness
from lib.place.areas import Areas, listed
from lib.place.nouns import AREA, Level
from lib.scenarios.choices import Span
from lib.scenarios.record import Scenario
from lib.spread_words import may, reach_words
from lib.words import between, chance, children, pounds, signed, times

SAME_GAP = 0.005  # times: less than this does not show
NOTHING_LEFT = 500  # pounds: less than this is rounding, for changes are whole £1,000


def more(gained: float) -> str:
    """Children gained or lost in words: "60 fewer".

    >>> more(-61), more(1431), more(1)
    ('60 fewer', '1,430 more', 'as many')
    """
    number = children(abs(gained))
    return "as many" if number == "0" else f"{number} {'more' if gained > 0 else 'fewer'}"


def over(span: tuple[float, float]) -> str:
    """Least and most children gained over some choices: "76 to 937 fewer", "370 fewer to 2,060
    more".

    >>> over((-937, -76)), over((-370, 2060)), over((0, 1))
    ('75 to 935 fewer', '370 fewer to 2,060 more', 'as many')
    """
    low, high = span
    if children(low) == children(high):
        return more(high)
    if low * high > 0 or "0" in (children(low), children(high)):
        ends = sorted((abs(low), abs(high)))
        return f"{children(ends[0])} to {children(ends[1])} {'more' if low + high > 0 else 'fewer'}"
    return f"{more(low)} to {more(high)}"


CHOICES = "choices of A1, curve, need basis and weighting"


def span_sentence(span: Span, held: str = "", area: Level = AREA) -> str:
    """What the scenario comes to over every choice that no figure decides; those choices decide
    which way it goes. held: what is not varied with them. area: what one is called."""
    if not span.of:
        return f"Under none of the {CHOICES} can it be made: {area.a} would lose more than it has."
    gains = "all" if span.gains == span.of else "none" if not span.gains else str(span.gains)
    text = (
        f"Over the {span.of} {CHOICES}, none of which a published figure decides,"
        f" {held}{over(span.gained)} children a year; it gains under {gains} of them; the gap after"
        f" is {span.gap[0]:.2f} to {span.gap[1]:.2f} times and narrows under {span.narrows}."
    )
    if span.impossible:
        text += (
            f" Under {span.impossible} more it cannot be made: {area.a} would lose more than it"
            " has."
        )
    return text


def at_span(span: Span) -> str:
    """How many districts are at the standard over the choices in which one is defined, to stand
    after that number."""
    low, high = span.at
    choices = (
        f"under each of {span.at_of} choices of A1 and curve"
        if low == high
        else f"over {span.at_of} choices of A1 and curve"
    )
    return f", {low if low == high else f'{low} to {high}'} {choices}"


def by_construction(
    scenario: Scenario, outcome: Outcome, spend_known: bool, area: Level = AREA
) -> str:
    """Where an assumption and not a figure makes moving money lose, that it does. area: what one is
    called."""
    given, taken = moved_apart(outcome)
    between = abs(given - taken) < NOTHING_LEFT <= given
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


def moved_apart(outcome: Outcome) -> tuple[float, float]:
    """Pounds given to districts and pounds taken from others, beside each one's own share of what
    the budget grows by."""
    change = outcome.pounds_after.to_numpy() - outcome.pounds_before.to_numpy() * (
        1 + placed_growth(outcome) / 100
    )
    return float(change[change > 0].sum()), float(-change[change < 0].sum())


def effect_parts(
    effects: list[Effect],
    scenario: Scenario,
    outcome: Outcome,
    shift_span: tuple[float, float],
    area: Level,
) -> list[str]:
    """A part of the headline for each lever that is moved, each with its assumption, in the
    waterfall's order. area: what one is called."""
    by = {effect.cause: effect for effect in effects}
    growth, (given, taken) = placed_growth(outcome), moved_apart(outcome)
    parts = []
    if growth:
        parts.append(
            f"{growth:+.3g}% of spend after inflation: about {more(by[GROWTH].gained)} children a"
            " year (A3)"
        )
    if max(given, taken) >= NOTHING_LEFT:
        parts.append(
            f"{_move_words(given, taken, area.many)}: about {more(by[MOVE].gained)} children a year"
            " (A1, A3)"
        )
    shift = by[SHIFT]
    shifts = {
        key: points
        for key, points in scenario.levers.shifts.items()
        if points and not _held_back(key, points, scenario)
    }
    if shifts:
        points = listed(
            f"{value:+g} {'point' if abs(value) == 1 else 'points'} to {SERVICES[key].words}"
            for key, value in shifts.items()
        )
        text = f"{points}: about {more(shift.gained)} children a year (A2: {over(shift_span)})"
        if shift.community < 0 and children(shift.community) != "0":
            text += f", with {children(-shift.community)} fewer in {rest().words}"
        parts.append(text)
    return parts


def _held_back(service: str, points: float, scenario: Scenario) -> bool:
    """Whether a shift moves nothing, for the service keeps today's pounds."""
    return points < 0 and SERVICES[service].keeps_pounds and not scenario.levers.release_intensive


def _move_words(given: float, taken: float, areas: str) -> str:
    if abs(given - taken) < NOTHING_LEFT:
        return f"moving {pounds(given)} between {areas}"
    if taken < NOTHING_LEFT:
        return f"giving {areas} {pounds(given)}"
    if given < NOTHING_LEFT:
        return f"taking {pounds(taken)} from {areas}"
    return f"giving {areas} {pounds(given)} and taking {pounds(taken)} from others"


def levers_sentence(parts: list[str], outcome: Outcome, held_back: str = "") -> str:
    """What the scenario would do: a part for each lever, and all of them together. parts: as
    `effect_parts`. held_back: what of it is."""
    if not parts:
        if held_back:
            return f"Nothing is moved. {held_back}"
        if left := left_over(outcome):
            return f"Nothing is moved yet, with {left}. “Place the rest” spreads it."
        return "Nothing is moved yet. Move a slider to see what reallocating investment would do."
    text = "; ".join(parts)
    together = f" In all about {more(outcome.gained)} children a year." if len(parts) > 1 else ""
    return f"{text[0].upper()}{text[1:]}.{together}"


def outcome_sentence(
    parts: list[str],
    outcome: Outcome,
    reach: tuple[Reach, Reach] | None,
    standard: float,
    area: Level = AREA,
) -> str:
    """The same with the standard, where it is defined, and the gap. reach: districts at the
    standard, before and after. area: what one is called."""
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


@dataclass(frozen=True, kw_only=True)
class Later:
    """A later year than the one a model starts from: the period, its children reached over the
    start's, its spend (pounds a year), and how many of its districts stand at or above a standard
    by their carried-forward figures (None where none is defined)."""

    period: str
    ratio: float
    pounds: float
    above: int | None


def start_sentence(period: str, later: Later | None, standard: float, areas: Areas) -> str:
    """Which year the model starts from, why not a later one, and what that would change."""
    if later is None:
        return f"It starts from {period}."
    above = (
        f", {later.above} of {len(areas.order)} at {standard:g} in 100 or more"
        if later.above is not None
        else ""
    )
    way = "higher" if later.ratio > 1 else "lower"
    return (
        f"It starts from {period}: later years are counted for all {areas.noun.many} together only."
        f" With the pattern of {period}, {later.period} (modelled) would have every"
        f" {areas.noun.one} {abs(later.ratio - 1):.0%} {way}{above}, on {pounds(later.pounds)} of"
        " spend, and the same differences between them."
    )


def budget_sentence(outcome: Outcome) -> str:
    """Pounds moved and the remainder, always in view."""
    return f"{pounds(outcome.moved)} moved; {left_over(outcome) or 'every pound is placed'}."


def left_over(outcome: Outcome) -> str:
    """What of the budget is not placed, or what is spent beyond it; "" where it is met."""
    rest = outcome.remainder
    if abs(rest) < NOTHING_LEFT:
        return ""
    return (
        f"{pounds(rest)} still to place"
        if rest > 0
        else f"{pounds(-rest)} over budget: not affordable as it stands"
    )


def cash_sentence(growth: float, inflation: float) -> str:
    """Growth after inflation and what it is in cash, told apart. growth, inflation: percent.

    >>> cash_sentence(3.0, 2.5).split(". ")[0]
    '+3% after inflation is +5.6% in cash at 2.5% inflation (A7)'
    """
    cash = 100 * ((1 + growth / 100) * (1 + inflation / 100) - 1)
    return (
        f"{growth:+g}% after inflation is {cash:+.1f}% in cash at {inflation:g}% inflation (A7)."
        " Only what is left after inflation reaches more children."
    )


def held_back_sentence(points: float, spend: float) -> str:
    """What a shift from intensive services does while they keep today's pounds. points: held back.
    spend: the same in pounds a year."""
    return (
        f"Held back: {points:g} point{'' if points == 1 else 's'} ({pounds(spend)} a year)."
        " Intensive services keep today's pounds, so nothing else moves either. To carry it out,"
        " let intensive spend fall, under Limits."
    )


def beyond_sentence(beyond: dict[str, str], names: pd.Series) -> str:
    """Which districts are beyond a limit. beyond: "floor" or "cap" by area_code."""
    clauses = []
    for limit, where in (("cap", "above"), ("floor", "below")):
        there = [names[code] for code in names.index if beyond.get(code) == limit]
        if there:
            are = "is" if len(there) == 1 else "are"
            clauses.append(f"{listed(there)} {are} {where} the {limit}")
    return f"{'; '.join(clauses)}."


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
            if extra[code] >= NOTHING_LEFT
        ]
        over = -outcome.remainder
        reached = f"By its figure every {area.one} reaches {answer.question.rate:g} in 100"
        if not where:
            return f"{reached} already; no extra money is needed."
        limit = f"£{over:,.0f} more than the budget" if over > NOTHING_LEFT else "inside the budget"
        return (
            f"{reached} with {pounds(extra.sum())} a year more: {listed(where)}. That is {limit}."
            f" {text}"
        )
    if outcome.moved < NOTHING_LEFT:
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
    if abs(change) < NOTHING_LEFT:
        return f"{names[code]} keeps its {pounds(before)}, {reached}."
    share = f" ({signed(f'{change / before:.0%}')})" if before else ""
    return (
        f"{names[code]} {'gains' if change > 0 else 'loses'} {pounds(abs(change))}{share},"
        f" {reached}."
    )


def moved_figures(moved: list[str]) -> str:
    """What has changed in the data under a saved scenario."""
    more = f"; and {len(moved) - 8} more" if len(moved) > 8 else ""
    return f"The data have changed since it was kept: {'; '.join(moved[:8])}{more}."


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
