"""What of a text can be shown, kept and printed."""

import re

# Control characters but tab and line feed, half characters, the two that no XML may hold, and those
# that turn the direction of all that follows. Line and paragraph separators are not among them:
# they are space.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def one_line(text: str) -> str:
    """The same with a space for what starts a new line or column.

    >>> one_line("Northam\\nfirst")
    'Northam first'
    """
    return re.sub(r"[\n\t\u2028\u2029]", " ", printable(text))


def printable(text: str) -> str:
    """The text without what no page, file or database can take: control characters and the like.

    >>> printable("Northam\\x00 first\\x1b")
    'Northam first'
    """
    return _UNPRINTABLE.sub("", text)


def brief(text: str, most: int) -> str:
    """Somebody's words on one line, without what no file can hold, and cut.

    >>> brief("Agree\\n to  it", 8)
    'Agree to'
    """
    return " ".join(printable(text).split())[:most]
