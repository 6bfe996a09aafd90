"""The kinds of figure: one class has all that differs from one kind to another. Nothing else asks
which kind a figure is."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import ClassVar

import pandas as pd

from lib.catalogue import measures as catalogue
from lib.catalogue.indicators import INDICATORS, Indicator
from lib.disclosure.tables import CONTROLLED
from lib.errors import NotMeasured
from lib.figures import amounts
from lib.figures.amounts import Over
from lib.sources import Tables
from lib.variation import rates as r


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One figure as it is asked for.

    Attributes
    ----------
    basis, weighted
        How need is estimated.
    provenance
        How the figure is known.
    """

    tables: Tables
    indicator: Indicator
    period: str
    basis: str
    weighted: bool
    provenance: str

    def count(self, over: Over) -> pd.Series:
        return amounts.count(self.tables, self.indicator.numerator, self.period, over)

    def base(self, over: Over) -> pd.Series:
        return amounts.base(
            self.tables, self.indicator.denominator, self.period, self.basis, self.weighted, over
        )


class Kind(ABC):
    """What a figure of this kind is and how it is made.

    Attributes
    ----------
    key
        As an indicator's record names it.
    from_counts
        Its numerator is in counts.csv, so that readers can bring it in and the Variation page has
        it.
    of_trials
        Events of trials, whose chance is binomial.
    files
        Of data/ that it rests on.
    """

    key: ClassVar[str]
    from_counts: ClassVar[bool] = False
    of_trials: ClassVar[bool] = False
    files: ClassVar[tuple[str, ...]]

    def periods(self, tables: Tables, indicator: Indicator) -> list[str]:
        """The periods it can be shown for, the one that pages open with first. Raises NotMeasured
        where there are none."""
        return list(indicator.periods)

    def edition(self, tables: Tables, indicator: Indicator) -> str:
        """That of the index it is of; "" where it is of none."""
        return ""

    @abstractmethod
    def provenance(self, tables: Tables, indicator: Indicator, period: str) -> str:
        """How it is known: published, apportioned, modelled or uploaded."""

    def level(self, provenance: str) -> str:
        """Which areas were really measured: "district", "part" or "none"."""
        return "district"

    @abstractmethod
    def rates(self, asked: Asked, over: Over) -> r.Rates:
        """The figures of the districts or of the parts, each from its own numerator and
        denominator."""

    def joined(
        self, districts: r.Rates, parts: r.Rates, mix: pd.DataFrame, provenance: str
    ) -> r.Rates:
        """The figures of the districts, with what those of their parts say of them. mix: as
        Measured."""
        return replace(districts, overall=parts.overall)

    def published(self, value: pd.DataFrame, indicator: Indicator) -> pd.Series | None:
        """The same figure where its publisher printed it. value: a row an area, a column each
        measure of published_counts.csv."""
        return None


class Counted(Kind):
    """A kind whose numerator is in counts.csv."""

    from_counts = True
    files = ("counts.csv", "children.csv")

    def periods(self, tables: Tables, indicator: Indicator) -> list[str]:
        """A reader's own first, newest first; then the measured year; then modelled ones.

        Numerator and denominator are both a reader's own, or neither is: rates are never mixed.
        """
        top = amounts.provenances(tables, indicator.numerator)
        base = amounts.provenances(tables, indicator.denominator) or top
        both = [p for p in top if p in base and (top[p] in CONTROLLED) == (base[p] in CONTROLLED)]
        own = sorted((p for p in both if top[p] in CONTROLLED), reverse=True)
        shared = sorted(p for p in both if top[p] == "apportioned")
        every = [*own, *shared, *sorted(p for p in both if top[p] == "modelled")]
        if not every:
            missing = " and ".join(
                map(catalogue.words, (indicator.numerator, indicator.denominator))
            )
            raise NotMeasured(
                f"{indicator.label}: no year has both {missing} from the same source. Bring in both"
                " for one year."
            )
        return every

    def provenance(self, tables: Tables, indicator: Indicator, period: str) -> str:
        return amounts.provenances(tables, indicator.numerator)[period]

    def level(self, provenance: str) -> str:
        if provenance in CONTROLLED:
            return "district"
        return "part" if provenance == "apportioned" else "none"


