"""Getting there: spend, growth, distance from target and access year by year, under the scenario's
rule."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib import pace_words, words
from lib.errors import NoPace
from lib.findings.outcome import Result
from lib.findings.page import Page, Picture, Sheet
from lib.model import pace
from lib.model.access import access
from lib.model.explain import unshifted
from lib.model.response import Response
from lib.scenarios import plan

NEAR_TARGET = 0.05


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One way to look at the path: its title, unit for an axis, and how a value is written."""

    label: str
    unit: str
    form: str


MEASURES = (
    Measure(label="Access", unit="In 100 children in need", form="{:.1f}"),
    Measure(label="Spend", unit="£000 a year", form="{:,.0f}"),
    Measure(label="Growth", unit="% on the year before", form="{:+z.1f}"),
    Measure(label="Distance from target", unit="%, negative is under target", form="{:+z.1f}"),
)


def year_name(year: int) -> str:
    return "today" if year == 0 else f"year {year}"


@dataclass(frozen=True, kw_only=True)
class YearMap:
    """Access of one year by district's name."""

    title: str
    value: pd.Series

    @property
    def message(self) -> str:
        low, high = self.value.min(), self.value.max()
        return f"{self.title}: {low:.1f} to {high:.1f} in 100 children in need"


@dataclass(frozen=True, kw_only=True)
class Walk:
    """How spend gets from today's to the target, year by year.

    Attributes
    ----------
    message
        How long it takes.
    behind
        Who the growth cap keeps under target; "" where it keeps nobody.
    frames
        Each of MEASURES, years down and districts by name across.
    relaxed
        That more than the rule's distance under target had to be allowed; "" where it had not.
    """

    message: str
    behind: str
    frames: dict[str, pd.DataFrame]
    relaxed: str

    def table(self, measure: Measure) -> pd.DataFrame:
        """A measure in words, a district a row and a year a column."""
        frame = self.frames[measure.label]
        in_words = frame.T.map(measure.form.format)
        in_words.columns = [year_name(year).capitalize() for year in frame.index]
        return in_words

    def maps(self) -> tuple[YearMap, ...]:
        """Access of each year."""
        rates = self.frames["Access"].iterrows()
        return tuple(
            YearMap(title=f"Access, {year_name(int(str(year)))}", value=value)
            for year, value in rates
        )


def target(result: Result) -> pd.Series:
    """Each district's share of the budget that the scenario's rule moves towards. Raises NoPace
    where there is nothing to share by."""
    fair = result.scenario.pace.target == "fair_share"
    weight = result.today.need if fair else result.outcome.pounds_after
    return pace.target_share(weight, result.areas.noun)


def path_of(result: Result) -> pace.Path:
    """Spend by year under the scenario's rule, without what is set aside. Raises NoPace where none
    fits."""
    aside = float(result.outcome.taken.sum())
    return pace.path(result.today.pounds, target(result), result.scenario.pace.rule, aside)


def under(result: Result, year: int) -> Response:
    """What pounds do in a year of the rule: the service mix moves to the scenario's in equal yearly
    steps."""
    response = plan.response(result.scenario, result.today)
    start = unshifted(response).mix
    return response.with_mix(start + (response.mix - start) * year / result.scenario.pace.years)


def walk(result: Result) -> Walk:
    """The path under the scenario's rule. Raises NoPace where none fits."""
    area, rule = result.areas.noun, result.scenario.pace.rule
    share, fair = target(result), pace.target_share(result.today.need, area)
    path, aside = path_of(result), float(result.outcome.taken.sum())
    until, until_fair = (
        pace.years_until(result.today.pounds, target, rule, NEAR_TARGET, aside)
        for target in (share, fair)
    )
    every = f"every {area.one}" + ("" if result.whole else " in the model")
    given = result.scenario.pace
    return Walk(
        message=pace_words.pace_sentence(until, until_fair, given.target, NEAR_TARGET, every),
        behind=pace_words.behind_sentence(
            pace.held_by_the_cap(path), given.most, given.under, result.areas.name
        ),
        frames=_frames(result, path),
        relaxed=_relaxed(path, given.under),
    )


def _relaxed(path: pace.Path, under: float) -> str:
    """How far under target had to be allowed, and when. under: percent, by the rule."""
    beyond = path.under[path.under > under / 100 + 1e-6]
    if beyond.empty:
        return ""
    return (
        f"The money does not allow {under:g}% under target at once: up to {beyond.max():.0%} had to"
        f" be allowed in year {beyond.idxmax():d}."
    )


def _frames(result: Result, path: pace.Path) -> dict[str, pd.DataFrame]:
    """Each measure, years down and districts by name across."""
    need = result.today.need.to_numpy(float)
    rates = [
        access(under(result, int(year)).treated(pounds.to_numpy()), need)
        for year, pounds in path.pounds.iterrows()
    ]
    frames = {
        "Access": pd.DataFrame(np.array(rates), path.pounds.index, path.pounds.columns),
        "Spend": path.pounds / 1000,
        "Growth": path.growth * 100,
        "Distance from target": path.distance * 100,
    }
    return {label: frame.rename(columns=result.areas.name) for label, frame in frames.items()}


def page(result: Result, unit: str) -> Page:
    """The years; today alone, and why, where no path fits the rule."""
    try:
        steps = walk(result)
        path, message = (
            steps.frames["Access"],
            words.joined(filter(None, [steps.message, steps.behind])),
        )
    except NoPace as fault:
        path = pd.DataFrame([result.outcome.access_before.rename(result.areas.name)])
        message = f"No path fits the rule for getting there. {fault}"
    name, last = result.scenario.name, path.iloc[-1].sort_values(ascending=False)
    years = path.T.round(1)
    years.columns = ["Today", *(f"Year {year}" for year in path.index[1:])]
    in_words = (
        f"Access after {path.index[-1]} years:"
        f" {', '.join(f'{area} {value:.1f}' for area, value in last.items())}."
    )
    title = f"{name}: children reached, year by year"
    return Page(
        key="pace",
        known="modelled",
        heading="Getting there",
        sentences=(message,),
        pictures=(
            Picture(
                key="pace",
                kind="years",
                frame=path,
                slide=f"Getting there: “{name}”, year by year",
                title=title,
                alt=in_words,
                modelled=True,
                beneath=message,
                technical=True,
            ),
        ),
        sheet=Sheet(
            name="Pace",
            title=(
                f"Children reached {unit.removeprefix('children reached ')} year by year under"
                f" “{name}”"
            ),
            frame=years.rename_axis(result.areas.noun.heading).reset_index(),
            modelled=True,
        ),
    )
