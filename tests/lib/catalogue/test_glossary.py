"""The glossary: what every entry keeps to."""

import re

import pytest

from lib.catalogue.glossary import GLOSSARY, Term


@pytest.mark.parametrize("term", GLOSSARY.values(), ids=lambda term: term.key)
def test_a_term_is_a_word_a_plain_word_and_a_sentence(term: Term) -> None:
    assert term.meaning.endswith(".") and ". " not in term.meaning and len(term.meaning) < 170
    assert term.caution == "" or term.caution.endswith(".")
    assert term.plain and not term.plain.endswith(".")


@pytest.mark.parametrize("term", GLOSSARY.values(), ids=lambda term: term.key)
def test_a_term_is_explained_without_others(term: Term) -> None:
    others = {form for other in GLOSSARY.values() if other is not term for form in other.forms}
    said = f" {term.plain}. {term.meaning} {term.caution} "
    found = {form for form in others if re.search(rf"\b{re.escape(form)}\b", said)}
    # access is of children in need, and {part} is a term of its own beside what is shared out
    assert found <= {"in need", "{part}"} - {*term.forms}


def test_no_two_terms_have_a_form_alike() -> None:
    forms = [form for term in GLOSSARY.values() for form in term.forms]
    assert len(forms) == len(set(forms))
