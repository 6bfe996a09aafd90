"""What a page for those who read holds, whichever page of the dashboard it is of."""

from dataclasses import dataclass, field

import pandas as pd

from lib import provenance
from lib.classes import Classes
from lib.findings.page import Card
from lib.findings.staged import Staged, StageMap
from lib.findings.tiles import Tile
from lib.place.nouns import Level
from lib.place.profile import Profile
from lib.scenarios.record import Scenario


@dataclass(frozen=True, kw_only=True)
class Map:
    """A map in classes. value, text: by area_code, over every area. alt: the map in a sentence.
    known: in a word, how its figures are known, where that is not as the page's are."""

    title: str
    unit: str
    value: pd.Series
    text: pd.Series
    classes: Classes
    alt: str
    known: str = ""


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Areas in order.

    Attributes
    ----------
    rows
        code (of the area, "" where it is none that can be read about), label, value, low, high
        (95%, NaN where there is none), inner_low, inner_high (of the published rate, where that is
        another), before (NaN where there is no other state), text, span.
    noun
        What an area is called.
    lines
        value, line: drawn across them.
    note
        What the marks are.
    """

    title: str
    noun: Level
    unit: str
    rows: pd.DataFrame
    lines: pd.DataFrame
    note: str


@dataclass(frozen=True, kw_only=True)
class About:
    """One area in sentences, and its figures in words where there are some."""

    name: str
    messages: tuple[str, ...]
    figures: pd.DataFrame


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of a page that has several: a scenario, a step, a kind of figure.

    Attributes
    ----------
    message
        What it says, in large type; "" where its lines are all.
    table
        A row a thing, its name first; on a phone each row is a card.
    known
        In a word, how its figures are known; "" where it has none.
    small
        How sure and how made, in sentences under it.
    """

    heading: str
    message: str = ""
    lines: tuple[str, ...] = ()
    tiles: tuple[Tile, ...] = ()
    cards: tuple[Card, ...] = ()
    picture: Map | Staged | None = None
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    known: str = ""
    small: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A reader's page.

    Attributes
    ----------
    about
        What it shows and of when, in a few words.
    message
        The answer.
    place
        The partnership that its figures are of.
    own
        Whether its counts are the partnership's own, and no publication's.
    said
        The author's own reason, where there is one.
    more
        Sentences under the answer.
    known
        In a word, how the figures are known; "" where each section says it.
    sure
        How sure and how made, in sentences; the last thing on the page.
    chosen
        The area that is read about.
    packed
        Whether the files of a meeting pack are listed at its end.
    opens
        The scenario that the full dashboard opens with, where its page of this name is not for
        everyone.
    """

    about: str
    message: str
    place: Profile
    own: bool = False
    said: str = ""
    more: tuple[str, ...] = ()
    known: str = ""
    tiles: tuple[Tile, ...] = ()
    maps: tuple[Map, ...] = ()
    bars: Bars | None = None
    sections: tuple[Section, ...] = ()
    chosen: About | None = None
    packed: bool = False
    opens: Scenario | None = None
    sure: tuple[str, ...] = ()

    @property
    def licence(self) -> str:
        """Under which its figures may be used."""
        return provenance.licence(self.place, self.own)

    @property
    def last_map(self) -> Map | StageMap | None:
        """The one that stands for the page."""
        inside = (part.picture for part in self.sections)
        maps = [*self.maps, *(one for one in inside if isinstance(one, Map | StageMap))]
        return maps[-1] if maps else None
