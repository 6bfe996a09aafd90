"""Groups at greatest risk: how many, how often they have a disorder, and one of them in full."""

import streamlit as st

from lib import maps, risk_charts, risk_words
from lib.exports.tables import risk_csv
from lib.findings.group import Standing
from lib.findings.own_group import OwnGroup
from lib.findings.risk import Risk, risk
from lib.markdown import verbatim
from lib.ui import cache, widgets
from lib.ui.parts import blocks, terms
from lib.ui.your_data import yours


def show_point() -> None:
    """The point, how many groups are counted, and how often each has a disorder."""
    view = risk(cache.context())
    if not view.held:
        st.info(verbatim(view.message))
        return
    blocks.summary(view.message, view.tiles)
    blocks.badge("published", "Periods as each row says", view.caution)
    ranges = view.ranges
    if not ranges.empty:
        st.markdown("### How often they have a disorder")
        st.altair_chart(risk_charts.ranges(ranges), alt=view.bars.alt)
        terms.note(risk_words.EXPECTED)


def show_groups() -> None:
    """One group in full, and all of them as a table and a file."""
    view = risk(cache.context())
    if not view.held and not view.owned:
        return
    st.markdown("### One group at a time")
    what = verbatim(terms.meanings(*(one.group.label for one in view.standings)))
    _show(view.of(st.selectbox("Group", help=what, **widgets.looks("group"))))
    if view.held:
        with st.expander("All groups, side by side and never added up"):
            blocks.sentences(view.table, f"Every group by area. {risk_words.OVERLAP}")
    _download(view)


def _show(one: Standing) -> None:
    terms.paragraph(one.message)
    if not one.held:
        st.markdown("No figure of its size is published, so nothing is drawn and nothing expected.")
    else:
        left, right = st.columns(2, gap="medium")
        with left:
            _show_map(one)
        with right:
            _show_lines(one)
        blocks.sentences(one.table, f"{one.title}, by area")
        terms.note(f"{risk_words.INTERVALS} {one.caution} Published by: {one.publishers}.")
    if one.own is not None:
        _show_own(one.group.label, one.own)
    if not one.surveys.empty:
        blocks.sentences(one.surveys, f"Surveys of {one.group.words}")
    if not one.beside.empty:
        with st.expander("What else is published of this group"):
            blocks.sentences(one.beside, f"{one.group.label}: newest figures")
            terms.note(one.beside_caution)


def _show_own(label: str, own: OwnGroup) -> None:
    """The partnership's own counts of a group: a map by area and a table."""
    st.markdown(f"#### {verbatim(label)}: own counts by {verbatim(cache.tables().place.area.one)}")
    blocks.badge("uploaded", own.message.removesuffix("."), "They are never added up.")
    drawn = own.drawn
    blocks.legend(drawn.classes, drawn.unit, missing=bool(drawn.value.isna().any()))
    layer = maps.layer(drawn.value, drawn.classes, list(drawn.text), drawn.unit, drawn.alt, None)
    blocks.district_map(
        maps.DistrictMap("Map of own counts", bare=True), layer, key="own_risk_map", height=290
    )
    blocks.sentences(own.table, drawn.title)
    terms.note(own.note)


def _show_map(one: Standing) -> None:
    """Its rate by authority; that there is no map where none is printed."""
    area, drawn = cache.tables().place.area, one.drawn
    if drawn is None:
        terms.note(risk_words.unmapped(area.one))
        return
    blocks.legend(drawn.classes, drawn.unit, missing=bool(drawn.value.isna().any()))
    layer = maps.layer(drawn.value, drawn.classes, list(drawn.text), drawn.unit, drawn.alt, None)
    blocks.district_map(
        maps.DistrictMap("Map of greatest risk", bare=True), layer, key="risk_map", height=290
    )
    terms.note(risk_words.mapped(area.one, area.many))


def _show_lines(one: Standing) -> None:
    newest = " ".join(f"{each.name}: {each.trend}." for each in one.places)
    st.altair_chart(
        risk_charts.lines(one.lines, one.unit), alt=f"{one.title}, {one.unit}. {newest}"
    )


def _download(view: Risk) -> None:
    st.download_button(
        "Download all groups (CSV)",
        risk_csv(cache.safe_context()),
        file_name=f"{cache.tables().place.slug}-greatest-risk.csv",
        mime="text/csv",
        on_click=yours.goes_out if cache.session() else "ignore",
    )
