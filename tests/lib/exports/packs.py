"""Meeting packs on the bundled figures, and each file as another program opens it."""

import shutil
import subprocess
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image

from lib.findings import modelled
from lib.findings.pack import PAGES, Pack, collect
from lib.findings.page import Picture
from lib.scenarios.record import Scenario
from tests.bundled import FILTERS, HERE

ON = date(2026, 3, 2)
PICTURES = ("map", "bars", "scenario", "after", "difference", "pace")


ASKED, WHOM = "Agree to consult on it from April", "Ann Writer, 01234 567890"


def packed(scenario: Scenario, audience: str = "board", districts: tuple[str, ...] = ()) -> Pack:
    scenario = modelled.stamped(HERE, scenario, with_figures=True)
    link = f"https://dashboard.example/reallocate?{urlencode({'name': scenario.name})}"
    return collect(
        HERE,
        scenario,
        FILTERS,
        audience=audience,
        districts=list(districts),
        parts=list(PAGES),
        made_on=ON,
        link=link,
        asked=ASKED,
        whom=WHOM,
    )


def drawn(pack: Pack, key: str) -> Picture:
    return next(shown for page in pack.pages for shown in page.pictures if shown.key == key)


def office(content: bytes, ending: str, into: Path) -> bytes:
    """A file as LibreOffice opens and prints it: PDF. It fails where LibreOffice cannot read the
    file."""
    (into / f"made.{ending}").write_bytes(content)
    profile = f"-env:UserInstallation=file://{into}/profile"
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice is not installed: `make office`"
    done = subprocess.run(
        [
            program,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(into),
            str(into / f"made.{ending}"),
        ],
        capture_output=True,
        timeout=240,
        text=True,
    )
    assert done.returncode == 0 and (into / "made.pdf").exists(), done.stderr
    return (into / "made.pdf").read_bytes()


def pages(printed: bytes, into: Path) -> list[Image.Image]:
    """Each page of a PDF as a picture."""
    (into / "printed.pdf").write_bytes(printed)
    subprocess.run(
        ["pdftoppm", "-r", "50", "-png", str(into / "printed.pdf"), str(into / "page")],
        check=True,
        timeout=120,
    )
    return [Image.open(path) for path in sorted(into.glob("page-*.png"))]
