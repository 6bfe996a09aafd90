"""The trajectory, the plan of a year and what came of it, for those who read."""

from lib import plan_words, provenance
from lib.errors import BadLever, NoPace
from lib.findings.asked import Asked
from lib.findings.context import Context
from lib.findings.planned import planned
from lib.findings.process import CHANGE, monthly_process
from lib.findings.reader_page import Reader, Section
from lib.findings.trajectory import line
from lib.sources import SafeTables


def about_plan(context: Context[SafeTables], asked: Asked) -> str:
    """What `of_plan` shows, before it is worked out."""
    return "The plan of a year, and the national trajectory"


def of_plan(context: Context[SafeTables], asked: Asked) -> Reader:
    """Where the partnership stands, the plan against what happened, and unusual months."""
    place, view = context.tables.place, line(context)
    return Reader(
        about=about_plan(context, asked),
        message=view.message,
        place=place,
        # the plan rests on counts of districts, which may be theirs where the line is published
        own=view.known == "uploaded" or bool(provenance.own(context.tables)),
        tiles=view.tiles,
        sections=(
            Section(
                heading="Against the national trajectory",
                lines=(view.missing,) if view.missing else (),
                picture=view.bars,
                table=view.table,
                known=view.known,
                small=(*view.notes, *view.aims),
            ),
            _plan(context, asked),
            *_months(context),
        ),
        sure=(plan_words.TWO_MEASURES, plan_words.SPLIT, plan_words.no_map(place.area.one)),
    )


def _plan(context: Context[SafeTables], asked: Asked) -> Section:
    """The plan against what happened; why there is none where it has no path."""
    try:
        plan = planned(context, asked.planned.scenario, asked.filters)
    except (BadLever, NoPace) as fault:
        return Section(heading="The plan of a year", message=str(fault))
    return Section(
        heading="The plan of a year",
        message=plan.message,
        lines=(plan.why,) if plan.why else (),
        tiles=plan.tiles,
        table=plan.table,
        known="modelled",
    )


def _months(context: Context[SafeTables]) -> tuple[Section, ...]:
    """What of the months is unusual, where some are known."""
    view = monthly_process(context, CHANGE)
    if view is None:
        return ()
    return (
        Section(
            heading="Is a month unusual?",
            message=view.message,
            known=view.known,
            small=(view.caution, *view.broke),
        ),
    )
