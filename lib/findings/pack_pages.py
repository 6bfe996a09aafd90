"""The pages that a meeting pack may have, and whom it may be for.

A page joins the pack by one record in PAGES.
"""

from collections.abc import Callable
from dataclasses import dataclass

from lib import risk_tables, spread_words
from lib.findings import (
    access,
    pace,
    places_page,
    promises,
    refresh,
    risk_page,
    scenario_page,
    schools,
    schools_page,
    spread,
    statistics,
    transition_page,
    waits_page,
)
from lib.findings.access import Access, Mapped
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.findings.outcome import Result
from lib.findings.page import Audience, Page
from lib.scenarios.record import Scenario
from lib.sources import SafeTables

UNIT = "children reached in 100 in need"
AUDIENCES = {
    audience.key: audience
    for audience in (
        Audience(key="board", label="the partnership's board", technical=True),
        Audience(key="councillors", label="councillors", technical=False),
    )
}


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What the pages of a pack are made from. plans: saved scenarios that are plans of a year."""

    context: Context[SafeTables]
    filters: Filters
    audience: Audience
    today: Access
    mapped: Mapped
    result: Result
    title: str
    plans: tuple[Scenario, ...] = ()

    @property
    def reaching(self) -> str:
        """How many districts reach the standard, in a sentence; "" where there is none."""
        if self.result.standard is None:
            return ""
        reach, area = self.result.reach_today, self.result.areas.noun
        return f"{spread_words.reach_words(reach, self.result.standard, area)}, today"


@dataclass(frozen=True, kw_only=True)
class Record:
    """A page of the pack: its name where pages are chosen, and how it is found, None where there is
    nothing to say. usual: whether it is in a pack that nobody asks more of. files: those that it
    alone rests on."""

    label: str
    find: Callable[[Ground], Page | None]
    usual: bool = True
    files: tuple[str, ...] = ()


PAGES = {
    "access": Record(
        label="Access today",
        find=lambda on: access.page(on.today, on.mapped.classes, on.title, UNIT, on.reaching),
    ),
    "variation": Record(
        label="How unequal",
        find=lambda on: statistics.page(
            spread.unequal(on.context, on.today.key[0], on.filters), on.audience
        ),
    ),
    "scenario": Record(
        label="The scenario",
        find=lambda on: scenario_page.page(on.result, on.today, on.mapped.classes, UNIT),
    ),
    "pace": Record(label="Getting there", find=lambda on: pace.page(on.result, UNIT)),
    "promises": Record(
        label="What was promised",
        find=lambda on: promises.page(on.context, on.audience),
        usual=False,
        files=promises.FILES,
    ),
    **{
        key: Record(label=one.label, find=one.find, usual=False, files=one.files)
        for key, one in refresh.PAGES.items()
    },
    "risk": Record(
        label="Greatest risk",
        find=lambda on: risk_page.page(on.context, on.result, on.audience),
        usual=False,
        files=tuple(risk_tables.TABLES),
    ),
    "transition": Record(
        label="Birth to 25",
        find=lambda on: transition_page.page(on.context, on.result.scenario, on.audience),
        usual=False,
    ),
    "workforce": Record(
        label="Schools and workforce",
        find=lambda on: schools_page.page(on.context, on.result, on.audience),
        usual=False,
        files=(schools.FILE,),
    ),
    "waits": Record(
        label="Waits",
        find=lambda on: waits_page.page(on.context, on.result.scenario),
        usual=False,
        files=("referral_waits.csv",),
    ),
    "places": Record(
        label="Places",
        find=lambda on: places_page.page(on.context, on.result.scenario, on.audience),
        usual=False,
        files=("site_facts.csv", "lsoas.csv"),
    ),
}
USUAL = [key for key, record in PAGES.items() if record.usual]
