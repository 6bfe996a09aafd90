"""The choices of how figures are looked at: each is the key of its widget and a parameter of a
link."""

from collections.abc import Callable
from dataclasses import dataclass

from lib.catalogue.assumptions import settings
from lib.catalogue.groups import GROUPS
from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.catalogue.waiting import STOOD
from lib.classes import SCHEMES
from lib.errors import StoreUnavailable
from lib.figures import published
from lib.figures.kinds import from_counts
from lib.figures.measured import offered
from lib.findings import cliff, comparison
from lib.findings.pack import ASKED, WHOM
from lib.findings.process import FIGURES
from lib.findings.story import STEPS
from lib.ui import cache, kept

MAP, VARIATION, SCENARIOS, PRESENT = "access_map", "variation", "scenarios", "present"
PACK, PLAN, RISK, TRANSITION, WAITS = "pack", "plan", "risk", "transition", "waits"
PLACES = "places"
OPTIONAL = ("district",)  # nothing may be chosen
SWITCH = {"true": "On", "false": "Off"}


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A choice of how figures are looked at.

    Attributes
    ----------
    labels
        Its options as readers see them, by the key that a link has of them.
    usual
        Its key where a link has none; None where that depends on what else is chosen.
    pages
        Whose address says it; none where every page's does.
    most
        How many may be chosen.
    longest
        Of one that is somebody's own words, and has no options: how many characters.
    linked
        How many of a link those may take, as written in it.
    """

    labels: Callable[[], dict[str, str]] = dict
    usual: str | None = None
    pages: tuple[str, ...] = ()
    most: int = 1
    longest: int = 0
    linked: int = 0


def _areas() -> dict[str, str]:
    return {str(code): str(name) for code, name in cache.tables().areas.name.items()}


def _indicators() -> dict[str, str]:
    return {key: indicator.label for key, indicator in INDICATORS.items()}


def _schemes() -> dict[str, str]:
    return {key: cache.tables().place.say(label) for key, label in SCHEMES.items()}


def _lines() -> dict[str, str]:
    """The labels of the benchmarks that a map's palette may turn at."""
    return {
        "none": "None",
        "standard": "The standard",
        "overall": f"The {cache.tables().place.name} rate",
        "nation": published.nation(cache.tables()),
    }


def _periods() -> dict[str, str]:
    every = (period for i in INDICATORS.values() for period in offered(cache.tables(), i))
    return {period: period for period in every}


def _birthdays() -> dict[str, str]:
    """The years in which people turn 18."""
    return {str(year): f"to mid-{year}" for year in cliff.years(cache.context())}


def _comparable() -> dict[str, str]:
    try:
        return comparison.labels(kept.listed(), comparison.ON_SLIDERS)
    except StoreUnavailable:  # the page says so
        return comparison.labels([], comparison.ON_SLIDERS)


PARAMETERS = {
    "district": Parameter(labels=_areas),
    "indicator": Parameter(labels=_indicators, usual=MODELLED, pages=(MAP, PRESENT)),
    "period": Parameter(labels=_periods, pages=(MAP, PRESENT)),
    "scheme": Parameter(labels=_schemes, usual=next(iter(SCHEMES)), pages=(MAP,)),
    "line": Parameter(labels=_lines, pages=(MAP,)),
    "tiles": Parameter(labels=lambda: SWITCH, usual="false", pages=(MAP,)),
    "outlines": Parameter(labels=lambda: SWITCH, usual="false", pages=(MAP,)),
    "sites": Parameter(labels=lambda: SWITCH, usual="false", pages=(MAP,)),
    "measure": Parameter(
        labels=lambda: {i.key: i.label for i in from_counts()},
        usual=next(i.key for i in from_counts()),
        pages=(VARIATION,),
    ),
    "beside": Parameter(labels=_indicators, usual="need", pages=(VARIATION,)),
    "stood": Parameter(
        labels=lambda: {key: one.label for key, one in STOOD.items()},
        usual=next(iter(STOOD)),
        pages=(WAITS,),
    ),
    "group": Parameter(
        labels=lambda: {key: group.label for key, group in GROUPS.items()},
        usual=next(iter(GROUPS)),
        pages=(RISK,),
    ),
    "step": Parameter(
        labels=lambda: {key: one.title for key, one in STEPS.items()}, pages=(PRESENT,)
    ),
    "room": Parameter(
        labels=lambda: {"light": "Light room", "dark": "Dark room"}, usual="light", pages=(PRESENT,)
    ),
    "edit": Parameter(labels=lambda: SWITCH, usual="false", pages=(PRESENT,)),
    "turns": Parameter(
        labels=_birthdays,
        usual=str(settings()["transition_starts"].value),
        pages=(TRANSITION,),
    ),
    "near": Parameter(
        labels=lambda: {"areas": f"By {cache.tables().place.area.one}", "points": "Small areas"},
        usual="areas",
        pages=(PLACES,),
    ),
    "compare": Parameter(labels=_comparable, pages=(SCENARIOS,), most=comparison.MOST),
    "pack": Parameter(labels=_comparable, pages=(PACK,)),
    "plan": Parameter(labels=_comparable, pages=(PLAN,)),
    "months": Parameter(labels=lambda: FIGURES, usual=next(iter(FIGURES)), pages=(PLAN,)),
    "decision": Parameter(longest=ASKED, linked=400, pages=(PACK,)),
    "whom": Parameter(longest=WHOM, linked=160, pages=(PACK,)),
}
