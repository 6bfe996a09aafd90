"""What the two plots of the Variation page are drawn from: rates against their denominator, and
against deprivation."""

from dataclasses import dataclass

import pandas as pd

from lib.catalogue.measures import people
from lib.findings.spread import Unequal
from lib.findings.statistics import answer
from lib.variation import funnel


@dataclass(frozen=True, kw_only=True)
class FunnelPlot:
    """Rates against the number of children they are of, with what chance alone would give.

    Attributes
    ----------
    points
        An area a row, with label, base, value, said.
    limits
        As `funnel.curve`.
    base
        Whom the rates are of, in words.
    overall
        The whole's rate.
    """

    points: pd.DataFrame
    limits: pd.DataFrame
    base: str
    overall: float
    message: str


def funnel_plot(view: Unequal) -> FunnelPlot | None:
    """None of a figure that is not a ratio of counts."""
    measured, rates = view.measured, view.measured.areas_measured
    if not rates.counted:
        return None
    of_trials = measured.kind.of_trials
    points = pd.DataFrame(
        {
            "label": view.names,
            "base": rates.denominator,
            "value": rates.value,
            "said": [measured.indicator.say(value) for value in rates.value],
        }
    )
    return FunnelPlot(
        points=points,
        limits=funnel.curve(rates, funnel.funnel(rates, of_trials), of_trials),
        base=people(measured.indicator.denominator),
        overall=rates.overall,
        message=answer(view, "funnel"),
    )


@dataclass(frozen=True, kw_only=True)
class GradientPlot:
    """points: an area a row, with label, rank (0 the most deprived), value, lower, upper, share of
    the denominator. line: the fitted one's two ends, rank and value."""

    points: pd.DataFrame
    line: pd.DataFrame
    message: str


def gradient_plot(view: Unequal) -> GradientPlot:
    rates, slope = view.measured.areas_measured, view.slope
    points = pd.DataFrame(
        {
            "label": view.names,
            "rank": slope.rank,
            "value": rates.value,
            "lower": rates.lower.fillna(rates.value),
            "upper": rates.upper.fillna(rates.value),
            "share": rates.denominator / rates.denominator.sum(),
        }
    )
    ends = [slope.at_most_deprived, slope.at_most_deprived + slope.slope]
    return GradientPlot(
        points=points,
        line=pd.DataFrame({"rank": [0.0, 1.0], "value": ends}),
        message=answer(view, "slope"),
    )
