"""The recipes of docs/architecture.md that no other test follows, and that each names a test there
is."""

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lib.catalogue.glossary import GLOSSARY, Term
from lib.exports.files import OUTPUTS, Output, make, together
from lib.findings import modelled
from lib.findings.context import Context
from lib.findings.pack import Pack, collect
from lib.findings.pack_pages import PAGES, Ground, Record
from lib.findings.page import Page, Sheet
from lib.scenarios.record import Scenario
from lib.ui import cache
from tests.app.pages import everything, opened
from tests.bundled import FILTERS, HERE, PLACE

ROOT = Path(__file__).parents[2]
RECIPES = (
    (ROOT / "docs" / "architecture.md")
    .read_text(encoding="utf-8")
    .split("## How to add")[1]
    .split("### ")[1:]
)
BEFORE = '    PageRecord(\n        stem="variation"'
ADDED = '    PageRecord(stem="budget", title="Budget", question="What is the budget?"),\n'
PAGE = """import streamlit as st

from lib.ui import cache, shell

shell.ensure_started()
st.markdown(f"{cache.context().spending().total:,.0f} pounds")
"""
OPEN = """
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

app = AppTest.from_file("app.py", default_timeout=60)
app._page_hash = calc_hash("budget")
app.run()
assert not app.exception, app.exception
print([title.value for title in app.title], [markdown.value for markdown in app.markdown])
"""


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.splitlines()[0])
def test_a_recipe_names_a_test_that_follows_it(recipe: str) -> None:
    followed = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", recipe.partition("Followed by ")[2])
    assert followed
    for path, name in followed:
        assert re.search(rf"^def {name}\(", (ROOT / path).read_text(), re.MULTILINE)


def test_a_page(tmp_path: Path) -> None:
    """In a copy of the program: a record and a file, and nothing else."""
    for name in ("lib", "pages", ".streamlit"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("app.py", "data", "CHANGELOG.md"):
        (tmp_path / name).symlink_to(ROOT / name)
    registry = tmp_path / "lib" / "ui" / "pages.py"
    registry.write_text(registry.read_text().replace(BEFORE, ADDED + BEFORE, 1))
    (tmp_path / "pages" / "budget.py").write_text(PAGE)
    there = {
        **os.environ,
        "PYTHONPATH": str(tmp_path),
        "SCENARIOS_URL": f"sqlite:///{tmp_path}/scenarios.db",
    }
    done = subprocess.run(
        [sys.executable, "-c", OPEN], cwd=tmp_path, env=there, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert (
        "['What is the budget?']" in done.stdout
        and f"{HERE.spending().total:,.0f} pounds" in done.stdout
    )


def test_a_page_in_the_meeting_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    said = f"The whole budget is {HERE.spending().total:,.0f} pounds."

    def find(on: Ground) -> Page:
        sheet = Sheet(
            name="Budget",
            title="The budget of today",
            frame=on.result.moves[["district", "pounds_today"]],
        )
        return Page(
            key="budget",
            heading="The budget",
            sentences=(said,),
            words=("The budget", (said,)),
            sheet=sheet,
        )

    monkeypatch.setitem(PAGES, "budget", Record(label="The budget", find=find))
    pack = collected()
    without = replace(pack, parts=pack.parts[:-1])
    files, fewer = (
        {file.output.key: file.content for file in make(one, ["page", "deck", "workbook"])}
        for one in (pack, without)
    )
    assert said in files["page"].decode() and said not in fewer["page"].decode()
    for key, holds in (("deck", said), ("workbook", "The budget of today")):
        assert holds in text_of(files[key]) and holds not in text_of(fewer[key])


def collected() -> Pack:
    scenario = modelled.stamped(HERE, Scenario(), with_figures=True)
    asked = {"districts": [], "made_on": date(2026, 3, 2), "link": "https://dashboard.example/"}
    return collect(HERE, scenario, FILTERS, audience="board", parts=list(PAGES), **asked)


def test_an_output_of_the_meeting_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under a name of its own, and in the zip of all; pages list what stands in OUTPUTS."""
    output = Output(
        key="note",
        label="A note (text)",
        use="for whoever reads it",
        ending="txt",
        media="text/plain",
        make=lambda pack: pack.message.encode(),
    )
    monkeypatch.setitem(OUTPUTS, output.key, output)
    pack = collected()
    (note,) = make(pack, [output.key])
    assert note.content.decode() == pack.message and note.name.endswith(".txt")
    with zipfile.ZipFile(io.BytesIO(together(pack, [note]).content)) as every:
        assert every.read(note.name) == note.content


def test_a_term_of_the_glossary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marked where a sentence has it, and listed on the Methods page and on the one to read."""
    term = Term(
        key="children",
        name="children",
        forms=("children",),
        plain="the young",
        meaning="Those of {areas} aged 0 to 17.",
    )
    monkeypatch.setitem(GLOSSARY, term.key, term)
    here = Context(tables=HERE.tables)
    meaning = f"Those of {PLACE.area.many} aged 0 to 17."
    assert 'aria-describedby="term-children"' in here.glossary().marked("For all children.")
    assert meaning in here.glossary().meanings()["term-children"]
    monkeypatch.setattr(cache, "context", lambda: here)
    assert meaning in everything(opened("methods"))


def text_of(office: bytes) -> str:
    """All text of an Office file."""
    with zipfile.ZipFile(io.BytesIO(office)) as parts:
        return " ".join(
            parts.read(name).decode("utf-8", "replace")
            for name in parts.namelist()
            if name.endswith(".xml")
        )
