"""The only caches. Results are frozen and shared between sessions; nothing that a reader brings in is kept here."""

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from lib import charts, maps, measures, sources
from lib.measures import Measured
from lib.model.reallocation import Today, share_spend
from lib.sources import Tables
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
def before_after_spec(standard: float | None) -> dict[str, Any]:
    """The drawing rules of the before-and-after bar, without its rows: only those change with a slider."""
    title = "Children reached: bar after, diamond today" + (f", dashed line the standard ({standard:.0f})" if standard else "")
    return charts.before_after(title, "In 100 children in need", standard).to_dict()
