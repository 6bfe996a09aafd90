"""Scenarios for those who read: what one would do, and several side by side."""

import numpy as np
import pandas as pd

from lib import outcome_words, provenance, words
from lib.catalogue.indicators import MODELLED
from lib.classes import CHANGE, DIFFERS, Classes
from lib.errors import BadLever
from lib.figures.measured import Measured
from lib.findings import by_district, tiles
from lib.findings.asked import Asked
from lib.findings.comparison import (
    UNLIKE,
    access_after,
    comparison,
    differences,
    map_after,
    outcomes,
)
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.findings.outcome import Result, work_out
from lib.findings.reader_page import About, Bars, Map, Reader, Section
from lib.place.areas import listed
from lib.sources import SafeTables

UNIT = "in 100 children in need"
NOTHING = "None of the scenarios that this link compares can be read here."


def about_scenario(context: Context[SafeTables], asked: Asked) -> str:
    """What `of_scenario` shows, before it is worked out."""
    return f"A scenario on the figures of {context.base_period()}"


def about_comparison(context: Context[SafeTables], asked: Asked) -> str:
    """What `of_comparison` shows, before it is worked out."""
    return f"Scenarios side by side, on the figures of {context.base_period()}"


def of_scenario(context: Context[SafeTables], asked: Asked) -> Reader:
    """What a scenario would do. Raises BadLever where its levers do not go together, NotMeasured
    where there is no model."""
    scenario, filters = asked.scenario, asked.filters
    result = work_out(context, scenario, filters)
    order, today = context.tables.areas.order, _today(context, filters)
    after, change = (
        by_district.map_after(result, order, UNIT),
        by_district.map_of_difference(result, order),
    )
    left_out = context.tables.areas.name.drop(list(result.areas.order))
    sure = [
        provenance.modelled(today.own),
        result.choices_line,
        words.not_modelled(left_out) if len(left_out) else "",
        words.caution(today, context.tables.areas),
    ]
    return Reader(
        about=about_scenario(context, asked),
        message=result.title,
        place=today.place,
        own=today.own,
        said=scenario.reason,
        more=tuple(filter(None, (result.message, result.elsewhere))),
        known="modelled",
        tiles=tiles.of_outcome(result)[:-1],  # the last is for those who know statistics
        maps=(
            _map_after("Children reached after it", after, _classes(context, filters)),
            Map(
                title="What it changes, in children reached in 100",
                unit="points",
                value=change.value,
                text=pd.Series(change.text, order),
                classes=CHANGE,
                alt=change.message,
            ),
        ),
        bars=_bars_after(result),
        chosen=_about_after(context, result, filters.district),
        sure=tuple(filter(None, sure)),
    )


def of_comparison(context: Context[SafeTables], asked: Asked) -> Reader:
    """Scenarios side by side, each in a section of its own. Raises BadLever where none of them can
    be worked out, NotMeasured where there is no model."""
    filters = asked.filters
    scenarios = {one.label: one.scenario for one in asked.compared}
    compared = comparison(context, scenarios, filters)
    if not compared.results:
        raise BadLever(listed(compared.faults.values()) or NOTHING)
    today, classes = _today(context, filters), _classes(context, filters)
    order = context.tables.areas.order
    each = tuple(
        Section(
            heading=label,
            message=result.message,
            lines=(result.scenario.reason,) if result.scenario.reason else (),
            tiles=tiles.of_outcome(result)[:-1],
            picture=_map_after(
                f"Children reached: {label}",
                map_after(compared, label, order, UNIT),
                classes,
            ),
            known="modelled",
            small=(result.choices_line,) if result.choices_line else (),
        )
        for label, result in compared.results.items()
    )
    differ = differences(context, compared)
    tables = {
        f"Outcomes, in brackets against “{next(iter(compared.results))}”": outcomes(compared),
        "Children reached in 100 in need": access_after(compared),
        "Where they differ": differ,
    }
    sure = [
        provenance.modelled(today.own),
        "" if compared.alike else UNLIKE,
        words.caution(today, context.tables.areas),
    ]
    return Reader(
        about=about_comparison(context, asked),
        message=compared.message,
        place=today.place,
        own=today.own,
        more=tuple(
            f"“{label}” cannot be compared. {why}" for label, why in compared.faults.items()
        ),
        known="modelled",
        sections=(
            *each,
            *(Section(heading=title, table=table) for title, table in tables.items() if len(table)),
        ),
        sure=tuple(filter(None, sure)),
    )


def _today(context: Context[SafeTables], filters: Filters) -> Measured:
    return context.measured(MODELLED, context.base_period(), filters.basis, filters.weighted)


def _classes(context: Context[SafeTables], filters: Filters) -> Classes:
    """Those of today's access, in which what a scenario makes of it is drawn."""
    key = (MODELLED, context.base_period(), filters.basis, filters.weighted)
    return context.classes(*key, DIFFERS, None)


def _map_after(title: str, after: by_district.MapOfOutcome, classes: Classes) -> Map:
    return Map(
        title=title,
        unit=UNIT,
        value=after.value,
        text=pd.Series(after.text, after.value.index),
        classes=classes,
        alt=after.message,
    )


def _bars_after(result: Result) -> Bars:
    moves = by_district.bars(result)
    standard = result.standard
    drawn = [] if standard is None else [(standard, f"Standard {standard:g}")]
    return Bars(
        title=f"{result.areas.noun.headings} after it, and today",
        noun=result.areas.noun,
        unit=UNIT,
        rows=pd.DataFrame(
            {
                "code": moves.index,
                "label": moves.label,
                "value": moves.after,
                "low": moves.low,
                "high": moves.high,
                "inner_low": np.nan,
                "inner_high": np.nan,
                "before": moves.before,
                "text": [words.rate_in_100(value) for value in moves.after],
                "span": [f"{row.low:.0f} to {row.high:.0f}" for row in moves.itertuples()],
            }
        )
        .dropna(subset="value")
        .reset_index(drop=True),
        lines=pd.DataFrame(drawn, columns=["value", "line"]),
        note="A bar is after the scenario, the upright mark today, the thin line the 95% interval.",
    )


def _about_after(context: Context[SafeTables], result: Result, code: str | None) -> About | None:
    """The area that is chosen, as the scenario leaves it."""
    if code is None:
        return None
    name = str(context.tables.areas.name[code])
    if code not in result.areas.order:
        return About(name=name, messages=(words.not_modelled([name]),), figures=pd.DataFrame())
    sentence = outcome_words.district_sentence(result.outcome, result.sure, result.areas.name, code)
    return About(name=name, messages=(sentence,), figures=pd.DataFrame())
