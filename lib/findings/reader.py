"""What a shared link shows to someone who reads and does not explore: the answer, a map, the areas
in order, one of them in sentences, and last how it is known."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib import money_words, provenance, spread_words, words
from lib.catalogue.indicators import MODELLED
from lib.classes import CHANGE, DIFFERS, Classes
from lib.findings import by_district, tiles
from lib.findings.access import Access, access
from lib.findings.asked import Asked
from lib.findings.beside import lines
from lib.findings.context import Context
from lib.findings.district import district
from lib.findings.outcome import Result, work_out
from lib.findings.ranked import bars
from lib.findings.spread import unequal
from lib.findings.tiles import Tile
from lib.place.nouns import Level
from lib.sources import SafeTables


@dataclass(frozen=True, kw_only=True)
class Map:
    """A map in classes. value, text: by area_code, over every area. alt: the map in a sentence."""

    title: str
    unit: str
    value: pd.Series
    text: pd.Series
    classes: Classes
    alt: str


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Areas in order.

    Attributes
    ----------
    rows
        code (of the area, "" where it is none that can be read about), label, value, low, high
        (95%, NaN where there is none), inner_low, inner_high (of the published rate, where that is
        another), before (NaN where there is no other state), text, span.
    noun
        What an area is called.
    lines
        value, line: drawn across them.
    note
        What the marks are.
    """

    title: str
    noun: Level
    unit: str
    rows: pd.DataFrame
    lines: pd.DataFrame
    note: str


