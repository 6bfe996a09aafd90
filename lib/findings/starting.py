"""Which year the model starts from, and what a later one would change."""

from lib import money_words
from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.figures.measured import periods
from lib.figures.spend import spend
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.money_words import Later


def starting(context: Context, filters: Filters) -> str:
    """Both in a sentence."""
    return money_words.start_sentence(
        context.base_period(),
        later(context, filters),
        filters.standard,
        context.tables.areas,
    )


def later(context: Context, filters: Filters) -> Later | None:
    """The latest year that there are figures for; None where it is the one that is started
    from."""
    start = context.base_period()
    last = max(periods(context.tables, INDICATORS[MODELLED]))
    if last <= start:
        return None
    then, now = (
        context.measured(MODELLED, period, filters.basis, filters.weighted).districts
        for period in (last, start)
    )
    at_standard = int((then.value >= filters.standard).sum())
    return Later(
        period=last,
        ratio=then.overall / now.overall,
        pounds=spend(context.tables, last).total,
        above=at_standard if filters.standard_applies else None,
    )
