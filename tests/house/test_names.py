"""Nothing in code, words or tests says which partnership this is, or how many areas it has."""

import ast
import itertools
import re
from pathlib import Path

import pytest

from lib import words
from lib.model import need
from lib.sources import Tables

ROOT = Path(__file__).parents[2]
CODE = (".py", ".js", ".html", ".css", ".typ", ".svg", ".sql", ".sh")
SETTINGS = (".toml", ".yaml", ".conf", ".service", ".example", ".md", ".in")
FOLDERS = ("lib", "pages", "data/build", "benchmarks", "audit", "deploy", ".streamlit", "tests")
ROOTS = ("app.py", "server.py", "Makefile", "pyproject.toml")
# folders of files that are fetched or made, none of them in the repository
MADE = ("static", "artefacts", "cache", "__pycache__")
FIXTURES = "fixtures"  # what tests hold this partnership's figures against
WRITTEN = sorted(
    path
    for path in [
        *itertools.chain(*(ROOT.glob(f"{folder}/**/*") for folder in FOLDERS)),
        *(ROOT / name for name in ROOTS),
    ]
    if (path.suffix in CODE + SETTINGS or path.name in (*ROOTS, "Dockerfile"))
    and not {*MADE, FIXTURES} & set(path.parts)
)
TEENS = (
    *("ten", "eleven", "twelve"),
    *(f"{stem}teen" for stem in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
)
COMMENT = re.compile(r"(?:^|\s)# .*", re.MULTILINE)


def names_of(tables: Tables) -> set[str]:
    """Everything that only this partnership is called, with the words its name is made of, and its
    measured year."""
    place, parts = tables.place, tables.crosswalk.names
    named = {
        *tables.areas.name,
        *parts,
        *tables.areas.partnership,
        place.name,
        place.code,
        *place.parts,
        *tables.areas.order,
    }
    said = {word for word in place.name.split() if word[0].isupper()}
    counted = (
        {f"{len(parts)} {place.level.many}", f"{words.number(len(parts))} {place.level.many}"}
        if place.level
        else set()
    )
    return (
        named
        | said
        | counted
        | set(parts.index)
        | {place.measured_period, place.measured_period.replace("/", "_20"), *numbers_of(tables)}
    )


def numbers_of(tables: Tables) -> set[str]:
    """Where the map opens, the national denominator, and what treated children of the parts are
    scaled by."""
    place = tables.place
    total = need.national_total(tables.published_counts, place.measured_period)
    rows = (
        tables.published_counts[tables.published_counts.measure == "two_contact_access_rate"]
        .set_index("area_code")
        .value
    )
    exact = (
        (rows * need.national_by_part(tables.published_counts, place.measured_period))
        .dropna()
        .sum()
    )
    scale = tables.counts[
        (tables.counts.measure == "treated_two_contacts")
        & (tables.counts.period == place.measured_period)
    ].value.sum()
    return {f"{place.centre[0]:g}", f"{total:.0f}", f"{total:,.0f}", f"{scale / exact:.4f}"}


@pytest.fixture(scope="module")
def names(tables: Tables) -> re.Pattern[str]:
    """Any of the names, as a word of its own."""
    every = "|".join(map(re.escape, sorted(names_of(tables))))
    return re.compile(rf"(?<![A-Za-z0-9])(?:{every})(?![A-Za-z0-9])", re.IGNORECASE)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_in_code_names_the_partnership(path: Path, names: re.Pattern[str]) -> None:
    assert names.findall(path.read_text(encoding="utf-8")) == []


def test_every_name_would_be_seen_wherever_it_stood(names: re.Pattern[str], tables) -> None:
    assert not [name for name in names_of(tables) if not names.search(f"in “{name.lower()}”, or")]
    endings = {path.suffix for path in WRITTEN}
    assert endings >= {".py", ".js", ".css", ".typ", ".toml", ".yaml", ".conf", ".sql", ".sh"}


def counted(count: int) -> str:
    """A pattern of a count, in digits or in letters."""
    letters = TEENS[count - 10] if 10 <= count < 20 else words.number(count)
    return rf"(?<![\w.,£#])(?:{count}|{letters})(?![\w.,%])"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_in_code_counts_the_areas(path: Path, tables) -> None:
    count, text = len(tables.areas.order), path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        assert not re.search(counted(count), text, re.IGNORECASE)
        return
    constants = [node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)]
    assert count not in [value for value in constants if isinstance(value, int | float)]
    sentences = [value for value in constants if isinstance(value, str)]
    of_areas = re.compile(rf"{counted(count)} [a-z]|\bof {counted(count)}", re.IGNORECASE)
    assert not [text for text in (*sentences, *COMMENT.findall(text)) if of_areas.search(text)]


@pytest.mark.parametrize("count", [7, 12, 30])
def test_a_count_is_seen_in_digits_and_in_letters(count: int) -> None:
    letters = {7: "seven", 12: "twelve", 30: "30"}[count]
    for text in (f"all {count} of them", f"{letters} districts", f"1 to {count}"):
        assert re.search(counted(count), text)
    for text in (f"1.{count}", f"{count}.5", f"E070001{count}", f"{count}%", f"£{count},000"):
        assert not re.search(counted(count), text)
