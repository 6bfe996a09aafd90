"""What findings are made from: the tables, and what follows from them, worked out once."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

import numpy as np
import pandas as pd
from cachetools import LRUCache

from lib import chance, schema
from lib import known as known_districts
from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.catalogue.measures import NEED
from lib.chance import Doubts, Draws
from lib.classes import DIFFERS, Classes, classify, differing
from lib.errors import NotMeasured
from lib.figures import amounts
from lib.figures.measured import FEWEST, Measured, measure, measured_period, ranks
from lib.figures.spend import Spend, spend
from lib.glossed import Glossary, glossary_of
from lib.known import Known
from lib.model.need import BASES
from lib.model.reallocation import share_spend
from lib.model.response import Today
from lib.place.areas import Areas
from lib.scenarios import commitments
from lib.scenarios.commitments import Commitment
from lib.scenarios.place import Place, Standard
from lib.scenarios.record import Errors, Scenario
from lib.sources import Tables
from lib.variation import clustering, gradient, summary
from lib.variation.gradient import Gradient
from lib.variation.summary import Spread

SEED = 2019  # fixed, so that a link shows the same intervals twice
MOST_RESULTS = 100  # of one function; the oldest go first

P = ParamSpec("P")
R = TypeVar("R")
T_co = TypeVar("T_co", bound=Tables, covariant=True)


class Once:
    """A result that is worked out by whoever asks first; whoever asks meanwhile waits for it. A
    fault is told to each and not kept."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._result: list[Any] = []

    def get(self, make: Callable[[], Any]) -> Any:
        with self._lock:
            if not self._result:
                self._result.append(make())
            return self._result[0]


