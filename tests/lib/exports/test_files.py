"""Every file of a meeting pack: the same bytes, whatever a scenario is called, none of it on the
disk, and each says what it is."""

import io
import json
import zipfile
from html import escape
from pathlib import Path

import openpyxl
import pypdf
import pytest
from PIL import Image
from pptx import Presentation

from lib.exports.files import OUTPUTS, make, together
from lib.exports.pictures import pictures
from lib.findings.pack import Pack
from lib.scenarios.record import Scenario
from tests.bundled import PLACE
from tests.lib.exports.packs import PICTURES, Files, drawn, office, packed, pages
from tests.lib.exports.pictured import as_it_was, side_by_side


@pytest.mark.parametrize("key", list(OUTPUTS))
def test_the_same_pack_gives_the_same_bytes_and_writes_nothing_to_the_disk(
    pack: Pack, files: Files, key: str, written: list[str]
) -> None:
    once, again = OUTPUTS[key].make(pack), files[key]
    assert written == [] and once == again and len(once) > 500


@pytest.fixture(scope="module")
def printed(files: Files, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Slides and workbook as LibreOffice prints them."""
    made = {"pptx": files["deck"], "xlsx": files["workbook"]}
    return office(made, tmp_path_factory.mktemp("office"))


def read(printed: bytes) -> list[str]:
    """The text of each page of a PDF."""
    found = pypdf.PdfReader(io.BytesIO(printed)).pages
    return [" ".join(page.extract_text().split()) for page in found]


def test_libreoffice_opens_the_slides_and_shows_each_in_16_to_9(
    pack: Pack, files: Files, printed: dict[str, bytes], tmp_path: Path
) -> None:
    text = read(printed["pptx"])
    assert len(text) == len(list(Presentation(io.BytesIO(files["deck"])).slides))
    assert " ".join(pack.message.split()) in " ".join(text) and "Sources" in " ".join(text[-3:])
    shown = pages(printed["pptx"], tmp_path)
    as_it_was(side_by_side(shown), "pack_deck")
    for i, slide in enumerate(shown):
        assert abs(slide.width / slide.height - 16 / 9) < 0.02
        assert len(slide.convert("L").getcolors()) > 20, f"slide {i + 1} is empty in grey"


def test_libreoffice_opens_the_workbook_with_its_numbers_a_sheet_a_page(
    pack: Pack, files: Files, printed: dict[str, bytes], tmp_path: Path
) -> None:
    sheets = pages(printed["xlsx"], tmp_path)
    assert len(sheets) == len(openpyxl.load_workbook(io.BytesIO(files["workbook"])).sheetnames)
    as_it_was(side_by_side(sheets), "pack_workbook")
    text, top = " ".join(read(printed["xlsx"])), pack.access.loc[pack.access.value.idxmax()]
    assert top.district in text and f"{top.value:.1f}" in text and "244000" in text.replace(",", "")


# Several in one, for each stands in every file; what is read only where it begins a text is first.
HOSTILE = (
    '=HYPERLINK("http://evil.example") [Sign in](http://evil.example) ![x](//evil.example)',
    r'https://evil.example/a $\frac{$ $$note1$$ $$no such$$ <a href="//evil.example">x',
    '#image("//evil") *b* @cite <label> \\ \u200d 给坦尼特的钱 и Ψυχή'
    " \U0001f469\u200d\U0001f469\u200d\U0001f467 שלום مرحبا 界界界界界界界界界界界界界界界",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_scenario_is_called_every_output_is_made_and_nothing_in_it_is_a_link(
    pack: Pack, name: str
) -> None:
    scenario = Scenario.model_validate_json(
        json.dumps({**json.loads(pack.scenario.to_json()), "name": name[:80], "reason": name})
    )
    name = scenario.name
    called = packed(scenario, asked=name, whom=name)
    files = {key: output.make(called) for key, output in OUTPUTS.items()}
    book = openpyxl.load_workbook(io.BytesIO(files["workbook"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [
        cell.hyperlink.target
        for cell in cells
        if cell.hyperlink and "evil" in (cell.hyperlink.target or "")
    ]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(" ".join(name.split())[:5] in str(cell.value) for cell in cells)
    slides = Presentation(io.BytesIO(files["deck"])).slides
    assert any(
        name in shape.text_frame.text
        for slide in slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    assert {rel.target_ref for s in slides for rel in s.part.rels.values() if rel.is_external} == {
        called.link
    }
    addresses = [
        str(a.get_object().get("/A"))
        for page in pypdf.PdfReader(io.BytesIO(files["briefing"])).pages
        for a in page.get("/Annots", [])
    ]
    assert addresses and all(
        "/reallocate" in address and "//evil" not in address for address in addresses
    )
    assert b"<a href" not in files["page"].replace(b'<a href="' + escape(called.link).encode(), b"")


def test_the_files_in_one_are_not_written_to_the_disk(pack: Pack, written: list[str]) -> None:
    together(pack, list(make(pack, ["page", "data"])))
    assert written == []


def test_names_say_area_what_and_date_and_one_zip_holds_all(pack: Pack, files: Files) -> None:
    made = list(make(pack, ["data", "scenario"]))
    assert [f.name for f in made] == [
        f"{PLACE.slug}-east-to-west-back-again-board-data-2026-03-02.csv",
        f"{PLACE.slug}-east-to-west-back-again-board-scenario-2026-03-02.json",
    ]
    held = zipfile.ZipFile(io.BytesIO(together(pack, made).content))
    assert held.namelist() == [f.name for f in made]
    assert held.getinfo(made[0].name).date_time[:3] == (2026, 3, 2)
    zipped = zipfile.ZipFile(io.BytesIO(files["pictures"])).namelist()
    assert len(zipped) == 2 * len(PICTURES)


def test_a_scenario_without_a_path_still_makes_a_pack() -> None:
    from lib.scenarios.record import Pace

    made = packed(Scenario(pace=Pace(growth=30, most=10)), "councillors")
    assert "No path fits" in made.every["pace"].sentences[0] and len(drawn(made, "pace").frame) == 1
    assert OUTPUTS["deck"].make(made) and OUTPUTS["page"].make(made)


def test_every_output_says_what_it_is_and_how_to_open_it_again(pack: Pack, files: Files) -> None:
    """Title, period, provenance, licence, data version, scenario and link, in each file's own way;
    a scenario file has its own fields."""
    wanted = (
        pack.period,
        pack.scenario.data_version,
        pack.scenario.name.split(" &")[0],
        "Open Government Licence",
        "Apportioned",
    )
    slides = [
        shape.text_frame.text
        for s in Presentation(io.BytesIO(files["deck"])).slides
        for shape in s.shapes
        if shape.has_text_frame
    ]
    book = openpyxl.load_workbook(io.BytesIO(files["workbook"]))
    briefing = pypdf.PdfReader(io.BytesIO(files["briefing"]))
    links = [
        a.get_object()["/A"]["/URI"] for page in briefing.pages for a in page.get("/Annots", [])
    ]
    kinds = pictures(pack, drawn(pack, "map"))
    image = Image.open(io.BytesIO(kinds["png"]))
    said = {
        "deck": " ".join(slides),
        "briefing": (
            " ".join(" ".join(page.extract_text().split()) for page in briefing.pages)
            + " ".join(links)
        ),
        "workbook": " ".join(
            str(cell) for row in book["Cover"].iter_rows(values_only=True) for cell in row if cell
        ),
        "page": files["page"].decode(),
        "data": files["data"].decode("utf-8-sig"),
        "outlines": files["outlines"].decode(),
        "png": " ".join([image.info["Title"], image.info["Description"]]),
        "svg": kinds["svg"].decode(),
    }
    for name, text in said.items():
        text = text.replace("&amp;", "&")
        for word in (*wanted, pack.link.split("?")[0]):
            assert word in text, (name, word)
    scenario = json.loads(files["scenario"])
    assert (
        scenario["name"] == pack.scenario.name
        and scenario["data_version"] == pack.scenario.data_version
    )
