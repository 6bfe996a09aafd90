"""Golden pictures: what a picture, slide or page of the meeting pack looked like, small.

Made anew, after a look at each, by `GOLDEN=new make test` or by pytest on the file in question.
"""

import os
from pathlib import Path

import numpy as np
from PIL import Image

FOLDER = Path(__file__).parents[2] / "golden"
WIDE, ACROSS = 320, 4  # pixels, and pages beside one another
ALIKE = 3.0  # mean difference of 255 that another version's smoothing may make


def side_by_side(pages: list[Image.Image]) -> Image.Image:
    """Pages of a file as one picture, in grey as an office prints them."""
    wide, tall = max(p.width for p in pages), max(p.height for p in pages)
    rows = -(-len(pages) // ACROSS)
    sheet = Image.new("L", (wide * ACROSS, tall * rows), 128)
    for i, page in enumerate(pages):
        sheet.paste(page.convert("L"), (i % ACROSS * wide, i // ACROSS * tall))
    return sheet


def as_it_was(image: Image.Image, name: str) -> None:
    """A picture against its golden one; a wrong colour, a lost area or a line of type moved
    fails."""
    tall = round(image.height * WIDE / image.width)
    small = image.convert("RGB").resize((WIDE, tall))
    path = FOLDER / f"{name}.png"
    if os.environ.get("GOLDEN") == "new":
        small.quantize(64).save(path, optimize=True)
    before = np.asarray(Image.open(path).convert("RGB"), float)
    now = np.asarray(small, float)
    assert now.shape == before.shape, (name, now.shape, before.shape)
    assert np.abs(now - before).mean() < ALIKE, f"{name} looks otherwise; see tests/golden"
