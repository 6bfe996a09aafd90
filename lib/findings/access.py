"""How access, or another figure, varies over the districts: one finding for the Access map and for
the pack."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from lib import words
from lib.classes import DIFFERS, Classes
from lib.figures.measured import Measured
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.findings.page import Page, Picture, Sheet
from lib.known import Known, may_reach
from lib.place.areas import Areas
from lib.place.profile import Profile

FIGURES = ["value", "lower", "upper", "wide_lower", "wide_upper"]


@dataclass(frozen=True, kw_only=True)
class Access:
    """One figure by district.

    Attributes
    ----------
    known
        What is known of each by itself; None where nothing was counted.
    rate_from
        In words, the parts that each district's figure comes from.
    key
        What it was asked by.
    """

    measured: Measured
    areas: Areas
    rank: pd.Series
    known: Known | None
    rate_from: pd.Series
    key: tuple[str, str, str, bool]

    def has_standard(self, filters: Filters) -> bool:
        """Whether the access standards are defined on what is shown."""
        return bool(self.measured.indicator.line) and filters.standard_applies

    def unsure(self, line: float | None) -> pd.Series | None:
        """True by area where the district by itself may be on either side of a line; None where
        there is no line, or nothing was counted."""
        if self.known is None or line is None:
            return None
        return may_reach(self.known.reaching(line))

    @property
    def message(self) -> str:
        return words.headline(self.measured, self.areas)

    @property
    def figures(self) -> pd.DataFrame:
        """By area_code in the map's order: district, value, lower, upper (the published rate's
        95%), wide_lower, wide_upper (the district's by itself), source, text."""
        d, by_itself = self.measured.districts, self.known
        return pd.DataFrame(
            {
                "district": self.areas.name,
                "value": d.value,
                "lower": d.lower,
                "upper": d.upper,
                "wide_lower": d.lower if by_itself is None else by_itself.printed.lower,
                "wide_upper": d.upper if by_itself is None else by_itself.printed.upper,
                "source": self.rate_from,
                "text": [self.measured.indicator.say(v) for v in d.value],
            }
        )


def access(context: Context, indicator: str, period: str, basis: str, weighted: bool) -> Access:
    """One figure of one period. Raises NotMeasured where there is none."""
    key = (indicator, period, basis, weighted)
    measured, areas = context.measured(*key), context.tables.areas
    return Access(
        measured=measured,
        areas=areas,
        rank=context.ranks(*key),
        known=context.known(*key),
        rate_from=(
            context.tables.crosswalk.made_of
            if measured.level == "part"
            else pd.Series("", areas.order)
        ),
        key=key,
    )


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """What a map is drawn from: outlines (EPSG:4326, one row an area) and the classes of the
    figures."""

    outlines: gpd.GeoDataFrame
    classes: Classes


def mapped(context: Context, view: Access) -> Mapped:
    return Mapped(
        outlines=context.tables.boundaries.reset_index(),
        classes=context.classes(*view.key, DIFFERS, None),
    )


def whisker_words(place: Profile) -> str:
    """What the whiskers of a ranked bar are, under its slide."""
    area = place.area
    inside = (
        f", with how {area.many} inside one {place.level.one} may differ (A5)"
        if place.level
        else ""
    )
    return (
        f"Whiskers: 95% interval of each {area.one} by itself{inside}. The published rates' own"
        " intervals are in the workbook."
    )


def page(view: Access, classes: Classes, title: str, unit: str, reaching: str) -> Page:
    """classes: of the map. title: of the pack. unit: of the figures there. reaching: how many
    reach the standard, in a sentence; "" where there is none."""
    place = view.measured.place
    figures = view.figures.assign(
        span=[in_brackets(r.wide_lower, r.wide_upper) for r in view.figures.itertuples()]
    )
    rate_from, called = f"Rate from {place.part}", place.area.heading
    ranked = figures.dropna(subset="value").sort_values("value", ascending=False)
    top, low = figures.loc[figures.value.idxmax()], figures.loc[figures.value.idxmin()]
    the_map = (
        f"Map of {title}: from {low.text} in {low.district} to {top.text} in {top.district},"
        f" {unit}."
    )
    bars = (
        "Bars from highest to lowest:"
        f" {', '.join(f'{r.district} {r.value:.1f}' for r in ranked.itertuples())}."
    )
    numbers = figures[["district", *FIGURES, "source"]].round(1)
    numbers.columns = [
        called,
        f"Value ({unit})",
        "Published rate, lower 95%",
        "Published rate, upper 95%",
        f"{called} by itself, lower 95%",
        f"{called} by itself, upper 95%",
        rate_from,
    ]
    rows = [
        (
            r.district,
            r.text,
            _span(r.lower, r.upper, 1),
            _span(r.wide_lower, r.wide_upper, 0),
            r.source,
        )
        for r in figures.itertuples()
    ]
    columns = [
        called,
        unit.capitalize(),
        "Published rate, 95%",
        f"{called} by itself, 95%",
        rate_from,
    ]
    table = pd.DataFrame(rows, columns=columns)
    if not place.level:
        numbers, table = numbers.drop(columns=rate_from), table.drop(columns=rate_from)
    caption = f"Children reached by {place.area.one}, {view.measured.period}"
    return Page(
        key="access",
        known=view.measured.provenance,
        heading="Access today",
        pictures=(
            Picture(
                key="map",
                kind="map",
                frame=figures,
                slide=f"Where access is higher and lower, {view.measured.period}",
                title=title,
                alt=the_map,
                classes=classes,
                unit=unit,
            ),
            Picture(
                key="bars",
                kind="ranked",
                frame=figures,
                slide=reaching or view.message,
                title=title,
                alt=bars,
                beneath=whisker_words(place),
            ),
        ),
        caption=caption,
        table=table,
        sheet=Sheet(name="Access", title=caption, frame=numbers),
    )


def in_brackets(low: float, high: float) -> str:
    """An interval after its figure, to whole numbers; "" where there is none.

    >>> in_brackets(46.2, 77.9), in_brackets(float("nan"), float("nan"))
    ('(46 to 78)', '')
    """
    return f"({low:.0f} to {high:.0f})" if low == low else ""


def _span(low: float, high: float, decimals: int) -> str:
    return f"{low:.{decimals}f} to {high:.{decimals}f}" if low == low else "*"
