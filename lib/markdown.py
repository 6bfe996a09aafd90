"""Text from outside in Markdown that shows it as it was: no link, picture, formula, colour, icon or
arrow is made of it."""

import re

from lib.place.profile import Profile
from lib.printable import printable

# Streamlit makes links of bare addresses, icons of short codes and arrows of "->" inside one run of
# text, after Markdown's own escapes are gone; an empty piece of small type, which nobody sees, ends
# the run.
BREAK = ":small[]"
_RUN_ENDS = re.compile(r"(?<=[:@])(?=\S)|(?<=[-<>=~])(?=[-<>=~])|(?<=www)(?=\.)", re.IGNORECASE)
# a colon where it ends a run: before a space it makes nothing
_SIGNS = re.compile(r"[\\`*_\[\]{}<>#|~$&]|:$")
# a list, or a line that makes a heading of the one above
_LINE_STARTS = re.compile(r"^(\d*)(?=[-+=.)])")


def verbatim(text: str) -> str:
    r"""Markdown that Streamlit shows as the text itself, on one line, in labels and titles too.

    Every text that a reader, a file, a link or a database brings goes through it on its way to a
    call that reads Markdown.

    >>> print(verbatim("**Northam** [here](//host)"))
    \*\*Northam\*\* \[here\](//host)
    >>> print(verbatim("https://host"))
    https\::small[]//host
    """
    runs = _RUN_ENDS.split(" ".join(printable(text).split()))
    return _LINE_STARTS.sub(r"\1\\", BREAK.join(_SIGNS.sub(r"\\\g<0>", run) for run in runs))


def worded(text: str, place: Profile) -> str:
    """The code's own Markdown with a partnership's nouns in the holes for them, each as it is."""
    return place.say(text, verbatim)
