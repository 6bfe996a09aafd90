"""What a partnership calls its areas, in each form that a sentence needs."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Level:
    """A kind of area in words.

    Attributes
    ----------
    key
        As published_counts.csv has it.
    one, many
        In a sentence.
    article
        Before one, where its first letter does not tell ("a unitary").
    long, short
        Where it is introduced.
    population
        The mid-year of the children that its publisher's own percentages are of.
    printed, tried
        In sentences, how its counts were published and where else the way that treated children are
        worked out from them was tried.

    >>> area = Level(key="district", one="authority", many="authorities")
    >>> area.a, area.heading, area.headings
    ('an authority', 'Authority', 'Authorities')
    """

    key: str
    one: str
    many: str
    article: str = ""
    long: str = ""
    short: str = ""
    population: str = ""
    printed: str = ""
    tried: str = ""

    @property
    def a(self) -> str:
        """One, with its article."""
        return f"{self.article or ('an' if self.one[0].lower() in 'aeiou' else 'a')} {self.one}"

    @property
    def heading(self) -> str:
        """One, at the start of a sentence or over a column."""
        return capital(self.one)

    @property
    def headings(self) -> str:
        """Many, at the start of a sentence."""
        return capital(self.many)

    @property
    def introduced(self) -> str:
        """Its full name with the abbreviation that is used from then on."""
        return f"{self.long} ({self.short})" if self.short else self.long or self.many


AREA = Level(key="area", one="area", many="areas")  # where nobody says whose they are
PUBLISHED = Level(key="", one="published area", many="published areas")  # where there is no level


def capital(text: str) -> str:
    """A text with a capital first letter; those of names after it stay."""
    return f"{text[:1].upper()}{text[1:]}"
