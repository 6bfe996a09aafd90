"""Referrals that wait, out of NHS England's own monthly file of them (4WW): its rows of the whole
as the Waits page has them. They come as published, rounded and suppressed."""

import pandas as pd

from lib import schema
from lib.catalogue.waiting import WAITS
from lib.place.profile import Profile

KEYS = {wait.code: key for key, wait in WAITS.items()}
FILE = "referral_waits.csv"


def rows_of(published: pd.DataFrame, place: Profile, known: str) -> pd.DataFrame:
    """Rows of referral_waits.csv among published figures that were brought in: those under one of
    the file's own codes. known: their source and provenance."""
    code = published.measure.str.split(" ").str[0]
    rows = published[code.isin(KEYS)]
    return pd.DataFrame(
        {
            "area_code": place.code,
            "area_name": place.name,
            "broken": None,
            "ends": rows.period.str.split(" ").str[-1],
            "measure": code[code.isin(KEYS)].map(KEYS),
            "value": rows.value.astype(float),
            "source_id": known,
            "provenance": known,
        }
    )


def put_over(
    waits: pd.DataFrame, published: pd.DataFrame, place: Profile, known: str
) -> pd.DataFrame:
    """The table with those rows in place of its own of the same month and measure."""
    rows = rows_of(published, place, known)
    if rows.empty:
        return waits
    key = list(schema.TABLES[FILE].key)
    there = pd.MultiIndex.from_frame(waits[key])
    kept = waits[~there.isin(pd.MultiIndex.from_frame(rows[key]))]
    return pd.concat([kept, rows], ignore_index=True) if len(kept) else rows
