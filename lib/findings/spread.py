"""How unequal a figure is over the areas that were really measured, and whether that is more than
chance."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib import spread_words
from lib.catalogue.statistics import STATISTICS
from lib.disclosure.tables import CONTROLLED
from lib.errors import NotMeasured
from lib.figures.amounts import provenances
from lib.figures.kinds import by_district, from_counts
from lib.figures.measured import Measured, measured_period, offered
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.findings.page import Audience, Page, Sheet
from lib.model.need import BASES
from lib.place.areas import Areas
from lib.variation.gradient import Gradient
from lib.variation.summary import Estimate, Spread


@dataclass(frozen=True, kw_only=True)
class Unequal:
    """names: of the areas that were really measured. slope: of the rates against deprivation. key:
    what it was asked by."""

    measured: Measured
    spread: Spread
    slope: Gradient
    names: pd.Series
    areas: Areas
    key: tuple[str, str, str, bool]

    @property
    def message(self) -> str:
        return spread_words.spread_sentence(self.spread, self.measured, self.names)


def unequal(context: Context, indicator: str, filters: Filters) -> Unequal:
    """One figure of the latest measured year over the areas that were really measured."""
    tables = context.tables
    key = (indicator, measured_period(tables, indicator), filters.basis, filters.weighted)
    measured = context.measured(*key)
    names = (tables.crosswalk.names if measured.level == "part" else tables.areas.name).reindex(
        measured.areas_measured.value.index
    )
    return Unequal(
        measured=measured,
        spread=context.spread(*key),
        slope=context.slope(*key),
        names=names,
        areas=tables.areas,
        key=key,
    )


def interval(estimate: Estimate, decimals: int) -> str:
    if np.isnan(estimate.lower):
        return "no interval published"
    return f"95% interval {estimate.lower:.{decimals}f} to {estimate.upper:.{decimals}f}"


def _value(estimate: Estimate, decimals: int) -> str:
    return f"{estimate.value:.{decimals}f} ({interval(estimate, decimals)})"


def answers(view: Unequal, technical: bool = True) -> dict[str, str]:
    """The value of each statistic in a sentence; without phi and p where not technical."""
    s, m = view.spread, view.measured
    slope = view.slope
    say = m.indicator.say
    less = "higher" if slope.slope > 0 else "lower"
    certain = (
        ""
        if slope.lower * slope.upper > 0
        else " The interval holds zero, so there may be no gradient."
    )
    bounds = (
        f" (95% interval {say(slope.lower)} to"
        f" {say(slope.upper)}{_of_slope(slope) if technical else ''})"
    )
    found = {
        "ratio": f"The highest rate is {_value(s.ratio, 2)} times the lowest.",
        "cv": f"A typical area lies {s.cv.value:.0%} from the mean: CV {_value(s.cv, 3)}.",
        "gini": f"Gini {_value(s.gini, 3)}.",
        "theil": f"Theil {_value(s.theil, 4)}.",
        "slope": (
            f"The least deprived end is {say(abs(slope.slope))} {less} than the most"
            f" deprived{bounds}; ratio {slope.relative:.2f}.{certain}"
        ),
        "concentration": f"Concentration index {slope.concentration:+.3f}.",
    }
    if s.systematic is not None and s.p is not None:
        found["systematic"] = (
            f"SCV {_value(s.systematic, 1)}."
            if s.systematic.value > 0
            else "No variation beyond chance (SCV is zero or below)."
        )
        p = "below 0.001" if s.p < 0.001 else f"{s.p:.3f}"
        found["chi_square"] = (
            f"Chi-square {s.chi_square:,.1f} on {s.k - 1} degrees of freedom, p {p}: "
            + (
                "the areas do not share one rate."
                if s.p < 0.05
                else "one shared rate cannot be ruled out."
            )
        )
        found["funnel"] = (
            f"{s.beyond} of {s.k} differ from the whole by more than chance (99.8% limits);"
            f" {s.beyond_adjusted} after allowing for how much such areas differ"
            f" anyway{f' (overdispersion, phi {s.phi:.3g})' if technical else ''}."
        )
        found["shrunk"] = "The largest change is " + _largest_shrinkage(view) + "."
        found["intervals"] = _widest_interval(view)
    return found


def _of_slope(slope: Gradient) -> str:
    """What the interval of a slope is made of."""
    if not slope.from_scatter:
        return ", from the areas' own intervals"
    return (
        ", from the areas' scatter about the line, since they differ by more than chance; p"
        f" {slope.p:.2f}"
    )


def _widest_interval(view: Unequal) -> str:
    rates, say = view.measured.areas_measured, view.measured.indicator.say
    code = (rates.upper - rates.lower).idxmax()
    return (
        f"The widest is {view.names[code]}'s: {say(rates.value[code])}, {say(rates.lower[code])} to"
        f" {say(rates.upper[code])}."
    )


def _largest_shrinkage(view: Unequal) -> str:
    rates, shrunk = view.measured.areas_measured, view.spread.shrunk
    if shrunk is None:
        return "none"
    code = (shrunk - rates.value).abs().idxmax()
    say = view.measured.indicator.say
    return f"{view.names[code]}, from {say(rates.value[code])} to {say(shrunk[code])}"


def clustered(context: Context, filters: Filters) -> list[tuple[str, ...]]:
    """Moran's I in words for each figure known by district: figure, I, expected, p, reading."""
    rows: list[tuple[str, ...]] = []
    asked = {}
    for indicator in from_counts():
        shown = offered(context.tables, indicator)
        if shown and provenances(context.tables, indicator.numerator)[shown[0]] in CONTROLLED:
            asked[indicator.key, shown[0], filters.basis, filters.weighted] = indicator.label
    # Need on the national basis is shared out from parts, so its neighbours agree by construction.
    basis = filters.basis if filters.basis != "national" else "survey_2017"
    for indicator in by_district():
        estimated = (basis, filters.weighted) if indicator.of_need else ("national", False)
        label = (
            f"{indicator.label} ({BASES[basis].label})" if indicator.of_need else indicator.label
        )
        asked[indicator.key, measured_period(context.tables, indicator.key), *estimated] = label
    for view, label in asked.items():
        try:
            context.measured(*view).areas_measured  # noqa: B018, asks whether enough districts are left
        except NotMeasured:
            continue  # there is no line for it
        result = context.clusters(*view)
        clear = (
            "neighbours resemble one another"
            if result.p < 0.05 and result.moran > 0
            else "no clear pattern"
        )
        rows.append(
            (label, f"{result.moran:.2f}", f"{result.expected:.2f}", f"{result.p:.3f}", clear)
        )
    return rows


def page(found: Unequal, audience: Audience) -> Page:
    """As many measures as the audience wants, each with its question and its answer in words."""
    told = answers(found, audience.technical)
    wanted = [s for s in STATISTICS.values() if s.key in told and (audience.technical or s.plain)]
    say = found.measured.place.say
    rows = [(s.title, say(s.question), told[s.key]) for s in wanted]
    table = pd.DataFrame(rows, columns=["Statistic", "Question", "Answer"])
    lines = (found.message, *(f"{question} {answer}" for _, question, answer in rows))
    return Page(
        key="variation",
        heading="How unequal",
        said=(found.message,),
        words=("How unequal is it?", lines),
        caption="Measures of variation in words",
        table=table,
        in_words=True,
        sheet=Sheet(
            name="Variation", title=f"Measures of variation, {found.measured.period}", frame=table
        ),
    )
