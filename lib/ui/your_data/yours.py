"""A reader's own data: the banner on every page, what is in use, the exact switch, the bundle, the
reset."""

from datetime import date

import pandas as pd
import streamlit as st

from lib.catalogue.groups import words
from lib.catalogue.indicators import INDICATORS
from lib.catalogue.measures import MEASURES
from lib.catalogue.services import shifted
from lib.disclosure.tables import CONTROLLED, Shown
from lib.figures.amounts import provenances
from lib.figures.kinds import from_counts
from lib.figures.measured import offered
from lib.markdown import verbatim
from lib.place.areas import listed
from lib.scenarios.record import Services
from lib.ui import access, cache, private
from lib.ui.parts import blocks
from lib.ui.reallocate import levers
from lib.ui.session import ASKED, EXACT, MADE, OPENED_SCENARIO, OUT, PREVIEWS, READ, ROUND
from lib.ui.session import DATA_SAID as SAID
from lib.ui.your_data import exact_files
from lib.uploads import bundles, own
from lib.uploads.own import Own


def exact_wanted() -> bool:
    """Whether the reader has asked to see their own figures to the child."""
    return cache.session() is not None and bool(st.session_state.get(EXACT)) and access.may("exact")


def earlier() -> Shown:
    """What went out of this session, in a download, a saved scenario or a pack, and what the
    deployment's own figures show anyway."""
    return st.session_state.get(OUT) or own.stands_already(cache.deployed())


def goes_out() -> None:
    """Callback, and call, of whatever takes figures out of the session: what is brought in later
    may not complete them."""
    mine = cache.session()
    if mine is not None:
        st.session_state[OUT] = own.gone_out(mine.own, earlier())


def banner() -> None:
    """On every page: that the figures are a reader's own, what they are, and who can see them."""
    mine = cache.session()
    if mine is None:
        return
    what = "; ".join(one.title for one in mine.own.brought)
    blocks.badge(
        "uploaded",
        what,
        "Only in this session, and not in a link to this page. Other figures are as before.",
    )
    # Charts offer their data as a file there: exact ones, or safe ones that nobody would know went
    # out.
    st.html("<style>[data-testid=stElementToolbar] { display: none; }</style>")
    if exact_wanted() and cache.exact():
        st.warning(
            "Small numbers are not hidden on this page. Do not show it to others or copy from it;"
            " downloads still hold the safe figures.",
            title="Exact figures, not for sharing",
        )
    elif exact_wanted():
        st.caption(
            "Exact figures are switched on. This page keeps to the safe ones: links, scenarios and"
            " packs are made from it."
        )


def show_state() -> None:
    """What is in use, and what can be done with it."""
    message = st.session_state.pop(SAID, None)
    if message:
        st.success(verbatim(message))
    mine = cache.session()
    if mine is None:
        st.html(
            '<h2 class="point">Every page shows the published figures that come with the dashboard.'
            " Bring in your own counts and spend, and it runs on them.</h2>"
        )
        st.markdown(
            "What you bring in stays in this browser session's memory: it is not written to disk,"
            " not logged, not seen by other visitors, and gone when you reset, reload or close the"
            " page (after a reset only the safe figures that went out stay known). Bring counts by"
            f" {verbatim(cache.deployed().place.area.one)}, never records of people."
        )
        return
    st.html('<h2 class="point">The dashboard runs on your figures in this session.</h2>')
    _show_used(mine.own)
    _show_hidden(mine.own)
    st.toggle(
        "Show exact figures on the Access map and Variation pages",
        value=bool(st.session_state.get(EXACT)),
        key="exact_switch",
        on_change=_switch,
        help=(
            "For you alone. The model, downloads, links, saved scenarios and the meeting pack keep"
            " to the safe figures."
        ),
    )
    left, right = st.columns(2)
    with left:
        exact_files.button(
            "Download my data as a bundle (exact, not for sharing)",
            lambda word: bundles.bundle(mine.own, date.today(), word),
            "bundle.zip",
            "application/zip",
            key="bundle",
        )
    right.button("Reset: forget my data", on_click=_forget, width="stretch")
    st.caption(
        "Bring the bundle in tomorrow to go on. Whoever has the file sees the exact figures."
    )


