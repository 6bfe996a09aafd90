"""The only caches. Results on the deployment's data are shared between sessions; those on a reader's own stay in their session."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numpy as np
import pandas as pd
import streamlit as st
from cachetools import LRUCache

from lib import amounts, chance, maps, measures, sources
from lib import known as known_districts
from lib.areas import Areas
from lib.chance import Doubts, Draws
from lib.classes import DIFFERS, Classes, classify, differing
from lib.errors import NotMeasured
from lib.indicators import INDICATORS
from lib.known import Known
from lib.measures import Measured, Spend
from lib.model.need import BASES
from lib.model.reallocation import share_spend
from lib.model.response import Today
from lib.model.scenario import Errors, Scenario
from lib.sources import Tables
from lib.store import DEFAULT_URL, Store
from lib.ui import links
from lib.uploads import own as uploads
from lib.uploads.confined import FileReader
from lib.uploads.own import Own
from lib.variation import clustering, gradient, summary
from lib.variation.gradient import Gradient
from lib.variation.summary import Spread

SEED = 2019  # fixed, so that a link shows the same intervals twice


OWN, EXACT_HERE = "own_data", "exact_here"
MOST_RESULTS = 100  # of one function in one session; the oldest go first
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class Session:
    """A reader's own data and what was worked out from it. It lives in their session's memory and nowhere else."""

    own: Own
    results: dict[str, LRUCache] = field(default_factory=dict)  # by function


def session() -> Session | None:
    """This session's own data, if any were brought in."""
    return st.session_state.get(OWN)


