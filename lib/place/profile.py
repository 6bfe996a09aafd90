"""Which partnership this is: its names, codes and measured year, all from place.toml of the data
folder."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from lib.errors import DataFault
from lib.place.nouns import PUBLISHED, Level, capital

FILE = "place.toml"
HOLE = re.compile(r"\{(place|areas?|an area|parts?|a part)\}", re.IGNORECASE)
BESIDE = ("region", "nation")  # levels of published figures to compare with
FIX = "Mend the file; its lines are in data/README.md."


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A partnership.

    Attributes
    ----------
    name
        As a sentence says it.
    code
        Of the whole in the NHS's own files.
    parts
        The codes of its sub-areas there.
    title
        Of the dashboard.
    measured_period
        The year that counts below the whole are known for. centre (latitude, longitude) and.
    zoom
        Of a map before its outlines come.
    boundaries
        What those are made of, in a sentence.
    licences
        The lines under every page.
    licence
        The same where there is room for a few words.
    area
        What its areas are called.
    level
        What lies between a district and the whole and has published counts, None where nothing
        does.
    """

    name: str
    code: str
    parts: tuple[str, ...]
    title: str
    measured_period: str
    centre: tuple[float, float]
    zoom: int
    licences: tuple[str, ...]
    area: Level
    boundaries: str = ""
    licence: str = "Open Government Licence v3.0"
    level: Level | None = None

    @property
    def slug(self) -> str:
        """The name in the name of a file."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    @property
    def stand_ins(self) -> tuple[str, ...]:
        """Codes that stand for the whole in the NHS's files, its own first: that of a sub-area too,
        where it is the only one."""
        return (self.code, *(self.parts if len(self.parts) == 1 else ()))

    @property
    def part(self) -> str:
        """What an area that counts are published for is called."""
        return (self.level or PUBLISHED).one

    def say(self, text: str, write: Callable[[str], str] = str) -> str:
        """A text of the catalogue or of data/, in this partnership's words.

        {place} becomes its name; {area}, {areas} and {an area} what it calls its areas, {part},
        {parts} and {a part} those that counts are published for. With a capital first letter
        ({Area}) they start a sentence. Other braces, such as a formula's, stay. A sentence that is
        made in code takes the noun itself: f"no {place.area.one}", f"{place.area.headings} of".
        write: how a noun is put into the text, where that is more than a text.

        >>> area = Level(key="district", one="authority", many="authorities")
        >>> where = {"title": "", "centre": (0, 0), "zoom": 9, "licences": ()}
        >>> codes = {"code": "QAA", "parts": (), "measured_period": "2023/24"}
        >>> place = Profile(name="North and South", area=area, **codes, **where)
        >>> place.say("{Areas} of {place}: least spend of {an area}, $w_{dc}$.")
        'Authorities of North and South: least spend of an authority, $w_{dc}$.'
        """
        part = self.level or PUBLISHED
        words = {
            "place": self.name,
            "area": self.area.one,
            "areas": self.area.many,
            "an area": self.area.a,
            "part": part.one,
            "parts": part.many,
            "a part": part.a,
        }

        def noun(hole: re.Match[str]) -> str:
            key = hole[1]
            return write(capital(words[key.lower()]) if key[0].isupper() else words[key])

        return HOLE.sub(noun, text)

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that a published figure may be of."""
        return (*([self.level.key] if self.level else []), "whole", *BESIDE)


def read(text: str) -> Profile:
    """A partnership from the text of its place.toml. Raises DataFault where it is no TOML or lacks
    a line.

    >>> named = 'name="North and South"\\ncode="QAA"\\nparts=[]\\ntitle="Access"\\n'
    >>> drawn = 'measured_period="2023/24"\\ncentre=[52.0, -1.0]\\nzoom=9\\nlicences=[]\\n'
    >>> areas = '[area]\\nkey="district"\\none="district"\\nmany="districts"\\n'
    >>> place = read(named + drawn + areas)
    >>> place.slug, place.level, place.stand_ins
    ('north-and-south', None, ('QAA',))
    """
    try:
        return TypeAdapter(Profile).validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as problem:
        raise DataFault(f"{FILE} cannot be read: {problem}. {FIX}") from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(str(key) for key in first["loc"])
        raise DataFault(f"{FILE}: {where}: {first['msg']}. {FIX}") from problem


def record_of(place: Profile) -> dict[str, Any]:
    """The lines of its place.toml."""
    record = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in asdict(place).items()
    }
    return {key: value for key, value in record.items() if value is not None}
