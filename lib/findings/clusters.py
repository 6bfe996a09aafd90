"""Whether neighbours resemble one another: Moran's I of each figure known by district."""

from dataclasses import dataclass

from lib.disclosure.tables import CONTROLLED
from lib.errors import NotMeasured
from lib.figures.amounts import provenances
from lib.figures.kinds import by_district, from_counts
from lib.figures.measured import measured_period, offered
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.model.need import BASES
from lib.variation.clustering import Clustering

CLEAR = 0.05  # p below which neighbours are said to resemble one another


@dataclass(frozen=True, kw_only=True)
class Clustered:
    """figure: in words. message: Moran's I in a sentence."""

    figure: str
    result: Clustering

    @property
    def reading(self) -> str:
        alike = self.result.p < CLEAR and self.result.moran > 0
        return "neighbours resemble one another" if alike else "no clear pattern"

    @property
    def message(self) -> str:
        moran, p = self.result.moran, self.result.p
        return f"{self.figure}: {moran:.2f} (p {p:.3f}), {self.reading}."


def clustered(context: Context, filters: Filters) -> list[Clustered]:
    """Each figure known by district that has enough of them left."""
    clusters = []
    for key, figure in (_counted(context, filters) | _by_nature(context, filters)).items():
        try:
            context.measured(*key).areas_measured  # noqa: B018, asks whether enough districts are left
        except NotMeasured:
            continue  # there is no line for it
        clusters.append(Clustered(figure=figure, result=context.clusters(*key)))
    return clusters


Key = tuple[str, str, str, bool]


def _counted(context: Context, filters: Filters) -> dict[Key, str]:
    """What each figure whose counts a reader brought in by district is asked by, and its name."""
    asked: dict[Key, str] = {}
    for indicator in from_counts():
        shown = offered(context.tables, indicator)
        if shown and provenances(context.tables, indicator.numerator)[shown[0]] in CONTROLLED:
            asked[indicator.key, shown[0], filters.basis, filters.weighted] = indicator.label
    return asked


def _by_nature(context: Context, filters: Filters) -> dict[Key, str]:
    """The same of the figures that are known by district in any case."""
    # Need on the national basis is shared out from parts, so its neighbours agree by construction.
    basis = filters.basis if filters.basis != "national" else "survey_2017"
    asked: dict[Key, str] = {}
    for indicator in by_district():
        period = measured_period(context.tables, indicator.key)
        if indicator.of_need:
            key = (indicator.key, period, basis, filters.weighted)
            asked[key] = f"{indicator.label} ({BASES[basis].label})"
        else:
            asked[indicator.key, period, "national", False] = indicator.label
    return asked
