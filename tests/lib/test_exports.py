"""The meeting pack, each output opened by a reader that did not write it, its figures against the
pack's."""

import csv as csv_reader
import io
import json
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from html import escape
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import openpyxl
import pandas as pd
import pypdf
import pytest
from PIL import Image
from pptx import Presentation

from lib import classes
from lib.exports.files import OUTPUTS, make, together
from lib.exports.pictures import picture
from lib.findings import modelled
from lib.findings.filters import Filters
from lib.findings.pack import PAGES, Pack, collect
from lib.findings.page import Picture
from lib.scenarios.record import Levers, Scenario
from tests.bundled import HERE

ON = date(2026, 3, 2)
FILTERS = Filters(basis="national", weighted=False, standard=35.0, standard_label="", district=None)


PICTURES = ("map", "bars", "scenario", "pace")


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
    )


def drawn(pack: Pack, key: str) -> Picture:
    return next(shown for page in pack.pages for shown in page.pictures if shown.key == key)


@pytest.fixture(scope="module")
def pack() -> Pack:
    order = HERE.tables.areas.order
    moves = Levers(changes={order[2]: 244_000, order[-3]: -244_000})
    return packed(
        Scenario(name="East to west & back <again>", reason="Agreed in March", levers=moves),
        districts=(order[2],),
    )


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


def test_every_figure_of_a_slide_has_its_interval(pack: Pack) -> None:
    slides = list(Presentation(io.BytesIO(OUTPUTS["deck"].make(pack))).slides)
    ranked, scenario = (
        shape.chart.plots[0] for slide in slides for shape in slide.shapes if shape.has_chart
    )
    order = pack.access.sort_values("value", kind="stable")
    for series, value, high in (
        (ranked.series[0], order.value, order.wide_upper),
        (scenario.series[1], *after_and_high(pack)),
    ):
        lengths = [
            float(v.text) for v in series._element.find("{*}errBars").find("{*}plus").iter("{*}v")
        ]
        assert lengths == pytest.approx((high - value).abs().tolist(), abs=0.01)


def after_and_high(pack: Pack) -> tuple[pd.Series, pd.Series]:
    frame = pack.moves.sort_values("before", kind="stable")
    return frame.after, frame.high


def test_slides_say_the_point_and_hold_an_editable_chart_with_the_pages_figures(pack: Pack) -> None:
    slides = list(Presentation(io.BytesIO(OUTPUTS["deck"].make(pack))).slides)
    text = "\n".join(
        shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame
    )
    assert pack.message in text and pack.scenario.name in text and pack.stamp() in text
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    ranked = charts[0].plots[0]
    shown = dict(zip(ranked.categories, ranked.series[0].values))
    assert shown == {row.district: round(row.value, 1) for row in pack.access.itertuples()}
    assert list(ranked.categories)[-1] == pack.access.district[pack.access.value.idxmax()]
    assert [series.name for series in charts[1].plots[0].series] == ["Today", "After"]
    for slide in slides:
        assert len(slide.notes_slide.notes_text_frame.text) > 20
        for shape in slide.shapes:
            if shape.has_chart or shape.shape_type == 13:
                assert len(next(shape._element.iter("{*}cNvPr")).get("descr")) > 60


def test_slides_hold_only_the_pages_asked_for(pack: Pack) -> None:
    few, all_ = (
        len(list(Presentation(io.BytesIO(OUTPUTS["deck"].make(p))).slides))
        for p in (replace(pack, parts=("access",)), pack)
    )
    assert all_ - few == 3


def test_the_workbook_has_numbers_as_numbers_one_table_a_sheet(pack: Pack) -> None:
    book = openpyxl.load_workbook(io.BytesIO(OUTPUTS["workbook"].make(pack)))
    assert book.sheetnames == [
        "Cover",
        "Contents",
        "Notes",
        "Access",
        "Variation",
        "Scenario",
        "Pace",
        "Assumptions",
        "Sources",
    ]
    rows = [
        row
        for row in book["Access"].iter_rows(values_only=True)
        if row[0] in set(pack.access.district)
    ]
    assert {row[0]: row[1] for row in rows} == {
        r.district: round(r.value, 1) for r in pack.access.itertuples()
    }
    assert all(isinstance(value, int | float) for row in rows for value in row[1:4])
    moved = {
        row[0]: row[2]
        for row in book["Scenario"].iter_rows(values_only=True)
        if row[0] in set(pack.access.district)
    }
    assert sum(moved.values()) == 0 and max(moved.values()) == 244_000
    notes = [
        row[:2] for row in book["Notes"].iter_rows(values_only=True) if isinstance(row[0], int)
    ]
    assert notes == [(i + 1, text) for i, text in enumerate(pack.quality)]
    said = " ".join(
        str(cell) for row in book["Cover"].iter_rows(values_only=True) for cell in row if cell
    )
    assert pack.message in said and pack.link in said and pack.scenario.data_version in said


def test_the_briefing_is_two_tagged_pages_with_language_title_and_alternatives(pack: Pack) -> None:
    found = pypdf.PdfReader(io.BytesIO(OUTPUTS["briefing"].make(pack)))
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


