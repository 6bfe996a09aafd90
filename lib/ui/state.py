"""What the reader has chosen, all of it in the address bar: names of the parameters, checks of a
link, filters."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import streamlit as st

from lib.catalogue.indicators import INDICATORS, MODELLED, by_label
from lib.classes import SCHEMES
from lib.errors import BadScenario, NotMeasured
from lib.figures.kinds import from_counts
from lib.figures.measured import offered
from lib.findings.filters import Filters
from lib.markdown import verbatim
from lib.model import need
from lib.model.need import BASES
from lib.place.areas import listed
from lib.scenarios import link
from lib.scenarios.record import Scenario
from lib.ui import cache, private
from lib.ui.reallocate import levers
from lib.ui.session import LINK_CHECKED, NOT_HERE


def lines() -> dict[str, str]:
    """The labels of the benchmarks that a map's palette may turn at."""
    return {
        "none": "None",
        "standard": "The standard",
        "overall": f"The {cache.tables().place.name} rate",
        "england": "England",
    }


def basis_labels() -> dict[str, str]:
    return {basis.label: key for key, basis in BASES.items()}


def periods() -> list[str]:
    return list(
        dict.fromkeys(period for i in INDICATORS.values() for period in offered(cache.tables(), i))
    )


def _one_of(options: Iterable[str]) -> Callable[[str], bool]:
    allowed = set(options)
    return lambda value: value in allowed


def parameters() -> dict[str, Callable[[str], bool]]:
    """Every parameter a link may carry beside a scenario's, and whether a value is one it can
    take."""
    labels = [i.label for i in INDICATORS.values()]
    switch = _one_of(("true", "false"))
    return {
        "district": _one_of(cache.tables().areas.name),
        "indicator": _one_of(labels),
        "period": _one_of(periods()),
        "scheme": _one_of(SCHEMES.values()),
        "line": _one_of(lines().values()),
        "tiles": switch,
        "outlines": switch,
        "sites": switch,
        "measure": _one_of(i.label for i in from_counts()),
        "beside": _one_of(labels),
        link.DATA: _one_of((link.UPLOADED,)),
    }


@dataclass(frozen=True, kw_only=True)
class LinkRead:
    """What in a link could not be used, so that defaults stand there, and what of it was brought to
    where it can be, in sentences."""

    unusable: list[str] = field(default_factory=list)
    brought: list[str] = field(default_factory=list)


def check_link() -> LinkRead:
    """On a session's first run, say what in the link could not be used.

    A scenario is used whole or not at all; a number in it that no widget can stand at opens at the
    nearest that one can.
    """
    if LINK_CHECKED in st.session_state:
        if private.went_back():
            _use_labels()
        return LinkRead()
    st.session_state[LINK_CHECKED] = True
    known, faults = parameters(), []
    brought: list[str] = []
    carried = [
        name
        for name in st.query_params
        if name in cache.usual_settings() or name in levers.names().values()
    ]
    for name in [name for name in st.query_params if name not in carried]:
        value = st.query_params[name]
        if name not in known:
            faults.append(f"“{name[:40]}” is not a setting of this dashboard")
        elif not known[name](value):
            faults.append(f"“{value[:40]}” is not a value of “{name}”")
        else:
            continue
        del st.query_params[name]
    try:
        sent = {name: values for name, values in _address().items() if name in carried}
        opens, brought = link.within(link.in_labels(sent, cache.place()), cache.tables().place.part)
        found = link.read(opens, cache.place())
        st.session_state.update({key: found[key] for key in levers.WRITTEN})
        if carried:
            levers.opened(link.scenario(found, cache.place()))
        if opens != sent:
            private.start_widgets_from(_address() | opens)
    except (BadScenario, NotMeasured) as fault:
        others = " and nothing else of its scenario was used" if len(carried) > 1 else ""
        faults.append(f"{fault}{others}")
        brought = []
        for name in carried:
            del st.query_params[name]
        private.start_widgets_from_the_address()
    if st.query_params.get(link.DATA) and cache.session() is None:
        st.session_state[NOT_HERE] = True
        del st.query_params[link.DATA]
    for name in levers.names().values():
        st.query_params.pop(name, None)
    return LinkRead(unusable=faults + _stale_period(), brought=brought)


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _use_labels() -> None:
    """Where the browser goes back to a link with keys, widgets find their labels there, as when it
    was opened."""
    sent = _address()
    opens = link.in_labels(sent, cache.place())
    if opens != sent:
        private.start_widgets_from(opens)


def _stale_period() -> list[str]:
    """A period that the link's indicator does not have."""
    label = st.query_params.get("indicator", INDICATORS[MODELLED].label)
    period = st.query_params.get("period")
    shown = offered(cache.tables(), by_label(label))
    if period is None or period in shown:
        return []
    del st.query_params["period"]
    return [f"{label} has no figures for {period}, only for {listed(shown)}"]


def sidebar_filters() -> None:
    """The widgets that hold on every page; kept in app.py's run so that they keep their value
    across pages."""
    here = cache.tables().place
    estimates = "\n\n".join(
        f"**{verbatim(basis.label)}.** {verbatim(need.defined(basis, here))}"
        for basis in BASES.values()
    )
    st.selectbox(
        "District",
        list(cache.tables().areas.name),
        index=None,
        placeholder="None chosen",
        key="district",
        bind="query-params",
    )
    st.selectbox(
        "Need estimated by", list(basis_labels()), key="basis", bind="query-params", help=estimates
    )
    if unverified := need.unverified(
        cache.tables().prevalence, basis_labels()[st.session_state["basis"]]
    ):
        st.caption(verbatim(unverified))
    st.toggle(
        "Weight need by the mental-health need index",
        key="weighted",
        bind="query-params",
        help="NHS England's index for all ages, rescaled so that total need is unchanged.",
    )
    published = cache.context().standards().values()
    st.selectbox(
        "Standard to compare with",
        [*(one.label for one in published), link.OWN],
        key="standard",
        bind="query-params",
    )
    if st.session_state["standard"] == link.OWN:
        usual = Scenario().standard
        st.number_input(
            "Own standard, in 100 children in need",
            1.0,
            100.0,
            usual,
            1.0,
            key="own_standard",
            bind="query-params",
        )


def filters() -> Filters:
    """The choices of the sidebar."""
    chosen = st.session_state["standard"]
    published = next(
        (one for one in cache.context().standards().values() if one.label == chosen), None
    )
    standard, label = (
        (st.session_state["own_standard"], "own standard")
        if published is None
        else (published.percent, published.name)
    )
    name = st.session_state.get("district")
    return Filters(
        basis=basis_labels()[st.session_state["basis"]],
        weighted=bool(st.session_state["weighted"]),
        standard=standard,
        standard_label=label,
        district=cache.tables().areas.code(name) if name else None,
    )


def choose(area_code: str | None) -> None:
    """Choose a district from a map, bar or table; call from a callback, before the select box is
    drawn."""
    st.session_state["district"] = cache.tables().areas.name[area_code] if area_code else None
