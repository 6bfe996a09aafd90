"""Every file of a meeting pack: the same bytes, whatever a scenario is called, none of it on the
disk, and each says what it is."""

import io
import json
import zipfile
from html import escape

import openpyxl
import pypdf
import pytest
from PIL import Image
from pptx import Presentation

from lib.exports.files import OUTPUTS, make, together
from lib.exports.pictures import picture
from lib.findings.pack import Pack
from lib.scenarios.record import Scenario
from tests.bundled import PLACE
from tests.lib.exports.packs import PICTURES, drawn, packed


@pytest.mark.parametrize("key", list(OUTPUTS))
def test_the_same_pack_gives_the_same_bytes(pack: Pack, key: str) -> None:
    once, again = (OUTPUTS[key].make(pack) for _ in range(2))
    assert once == again and len(once) > 500


@pytest.mark.parametrize(
    "name",
    [
        "给坦尼特的钱 и Ψυχή 👩‍👩‍👧 שלום مرحبا",
        r"$\frac{$ and $$note1$$ and $$no such note$$",
        "[Sign in again](http://evil.example) ![x](//evil.example)",
        '=HYPERLINK("http://evil.example") <a href="//evil.example">',
        '#image("//evil") *b* @cite <label> \\ \u200d',
        "https://evil.example/a",
        "界" * 80,
    ],
)
def test_whatever_a_scenario_is_called_every_output_is_made_and_nothing_in_it_is_a_link(
    pack: Pack, name: str
) -> None:
    scenario = Scenario.model_validate_json(
        json.dumps({**json.loads(pack.scenario.to_json()), "name": name, "reason": name})
    )
    called = packed(scenario)
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
    addresses = [
        str(a.get_object().get("/A"))
        for page in pypdf.PdfReader(io.BytesIO(files["briefing"])).pages
        for a in page.get("/Annots", [])
    ]
    assert addresses and all(
        "/reallocate" in address and "//evil" not in address for address in addresses
    )
    assert b"<a href" not in files["page"].replace(b'<a href="' + escape(called.link).encode(), b"")


@pytest.mark.parametrize("key", list(OUTPUTS))
def test_nothing_of_a_pack_is_written_to_the_disk(pack: Pack, key: str, written: list[str]) -> None:
    OUTPUTS[key].make(pack)
    assert written == []


def test_the_files_in_one_are_not_written_to_the_disk(pack: Pack, written: list[str]) -> None:
    together(pack, list(make(pack, ["page", "data"])))
    assert written == []


def test_names_say_area_what_and_date_and_one_zip_holds_all(pack: Pack) -> None:
    files = list(make(pack, ["data", "scenario"]))
    assert [f.name for f in files] == [
        f"{PLACE.slug}-east-to-west-back-again-board-data-2026-03-02.csv",
        f"{PLACE.slug}-east-to-west-back-again-board-scenario-2026-03-02.json",
    ]
    held = zipfile.ZipFile(io.BytesIO(together(pack, files).content))
    assert held.namelist() == [f.name for f in files]
    assert held.getinfo(files[0].name).date_time[:3] == (2026, 3, 2)
    pictures = zipfile.ZipFile(io.BytesIO(OUTPUTS["pictures"].make(pack))).namelist()
    assert len(pictures) == 2 * len(PICTURES)


def test_a_scenario_without_a_path_still_makes_a_pack() -> None:
    from lib.scenarios.record import Pace

    made = packed(Scenario(pace=Pace(growth=30, most=10)), "councillors")
    assert "No path fits" in made.every["pace"].sentences[0] and len(drawn(made, "pace").frame) == 1
    assert OUTPUTS["deck"].make(made) and OUTPUTS["page"].make(made)


def test_every_output_says_what_it_is_and_how_to_open_it_again(pack: Pack) -> None:
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
        for s in Presentation(io.BytesIO(OUTPUTS["deck"].make(pack))).slides
        for shape in s.shapes
        if shape.has_text_frame
    ]
    book = openpyxl.load_workbook(io.BytesIO(OUTPUTS["workbook"].make(pack)))
    briefing = pypdf.PdfReader(io.BytesIO(OUTPUTS["briefing"].make(pack)))
    links = [
        a.get_object()["/A"]["/URI"] for page in briefing.pages for a in page.get("/Annots", [])
    ]
    image = Image.open(io.BytesIO(picture(pack, drawn(pack, "map"), "png")))
    said = {
        "deck": " ".join(slides),
        "briefing": (
            " ".join(" ".join(page.extract_text().split()) for page in briefing.pages)
            + " ".join(links)
        ),
        "workbook": " ".join(
            str(cell) for row in book["Cover"].iter_rows(values_only=True) for cell in row if cell
        ),
        "page": OUTPUTS["page"].make(pack).decode(),
        "data": OUTPUTS["data"].make(pack).decode("utf-8-sig"),
        "outlines": OUTPUTS["outlines"].make(pack).decode(),
        "png": " ".join([image.info["Title"], image.info["Description"]]),
        "svg": picture(pack, drawn(pack, "map"), "svg").decode(),
    }
    for name, text in said.items():
        text = text.replace("&amp;", "&")
        for word in (*wanted, pack.link.split("?")[0]):
            assert word in text, (name, word)
    scenario = json.loads(OUTPUTS["scenario"].make(pack))
    assert (
        scenario["name"] == pack.scenario.name
        and scenario["data_version"] == pack.scenario.data_version
    )