@pytest.mark.parametrize("key", PICTURES)
def test_pictures_are_twice_a_screen_and_carry_their_words(pack: Pack, key: str) -> None:
    image = Image.open(io.BytesIO(picture(pack, drawn(pack, key), "png")))
    assert image.size == (1920, 1080)
    # something is drawn, and it shows in grey
    assert len(set(image.convert("L").resize((64, 36)).getdata())) > 8
    svg = picture(pack, drawn(pack, key), "svg").decode()
    assert (
        svg.startswith("<?xml")
        and "<script" not in svg
        and drawn(pack, key).title.split(":")[0].split(" &")[0] in svg
    )


def test_the_open_data_agree_with_the_pack(pack: Pack) -> None:
    rows = list(csv_reader.DictReader(io.StringIO(OUTPUTS["data"].make(pack).decode("utf-8-sig"))))
    assert {r["district"]: float(r["access"]) for r in rows} == {
        r.district: round(r.value, 1) for r in pack.access.itertuples()
    }
    assert all(
        r["licence"] and r["period"] == "2019/20" and "Apportioned" in r["provenance_access"]
        for r in rows
    )
    shapes = json.loads(OUTPUTS["outlines"].make(pack))
    assert [f["properties"]["area_code"] for f in shapes["features"]] == list(
        pack.mapped.outlines.area_code
    )
    assert sum(f["properties"]["change"] for f in shapes["features"]) == 0


def test_names_say_area_what_and_date_and_one_zip_holds_all(pack: Pack) -> None:
    files = list(make(pack, ["data", "scenario"]))
    assert [f.name for f in files] == [
        "kent-and-medway-access-data-2026-03-02.csv",
        "kent-and-medway-access-scenario-2026-03-02.json",
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


def test_councillors_get_plain_words_and_the_board_the_ranges(pack: Pack) -> None:
    made = {who: packed(Scenario(), who) for who in ("board", "councillors")}
    text = {
        who: "\n".join(
            shape.text_frame.text
            for slide in Presentation(io.BytesIO(OUTPUTS["deck"].make(one))).slides
            for shape in slide.shapes
            if shape.has_text_frame
        )
        for who, one in made.items()
    }
    assert "(0.5 to 1.0)" in text["board"] and "(0.5 to 1.0)" not in text["councillors"]
    assert "Gini" in text["board"] and "Gini" not in text["councillors"]
    assert "What is assumed, not known" in text["councillors"]
    for one in text.values():
        assert made["board"].every["variation"].sentences[0] in one and "For " in one


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


def test_libreoffice_opens_the_slides_and_shows_each_in_16_to_9(pack: Pack, tmp_path: Path) -> None:
    content = OUTPUTS["deck"].make(pack)
    printed = office(content, "pptx", tmp_path)
    read = [
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(printed)).pages
    ]
    assert len(read) == len(list(Presentation(io.BytesIO(content)).slides))
    assert " ".join(pack.message.split()) in " ".join(read) and "Sources" in read[-1]
    for i, drawn in enumerate(pages(printed, tmp_path)):
        assert abs(drawn.width / drawn.height - 16 / 9) < 0.02
        assert len(drawn.convert("L").getcolors()) > 20, f"slide {i + 1} is empty in grey"


def test_libreoffice_opens_the_workbook_with_its_numbers(pack: Pack, tmp_path: Path) -> None:
    printed = office(OUTPUTS["workbook"].make(pack), "xlsx", tmp_path)
    text = " ".join(
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(printed)).pages
    )
    top = pack.access.loc[pack.access.value.idxmax()]
    assert top.district in text and f"{top.value:.1f}" in text and "244000" in text.replace(",", "")


def test_the_briefing_passes_an_independent_check_of_pdf_ua(pack: Pack, tmp_path: Path) -> None:
    """The checkpoints of the Matterhorn Protocol that a machine can judge. veraPDF itself cannot be
    installed from here."""
    (tmp_path / "briefing.pdf").write_bytes(OUTPUTS["briefing"].make(pack))
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


def test_the_briefing_is_a4_and_reads_in_grey(pack: Pack, tmp_path: Path) -> None:
    for drawn in pages(OUTPUTS["briefing"].make(pack), tmp_path):
        assert abs(drawn.height / drawn.width - 2**0.5) < 0.02
        grey = drawn.convert("L")
        assert min(grey.getdata()) < 60 and max(grey.getdata()) > 240


def test_the_maps_classes_can_be_told_apart_in_grey() -> None:
    """Each class is darker than the one before by a tenth of the range at least."""
    grey = [
        Image.new("RGB", (1, 1), colour).convert("L").getpixel((0, 0))
        for colour in classes.SEQUENTIAL
    ]
    assert all(before - after >= 25 for before, after in pairwise(grey))


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


def test_the_map_looks_as_it_did(pack: Pack) -> None:
    """Against a golden picture, small and with room for another version's smoothing; a wrong colour
    or a lost district fails."""
    small = (
        Image.open(io.BytesIO(picture(pack, drawn(pack, "map"), "png")))
        .convert("RGB")
        .resize((320, 180))
    )
    golden = Path(__file__).parents[1] / "golden" / "pack_map.png"
    before = np.asarray(Image.open(golden).convert("RGB"), float)
    assert np.abs(np.asarray(small, float) - before).mean() < 2.5
