"""No word of the field stands on a page without a plain word, or what it means, beside it."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from lib.glossed import Glossary, glossary_of, said
from lib.markdown import BREAK
from lib.ui.pages import PAGES
from lib.ui.reallocate.sections import SECTIONS
from tests.app.pages import open_section, opened
from tests.bundled import PLACE, SPLIT

WORDS = glossary_of(PLACE)
MARKED = re.compile(r'<dfn tabindex="0" aria-describedby="([^"]+)">([^<]*)</dfn>')
MEANT = WORDS.meanings()
TAGS = re.compile(r"<style.*?</style>|<[^>]*>", re.DOTALL)
# Formulae and texts of the Methods page are Markdown; the glossary stands first on that page.
HAS_THE_GLOSSARY = "methods"


def pieces(app: AppTest) -> Iterator[str]:
    """Each piece of a page that is read as one: its HTML, its Markdown, a widget with its help."""
    for element in [*app.main, *app.sidebar]:
        proto = element.proto
        kind = getattr(element, "type", "")
        if kind in ("html", "markdown", "caption"):
            yield getattr(proto, "body", "")
        elif getattr(proto, "label", ""):
            options = " ".join(
                str(getattr(one, "content", one)) for one in getattr(proto, "options", ())
            )
            yield f"{proto.label} {options} {getattr(proto, 'help', '')}"


def unexplained(piece: str, words: Glossary) -> list[str]:
    """The terms of a piece that are neither marked in it nor have their plain word there."""
    explained = {
        words.by_form[unescape(form).lower()].key
        for name, form in MARKED.findall(piece)
        if MEANT[name] == said(words.by_form[unescape(form).lower()])
    }
    text = unescape(TAGS.sub(" ", MARKED.sub(" ", piece))).replace(BREAK, "").replace("\\", "")
    return [
        f"{match[0]}: {text.strip()[:90]}"
        for term, match in words.uses(text)
        if term.key not in explained
        and not any(plain in text.lower() for plain in (term.plain, term.meaning.lower()))
    ]


def in_section(name: str, **query: str | list[str]) -> AppTest:
    """The Reallocate page with one of its parts open."""
    app = opened("reallocate", **query)
    open_section(app, name)
    return app.run()


VIEWS: dict[str, Callable[[], AppTest]] = {
    **{page.stem: partial(opened, page.stem) for page in PAGES if page.stem != HAS_THE_GLOSSARY},
    "a district": partial(opened, district=SPLIT),
    **{name: partial(in_section, name, early="3") for name in ("Ask the model", *SECTIONS)},
}


@pytest.mark.parametrize("name", VIEWS)
def test_every_term_on_a_page_says_what_it_means(name: str) -> None:
    faults = [fault for piece in pieces(VIEWS[name]()) for fault in unexplained(piece, WORDS)]
    assert faults == []
