"""The glossary in a partnership's words, and sentences as HTML in which its terms say what they
mean."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape

from lib.catalogue.glossary import GLOSSARY, Term
from lib.place.nouns import capital
from lib.place.profile import Profile


def said(term: Term) -> str:
    """What a term means, with its caution."""
    return f"{term.meaning} {term.caution}".strip()


def named(text: str, term: Term) -> str:
    """A term as HTML, for a page that lib/ui/assets/glossary.js has told once what terms mean: a
    sentence that travels with every move of a slider need not say it again."""
    return f'<dfn tabindex="0" aria-describedby="term-{term.key}">{escape(text, quote=False)}</dfn>'


def whole(text: str, term: Term) -> str:
    """The same with what it means, for a component that has a document of its own."""
    meaning = escape(said(term))
    return f'<dfn tabindex="0" aria-description="{meaning}">{escape(text, quote=False)}</dfn>'


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """The terms of a partnership, in its words, and where a text has them.

    by_form: in small letters.
    """

    terms: tuple[Term, ...]
    by_form: dict[str, Term]
    pattern: re.Pattern[str]

    def uses(self, text: str) -> Iterator[tuple[Term, re.Match[str]]]:
        """Each term where a text has it, longest form first."""
        for match in self.pattern.finditer(text):
            yield self.by_form[match[0].lower()], match

    def marked(
        self, text: str, already: set[str] | None = None, mark: Callable[[str, Term], str] = named
    ) -> str:
        """A text as HTML: the first use of each term can be pointed at, reached with the keyboard
        and tapped, and a screen reader says what it means. One that comes after its plain word is
        said already.

        Parameters
        ----------
        already
            Keys of the terms that what the text belongs to has marked; those of this text are
            added.
        mark
            A term as HTML: `named` where its page says once what terms mean, `whole` where it is
            out of that page's reach.

        >>> from lib.place.profile import read
        >>> lines = 'name="Northam"\\ncode="Q"\\nparts=[]\\ntitle="A"\\nmeasured_period="2022/23"'
        >>> areas = 'centre=[0, 0]\\nzoom=9\\nlicences=[]\\n[area]\\nkey="a"\\none="a"\\nmany="b"'
        >>> print(glossary_of(read(lines + "\\n" + areas)).marked("Gini < 1, of all Gini"))
        <dfn tabindex="0" aria-describedby="term-gini">Gini</dfn> &lt; 1, of all Gini
        """
        return "".join(
            mark(piece, term) if term else escape(piece, quote=False)
            for piece, term in self._cut(text, already)
        )

    def pieces(self, text: str, already: set[str] | None = None) -> list[tuple[str, str]]:
        """The same text in pieces: each with what it means where `marked` marks it, "" where not.
        A text without a term is one piece."""
        return [(piece, said(term) if term else "") for piece, term in self._cut(text, already)]

    def meanings(self) -> dict[str, str]:
        """What each term means, by the name that `named` refers to."""
        return {f"term-{term.key}": said(term) for term in self.terms}

    def _cut(self, text: str, already: set[str] | None) -> list[tuple[str, Term | None]]:
        seen = set() if already is None else already
        pieces: list[tuple[str, Term | None]] = []
        end = 0
        for term, match in self.uses(text):
            if term.key in seen or term.plain in text[: match.start()].lower():
                continue
            seen.add(term.key)
            pieces += [(text[end : match.start()], None), (match[0], term)]
            end = match.end()
        return [*pieces, (text[end:], None)]


def glossary_of(place: Profile) -> Glossary:
    """The glossary in a partnership's words; without the level that counts are published for where
    it has none."""
    terms = tuple(
        _of_place(term, place) for term in GLOSSARY.values() if term.key != "part" or place.level
    )
    by_form = {form.lower(): term for term in terms for form in term.forms}
    longest_first = sorted((form for term in terms for form in term.forms), key=len, reverse=True)
    pattern = "|".join(_form(form) for form in longest_first)
    return Glossary(
        terms=terms,
        by_form=by_form,
        pattern=re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])"),
    )


def _form(form: str) -> str:
    """A form as a pattern. One with capitals after its first letter is as it is written there."""
    first, rest = re.escape(form[0]), re.escape(form[1:])
    return f"(?i:{first}){rest}" if rest != rest.lower() else f"(?i:{first}{rest})"


def _of_place(term: Term, place: Profile) -> Term:
    meaning, forms = place.say(term.meaning), [place.say(form) for form in term.forms]
    if term.key == "part" and place.level and place.level.long:
        meaning = f"{capital(place.level.introduced)}. {meaning}"
        forms += [place.level.long]
    return replace(
        term,
        name=place.say(term.name),
        forms=tuple(forms),
        meaning=meaning,
        caution=place.say(term.caution),
    )
