"""Schools and workforce for those who read: what new teams would do, and whether staff can be
found."""

import pandas as pd

from lib import provenance, workforce_words
from lib.findings import schools
from lib.findings.asked import Asked
from lib.findings.context import Context
from lib.findings.outcome import work_out
from lib.findings.reader_page import Map, Reader, Section
from lib.findings.schools_page import bars
from lib.sources import SafeTables


def about_schools(context: Context[SafeTables], asked: Asked) -> str:
    """What `of_schools` shows, before it is worked out."""
    return "School teams, early help and the staff for them"


def of_schools(context: Context[SafeTables], asked: Asked) -> Reader:
    """The point, a map of new teams or of what it would take, staff by year, and what is
    published. Raises BadLever where the levers do not go together, NotMeasured where there is no
    model."""
    result = work_out(context, asked.scenario, asked.filters)
    view, known, place = schools.of_result(context, result), schools.facts(context), context.tables
    needed = view.staff
    area = place.place.area
    sections = [
        Section(
            heading=f"New teams and staff, by {area.one}",
            table=view.table(area.heading),
            known="modelled",
        )
    ]
    if needed.new >= 1:
        sections.insert(
            0,
            Section(
                heading="Can the staff be found?",
                message=needed.message,
                lines=tuple(filter(None, (needed.binding, needed.beside))),
                picture=bars(view),
                table=schools.by_year(needed),
                known="modelled",
            ),
        )
    if known.held:
        published = {
            "Early help: costs and effects as published": known.offers,
            "School teams, pay and staff as published": known.facts,
        }
        sections += [
            Section(heading=heading, table=table, known="published")
            for heading, table in published.items()
        ]
    return Reader(
        about=about_schools(context, asked),
        message=view.message,
        place=place.place,
        own=view.own or "uploaded" in set(place.counts.provenance),
        said=asked.scenario.reason,
        more=tuple(filter(None, (view.more,))),
        known="modelled",
        tiles=view.tiles,
        maps=(_map(view),),
        sections=tuple(sections),
        sure=(
            provenance.modelled(view.own or "uploaded" in set(place.counts.provenance)),
            schools.caution(place),
            workforce_words.NOT_ADDED,
            workforce_words.HOW.format(period=place.place.measured_period),
        ),
    )


def _map(view: schools.Schools) -> Map:
    rows = view.by_area
    if rows.teams.any():
        return Map(
            title="Where new teams go",
            unit=schools.UNIT,
            value=rows.share,
            text=pd.Series(view.map_text, rows.index),
            classes=schools.ADDED,
            alt=view.map_alt,
        )
    return Map(
        title="What it would take",
        unit=schools.ALL_UNIT,
        value=rows["all"],
        text=pd.Series([f"{each:.1f}" for each in rows["all"]], rows.index),
        classes=schools.all_classes(rows["all"]),
        alt=view.all_alt,
    )
