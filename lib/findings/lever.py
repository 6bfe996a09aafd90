"""The one lever that is tried in front of a room: which it is, how far it goes, and the scenario
with it elsewhere."""

from dataclasses import dataclass

from lib.catalogue.assumptions import settings
from lib.findings.context import Context
from lib.findings.outcome import Result
from lib.scenarios import slider
from lib.scenarios.record import Scenario

UNIT = "percent"  # of today's spend, what an area's slider counts in


@dataclass(frozen=True, kw_only=True)
class Lever:
    """A lever of the scenario: the money of one area, or a setting.

    Attributes
    ----------
    label
        On its slider.
    question
        What it asks of a room.
    area_code, setting
        Whose money, or the key of the setting; the other is "".
    """

    label: str
    question: str
    area_code: str = ""
    setting: str = ""


@dataclass(frozen=True, kw_only=True)
class Ends:
    """Where a lever stands in the scenario, and how far it goes. format: of its number."""

    stands: float
    low: float
    high: float
    step: float
    format: str


def lever(result: Result) -> Lever:
    """Of what the scenario moves the most; where it moves nothing, the money of the area where
    fewest are reached."""
    levers, names = result.scenario.levers, result.areas.name
    moved = {code: abs(pounds) for code, pounds in levers.changes.items() if pounds}
    chosen = next((key for key, points in levers.shifts.items() if points), "")
    chosen = chosen or ("growth" if levers.growth else "")
    if chosen and not moved:
        label = settings()[chosen].widget
        question = f"What if the {lower(label)} were different?"
        return Lever(label=label, question=question, setting=chosen)
    least = str(result.outcome.access_before.idxmin())
    code = max(moved, key=moved.__getitem__) if moved else least
    question = f"What if {names[code]} had more money, or less?"
    return Lever(label=f"Money of {names[code]}", question=question, area_code=code)


def ends(context: Context, scenario: Scenario, lever: Lever) -> Ends:
    """An area's lever goes from floor to cap, and as far beyond as it has to stand."""
    if lever.setting:
        one = settings()[lever.setting]
        return Ends(
            stands=float(scenario.at(one.where)),
            low=float(one.low),
            high=float(one.high),
            step=float(one.step),
            format=one.format or "%g",
        )
    today = float(context.today_of(scenario).pounds[lever.area_code])
    stands = slider.shown(scenario.levers.changes.get(lever.area_code, 0), today, UNIT)
    low, high = slider.slider_range(scenario, today, UNIT)
    return Ends(
        stands=stands, low=min(low, stands), high=max(high, stands), step=1.0, format="%d%%"
    )


def tried(context: Context, scenario: Scenario, lever: Lever, at: float) -> Scenario:
    """The scenario with the lever elsewhere; the same where it is where it stands."""
    now = ends(context, scenario, lever)
    at = min(max(at, now.low), now.high)
    if at == now.stands:
        return scenario
    if lever.setting:
        return scenario.having(settings()[lever.setting].where, at)
    today = float(context.today_of(scenario).pounds[lever.area_code])
    changes = scenario.levers.changes | {lever.area_code: slider.meant(round(at), today, UNIT)}
    return scenario.having(("levers", "changes"), {c: by for c, by in changes.items() if by})


def lower(text: str) -> str:
    """A label in the middle of a sentence."""
    return f"{text[:1].lower()}{text[1:]}"
