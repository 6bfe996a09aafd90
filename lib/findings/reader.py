"""What a shared link shows to someone who reads and does not explore, by the page of the dashboard
that it was shared from.

A page has a reader's page by one record in VIEWS.
"""

from collections.abc import Callable
from dataclasses import dataclass

from lib.findings import (
    reader_figures,
    reader_methods,
    reader_pack,
    reader_places,
    reader_plan,
    reader_promises,
    reader_risk,
    reader_scenarios,
    reader_schools,
    reader_story,
    reader_transition,
    reader_waits,
)
from lib.findings.asked import Asked
from lib.findings.context import Context
from lib.findings.reader_page import Reader
from lib.scenarios.record import Scenario
from lib.sources import SafeTables


@dataclass(frozen=True, kw_only=True)
class View:
    """A reader's page.

    Attributes
    ----------
    read
        The page. Raises NotMeasured or BadLever where it has nothing to show.
    about
        What it shows in a few words, before anything is worked out: what mail and chat are told.
    saved
        Whether it shows saved scenarios.
    """

    read: Callable[[Context[SafeTables], Asked], Reader]
    about: Callable[[Context[SafeTables], Asked], str]
    saved: bool = False


# By the stem of the dashboard's page that has all of it.
VIEWS = {
    "access_map": View(read=reader_figures.of_access, about=reader_figures.about_access),
    "variation": View(read=reader_figures.of_spread, about=reader_figures.about_spread),
    "reallocate": View(read=reader_scenarios.of_scenario, about=reader_scenarios.about_scenario),
    "scenarios": View(
        read=reader_scenarios.of_comparison, about=reader_scenarios.about_comparison, saved=True
    ),
    "promises": View(read=reader_promises.of_promises, about=reader_promises.about_promises),
    "risk": View(read=reader_risk.of_risk, about=reader_risk.about_risk),
    "transition": View(
        read=reader_transition.of_transition, about=reader_transition.about_transition
    ),
    "workforce": View(read=reader_schools.of_schools, about=reader_schools.about_schools),
    "waits": View(read=reader_waits.of_waits, about=reader_waits.about_waits),
    "places": View(read=reader_places.of_places, about=reader_places.about_places),
    "plan": View(read=reader_plan.of_plan, about=reader_plan.about_plan, saved=True),
    "present": View(read=reader_story.of_story, about=reader_story.about_story),
    "pack": View(read=reader_pack.of_pack, about=reader_pack.about_pack, saved=True),
    "methods": View(read=reader_methods.of_methods, about=reader_methods.about_methods),
    "your_data": View(read=reader_methods.of_own_data, about=reader_methods.about_own_data),
}


def title(context: Context[SafeTables], asked: Asked, stem: str) -> str:
    """What a link shows, in a few words and before anything is worked out. Raises NotMeasured where
    there is no such figure."""
    about = VIEWS[stem].about(context, asked)
    if asked.scenario.name != Scenario().name:
        about = f"{asked.scenario.name}: {about[:1].lower()}{about[1:]}"
    area = asked.filters.district
    return about if area is None else f"{about}, {context.tables.areas.name[area]}"
