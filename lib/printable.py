"""What of a text can be shown, kept and printed."""

import re

# Control characters but tab and line feed, half characters, the two that no XML may hold, and those that turn the direction of all that
# follows. Line and paragraph separators are not among them: they are space.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text without what no page, file or database can take: control characters and the like.

    >>> printable("Swale\\x00 first\\x1b")
    'Swale first'
    """
    return _UNPRINTABLE.sub("", text)
