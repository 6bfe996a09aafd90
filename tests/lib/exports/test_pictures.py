"""Pictures: twice a screen, with their words, and as they were."""

import io
from dataclasses import replace
from itertools import pairwise

import matplotlib as mpl
import pandas as pd
import pytest
from PIL import Image

from lib.exports.canvas import MANY, STYLE
from lib.exports.pictures import PREVIEW, picture, pictures
from lib.exports.pictures import drawn as figure_of
from lib.findings.pack import Pack
from tests.lib.exports.packs import PICTURES, drawn
from tests.lib.exports.pictured import as_it_was


@pytest.mark.parametrize("key", PICTURES)
def test_pictures_are_twice_a_screen_and_carry_their_words(pack: Pack, key: str) -> None:
    kinds = pictures(pack, drawn(pack, key))
    image = Image.open(io.BytesIO(kinds["png"]))
    assert image.size == (1920, 1080)
    # something is drawn, and it shows in grey
    assert len(set(image.convert("L").resize((64, 36)).getdata())) > 8
    svg = kinds["svg"].decode()
    assert (
        svg.startswith("<?xml")
        and "<script" not in svg
        and drawn(pack, key).title.split(":")[0].split(" &")[0] in svg
    )


@pytest.mark.parametrize("key", PICTURES)
def test_each_picture_looks_as_it_did(pack: Pack, key: str) -> None:
    image = Image.open(io.BytesIO(picture(pack, drawn(pack, key), "png", PREVIEW)))
    as_it_was(image, f"pack_{key}")


def test_the_maps_of_today_and_after_have_one_scheme(pack: Pack) -> None:
    today, after = drawn(pack, "map"), drawn(pack, "after")
    assert today.classes == after.classes == pack.mapped.classes


@pytest.mark.parametrize("key", ["map", "difference"])
def test_classes_of_a_map_are_told_apart_on_a_grey_print(pack: Pack, key: str) -> None:
    greys = sorted(
        Image.new("RGB", (1, 1), colour).convert("L").getpixel((0, 0))
        for colour in drawn(pack, key).classes.colours
    )
    assert min(b - a for a, b in pairwise(greys)) >= 12, greys


def test_a_picture_of_many_rows_is_higher_so_that_their_type_is_as_large(pack: Pack) -> None:
    bars = drawn(pack, "bars")
    many = replace(bars, frame=pd.concat([bars.frame, bars.frame, bars.frame]))
    few, more = (
        Image.open(io.BytesIO(picture(pack, shown, "png", 50))).size for shown in (bars, many)
    )
    assert few == (400, 225) and more[0] == few[0]
    assert more[1] / few[1] == pytest.approx(len(many.frame) / MANY, abs=0.01)


@pytest.mark.parametrize("letter", ["i", "m", "W"])
def test_a_title_is_nowhere_wider_than_its_picture(pack: Pack, letter: str) -> None:
    shown = replace(drawn(pack, "bars"), title=" ".join([letter * 9] * 12))
    with mpl.rc_context(STYLE):
        figure = figure_of(pack, shown, 50)
    (title,) = (text for text in figure.texts if text.get_text().startswith(letter))
    assert title.get_window_extent().x1 <= figure.bbox.x1
