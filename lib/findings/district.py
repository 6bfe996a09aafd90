"""All that is known of one district."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib import spread_words
from lib.catalogue.indicators import INDICATORS
from lib.errors import NotMeasured
from lib.figures.measured import measured_period
from lib.findings.access import Access
from lib.findings.beside import against_nation
from lib.findings.closest import Closest, closest
from lib.findings.context import Context
from lib.findings.filters import Filters


@dataclass(frozen=True, kw_only=True)
class People:
    """Children and young people of one district by age, 0 to 25. ages: columns age, persons."""

    year: int
    ages: pd.DataFrame

    @property
    def total(self) -> int:
        return int(self.ages.persons.sum())

    @property
    def fewest(self) -> int:
        return int(self.ages.persons.min())

    @property
    def most(self) -> int:
        return int(self.ages.persons.max())


@dataclass(frozen=True, kw_only=True)
class District:
    """One district's panel.

    Attributes
    ----------
    messages
        Its place, whether the areas that its figure was really measured in differ by more than
        chance, and whether it reaches the standard.
    made_of
        Those areas in words; "" where it is measured by itself.
    indicative
        It is split between partnerships.
    neighbours
        Names.
    figures
        Every figure of it in words.
    closest
        The places of the nation that are most like it.
    """

    code: str
    name: str
    messages: tuple[str, ...]
    made_of: str
    partnership: str
    indicative: bool
    neighbours: list[str]
    figures: pd.DataFrame
    people: People
    closest: Closest


def district(context: Context, view: Access, filters: Filters, code: str) -> District:
    """view: the figure that is shown."""
    areas = view.areas
    standing = spread_words.standing(view.measured, areas, code, view.rank, view.known)
    by_part = view.measured.level == "part"
    return District(
        code=code,
        name=str(areas.name[code]),
        messages=(
            standing,
            *_measured_areas(context, view, code),
            *_by_itself(view, filters, code),
            *_beside(context, view, filters, code),
        ),
        made_of=str(context.tables.crosswalk.made_of[code]) if by_part else "",
        partnership=str(areas.partnership[code]),
        indicative=bool(areas.indicative[code]),
        neighbours=sorted(areas.name[near] for near in context.neighbours()[code]),
        figures=_figures(context, filters, code),
        people=_people(context, code),
        closest=closest(context, code),
    )


def _measured_areas(context: Context, view: Access, code: str) -> list[str]:
    """How each area that the figure was really measured in stands to the whole."""
    measured = view.measured
    if measured.level == "part" and measured.parts.counted:
        inside = measured.mix.columns[measured.mix.loc[code] > 0]
        names = context.tables.crosswalk.names
        areas = {str(part): f"The {measured.nouns.one} {names[part]}" for part in inside}
    elif (
        measured.level == "district"
        and measured.districts.counted
        and not np.isnan(measured.districts.value[code])
    ):
        areas = {code: str(view.areas.name[code])}
    else:
        return []
    spread = context.spread(*view.key)
    return [
        spread_words.measured_area(name, area, measured, spread) for area, name in areas.items()
    ]


def _by_itself(view: Access, filters: Filters, code: str) -> list[str]:
    """Whether the district reaches the standard, where one is defined."""
    known = view.known
    if known is None or not view.has_standard(filters) or np.isnan(known.lower[code]):
        return []
    return [
        spread_words.by_itself(
            str(view.areas.name[code]),
            known.reaching(filters.standard)[code],
            known.lower[code],
            known.upper[code],
            filters.standard,
        )
    ]


def _beside(context: Context, view: Access, filters: Filters, code: str) -> list[str]:
    """How the district stands to the nation."""
    against = against_nation(context, view, filters)
    if against is None or np.isnan(view.measured.districts.value[code]):
        return []
    return [against.of(str(view.areas.name[code]), code)]


def _figures(context: Context, filters: Filters, code: str) -> pd.DataFrame:
    rows, tables = [], context.tables
    for indicator in INDICATORS.values():
        try:
            period = measured_period(tables, indicator.key)
            key = (indicator.key, period, filters.basis, filters.weighted)
            measured = context.measured(*key)
        except NotMeasured:
            # a figure of which only half was brought in has no row; the page for it says why
            continue
        rows.append(
            (
                f"{measured.indicator.label}, {measured.indicator.unit}",
                measured.indicator.say(measured.districts.value[code]),
                spread_words.wide_interval(measured, context.known(*key), code),
                measured.indicator.say(measured.districts.overall),
                f"{measured.period}, {measured.provenance}",
            )
        )
    return pd.DataFrame(
        rows,
        columns=[
            "Figure",
            tables.place.area.heading,
            "By itself, 95%",
            tables.place.name,
            "Period and kind",
        ],
    )


def _people(context: Context, code: str) -> People:
    """Of the latest year."""
    population = context.tables.population
    year = int(population.year.max())
    rows = population[(population.area_code == code) & (population.year == year)]
    return People(year=year, ages=rows[["age", "persons"]])
