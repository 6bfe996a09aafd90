"""What every output of the meeting pack is made from, gathered once; no output works anything out of its own."""

import re
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import pandas as pd

from lib.classes import Classes
from lib.provenance import Source

PARTS = {"access": "Access today", "variation": "How unequal", "scenario": "The scenario", "pace": "Getting there"}
LICENCE = "Open Government Licence v3.0; coastline ODbL"
LICENCE_OWN = f"Counts: the partnership's own, not for reuse without its leave; other data {LICENCE}"


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Whom the pack is for. technical: statistics with intervals, and each assumption with its range and reason; else in plain words."""

    key: str
    label: str
    technical: bool


AUDIENCES = {
    audience.key: audience
    for audience in (
        Audience(key="board", label="the partnership's board", technical=True),
        Audience(key="councillors", label="councillors", technical=False),
    )
}


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """An assumption of the model: its id, title, value as used here, range and why."""

    key: str
    title: str
    value: str
    span: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Pack:
    """Everything an output says. parts: which of PARTS it holds. districts: a sentence on each one chosen. statistics: each measure
    of variation with its question and its answer in words, as many as the audience wants.

    access: by area_code in the map's order: district, value, lower, upper (per 100 children in need; the published rate's 95%),
    wide_lower, wide_upper (the district's by itself), source, text.
    moves: by area_code: district, pounds_today, change, before, after, low, high, children (a year). path: access by district
    (columns) and year (rows, from 0). outlines: EPSG:4326, one row an area. made_on: the date every output carries.
    """

    title: str
    message: str
    plain_words: tuple[str, ...]
    districts: tuple[str, ...]
    parts: tuple[str, ...]
    audience: Audience
    spread_message: str
    statistics: tuple[tuple[str, str, str], ...]
    period: str
    provenance: str
    modelled: str
    licence: str
    scenario_name: str
    scenario_reason: str
    scenario_title: str
    scenario_message: str
    scenario_span: str  # what choices that no figure decides make of it
    scenario_json: str
    pace_message: str
    link: str
    data_version: str
    made_on: date
    standard: float | None
    unit: str
    access: pd.DataFrame
    moves: pd.DataFrame
    path: pd.DataFrame
    outlines: gpd.GeoDataFrame
    classes: Classes
    assumptions: tuple[Assumption, ...]
    quality: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def hidden(self) -> bool:
        """Whether a district's figure is suppressed; its value is then NaN and its text a star."""
        return bool(self.access.value.isna().any())

    @property
    def stamp(self) -> str:
        """The line that every output carries: how the figures are known, period, licence, data version, date."""
        return self._stamped(self.provenance)

    @property
    def stamp_modelled(self) -> str:
        """The same under what the model makes of the figures."""
        return self._stamped(self.modelled)

    def _stamped(self, known: str) -> str:
        made = f"Made {self.made_on.day} {self.made_on:%B %Y}."
        return f"{known} Period {self.period}. {self.licence}. Data version {self.data_version}. Scenario: {self.scenario_name}. {made}"

    @property
    def cited(self) -> str:
        """Publishers in one line."""
        return "Sources: " + "; ".join(dict.fromkeys(f"{s.publisher} ({s.period})" for s in self.sources)) + "."

    def file_name(self, what: str, ending: str) -> str:
        """Area, indicator and date: "kent-and-medway-access-deck-2026-11-22.pptx"."""
        plain = re.sub(r"[^a-z0-9]+", "-", what.lower()).strip("-")
        return f"kent-and-medway-access-{plain}-{self.made_on:%Y-%m-%d}.{ending}"