@dataclass(frozen=True, kw_only=True)
class About:
    """One area in sentences, and its figures in words where there are some."""

    name: str
    messages: tuple[str, ...]
    figures: pd.DataFrame


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A reader's page.

    Attributes
    ----------
    about
        What it shows and of when, in a few words.
    message
        The answer.
    said
        The author's own reason, where there is one.
    more
        Sentences under the answer.
    known
        In a word, how the figures are known.
    sure
        How sure and how made, in sentences; the last thing on the page.
    chosen
        The area that is read about.
    """

    about: str
    message: str
    said: str
    more: tuple[str, ...]
    known: str
    tiles: tuple[Tile, ...]
    maps: tuple[Map, ...]
    bars: Bars
    chosen: About | None
    sure: tuple[str, ...]


def of_access(context: Context[SafeTables], asked: Asked) -> Reader:
    """One figure by area. Raises NotMeasured where there is none."""
    filters = asked.filters
    view = access(context, asked.indicator, asked.period, filters.basis, filters.weighted)
    measured = view.measured
    sure = [
        words.caution(measured, view.areas),
        spread_words.order_note(view.areas, context.places_by_basis(*view.key)),
        f"{measured.indicator.definition} {measured.indicator.misleads}",
    ]
    return Reader(
        about=f"{measured.indicator.label}, {measured.period}",
        message=view.message,
        said="",
        more=(),
        known=measured.provenance,
        tiles=tiles.of_access(view, filters),
        maps=(_map_of(context, view),),
        bars=_bars_of(context, view, asked),
        chosen=_about(context, view, asked),
        sure=tuple(filter(None, sure)),
    )


def of_spread(context: Context[SafeTables], asked: Asked) -> Reader:
    """How unequal a figure is over the areas that were really measured."""
    filters = asked.filters
    shown = unequal(context, asked.measure, filters)
    measured, rates = shown.measured, shown.measured.areas_measured
    view = access(context, asked.measure, measured.period, filters.basis, filters.weighted)
    order = rates.value.sort_values(ascending=False, kind="stable").index
    say = measured.indicator.say
    rows = pd.DataFrame(
        {
            "code": [code if code in view.areas.name.index else "" for code in order],
            "label": shown.names[order],
            "value": rates.value[order],
            "low": rates.lower[order],
            "high": rates.upper[order],
            "inner_low": np.nan,
            "inner_high": np.nan,
            "before": np.nan,
            "text": [say(rates.value[code]) for code in order],
            "span": [_span(say, rates.lower[code], rates.upper[code]) for code in order],
        }
    )
    return Reader(
        about=f"How unequal: {measured.indicator.label.lower()}, {measured.period}",
        message=shown.message,
        said="",
        more=(),
        known=measured.provenance,
        tiles=tiles.of_access(view, filters),
        maps=(_map_of(context, view),),
        bars=Bars(
            title=f"The {measured.nouns.many} from highest to lowest",
            noun=measured.nouns,
            unit=measured.indicator.unit,
            rows=rows.reset_index(drop=True),
            lines=lines(context, view, filters),
            note="The thin line on a bar is the 95% interval.",
        ),
        chosen=_about(context, view, asked),
        sure=(
            words.caution(measured, view.areas),
            f"{measured.indicator.definition} {measured.indicator.misleads}",
        ),
    )


def of_scenario(context: Context[SafeTables], asked: Asked) -> Reader:
    """What a scenario would do. Raises BadLever where its levers do not go together, NotMeasured
    where there is no model."""
    scenario, filters = asked.scenario, asked.filters
    result = work_out(context, scenario, filters)
    order, unit = context.tables.areas.order, "in 100 children in need"
    today = context.measured(MODELLED, context.base_period(), filters.basis, filters.weighted)
    classes = context.classes(
        MODELLED, context.base_period(), filters.basis, filters.weighted, DIFFERS, None
    )
    after, change = (
        by_district.map_after(result, order, unit),
        by_district.map_of_difference(result, order),
    )
    left_out = context.tables.areas.name.drop(list(result.areas.order))
    sure = [
        provenance.MODELLED,
        result.choices_line,
        words.not_modelled(left_out) if len(left_out) else "",
        words.caution(today, context.tables.areas),
    ]
    return Reader(
        about=f"A scenario on the figures of {context.base_period()}",
        message=result.title,
        said=scenario.reason,
        more=(result.message,),
        known="modelled",
        tiles=tiles.of_outcome(result)[:-1],  # the last is for those who know statistics
        maps=(
            Map(
                title="Children reached after it",
                unit=unit,
                value=after.value,
                text=pd.Series(after.text, order),
                classes=classes,
                alt=after.message,
            ),
            Map(
                title="What it changes, in children reached in 100",
                unit="points",
                value=change.value,
                text=pd.Series(change.text, order),
                classes=CHANGE,
                alt=change.message,
            ),
        ),
        bars=_bars_after(result, unit),
        chosen=_about_after(context, result, filters.district),
        sure=tuple(filter(None, sure)),
    )


# By the stem of the dashboard's page that has all of it.
VIEWS: dict[str, Callable[[Context[SafeTables], Asked], Reader]] = {
    "access_map": of_access,
    "variation": of_spread,
    "reallocate": of_scenario,
}


def _map_of(context: Context[SafeTables], view: Access) -> Map:
    measured = view.measured
    return Map(
        title=measured.indicator.label,
        unit=measured.indicator.unit,
        value=measured.districts.value,
        text=view.figures.text,
        classes=context.classes(*view.key, DIFFERS, None),
        alt=words.map_alt(measured, view.areas),
    )


def _bars_of(context: Context[SafeTables], view: Access, asked: Asked) -> Bars:
    measured = view.measured
    rows = bars(view, asked.filters)
    spans = [spread_words.wide_interval(measured, view.known, code) for code in rows.area_code]
    return Bars(
        title=f"{view.areas.noun.headings} from highest to lowest",
        noun=view.areas.noun,
        unit=measured.indicator.unit,
        rows=pd.DataFrame(
            {
                "code": rows.area_code,
                "label": rows.label,
                "value": rows.value,
                "low": rows.wide_lower,
                "high": rows.wide_upper,
                "inner_low": rows.lower,
                "inner_high": rows.upper,
                "before": np.nan,
                "text": rows.text,
                "span": spans,
            }
        ).reset_index(drop=True),
        lines=lines(context, view, asked.filters),
        note=words.whisker_note(measured),
    )


def _bars_after(result: Result, unit: str) -> Bars:
    moves = by_district.bars(result)
    standard = result.standard
    drawn = [] if standard is None else [(standard, f"Standard {standard:g}")]
    return Bars(
        title=f"{result.areas.noun.headings} after it, and today",
        noun=result.areas.noun,
        unit=unit,
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


def _about(context: Context[SafeTables], view: Access, asked: Asked) -> About | None:
    """The area that is chosen, as its panel on the dashboard has it."""
    code = asked.filters.district
    if code is None:
        return None
    here = district(context, view, asked.filters, code)
    said = (*here.messages, *here.closest.messages)
    return About(name=here.name, messages=said, figures=here.figures)


def _about_after(context: Context[SafeTables], result: Result, code: str | None) -> About | None:
    """The area that is chosen, as the scenario leaves it."""
    if code is None:
        return None
    name = str(context.tables.areas.name[code])
    if code not in result.areas.order:
        return About(name=name, messages=(words.not_modelled([name]),), figures=pd.DataFrame())
    sentence = money_words.district_sentence(result.outcome, result.sure, result.areas.name, code)
    return About(name=name, messages=(sentence,), figures=pd.DataFrame())


def _span(say: Callable[[float], str], low: float, high: float) -> str:
    return f"{say(low)} to {say(high)}" if low == low else ""
