"""Waits as a step of the story and as a page of the meeting pack."""

import pandas as pd

from lib import wait_words, words
from lib.findings import pathway, waits
from lib.findings.context import Context
from lib.findings.page import Card, Page, Sheet
from lib.findings.points import MODEL, Ground, Point
from lib.scenarios.record import Scenario
from lib.sources import Tables


def waiting(on: Ground) -> Point | None:
    """How the partnership's waits stand beside all others'; with a lever of theirs set, what that
    does to the queue."""
    view, held = waits.waits(on.context), waits.beside(on.context)
    if not view.held:
        return None
    shown = pathway.outlook(on.context, on.result.scenario)
    if shown is not None and shown.moved:
        return Point(
            of=on.shown.measured,
            message=shown.message,
            number=words.children(shown.last),
            counts="referrals that wait for help after three years",
            known=MODEL,
            caution=wait_words.ONE_LINE,
            picture=pathway.bars(shown),
            period=f"from the {shown.ends}",
        )
    longest = wait_words.LONGEST
    first = next((one for one in held if one.compared.key == longest), held[0])
    return Point(
        of=on.shown.measured,
        message=waits.point(first, on.context.tables.place.name),
        number=wait_words.figure(first.compared, first.own.value),
        counts=f"{first.compared.label}: {first.compared.unit}, {first.own.period}",
        known="published",
        caution=view.caution,
        picture=waits.bars(first),
        period="as each figure says",
    )


def page(context: Context[Tables], scenario: Scenario) -> Page | None:
    """What is published, and what the scenario's levers do to the queue. None where nothing is
    published."""
    view = waits.waits(context)
    if not view.held:
        return None
    every, shown = waits.beside(context), pathway.outlook(context, scenario)
    table = pd.DataFrame(
        [
            (
                f"{one.compared.label}, {one.own.period}",
                f"{wait_words.figure(one.compared, one.own.value)} {one.compared.unit}",
                wait_words.place_of(one.place, one.of).capitalize(),
                wait_words.figure(one.compared, one.nation),
            )
            for one in every
        ],
        columns=["Figure", "Here", "Among partnerships", every[0].nation_name or "Nation"],
    )
    answer = () if shown is None else (f"{shown.message} (modelled)", shown.money)
    return Page(
        key="waits",
        heading="Waits",
        known="published",
        sentences=(view.message, *answer),
        words=None
        if shown is None
        else ("What would shorten the wait (modelled)", (*answer, *shown.takes)),
        cards=tuple(
            Card(
                number=wait_words.figure(one.compared, one.own.value),
                text=f"{one.compared.label}: {one.compared.unit}, {one.own.period}",
            )
            for one in every[:3]
        ),
        caption="Waits beside all other partnerships",
        table=table,
        sheet=Sheet(
            name="Waits",
            title="Waits beside all other partnerships",
            frame=waits.numbers(context),
            stamp=wait_words.STAMP,
        ),
    )
