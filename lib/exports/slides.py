"""The parts that slides are made of: a title, words in type that fits, a picture that fills its
place, a short line at the foot, notes and alternative text."""

import io
import re
from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Inches, Pt

from lib.exports import qr, type
from lib.exports.pictures import picture
from lib.findings.pack import Pack
from lib.findings.page import Picture

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, TOP, WIDE, TALL = Inches(0.5), Inches(1.25), Inches(12.33), Inches(5.6)
FOOT = Inches(6.95)
BLUE, DARK, GREY, ORANGE, INK = (
    RGBColor(*bytes.fromhex(colour))
    for colour in ("2073BC", "12436D", "666666", "B5490B", "1D1D1D")
)
TITLE_ONLY = 5
TITLES = (28, 26, 24, 22, 20, 18, 16)  # points, the first that fits
BODY = (24, 22, 20, 18, 16)
LEAST = 14  # points of the smallest words on a slide of words
LEAST_TYPE = 12  # points of the smallest type on any
UNDER = (16, 15, 14, LEAST_TYPE)  # points of the words under a picture
SHRUNK = 1.62  # a slide's picture is drawn so many times smaller, which makes its type larger


def slide(
    deck: Deck, pack: Pack, title: str, notes: str, modelled: bool = False, foot: str = ""
) -> Any:
    """A slide with a title, a short line at its foot and speaker notes. foot: in place of the
    pack's own line."""
    made = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    head = made.shapes.title
    head.left, head.top, head.width, head.height = LEFT, Inches(0.25), WIDE, Inches(0.95)
    frame = head.text_frame
    frame.text, frame.word_wrap, frame.vertical_anchor = unbroken(title), True, MSO_ANCHOR.MIDDLE
    part = frame.paragraphs[0]
    part.alignment = PP_ALIGN.LEFT
    size = type.fitting([title], WIDE.pt, Inches(0.95).pt, TITLES, bold=True)
    part.font.size, part.font.bold, part.font.color.rgb = Pt(size), True, DARK
    told = [foot or pack.short_stamp(modelled)]
    line = words(made, told, LEFT, FOOT, WIDE, Inches(0.5), (LEAST_TYPE,))
    line.text_frame.paragraphs[0].font.color.rgb = GREY
    made.notes_slide.notes_text_frame.text = notes
    return made


def words(
    made: Any,
    paragraphs: Sequence[str],
    left: int,
    top: int,
    wide: int,
    tall: int,
    sizes: Sequence[float] = BODY,
    bold: bool = False,
) -> Any:
    """A box of words in the largest of some sizes that it has room for."""
    box = made.shapes.add_textbox(left, top, wide, tall)
    frame = box.text_frame
    frame.word_wrap = True
    size = type.fitting(paragraphs, Emu(wide).pt, Emu(tall).pt, sizes, bold)
    for i, text in enumerate(paragraphs):
        part = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        part.text, part.font.size, part.font.bold = unbroken(text), Pt(size), bold
        part.space_after = Pt(type.AFTER)
    return box


def unbroken(text: str) -> str:
    """With signs of minus that no line ends at, where they stand before a number.

    >>> unbroken("year-end, -185 to -110 (-5)")
    'year-end, −185 to −110 (−5)'
    """
    return re.sub(r"(?<![^\s(])-(?=\d)", "−", text)


def pages_of_words(
    deck: Deck, pack: Pack, title: str, paragraphs: Sequence[str], notes: str, foot: str = ""
) -> None:
    """Words on a slide, or on as many as they need in type that can be read; foot as in `slide`."""
    wide, tall = WIDE.pt, TALL.pt
    parts = type.paged(paragraphs, wide, tall, LEAST) or [()]
    for i, part in enumerate(parts, 1):
        of = f" ({i} of {len(parts)})" if len(parts) > 1 else ""
        made = slide(deck, pack, f"{title}{of}", notes, foot=foot)
        words(made, part, LEFT, TOP, WIDE, TALL, (*BODY, 15, LEAST))


def picture_slide(deck: Deck, pack: Pack, shown: Picture) -> None:
    """A picture that fills its slide but for the words under it."""
    made = slide(deck, pack, shown.slide, f"{shown.alt} {shown.beneath}".strip(), shown.modelled)
    tall = TALL - under(made, shown.beneath)
    fills = (WIDE.inches / SHRUNK, Emu(tall).inches / SHRUNK)
    drawn = made.shapes.add_picture(
        io.BytesIO(picture(pack, shown, "png", fills=fills)), LEFT, TOP, WIDE, tall
    )
    say(drawn, shown.alt)


def under(made: Any, text: str) -> int:
    """The room that words under a picture take, which are put there."""
    if not text:
        return Emu(0)
    size = type.fitting([text], WIDE.pt, Inches(1.3).pt, UNDER)
    tall = Pt(type.height([text], size, WIDE.pt) + 8)
    words(made, [text], LEFT, Emu(TOP + TALL - tall), WIDE, tall, (size,))
    return tall


def code(made: Any, pack: Pack, left: int, top: int, side: int) -> None:
    """The link as a code for a telephone, where it is short enough for one."""
    if not qr.readable(pack.link):
        return
    drawn = made.shapes.add_picture(io.BytesIO(qr.png(pack.link)), left, top, side, side)
    say(drawn, f"A code for a telephone, which opens this view in the dashboard: {pack.link}")


def say(shape: Any, text: str) -> None:
    """Alternative text, which python-pptx has no method for."""
    next(shape._element.iter("{*}cNvPr")).set("descr", text)
