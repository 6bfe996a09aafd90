"""From tables to the figures of one indicator: districts, the parts behind them, partnerships and
the whole."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lib.catalogue.indicators import INDICATORS, Indicator
from lib.errors import NotMeasured
from lib.figures.amounts import people_year
from lib.figures.kinds import Asked, Kind, kind_of
from lib.model import need
from lib.place.nouns import Level
from lib.place.profile import Profile
from lib.sources import Tables
from lib.variation import rates as r

FEWEST = 3  # areas that statistics of spread need


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One indicator, period and need basis.

    Attributes
    ----------
    districts
        Rates by area.
    parts
        Rates by part (lib/place/levels.py), the areas really measured where counts are apportioned.
    mix
        Shape (areas, parts), how much of each published rate is in a district's.
    home
        The part a district's figure wholly comes from, else the district itself.
    partnerships
        Value by partnership.
    level
        "part", "district" or "none", the areas over which statistics of spread may be taken.
    children
        The mid-year whose children are under the figure.
    unverified
        What it rests on that nobody has read in its publication, in a sentence.
    """

    indicator: Indicator
    period: str
    basis: need.Basis
    districts: r.Rates
    parts: r.Rates
    mix: pd.DataFrame
    home: pd.Series
    partnerships: pd.Series
    provenance: str
    level: str
    children: str
    unverified: str
    place: Profile

    @property
    def kind(self) -> Kind:
        return kind_of(self.indicator)

    @property
    def own(self) -> bool:
        """Whether its counts are the partnership's own, and no publication's."""
        return self.provenance == "uploaded"

    @property
    def nouns(self) -> Level:
        """What the areas that were really measured are called."""
        return self.place.level if self.level == "part" and self.place.level else self.place.area

    @property
    def areas_measured(self) -> r.Rates:
        """The rates that statistics of spread run over; areas whose figure is suppressed leave
        them."""
        if self.level == "none":
            raise NotMeasured(
                f"{self.indicator.label} in {self.period} carries the {self.place.measured_period}"
                " pattern forward, so it has no spread of its own. Choose"
                f" {self.place.measured_period}."
            )
        rates = (self.parts if self.level == "part" else self.districts).known()
        if len(rates.value) < FEWEST:
            raise NotMeasured(
                f"{self.indicator.label}, {self.period}: too few {self.place.area.many} are left to"
                " compare once small numbers are hidden."
            )
        return rates

    @property
    def hidden(self) -> list[str]:
        """Codes of the districts whose figure is suppressed; where there was nobody to count there
        is none, and it is not hidden."""
        d = self.districts
        nobody = (d.numerator == 0) & (d.denominator == 0)
        return [str(code) for code in d.value.index[d.value.isna() & ~nobody]]


def periods(tables: Tables, indicator: Indicator) -> list[str]:
    """The periods an indicator can be shown for, the one that pages open with first. Raises
    NotMeasured where there are none."""
    return kind_of(indicator).periods(tables, indicator)


def offered(tables: Tables, indicator: Indicator) -> list[str]:
    """The same; none where half of what it needs was brought in."""
    try:
        return periods(tables, indicator)
    except NotMeasured:
        return []


def measured_period(tables: Tables, key: str) -> str:
    """The latest period of an indicator that was really measured below the whole."""
    return periods(tables, INDICATORS[key])[0]


def about(tables: Tables, indicator: Indicator) -> Indicator:
    """An indicator's record, in whose unit and definition these data's own years stand."""
    unit = indicator.unit.format(edition=kind_of(indicator).edition(tables, indicator))
    return replace(indicator, unit=unit, definition=defined(tables, indicator))


def defined(tables: Tables, indicator: Indicator) -> str:
    """How an indicator is made, in sentences about these data."""
    period, level = tables.place.measured_period, tables.place.level
    publisher = (
        f" The publisher's own percentages use {level.population}."
        if level and level.population
        else ""
    )
    return indicator.definition.format(
        period=period,
        children=people_year(tables, period),
        publisher=publisher,
        edition=kind_of(indicator).edition(tables, indicator),
    )


