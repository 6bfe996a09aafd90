"""What docstrings cite is there, and what the documents name is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = sorted([*ROOT.glob("docs/*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
METHODS = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
SECTIONS = re.split(r"^## (?=\d+\. )", METHODS, flags=re.MULTILINE)[1:]
CITED = re.compile(r"docs/methods\.md\s+(\d+(?:, \d+)*)")
FILE = re.compile(r"`((?:lib|pages|tests|data|docs|benchmarks|audit)/[\w/.]+\.\w+)`")
LINK = re.compile(r"\]\(((?!https?:)[^)#]+)")


def test_sections_are_numbered_in_order() -> None:
    assert [int(section.split(".")[0]) for section in SECTIONS] == list(range(1, len(SECTIONS) + 1))


def test_every_section_that_is_cited_exists() -> None:
    texts = {
        path: path.read_text(encoding="utf-8")
        for folder in ("lib", "tests", "docs")
        for path in ROOT.glob(f"{folder}/**/*.*")
        if path.suffix in (".py", ".md")
    }
    cited = [
        (path.name, int(number))
        for path, text in texts.items()
        for numbers in CITED.findall(text)
        for number in numbers.split(", ")
    ]
    assert (
        cited
        and [(name, number) for name, number in cited if not 1 <= number <= len(SECTIONS)] == []
    )


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.splitlines()[0])
def test_a_section_ends_with_where_it_lives_and_what_holds_it(section: str) -> None:
    last = section.strip().rsplit("\n\n", 1)[1]
    where, _, held_by = last.partition("Held by")
    assert last.startswith("Where: ") and "`lib/" in where and "`tests/" in held_by


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_file_that_a_document_names_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = [
        *(ROOT / name for name in FILE.findall(text)),
        *(path.parent / link for link in LINK.findall(text)),
    ]
    assert [str(file) for file in named if not file.exists()] == []
