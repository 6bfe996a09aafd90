"""What is added to the catalogue is on every page, in every file and in the link, without another
line of code."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from lib import sources
from lib.catalogue.indicators import INDICATORS
from tests.app.pages import everything, opened, words
from tests.bundled import NAME, SPLIT
from tests.records import SYNTHETIC

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("denominator", ["referred", "waiting_one_contact"])
@pytest.mark.parametrize("numerator", ["waiting_one_contact", "contacted_once"])
def test_an_indicator_is_on_every_page_as_soon_as_it_is_in_the_catalogue(
    monkeypatch: pytest.MonkeyPatch, numerator: str, denominator: str
) -> None:
    kind = (
        "proportion"
        if numerator != "contacted_once" and denominator == "referred"
        else "count_rate"
    )
    key = f"synthetic_{numerator}_{denominator}"
    made_up = replace(SYNTHETIC, key=key, kind=kind, numerator=numerator, denominator=denominator)
    monkeypatch.setitem(INDICATORS, key, made_up)
    assert "Synthetic" in everything(opened(indicator="Synthetic", district=NAME[SPLIT]))
    assert opened("variation", measure="Synthetic").selectbox(key="measure").value == key
    assert "Synthetic" in everything(opened("variation", beside="Synthetic"))
    for page in ("methods", "your_data"):
        assert not opened(page).exception
    assert "Synthetic" in words(opened("methods"))


def test_one_more_of_each_in_a_program_of_its_own(tmp_path: Path) -> None:
    """Services and assumptions are fields of a scenario's record, which is made as the program
    starts; so it starts with them."""
    folder = tmp_path / "data"
    shutil.copytree(sources.DATA, folder, ignore=shutil.ignore_patterns("build", "source"))
    before, declared = (folder / "assumptions.toml").read_bytes(), ROOT / "tests" / "additions.toml"
    (folder / "assumptions.toml").write_bytes(before + declared.read_bytes())
    record, now = (
        (folder / "sources.toml").read_text(),
        sources.fingerprint(folder / "assumptions.toml")["sha256"],
    )
    (folder / "sources.toml").write_text(
        record.replace(sources.fingerprint_of("", before)["sha256"], now)
    )
    options = [
        "-p",
        "no:cacheprovider",
        "-p",
        "tests.additions",
        "-o",
        "addopts=--import-mode=importlib",
    ]
    command = [sys.executable, "-m", "pytest", *options, str(Path(__file__).with_name("added.py"))]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(folder)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    assert re.search(r"\d+ passed", done.stdout) and "skipped" not in done.stdout, done.stdout[
        -300:
    ]
