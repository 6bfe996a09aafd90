"""From tables to the figures of one indicator: districts, the parts behind them, partnerships and the whole."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lib.amounts import (
    base_by_area,
    base_by_part,
    children_by_area,
    count_by_area,
    count_by_part,
    deprivation,
    need_by_area,
    people_year,
)
from lib.catalogue import measures as catalogue
from lib.catalogue.indicators import INDICATORS, Indicator
from lib.disclosure.tables import CONTROLLED
from lib.errors import NotMeasured
from lib.model import need
from lib.place.levels import Level
from lib.place.profile import Profile
from lib.sources import Tables
from lib.variation import rates as r

ROLLING = "12 months to "  # how the period of a rolling year begins
FEWEST = 3  # areas that statistics of spread need


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One indicator, period and need basis.

    districts: rates by area. parts: rates by part (lib/place/levels.py), the areas really measured where counts are apportioned.
    mix: shape (areas, parts), how much of each published rate is in a district's. home: the part a
    district's figure wholly comes from, else the district itself. partnerships: value by
    partnership. level: "part", "district" or "none", the areas over which statistics of spread may be taken. children: the
    mid-year whose children are under the figure. unverified: what it rests on that nobody has read in its publication, in a sentence.
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
    def nouns(self) -> Level:
        """What the areas that were really measured are called."""
        return self.place.level if self.level == "part" and self.place.level else self.place.area

    @property
    def areas_measured(self) -> r.Rates:
        """The rates that statistics of spread run over; areas whose figure is suppressed leave them."""
        if self.level == "none":
            raise NotMeasured(
                f"{self.indicator.label} in {self.period} carries the {self.place.measured_period} pattern forward, "
                f"so it has no spread of its own. Choose {self.place.measured_period}."
            )
        rates = (self.parts if self.level == "part" else self.districts).known()
        if len(rates.value) < FEWEST:
            raise NotMeasured(
                f"{self.indicator.label}, {self.period}: too few districts are left to compare once small numbers are hidden."
            )
        return rates

    @property
    def hidden(self) -> list[str]:
        """Codes of the districts whose figure is suppressed; where there was nobody to count there is none, and it is not hidden."""
        d = self.districts
        nobody = (d.numerator == 0) & (d.denominator == 0)
        return [str(code) for code in d.value.index[d.value.isna() & ~nobody]]


def kinds(tables: Tables, measure: str) -> dict[str, str]:
    """How a measure is known, by period."""
    rows = tables.counts[tables.counts.measure == measure]
    return rows.drop_duplicates("period").set_index("period").provenance.to_dict()


def periods(tables: Tables, indicator: Indicator) -> list[str]:
    """The periods an indicator can be shown for: a reader's own first, newest first; then the measured year; then modelled ones.

    Numerator and denominator are both a reader's own, or neither is: rates are never mixed. Raises NotMeasured where there are none.
    """
    if not indicator.counted:
        return list(indicator.periods)
    top = kinds(tables, indicator.numerator)
    base = kinds(tables, indicator.denominator) if indicator.denominator in set(tables.counts.measure) else top
    both = [p for p in top if p in base and (top[p] in CONTROLLED) == (base[p] in CONTROLLED)]
    own = sorted((p for p in both if top[p] in CONTROLLED), reverse=True)
    shared = sorted(p for p in both if top[p] == "apportioned")
    found = [*own, *shared, *sorted(p for p in both if top[p] == "modelled")]
    if not found:
        missing = " and ".join(map(catalogue.words, (indicator.numerator, indicator.denominator)))
        raise NotMeasured(f"{indicator.label}: no year has both {missing} from the same source. Bring in both for one year.")
    return found


def offered(tables: Tables, indicator: Indicator) -> list[str]:
    """The same; none where half of what it needs was brought in."""
    try:
        return periods(tables, indicator)
    except NotMeasured:
        return []


def measured_period(tables: Tables, key: str) -> str:
    """The latest period of an indicator that was really measured below the whole."""
    return periods(tables, INDICATORS[key])[0]


def defined(tables: Tables, indicator: Indicator) -> str:
    """How an indicator is made, in sentences about these data."""
    period = tables.place.measured_period
    return indicator.definition.format(period=period, children=people_year(tables, period))


def provenance(tables: Tables, indicator: Indicator, period: str) -> str:
    """How the indicator's figures are known: published, apportioned, modelled or uploaded."""
    if indicator.kind in ("need", "index"):
        return "modelled" if indicator.kind == "need" else "published"
    return kinds(tables, indicator.numerator)[period]


