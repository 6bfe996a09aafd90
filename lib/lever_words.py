"""Levers and assumptions in words: their names, their values, and what each that is moved does."""

from lib.budget_words import left_over, set_aside
from lib.catalogue.assumptions import of_kind, settings
from lib.catalogue.services import SERVICES, rest
from lib.model.explain import (
    GROWTH,
    MOVE,
    SET_ASIDE,
    SHIFT,
    Effect,
    moved_apart,
    placed_growth,
)
from lib.model.reallocation import ROUNDING, Outcome
from lib.place.areas import Areas, listed
from lib.place.nouns import Level
from lib.place.profile import Profile
from lib.scenarios.record import Scenario
from lib.span_words import more, over
from lib.words import children, pounds, signed

LEVERS = {setting.at: setting.words for setting in settings().values()} | {
    "levers.locked": "Locked {areas}",
    "levers.shift_only": "Service shift only in",
}
MOST_NAMED = 8  # levers of other pages in a sentence
CHOSEN = {
    setting.at: {option.key: option.words or option.label for option in setting.options}
    for setting in of_kind("choice")
}


def lever(key: str, areas: Areas, place: Profile) -> str:
    """A lever's name from where it stands in a scenario's record."""
    if key.startswith("levers.changes."):
        return f"{areas.name[key.rsplit('.', 1)[1]]}: change"
    return place.say(LEVERS[key])


def lever_value(key: str, value: object, areas: Areas) -> str:
    """A lever's value in words."""
    if key.startswith("levers.changes."):
        return signed(pounds(float(str(value))))
    if key == "levers.locked" and isinstance(value, tuple):
        return listed(areas.name[code] for code in value)
    if key == "levers.shift_only":
        return f"all {areas.noun.many}" if value is None else str(areas.name[value])
    if isinstance(value, bool):
        return "yes" if value else "no"
    if key in CHOSEN:
        return CHOSEN[key][str(value)]
    return f"{value:g}" if isinstance(value, float) else str(value)


def elsewhere(scenario: Scenario, areas: Areas, place: Profile) -> str:
    """The levers and assumptions of other pages than Reallocate that stand elsewhere than where
    they begin, in a sentence; "" where none does."""
    moved = [one for one in settings().values() if one.elsewhere]
    moved = [one for one in moved if scenario.at(one.where) != one.value]
    each = [
        f"{place.say(one.words)} {lever_value(one.at, scenario.at(one.where), areas)}"
        for one in moved[:MOST_NAMED]
    ]
    if len(moved) > MOST_NAMED:
        each.append(f"{len(moved) - MOST_NAMED} more, in the scenario's file")
    return f"On other pages: {'; '.join(each)}." if each else ""


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
    if outcome.set_aside:
        gained = by[SET_ASIDE].gained
        parts.append(
            f"{set_aside(outcome)}: about {more(gained)} children a year reached by what is left"
            " (A3)"
        )
    if growth:
        parts.append(
            f"{growth:+.3g}% of spend after inflation: about {more(by[GROWTH].gained)} children a"
            " year (A3)"
        )
    if max(given, taken) >= ROUNDING:
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
    if abs(given - taken) < ROUNDING:
        return f"moving {pounds(given)} between {areas}"
    if taken < ROUNDING:
        return f"giving {areas} {pounds(given)}"
    if given < ROUNDING:
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


def held_back_sentence(points: float, spend: float) -> str:
    """What a shift from intensive services does while they keep today's pounds. points: held back.
    spend: the same in pounds a year."""
    return (
        f"Held back: {points:g} point{'' if points == 1 else 's'} ({pounds(spend)} a year)."
        " Intensive services keep today's pounds, so nothing else moves either. To carry it out,"
        " let intensive spend fall, under Limits."
    )
