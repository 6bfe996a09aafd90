"""Terms in sentences: each marked once, nothing but a mark added, and no text made into markup."""

from dataclasses import replace
from html import escape, unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.glossed import Glossary, glossary_of, named, said, whole
from tests.bundled import PLACE

HERE = glossary_of(PLACE)


class Parsed(HTMLParser):
    """What a browser makes of it: the text, and each mark with its meaning."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.meanings, self.tags = "", [], set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = dict(attrs)
        named = HERE.meanings().get(given.get("aria-describedby") or "")
        self.meanings.append(given.get("aria-description", named))

    def handle_data(self, data: str) -> None:
        self.text += data


@given(
    st.lists(
        st.one_of(
            st.sampled_from([form for term in HERE.terms for form in term.forms]),
            st.text(st.sampled_from("aZ<>&\"' .-"), max_size=6),
        ),
        max_size=8,
    ).map(" ".join),
    st.sampled_from([named, whole]),
)
def test_a_marked_text_is_the_text_and_every_term_is_marked_once(text: str, mark) -> None:
    parsed = Parsed(HERE.marked(text, mark=mark))
    assert parsed.text == text == "".join(piece for piece, _ in HERE.pieces(text))
    assert parsed.tags <= {"dfn"}
    assert parsed.meanings == list(dict.fromkeys(said(term) for term, _ in HERE.uses(text)))


@pytest.mark.parametrize("term", HERE.terms, ids=lambda term: term.key)
def test_every_form_of_every_term_is_found_and_none_inside_a_word(term) -> None:
    for form in term.forms:
        assert [found.key for found, _ in HERE.uses(f"The {form}.")] == [term.key], form
        assert form not in [match[0] for _, match in HERE.uses(f"x{form}x")]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Apportioned figures", ["Apportioned"]),
        ("scv and SCV", ["SCV"]),
        ("APPORTIONED", ["APPORTIONED"]),
        ("10.5 to 4 points (CV 0.1)", ["points", "CV"]),
        ("a pinpoints drawsy CVs", []),
    ],
)
def test_where_a_text_has_terms(text: str, marked: list[str]) -> None:
    assert [match[0] for _, match in HERE.uses(text)] == marked


def test_of_two_forms_the_longer_is_marked() -> None:
    assert [match[0] for _, match in HERE.uses("its 95% interval")] == ["95% interval"]


def test_what_one_text_has_marked_the_next_of_the_same_table_does_not() -> None:
    already: set[str] = set()
    assert "<dfn" in HERE.marked("Gini", already) and HERE.marked("Gini", already) == "Gini"


def test_the_level_is_a_term_where_there_is_one() -> None:
    assert PLACE.level is not None
    (term,) = (term for term in HERE.terms if term.key == "part")
    assert term.name == PLACE.part and PLACE.level.long in term.meaning.lower()
    none: Glossary = glossary_of(replace(PLACE, level=None))
    assert "part" not in {term.key for term in none.terms}


@pytest.mark.parametrize("term", HERE.terms, ids=lambda term: term.key)
def test_nothing_is_left_to_fill_in(term) -> None:
    text = f"{term.name} {said(term)} {term.plain} {' '.join(term.forms)}"
    assert "{" not in text and unescape(escape(text)) == text
