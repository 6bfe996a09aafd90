"""What a figure of districts is compared with: the whole, the standard, the nation and the
region."""

from dataclasses import dataclass

import pandas as pd

from lib import spread_words
from lib.figures import published
from lib.figures.measured import Measured
from lib.figures.published import Beside
from lib.findings.access import Access
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.known import Known
from lib.variation import rates
from lib.variation.rates import Rates

NO_INTERVAL = "no interval is published, so chance cannot be ruled out"


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
    """How the whole and each district by itself stand to the nation: by their 95% intervals or,
    where none is published, by the figures as they are printed.

    Attributes
    ----------
    name
        Of the nation.
    words
        By area_code, "better than England".
    message
        How many are better, how many worse and how many neither, in a sentence.
    how
        By what they are compared.
    """

    name: str
    words: pd.Series
    message: str
    how: str

    def of(self, name: str, code: str) -> str:
        """How one district of this name stands, in a sentence."""
        return f"{name} is {self.words[code]}, {self.how}."


def against_nation(context: Context, view: Access, filters: Filters) -> Against | None:
    """None where nothing of the nation is published beside the figure.

    The nation's own figure counts as exact: it is of many times as many children.
    """
    nation = [one for one in beside(context, view, filters) if one.code == published.NATION]
    if not nation or view.measured.districts.value.isna().all():
        return None
    (one, *_), measured = nation, view.measured
    by_itself = measured.districts if view.known is None else view.known
    with_intervals = bool(by_itself.lower.notna().any())
    # a year that carries another's pattern forward says nothing new of a district
    if not with_intervals and measured.level == "none":
        return None
    sides = _by_interval(by_itself, one) if with_intervals else _by_figure(measured, one)
    words = sides.map(lambda side: spread_words.against(side, measured.indicator.better, one.name))
    counted = words[sides != ""].value_counts()
    tally = "; ".join(f"{count} {text}" for text, count in counted.items())
    figure = measured.indicator.say(one.value)
    if with_intervals:
        how, each = "by its own 95% interval", "each by its own 95% interval"
    else:
        unit = measured.indicator.unit
        how = f"which had {figure} {unit}; {NO_INTERVAL}"
        each = f"by the figures alone ({NO_INTERVAL})"
    return Against(
        name=one.name,
        words=words,
        how=how,
        message=(
            f"{_whole(view, one)}Of {counted.sum()} {view.areas.noun.many}, {each}: {tally}"
            f" ({figure})."
        ),
    )


def _by_interval(by_itself: Known | Rates, nation: Beside) -> pd.Series:
    """On which side of the nation's figure each district's interval lies."""
    sides = [
        spread_words.side(low, high, nation.value)
        for low, high in zip(by_itself.lower, by_itself.upper)
    ]
    return pd.Series(sides, by_itself.lower.index)


def _by_figure(measured: Measured, nation: Beside) -> pd.Series:
    """On which side each district's figure lies, as both are said."""
    say = measured.indicator.say
    sides = [
        "same" if say(value) == say(nation.value) else spread_words.side(value, value, nation.value)
        for value in measured.districts.value
    ]
    return pd.Series(sides, measured.districts.value.index)


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
