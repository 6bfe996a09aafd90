"""The headline figures of a page, each in a tile."""

from dataclasses import dataclass

from lib import outcome_words, span_words, spread_words, words
from lib.catalogue.statistics import STATISTICS
from lib.findings.access import Access
from lib.findings.filters import Filters
from lib.findings.outcome import Result
from lib.findings.spread import Unequal
from lib.findings.statistics import interval
from lib.known import reach


@dataclass(frozen=True, kw_only=True)
class Tile:
    """A figure in words, under its name and over a note."""

    label: str
    value: str
    note: str


def of_spread(view: Unequal) -> tuple[Tile, ...]:
    """How unequal a figure is: each statistic that has a tile."""
    estimates = view.spread.estimates
    return tuple(
        Tile(
            label=statistic.tile,
            value=(
                words.times(estimates[key].value)
                if statistic.times
                else f"{estimates[key].value:.{statistic.decimals}f}"
            ),
            note=interval(estimates[key], statistic.decimals),
        )
        for key, statistic in STATISTICS.items()
        if statistic.tile and key in estimates
    )


def of_access(view: Access, filters: Filters) -> tuple[Tile, ...]:
    """How a figure varies: the whole, how the districts stand to the standard or, where it has
    none, the highest and lowest, and the gap."""
    measured = view.measured
    say, value = measured.indicator.say, measured.districts.value
    known = value.dropna()
    without = words.without(measured, view.areas)
    whole = Tile(
        label=measured.place.name,
        value=say(measured.districts.overall),
        note=f"{measured.indicator.unit};{without}" if without else measured.indicator.unit,
    )
    gap = known.max() / known.min() if len(known) and known.min() > 0 else float("inf")
    widest = Tile(
        label="Highest to lowest",
        value=words.times(gap),
        note=f"ratio of {measured.place.area.one} figures",
    )
    if view.has_standard(filters):
        return whole, _reaching(view, filters), _short(view, filters), widest
    ends = [("Highest", value.idxmax()), ("Lowest", value.idxmin())]
    return (
        whole,
        *(
            Tile(
                label=label,
                value=say(value[code]),
                note=words.together(measured, view.areas, str(code)),
            )
            for label, code in ends
        ),
        widest,
    )


def _reaching(view: Access, filters: Filters) -> Tile:
    """How many districts reach the standard by themselves, and how many may; by their figures where
    nothing was counted."""
    label, value = f"Reach {filters.standard:g} in 100", view.measured.districts.value.dropna()
    areas = view.areas.noun.many
    if view.known is None:
        reached = int((value >= filters.standard).sum())
        return Tile(
            label=label,
            value=f"{reached} of {len(value)}",
            note=f"{areas}, by modelled figures without an interval; {filters.standard_label}",
        )
    reached_by = reach(view.known.reaching(filters.standard))
    return Tile(
        label=label,
        value=f"{reached_by.sure} of {reached_by.of}",
        note=(
            f"{areas}{spread_words.may(reached_by)}, {reached_by.below} do not;"
            f" {filters.standard_label}"
        ),
    )


def _short(view: Access, filters: Filters) -> Tile:
    districts = view.measured.districts
    short = words.short_of(districts.value, districts.denominator, filters.standard)
    return Tile(
        label="Children short of it",
        value=words.children(short),
        note=f"in the {view.areas.noun.many} whose figure is below; modelled",
    )


def of_outcome(result: Result) -> tuple[Tile, ...]:
    """What a scenario does, before and after, each figure with its span over the choices that no
    figure decides."""
    outcome, span = result.outcome, result.span
    gained, gap, spread, narrows = "as today", "", "", "nothing is moved"
    if result.moved:
        gained = f"{span_words.more(outcome.gained)}; {result.over_choices}"
        gap = f"; {span.gap[0]:.2f} to {span.gap[1]:.2f} over the choices"
        spread = f"; {span.cv[0]:.3f} to {span.cv[1]:.3f} over the choices"
        narrows = f"narrows under {span.narrows} of {span.of} choices"
    still = outcome_words.still(outcome)
    reached = Tile(
        label="Children reached a year",
        value=words.children(outcome.treated_after.sum()),
        note=gained,
    )
    others = (
        Tile(
            label="Highest to lowest",
            value=words.times(outcome.ratio_after),
            note=f"{words.times(outcome.ratio_before)} today{gap}",
        ),
        Tile(
            label="Chance the gap narrows",
            value="stays" if still else words.chance(result.sure.narrows),
            note=narrows,
        ),
        Tile(
            label=f"Spread of {result.areas.noun.many} (CV)",
            value=f"{outcome.cv_after:.3f}",
            note=f"{outcome.cv_before:.3f} today; 0 is equal{spread}",
        ),
    )
    if result.standard is None:
        return reached, *others
    return reached, _reaching_after(result, result.standard), *others


def _reaching_after(result: Result, standard: float) -> Tile:
    before, after = result.reach_today, result.reach_after
    may = f"{after.may} more may; " if after.may else ""
    over_choices = span_words.at_span(result.span) if result.moved else ""
    by_figures = f"{result.outcome.at(standard)} by their figures{over_choices}"
    return Tile(
        label=f"Reach {standard:g} in 100",
        value=f"{after.sure} of {after.of}",
        note=f"{may}{by_figures}; {before.sure}{spread_words.may(before)} today",
    )