def of_the_data(show_spinner: str | bool = False, max_entries: int | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Cache what follows from the tables: for all sessions where they are the deployment's, else in the session that brought them."""

    def decorate(make: Callable[P, R]) -> Callable[P, R]:
        shared = st.cache_resource(show_spinner=show_spinner, max_entries=max_entries)(make)

        @wraps(make)
        def found(*key: P.args, **more: P.kwargs) -> R:
            mine = session()
            if mine is None:
                return shared(*key, **more)
            held = mine.results.setdefault(make.__name__, LRUCache(max_entries or MOST_RESULTS))
            asked = (exact(), key, tuple(more.items()))
            if asked not in held:
                held[asked] = make(*key, **more)
            return held[asked]

        return found

    return decorate


@st.cache_resource(show_spinner="Reading and checking the data")
def deployed() -> Tables:
    """The deployment's tables after disclosure control: data/, or what DATA_DIR (a folder) and DATA_URL (a database) name."""
    folder = os.environ.get("DATA_DIR", "")
    return uploads.made_safe(sources.read_all(Path(folder) if folder else sources.DATA, os.environ.get("DATA_URL", "")))


def tables() -> Tables:
    """The tables this page is made from: safe ones, but for the pages that show exact figures to the reader who brought them."""
    mine = session()
    if mine is None:
        return deployed()
    return mine.own.exact if exact() else mine.own.safe


def exact() -> bool:
    """Whether this page shows a reader's own figures to the child."""
    return session() is not None and bool(st.session_state.get(EXACT_HERE))


def safe_tables() -> Tables:
    """The tables that whatever leaves this session is made from."""
    mine = session()
    return deployed() if mine is None else mine.own.safe


@of_the_data()
def measured(indicator: str, period: str, basis: str, weighted: bool) -> Measured:
    return measures.measure(tables(), indicator, period, basis, weighted)


@of_the_data()
def ranks(indicator: str, period: str, basis: str, weighted: bool) -> pd.Series:
    return measures.ranks(measured(indicator, period, basis, weighted))


def doubts(basis: str, errors: Errors | None = None) -> Doubts:
    """What of a rate may be otherwise beside chance. errors: a reader's; those that are declared where not given."""
    return (errors or Errors()).doubts(surveyed=not BASES[basis].standard)


@of_the_data(max_entries=60)
def rate_draws(indicator: str, period: str, basis: str, weighted: bool, under: Doubts) -> Draws | None:
    """Draws of the districts' rates, the same for every page; None where nothing was counted."""
    return _drawn(measured(indicator, period, basis, weighted), tables(), under)


def _drawn(found: Measured, of: Tables, under: Doubts) -> Draws | None:
    start = known_districts.origin(found, amounts.weights(of))
    return None if start is None else chance.draw(start, under, chance.DRAWS, np.random.default_rng(SEED))


def _of_rate(found: Measured) -> Doubts:
    """What is declared to be in doubt of a rate: need only where it is of those in need."""
    declared = doubts(found.basis.key)
    return declared if found.indicator.denominator == "need" else Doubts(inside=declared.inside)


@of_the_data()
def known(indicator: str, period: str, basis: str, weighted: bool) -> Known | None:
    """What is known of each district by itself; None where nothing was counted."""
    found = measured(indicator, period, basis, weighted)
    under = _of_rate(found)
    draws = rate_draws(indicator, period, basis, weighted, under)
    return None if draws is None else known_districts.known(found, draws, under)


def known_safely(found: Measured) -> Known | None:
    """The same of figures made from the safe tables, for what leaves this session."""
    draws = _drawn(found, safe_tables(), _of_rate(found))
    return None if draws is None else known_districts.known(found, draws, _of_rate(found))


@of_the_data()
def places_by_basis(indicator: str, period: str, basis: str, weighted: bool) -> dict[str, pd.Series]:
    """The districts' places under each basis and weighting of need, this one first; nothing where the figure does not use need."""
    if INDICATORS[indicator].denominator != "need":
        return {}
    others = [(other, by_index) for other in BASES for by_index in (False, True)]
    every = dict.fromkeys([(basis, weighted), *others])
    return {f"{BASES[b].label}{', weighted' if w else ''}": ranks(indicator, period, b, w) for b, w in every}


@of_the_data(show_spinner="Working out the statistics")
def spread(indicator: str, period: str, basis: str, weighted: bool) -> Spread:
    found = measured(indicator, period, basis, weighted)
    return summary.summarise(found.areas_measured, found.indicator.kind == "proportion", np.random.default_rng(SEED))


@of_the_data()
def slope(indicator: str, period: str, basis: str, weighted: bool) -> Gradient:
    found = measured(indicator, period, basis, weighted)
    by = amounts.deprivation_by_ccg(tables()) if found.level == "former_ccg" else amounts.deprivation(tables())
    rates = found.areas_measured
    phi = spread(indicator, period, basis, weighted).phi
    return gradient.gradient(rates, by.reindex(rates.value.index), phi, np.random.default_rng(SEED))


@of_the_data()
def clusters(indicator: str, period: str, basis: str, weighted: bool) -> clustering.Clustering:
    found = measured(indicator, period, basis, weighted)
    return clustering.clustering(found.districts.value.dropna(), tables().boundaries, np.random.default_rng(SEED))


@st.cache_resource(show_spinner=False)
def neighbours() -> dict[str, list[str]]:
    return clustering.neighbours(deployed().boundaries)


@of_the_data()
def classes(indicator: str, period: str, basis: str, weighted: bool, scheme: str, line: float | None) -> Classes:
    found = measured(indicator, period, basis, weighted)
    d, decimals = found.districts, found.indicator.decimals
    if found.level == "none":  # it carries a measured year's pattern, and with it what that year's rates can tell apart
        then = measured(indicator, measures.measured_period(tables(), indicator), basis, weighted).districts
        d = replace(d, lower=d.value * then.lower / then.value, upper=d.value * then.upper / then.value)
    if scheme == DIFFERS:
        return differing(d.value, d.lower, d.upper, decimals, found.indicator.better, line)
    return classify(d.value, scheme, decimals, line)


@of_the_data()
def today(basis: str, weighted: bool, shared_by: str) -> Today:
    """Where the Reallocate page starts from: the latest year measured below Kent and Medway. Areas whose count is suppressed are
    left out, and with them their share of a total that is spread by need. Raises NotMeasured where too few are left."""
    access = measured("access_rate", base_period(), basis, weighted).districts
    known = access.known()
    if len(known.value) < measures.FEWEST:
        raise NotMeasured("Too few districts are left for the model once small numbers are hidden.")
    need, treated = known.denominator, known.numerator
    spent = spending()
    if spent.by_area is not None:
        return Today(pounds=spent.by_area.reindex(need.index), treated=treated, need=need)
    shares = {"treated": treated, "children": amounts.children_by_area(tables(), base_period()).reindex(need.index), "need": need}
    total = spent.total * float(need.sum() / access.denominator.sum())
    return Today(pounds=share_spend(total, shares[shared_by]), treated=treated, need=need)


@of_the_data()
def base_period() -> str:
    """The year that the model starts from."""
    return measures.measured_period(tables(), "access_rate")


@of_the_data()
def spending() -> Spend:
    """The spend that the model starts from; by district only where that is known, else A1 shares it out."""
    return measures.spend(tables(), base_period())


@of_the_data()
def counts_apportioned() -> bool:
    """Whether the model starts from counts of former CCGs shared out (assumption A5), not from counts by district."""
    return measured("access_rate", base_period(), "national", False).level != "district"


@of_the_data()
def modelled_areas() -> Areas:
    """The areas that are in the model: all but those whose count is suppressed; none where too few are left for one."""
    try:
        return tables().areas.only([str(code) for code in today_of(Scenario()).pounds.index])
    except NotMeasured:
        return tables().areas.only([])


@st.cache_resource(show_spinner=False)
def small_outlines() -> pd.Series:
    return maps.small_outlines(deployed().boundaries)


@of_the_data()
def data_version() -> str:
    """A short hash of the data that a scenario starts from."""
    hashes = "".join(tables().files[name]["sha256"] for name in sorted(tables().files))
    return hashlib.sha256(hashes.encode()).hexdigest()[:12]


@st.cache_resource(show_spinner=False, on_release=FileReader.close)
def file_reader() -> FileReader:
    """The process that files are read in, one for all sessions."""
    return FileReader()


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Saved scenarios: SCENARIOS_URL names another database than the one in var/."""
    return Store(os.environ.get("SCENARIOS_URL", DEFAULT_URL))


def today_of(scenario: Scenario) -> Today:
    return today(scenario.basis, scenario.weighted, scenario.shared_by)


@st.cache_resource(show_spinner=False)
def standards() -> dict[str, tuple[float, str]]:
    """The access standards by the label a reader chooses: per 100 and name, strictest first."""
    rows = deployed().standards
    rows = rows[rows.kind == "standard"].sort_values("percent", ascending=False)
    return {f"{row.percent:.0f} in 100: {row.label}": (row.percent, row.label) for row in rows.itertuples()}


@of_the_data()
def place() -> links.Place:
    """What links and widgets are read against."""
    percents = {label: percent for label, (percent, _) in standards().items()}
    return links.Place(areas=tables().areas, modelled=modelled_areas(), standards=percents, pounds=lambda *choice: today(*choice).pounds)


@of_the_data()
def usual_settings() -> dict[str, Any]:
    return links.settings(Scenario(), place(), links.UNITS[0])
