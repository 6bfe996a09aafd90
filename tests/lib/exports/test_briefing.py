"""The briefing: tagged, of two pages, checked by readers that did not write it."""

import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pypdf
import pytest
from PIL import Image

from lib.findings.pack import Pack
from tests.lib.exports.packs import Files, drawn, pages
from tests.lib.exports.pictured import as_it_was, side_by_side


@pytest.fixture(scope="module")
def printed(files: Files, tmp_path_factory: pytest.TempPathFactory) -> list[Image.Image]:
    return pages(files["briefing"], tmp_path_factory.mktemp("briefing"))


def test_the_briefing_is_two_tagged_pages_with_language_title_and_alternatives(
    pack: Pack, files: Files
) -> None:
    found = pypdf.PdfReader(io.BytesIO(files["briefing"]))
    root = found.trailer["/Root"]
    assert len(found.pages) == 2
    assert root["/Lang"] == "en-GB" and root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert found.metadata is not None and found.metadata.title == pack.title
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    text = " ".join(" ".join(page.extract_text().split()) for page in found.pages)
    assert " ".join(pack.result.message.split()) in text and "+£244,000" in text
    assert drawn(pack, "map").alt[:60] in alternatives(root["/StructTreeRoot"])


def alternatives(element) -> str:
    """Every alternative text of a PDF's structure tree."""
    element = element.get_object()
    if isinstance(element, list):
        return " ".join(alternatives(child) for child in element)
    if not isinstance(element, dict):
        return ""
    return f"{element.get('/Alt', '')} {alternatives(element['/K']) if '/K' in element else ''}"


def test_the_briefing_passes_an_independent_check_of_pdf_ua(files: Files, tmp_path: Path) -> None:
    """The checkpoints of the Matterhorn Protocol that a machine can judge. veraPDF itself cannot be
    installed from here."""
    (tmp_path / "briefing.pdf").write_bytes(files["briefing"])
    command = [
        sys.executable,
        "-m",
        "outloud.cli",
        "--fail-on",
        "warning",
        "--json",
        str(tmp_path / "found.json"),
        str(tmp_path / "briefing.pdf"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads((tmp_path / "found.json").read_text())


def test_the_briefing_is_a4_and_reads_in_grey(printed: list[Image.Image]) -> None:
    as_it_was(side_by_side(printed), "pack_briefing")
    for page in printed:
        assert abs(page.height / page.width - 2**0.5) < 0.02
        grey = page.convert("L")
        assert min(grey.getdata()) < 60 and max(grey.getdata()) > 240


def test_the_briefing_fills_both_of_its_pages(printed: list[Image.Image]) -> None:
    """No empty band over a sixth of a page, and the last words stand near its foot."""
    for page in printed:
        empty = np.asarray(page.convert("L")).min(axis=1) > 200
        bands = [len(band) for band in "".join("e" if e else "." for e in empty).split(".")]
        assert max(bands) < page.height / 6
