"""The story for those who read: its steps in order on one page."""

from lib.catalogue.indicators import INDICATORS
from lib.findings import story
from lib.findings.asked import Asked
from lib.findings.context import Context
from lib.findings.points import MODEL
from lib.findings.reader_page import Reader, Section
from lib.findings.story import Step
from lib.findings.tiles import Tile
from lib.scenarios.record import Scenario
from lib.sources import SafeTables

EMPTY = "Every step of this story is hidden."


def about_story(context: Context[SafeTables], asked: Asked) -> str:
    """What `of_story` shows, before it is worked out."""
    if asked.scenario.question() == Scenario().question():
        of = story.figure(context, asked.scenario.story, asked.indicator, asked.period)
        return f"The story of the {INDICATORS[of.indicator].label.lower()}, {of.period}"
    return f"The story of a scenario, {context.base_period()}"


def of_story(context: Context[SafeTables], asked: Asked) -> Reader:
    """Every step that its author shows, one under the other. Raises BadLever where the scenario's
    levers do not go together, NotMeasured where there is no such figure."""
    on = story.ground(context, asked.scenario, asked.filters, asked.indicator, asked.period)
    steps = [step for step in story.story(on) if not step.hidden]
    message, known = (steps[0].point.message, steps[0].point.known) if steps else (EMPTY, "")
    if on.result.moved:
        message, known = on.result.title, MODEL
    return Reader(
        about=about_story(context, asked),
        message=message,
        place=context.tables.place,
        own=any(step.point.of.own for step in steps),
        known=known,
        sections=tuple(_section(i, step, message) for i, step in enumerate(steps, 1)),
    )


def _section(i: int, step: Step, said: str) -> Section:
    """said: what stands at the top of the page, so that it is not said twice."""
    point = step.point
    return Section(
        heading=f"{i}. {step.title}",
        message="" if point.message == said else point.message,
        tiles=(Tile(label=point.counts, value=point.number, note=""),),
        picture=point.picture,
        known=point.known,
        small=tuple(filter(None, [point.caution, step.source])),
    )
