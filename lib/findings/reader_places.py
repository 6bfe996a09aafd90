"""Places for those who read: how whole the list is, how far children live, and where next."""

import pandas as pd

from lib import distance_words
from lib.catalogue.indicators import MODELLED
from lib.distance_words import UNIT
from lib.figures import homes
from lib.findings.asked import Asked
from lib.findings.context import Context
from lib.findings.distances import CLASSES, Distances, catchments, completeness, distances
from lib.findings.next_places import next_places
from lib.findings.reader_page import About, Map, Reader, Section
from lib.sources import SafeTables

MOST = 10  # places with most children


def about_places(context: Context[SafeTables], asked: Asked) -> str:
    """What `of_places` shows, before it is worked out."""
    return "How far help is, and where the next place could be"


def _counts_theirs(context: Context[SafeTables], asked: Asked) -> bool:
    """Whether what places are weighed by rests on a partnership's own counts of children."""
    chosen = asked.scenario.places
    if not chosen.new or chosen.counted != "unreached":
        return False
    return context.measured(MODELLED, context.base_period(), "national", False).own


def of_places(context: Context[SafeTables], asked: Asked) -> Reader:
    """The list first, then distances, then the places of the link's scenario."""
    scenario, tables = asked.scenario, context.tables
    view, known = distances(context, scenario), completeness(context)
    if not view.held:
        return Reader(about=about_places(context, asked), message=view.message, place=tables.place)
    return Reader(
        about=about_places(context, asked),
        message=view.message,
        place=tables.place,
        own=homes.own_list(tables) or _counts_theirs(context, asked),
        said=scenario.reason,
        more=tuple(filter(None, [known.warning, known.note])),
        known="modelled",
        tiles=view.tiles,
        maps=(
            Map(
                title="How far the nearest place is",
                unit=UNIT,
                value=view.rows["mean"],
                text=pd.Series(view.text, view.rows.index),
                classes=CLASSES,
                alt=view.alt,
            ),
        ),
        sections=(
            Section(
                heading=f"Every {view.areas.noun.one}",
                message=view.slope,
                table=view.table,
                small=(distance_words.IN_REACH,),
            ),
            *_next(context, asked),
            Section(
                heading="Places that are nearest to most children",
                table=distance_words.catchment_table(
                    catchments(context, scenario).head(MOST), tables.areas.name
                ),
            ),
            *_list(known.table),
        ),
        chosen=_about(view, asked.filters.district),
        sure=(view.caution,),
    )


def _next(context: Context[SafeTables], asked: Asked) -> list[Section]:
    more = next_places(context, asked.scenario)
    if more is None:
        return []
    return [
        Section(
            heading="Where next",
            message=more.message,
            lines=(more.more,),
            tiles=more.tiles,
            table=more.table,
            known="modelled",
        )
    ]


def _list(table: pd.DataFrame) -> list[Section]:
    if table.empty:
        return []
    return [Section(heading="What is known of the list", table=table, known="published")]


def _about(view: Distances, code: str | None) -> About | None:
    if code is None:
        return None
    return About(
        name=str(view.areas.name[code]), messages=(view.about(code),), figures=pd.DataFrame()
    )
