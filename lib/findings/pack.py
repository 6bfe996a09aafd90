"""The meeting pack: findings collected once, from safe tables only; no output works anything out of
its own.

A page joins the pack by one record in PAGES.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from lib import money_words, provenance, words
from lib.catalogue.indicators import MODELLED
from lib.findings import access, assumed, outcome, pace, spread, statistics
from lib.findings.access import Access, Mapped
from lib.findings.assumed import Assumption
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.findings.outcome import Result
from lib.findings.page import Audience, Page
from lib.provenance import Source
from lib.scenarios.record import Scenario
from lib.sources import SafeTables

LICENCE_OWN = "Counts: the partnership's own, not for reuse without its leave; other data {licence}"
MODELLED_OWN = (
    "Modelled: worked out by this dashboard from the partnership's own figures and stated"
    " assumptions."
)
UNIT = "children reached in 100 in need"
AUDIENCES = {
    audience.key: audience
    for audience in (
        Audience(key="board", label="the partnership's board", technical=True),
        Audience(key="councillors", label="councillors", technical=False),
    )
}


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What the pages of a pack are made from."""

    context: Context[SafeTables]
    filters: Filters
    audience: Audience
    today: Access
    result: Result
    title: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """A page of the pack: its name where pages are chosen, and how it is found."""

    label: str
    find: Callable[[Ground], Page]


PAGES = {
    "access": Record(label="Access today", find=lambda on: access.page(on.today, on.title, UNIT)),
    "variation": Record(
        label="How unequal",
        find=lambda on: statistics.page(
            spread.unequal(on.context, on.today.key[0], on.filters), on.audience
        ),
    ),
    "scenario": Record(label="The scenario", find=lambda on: outcome.page(on.result)),
    "pace": Record(label="Getting there", find=lambda on: pace.page(on.result, UNIT)),
}


@dataclass(frozen=True, kw_only=True)
class Pack:
    """Everything an output says.

    Attributes
    ----------
    every
        All pages by key.
    parts
        Keys of those the reader wants, in their order.
    districts
        A sentence on each one chosen.
    made_on
        The date every output carries.
    """

    title: str
    today: Access
    mapped: Mapped
    result: Result
    every: dict[str, Page]
    parts: tuple[str, ...]
    plain_words: tuple[str, ...]
    districts: tuple[str, ...]
    audience: Audience
    assumptions: tuple[Assumption, ...]
    quality: tuple[str, ...]
    sources: tuple[Source, ...]
    link: str
    made_on: date
    unit: str = UNIT

    @property
    def pages(self) -> list[Page]:
        return [self.every[key] for key in self.parts]

    @property
    def scenario(self) -> Scenario:
        return self.result.scenario

    @property
    def message(self) -> str:
        return self.today.message

    @property
    def period(self) -> str:
        return self.today.measured.period

    @property
    def access(self) -> pd.DataFrame:
        """As Access.figures."""
        return self.today.figures

    @property
    def moves(self) -> pd.DataFrame:
        """As Result.moves."""
        return self.result.moves

    @property
    def hidden(self) -> bool:
        """Whether a district's figure is suppressed; its value is then NaN and its text a star."""
        return bool(self.access.value.isna().any())

    @property
    def provenance(self) -> str:
        return provenance.kinds(self.today.measured.place)[self.today.measured.provenance]

    @property
    def modelled(self) -> str:
        return MODELLED_OWN if self.today.measured.provenance == "uploaded" else provenance.MODELLED

    @property
    def licence(self) -> str:
        licence = self.today.measured.place.licence
        return (
            LICENCE_OWN.format(licence=licence)
            if self.today.measured.provenance == "uploaded"
            else licence
        )

    def stamp(self, modelled: bool = False) -> str:
        """The line that every output carries: how the figures are known, period, licence, data
        version, date. modelled: under what the model makes of them."""
        known = self.modelled if modelled else self.provenance
        dated = f"Made {self.made_on.day} {self.made_on:%B %Y}."
        named = f"Data version {self.scenario.data_version}. Scenario: {self.scenario.name}."
        return f"{known} Period {self.period}. {self.licence}. {named} {dated}"

    @property
    def cited(self) -> str:
        """Publishers in one line."""
        return (
            "Sources: "
            + "; ".join(dict.fromkeys(f"{s.publisher} ({s.period})" for s in self.sources))
            + "."
        )

    def file_name(self, what: str, ending: str) -> str:
        """Area, indicator and date: "northam-access-deck-2026-11-22.pptx"."""
        plain = re.sub(r"[^a-z0-9]+", "-", what.lower()).strip("-")
        return f"{self.today.measured.place.slug}-access-{plain}-{self.made_on:%Y-%m-%d}.{ending}"


def collect(
    context: Context[SafeTables],
    scenario: Scenario,
    filters: Filters,
    *,
    audience: str,
    districts: list[str],
    parts: list[str],
    made_on: date,
    link: str,
) -> Pack:
    """Raises BadLever where the scenario's levers do not go together. districts: area codes. link:
    opens the scenario again."""
    filters = replace(
        filters, basis=scenario.basis, weighted=scenario.weighted, standard=scenario.standard
    )
    today = access.access(
        context, MODELLED, context.base_period(), scenario.basis, scenario.weighted
    )
    result = outcome.work_out(context, scenario, filters)
    title = f"Access to children's mental-health services, {today.measured.period}"
    ground = Ground(
        context=context,
        filters=filters,
        audience=AUDIENCES[audience],
        today=today,
        result=result,
        title=title,
    )
    every = {key: record.find(ground) for key, record in PAGES.items()}
    measured, areas = today.measured, today.areas
    plain_words = (
        words.whole(measured, areas),
        words.caution(measured, areas),
        f"{result.title}.",
        *every["pace"].sentences,
    )
    return Pack(
        title=title,
        today=today,
        mapped=access.mapped(context, today),
        result=result,
        every=every,
        parts=tuple(key for key in PAGES if key in parts),
        plain_words=plain_words,
        districts=tuple(
            money_words.district_sentence(result.outcome, result.sure, areas.name, code)
            for code in districts
        ),
        audience=AUDIENCES[audience],
        assumptions=assumed.assumptions(context, scenario),
        quality=assumed.quality(context, today),
        sources=provenance.every(context.tables),
        link=link,
        made_on=made_on,
    )
