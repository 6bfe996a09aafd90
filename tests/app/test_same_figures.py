"""A reader of this version and of the release before, side by side, finds no changed number."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.app.figures import GOLDEN

ROOT = Path(__file__).parents[2]


def numbers(record: Path) -> dict[str, Counter]:
    return {name: Counter(text.split()) for name, text in json.loads(record.read_text()).items()}


def test_every_figure_of_every_page_is_that_of_the_release_before(tmp_path: Path) -> None:
    """In a process of its own: other tests save scenarios and bring figures in."""
    store = {"SCENARIOS_URL": f"sqlite:///{tmp_path}/scenarios.db"}
    command = [sys.executable, "-m", "tests.app.figures", str(tmp_path / "now.json")]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | store, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    before, now = numbers(GOLDEN), numbers(tmp_path / "now.json")
    assert list(now) == list(before) and all(sum(found.values()) > 10 for found in now.values())
    assert {
        name: (before[name] - now[name], now[name] - before[name])
        for name in now
        if now[name] != before[name]
    } == {}
