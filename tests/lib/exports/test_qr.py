"""A QR code is read back by a decoder that did not make it."""

import io
import re
from xml.etree import ElementTree

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from lib.exports import qr

LINKS = [
    "https://dashboard.example/present?step=3",
    "https://dashboard.example/reallocate?name=To+Tha%20%C3%A9&moves=X00000001.250_X00000002.-500",
    "https://dashboard.example/s/" + "x" * (qr.LONGEST - 28),
    "https://dashboard.example/?q=Ψυχή",
]


def read(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(np.asarray(image.convert("L")))]


@pytest.mark.parametrize("link", LINKS)
def test_a_decoder_reads_the_link_back(link: str) -> None:
    assert read(Image.open(io.BytesIO(qr.png(link, dot=4)))) == [link]


def test_it_reads_on_a_grey_print_and_with_a_spot_on_it() -> None:
    image = Image.open(io.BytesIO(qr.png(LINKS[0]))).convert("L")
    pale = image.point(lambda light: 90 + light // 2)
    spot = image.width // 10
    pale.paste(90, (image.width // 2, image.width // 2, *[image.width // 2 + spot] * 2))
    assert read(pale) == [LINKS[0]]


@pytest.mark.parametrize("link", LINKS)
def test_a_decoder_reads_the_svg_as_it_is_drawn(link: str) -> None:
    picture = ElementTree.fromstring(qr.svg(link, "A code"))
    wide = int(picture.attrib["viewBox"].split()[2])
    drawn, x, y = np.full((wide, wide), 255, np.uint8), 0.0, 0.0
    strokes = next(part.attrib["d"] for part in picture if "stroke" in part.attrib)
    for kind, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?", strokes):
        start = x
        x = float(first) if kind == "M" else x + float(first)
        y = y if kind == "h" else float(second) + (y if kind == "m" else 0)
        if kind == "h":
            drawn[int(y), int(start) : int(x)] = 0
    assert read(Image.fromarray(drawn).resize((wide * 4, wide * 4), Image.Resampling.NEAREST)) == [
        link
    ]


def test_what_a_screen_reader_says_is_text() -> None:
    drawn = qr.svg(LINKS[0], '"><script>alert(1)</script>')
    assert "<script" not in drawn and 'role="img"' in drawn and "http" not in drawn.split("d=")[1]


def test_the_same_link_gives_the_same_bytes() -> None:
    assert qr.png(LINKS[0]) == qr.png(LINKS[0]) != qr.png(LINKS[1])


def test_a_link_too_long_to_be_read_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="too long for a code"):
        qr.svg("https://dashboard.example/" + "x" * 3000, "")
