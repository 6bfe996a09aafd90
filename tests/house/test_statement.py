"""The accessibility statement says what the tests found, of every page."""

from dataclasses import replace

from lib.roles import READER, ROLES
from lib.ui.pages import PAGES
from tests.browser import statement


def test_it_is_what_its_results_make_it() -> None:
    assert statement.STATEMENT.read_text(encoding="utf-8") == statement.written(statement.kept())


def test_a_page_that_was_not_tested_in_both_schemes_is_said_not_to_have_been() -> None:
    first, *others = statement.kept()
    title = next(page.title for page in PAGES if page.stem == first.page)
    text = statement.written(others)
    assert f"- {title} (`/{first.page}`)" not in text
    assert f"the page {title}" in text.split("Not tested by it: ")[1].split("\n")[0]


def test_what_fails_is_said_by_its_page() -> None:
    first, *others = statement.kept()
    failing = replace(first, failed={"label": "Form elements must have labels"})
    text = statement.written([failing, *others])
    title = next(page.title for page in PAGES if page.stem == first.page)
    assert f"- Form elements must have labels (`label`): {title}" in text
    assert "some of it is not fully accessible" in text
    assert "found no failure" not in text


def test_a_role_as_which_nothing_was_tested_is_said_not_to_have_been() -> None:
    assert {role.label for role in ROLES.values()} <= {each.role for each in statement.kept()}
    others = [each for each in statement.kept() if each.role != READER.label]
    text = statement.written(others)
    assert "as the role reader" in text.split("Not tested by it: ")[1].split("\n")[0]
