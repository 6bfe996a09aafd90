"""A scenario met with the data: its response, limits, budget and outcome, and the same question
under other assumptions (docs/methods.md 7, 12)."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from lib.errors import BadLever, NoAllocation
from lib.model.allocate import Answer, Question, ask
from lib.model.curves import CURVES
from lib.model.limits import Limits
from lib.model.need import BASES
from lib.model.reallocation import (
    SHARED_BY,
    STEP,
    Outcome,
    place_rest,
    reallocate,
    to_thousands,
    up_to_thousands,
)
from lib.model.response import Response, Today, mix_after
from lib.place.nouns import AREA, Level
from lib.scenarios.record import Figures, Scenario, Services

MOVES = 0.005  # share of today's spend: a smaller change is no direction


def response(scenario: Scenario, today: Today, noun: Level = AREA) -> Response:
    """What pounds do under the scenario's assumptions. noun: what an area is called. Raises
    BadLever where its levers do not go together."""
    levers = scenario.levers
    order = list(today.pounds.index)
    absent = [
        code
        for code in [*levers.changes, levers.shift_only]
        if code is not None and code not in order
    ]
    if absent:
        raise BadLever(
            "{named} moves in this scenario and is not in the model: its count is suppressed."
            f" Reset the sliders, choose all {noun.many} for the service shift, or open another"
            " scenario.",
            areas=tuple(absent),
        )
    only = None if levers.shift_only is None else order.index(levers.shift_only)
    split = scenario.services.split
    return Response(
        today=today,
        split=split,
        mix=mix_after(split, len(order), *levers.shifts.values(), only=only),
        curve=scenario.curve,
        elasticity=scenario.elasticity,
        keep_intensive=not levers.release_intensive,
    )


def held_back(scenario: Scenario, today: Today) -> float:
    """Pounds a year of today's spend that the scenario's shift asks of intensive services and that
    they keep; 0 where they may fall."""
    levers = scenario.levers
    shifted = (
        today.pounds
        if levers.shift_only is None
        else today.pounds[today.pounds.index == levers.shift_only]
    )
    return (
        0.0 if levers.release_intensive else float(shifted.sum()) * max(-levers.intensive, 0) / 100
    )


def budget(scenario: Scenario, today: Today) -> float:
    """Pounds a year that districts may spend: today's and what they grow by, without what is set
    aside."""
    return float(today.pounds.sum()) * (1 + scenario.levers.growth / 100) - float(today.taken.sum())


def given(scenario: Scenario, today: Today) -> pd.Series:
    """What the sliders leave each district after what is set aside, pounds a year, shape
    (areas,)."""
    change = scenario.levers.change(list(today.pounds.index))
    return (today.pounds + change - today.taken).clip(lower=0)


def change_to(pounds: pd.Series, today: Today) -> pd.Series:
    """Where sliders stand for an allocation: its pounds on today's, beside what is set aside."""
    return pounds - today.pounds + today.taken


def outcome(scenario: Scenario, under: Response) -> Outcome:
    """What the scenario's levers do. under: its response."""
    return reallocate(
        under, scenario.levers.change(list(under.today.pounds.index)), budget(scenario, under.today)
    )


def limits(scenario: Scenario, today: Today) -> Limits:
    """Budget, floor and cap in pounds; a locked district stays at what the scenario gives it."""
    levers, pounds = scenario.levers, given(scenario, today)
    locked = pounds.index.isin(levers.locked)
    return Limits(
        budget=budget(scenario, today),
        floor=(today.pounds * levers.floor / 100).where(~locked, pounds),
        cap=(today.pounds * levers.cap / 100).where(~locked, pounds),
    )


def with_pounds(scenario: Scenario, today: Today, pounds: pd.Series) -> Scenario:
    """The scenario with an allocation as its changes, to the nearest £1,000 that still add up;
    locked districts stay put."""
    locked = pounds.index.isin(scenario.levers.locked)
    wanted = change_to(pounds, today)[~locked]
    return _with_changes(scenario, today, to_thousands(wanted, wanted.sum()))


def with_answer(scenario: Scenario, today: Today, answer: Answer) -> Scenario:
    """The same with an answer of the model. What it would take to reach a rate is rounded up, so
    that every district does reach it."""
    if answer.question.objective != "reach":
        return with_pounds(scenario, today, answer.pounds)
    locked = answer.pounds.index.isin(scenario.levers.locked)
    wanted = change_to(answer.pounds, today)[~locked]
    return _with_changes(scenario, today, up_to_thousands(wanted))


def _with_changes(scenario: Scenario, today: Today, changes: pd.Series) -> Scenario:
    """The scenario with these changes; a district that has none among them keeps its own."""
    merged = scenario.levers.change(list(today.pounds.index))
    merged.update(changes)
    kept = {str(code): int(change) for code, change in merged.items() if change}
    return scenario.model_copy(
        update={"levers": scenario.levers.model_copy(update={"changes": kept})}
    )


def with_rest_placed(scenario: Scenario, today: Today) -> Scenario:
    """What is not placed spread over unlocked districts in proportion to need (or what is too much
    taken back)."""
    bounds, pounds = limits(scenario, today), given(scenario, today)
    rest = round((bounds.budget - pounds.sum()) / STEP) * STEP
    return with_pounds(
        scenario, today, place_rest(pounds, rest, today.need, bounds.floor, bounds.cap)
    )


def figures(today: Today) -> dict[str, Figures]:
    """What each district starts from, whole pounds and children."""
    return {
        str(code): Figures(
            pounds=round(today.pounds[code]),
            treated=round(today.treated[code]),
            need=round(today.need[code]),
        )
        for code in today.pounds.index
    }


