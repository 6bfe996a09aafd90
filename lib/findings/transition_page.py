"""Birth to 25 in the meeting pack."""

import pandas as pd

from lib import transition_words, words
from lib.findings.cliff import UNIT, Cliff, cliff
from lib.findings.context import Context
from lib.findings.page import Audience, Card, Page, Picture, Sheet
from lib.findings.transfer import transferred
from lib.scenarios.record import Scenario
from lib.sources import Tables
from lib.transition_words import about


def page(context: Context[Tables], scenario: Scenario, audience: Audience) -> Page:
    """Who turns 18 in the first contract year on a map, three numbers that matter and, for the
    details, each year of the transfer."""
    view = cliff(context, scenario, scenario.transition.starts)
    plan = transferred(context, scenario)
    year = transition_words.year(view.year)
    shown = plan.moved and plan.held
    lines = tuple(f"{row.label}: {row.text}" for row in plan.rows.itertuples())
    money = (plan.message, plan.more) if plan.held else (plan.message,)
    return Page(
        key="transition",
        heading="Birth to 25",
        known="modelled",
        sentences=(view.message, *money, view.caution, view.note),
        cards=(
            Card(number=about(view.total.turning), text=f"people turn 18 in {year}"),
            Card(number=about(view.total.in_need), text="of them are in need (estimated)"),
            Card(
                number=about(view.total.leaving - view.total.moving),
                text="leave a children's service and do not move on to an adult one",
            ),
        ),
        words=("Four years to services up to 25", money) if shown else None,
        pictures=(_map(view),),
        backup=("For questions: services to 25, year by year", lines)
        if audience.technical and shown
        else None,
        caption=f"At 18 in {year}",
        table=view.table,
        sheet=Sheet(
            name="Transition",
            title=f"Who turns 18 in {year}, and services up to 25",
            frame=_numbers(view),
            modelled=True,
            note=words.joined([view.caution, view.note]),
            stamp=transition_words.STAMP,
        ),
    )


def _map(view: Cliff) -> Picture:
    rows, year = view.rows, transition_words.year(view.year)
    frame = pd.DataFrame(
        {"district": rows.district, "value": rows.turning, "text": view.text, "span": ""},
        index=rows.index,
    )
    return Picture(
        key="turning",
        kind="map",
        frame=frame,
        slide=f"Who turns 18 in {year}",
        title=f"People who turn 18 in {year}",
        alt=view.alt,
        modelled=True,
        beneath=view.caution,
        classes=view.classes,
        unit=UNIT,
    )


def _numbers(view: Cliff) -> pd.DataFrame:
    """Figures as numbers, a row an area."""
    names = {
        "district": view.areas.noun.heading,
        "turning": "Turn 18",
        "in_need": "In need",
        "leaving": "In a children's service",
        "moving": "Move on",
    }
    rows = view.rows[list(names)].round(0).rename(columns=names)
    return rows.reset_index(drop=True)
