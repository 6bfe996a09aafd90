"""Getting there: year by year spend, growth, distance from target and access, under the rule of the
left column."""

import pandas as pd
import streamlit as st

from lib import charts, maps, pace_words
from lib.catalogue.indicators import MODELLED
from lib.classes import DIFFERS
from lib.errors import NoPace
from lib.findings.outcome import Result
from lib.findings.pace import MEASURES, walk, year_name
from lib.markdown import verbatim
from lib.ui import cache
from lib.ui.parts import blocks


def show_path(result: Result) -> None:
    try:
        found = walk(result)
    except NoPace as fault:
        st.warning(verbatim(str(fault)), title="No path fits this rule")
        return
    st.markdown(verbatim(found.message))
    growth = pace_words.growth_sentence(result.scenario.pace.growth)
    for message in filter(None, (found.relaxed, growth, found.behind)):
        st.caption(verbatim(message))
    label = st.segmented_control(
        "Show",
        [m.label for m in MEASURES],
        default=MEASURES[0].label,
        key="pace_measure",
        required=True,
    )
    measure = next(m for m in MEASURES if m.label == label)
    frame, area = found.frames[label], result.areas.noun
    st.altair_chart(
        charts.slopes(frame, measure.unit, area.heading),
        alt=f"{label} of each {area.one} year by year; the table below has every value.",
    )
    show_maps(result, found.frames["Access"])
    text = frame.T.map(measure.form.format)
    text.columns = [year_name(year).capitalize() for year in frame.index]
    blocks.table(
        text.rename_axis(area.heading).reset_index(),
        f"{label} year by year ({measure.unit}; modelled)",
    )
    st.caption(
        "The rule's parameters are in the left column. Growth is the year's level less what"
        f" {verbatim(area.a)}'s distance from target asks for, inside the least and most. The"
        " service mix moves to the scenario's in equal yearly steps."
    )


def show_maps(result: Result, rates: pd.DataFrame) -> None:
    """A small map of access for each year, in the classes of the maps above."""
    filters = result.filters
    classes = cache.context().classes(
        MODELLED, cache.context().base_period(), filters.basis, filters.weighted, DIFFERS, None
    )
    areas = cache.tables().areas
    paths = cache.small_outlines().rename(index=areas.name)
    drawn = []
    for year, value in rates.iterrows():
        title = f"Access, {year_name(int(str(year)))}"
        said = f"{title}: {value.min():.1f} to {value.max():.1f} in 100 children in need"
        drawn.append((title, said, maps.small_map(paths, value.reindex(areas.name), classes)))
    blocks.legend(classes, "in 100 children in need", missing=not set(areas.name) <= set(rates))
    blocks.small_pictures(drawn)
