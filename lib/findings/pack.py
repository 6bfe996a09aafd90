"""The meeting pack: findings collected once, from safe tables only; no output works anything out of
its own.

Which pages there are: `lib/findings/pack_pages.py`.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from lib import outcome_words, plain_words, provenance, schema, words
from lib.catalogue.indicators import MODELLED
from lib.findings import (
    access,
    assumed,
    outcome,
)
from lib.findings.access import Access, Mapped
from lib.findings.assumed import Assumption
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.findings.outcome import Result
from lib.findings.own_words import unnamed, unnamed_plans, with_own_words
from lib.findings.pack_pages import AUDIENCES, PAGES, UNIT, Ground
from lib.findings.page import Audience, Page, Picture, in_words
from lib.printable import brief
from lib.provenance import Source
from lib.scenarios.record import Scenario
from lib.sources import SafeTables

MOST_ADDED = 4  # points of added pages in a briefing
ASKED, WHOM = 300, 120  # characters of the decision asked for, and of whom to ask
SLUG = 40  # characters of a scenario's name in the name of a file


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
    asked
        The decision that is asked for, in its author's words; "" where none is.
    whom
        Who answers questions.
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
    asked: str = ""
    whom: str = ""
    unit: str = UNIT

    @property
    def pages(self) -> list[Page]:
        return [self.every[key] for key in self.parts]

    def shown(self, key: str) -> Picture:
        """A picture of any page, by its key."""
        every = (shown for page in self.every.values() for shown in page.pictures)
        return next(shown for shown in every if shown.key == key)

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
    def plain(self) -> bool:
        """Whether it is said in words for a councillor."""
        return not self.audience.technical

    def says(self, text: str) -> str:
        """A text of the dashboard's own in the words of whom the pack is for."""
        return plain_words.plainly(text, self.today.measured.place) if self.plain else text

    @property
    def provenance(self) -> str:
        known = provenance.kinds(self.today.measured.place)[self.today.measured.provenance]
        return self.says(known)

    @property
    def modelled(self) -> str:
        return provenance.modelled(self.today.measured.own)

    @property
    def licence(self) -> str:
        return provenance.licence(self.today.measured.place, self.today.measured.own)

    def stamp(self, modelled: bool = False) -> str:
        """The line that every output carries: how the figures are known, period, licence, data
        version, date. modelled: under what the model makes of them."""
        known = self.modelled if modelled else self.provenance
        dated = f"Made {self.made_on.day} {self.made_on:%B %Y}."
        named = f"Data version {self.scenario.data_version}. Scenario: {self.scenario.name}."
        return f"{known} Period {self.period}. {self.licence}. {named} {dated}"

    def short_stamp(self, modelled: bool = False) -> str:
        """The same in a few words, for a foot that is read across a room."""
        known = (self.modelled if modelled else self.provenance).split(":")[0]
        dated = f"{self.made_on.day} {self.made_on:%B %Y}"
        return f"{known}, {self.period}. {self.today.measured.place.name}, {dated}."

    @property
    def added(self) -> list[str]:
        """The point of each page that a usual pack has not, and where those are that a briefing has
        no room for."""
        points = [page.sentences[0] for page in self.pages if not PAGES[page.key].usual]
        rest = len(points) - MOST_ADDED
        return (
            [
                *points[:MOST_ADDED],
                f"Of the parts that were added {rest} more are on the slides alone.",
            ]
            if rest > 0
            else points
        )

    @property
    def decision(self) -> list[str]:
        """What is asked for and whom to ask, each where there is one."""
        asked = f"The decision asked for: {self.asked}" if self.asked else ""
        whom = f"Whom to ask: {self.whom}" if self.whom else ""
        return [line for line in (asked, whom) if line]

    @property
    def publishers(self) -> str:
        """Who published the figures, each once."""
        return f"Sources: {'; '.join(dict.fromkeys(s.publisher for s in self.sources))}."

    @property
    def cited(self) -> str:
        """Publishers in one line."""
        return (
            "Sources: "
            + "; ".join(dict.fromkeys(f"{s.publisher} ({s.period})" for s in self.sources))
            + "."
        )

    def file_name(self, what: str, ending: str) -> str:
        """Place, scenario, whom it is for, what and date:
        "northam-east-to-west-board-deck-2026-11-22.pptx"; safe on every system."""
        parts = (
            self.today.measured.place.slug,
            _slug(self.scenario.name) or "scenario",
            self.audience.key,
            _slug(what),
            f"{self.made_on:%Y-%m-%d}",
        )
        return f"{'-'.join(parts)}.{ending}"


