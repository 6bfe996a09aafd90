"""What choices make of a scenario: the ones no figure decides (A1, curve, need basis) all together, and each assumption alone."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lib.chance import Draws, quantiles
from lib.errors import BadLever
from lib.model import plan
from lib.model.curves import CURVES
from lib.model.need import BASES
from lib.model.reallocation import SHARED_BY, Outcome, reallocate
from lib.model.response import Response, Today
from lib.model.scenario import Scenario, Services

Starts = Callable[[Scenario], Today]
SHOWS = 0.005  # times: a change of the gap that is printed


@dataclass(frozen=True, kw_only=True)
class Span:
    """What a move comes to over every combination. of: combinations in which it is possible; impossible: those where a district would
    lose more than it has. gained: least and most children reached beyond today's. gap: least and most of highest access over
    lowest, after. gains, narrows: combinations in which it reaches more children, in which the gap narrows."""

    of: int
    impossible: int
    gained: tuple[float, float]
    gap: tuple[float, float]
    gains: int
    narrows: int


def every(scenario: Scenario, starts: Starts, spend_known: bool) -> list[Response]:
    """The response under every combination of A1, curve, need basis and weighting, for all levers but what its districts move by.

    spend_known: A1 shares nothing out.
    """
    shares = [scenario.shared_by] if spend_known else list(SHARED_BY)
    found = []
    for basis, weighted, shared_by, curve in itertools.product(BASES, (False, True), shares, CURVES):
        other = scenario.model_copy(update={"basis": basis, "weighted": weighted, "shared_by": shared_by, "curve": curve})
        found.append(plan.response(other, starts(other)))
    return found


def span(choices: list[Response], change: pd.Series) -> Span:
    """change: shape (areas,), pounds a year."""
    by, rows, impossible = change.to_numpy(float), [], 0
    for choice in choices:
        today = choice.today
        before = today.pounds.to_numpy(float)
        after = before + by
        if (after < -500).any():
            impossible += 1
            continue
        treated, need = today.treated.to_numpy(float), today.need.to_numpy(float)
        reached = choice.treated(np.maximum(after, 0))
        rows.append((float((reached - treated).sum()), _gap(treated, need), _gap(reached, need)))
    gained, gap_before, gap_after = np.array(rows).T if rows else np.full((3, 1), np.nan)
    return Span(
        of=len(rows),
        impossible=impossible,
        gained=(float(gained.min()), float(gained.max())),
        gap=(float(gap_after.min()), float(gap_after.max())),
        gains=int((gained > 0.5).sum()),
        narrows=int((gap_after < gap_before - SHOWS).sum()),
    )


def _gap(treated: np.ndarray, need: np.ndarray) -> float:
    known = need > 0
    access = np.minimum(treated[known] / need[known], 1)
    return float(access.max() / access.min()) if access.min() > 0 else float("inf")


def trials(scenario: Scenario, starts: Starts, spend_known: bool, services: tuple[tuple[str, Services], ...]) -> list[plan.Trial]:
    """The same pounds moved under each other assumption, one at a time. services: other values of A2, by what is changed."""
    found = []
    for label, other in plan.others(scenario, spend_known, services):
        try:
            made = plan.outcome(other, plan.response(other, starts(other)))
            found.append(plan.Trial(assumption=label, outcome=made, fault="", turned=[]))
        except BadLever as fault:
            found.append(plan.Trial(assumption=label, outcome=None, fault=str(fault), turned=[]))
    return found


@dataclass(frozen=True, kw_only=True)
class Swing:
    """One assumption moved to its ends, or through its choices: what it is, from where to where, children gained and gap after at the
    least and at the most of them."""

    assumption: str
    span: str
    gained: tuple[float, float]
    gap: tuple[float, float]


def swings(scenario: Scenario, starts: Starts, ends: dict[str, list[tuple[str, Scenario]]], rates: Draws) -> list[Swing]:
    """One-way sensitivity for a tornado, widest first.

    ends: for each assumption the scenario at its ends, or under each of its choices, with what that is. rates: draws of today's, for
    how far a district's may be off inside its former CCG (A5).
    """
    change = scenario.levers.change(list(starts(scenario).pounds.index))
    rows = []
    for assumption, options in ends.items():
        outcomes = [(label, _outcome(plan.response(other, starts(other)), change)) for label, other in options]
        rows.append(_swing(assumption, [(label, made) for label, made in outcomes if made is not None]))
    under = plan.response(scenario, starts(scenario))
    rate = (under.today.treated / under.today.need).dropna()
    for word, code in (("least", str(rate.idxmin())), ("most", str(rate.idxmax()))):
        if rates.own[code]:
            continue  # it is a former CCG: nothing inside it is unknown
        factors = quantiles(rates.count[[rates.index.get_loc(code)]])[:, 0] / under.today.treated[code]
        outcomes = [(f"{factor - 1:+.0%}", _outcome(_with_rate(under, code, factor), change)) for factor in factors]
        rows.append(_swing(f"Rate of the district reached {word} (A5)", [(label, made) for label, made in outcomes if made]))
    return sorted((row for row in rows if row is not None), key=lambda row: -abs(row.gained[1] - row.gained[0]))


def _outcome(under: Response, change: pd.Series) -> Outcome | None:
    try:
        return reallocate(under, change)
    except BadLever:
        return None  # under this assumption a district has less than it would lose; the others make the bar


def _with_rate(under: Response, code: str, factor: float) -> Response:
    treated = under.today.treated.copy()
    treated[code] *= factor
    return replace(under, today=replace(under.today, treated=treated))


def _swing(assumption: str, options: list[tuple[str, Outcome]]) -> Swing | None:
    if len(options) < 2:
        return None
    gained = [made.gained for _, made in options]
    gaps = [made.ratio_after for _, made in options]
    said = f"{options[0][0]} to {options[-1][0]}" if len(options) == 2 else ", ".join(label for label, _ in options)
    return Swing(assumption=assumption, span=said, gained=(min(gained), max(gained)), gap=(min(gaps), max(gaps)))
