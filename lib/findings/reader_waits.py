"""Waits for those who read: the partnership beside all others, where children stood, and what the
levers of a scenario do to the queue."""

import pandas as pd

from lib import wait_words
from lib.catalogue.waiting import STOOD
from lib.findings import waits
from lib.findings.asked import Asked
from lib.findings.context import Context
from lib.findings.pathway import outlook
from lib.findings.reader_page import Map, Reader, Section
from lib.findings.waits import Stands
from lib.sources import SafeTables


def about_waits(context: Context[SafeTables], asked: Asked) -> str:
    """What `of_waits` shows, before it is worked out."""
    return "Waits between referral and help"


def of_waits(context: Context[SafeTables], asked: Asked) -> Reader:
    """The point, the figures beside all others, the model's answer for the scenario of the link,
    and where the referred children of the measured year stood."""
    view, place = waits.waits(context), context.tables.place
    held = waits.beside(context)
    return Reader(
        about=about_waits(context, asked),
        message=view.message,
        place=place,
        own=any(one.known == "uploaded" for one in _stood(context)),
        known="published" if view.held else "",
        tiles=view.tiles,
        sections=(
            *_pathway(context, asked),
            *(
                Section(
                    heading=one.compared.label,
                    message=one.message,
                    picture=waits.bars(one),
                    known="published",
                )
                for one in held
            ),
            *_year(context),
        ),
        sure=(view.caution, wait_words.ONE_LINE, wait_words.DRAWN) if view.held else (),
    )


def _pathway(context: Context[SafeTables], asked: Asked) -> list[Section]:
    shown = outlook(context, asked.scenario)
    if shown is None:
        return []
    return [
        Section(
            heading="What would shorten it",
            message=shown.message,
            lines=(shown.money, *shown.takes),
            tiles=shown.tiles,
            table=shown.table,
            known="modelled",
        )
    ]


def _stood(context: Context[SafeTables]) -> list[Stands]:
    """Where children stood, of each figure that is counted."""
    return [one for one in (waits.stands(context, key) for key in STOOD) if one is not None]


def _year(context: Context[SafeTables]) -> list[Section]:
    maps = [
        Section(
            heading=shown.stood.label,
            message=shown.message,
            picture=Map(
                title=f"{shown.stood.label}, {shown.period}",
                unit="in 100 children referred",
                value=shown.value,
                text=pd.Series(shown.text, shown.value.index),
                classes=shown.classes,
                alt=shown.alt,
                known=shown.known,
            ),
            known=shown.known,
        )
        for shown in _stood(context)
    ]
    if not maps:
        return []
    printed = waits.printed(context)
    return [
        *maps,
        Section(heading="The counts as printed", table=printed, known=_of_table(maps[0].known)),
    ]


def _of_table(known: str) -> str:
    """How the counts of the table are known: as printed where the map's are shared out."""
    return "published" if known == "apportioned" else known