def _slug(text: str) -> str:
    """Letters a to z, figures and strokes, at most SLUG of them.

    >>> _slug("Café: East → West?"), _slug("给"), len(_slug("x" * 99))
    ('cafe-east-west', '', 40)
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:SLUG].strip("-")


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
    asked: str = "",
    whom: str = "",
    plans: tuple[Scenario, ...] = (),
) -> Pack:
    """Raises BadLever where the scenario's levers do not go together. districts: area codes. link:
    opens the scenario again. asked, whom: as Pack. plans: as Ground."""
    filters = replace(
        filters, basis=scenario.basis, weighted=scenario.weighted, standard=scenario.standard
    )
    today = access.access(
        context, MODELLED, context.base_period(), scenario.basis, scenario.weighted
    )
    result = outcome.work_out(context, scenario, filters)
    plain = not AUDIENCES[audience].technical
    named = replace(result, scenario=unnamed(scenario)) if plain else result
    ground = Ground(
        context=context,
        filters=filters,
        audience=AUDIENCES[audience],
        today=today,
        mapped=access.mapped(context, today),
        result=named,
        title=f"Access to children's mental-health services, {today.measured.period}",
        plans=unnamed_plans(plans) if plain else plans,
    )
    wanted = {key: one for key, one in PAGES.items() if one.usual or key in parts}
    found = {key: record.find(ground) for key, record in wanted.items()}
    every = {key: page for key, page in found.items() if page is not None}
    measured, areas = today.measured, today.areas
    pack = Pack(
        title=ground.title,
        today=today,
        mapped=ground.mapped,
        result=result,
        every=every,
        parts=tuple(key for key in every if key in parts),
        plain_words=(
            words.whole(measured, areas),
            words.caution(measured, areas),
            f"{named.title}.",
            *every["pace"].sentences,
        ),
        districts=tuple(
            outcome_words.district_sentence(result.outcome, result.sure, areas.name, code)
            for code in districts
        ),
        audience=AUDIENCES[audience],
        assumptions=assumed.assumptions(context, scenario),
        quality=assumed.quality(context, today),
        sources=provenance.every(context.tables, without=_unused(parts)),
        link=link,
        made_on=made_on,
        asked=brief(asked, ASKED),
        whom=brief(whom, WHOM),
    )
    return _in_its_words(pack, plans) if plain else pack


def _unused(parts: Collection[str]) -> set[str]:
    """Files of data/ that no page among some rests on."""
    rests_on = {name for key, one in PAGES.items() if key in parts for name in one.files}
    return {name for name in schema.TABLES if schema.aside(name)} - rests_on


def _in_its_words(pack: Pack, plans: tuple[Scenario, ...]) -> Pack:
    """The same findings as whom the pack is for would say them, with authors' own words in their
    places."""
    say = with_own_words(pack.says, pack.scenario, plans)
    return replace(
        pack,
        every={key: in_words(page, say) for key, page in pack.every.items()},
        plain_words=(*map(say, pack.plain_words), plain_words.RANGE),
        quality=tuple(map(say, pack.quality)),
        assumptions=tuple(_plain_assumption(one, say) for one in pack.assumptions),
    )


def _plain_assumption(one: Assumption, say: Callable[[str], str]) -> Assumption:
    """Without its range and reason, which are for those who decide on the details."""
    sentence = say(f"{one.title}: {one.value}")
    title, _, value = sentence.partition(": ")
    return replace(one, key="", title=title, value=value, span="", why="")
