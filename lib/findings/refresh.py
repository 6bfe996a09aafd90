"""The pages of a refresh pack: where we stand, last year's plan, what happened, this year's plan
(docs/methods.md 20)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from lib import plan_words
from lib.errors import BadLever, NoPace, NotMeasured
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.findings.outcome import Result
from lib.findings.page import Audience, Card, Page, Sheet
from lib.findings.planned import Plan, planned
from lib.findings.process import CHANGE, Process, monthly_process
from lib.findings.tiles import Tile
from lib.findings.trajectory import line
from lib.scenarios.record import Scenario
from lib.sources import SafeTables

FILES = ("trajectory.csv", "partnerships.csv", "breaks.csv")


class Ground(Protocol):
    """What of a pack these pages are made from. plans: of other years."""

    @property
    def context(self) -> Context[SafeTables]: ...
    @property
    def result(self) -> Result: ...
    @property
    def filters(self) -> Filters: ...
    @property
    def audience(self) -> Audience: ...
    @property
    def plans(self) -> tuple[Scenario, ...]: ...


def page_of_line(on: Ground) -> Page | None:
    """The partnership against the trajectory and all others; None where no step is held."""
    view = line(on.context)
    if on.context.tables.trajectory.empty:
        return None
    lines = (*view.aims, *view.notes, plan_words.TWO_MEASURES)
    return Page(
        key="trajectory",
        heading="Where we stand",
        known=view.known,
        sentences=(view.message, plan_words.TWO_MEASURES),
        cards=tuple(_card(tile) for tile in view.tiles),
        backup=("For questions: the trajectory", lines) if on.audience.technical else None,
        caption="Both measures by year, and the national trajectory",
        table=view.table,
        sheet=Sheet(
            name="Trajectory",
            title="Both measures by year, and the national trajectory",
            frame=view.table,
            stamp=plan_words.STAMP,
        ),
    )


def page_of_last(on: Ground) -> Page | None:
    """The plan before this one; None where none was saved."""
    plan = _last(on)
    return None if plan is None else _of_plan(plan, "last_plan", "Last year's plan", "Earlier")


def page_of_this(on: Ground) -> Page | None:
    """The pack's own scenario as a plan; None where it has no path."""
    plan = _path(on, on.result.scenario)
    return None if plan is None else _of_plan(plan, "this_plan", "This year's plan", "Plan")


def page_of_happened(on: Ground) -> Page | None:
    """What came of the last plan, or of this one where there is none before it, with why the two
    differ and which months are unusual; None where no year of it has an actual."""
    plan = _last(on) or _path(on, on.result.scenario)
    if plan is None or not plan.why:
        return None
    months = monthly_process(on.context, CHANGE)
    unusual = () if months is None else (months.message,)
    why = ("For questions: why plan and actual differ", (plan_words.SPLIT, *unusual))
    return Page(
        key="happened",
        heading="What happened",
        known="modelled",
        sentences=(plan.why, *unusual),
        cards=tuple(_card(tile) for tile in plan.tiles[1:]),
        backup=why if on.audience.technical else None,
        caption=f"“{plan.scenario.name}” against what happened",
        table=plan.table,
        sheet=_sheet(plan, "Happened") if months is None else _of_months(months),
    )


def _of_months(months: Process) -> Sheet:
    return Sheet(
        name="Monthly",
        title="At least one contact: each month's change and its usual range",
        frame=months.table,
        note=plan_words.ROLLING_CHANGE,
        stamp=plan_words.STAMP_HAPPENED,
    )


def _of_plan(plan: Plan, key: str, heading: str, sheet: str) -> Page:
    return Page(
        key=key,
        heading=f"{heading}: {plan.start}",
        known="modelled",
        sentences=(plan.message,),
        words=(
            f"{heading}: “{plan.scenario.name}”",
            (plan.message, *map(plan_words.year, plan.years)),
        ),
        caption=f"“{plan.scenario.name}” year by year",
        table=plan.table,
        sheet=_sheet(plan, sheet),
    )


def _sheet(plan: Plan, name: str) -> Sheet:
    title = f"“{plan.scenario.name}” year by year, against what happened"
    return Sheet(name=name, title=title, frame=plan.table, note=plan_words.SPLIT, modelled=True)


def _card(tile: Tile) -> Card:
    return Card(number=tile.value, text=f"{tile.label}: {tile.note}")


def last_of(this: Scenario, plans: Iterable[Scenario]) -> Scenario | None:
    """The newest plan of a year before that of this scenario, of any year where it is no plan."""
    before = [
        plan
        for plan in plans
        if plan.plan_year and (not this.plan_year or plan.plan_year < this.plan_year)
    ]
    others = [plan for plan in before if plan.question() != this.question() or this.plan_year]
    return max(others, key=lambda plan: plan.plan_year, default=None)


def _last(on: Ground) -> Plan | None:
    last = last_of(on.result.scenario, on.plans)
    return None if last is None else _path(on, last)


def _path(on: Ground, scenario: Scenario) -> Plan | None:
    try:
        return planned(on.context, scenario, on.filters)
    except (BadLever, NoPace, NotMeasured):
        return None  # the Plan page says why


@dataclass(frozen=True, kw_only=True)
class Part:
    """A page of a refresh pack: its name where pages are chosen, how it is found, and the files
    that it alone rests on."""

    label: str
    find: Callable[[Ground], Page | None]
    files: tuple[str, ...] = ()


PAGES = {
    "trajectory": Part(label="Refresh: where we stand", find=page_of_line, files=FILES),
    "last_plan": Part(label="Refresh: last year's plan", find=page_of_last),
    "happened": Part(label="Refresh: what happened", find=page_of_happened, files=FILES),
    "this_plan": Part(label="Refresh: this year's plan", find=page_of_this),
}
KEYS = tuple(PAGES)