class Results:
    """What was worked out from one set of tables, by function and what it was asked."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[str, LRUCache] = {}

    def of(self, function: str, most: int, asked: tuple) -> Once:
        with self._lock:
            kept = self._kept.setdefault(function, LRUCache(most))
            return kept.setdefault(asked, Once())


def remembered(
    most: int = MOST_RESULTS,
) -> Callable[[Callable[Concatenate[Any, P], R]], Callable[Concatenate[Any, P], R]]:
    """Keep what a function of a Context, which comes first, says of each question. most: results
    kept."""

    def decorate(make: Callable[Concatenate[Any, P], R]) -> Callable[Concatenate[Any, P], R]:
        name = f"{make.__module__}.{make.__qualname__}"

        @wraps(make)
        def once(context: Any, *asked: P.args, **more: P.kwargs) -> R:
            return context.results.of(name, most, (*asked, *more.items())).get(
                lambda: make(context, *asked, **more)
            )

        return once

    return decorate


@dataclass(frozen=True, kw_only=True, eq=False)
class Context(Generic[T_co]):
    """The tables that a finding is made from; their type says whether they are exact or safe. A
    figure is asked for by its indicator, period, need basis and whether need is weighted."""

    tables: T_co
    results: Results = field(default_factory=Results)

    @remembered()
    def measured(self, indicator: str, period: str, basis: str, weighted: bool) -> Measured:
        return measure(self.tables, indicator, period, basis, weighted)

    @remembered()
    def ranks(self, indicator: str, period: str, basis: str, weighted: bool) -> pd.Series:
        return ranks(self.measured(indicator, period, basis, weighted))

    @remembered(60)
    def rate_draws(
        self, indicator: str, period: str, basis: str, weighted: bool, under: Doubts
    ) -> Draws | None:
        """Draws of the districts' rates, the same for every page; None where nothing was
        counted."""
        start = known_districts.origin(
            self.measured(indicator, period, basis, weighted), self.tables.crosswalk.weights
        )
        return (
            None
            if start is None
            else chance.draw(start, under, chance.DRAWS, np.random.default_rng(SEED))
        )

    @remembered()
    def known(self, indicator: str, period: str, basis: str, weighted: bool) -> Known | None:
        """What is known of each district by itself; None where nothing was counted."""
        measured = self.measured(indicator, period, basis, weighted)
        declared = doubts(basis)
        under = (
            declared if measured.indicator.denominator == NEED else Doubts(inside=declared.inside)
        )
        draws = self.rate_draws(indicator, period, basis, weighted, under)
        return None if draws is None else known_districts.known(measured, draws, under)

    @remembered()
    def places_by_basis(
        self, indicator: str, period: str, basis: str, weighted: bool
    ) -> dict[str, pd.Series]:
        """The districts' places under each basis and weighting of need, this one first; nothing
        where the figure does not use need."""
        if INDICATORS[indicator].denominator != NEED:
            return {}
        others = [(other, by_index) for other in BASES for by_index in (False, True)]
        every = dict.fromkeys([(basis, weighted), *others])
        return {
            f"{BASES[b].label}{', weighted' if w else ''}": self.ranks(indicator, period, b, w)
            for b, w in every
        }

    @remembered()
    def spread(self, indicator: str, period: str, basis: str, weighted: bool) -> Spread:
        measured = self.measured(indicator, period, basis, weighted)
        return summary.summarise(
            measured.areas_measured, measured.kind.of_trials, np.random.default_rng(SEED)
        )

    @remembered()
    def slope(self, indicator: str, period: str, basis: str, weighted: bool) -> Gradient:
        measured = self.measured(indicator, period, basis, weighted)
        by = amounts.deprivation(self.tables)
        if measured.level == "part":
            by = self.tables.crosswalk.mean_of_parts(by)
        rates = measured.areas_measured
        phi = self.spread(indicator, period, basis, weighted).phi
        return gradient.gradient(
            rates, by.reindex(rates.value.index), phi, np.random.default_rng(SEED)
        )

    @remembered()
    def clusters(
        self, indicator: str, period: str, basis: str, weighted: bool
    ) -> clustering.Clustering:
        measured = self.measured(indicator, period, basis, weighted)
        return clustering.clustering(
            measured.districts.value.dropna(), self.tables.boundaries, np.random.default_rng(SEED)
        )

    @remembered()
    def neighbours(self) -> dict[str, list[str]]:
        """The area codes that each area shares an edge or corner with."""
        return clustering.neighbours(self.tables.boundaries)

    @remembered()
    def classes(
        self,
        indicator: str,
        period: str,
        basis: str,
        weighted: bool,
        scheme: str,
        line: float | None,
    ) -> Classes:
        measured = self.measured(indicator, period, basis, weighted)
        d, decimals = measured.districts, measured.indicator.decimals
        # it carries a measured year's pattern, and with it what that year's rates can tell apart
        if measured.level == "none":
            then = self.measured(
                indicator, measured_period(self.tables, indicator), basis, weighted
            ).districts
            d = replace(
                d, lower=d.value * then.lower / then.value, upper=d.value * then.upper / then.value
            )
        if scheme == DIFFERS:
            return differing(d.value, d.lower, d.upper, decimals, measured.indicator.better, line)
        return classify(d.value, scheme, decimals, line)

    @remembered()
    def today(self, basis: str, weighted: bool, shared_by: str) -> Today:
        """Where the model starts from: the latest year measured below the whole. Areas whose count
        is suppressed are left out, and with them their share of a total that is spread by need.
        Raises NotMeasured where too few are left."""
        access = self.measured(MODELLED, self.base_period(), basis, weighted).districts
        known = access.known()
        if len(known.value) < FEWEST:
            raise NotMeasured(
                f"Too few {self.tables.areas.noun.many} are left for the model once small numbers"
                " are hidden."
            )
        need, treated = known.denominator, known.numerator
        spent = self.spending()
        if spent.by_area is not None:
            return Today(pounds=spent.by_area.reindex(need.index), treated=treated, need=need)
        children = amounts.children(self.tables, self.base_period()).reindex(need.index)
        total = spent.total * float(need.sum() / access.denominator.sum())
        return Today(
            pounds=share_spend(
                total, {"treated": treated, "children": children, "need": need}[shared_by]
            ),
            treated=treated,
            need=need,
        )

    def today_of(self, scenario: Scenario) -> Today:
        """The same under a scenario, with what its other levers set aside."""
        start = self.today(scenario.basis, scenario.weighted, scenario.shared_by)
        each = {one.words: self.costs(one, *one.asked(scenario)) for one in commitments.COMMITMENTS}
        return replace(start, set_aside={words: cost for words, cost in each.items() if cost})

    @remembered(1000)  # a move of a lever asks for every combination of the model's choices
    def costs(self, commitment: Commitment, *asked: Any) -> float:
        """Pounds a year of a commitment. asked: what a scenario has of what it rests on."""
        scenario = Scenario(**dict(zip(commitment.rests_on, asked)))
        start = self.today(scenario.basis, scenario.weighted, scenario.shared_by)
        return commitment.pounds(scenario, self.tables, start)

    @remembered()
    def base_period(self) -> str:
        """The year that the model starts from."""
        return measured_period(self.tables, MODELLED)

    @remembered()
    def spending(self) -> Spend:
        """The spend that the model starts from; by district only where that is known, else A1
        shares it out."""
        return spend(self.tables, self.base_period())

    @remembered()
    def counts_apportioned(self) -> bool:
        """Whether the model starts from counts of parts shared out (assumption A5), not from counts
        by district."""
        return self.measured(MODELLED, self.base_period(), "national", False).level != "district"

    @remembered()
    def modelled_areas(self) -> Areas:
        """The areas that are in the model: all but those whose count is suppressed; none where too
        few are left for one."""
        try:
            return self.tables.areas.only(
                [str(code) for code in self.today_of(Scenario()).pounds.index]
            )
        except NotMeasured:
            return self.tables.areas.only([])

    @remembered()
    def data_version(self) -> str:
        """A short hash of the data that a scenario starts from."""
        kept = (name for name in sorted(self.tables.files) if not schema.aside(name))
        hashes = "".join(self.tables.files[name]["sha256"] for name in kept)
        return hashlib.sha256(hashes.encode()).hexdigest()[:12]

    @remembered()
    def glossary(self) -> Glossary:
        """The glossary in the words of the place."""
        return glossary_of(self.tables.place)

    @remembered()
    def linked(self) -> Place:
        """What links and widgets are read against."""
        return Place(
            areas=self.tables.areas,
            modelled=self.modelled_areas(),
            standards=self.standards(),
            pounds=lambda *choice: self.today(*choice).pounds,
        )

    @remembered()
    def standards(self) -> dict[str, Standard]:
        """The access standards by their key, strictest first."""
        rows = self.tables.standards
        rows = rows[rows.kind == "standard"].sort_values("percent", ascending=False)
        return {
            row.standard: Standard(
                label=f"{row.percent:.0f} in 100: {row.label}", name=row.label, percent=row.percent
            )
            for row in rows.itertuples()
        }


def doubts(basis: str, errors: Errors | None = None) -> Doubts:
    """What of a rate may be otherwise beside chance. errors: a reader's; those that are declared
    where not given."""
    return (errors or Errors()).doubts(surveyed=not BASES[basis].standard)
