"""The meeting pack for those who read: what it asks, what it says step by step, and what files it
has."""

from datetime import date

import pandas as pd

from lib import words
from lib.findings import pack as packs
from lib.findings.asked import Asked
from lib.findings.context import Context
from lib.findings.pack import Pack
from lib.findings.pack_pages import USUAL
from lib.findings.page import Page, Picture
from lib.findings.reader_page import About, Map, Reader, Section
from lib.plain_words import RANGE
from lib.sources import SafeTables


def about_pack(context: Context[SafeTables], asked: Asked) -> str:
    """What `of_pack` shows, before it is worked out."""
    return f"What a meeting is to decide on, on the figures of {context.base_period()}"


def of_pack(context: Context[SafeTables], asked: Asked) -> Reader:
    """The pack as councillors have it. Raises BadLever where the scenario's levers do not go
    together, NotMeasured where there is no model."""
    scenario, district = asked.packed.scenario, asked.filters.district
    known = district in context.modelled_areas().order
    pack = packs.collect(
        context,
        scenario,
        asked.filters,
        audience="councillors",
        districts=[district] if district and known else [],
        parts=USUAL,
        made_on=date.today(),  # which is not on this page
        link="",
        asked=asked.decision,
        whom=asked.whom,
    )
    own, moved = pack.today.measured.provenance == "uploaded", pack.result.moved
    title, _ = pack.every["scenario"].words or ("", ())
    message = f"{title}." if moved else pack.message
    steps = {line for page in pack.pages for line in page.sentences}
    today = tuple(
        line for line in pack.plain_words if line not in {message, f"{title}.", RANGE, *steps}
    )
    return Reader(
        about=about_pack(context, asked),
        message=message,
        place=context.tables.place,
        own=own,
        said=scenario.reason,
        known="modelled" if moved else pack.today.measured.provenance,
        sections=(
            *_asks(pack),
            *(
                _step(pack, i, page, today if page.key == "access" else ())
                for i, page in enumerate(pack.pages, 1)
            ),
        ),
        packed=True,
        opens=scenario,
        chosen=_about(context, pack, district),
        sure=(pack.provenance, pack.modelled, *pack.quality, RANGE),
    )


def _asks(pack: Pack) -> tuple[Section, ...]:
    """The decision and whom to ask, where the link has them."""
    if not pack.decision:
        return ()
    whom = (f"Whom to ask: {pack.whom}",) if pack.whom else ()
    return (Section(heading="What is asked", message=pack.asked, lines=whom),)


def _step(pack: Pack, i: int, page: Page, first: tuple[str, ...]) -> Section:
    """A page of the pack, with the table that the briefing has too. first: lines before its
    own."""
    maps = [shown for shown in page.pictures if shown.kind == "map"]
    drawn = maps[-1] if maps and (pack.result.moved or not maps[-1].modelled) else None
    tabled = page.key == ("scenario" if pack.result.moved else "access")
    return Section(
        heading=f"{i}. {page.heading}",
        lines=(*first, *page.sentences),
        cards=page.cards,
        picture=None if drawn is None else _map(drawn),
        table=page.table if tabled else pd.DataFrame(),
        known=page.known,
    )


def _map(shown: Picture) -> Map:
    return Map(
        title=shown.title,
        unit=shown.unit,
        value=shown.frame.value,
        text=shown.frame.text,
        classes=shown.classes,
        alt=shown.alt,
    )


def _about(context: Context[SafeTables], pack: Pack, code: str | None) -> About | None:
    """The area that is chosen."""
    if code is None:
        return None
    name = str(context.tables.areas.name[code])
    lines = pack.districts or (words.not_modelled([name]),)
    return About(name=name, messages=lines, figures=pd.DataFrame())
