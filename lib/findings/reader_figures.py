"""A figure for those who read: the answer, a map, the areas in order, one of them in sentences, and
last how it is known."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from lib import spread_words, words
from lib.catalogue.indicators import INDICATORS
from lib.classes import DIFFERS
from lib.figures.measured import measured_period
from lib.findings import tiles
from lib.findings.access import Access, access
from lib.findings.asked import Asked
from lib.findings.beside import lines
from lib.findings.context import Context
from lib.findings.district import district
from lib.findings.ranked import bars
from lib.findings.reader_page import About, Bars, Map, Reader
from lib.findings.spread import unequal
from lib.sources import SafeTables


def about_access(_: Context[SafeTables], asked: Asked) -> str:
    """What `of_access` shows, before it is worked out."""
    return f"{INDICATORS[asked.indicator].label}, {asked.period}"


def about_spread(context: Context[SafeTables], asked: Asked) -> str:
    """What `of_spread` shows, before it is worked out. Raises NotMeasured where there is none."""
    period = measured_period(context.tables, asked.measure)
    return f"How unequal: {INDICATORS[asked.measure].label.lower()}, {period}"


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
        about=about_access(context, asked),
        message=view.message,
        place=measured.place,
        own=measured.own,
        known=measured.provenance,
        tiles=tiles.of_access(view, filters),
        maps=(_map_of(context, view, measured.provenance),),
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
        about=about_spread(context, asked),
        message=shown.message,
        place=measured.place,
        own=measured.own,
        known=shown.known,
        tiles=tiles.of_spread(shown),
        maps=(_map_of(context, view, shown.known),),
        bars=Bars(
            title=f"The {measured.nouns.many} from highest to lowest",
            noun=measured.nouns,
            unit=measured.indicator.unit,
            rows=rows.reset_index(drop=True),
            lines=lines(context, view, filters),
            note="The thin line on a bar is the 95% interval.",
        ),
        chosen=_about(context, view, asked),
        # of the map too, whose districts may be made of what was measured
        sure=tuple(
            dict.fromkeys(
                [
                    shown.caution,
                    words.caution(measured, view.areas),
                    f"{measured.indicator.definition} {measured.indicator.misleads}",
                ]
            )
        ),
    )


def _map_of(context: Context[SafeTables], view: Access, known: str) -> Map:
    """known: how the figures of its page are known."""
    measured = view.measured
    return Map(
        title=measured.indicator.label,
        known="" if measured.provenance == known else measured.provenance,
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


def _about(context: Context[SafeTables], view: Access, asked: Asked) -> About | None:
    """The area that is chosen, as its panel on the dashboard has it."""
    code = asked.filters.district
    if code is None:
        return None
    here = district(context, view, asked.filters, code)
    said = (*here.messages, *here.closest.messages)
    return About(name=here.name, messages=said, figures=here.figures)


def _span(say: Callable[[float], str], low: float, high: float) -> str:
    return f"{say(low)} to {say(high)}" if low == low else ""
