"""The meeting pack, each output opened by a reader that did not write it, its figures against the pack's."""

import csv as csv_reader
import io
import json
import zipfile
from datetime import date

import openpyxl
import pandas as pd
import pypdf
import pytest
from PIL import Image
from pptx import Presentation

from lib.exports.files import OUTPUTS, make, together
from lib.exports.pack import PARTS, Pack
from lib.exports.pictures import PICTURES, described, picture
from lib.model.scenario import Levers, Scenario
from lib.ui import cache, keeping, packing
from lib.ui.state import Filters

ON = date(2026, 3, 2)
FILTERS = Filters(basis="national", weighted=False, standard=35.0, standard_label="", district=None)


@pytest.fixture(scope="module")
def pack() -> Pack:
    order = cache.tables().areas.order
    moves = Levers(changes={order[2]: 244_000, order[-3]: -244_000})
    scenario = keeping.stamped(Scenario(name="East to west & back <again>", reason="Agreed in March", levers=moves))
    return packing.gather(scenario, FILTERS, "board", [order[2]], list(PARTS), ON)


@pytest.mark.parametrize("key", list(OUTPUTS))
def test_the_same_pack_gives_the_same_bytes(pack: Pack, key: str) -> None:
    once, again = (OUTPUTS[key].make(pack) for _ in range(2))
    assert once == again and len(once) > 500


def test_slides_say_the_point_and_hold_an_editable_chart_with_the_pages_figures(pack: Pack) -> None:
    slides = list(Presentation(io.BytesIO(OUTPUTS["deck"].make(pack))).slides)
    text = "\n".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    assert pack.message in text and pack.scenario_name in text and pack.stamp in text
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
    from dataclasses import replace

    few, all_ = (len(list(Presentation(io.BytesIO(OUTPUTS["deck"].make(p))).slides)) for p in (replace(pack, parts=("access",)), pack))
    assert all_ - few == 2


def test_the_workbook_has_numbers_as_numbers_one_table_a_sheet(pack: Pack) -> None:
    book = openpyxl.load_workbook(io.BytesIO(OUTPUTS["workbook"].make(pack)))
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Access", "Scenario", "Pace", "Assumptions", "Sources"]
    rows = [row for row in book["Access"].iter_rows(values_only=True) if row[0] in set(pack.access.district)]
    assert {row[0]: row[1] for row in rows} == {r.district: round(r.value, 1) for r in pack.access.itertuples()}
    assert all(isinstance(value, int | float) for row in rows for value in row[1:4])
    moved = {row[0]: row[2] for row in book["Scenario"].iter_rows(values_only=True) if row[0] in set(pack.access.district)}
    assert sum(moved.values()) == 0 and max(moved.values()) == 244_000
    said = " ".join(str(cell) for row in book["Cover"].iter_rows(values_only=True) for cell in row if cell)
    assert pack.message in said and pack.link in said and pack.data_version in said


def test_the_briefing_is_two_tagged_pages_with_language_title_and_alternatives(pack: Pack) -> None:
    found = pypdf.PdfReader(io.BytesIO(OUTPUTS["briefing"].make(pack)))
    root = found.trailer["/Root"]
    assert len(found.pages) == 2
    assert root["/Lang"] == "en-GB" and root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert found.metadata is not None and found.metadata.title == pack.title
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    text = " ".join(" ".join(page.extract_text().split()) for page in found.pages)
    assert " ".join(pack.scenario_message.split()) in text and "+£244,000" in text
    assert described(pack, "map")[:60] in alternatives(root["/StructTreeRoot"])


def alternatives(element) -> str:
    """Every alternative text of a PDF's structure tree."""
    element = element.get_object()
    if isinstance(element, list):
        return " ".join(alternatives(child) for child in element)
    if not isinstance(element, dict):
        return ""
    return f"{element.get('/Alt', '')} {alternatives(element['/K']) if '/K' in element else ''}"


@pytest.mark.parametrize("key", list(PICTURES))
def test_pictures_are_twice_a_screen_and_carry_their_words(pack: Pack, key: str) -> None:
    image = Image.open(io.BytesIO(picture(pack, key, "png")))
    assert image.size == (1920, 1080)
    assert len(set(image.convert("L").resize((64, 36)).getdata())) > 8  # something is drawn, and it shows in grey
    svg = picture(pack, key, "svg").decode()
    assert svg.startswith("<?xml") and "<script" not in svg and PICTURES[key].title(pack).split(":")[0].split(" &")[0] in svg


def test_the_open_data_agree_with_the_pack(pack: Pack) -> None:
    rows = list(csv_reader.DictReader(io.StringIO(OUTPUTS["data"].make(pack).decode("utf-8-sig"))))
    assert {r["district"]: float(r["access"]) for r in rows} == {r.district: round(r.value, 1) for r in pack.access.itertuples()}
    assert all(r["licence"] and r["period"] == "2019/20" and "Apportioned" in r["provenance_access"] for r in rows)
    shapes = json.loads(OUTPUTS["outlines"].make(pack))
    assert [f["properties"]["area_code"] for f in shapes["features"]] == list(pack.outlines.area_code)
    assert sum(f["properties"]["change"] for f in shapes["features"]) == 0


def test_names_say_area_what_and_date_and_one_zip_holds_all(pack: Pack) -> None:
    files = list(make(pack, ["data", "scenario"]))
    assert [f.name for f in files] == ["kent-and-medway-access-data-2026-03-02.csv", "kent-and-medway-access-scenario-2026-03-02.json"]
    held = zipfile.ZipFile(io.BytesIO(together(pack, files).content))
    assert held.namelist() == [f.name for f in files]
    assert held.getinfo(files[0].name).date_time[:3] == (2026, 3, 2)
    pictures = zipfile.ZipFile(io.BytesIO(OUTPUTS["pictures"].make(pack))).namelist()
    assert len(pictures) == 2 * len(PICTURES)


def test_a_scenario_without_a_path_still_makes_a_pack() -> None:
    from lib.model.scenario import Pace

    scenario = keeping.stamped(Scenario(pace=Pace(growth=30, most=10)))
    made = packing.gather(scenario, FILTERS, "councillors", [], list(PARTS), ON)
    assert "No path fits" in made.pace_message and isinstance(made.path, pd.DataFrame) and len(made.path) == 1
    assert OUTPUTS["deck"].make(made) and OUTPUTS["page"].make(made)
