"""Which year the model starts from, and what a later one would change."""

from dataclasses import dataclass

from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.figures.measured import periods
from lib.figures.spend import spend
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.words import pounds


@dataclass(frozen=True, kw_only=True)
class Later:
    """A later year than the one a model starts from: the period, its children reached over the
    start's, its spend (pounds a year), and how many of its districts stand at or above a standard
    by their carried-forward figures (None where none is defined)."""

    period: str
    ratio: float
    pounds: float
    above: int | None


def starting(context: Context, filters: Filters) -> str:
    """Which year, why not a later one, and what that would change, in a sentence."""
    start, last, areas = context.base_period(), later(context, filters), context.tables.areas
    if last is None:
        return f"It starts from {start}."
    above = (
        f", {last.above} of {len(areas.order)} at {filters.standard:g} in 100 or more"
        if last.above is not None
        else ""
    )
    way = "higher" if last.ratio > 1 else "lower"
    return (
        f"It starts from {start}: later years are counted for all {areas.noun.many} together only."
        f" With the pattern of {start}, {last.period} (modelled) would have every"
        f" {areas.noun.one} {abs(last.ratio - 1):.0%} {way}{above}, on {pounds(last.pounds)} of"
        " spend, and the same differences between them."
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
