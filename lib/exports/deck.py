"""The meeting's deck: PowerPoint, one message a slide, the decision that is asked for on the first
and on the last, speaker notes in plain words and alt text on every picture."""

import io
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Inches, Pt

from lib.archives import with_fixed_dates
from lib.exports import charts_in_deck, qr, type
from lib.exports.pictures import FEW
from lib.exports.slides import (
    BLUE,
    DARK,
    HEIGHT,
    LEAST_TYPE,
    LEFT,
    WIDE,
    WIDTH,
    code,
    pages_of_words,
    picture_slide,
    slide,
    words,
)
from lib.findings.pack import Pack
from lib.findings.page import Page

# kinds of picture that a deck has as charts of its own
CHARTS = {"ranked": charts_in_deck.ranked, "before_after": charts_in_deck.before_after}
SIDE = Inches(2.3)  # of the code for a telephone


def deck(pack: Pack) -> bytes:
    """Title, message, a slide for each picture and what matters, and at the end what is assumed,
    how it is known, where it comes from and what is asked."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    core = presentation.core_properties
    core.title, core.author, core.language = (
        pack.title,
        "Children's mental-health access dashboard",
        "en-GB",
    )
    core.created = core.modified = datetime.combine(pack.made_on, datetime.min.time())
    _title(presentation, pack)
    _point(presentation, pack)
    for page in pack.pages:
        _page(presentation, pack, page)
    _assumptions(presentation, pack)
    pages_of_words(
        presentation, pack, "How the figures are known", pack.quality, " ".join(pack.quality)
    )
    for page in pack.pages:
        if page.backup is not None:
            title, lines = page.backup
            pages_of_words(presentation, pack, title, lines, " ".join(lines), page.sheet.stamp)
    sources = [
        f"{s.publisher}: {s.title} ({s.period}). {s.licence[:1].upper()}{s.licence[1:]}."
        for s in pack.sources
    ]
    pages_of_words(presentation, pack, "Sources", [*sources, pack.stamp()], pack.cited)
    _closing(presentation, pack)
    out = io.BytesIO()
    presentation.save(out)
    return with_fixed_dates(out.getvalue(), pack.made_on)


def _title(deck: Deck, pack: Pack) -> None:
    made = slide(deck, pack, pack.title, pack.message)
    made.shapes.title.top, made.shapes.title.height = Inches(0.9), Inches(1.2)
    made.shapes.title.text_frame.paragraphs[0].font.size = Pt(36)
    about = [
        f"{pack.today.measured.place.name}. For {pack.audience.label}. {pack.period}.",
        f"Scenario: {pack.scenario.name}",
    ]
    words(made, about, LEFT, Inches(2.2), WIDE, Inches(1.3), (24, 20, 16, 14))
    if decision := pack.decision:
        box = words(
            made, decision, LEFT, Inches(3.6), WIDE, Inches(2.0), (26, 22, 20, 18, 16, 14, 12)
        )
        _framed(box)
    words(made, [pack.provenance], LEFT, Inches(5.75), WIDE, Inches(1.1), (18, 16, 14))


def _framed(box: Any) -> None:
    """A box that stands out on screen and on paper."""
    box.line.color.rgb, box.line.width = BLUE, Pt(2.5)
    box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for part in box.text_frame.paragraphs:
        part.font.color.rgb = DARK
    box.text_frame.paragraphs[0].font.bold = True


def _point(deck: Deck, pack: Pack) -> None:
    """The message and what a reader must know of it; sentences on districts, if many, on slides of
    their own."""
    told, area = list(pack.districts), pack.result.areas.noun
    beneath = told if len(told) <= FEW else []
    notes = " ".join([pack.message, *pack.plain_words])
    pages_of_words(deck, pack, pack.message, [*pack.plain_words, *beneath], notes)
    if told and not beneath:
        title = f"{area.heading} by {area.one}"
        pages_of_words(deck, pack, title, told, " ".join(told))


def _page(deck: Deck, pack: Pack, page: Page) -> None:
    if page.words is not None:
        title, sentences = page.words
        pages_of_words(deck, pack, title, sentences, " ".join(sentences), page.sheet.stamp)
    if page.cards:
        _cards(deck, pack, page)
    for shown in page.pictures:
        if not (pack.plain and shown.technical):
            CHARTS.get(shown.kind, picture_slide)(deck, pack, shown)


def _cards(deck: Deck, pack: Pack, page: Page) -> None:
    """The few figures that matter, large, with their words under them."""
    notes = " ".join([*page.sentences, *(card.text for card in page.cards)])
    made = slide(deck, pack, f"{page.heading}: what matters", notes, foot=page.sheet.stamp)
    gap = Inches(0.3)
    wide = Emu((WIDE - gap * (len(page.cards) - 1)) // len(page.cards))
    longest = max((card.number for card in page.cards), key=len)
    size = type.fitting([longest], wide.pt, Inches(1.1).pt, (54, 48, 40, 32, 26, 20), bold=True)
    for i, card in enumerate(page.cards):
        left = LEFT + i * (wide + gap)
        number = words(made, [card.number], left, Inches(1.4), wide, Inches(1.2), (size,), True)
        number.text_frame.paragraphs[0].font.color.rgb = BLUE
        words(made, [card.text], left, Inches(2.7), wide, Inches(2.8), (22, 20, 18, 16, 14, 12))
    words(made, page.sentences[:1], LEFT, Inches(5.6), WIDE, Inches(1.25), (18, 16, 15, 14, 12))


def _assumptions(deck: Deck, pack: Pack) -> None:
    lines = [f"{one.key} {one.title}: {one.value}{_range(one.span)}." for one in pack.assumptions]
    why = " ".join(f"{one.key} {one.title}: {one.why}" for one in pack.assumptions if one.why)
    notes = f"Each of these is declared, not measured, and can be moved on the page. {why}".strip()
    title = "What is assumed, not known" if pack.plain else "Assumptions"
    pages_of_words(deck, pack, title, [line.strip() for line in lines], notes)


def _range(span: str) -> str:
    return f" ({span})" if span else ""


def _closing(deck: Deck, pack: Pack) -> None:
    """What is asked, and the link that opens all of it again."""
    title = "What is asked of you" if pack.asked else "To look further"
    notes = " ".join([*pack.decision, f"Opens again at {pack.link}"])
    made = slide(deck, pack, title, notes)
    if decision := pack.decision:
        box = words(
            made, decision, LEFT, Inches(1.5), WIDE, Inches(2.2), (28, 24, 20, 18, 16, 14, 12)
        )
        _framed(box)
    coded = qr.readable(pack.link)
    code(made, pack, LEFT, Inches(4.2), SIDE)
    left = LEFT + (SIDE + Inches(0.3) if coded else 0)
    wide = Emu(WIDE - (left - LEFT))
    link = f"Opens again at {pack.link}"
    if type.height([link], LEAST_TYPE, wide.pt) > SIDE.pt:
        link = "These words open it again in the dashboard"
    box = words(made, [link], left, Inches(4.2), wide, SIDE, (18, 16, 14, LEAST_TYPE))
    box.text_frame.paragraphs[0].runs[0].hyperlink.address = pack.link
    box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