def measure(
    tables: Tables, key: str, period: str, basis: str = "national", weighted: bool = False
) -> Measured:
    """The figures of one indicator in one period. Raises NotMeasured where the period has none."""
    indicator = INDICATORS[key]
    kind, shown = kind_of(indicator), periods(tables, indicator)
    if period not in shown:
        raise NotMeasured(f"{indicator.label} has no figures for {period}. Choose {shown[0]}.")
    provenance = kind.provenance(tables, indicator, period)
    level = kind.level(provenance)
    asked = Asked(
        tables=tables,
        indicator=indicator,
        period=period,
        basis=basis,
        weighted=weighted,
        provenance=provenance,
    )
    figures = _by_district(asked) if kind.from_counts and level == "district" else _by_part(asked)
    return Measured(
        **vars(figures),
        indicator=about(tables, indicator),
        period=period,
        basis=need.BASES[basis],
        home=(
            pd.Series(tables.areas.order, tables.areas.order)
            if level == "district"
            else tables.crosswalk.home
        ),
        provenance=provenance,
        level=level,
        children=people_year(tables, period),
        unverified=need.unverified(tables.prevalence, basis) if indicator.of_need else "",
        place=tables.place,
    )


@dataclass(frozen=True, kw_only=True)
class _Figures:
    """The fields of Measured that hold figures."""

    districts: r.Rates
    parts: r.Rates
    mix: pd.DataFrame
    partnerships: pd.Series


def _by_part(asked: Asked) -> _Figures:
    """Figures of parts and of the districts that lie in them. Partnerships are made of parts, so
    that no split district blurs them."""
    kind, crosswalk = kind_of(asked.indicator), asked.tables.crosswalk
    districts, parts = kind.rates(asked, "districts"), kind.rates(asked, "parts")
    mix = crosswalk.mixing(districts.denominator, parts.denominator)
    return _Figures(
        districts=kind.joined(districts, parts, mix, asked.provenance),
        parts=parts,
        mix=mix,
        partnerships=by_partnership(parts, crosswalk.partnership),
    )


def _by_district(asked: Asked) -> _Figures:
    """Figures counted district by district: each is its own part, and partnerships are sums of
    their districts."""
    rates = kind_of(asked.indicator).rates(asked, "districts")
    if rates.value.isna().all():
        raise NotMeasured(
            f"{asked.indicator.label}, {asked.period}: the figure of every"
            f" {asked.tables.place.area.one} is suppressed."
        )
    mix = pd.DataFrame(np.eye(len(rates.value)), index=rates.value.index, columns=rates.value.index)
    return _Figures(
        districts=rates,
        parts=rates,
        mix=mix,
        partnerships=by_partnership(rates.known(), asked.tables.areas.partnership),
    )


def by_partnership(parts: r.Rates, partnership: pd.Series) -> pd.Series:
    """The figure of each partnership from those of its parts. partnership: by code of a part."""
    inside = partnership.reindex(parts.value.index)
    return (parts.value * parts.denominator).groupby(inside).sum() / parts.denominator.groupby(
        inside
    ).sum()


def ties(measured: Measured) -> pd.Series:
    """For each district a group number, one for all that lie wholly in the same part and show the
    same rate.

    Such figures are one published rate; they may differ by the rounding of a count to whole
    children, and by no more. Where need is estimated otherwise than the count was shared (by age,
    by the need index) their rates differ, and they are ties no longer. Figures measured by district
    have no ties.
    """
    d = measured.districts
    child = 2 * d.per / d.denominator if d.counted else pd.Series(1e-9, d.value.index)
    group, start = pd.Series(0, d.value.index), 0
    for _, codes in d.value.groupby(measured.home).groups.items():
        value = d.value[codes].sort_values()
        together = len(value) > 1 and bool(value.max() - value.min() <= child[codes].max())
        group[codes] = start if together else range(start, start + len(value))
        start += len(value)
    return pd.Series(pd.factorize(group)[0], group.index)


def ranks(measured: Measured) -> pd.Series:
    """Place of each district, 1 = highest, as text; ties share a place and say so ("12="); a
    suppressed one has a star."""
    value = measured.districts.value.groupby(ties(measured)).transform("mean").round(6).dropna()
    place = value.rank(ascending=False, method="min").astype(int)
    shared = place.map(place.value_counts()) > 1
    return (place.astype(str) + shared.map({True: "=", False: ""})).reindex(
        measured.districts.value.index, fill_value="*"
    )