def measure(tables: Tables, key: str, period: str, basis: str = "national", weighted: bool = False) -> Measured:
    """The figures of one indicator in one period. Raises NotMeasured where the period has none."""
    indicator = INDICATORS[key]
    offered = periods(tables, indicator)
    if period not in offered:
        raise NotMeasured(f"{indicator.label} has no figures for {period}. Choose {offered[0]}.")
    kind = provenance(tables, indicator, period)
    base = base_by_area(tables, indicator.denominator, period, basis, weighted)
    if kind in CONTROLLED and indicator.kind != "index":
        return _by_district(tables, indicator, period, need.BASES[basis], base, kind)
    part_base = base_by_part(tables, indicator.denominator, period, basis, weighted)
    mix = tables.crosswalk.mixing(base, part_base)
    if indicator.kind in ("proportion", "count_rate"):
        top, part_top = count_by_area(tables, indicator.numerator, period), count_by_part(tables, indicator.numerator, period)
        make = r.proportions if indicator.kind == "proportion" else r.count_rates
        parts = make(part_top, part_base, indicator.per)
        districts = r.with_parts(make(top, base, indicator.per), parts, mix) if kind == "apportioned" else make(top, base, indicator.per)
        if kind == "modelled":
            districts, parts = without_interval(districts), without_interval(parts)
    else:
        value = _scores(tables, indicator, period, basis, weighted)
        inside = tables.crosswalk.weights.T.loc[part_base.index, base.index]
        part_value = (inside * base).dot(value) / (inside * base).sum(axis=1)
        if indicator.kind == "mean":
            published = tables.published_counts
            part_value = published[published.measure == indicator.numerator].set_index("area_code").value
        districts, parts = r.scores(value, base), r.scores(part_value.reindex(part_base.index), part_base)
        districts = replace(districts, overall=parts.overall)
    return Measured(
        indicator=indicator,
        period=period,
        basis=need.BASES[basis],
        districts=districts,
        parts=parts,
        mix=mix,
        home=home(tables, level(indicator, kind)),
        partnerships=by_partnership(parts, tables.crosswalk.partnership),  # so that no split district blurs it
        provenance=kind,
        level=level(indicator, kind),
        children=people_year(tables, period),
        unverified=unverified(tables, indicator, basis),
        place=tables.place,
    )


def unverified(tables: Tables, indicator: Indicator, basis: str) -> str:
    """What of a need basis nobody has read in its publication, where the indicator uses need."""
    return need.unverified(tables.prevalence, basis) if indicator.of_need else ""


def _by_district(tables: Tables, indicator: Indicator, period: str, basis: need.Basis, base: pd.Series, kind: str) -> Measured:
    """A figure counted district by district: each is its own part, and partnerships are sums of their districts."""
    top = count_by_area(tables, indicator.numerator, period)
    make = {"proportion": r.proportions, "count_rate": r.count_rates}
    districts = make[indicator.kind](top, base, indicator.per) if indicator.kind in make else r.scores(top, base)
    if districts.value.isna().all():
        raise NotMeasured(f"{indicator.label}, {period}: the figure of every district is suppressed.")
    return Measured(
        indicator=indicator,
        period=period,
        basis=basis,
        districts=districts,
        parts=districts,
        mix=pd.DataFrame(np.eye(len(base)), index=base.index, columns=base.index),
        home=home(tables, "district"),
        partnerships=by_partnership(districts.known(), tables.areas.partnership),
        provenance=kind,
        level="district",
        children=people_year(tables, period),
        unverified=unverified(tables, indicator, basis.key),
        place=tables.place,
    )


def level(indicator: Indicator, kind: str) -> str:
    """Which areas were really measured."""
    if indicator.kind in ("need", "index") or kind in CONTROLLED:
        return "district"
    return "part" if kind == "apportioned" else "none"


def home(tables: Tables, measured_level: str) -> pd.Series:
    """The part that holds the whole of a district, or the district's own code."""
    return pd.Series(tables.areas.order, tables.areas.order) if measured_level == "district" else tables.crosswalk.home


