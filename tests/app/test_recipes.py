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

from lib.exports.files import make
from lib.findings import modelled
from lib.findings import pack as packs
from lib.findings.pack import PAGES, Ground, Record, collect
from lib.findings.page import Page, Sheet
from lib.scenarios.record import Scenario
from tests.bundled import FILTERS, HERE

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
    path, name = re.findall(r"Followed by `(tests/[\w/]+\.py)::(\w+)`", recipe)[0]
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

    monkeypatch.setitem(packs.PAGES, "budget", Record(label="The budget", find=find))
    scenario = modelled.stamped(HERE, Scenario(), with_figures=True)
    asked = {
        "audience": "board",
        "districts": [],
        "made_on": date(2026, 3, 2),
        "link": "https://dashboard.example/reallocate",
    }
    pack = collect(HERE, scenario, FILTERS, parts=list(PAGES), **asked)
    without = replace(pack, parts=pack.parts[:-1])
    files, fewer = (
        {file.output.key: file.content for file in make(one, ["page", "deck", "workbook"])}
        for one in (pack, without)
    )
    assert said in files["page"].decode() and said not in fewer["page"].decode()
    for key, holds in (("deck", said), ("workbook", "The budget of today")):
        assert holds in text_of(files[key]) and holds not in text_of(fewer[key])


def text_of(office: bytes) -> str:
    """All text of an Office file."""
    with zipfile.ZipFile(io.BytesIO(office)) as parts:
        return " ".join(
            parts.read(name).decode("utf-8", "replace")
            for name in parts.namelist()
            if name.endswith(".xml")
        )
