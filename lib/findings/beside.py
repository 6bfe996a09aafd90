"""What a figure of districts is compared with: the whole, the standard, the nation and the
region."""

from dataclasses import dataclass

import pandas as pd

from lib import spread_words
from lib.figures import published
from lib.figures.published import Beside
from lib.findings.access import Access
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.variation import rates


def beside(context: Context, view: Access, filters: Filters) -> tuple[Beside, ...]:
    """The nation and the region, where published; the nation's access rate where the standard is
    defined."""
    tables, period = context.tables, view.measured.period
    others = published.beside(tables, view.measured.indicator, period)
    outturns = published.outturns(tables, period) if view.has_standard(filters) else []
    return (*others, *outturns)


def benchmarks(context: Context, view: Access, filters: Filters) -> dict[str, float]:
    """The values that a map's palette may turn at, by key: the standard where it is defined, the
    whole's, the nation's."""
    values = {"overall": view.measured.districts.overall}
    if view.has_standard(filters):
        values = {"standard": filters.standard} | values
    others = beside(context, view, filters)
    nation = [one.value for one in others if one.code == published.NATION]
    return values | ({"nation": nation[0]} if nation else {})


@dataclass(frozen=True, kw_only=True)
class Against:
    """How the whole and each district by itself stand to the nation, by their 95% intervals.

    Attributes
    ----------
    name
        Of the nation.
    words
        By area_code, "better than England".
    message
        How many are better, how many worse and how many neither, in a sentence.
    """

    name: str
    words: pd.Series
    message: str


def against_nation(context: Context, view: Access, filters: Filters) -> Against | None:
    """None where nothing of the nation is published beside the figure, or no interval is known.

    The nation's own figure counts as exact: it is of many times as many children.
    """
    nation = [one for one in beside(context, view, filters) if one.code == published.NATION]
    by_itself = view.measured.districts if view.known is None else view.known
    if not nation or by_itself.lower.isna().all():
        return None
    (one, *_), measured, area = nation, view.measured, view.areas.noun
    better = measured.indicator.better
    sides = [
        spread_words.side(low, high, one.value)
        for low, high in zip(by_itself.lower, by_itself.upper)
    ]
    words = pd.Series(
        [spread_words.against(side, better, one.name) for side in sides], by_itself.lower.index
    )
    whole = _whole(view, one)
    counted = words[[bool(side) for side in sides]].value_counts()
    said = "; ".join(f"{count} {text}" for text, count in counted.items())
    return Against(
        name=one.name,
        words=words,
        message=(
            f"{whole}Of {counted.sum()} {area.many}, each by its own 95% interval: {said}"
            f" ({measured.indicator.say(one.value)})."
        ),
    )


def _whole(view: Access, nation: Beside) -> str:
    """How the whole stands to the nation, in a sentence; "" of a figure that is not of counts."""
    measured = view.measured
    if not measured.areas_measured.counted:
        return ""
    rate = rates.together(measured.areas_measured, measured.kind.of_trials)
    side = spread_words.side(rate.lower.iloc[0], rate.upper.iloc[0], nation.value)
    text = spread_words.against(side, measured.indicator.better, nation.name)
    return f"{measured.place.name} is {text}. "


def lines(context: Context, view: Access, filters: Filters) -> pd.DataFrame:
    """The lines drawn across the bars: value, and the line in words."""
    measured, say = view.measured, view.measured.indicator.say
    overall = measured.districts.overall
    drawn = [(overall, f"{measured.place.name} {say(overall)}")]
    if view.has_standard(filters):
        drawn.append((filters.standard, f"Standard {filters.standard:g}"))
    drawn += [(one.value, f"{one.name} {say(one.value)}") for one in beside(context, view, filters)]
    return pd.DataFrame(drawn, columns=["value", "line"])
