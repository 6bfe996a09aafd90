"""All that is known of the chosen district."""

import numpy as np
import pandas as pd
import streamlit as st

from lib import charts, spread_words
from lib.catalogue.indicators import INDICATORS
from lib.errors import NotMeasured
from lib.figures.measured import measured_period
from lib.findings.filters import Filters
from lib.markdown import verbatim
from lib.place.areas import listed
from lib.ui import cache, state
from lib.ui.access_map.figure import View
from lib.ui.parts import blocks


def show(view: View, filters: Filters) -> None:
    """All that is known of the chosen district."""
    code = str(filters.district)
    name, tables = view.areas.name[code], cache.tables()
    with st.container(border=True):
        head, close = st.columns([5, 1])
        head.header(verbatim(name), anchor=False)
        close.button("Close panel", on_click=state.choose, args=(None,), width="stretch")
        st.markdown(
            verbatim(spread_words.standing(view.measured, view.areas, code, view.rank, view.known))
        )
        for line in _measured_areas(view, code, filters):
            st.markdown(verbatim(line))
        near = [view.areas.name[c] for c in cache.neighbours()[code]]
        split = f" (indicative: the {verbatim(view.areas.noun.one)} is split)"
        indicative = split if view.areas.indicative[code] else ""
        made_of = ""
        if view.measured.level == "part":
            made_of = (
                f"**Rate comes from {verbatim(view.measured.nouns.one)}:**"
                f" {verbatim(tables.crosswalk.made_of[code])}. "
            )
        partnership = verbatim(view.areas.partnership[code])
        st.markdown(
            f"{made_of}**Partnership:** {partnership}{indicative}. **Neighbours:**"
            f" {verbatim(listed(sorted(near)))}."
        )
        figures, people = st.columns([3, 2])
        with figures:
            blocks.table(_all_figures(filters, code), f"Figures for {name}", text_columns=1)
        with people:
            year = int(tables.population.year.max())
            rows = tables.population[
                (tables.population.area_code == code) & (tables.population.year == year)
            ]
            st.markdown(
                f"**Children and young people by age, mid-{year:d}** (published):"
                f" {int(rows.persons.sum()):,} aged 0 to 25"
            )
            st.altair_chart(
                charts.ages(rows[["age", "persons"]]),
                alt=(
                    f"{name}: persons by single year of age 0 to 25, from {rows.persons.min():,} to"
                    f" {rows.persons.max():,} a year."
                ),
            )


def _measured_areas(view: View, code: str, filters: Filters) -> list[str]:
    """Whether the areas that a district's figure was really measured in differ by more than chance,
    and whether it reaches the standard."""
    m, lines = view.measured, []
    if m.level == "part" and m.parts.counted:
        spread, names = cache.context().spread(*view.key), cache.tables().crosswalk.names
        inside = [str(part) for part in m.mix.columns[m.mix.loc[code] > 0]]
        lines = [
            spread_words.measured_area(f"The {m.nouns.one} {names[part]}", part, m, spread)
            for part in inside
        ]
    elif m.level == "district" and m.districts.counted and not np.isnan(m.districts.value[code]):
        lines = [
            spread_words.measured_area(
                str(view.areas.name[code]), code, m, cache.context().spread(*view.key)
            )
        ]
    if (
        view.known is not None
        and m.indicator.line
        and filters.standard_applies
        and not np.isnan(view.known.lower[code])
    ):
        likely = view.known.reaching(filters.standard)[code]
        span = (view.known.lower[code], view.known.upper[code])
        lines.append(
            spread_words.by_itself(str(view.areas.name[code]), likely, *span, filters.standard)
        )
    return lines


def _all_figures(filters: Filters, code: str) -> pd.DataFrame:
    rows, tables = [], cache.tables()
    for indicator in INDICATORS.values():
        try:
            period = measured_period(tables, indicator.key)
            m = cache.context().measured(indicator.key, period, filters.basis, filters.weighted)
        except NotMeasured:
            # a figure of which only half was brought in has no row; the page for it says why
            continue
        rows.append(
            (
                f"{m.indicator.label}, {m.indicator.unit}",
                m.indicator.say(m.districts.value[code]),
                spread_words.wide_interval(
                    m,
                    cache.context().known(indicator.key, period, filters.basis, filters.weighted),
                    code,
                ),
                m.indicator.say(m.districts.overall),
                f"{m.period}, {m.provenance}",
            )
        )
    return pd.DataFrame(
        rows,
        columns=[
            "Figure",
            tables.place.area.heading,
            "By itself, 95%",
            tables.place.name,
            "Period and kind",
        ],
    )
