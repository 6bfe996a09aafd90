"""The levers of the Schools and workforce page and all that follows them."""

from typing import Any

import pandas as pd
import streamlit as st

from lib import charts, maps, workforce_charts, workforce_words
from lib.axes import Axis
from lib.catalogue.skills import SKILLS
from lib.errors import BadLever, NotMeasured
from lib.exports.tables import schools_csv
from lib.findings import schools
from lib.findings.outcome import Result, work_out
from lib.findings.schools import Schools
from lib.markdown import verbatim
from lib.ui import address, cache, state
from lib.ui.parts import blocks, terms
from lib.ui.parts.axis import axis
from lib.ui.workforce import levers

MAP_HEIGHT = 360
WHY = {
    BadLever: "These levers do not go together",
    NotMeasured: "There is no such figure in the data in use",
}
EMPTY = "Nothing is moved here yet: choose new school teams or places of early help."


@st.fragment
def explore() -> None:
    """The point, the levers beside the map, staff, and what each assumption does."""
    top = st.container()
    left, right = st.columns([2, 3], gap="medium")
    scenario = address.scenario()
    try:
        result = work_out(cache.safe_context(), scenario, state.filters())
    except (BadLever, NotMeasured) as fault:
        with top:
            st.warning(verbatim(str(fault)), title=WHY[type(fault)])
        with left:
            levers.draw_levers()
        address.write()
        return
    view = schools.of_result(cache.safe_context(), result)
    with top:
        _show_summary(view)
    with right:
        _show_map(view, result)
    with left:
        levers.draw_levers()
        terms.note(workforce_words.NOT_ADDED)
    _show_staff(view, result)
    heading = result.areas.noun.heading
    blocks.table(view.table(heading), f"New teams and staff by {heading.lower()} (modelled)")
    _show_assumptions(view, result)
    _download(view)
    address.write()


def _show_summary(view: Schools) -> None:
    needed = view.staff
    blocks.summary(view.message, view.tiles)
    if view.more:
        terms.paragraph(f"{view.more} {needed.beside}".strip())
    kind = "uploaded" if view.own else "modelled"
    blocks.badge(kind, "Teams and staff", schools.caution(cache.tables()))


def _show_map(view: Schools, result: Result) -> None:
    """What new teams add; before there are some, how many teams would cover everyone."""
    chosen = result.filters.district
    if view.by_area.teams.any():
        value, classes, unit = view.by_area.share, schools.ADDED, schools.UNIT
        text, alt = view.map_text, view.map_alt
    else:
        value, unit = view.by_area["all"], schools.ALL_UNIT
        classes, text = schools.all_classes(value), [f"{each:.1f}" for each in value]
        alt = view.all_alt
    blocks.legend(classes, unit)
    blocks.district_map(
        maps.DistrictMap("Map of school teams"),
        maps.layer(value, classes, text, unit, alt, chosen),
        key="school_teams",
        height=MAP_HEIGHT,
    )
    place = cache.tables().place
    if not result.scenario.weighted:
        terms.note(place.say(workforce_words.ALIKE))


def _show_staff(view: Schools, result: Result) -> None:
    """Whether staff can be found: by year, by skill, and where."""
    needed, area = view.staff, result.areas.noun
    st.markdown("### Can the staff be found?")
    terms.paragraph(f"{needed.message} {needed.binding if needed.new else EMPTY}")
    if not needed.by_area.abs().to_numpy().max() > 0.05:
        return
    left, right = st.columns(2, gap="medium")
    with left:
        if needed.new >= 1:
            years = _by_year(needed.years)
            said = "; ".join(
                f"year {year}: {row.wanted:.0f} wanted, {row.in_post:.0f} can be in post"
                for year, row in needed.years.iterrows()
            )
            st.vega_lite_chart(
                _hiring_drawn(axis("hiring", result.filters, years.posts))
                | {"datasets": {"rows": years}},
                alt=f"New posts by year: {said}.",
            )
            blocks.table(schools.by_year(needed), "New posts by year and skill (modelled)")
        blocks.table(_by_skill(view), "Staff by skill, whole-time posts (modelled)")
    with right:
        rows = _by_area(view)
        posts = view.staff.by_area
        ends = [*posts.clip(lower=0).sum(axis=1), *posts.clip(upper=0).sum(axis=1)]
        st.vega_lite_chart(
            _by_area_drawn(axis("staff", result.filters, ends)) | {"datasets": {"rows": rows}},
            alt=f"Posts more or fewer by {area.one} and skill; the table below has every total.",
        )


@st.cache_resource(show_spinner=False)
def _hiring_drawn(here: Axis) -> dict[str, Any]:
    return charts.rules(workforce_charts.hiring(here))


@st.cache_resource(show_spinner=False)
def _by_area_drawn(here: Axis) -> dict[str, Any]:
    return charts.rules(workforce_charts.by_area(here))


def _by_year(years: pd.DataFrame) -> pd.DataFrame:
    tall = (
        years[["wanted", "in_post"]]
        .rename(columns={"wanted": "Wanted", "in_post": "Can be in post"})
        .reset_index()
    )
    tall = tall.melt("year", var_name="what", value_name="posts")
    return tall.assign(said=[f"{posts:.1f}" for posts in tall.posts])


def _by_skill(view: Schools) -> pd.DataFrame:
    needed = view.staff
    rows = [
        (
            f"{skill.label} ({skill.band})",
            f"{needed.in_post[key]:,.0f}",
            f"{needed.more[key]:+,.1f}" if abs(needed.more[key]) >= 0.05 else "0",
        )
        for key, skill in SKILLS.items()
    ]
    return pd.DataFrame(rows, columns=["Skill", "In post today", "More or fewer"])


def _by_area(view: Schools) -> pd.DataFrame:
    posts = view.staff.by_area.rename(columns={k: s.label for k, s in SKILLS.items()})
    tall = posts.assign(label=view.by_area.district).melt(
        "label", var_name="skill", value_name="posts"
    )
    return tall.assign(said=[f"{each:+.1f}" for each in tall.posts])


def _show_assumptions(view: Schools, result: Result) -> None:
    """The assumptions, and what each does to the staff that must be found; worked out only while
    they are looked at."""
    here = st.expander(
        "Assumptions, each with its range, and what each does", key="workforce", on_change="rerun"
    )
    if not here.open:
        return
    with here:
        levers.draw_assumptions()
        frame = schools.swings(cache.safe_context(), result)
        if frame.empty:
            terms.note(EMPTY)
            return
        now = view.staff.new
        st.altair_chart(
            workforce_charts.swings(
                frame, now, axis("posts", result.filters, [now, *frame.low, *frame.high])
            ),
            alt=(
                "Staff to be found as each assumption goes to the ends of its range, widest on top;"
                " the table below has the values."
            ),
        )
        blocks.table(schools.swings_table(frame), "What each assumption is worth", text_columns=4)


def _download(view: Schools) -> None:
    st.download_button(
        "Download teams and staff (CSV)",
        schools_csv(cache.safe_context(), view),
        file_name=f"{cache.tables().place.slug}-schools-and-workforce.csv",
        mime="text/csv",
        on_click="ignore",
    )
