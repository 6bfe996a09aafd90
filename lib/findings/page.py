"""A page as the meeting pack shows it, whatever the output: what it says, its pictures, its table,
its sheet of numbers."""

from dataclasses import dataclass, field
from typing import Literal

import pandas as pd


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

    "map": the access of today. "ranked": frame with columns district, value, lower, upper,
    wide_lower, wide_upper, text. "before_after": district, before, after, low, high. "years": a
    district a column, a year a row.

    Attributes
    ----------
    slide
        Its title over a slide.
    beneath
        Words under it there.
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


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Numbers as numbers, one table on a sheet of the workbook. note: before the stamp. modelled:
    as Picture."""

    name: str
    title: str
    frame: pd.DataFrame
    modelled: bool = False
    note: str = ""


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
    table
        Figures as text, under caption.
    in_words
        Its cells are sentences.
    """

    key: str
    heading: str
    sheet: Sheet
    sentences: tuple[str, ...] = ()
    words: tuple[str, tuple[str, ...]] | None = None
    pictures: tuple[Picture, ...] = ()
    caption: str = ""
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    in_words: bool = False
