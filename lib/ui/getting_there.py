"""Getting there: year by year spend, growth, distance from target and access, under the rule of the left column."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from lib import charts, maps, pace_words
from lib.classes import DIFFERS
from lib.errors import NoPace
from lib.findings.outcome import Result
from lib.markdown import verbatim
from lib.model import pace, plan
from lib.model.access import access
from lib.model.response import mix_after
from lib.ui import blocks, cache

NEAR_TARGET = 0.05


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One way to look at the path: its title, unit for an axis, and how a value is written."""

    label: str
    unit: str
    form: str


MEASURES = (
    Measure(label="Access", unit="In 100 children in need", form="{:.1f}"),
    Measure(label="Spend", unit="£000 a year", form="{:,.0f}"),
    Measure(label="Growth", unit="% on the year before", form="{:+z.1f}"),
    Measure(label="Distance from target", unit="%, negative is under target", form="{:+z.1f}"),
)


def walk(result: Result) -> tuple[pace.Path, str]:
    """The path under the scenario's rule, and how long it takes in a sentence. Raises NoPace where none fits."""
    rule, fair = result.scenario.pace.rule, pace.target_share(result.today.need)
    share = fair if result.scenario.pace.target == "fair_share" else pace.target_share(result.outcome.pounds_after)
    path = pace.path(result.today.pounds, share, rule)
    until, until_fair = (pace.years_until(result.today.pounds, target, rule, NEAR_TARGET) for target in (share, fair))
    whole = len(result.areas.order) == len(cache.tables().areas.order)
    districts = "every district" if whole else "every district in the model"
    return path, pace_words.pace_sentence(until, until_fair, result.scenario.pace.target, NEAR_TARGET, districts)


def show(result: Result) -> None:
    try:
        path, sentence = walk(result)
    except NoPace as fault:
        st.warning(verbatim(str(fault)), title="No path fits this rule")
        return
    st.markdown(verbatim(sentence))
    rule = result.scenario.pace
    relaxed = path.under[path.under > rule.under / 100 + 1e-6]
    if len(relaxed):
        st.caption(
            f"The money does not allow {rule.under:g}% under target at once: up to {relaxed.max():.0%} had to be allowed "
            f"in year {relaxed.idxmax():d}."
        )
    for said in (
        pace_words.growth_sentence(rule.growth),
        pace_words.behind_sentence(pace.held_by_the_cap(path), rule.most, rule.under, result.areas.name),
    ):
        if said:
            st.caption(verbatim(said))
    label = st.segmented_control("Show", [m.label for m in MEASURES], default=MEASURES[0].label, key="pace_measure", required=True)
    measure = next(m for m in MEASURES if m.label == label)
    every = frames(result, path)
    frame = every[label]
    st.altair_chart(
        charts.slopes(frame, measure.unit),
        alt=f"{label} of each district year by year; the table below has every value.",
    )
    show_maps(result, every["Access"])
    said = frame.T.map(measure.form.format)
    said.columns = [year_name(year).capitalize() for year in frame.index]
    blocks.table(said.rename_axis("District").reset_index(), f"{label} year by year ({measure.unit}; modelled)")
    st.caption(
        "The rule's parameters are in the left column. Growth is the year's level less what a district's distance from target asks "
        "for, inside the least and most. The service mix moves to the scenario's in equal yearly steps."
    )


def show_maps(result: Result, rates: pd.DataFrame) -> None:
    """A small map of access for each year, in the classes of the maps above."""
    filters = result.filters
    classes = cache.context().classes("access_rate", cache.context().base_period(), filters.basis, filters.weighted, DIFFERS, None)
    areas = cache.tables().areas
    paths = cache.small_outlines().rename(index=areas.name)
    drawn = []
    for year, value in rates.iterrows():
        title = f"Access, {year_name(int(str(year)))}"
        said = f"{title}: {value.min():.1f} to {value.max():.1f} in 100 children in need"
        drawn.append((title, said, maps.small_map(paths, value.reindex(areas.name), classes)))
    blocks.legend(classes, "in 100 children in need", missing=not set(areas.name) <= set(rates))
    blocks.small_pictures(drawn)


def year_name(year: int) -> str:
    return "today" if year == 0 else f"year {year}"


def frames(result: Result, path: pace.Path) -> dict[str, pd.DataFrame]:
    """Each measure, years down and districts by name across."""
    scenario, today = result.scenario, result.today
    response = plan.response(scenario, today)
    start = mix_after(response.split, len(today.pounds), 0, 0)
    rates = []
    for year, pounds in path.pounds.iterrows():
        done = int(year) / scenario.pace.years
        treated = response.with_mix(start + (response.mix - start) * done).treated(pounds.to_numpy())
        rates.append(access(treated, today.need.to_numpy(float)))
    found = {
        "Access": pd.DataFrame(np.array(rates), path.pounds.index, path.pounds.columns),
        "Spend": path.pounds / 1000,
        "Growth": path.growth * 100,
        "Distance from target": path.distance * 100,
    }
    return {label: frame.rename(columns=result.areas.name) for label, frame in found.items()}
