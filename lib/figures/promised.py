"""The readings of a promise's measure: all that was published in one definition."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.figures.published import ROLLING
from lib.sources import Tables


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A figure of one time.

    Attributes
    ----------
    period, ends
        In words, and the month that it ends in ("2024-03").
    value
        Itself; of a share in 100.
    counted, of
        Of a share, what it is made of; 0 of any other.
    broken
        Why it stands beside no other, "" where it may.
    known
        How it is known, in a word.
    sources
        The publications that it is of.
    """

    period: str
    ends: str
    value: float
    known: str
    sources: tuple[str, ...]
    counted: float = 0
    of: float = 0
    broken: str = ""


def of_figures(tables: Tables, measure: Any) -> list[Reading]:
    """What promise_figures.csv has of a measure, a row of promise_measures.csv."""
    rows = tables.promise_figures
    return [
        Reading(
            period=row.period,
            ends=row.ends,
            value=row.value if pd.notna(row.value) else 100 * row.counted / row.of,
            counted=0 if pd.isna(row.counted) else row.counted,
            of=0 if pd.isna(row.of) else row.of,
            broken="" if pd.isna(row.broken) else row.broken,
            known=row.provenance,
            sources=(row.source_id,),
        )
        for row in rows[rows.measure == measure.measure].sort_values("ends").itertuples()
    ]


def of_whole(tables: Tables, measure: Any) -> list[Reading]:
    """What is published of the whole under a key: spans of 12 months where there are some, else
    years."""
    rows = tables.published_counts
    rows = rows[(rows.level == "whole") & (rows.measure == measure.key) & rows.value.notna()]
    rolling = rows.period.str.startswith(ROLLING)
    readings = [
        Reading(
            period=_in_words(row.period),
            ends=_ends(row.period),
            value=row.value,
            known=row.provenance,
            sources=(row.source_id,),
        )
        for row in (rows[rolling] if rolling.any() else rows).itertuples()
    ]
    return sorted(readings, key=lambda reading: reading.ends)


def _ends(period: str) -> str:
    """The month that a period ends in: "2001/02" in March, "12 months to 2023-08" as it says.

    >>> _ends("2001/02"), _ends("12 months to 2003-08")
    ('2002-03', '2003-08')
    """
    return period.split()[-1] if "-" in period else f"{int(period[:4]) + 1}-03"


def _in_words(period: str) -> str:
    """A period as it is said.

    >>> _in_words("2001/02"), _in_words("12 months to 2003-08")
    ('2001/02', '12 months to August 2003')
    """
    span, _, month = period.rpartition(" ")
    return f"{span} {pd.Period(month, 'M'):%B %Y}" if span else period
