"""The server that readers get has loaded all there is before it takes the first of them."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WEIGHT = 20  # modules of one package: pytest's own plugins and a table of emoji are less
# In a process of its own: this one has loaded everything for other tests. What follows the start
# goes further than the rehearsal: every question, a pack, and every page on figures that a reader
# brought in.
LATE = """
import asyncio, collections, sys
import hypothesis, psutil, pytest
import server
from lib.ui.server import rehearsal

async def start():
    async with server.app.lifespan()(server.app):
        print("faults", *server.app.state["rehearsed"].faults)
        print("readers", [child.cmdline()[-1] for child in psutil.Process().children()])
        print("used", *sorted(server.app.state["rehearsed"].used), sep="|")

asyncio.run(start())
before = set(sys.modules)
chosen = (
    "one_title or every_question or not_affordable or saved_scenario or figure_is_shown_on_own"
)
asked = ["-q", "-p", "no:cacheprovider", "-k", chosen]
files = [f"tests/app/test_{name}.py" for name in ("pages", "reallocate", "your_data")]
code = pytest.main([*asked, *files])
late = collections.Counter(name.split(".")[0] for name in set(sys.modules) - before)
ours = ("tests", "_pytest", "lib")
print("late", {name: n for name, n in late.items() if n > %d and name not in ours})
sys.exit(code)
"""


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    """What the process says, by the first word of each line."""
    done = subprocess.run(
        [sys.executable, "-c", LATE % WEIGHT], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {
        line.split("|")[0].split()[0]: line for line in done.stdout.splitlines() if line.strip()
    }


def test_nothing_of_weight_is_loaded_after_the_first_reader(said: dict[str, str]) -> None:
    assert said["late"] == "late {}"


def test_the_rehearsal_opens_every_section_asks_and_makes_a_pack(said: dict[str, str]) -> None:
    from lib.ui.reallocate.sections import SECTIONS
    from lib.ui.server import rehearsal

    assert {*SECTIONS, *rehearsal.BUTTONS} <= set(said["used"].split("|"))
    assert said["faults"] == "faults"


def test_the_process_that_reads_files_is_there_before_the_first_reader(
    said: dict[str, str],
) -> None:
    assert said["readers"] == "readers ['lib.uploads.worker']"