def without_interval(rates: r.Rates) -> r.Rates:
    missing = pd.Series(np.nan, rates.value.index)
    return replace(rates, lower=missing, upper=missing)


def _scores(tables: Tables, indicator: Indicator, period: str, basis: str, weighted: bool) -> pd.Series:
    if indicator.kind == "need":
        return need_by_area(tables, basis, weighted, period) / children_by_area(tables, period) * indicator.per
    if indicator.kind == "mean":
        return count_by_area(tables, indicator.numerator, period)
    return deprivation(tables, *indicator.numerator.split())


@dataclass(frozen=True, kw_only=True)
class Spend:
    """Pounds a year. by_area: where a reader brought it in by district, else None and the total is all that is known."""

    period: str
    total: float
    by_area: pd.Series | None
    provenance: str


def spend(tables: Tables, period: str) -> Spend:
    """The spend that goes with a year of counts: a reader's own of that year or else their latest, else the published total."""
    rows = tables.spend[tables.spend.provenance.isin(CONTROLLED)]
    own = not rows.empty
    rows = rows if own else tables.spend
    year = period if period in set(rows.period) else str(rows.period.max())
    rows = rows[rows.period == year]
    by_area = rows.groupby("area_code").pounds.sum().reindex(tables.areas.order).astype(float) if own else None
    return Spend(period=year, total=float(rows.pounds.sum()), by_area=by_area, provenance=str(rows.provenance.iloc[0]))


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A published figure to compare with: whose it is, and its value in the indicator's unit."""

    name: str
    value: float


def beside(tables: Tables, indicator: Indicator, period: str) -> list[Beside]:
    """What the nation and the region had in the same period, where their publisher printed it; the nation first."""
    rows = tables.published_counts
    rows = rows[rows.level.isin(("nation", "region")) & (rows.period == period)]
    value = rows.pivot(index=["level", "area_name"], columns="measure", values="value")
    if indicator.kind == "mean" and indicator.numerator in value:
        said = value[indicator.numerator]
    elif indicator.kind == "proportion" and {indicator.numerator, indicator.denominator} <= set(value):
        said = value[indicator.numerator] / value[indicator.denominator] * indicator.per
    else:
        return []
    return [Beside(name=str(name), value=float(figure)) for (_, name), figure in said.dropna().items()]


def monthly(tables: Tables, measure: str) -> pd.DataFrame:
    """A measure over 12 months, month by month, of the nation and of the whole: index the last month ("2021-03"), a column each by name.

    Months that only one of them has are kept, missing for the other. What a reader brought in is not among them.
    """
    rows = tables.published_counts[tables.published_counts.provenance == "published"]
    rows = rows[(rows.measure == measure) & rows.level.isin(("nation", "whole")) & rows.period.str.startswith(ROLLING)]
    table = rows.assign(month=rows.period.str.removeprefix(ROLLING)).pivot(index="month", columns="area_name", values="value")
    own = table.columns == tables.place.name
    return table[[*table.columns[own], *table.columns[~own]]]


def by_partnership(parts: r.Rates, partnership: pd.Series) -> pd.Series:
    """The figure of each partnership from those of its parts. partnership: by code of a part."""
    inside = partnership.reindex(parts.value.index)
    return (parts.value * parts.denominator).groupby(inside).sum() / parts.denominator.groupby(inside).sum()


def ties(measured: Measured) -> pd.Series:
    """For each district a group number, one for all that lie wholly in the same part and show the same rate.

    Such figures are one published rate; they may differ by the rounding of a count to whole children, and by no more. Where need is
    estimated otherwise than the count was shared (by age, by the need index) their rates differ, and they are ties no longer. Figures
    measured by district have no ties.
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
    """Place of each district, 1 = highest, as text; ties share a place and say so ("12="); a suppressed one has a star."""
    value = measured.districts.value.groupby(ties(measured)).transform("mean").round(6).dropna()
    place = value.rank(ascending=False, method="min").astype(int)
    shared = place.map(place.value_counts()) > 1
    return (place.astype(str) + shared.map({True: "=", False: ""})).reindex(measured.districts.value.index, fill_value="*")
