"""The only caches. Results are frozen and shared between sessions; nothing that a reader brings in is kept here."""

import hashlib
import os
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from lib import charts, maps, measures, sources
from lib.measures import Measured
from lib.model import plan, uncertainty
from lib.model.allocate import Answer, Question, ask
from lib.model.plan import Point, Trial
from lib.model.reallocation import share_spend
from lib.model.response import Today
from lib.model.scenario import Scenario
from lib.model.uncertainty import Draws
from lib.sources import Tables
from lib.store import DEFAULT_URL, Store
from lib.ui import links
from lib.variation import clustering, gradient, summary
from lib.variation.gradient import Gradient
from lib.variation.rates import indistinct
from lib.variation.summary import Spread

SEED = 2019  # fixed, so that a link shows the same intervals twice


@st.cache_resource(show_spinner="Reading and checking the data")
def tables() -> Tables:
    return sources.read_all()


@st.cache_resource(show_spinner=False)
def measured(indicator: str, period: str, basis: str, weighted: bool) -> Measured:
    return measures.measure(tables(), indicator, period, basis, weighted)


@st.cache_resource(show_spinner=False)
def ranks(indicator: str, period: str, basis: str, weighted: bool) -> pd.Series:
    return measures.ranks(measured(indicator, period, basis, weighted))


@st.cache_resource(show_spinner=False)
def not_distinguishable(indicator: str, period: str, basis: str, weighted: bool) -> pd.DataFrame:
    found = measured(indicator, period, basis, weighted)
    return indistinct(found.mix, found.parts)


@st.cache_resource(show_spinner="Working out the statistics")
def spread(indicator: str, period: str, basis: str, weighted: bool) -> Spread:
    found = measured(indicator, period, basis, weighted)
    return summary.summarise(found.areas_measured, found.indicator.kind == "proportion", SEED)


@st.cache_resource(show_spinner=False)
def slope(indicator: str, period: str, basis: str, weighted: bool) -> Gradient:
    found = measured(indicator, period, basis, weighted)
    by = measures.deprivation_by_ccg(tables()) if found.level == "former_ccg" else measures.deprivation(tables())
    rates = found.areas_measured
    return gradient.gradient(rates, by.reindex(rates.value.index), np.random.default_rng(SEED))


@st.cache_resource(show_spinner=False)
def clusters(indicator: str, period: str, basis: str, weighted: bool) -> clustering.Clustering:
    found = measured(indicator, period, basis, weighted)
    return clustering.clustering(found.districts.value, tables().boundaries, SEED)


@st.cache_resource(show_spinner=False)
def neighbours() -> dict[str, list[str]]:
    return clustering.neighbours(tables().boundaries)


@st.cache_resource(show_spinner=False)
def classes(indicator: str, period: str, basis: str, weighted: bool, scheme: str, line: float | None) -> maps.Classes:
    found = measured(indicator, period, basis, weighted)
    return maps.classify(found.districts.value, scheme, found.indicator.decimals, line)


@st.cache_resource(show_spinner=False)
def today(basis: str, weighted: bool, shared_by: str) -> Today:
    """Where the Reallocate page starts from: 2019/20, the last year with rates published below Kent and Medway."""
    access = measured("access_rate", measures.MEASURED_PERIOD, basis, weighted)
    spend = tables().spend
    total = float(spend[spend.period == measures.MEASURED_PERIOD].pounds.sum())
    need = access.districts.denominator
    shares = {"treated": access.districts.numerator, "children": measures.children_by_area(tables()), "need": need}
    return Today(pounds=share_spend(total, shares[shared_by]), treated=access.districts.numerator, need=need)


@st.cache_resource(show_spinner=False)
def small_outlines() -> pd.Series:
    return maps.small_outlines(tables().boundaries)


@st.cache_resource(show_spinner=False)
def data_version() -> str:
    """A short hash of the data that a scenario starts from."""
    hashes = "".join(tables().files[name]["sha256"] for name in sorted(tables().files))
    return hashlib.sha256(hashes.encode()).hexdigest()[:12]


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Saved scenarios: SCENARIOS_URL names another database than the one in var/."""
    return Store(os.environ.get("SCENARIOS_URL", DEFAULT_URL))


def today_of(scenario: Scenario) -> Today:
    return today(scenario.basis, scenario.weighted, scenario.shared_by)


@st.cache_resource(show_spinner=False)
def standards() -> dict[str, tuple[float, str]]:
    """The access standards by the label a reader chooses: per 100 and name, strictest first."""
    rows = tables().standards
    rows = rows[rows.kind == "standard"].sort_values("percent", ascending=False)
    return {f"{row.percent:.0f} in 100: {row.label}": (row.percent, row.label) for row in rows.itertuples()}


@st.cache_resource(show_spinner=False)
def place() -> links.Place:
    """What links and widgets are read against."""
    percents = {label: percent for label, (percent, _) in standards().items()}
    return links.Place(areas=tables().areas, standards=percents, pounds=lambda *choice: today(*choice).pounds)


@st.cache_resource(show_spinner=False)
def usual_settings() -> dict[str, Any]:
    return links.settings(Scenario(), place(), links.UNITS[0])


def draws(scenario: Scenario) -> Draws:
    """2,000 seeded draws, the same for every position of the levers."""
    return _draws(scenario.model_copy(update={"levers": Scenario().levers}).question().to_json())


@st.cache_resource(show_spinner=False, max_entries=50)
def _draws(assumptions: str) -> Draws:
    scenario = Scenario.model_validate_json(assumptions)
    a3 = tables().assumptions["A3"]
    priors = scenario.errors.priors(a3["low"], a3["high"])
    return uncertainty.draw(today_of(scenario), scenario.elasticity, priors, uncertainty.DRAWS, np.random.default_rng(SEED))


def asked_under(scenario: Scenario) -> str:
    """What an answer depends on: the scenario but for its name and the sliders that are free."""
    levers = scenario.levers
    held = {code: pounds for code, pounds in levers.changes.items() if code in levers.locked}
    return scenario.question().model_copy(update={"levers": levers.model_copy(update={"changes": held})}).to_json()


@st.cache_resource(show_spinner=False, max_entries=200)
def answer(under: str, question: Question) -> Answer:
    """An answer of the model. Raises NoAllocation."""
    scenario = Scenario.model_validate_json(under)
    start = today_of(scenario)
    return ask(plan.response(scenario, start), plan.limits(scenario, start), question, tables().areas.name)


@st.cache_resource(show_spinner=False, max_entries=100)
def trials(under: str, question: Question) -> list[Trial]:
    """The same question under each other assumption."""
    scenario = Scenario.model_validate_json(under)
    found, start = answer(under, question), today_of(scenario)
    return [
        plan.trial(label, other, today_of(other), question, found, start, tables().areas.name) for label, other in plan.others(scenario)
    ]


@st.cache_resource(show_spinner=False, max_entries=100)
def trade_off(under: str) -> list[Point]:
    """From most children to fairest. Raises NoAllocation."""
    scenario = Scenario.model_validate_json(under)
    return plan.trade_off(scenario, today_of(scenario), tables().areas.name)


@st.cache_resource(show_spinner=False)
def before_after_spec(standard: float | None) -> dict[str, Any]:
    """The drawing rules of the before-and-after bar, without its rows: only those change with a slider."""
    title = "Children reached: bar after, diamond today" + (f", dashed line the standard ({standard:.0f})" if standard else "")
    spec = charts.before_after(title, "In 100 children in need", standard).to_dict()
    return {key: part for key, part in spec.items() if key not in ("config", "$schema")}  # Streamlit has its own
