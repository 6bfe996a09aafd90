"""What a figure of districts is compared with: the whole, the standard, the nation and the
region."""

import pandas as pd

from lib.figures import published
from lib.figures.published import Beside
from lib.findings.access import Access
from lib.findings.context import Context
from lib.findings.filters import Filters


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


def lines(context: Context, view: Access, filters: Filters) -> pd.DataFrame:
    """The lines drawn across the bars: value, and the line in words."""
    measured, say = view.measured, view.measured.indicator.say
    overall = measured.districts.overall
    drawn = [(overall, f"{measured.place.name} {say(overall)}")]
    if view.has_standard(filters):
        drawn.append((filters.standard, f"Standard {filters.standard:.0f}"))
    drawn += [(one.value, f"{one.name} {say(one.value)}") for one in beside(context, view, filters)]
    return pd.DataFrame(drawn, columns=["value", "line"])
