"""What each statistic of the catalogue answers about one figure, in a sentence."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib import words
from lib.catalogue.indicators import MODELLED
from lib.catalogue.statistics import STATISTICS, Statistic
from lib.findings.clusters import clustered
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.findings.page import Audience, Card, Page, Sheet
from lib.findings.spread import Unequal, unequal
from lib.variation.gradient import Gradient
from lib.variation.summary import Estimate


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A statistic and its answer in a sentence."""

    statistic: Statistic
    text: str


def answers(view: Unequal, technical: bool = True) -> tuple[Answer, ...]:
    """Of every statistic that has an answer for the figure, in the catalogue's order. technical:
    with phi and p."""
    every = (
        Answer(statistic=one, text=answer(view, one.key, technical)) for one in STATISTICS.values()
    )
    return tuple(one for one in every if one.text)


def of_modelled(context: Context, filters: Filters) -> tuple[Answer, ...]:
    """Every statistic of the figure that the model starts from; of Moran's I, that of the first
    figure it is known for. Raises NotMeasured."""
    view = unequal(context, MODELLED, filters)
    texts = {key: answer(view, key) for key in STATISTICS}
    texts["moran"] = next((one.message for one in clustered(context, filters)), "")
    return tuple(Answer(statistic=one, text=texts[key]) for key, one in STATISTICS.items())


def answer(view: Unequal, key: str, technical: bool = True) -> str:
    """A statistic's value in a sentence; "" where the figure has none."""
    if key in ANSWERS:
        return ANSWERS[key](view, technical)
    statistic, estimate = STATISTICS[key], view.spread.estimates.get(key)
    if estimate is None:
        return ""
    value = with_interval(estimate, statistic.decimals)
    return statistic.answer.format(value=value, share=f"{estimate.value:.0%}")


def interval(estimate: Estimate, decimals: int) -> str:
    if np.isnan(estimate.lower):
        return "no interval published"
    return f"95% interval {estimate.lower:.{decimals}f} to {estimate.upper:.{decimals}f}"


def with_interval(estimate: Estimate, decimals: int) -> str:
    return f"{estimate.value:.{decimals}f} ({interval(estimate, decimals)})"


def _systematic(view: Unequal, technical: bool) -> str:
    estimate = view.spread.estimates.get("systematic")
    if estimate is None:
        return ""
    if not estimate.value > 0:
        return "No variation beyond chance (SCV is zero or below)."
    return f"SCV {with_interval(estimate, STATISTICS['systematic'].decimals)}."


def _chi_square(view: Unequal, technical: bool) -> str:
    spread = view.spread
    if spread.p is None:
        return ""
    p = "below 0.001" if spread.p < 0.001 else f"{spread.p:.3f}"
    reading = (
        "the areas do not share one rate."
        if spread.p < 0.05
        else "one shared rate cannot be ruled out."
    )
    return (
        f"Chi-square {spread.chi_square:,.1f} on {spread.k - 1} degrees of freedom, p {p}:"
        f" {reading}"
    )


def _funnel(view: Unequal, technical: bool) -> str:
    spread = view.spread
    if spread.outside is None:
        return ""
    phi = f" (overdispersion, phi {spread.phi:.3g})" if technical else ""
    return (
        f"{spread.beyond} of {spread.k} differ from the whole by more than chance (99.8% limits);"
        f" {spread.beyond_adjusted} after allowing for how much such areas differ anyway{phi}."
    )


def _shrunk(view: Unequal, technical: bool) -> str:
    rates, shrunk = view.measured.areas_measured, view.spread.shrunk
    if shrunk is None:
        return ""
    code, say = (shrunk - rates.value).abs().idxmax(), view.measured.indicator.say
    return (
        f"The largest change is {view.names[code]}, from {say(rates.value[code])} to"
        f" {say(shrunk[code])}."
    )


def _slope(view: Unequal, technical: bool) -> str:
    slope, say = view.slope, view.measured.indicator.say
    way = "higher" if slope.slope > 0 else "lower"
    made_of = _made_of(slope) if technical else ""
    certain = slope.lower * slope.upper > 0
    doubt = "" if certain else " The interval holds zero, so there may be no gradient."
    return (
        f"The least deprived end is {say(abs(slope.slope))} {way} than the most deprived (95%"
        f" interval {say(slope.lower)} to {say(slope.upper)}{made_of}); ratio"
        f" {slope.relative:.2f}.{doubt}"
    )


def _made_of(slope: Gradient) -> str:
    """What the interval of a slope is made of."""
    if not slope.from_scatter:
        return ", from the areas' own intervals"
    return (
        ", from the areas' scatter about the line, since they differ by more than chance; p"
        f" {slope.p:.2f}"
    )


def _concentration(view: Unequal, technical: bool) -> str:
    return f"Concentration index {view.slope.concentration:+.3f}."


def _intervals(view: Unequal, technical: bool) -> str:
    rates, say = view.measured.areas_measured, view.measured.indicator.say
    if not rates.counted:
        return ""
    code = (rates.upper - rates.lower).idxmax()
    return (
        f"The widest is {view.names[code]}'s: {say(rates.value[code])}, {say(rates.lower[code])} to"
        f" {say(rates.upper[code])}."
    )


def _of_all_districts(view: Unequal, technical: bool) -> str:
    """Moran's I is of figures known by district (lib/findings/clusters.py), not of those measured
    for parts."""
    return ""


# The statistics that more than one number answers.
ANSWERS: dict[str, Callable[[Unequal, bool], str]] = {
    "systematic": _systematic,
    "chi_square": _chi_square,
    "funnel": _funnel,
    "shrunk": _shrunk,
    "slope": _slope,
    "concentration": _concentration,
    "moran": _of_all_districts,
    "intervals": _intervals,
}


def cards(view: Unequal) -> tuple[Card, ...]:
    """The few that matter: how far the ends lie apart, how many differ by more than chance, and
    whether it follows deprivation."""
    spread, slope, say = view.spread, view.slope, view.measured.indicator.say
    numbers = {"ratio": words.times(spread.ratio.value)}
    if spread.outside is not None:
        numbers["funnel"] = f"{spread.beyond} of {spread.k}"
    numbers["slope"] = f"{say(abs(slope.slope))} {'higher' if slope.slope > 0 else 'lower'}"
    return tuple(
        Card(number=number, text=answer(view, key, technical=False))
        for key, number in numbers.items()
        if answer(view, key, technical=False)
    )


def page(view: Unequal, audience: Audience) -> Page:
    """As many statistics as the audience wants, each with its question and its answer in words; for
    the details, all of them on a slide for questions."""
    wanted = [
        one
        for one in answers(view, audience.technical)
        if audience.technical or one.statistic.plain
    ]
    say = view.measured.place.say
    rows = [(one.statistic.title, say(one.statistic.question), one.text) for one in wanted]
    table = pd.DataFrame(rows, columns=["Statistic", "Question", "Answer"])
    lines = tuple(f"{question} {text}" for _, question, text in rows)
    if not audience.technical:
        table = table.drop(columns="Statistic")
    return Page(
        key="variation",
        known=view.known,
        heading="How unequal",
        sentences=(view.message,),
        cards=cards(view),
        backup=("For questions: every measure of how unequal it is", lines)
        if audience.technical
        else None,
        caption="Measures of variation in words",
        table=table,
        in_words=True,
        sheet=Sheet(
            name="Variation", title=f"Measures of variation, {view.measured.period}", frame=table
        ),
    )
