"""Who is at greatest risk and what an offer would cost, for those who read."""

from dataclasses import replace

import pandas as pd
import shapely

from lib import risk_words
from lib.catalogue.indicators import MODELLED
from lib.findings.asked import Asked
from lib.findings.context import Context
from lib.findings.group import Standing
from lib.findings.offers import Offers, offers
from lib.findings.outcome import work_out
from lib.findings.own_group import OwnGroup
from lib.findings.reader_page import Map, Reader, Section
from lib.findings.risk import risk
from lib.scenarios import offers as of_scenario
from lib.sources import SafeTables


def about_risk(context: Context[SafeTables], asked: Asked) -> str:
    """What `of_risk` shows, before it is worked out."""
    return "Groups at greatest risk"


def of_risk(context: Context[SafeTables], asked: Asked) -> Reader:
    """The point, how often each group has a disorder, each group in words, and what the scenario
    offers where it does. Raises BadLever where its levers do not go together."""
    place, view = context.tables.place, risk(context)
    offered: tuple[Section, ...] = ()
    own = False  # only what the rest of the budget reaches rests on counts that may be
    if of_scenario.seen(asked.scenario):
        offered = (_offers(offers(work_out(context, asked.scenario, asked.filters))),)
        own = context.measured(MODELLED, context.base_period(), "national", False).own
    drawn = next((one.drawn for one in view.standings if one.drawn is not None), None)
    about = about_risk(context, asked)
    counted = tuple(_own(one, one.own) for one in view.standings if one.own is not None)
    if not view.held:
        sections = (*counted, *offered)
        return Reader(about=about, message=view.message, place=place, own=own, sections=sections)
    return Reader(
        about=about,
        message=view.message,
        place=place,
        own=own,
        known="published",
        tiles=view.tiles,
        maps=() if drawn is None else (_written_once(context.tables, drawn),),
        sections=(
            Section(heading="How often they have a disorder", picture=view.bars),
            *counted,
            *offered,
            *map(_group, view.standings),
        ),
        sure=(
            view.caution,
            *([risk_words.mapped(place.area.one, place.area.many)] if drawn else []),
            risk_words.EXPECTED,
            risk_words.INTERVALS,
        ),
    )


def _written_once(tables: SafeTables, drawn: Map) -> Map:
    """The map with what stands on each authority written on its largest area alone."""
    outlines = tables.boundaries.geometry
    size = pd.Series(shapely.area(outlines.to_numpy()), outlines.index)
    largest = size.groupby(drawn.text).idxmax()
    return replace(drawn, text=drawn.text.where(drawn.text.index.isin(largest), ""))


def _group(one: Standing) -> Section:
    """A group in words; area by area where a survey says how many have a disorder."""
    return Section(
        heading=one.group.label,
        lines=(one.message,),
        table=one.table if one.surveyed else pd.DataFrame(),
        small=tuple(filter(None, [one.caution])),
    )


def _own(one: Standing, own: OwnGroup) -> Section:
    """The partnership's own counts of a group by area."""
    return Section(
        heading=f"{one.group.label}: own counts, {own.period}",
        message=own.message,
        picture=own.drawn,
        table=own.table,
        known="uploaded",
        small=(own.note,),
    )


def _offers(view: Offers) -> Section:
    return Section(
        heading="What is offered",
        message=view.message,
        tiles=view.tiles,
        table=view.table,
        known="modelled",
        small=(risk_words.PRICES,),
    )
