"""What the reader has chosen, all of it in the address bar: names of the parameters, checks of a link, filters."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import streamlit as st

from lib.areas import listed
from lib.indicators import INDICATORS
from lib.maps import SCHEMES
from lib.model.need import BASES
from lib.model.reallocation import LIMIT_PERCENT, SHARED_BY
from lib.ui import cache

ELASTICITY_STEP = 0.05
LINES = {"standard": "The standard", "overall": "The Kent and Medway rate"}
SPREAD_INDICATORS = [key for key, i in INDICATORS.items() if i.kind in ("proportion", "count_rate", "mean")]


@dataclass(frozen=True, kw_only=True)
class Filters:
    """The choices that hold on every page."""

    basis: str
    weighted: bool
    standard: float  # per 100 children in need
    standard_label: str
    district: str | None  # area_code

    @property
    def standard_applies(self) -> bool:
        """The standards are defined on the national basis only, unweighted."""
        return BASES[self.basis].standard and not self.weighted


def slug(name: str) -> str:
    """A district's name as a parameter: "Folkestone and Hythe" is "folkestone-and-hythe"."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def standards() -> dict[str, tuple[float, str]]:
    """The access standards by the label a reader chooses: per 100 and name, strictest first."""
    rows = cache.tables().standards
    rows = rows[rows.kind == "standard"].sort_values("percent", ascending=False)
    return {f"{row.percent:.0f} in 100: {row.label}": (row.percent, row.label) for row in rows.itertuples()}


def basis_labels() -> dict[str, str]:
    return {basis.label: key for key, basis in BASES.items()}


def periods() -> list[str]:
    return list(dict.fromkeys(period for i in INDICATORS.values() for period in i.periods))


def _one_of(options: Iterable[str]) -> Callable[[str], bool]:
    allowed = set(options)
    return lambda value: value in allowed


def _number(low: float, high: float) -> Callable[[str], bool]:
    def check(value: str) -> bool:
        try:
            return low <= float(value) <= high
        except ValueError:
            return False

    return check


def parameters() -> dict[str, Callable[[str], bool]]:
    """Every parameter a link may carry, and whether a value is one it can take."""
    names = list(cache.tables().areas.name)
    labels = [i.label for i in INDICATORS.values()]
    switch = _one_of(("true", "false"))
    low, high = elasticity_range()
    return {
        "basis": _one_of(basis_labels()),
        "weighted": switch,
        "standard": _one_of(standards()),
        "district": _one_of(names),
        "indicator": _one_of(labels),
        "period": _one_of(periods()),
        "scheme": _one_of(SCHEMES.values()),
        "line": _one_of(LINES.values()),
        "tiles": switch,
        "outlines": switch,
        "sites": switch,
        "measure": _one_of(INDICATORS[key].label for key in SPREAD_INDICATORS),
        "beside": _one_of(labels),
        "elasticity": _number(low, high),
        "shared_by": _one_of(SHARED_BY.values()),
        **{slug(name): _number(-LIMIT_PERCENT, LIMIT_PERCENT) for name in names},
    }


def elasticity_range() -> tuple[float, float]:
    assumption = cache.tables().assumptions["A3"]
    return assumption["low"], assumption["high"]


def check_link() -> list[str]:
    """On a session's first run, say what in the link could not be used; the page then opens with defaults there."""
    if "link_checked" in st.session_state:
        return []
    st.session_state["link_checked"] = True
    known, faults = parameters(), []
    for name in list(st.query_params):
        value = st.query_params[name]
        if name not in known:
            faults.append(f"“{name[:40]}” is not a setting of this dashboard")
        elif not known[name](value):
            faults.append(f"“{value[:40]}” is not a value of “{name}”")
        else:
            continue
        del st.query_params[name]
    faults += _stale_period()
    return faults


def _stale_period() -> list[str]:
    """A period that the link's indicator does not have."""
    label = st.query_params.get("indicator", INDICATORS["access_rate"].label)
    period = st.query_params.get("period")
    offered = next(i.periods for i in INDICATORS.values() if i.label == label)
    if period is None or period in offered:
        return []
    del st.query_params["period"]
    return [f"{label} has no figures for {period}, only for {listed(offered)}"]


def sidebar_filters() -> None:
    """The widgets that hold on every page; kept in app.py's run so that they keep their value across pages."""
    st.selectbox("District", list(cache.tables().areas.name), index=None, placeholder="None chosen", key="district", bind="query-params")
    st.selectbox("Need estimated by", list(basis_labels()), key="basis", bind="query-params", help=basis_help())
    st.toggle(
        "Weight need by the mental-health need index",
        key="weighted",
        bind="query-params",
        help="NHS England's index for all ages, rescaled so that total need is unchanged.",
    )
    st.selectbox("Standard to compare with", list(standards()), key="standard", bind="query-params")


def basis_help() -> str:
    return "\n\n".join(f"**{basis.label}.** {basis.definition}" for basis in BASES.values())


def filters() -> Filters:
    """The choices of the sidebar."""
    standard, label = standards()[st.session_state["standard"]]
    name = st.session_state.get("district")
    return Filters(
        basis=basis_labels()[st.session_state["basis"]],
        weighted=bool(st.session_state["weighted"]),
        standard=standard,
        standard_label=label,
        district=cache.tables().areas.code(name) if name else None,
    )


def choose(area_code: str | None) -> None:
    """Choose a district from a map, bar or table; call from a callback, before the select box is drawn."""
    st.session_state["district"] = cache.tables().areas.name[area_code] if area_code else None
