"""Getting there: year by year spend, growth, distance from target and access, under the rule of the
left column."""

import streamlit as st

from lib import charts, maps, pace_words
from lib.catalogue.indicators import MODELLED
from lib.classes import DIFFERS
from lib.errors import NoPace
from lib.findings.outcome import Result
from lib.findings.pace import MEASURES, YearMap, walk
from lib.markdown import verbatim
from lib.ui import cache
from lib.ui.parts import blocks, terms
from lib.ui.parts.axis import axis


def show_path(result: Result) -> None:
    try:
        steps = walk(result)
    except NoPace as fault:
        st.warning(verbatim(str(fault)), title="No path fits this rule")
        return
    terms.paragraph(steps.message)
    growth = pace_words.growth_sentence(result.scenario.pace.growth)
    for message in filter(None, (steps.relaxed, growth, steps.behind)):
        terms.note(message)
    label = st.segmented_control(
        "Show",
        [m.label for m in MEASURES],
        default=MEASURES[0].label,
        key="pace_measure",
        required=True,
    )
    measure = next(m for m in MEASURES if m.label == label)
    area, frame = result.areas.noun, steps.frames[label]
    st.altair_chart(
        charts.slopes(
            frame,
            measure.unit,
            area.heading,
            axis(f"pace {label}", result.filters, frame.to_numpy().ravel()),
        ),
        alt=f"{label} of each {area.one} year by year; the table below has every value.",
    )
    show_maps(result, steps.maps())
    blocks.table(
        steps.table(measure).rename_axis(area.heading).reset_index(),
        f"{label} year by year ({measure.unit}; modelled)",
    )
    st.caption(
        "The rule's parameters are in the left column. Growth is the year's level less what"
        f" {verbatim(area.a)}'s distance from target asks for, inside the least and most. The"
        " service mix moves to the scenario's in equal yearly steps."
    )


def show_maps(result: Result, years: tuple[YearMap, ...]) -> None:
    """A small map of access for each year, in the classes of the maps above."""
    filters = result.filters
    classes = cache.context().classes(
        MODELLED, cache.context().base_period(), filters.basis, filters.weighted, DIFFERS, None
    )
    areas = cache.tables().areas
    paths = cache.small_outlines().rename(index=areas.name)
    drawn = [
        (
            year.title,
            year.message,
            maps.small_map(paths, year.value.reindex(areas.name), classes),
        )
        for year in years
    ]
    modelled = set(result.areas.name)
    blocks.legend(classes, "in 100 children in need", missing=not set(areas.name) <= modelled)
    blocks.small_pictures(drawn)