def moved_figures(scenario: Scenario, now: dict[str, Figures], names: pd.Series) -> list[str]:
    """Sentences on which figures the scenario started from have moved since it was kept; none where
    none did."""
    words = {
        "pounds": ("spend", "£{:,}"),
        "treated": ("children treated", "{:,}"),
        "need": ("children in need", "{:,}"),
    }
    sentences = []
    for code, then in scenario.figures.items():
        if code not in now:
            sentences.append(f"{names[code]}: not in the model now, its count is suppressed")
            continue
        for field, (what, form) in words.items():
            was, is_ = getattr(then, field), getattr(now[code], field)
            if was != is_:
                sentences.append(
                    f"{names[code]}: {what} {form.format(was)} then, {form.format(is_)} now"
                )
    return sentences


@dataclass(frozen=True, kw_only=True)
class Trial:
    """The same question under one other assumption: the answer's outcome, or why there is none, and
    the districts whose money goes the other way than in the answer beside it."""

    assumption: str
    outcome: Outcome | None
    fault: str
    turned: list[str]


def direction(change: pd.Series, today: pd.Series) -> pd.Series:
    """1 gains, -1 loses, 0 stays (a change under half a percent of today's spend)."""
    return (change > MOVES * today).astype(int) - (change < -MOVES * today).astype(int)


def others(
    scenario: Scenario, spend_known: bool, services: tuple[tuple[str, Services], ...]
) -> list[tuple[str, Scenario]]:
    """The scenario under each other need basis and weighting, spend share (A1), curve and service
    split (A2), one at a time, by what is changed. spend_known: A1 shares nothing out. services:
    other values of A2, by what is changed."""
    changed: list[tuple[str, dict[str, Any]]] = [
        (f"Need: {BASES[key].label}", {"basis": key}) for key in BASES if key != scenario.basis
    ]
    changed.append(
        (
            "Need not weighted" if scenario.weighted else "Need weighted by the need index",
            {"weighted": not scenario.weighted},
        )
    )
    changed += [
        (f"Spend by {label}", {"shared_by": key})
        for key, label in SHARED_BY.items()
        if key != scenario.shared_by and not spend_known
    ]
    changed += [
        (f"{curve.label} curve", {"curve": key})
        for key, curve in CURVES.items()
        if key != scenario.curve
    ]
    changed += [
        (label, {"services": split}) for label, split in services if split != scenario.services
    ]
    return [(label, scenario.model_copy(update=change)) for label, change in changed]


def trial(
    label: str,
    scenario: Scenario,
    today: Today,
    question: Question,
    answer: Answer,
    before: Today,
    names: pd.Series,
    noun: Level = AREA,
) -> Trial:
    """One row of "does the answer hold?".

    Parameters
    ----------
    scenario, today
        Under the other assumption.
    answer, before
        What it is held against.
    """
    try:
        under = response(scenario, today)
        asked = ask(under, limits(scenario, today), question, names, noun)
    except (NoAllocation, BadLever) as fault:
        return Trial(assumption=label, outcome=None, fault=str(fault), turned=[])
    here = direction(asked.pounds - today.pounds, today.pounds)
    there = direction(answer.pounds - before.pounds, before.pounds)
    turned = [str(code) for code in here.index if here[code] * there[code] < 0]
    outcome = reallocate(under, change_to(asked.pounds, today), asked.budget)
    return Trial(assumption=label, outcome=outcome, fault="", turned=turned)


@dataclass(frozen=True, kw_only=True)
class Point:
    """A point of the trade-off: the dial, the allocation, children gained and the gap it leaves."""

    label: str
    pounds: pd.Series
    gained: float
    gap: float


DIAL_STOPS = (0.0, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0)


def trade_off(scenario: Scenario, today: Today, names: pd.Series) -> list[Point]:
    """Children reached against the gap, from most children to fairest."""
    under, bounds = response(scenario, today), limits(scenario, today)
    asked = [("Most children", Question(objective="most"))]
    asked += [(f"Dial {a:g}", Question(objective="dial", alpha=a)) for a in DIAL_STOPS[1:]]
    asked.append(("Fairest", Question(objective="fairest")))
    points = []
    for label, question in asked:
        pounds = ask(under, bounds, question, names).pounds
        outcome = reallocate(under, change_to(pounds, today), bounds.budget)
        points.append(
            Point(label=label, pounds=pounds, gained=outcome.gained, gap=outcome.ratio_after)
        )
    return points


def plain(scenario: Scenario, today_national: Today, today: Today) -> Response:
    """Where an explanation starts: the scenario's spend and curve, with need as the page opens with
    it."""
    return response(scenario, replace(today_national, pounds=today.pounds))


def differences(scenarios: list[Scenario]) -> list[tuple[str, list[Any]]]:
    """Every lever and assumption on which the scenarios differ: where it stands in the record, and
    its value in each.

    A district's change stands at "levers.changes." and its area_code.
    """
    flat = [_flat(scenario.question().model_dump()) for scenario in scenarios]
    keys = dict.fromkeys(key for one in flat for key in one)
    rows = [(key, [one.get(key, 0) for one in flat]) for key in keys]
    return [(key, values) for key, values in rows if any(value != values[0] for value in values)]


def _flat(data: dict[str, Any], above: str = "") -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, dict):
            settings |= _flat(value, f"{above}{key}.")
        else:
            settings[f"{above}{key}"] = value
    return settings