class Ratio(Counted):
    """Counts of children over other children or persons, so that chance can move it."""

    @staticmethod
    @abstractmethod
    def make(events: pd.Series, base: pd.Series, per: float, /) -> r.Rates:
        """Its rates, with their intervals."""

    def rates(self, asked: Asked, over: Over) -> r.Rates:
        rates = self.make(asked.count(over), asked.base(over), asked.indicator.per)
        return r.without_interval(rates) if asked.provenance == "modelled" else rates

    def joined(
        self, districts: r.Rates, parts: r.Rates, mix: pd.DataFrame, provenance: str
    ) -> r.Rates:
        return r.with_parts(districts, parts, mix) if provenance == "apportioned" else districts


class Proportion(Ratio):
    """Events of trials."""

    key = "proportion"
    of_trials = True
    make = staticmethod(r.proportions)

    def published(self, value: pd.DataFrame, indicator: Indicator) -> pd.Series | None:
        if not {indicator.numerator, indicator.denominator} <= set(value):
            return None
        return value[indicator.numerator] / value[indicator.denominator] * indicator.per


class CountRate(Ratio):
    """Events per persons."""

    key = "count_rate"
    make = staticmethod(r.count_rates)


class Mean(Counted):
    """A mean that is published as one; its denominator weights it."""

    key = "mean"

    def rates(self, asked: Asked, over: Over) -> r.Rates:
        base = asked.base(over)
        if over == "districts":
            return r.scores(asked.count(over), base)
        published = asked.tables.published_counts
        of_parts = (
            published[published.measure == asked.indicator.numerator].set_index("area_code").value
        )
        return r.scores(of_parts.reindex(base.index), base)

    def published(self, value: pd.DataFrame, indicator: Indicator) -> pd.Series | None:
        return value.get(indicator.numerator)


class Score(Kind):
    """A figure known by district from elsewhere than counts.csv. A part's is the mean of its
    districts', weighted by the denominator."""

    @abstractmethod
    def value(self, asked: Asked) -> pd.Series:
        """The figure by district, in the areas' order."""

    def rates(self, asked: Asked, over: Over) -> r.Rates:
        value, base = self.value(asked), asked.base("districts")
        if over == "districts":
            return r.scores(value, base)
        of_parts = asked.base("parts")
        inside = asked.tables.crosswalk.weights.T.loc[of_parts.index, base.index] * base
        return r.scores(inside.dot(value) / inside.sum(axis=1), of_parts)


class Index(Score):
    """A published score by district, such as deprivation; its numerator names the index."""

    key = "index"
    files = ("deprivation.csv",)

    def periods(self, tables: Tables, indicator: Indicator) -> list[str]:
        return [self.edition(tables, indicator)]

    def edition(self, tables: Tables, indicator: Indicator) -> str:
        return str(amounts.edition(tables, indicator.numerator))

    def provenance(self, tables: Tables, indicator: Indicator, period: str) -> str:
        return "published"

    def value(self, asked: Asked) -> pd.Series:
        return amounts.deprivation(asked.tables, asked.indicator.numerator)


class Need(Score):
    """Children in need, an estimate."""

    key = "need"
    files = ("population.csv", "prevalence.csv", "published_counts.csv")

    def periods(self, tables: Tables, indicator: Indicator) -> list[str]:
        return [f"mid-{tables.population.year.max()}"]

    def provenance(self, tables: Tables, indicator: Indicator, period: str) -> str:
        return "modelled"

    def value(self, asked: Asked) -> pd.Series:
        in_need = amounts.children_in_need(asked.tables, asked.period, asked.basis, asked.weighted)
        return in_need / amounts.children(asked.tables, asked.period) * asked.indicator.per


KINDS: dict[str, Kind] = {
    kind.key: kind for kind in (Proportion(), CountRate(), Mean(), Index(), Need())
}


def kind_of(indicator: Indicator) -> Kind:
    return KINDS[indicator.kind]


def from_counts() -> list[Indicator]:
    """The indicators that readers can bring in, in the catalogue's order."""
    return [indicator for indicator in INDICATORS.values() if kind_of(indicator).from_counts]


def by_district() -> list[Indicator]:
    """The others, which are known by district whatever is brought in, in the order of the kinds."""
    others = [kind.key for kind in KINDS.values() if not kind.from_counts]
    return [
        indicator for key in others for indicator in INDICATORS.values() if indicator.kind == key
    ]
