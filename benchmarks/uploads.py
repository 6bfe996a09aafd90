"""A reader's files, timed: NHS England's monthly file of 100 MB, and 1,000 rows of counts from
choosing them to the repainted map."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page

from lib import sources
from lib.catalogue.measures import MEASURES, means
from lib.uploads.confined import FileReader
from lib.uploads.mhsds import HEADINGS

BYTES = 100_000_000
ROW = (
    '01/07/2023,30/06/2024,Performance,{where},NONE,NONE,MHS95,"People under 18, at least one'
    ' contact",{value}\n'
)
PROVIDER = ROW.format(where="Provider,RAT,SOME NHS FOUNDATION TRUST", value="*")
PLACE = sources.read_all().place
WHOLE = ROW.format(
    where=(
        f"ICB - GP Practice or Residence,{PLACE.code},NHS {PLACE.name.upper()} INTEGRATED CARE"
        " BOARD"
    ),
    value=33_000,
)


def monthly_file() -> tuple[float, float]:
    """Seconds to read a file of 100 MB as a server does, and the most memory (MB) the process that
    files are read in holds, file and libraries included."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        file.write(",".join(HEADINGS) + "\n" + PROVIDER * (BYTES // len(PROVIDER)) + WHOLE)
        file.flush()
        command = [sys.executable, "-m", "benchmarks.uploads", file.name]
        done = subprocess.run(
            command, cwd=Path(__file__).parents[1], check=True, capture_output=True, text=True
        )
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def counts() -> bytes:
    """1,040 rows: every district and year of ten, every measure but the shorter waits."""
    codes = sources.read_all().areas.order
    shorter = MEASURES["mean_wait_days"].mean_of[:-1]
    measures = sorted(
        set(MEASURES) - set(shorter),
        key=lambda name: (name not in ("referred", "contacted_once"), name),
    )
    rows = ["area_code,period,measure,value"]
    for year in range(2014, 2024):
        for m, measure in enumerate(measures):
            size = 40 if measure in means() else 1000 - 100 * m
            rows += [
                f"{code},{year}/{(year + 1) % 100:02d},{measure},{size + i}"
                for i, code in enumerate(codes)
            ]
    return "\n".join(rows).encode()


def to_map(page: Page) -> float:
    """Milliseconds from choosing the file to the Access map in its colours, with no pause for
    thought between."""
    page.get_by_role("heading", name="Bring in files").wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    body = counts()
    start = time.perf_counter()
    page.locator("input[type=file]").set_input_files(
        {"name": "counts.csv", "mimeType": "text/csv", "buffer": body}
    )
    page.get_by_role("button", name="Use these figures").click()
    page.get_by_role("heading", name="The dashboard runs on your figures").wait_for()
    page.get_by_test_id("stSidebarNav").get_by_text("Access map", exact=True).click()
    page.locator("h2.point", has_text="In 2023/24").wait_for()
    page.frame_locator("iframe[title^='Map of']").first.locator("[data-painted]").wait_for()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    content = Path(sys.argv[1]).read_bytes()
    tables = sources.read_all()
    reader = FileReader()
    reader.read("warm.csv", counts(), tables)
    at = time.perf_counter()
    found = reader.read("MHSDS.csv", content, tables)
    taken = time.perf_counter() - at
    assert found.tables[0].table.frame.value.tolist() == [33_000]
    peak = next(
        line
        for line in Path(f"/proc/{reader.pid}/status").read_text().splitlines()
        if line.startswith("VmHWM")
    )
    reader.close()
    print(taken, int(peak.split()[1]) / 1000)
