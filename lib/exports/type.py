"""How much room words take on a slide: measured in a broader type than any that a deck is shown in,
so that what fits here fits there."""

from collections.abc import Iterable, Sequence

import matplotlib as mpl
from PIL import ImageFont

# by whether it is bold
FONTS = {
    bold: ImageFont.truetype(f"{mpl.get_data_path()}/fonts/ttf/{name}.ttf", 100)
    for bold, name in ((False, "DejaVuSans"), (True, "DejaVuSans-Bold"))
}
EMPTY = 0.1 * 72  # points that a text frame keeps free at each side
LINE = 1.2  # height of a line of type, over its size
AFTER = 6  # points after a paragraph


def broad(texts: Iterable[str], size: float, bold: bool = False) -> float:
    """Points of the longest of some texts on a line; 0 where there is none."""
    return max((FONTS[bold].getlength(text) * size / 100 for text in texts), default=0.0)


def lines(text: str, size: float, wide: float, bold: bool = False) -> int:
    """Lines that a paragraph takes in type of so many points, so many points wide."""
    count, line = 1, ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if FONTS[bold].getlength(longer) * size / 100 <= wide - 2 * EMPTY:
            line = longer
            continue
        # a word that is broader than the line is broken
        broad = FONTS[bold].getlength(word) * size / 100
        count += (1 if line else 0) + int(broad // (wide - 2 * EMPTY))
        line = word
    return count


def height(paragraphs: Sequence[str], size: float, wide: float, bold: bool = False) -> float:
    """Points that paragraphs take."""
    every = sum(lines(text, size, wide, bold) for text in paragraphs)
    return every * size * LINE + AFTER * len(paragraphs)


def fitting(
    paragraphs: Sequence[str],
    wide: float,
    tall: float,
    sizes: Sequence[float],
    bold: bool = False,
) -> float:
    """The largest of some sizes in which paragraphs fit; the last where none does."""
    return next((size for size in sizes if height(paragraphs, size, wide, bold) <= tall), sizes[-1])


def paged(
    paragraphs: Sequence[str], wide: float, tall: float, size: float
) -> list[tuple[str, ...]]:
    """Paragraphs in as many groups as they need, each of which fits; of about one length."""
    fewest = len(_filled(paragraphs, wide, tall, size))
    even = height(paragraphs, size, wide) / fewest
    shorter = (even + share * (tall - even) for share in (0.0, 0.1, 0.2, 0.4))
    tried = (_filled(paragraphs, wide, most, size) for most in (*shorter, tall))
    return next(pages for pages in tried if len(pages) == fewest)


def _filled(
    paragraphs: Sequence[str], wide: float, tall: float, size: float
) -> list[tuple[str, ...]]:
    pages: list[list[str]] = [[]]
    for text in paragraphs:
        if pages[-1] and height([*pages[-1], text], size, wide) > tall:
            pages.append([])
        pages[-1].append(text)
    return [tuple(page) for page in pages]
