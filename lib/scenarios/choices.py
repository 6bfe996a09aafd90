"""What choices make of a scenario: those no figure decides (A1, curve, need basis, weighting)
together, and each assumption alone (docs/methods.md 12)."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lib.chance import Draws, quantiles
from lib.errors import BadLever
from lib.model.access import access, at, cv, gap
from lib.model.curves import CURVES
from lib.model.need import BASES, has_standard
from lib.model.reallocation import SHARED_BY, STEP, Outcome, reallocate
from lib.model.response import Response, Today
from lib.place.nouns import AREA, Level
from lib.scenarios import plan
from lib.scenarios.record import Scenario, Services

Starts = Callable[[Scenario], Today]
SHOWS = 0.005  # times: a change of the gap that is printed


@dataclass(frozen=True, kw_only=True)
class Span:
    """What a move comes to over every combination.

    Attributes
    ----------
    of
        Combinations in which it is possible.
    impossible
        Those where a district would lose more than it has.
    gained
        Least and most children reached beyond today's.
    gap, cv
        Least and most of highest access over lowest and of the spread, after.
    gains, narrows
        Combinations in which it reaches more children, in which the gap narrows.
    at
        Fewest and most districts at the standard by their figures, over the at_of combinations in
        which a standard is defined.
    """

    of: int
    impossible: int
    gained: tuple[float, float]
    gap: tuple[float, float]
    cv: tuple[float, float]
    gains: int
    narrows: int
    at: tuple[int, int]
    at_of: int


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One combination of A1, curve, need basis and weighting."""

    response: Response
    has_standard: bool


def every(scenario: Scenario, starts: Starts, spend_known: bool) -> list[Choice]:
    """The response under every combination of A1, curve, need basis and weighting, for all levers
    but what its districts move by.

    spend_known: A1 shares nothing out.
    """
    shares = [scenario.shared_by] if spend_known else list(SHARED_BY)
    choices = []
    for basis, weighted, shared_by, curve in itertools.product(
        BASES, (False, True), shares, CURVES
    ):
        other = scenario.model_copy(
            update={"basis": basis, "weighted": weighted, "shared_by": shared_by, "curve": curve}
        )
        choices.append(
            Choice(
                response=plan.response(other, starts(other)),
                has_standard=has_standard(basis, weighted),
            )
        )
    return choices


def span(choices: list[Choice], change: pd.Series, standard: float) -> Span:
    """change: shape (areas,), pounds a year. standard: per 100 children in need."""
    by = change.to_numpy(float)
    able = [choice for choice in choices if (_left(choice.response.today) + by >= -STEP / 2).all()]
    impossible = len(choices) - len(able)
    if not able:
        never = (float("nan"), float("nan"))
        return Span(
            of=0,
            impossible=impossible,
            gained=never,
            gap=never,
            cv=never,
            gains=0,
            narrows=0,
            at=(0, 0),
            at_of=0,
        )
    starts = [choice.response.today for choice in able]
    treated, need = (
        np.array([getattr(today, name).to_numpy(float) for today in starts])
        for name in ("treated", "need")
    )
    reached = np.array(
        [c.response.treated(np.maximum(_left(t) + by, 0)) for c, t in zip(able, starts)]
    )
    rates, gained = access(reached, need), (reached - treated).sum(axis=-1)
    gap_after, spread = gap(rates), cv(rates, need)
    reach = at(rates, standard)[[choice.has_standard for choice in able]]
    return Span(
        of=len(able),
        impossible=impossible,
        gained=_ends(gained),
        gap=_ends(gap_after),
        cv=_ends(spread),
        gains=int((gained > 0.5).sum()),
        narrows=int((gap_after < gap(access(treated, need)) - SHOWS).sum()),
        at=(min(reach, default=0), max(reach, default=0)),
        at_of=len(reach),
    )


def _left(today: Today) -> np.ndarray:
    """Today's pounds without what is set aside, shape (areas,)."""
    left: np.ndarray = (today.pounds - today.taken).to_numpy(float)
    return left


def _ends(values: np.ndarray) -> tuple[float, float]:
    return float(values.min()), float(values.max())


def trials(
    scenario: Scenario,
    starts: Starts,
    spend_known: bool,
    services: tuple[tuple[str, Services], ...],
) -> list[plan.Trial]:
    """The same pounds moved under each other assumption, one at a time. services: other values of
    A2, by what is changed."""
    tried = []
    for label, other in plan.others(scenario, spend_known, services):
        try:
            outcome = plan.outcome(other, plan.response(other, starts(other)))
            tried.append(plan.Trial(assumption=label, outcome=outcome, fault="", turned=[]))
        except BadLever as fault:
            tried.append(plan.Trial(assumption=label, outcome=None, fault=str(fault), turned=[]))
    return tried


@dataclass(frozen=True, kw_only=True)
class Swing:
    """One assumption moved to its ends, or through its choices: what it is, from where to where,
    children gained and gap after at the least and at the most of them."""

    assumption: str
    span: str
    gained: tuple[float, float]
    gap: tuple[float, float]


def swings(
    scenario: Scenario,
    starts: Starts,
    ends: dict[str, list[tuple[str, Scenario]]],
    rates: Draws,
    noun: Level = AREA,
) -> list[Swing]:
    """One-way sensitivity for a tornado, widest first.

    Parameters
    ----------
    ends
        For each assumption the scenario at its ends, or under each of its choices, with what that
        is.
    rates
        Draws of today's, for how far a district's may be off inside its part (A5).
    noun
        What an area is called.
    """
    change = scenario.levers.change(list(starts(scenario).pounds.index))
    rows = []
    for assumption, options in ends.items():
        outcomes = [
            (label, _outcome(plan.response(other, starts(other)), change))
            for label, other in options
        ]
        rows.append(_swing(assumption, outcomes))
    under = plan.response(scenario, starts(scenario))
    rate = (under.today.treated / under.today.need).dropna()
    for word, code in (("least", str(rate.idxmin())), ("most", str(rate.idxmax()))):
        if rates.own[code]:
            continue  # it is a part by itself: nothing inside it is unknown
        factors = (
            quantiles(rates.count[[rates.index.get_loc(code)]])[:, 0] / under.today.treated[code]
        )
        outcomes = [
            (f"{factor - 1:+.0%}", _outcome(_with_rate(under, code, factor), change))
            for factor in factors
        ]
        rows.append(_swing(f"Rate of the {noun.one} reached {word} (A5)", outcomes))
    return sorted(
        (row for row in rows if row is not None),
        key=lambda row: -abs(row.gained[1] - row.gained[0]),
    )


def _outcome(under: Response, change: pd.Series) -> Outcome | None:
    try:
        return reallocate(under, change)
    except BadLever:
        # under this assumption a district has less than it would lose; the others make the bar
        return None


def _with_rate(under: Response, code: str, factor: float) -> Response:
    treated = under.today.treated.copy()
    treated[code] *= factor
    return replace(under, today=replace(under.today, treated=treated))


def _swing(assumption: str, outcomes: list[tuple[str, Outcome | None]]) -> Swing | None:
    options = [(label, outcome) for label, outcome in outcomes if outcome is not None]
    if len(options) < 2:
        return None
    gained = [outcome.gained for _, outcome in options]
    gaps = [outcome.ratio_after for _, outcome in options]
    span = (
        f"{options[0][0]} to {options[-1][0]}"
        if len(options) == 2
        else ", ".join(label for label, _ in options)
    )
    return Swing(
        assumption=assumption,
        span=span,
        gained=(min(gained), max(gained)),
        gap=(min(gaps), max(gaps)),
    )