def _show_used(mine: Own) -> None:
    """Which figures run on what was brought in, and what of it no figure uses."""
    rows, tables = [], mine.safe
    for indicator in from_counts():
        known = provenances(tables, indicator.numerator)
        own_years = [
            period
            for period in offered(cache.tables(), indicator)
            if known.get(period) in CONTROLLED
        ]
        rows.append((indicator.label, ", ".join(own_years) or "none: as published"))
    spent = cache.context().spending()
    model = f"counts of {cache.context().base_period()}, spend of {spent.period}" + (
        f" (by {cache.tables().place.area.one}, as uploaded)" if spent.by_area is not None else ""
    )
    rows.append(("Reallocate, Scenarios and Meeting pack", model))
    blocks.table(
        pd.DataFrame(rows, columns=["Figure", "Years of your figures"]),
        "What runs on your figures",
        text_columns=2,
    )
    idle = _not_shown(mine)
    if idle:
        st.caption(f"Kept, and shown by no figure yet: {verbatim(', '.join(map(words, idle)))}.")
    split = service_split()
    if split is not None:
        area = cache.tables().place.area.one
        shares = ", ".join(f"{share:g}% {key}" for key, share in split.of("spend").items())
        st.caption(
            f"Assumption A2 starts from your spend by service: {verbatim(shares)}, in every"
            f" {verbatim(area)} alike. How children reached split by service stays assumed. Both"
            " can be moved on Reallocate."
        )


def _not_shown(mine: Own) -> list[str]:
    """Measures that were brought in and that no figure is made of."""
    used = {measure for i in INDICATORS.values() for measure in (i.numerator, i.denominator)}
    counts = [one.frame.measure for one in mine.brought if one.kind == "counts"]
    brought = {measure for measures in counts for measure in measures}
    return sorted((brought & MEASURES.keys()) - used)


def service_split() -> Services | None:
    """A2 with the spend by service that was brought in, to the nearest percent; None where none
    was, or a service has nothing."""
    spent, rows = cache.context().spending(), cache.tables().spend
    if spent.by_area is None:
        return None
    total = rows[rows.period == spent.period].groupby("service").pounds.sum()
    percent = (100 * total / total.sum()).round()
    given = {service.key: float(percent.get(service.key, 0)) for service in shifted()}
    if percent.min() < 1 or min(given.values()) < 1 or sum(given.values()) >= 100:
        return None
    return Services.model_validate({f"{key}_spend": share for key, share in given.items()})


def _show_hidden(mine: Own) -> None:
    """Which districts' figures are hidden, in words; never how small they are."""
    hidden = mine.hidden
    if not hidden:
        st.markdown("Counts are shown to the nearest 5. None is small enough to be hidden.")
        return
    areas = mine.safe.areas
    by = (
        pd.DataFrame(hidden, columns=["code", "period", "measure"])
        .groupby(["measure", "period"])
        .code
    )
    held_back = [
        f"{words(measure)} {period}: {listed(areas.name[code] for code in codes)}"
        for (measure, period), codes in by
    ]
    st.markdown(
        "Counts are shown to the nearest 5; a count under 5 is a star, and so are those that would"
        " give one away. Hidden: " + verbatim("; ".join(held_back)) + "."
    )


def _forget() -> None:
    for key in (cache.OWN, EXACT, "exact_switch"):
        st.session_state.pop(key, None)
    st.session_state[SAID] = (
        "Your data are gone from this session. Every page shows the published figures."
        + (
            " What went out of it in a download, a pack or a saved scenario is remembered as it was"
            " shown, so that figures you bring in next do not complete it; it goes when you close"
            " the page."
            if OUT in st.session_state
            else ""
        )
    )
    start_again()


def start_again() -> None:
    """Let go of the files and of whatever pages hold that belongs to other figures: the period, the
    sliders, a pack made before."""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    if here := private.files_of_this_session():
        # the server holds them until the session ends otherwise
        here[0].remove_session_files(here[1])
    st.session_state.pop(READ, None)
    levers.forget()
    for key in (MADE, PREVIEWS, ASKED, OPENED_SCENARIO, "pack_districts"):
        st.session_state.pop(key, None)


def _switch() -> None:
    st.session_state[EXACT] = st.session_state["exact_switch"]
