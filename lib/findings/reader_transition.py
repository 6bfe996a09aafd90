"""Birth to 25 for those who read: who turns 18, who is in need, and what services to 25 take."""

import numpy as np
import pandas as pd

from lib import transition_words
from lib.findings.asked import Asked
from lib.findings.cliff import UNIT, Cliff, aged, by_lever, by_year, cliff, own_people
from lib.findings.context import Context
from lib.findings.reader_page import About, Bars, Map, Reader, Section
from lib.findings.transfer import swings, swings_table, transferred
from lib.sources import SafeTables
from lib.transition_words import about


def about_transition(context: Context[SafeTables], asked: Asked) -> str:
    """What `of_transition` shows, before it is worked out."""
    return f"At 18 and up to 25, from {asked.scenario.transition.starts}"


def of_transition(context: Context[SafeTables], asked: Asked) -> Reader:
    """The first contract year's birthdays, need at each age, and the transfer."""
    scenario, place = asked.scenario, context.tables.place
    view = cliff(context, scenario, scenario.transition.starts)
    ages, plan = aged(context, scenario), transferred(context, scenario)
    years = by_year(context, scenario)
    return Reader(
        about=about_transition(context, asked),
        message=view.message,
        place=place,
        own="uploaded" in set(context.tables.counts.provenance) or own_people(context),
        said=scenario.reason,
        known="modelled",
        tiles=view.tiles,
        maps=(
            Map(
                title="Who turns 18",
                unit=f"{UNIT}, {transition_words.year(view.year)}",
                value=view.rows.turning,
                text=pd.Series(view.text, view.rows.index),
                classes=view.classes,
                alt=view.alt,
            ),
        ),
        bars=_bars(view),
        sections=(
            Section(
                heading=f"In need at each age: {ages.name}", table=ages.bands, small=(ages.note,)
            ),
            Section(
                heading="At 18, year by year",
                table=pd.DataFrame(
                    {
                        "Year to the middle of": years.label,
                        "Turn 18": [about(n) for n in years.turning],
                        "In need": [about(n) for n in years.in_need],
                        "Leave a children's service": [about(n) for n in years.leaving],
                        "Move on": [about(n) for n in years.moving],
                    }
                ),
                small=tuple(filter(None, [by_lever(scenario)])),
            ),
            Section(
                heading="Four years to services up to 25",
                message=plan.message,
                lines=(plan.more,),
                tiles=plan.tiles if plan.moved and plan.held else (),
                picture=plan.staged if plan.moved and plan.held else None,
                table=plan.table if plan.moved and plan.held else pd.DataFrame(),
                known="modelled",
            ),
            Section(
                heading="What each assumption is worth",
                table=swings_table(swings(context, scenario)) if plan.held else pd.DataFrame(),
            ),
        ),
        chosen=_about(context, view, asked),
        sure=(view.caution, view.note, transition_words.ADULTS_UNKNOWN),
    )


def _about(context: Context[SafeTables], view: Cliff, asked: Asked) -> About | None:
    """The area that is chosen: its birthdays, and its ages."""
    code = asked.filters.district
    if code is None:
        return None
    ages = aged(context, asked.scenario, code)
    return About(name=ages.name, messages=(view.about(code),), figures=ages.bands)


def _bars(view: Cliff) -> Bars:
    """Every area by those in need who turn 18."""
    order = view.rows.sort_values("in_need", ascending=False, kind="stable")
    rows = pd.DataFrame(
        {
            "code": order.index,
            "label": order.district,
            "value": order.in_need,
            **dict.fromkeys(("low", "high", "inner_low", "inner_high", "before"), np.nan),
            "text": [about(n) for n in order.in_need],
            "span": "",
        }
    ).reset_index(drop=True)
    return Bars(
        title="In need as they turn 18",
        noun=view.areas.noun,
        unit=f"people in need, {transition_words.year(view.year)}",
        rows=rows,
        lines=pd.DataFrame(columns=["value", "line"]),
        note="Need is estimated from a survey of England; no interval is worked out.",
    )
