"""Axes that stay put in a reader's session while levers move."""

from collections.abc import Hashable, Iterable

import streamlit as st

from lib.axes import Axis, opened
from lib.findings.filters import Filters
from lib.ui.session import AXES


def axis(chart: str, filters: Filters, values: Iterable[float]) -> Axis:
    """A chart's axis, opened where the figures go beyond it and never closed; one for each estimate
    of need."""
    kept: dict[Hashable, Axis] = st.session_state.setdefault(AXES, {})
    key = chart, filters.basis, filters.weighted
    kept[key] = opened(kept.get(key), values)
    return kept[key]
