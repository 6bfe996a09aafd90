"""The story that a planner presents: steps of one message, one picture and one number each, made of
the findings of the view and the scenario.

A step joins the story by one record in STEPS.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from lib import provenance, words
from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.errors import NotMeasured
from lib.figures.measured import periods
from lib.findings import access, outcome, places_page, points, waits_page
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.findings.points import MODEL, Ground, Point
from lib.scenarios.record import Scenario, Story
from lib.sources import SafeTables

OWN_WORDS = "The message is the presenter's own words."


@dataclass(frozen=True, kw_only=True)
class Record:
    """A step of the story: its title, how its point is found, None where there is nothing to say,
    and whether a lever can be tried on it. usual: whether it is told where the author does not ask
    for it."""

    title: str
    find: Callable[[Ground], Point | None]
    live: bool = False
    usual: bool = True


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step as it is shown.

    Attributes
    ----------
    point
        With the author's message in the place of its own where there is one.
    source
        How the figures are known, period and licence, in one line.
    note
        For whoever speaks.
    hidden
        The author has left it out, or has not asked for one that is told only then.
    own
        Whether the message is the author's.
    """

    key: str
    title: str
    point: Point
    source: str
    live: bool
    note: str = ""
    hidden: bool = False
    own: bool = False


STEPS = {
    "where": Record(title="Where we are", find=points.where),
    "unequal": Record(title="How unequal", find=points.unequal),
    "worst": Record(title="Who is worst served", find=points.worst),
    "promised": Record(title="What was promised", find=points.promised),
    "at_risk": Record(title="Who is at greatest risk", find=points.at_risk, usual=False),
    "cliff": Record(title="What happens at 18", find=points.cliff, usual=False),
    "waits": Record(title="How long they wait", find=waits_page.waiting, usual=False),
    "places": Record(title="How far help is", find=places_page.far, usual=False),
    "trajectory": Record(title="Where we should be", find=points.trajectory, usual=False),
    "proposal": Record(title="What we propose", find=points.proposal),
    "what_if": Record(title="What if", find=points.what_if, live=True),
    "costs": Record(title="What it costs and who loses", find=points.costs),
    "staff": Record(title="Who is to do it", find=points.staff, usual=False),
    "sure": Record(title="How sure", find=points.sure),
    "ask": Record(title="What we ask", find=points.ask),
}


def ground(
    context: Context[SafeTables],
    scenario: Scenario,
    filters: Filters,
    indicator: str = MODELLED,
    period: str | None = None,
) -> Ground:
    """indicator, period: the figure that is looked at, where the story has none of its own. Raises
    NotMeasured where there is no such figure or none of access, BadLever where the scenario's
    levers do not go together."""
    told = figure(context, scenario.story, indicator, period)
    basis = (filters.basis, filters.weighted)
    return Ground(
        context=context,
        filters=filters,
        shown=access.access(context, told.indicator, told.period, *basis),
        today=access.access(context, MODELLED, context.base_period(), *basis),
        result=outcome.work_out(context, scenario, filters),
    )


def figure(context: Context[SafeTables], told: Story, indicator: str, period: str | None) -> Story:
    """The story with the figure that it is of, in its first period where it has not the one that
    is asked for. indicator, period: where it has none of its own. Raises NotMeasured where there
    is no such figure."""
    of = told.about(indicator, period)
    offered = periods(context.tables, INDICATORS[of.indicator])
    return of if of.period in offered else of.model_copy(update={"period": offered[0]})


def story(on: Ground) -> tuple[Step, ...]:
    """Every step that has something to say, as the scenario's author wants them: in their order and
    words, with what is hidden marked so."""
    told = on.result.scenario.story
    steps = (_step(on, key, told) for key in ordered(told))
    return tuple(step for step in steps if step is not None)


def ordered(told: Story) -> list[str]:
    """The keys of all steps in the author's order; one that the author did not place comes where it
    would without them: after the step that it follows."""
    keys = list(dict.fromkeys(key for key in told.order if key in STEPS))
    every = list(STEPS)
    for i, key in enumerate(every):
        if key not in keys:
            keys.insert(keys.index(every[i - 1]) + 1 if i else 0, key)
    return keys


def _step(on: Ground, key: str, told: Story) -> Step | None:
    record = STEPS[key]
    try:
        point = record.find(on)
    except NotMeasured:
        return None  # too few areas are left for its figure; the others have theirs
    if point is None:
        return None
    said = told.told.get(key)
    own = said.message.strip() if said else ""
    return Step(
        key=key,
        title=record.title,
        point=replace(point, message=own) if own else point,
        source=_source(point, bool(own)),
        live=record.live,
        note=said.note if said else "",
        hidden=key in told.hidden or not (record.usual or key in told.shown),
        own=bool(own),
    )


def _source(point: Point, own: bool) -> str:
    measured = point.of
    published = point.known == "published"  # which rests on nobody's upload
    return words.joined(
        filter(
            None,
            [
                provenance.modelled(measured.own)
                if point.known == MODEL
                else provenance.kinds(measured.place)[point.known],
                f"Period {point.period or measured.period}.",
                f"{provenance.licence(measured.place, measured.own and not published)}.",
                OWN_WORDS if own else "",
            ],
        )
    )
