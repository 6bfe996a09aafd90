"""A page as the meeting pack shows it, whatever the output: what it says, its pictures, its table,
its sheet of numbers."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

import pandas as pd

from lib.classes import Classes

NONE = Classes(edges=(), colours=("#FFFFFF",), decimals=1)


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Whom the pack is for. technical: statistics with intervals, and each assumption with its
    range and reason; else in plain words."""

    key: str
    label: str
    technical: bool


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture of a page, drawn by lib/exports/pictures.py after its kind.

    "map": frame with columns district, value, text, span (its interval, "" where it has none), by
    area_code. "ranked": district, value, lower, upper, wide_lower, wide_upper, text, span.
    "before_after": district, before, before_low, before_high, after, low, high, text_before,
    text_after. "years": a district a column, a year a row.

    Attributes
    ----------
    slide
        Its title over a slide.
    beneath
        Words under it there.
    classes, unit
        Of a map, and what its legend counts.
    technical
        A slide of it is for those who decide on the details.
    title
        Over the picture itself.
    alt
        The picture in words.
    modelled
        Whether it shows the model's figures.
    """

    key: str
    kind: Literal["map", "ranked", "before_after", "years"]
    frame: pd.DataFrame
    slide: str
    title: str
    alt: str
    modelled: bool = False
    beneath: str = ""
    classes: Classes = NONE
    unit: str = ""
    technical: bool = False


@dataclass(frozen=True, kw_only=True)
class Card:
    """A figure that matters, large, with what it is and its interval in words."""

    number: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Numbers as numbers, one table on a sheet of the workbook. note: before the stamp. modelled:
    as Picture. stamp: in place of the pack's own, on its slides too, where figures are of other
    periods and publishers."""

    name: str
    title: str
    frame: pd.DataFrame
    modelled: bool = False
    note: str = ""
    stamp: str = ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the meeting pack.

    Attributes
    ----------
    heading
        Over its part of a page of text.
    sentences
        There.
    words
        Title and lines of a slide without a picture.
    cards
        Few figures that matter, on a slide of their own under the heading's first sentence.
    backup
        Title and lines of a slide at the end, for questions.
    table
        Figures as text, under caption.
    in_words
        Its cells are sentences.
    known
        In a word, how its figures are known.
    """

    key: str
    heading: str
    sheet: Sheet
    sentences: tuple[str, ...] = ()
    words: tuple[str, tuple[str, ...]] | None = None
    cards: tuple[Card, ...] = ()
    backup: tuple[str, tuple[str, ...]] | None = None
    pictures: tuple[Picture, ...] = ()
    caption: str = ""
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    in_words: bool = False
    known: str = ""


Say = Callable[[str], str]


def in_words(page: Page, say: Say) -> Page:
    """The same page with each of its texts said in another way."""
    return replace(
        page,
        heading=say(page.heading),
        sentences=tuple(map(say, page.sentences)),
        words=_lines(page.words, say),
        cards=tuple(replace(card, text=say(card.text)) for card in page.cards),
        backup=_lines(page.backup, say),
        pictures=tuple(_picture(shown, say) for shown in page.pictures),
        caption=say(page.caption),
        table=_frame(page.table, say),
        sheet=replace(
            page.sheet,
            title=say(page.sheet.title),
            note=say(page.sheet.note),
            frame=_frame(page.sheet.frame, say),
        ),
    )


def _lines(words: tuple[str, tuple[str, ...]] | None, say: Say) -> tuple | None:
    return None if words is None else (say(words[0]), tuple(map(say, words[1])))


def _picture(shown: Picture, say: Say) -> Picture:
    return replace(
        shown,
        slide=say(shown.slide),
        title=say(shown.title),
        alt=say(shown.alt),
        beneath=say(shown.beneath),
        unit=say(shown.unit),
    )


def _frame(frame: pd.DataFrame, say: Say) -> pd.DataFrame:
    """A table's cells and the names over its columns."""
    said = frame.map(lambda cell: say(cell) if isinstance(cell, str) else cell)
    return said.rename(columns=lambda name: say(name) if isinstance(name, str) else name)
