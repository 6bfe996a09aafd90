"""Pictures: twice a screen, with their words, and as they were."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from lib.exports.pictures import picture
from lib.findings.pack import Pack
from tests.lib.exports.packs import PICTURES, drawn


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


def test_the_map_looks_as_it_did(pack: Pack) -> None:
    """Against a golden picture, small and with room for another version's smoothing; a wrong colour
    or a lost district fails."""
    small = (
        Image.open(io.BytesIO(picture(pack, drawn(pack, "map"), "png")))
        .convert("RGB")
        .resize((320, 180))
    )
    golden = Path(__file__).parents[2] / "golden" / "pack_map.png"
    before = np.asarray(Image.open(golden).convert("RGB"), float)
    assert np.abs(np.asarray(small, float) - before).mean() < 2.5
