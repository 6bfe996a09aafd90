"""A word of the glossary."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word that a reader may not know; {area} and the like are filled in by
    lib/place/profile.py.

    Attributes
    ----------
    name
        As the glossary lists it.
    forms
        As texts have it. One with a capital after its first letter is read as it is written (SCV),
        another in small letters and in capitals.
    plain
        What stands for it where there is room for a word.
    meaning
        A sentence.
    caution
        When it misleads, in a sentence; "" where it does not.
    """

    key: str
    name: str
    forms: tuple[str, ...]
    plain: str
    meaning: str
    caution: str = ""
