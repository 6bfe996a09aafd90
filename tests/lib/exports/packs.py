"""Meeting packs on the bundled figures, and each file as another program opens it."""

import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image

from lib.exports.files import OUTPUTS
from lib.findings import modelled
from lib.findings.pack import Pack, collect
from lib.findings.pack_pages import USUAL
from lib.findings.page import Picture
from lib.scenarios.record import Scenario
from tests.bundled import FILTERS, HERE

ON = date(2026, 3, 2)
PICTURES = ("map", "bars", "scenario", "after", "difference", "pace")
ASKED, WHOM = "Agree to consult on it from April", "Ann Writer, 01234 567890"


def packed(
    scenario: Scenario,
    audience: str = "board",
    districts: tuple[str, ...] = (),
    asked: str = ASKED,
    whom: str = WHOM,
    parts: Sequence[str] = tuple(USUAL),
) -> Pack:
    scenario = modelled.stamped(HERE, scenario, with_figures=True)
    link = f"https://dashboard.example/reallocate?{urlencode({'name': scenario.name})}"
    return collect(
        HERE,
        scenario,
        FILTERS,
        audience=audience,
        districts=list(districts),
        parts=list(parts),
        made_on=ON,
        link=link,
        asked=asked,
        whom=whom,
    )


def drawn(pack: Pack, key: str) -> Picture:
    return next(shown for page in pack.pages for shown in page.pictures if shown.key == key)


class Files(dict[str, bytes]):
    """Files of a pack by output, each made when it is first asked for."""

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self.pack = pack

    def __missing__(self, key: str) -> bytes:
        self[key] = OUTPUTS[key].make(self.pack)
        return self[key]


def office(files: dict[str, bytes], into: Path) -> dict[str, bytes]:
    """Files by their endings as LibreOffice opens and prints them: PDF. It fails where LibreOffice
    cannot read one."""
    made = [into / f"{ending}.{ending}" for ending in files]
    for path, content in zip(made, files.values()):
        path.write_bytes(content)
    profile = f"-env:UserInstallation=file://{into}/profile"
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice is not installed: `make office`"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(into)]
    done = subprocess.run([*command, *map(str, made)], capture_output=True, timeout=240, text=True)
    printed = [path.with_suffix(".pdf") for path in made]
    assert done.returncode == 0 and all(path.exists() for path in printed), done.stderr
    return {ending: path.read_bytes() for ending, path in zip(files, printed)}


def pages(printed: bytes, into: Path) -> list[Image.Image]:
    """Each page of a PDF as a picture."""
    (into / "printed.pdf").write_bytes(printed)
    subprocess.run(
        ["pdftoppm", "-r", "50", "-png", str(into / "printed.pdf"), str(into / "page")],
        check=True,
        timeout=120,
    )
    return [Image.open(path) for path in sorted(into.glob("page-*.png"))]
