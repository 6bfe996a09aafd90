"""The places of the nation that are most like one district by need and deprivation, and what is
published of them (docs/methods.md 14)."""

from dataclasses import dataclass

import pandas as pd

from lib.findings.context import Context
from lib.place.areas import listed
from lib.words import number

HEADING = "Closest places in England by need and deprivation"
FORMER = "former CCG"
FORMERS = "former CCGs"


@dataclass(frozen=True, kw_only=True)
class Closest:
    """The places most like one district.

    Attributes
    ----------
    messages
        Which they are and how close; how the access published of their former CCGs stands to that
        of its own. One that nothing is known of has a sentence on that alone.
    caution
        What they are close by, and that nothing is published of them by themselves.
    table
        The district and each place in words; no row where nothing is known.
    """

    messages: tuple[str, ...]
    caution: str
    table: pd.DataFrame


def closest(context: Context, code: str) -> Closest:
    """Of a district by its code."""
    tables = context.tables
    rows = tables.closest[tables.closest.area_code == code].sort_values("place")
    name = str(tables.areas.name[code])
    if len(rows) < 2:
        text = (
            f"No closest places: the tables of England that this dashboard holds do not have"
            f" {name}."
        )
        return Closest(messages=(text,), caution="", table=pd.DataFrame())
    access = tables.closest_access[tables.closest_access.area_code.isin(rows.close_code)]
    near = rows[rows.place > 0]
    return Closest(
        messages=(
            (
                f"Most like {name} by need (of all ages) and deprivation, outside"
                f" {tables.place.name}, are {listed(near.close_name)}, from"
                f" {near.distance.min():.2f} to {near.distance.max():.2f} away (0 is alike in both,"
                " 1 is a usual difference between districts of England in one of the two)."
            ),
            _compared(name, code, access),
        ),
        caution=_caution(context, rows, access),
        table=_table(rows, access, tables.areas.noun.heading),
    )


def _compared(name: str, code: str, access: pd.DataFrame) -> str:
    """How the former CCGs of the places stand to the district's own, each counted once."""
    # as they are shown, so that what reads alike counts as alike
    access = access.assign(published_rate=access.published_rate.round(1))
    own = access[access.area_code == code]
    others = access[~access.ccg_code.isin(own.ccg_code)].drop_duplicates("ccg_code").published_rate
    if own.empty or others.empty:
        return "No access is published to compare them by."
    low, high = own.published_rate.min(), own.published_rate.max()
    fewer, more = int((others < low).sum()), int((others > high).sum())
    counts = (
        (fewer, "fewer"),
        (more, "more"),
        (len(others) - fewer - more, "as many" if low == high else "between the two"),
    )
    compared = [f"{number(count)} reached {word}" for count, word in counts if count]
    figures = listed(f"{rate:.1f}" for rate in sorted(own.published_rate))
    noun, former = (FORMERS, "these") if len(own) > 1 else (FORMER, "this")
    return (
        f"The {noun} that {name} lay in reached {figures} in 100 children in need"
        f" (published {access.period.iloc[0]}). Beside {former}, of the {number(len(others))}"
        f" {FORMERS if len(others) > 1 else FORMER} of the closest places {listed(compared)}; no"
        " interval is published, so some of that may be chance."
    )


def _caution(context: Context, rows: pd.DataFrame, access: pd.DataFrame) -> str:
    first, area = rows.iloc[0], context.tables.areas.noun.one
    scaled = (
        f" Rates are as printed; those on the map are scaled so that {FORMERS} add up to"
        f" {context.tables.place.name}."
        if context.tables.place.level
        else ""
    )
    period = f", published {access.period.iloc[0]}" if len(access) else ""
    return (
        f"Close by two figures only: NHS England's need index (all ages, {first.need_period};"
        f" England is 1) and the {first.index_name} {first.edition} average score; not by how"
        " rural, how large or how old a place is. No figure of children's services is published by"
        f" {area}, so none of these places has an access rate of its own: what stands beside it is"
        f" of the {FORMER}{period}, which can be much larger.{scaled} How"
        " far: in standard deviations over England's districts (Methods)."
    )


def _table(rows: pd.DataFrame, access: pd.DataFrame, heading: str) -> pd.DataFrame:
    first = rows.iloc[0]
    period = f", published {access.period.iloc[0]}" if len(access) else ""
    return pd.DataFrame(
        [
            (
                row.close_name,
                row.region,
                _published(access[access.area_code == row.close_code]),
                f"{row.need_index:.2f}",
                f"{row.average_score:.1f}",
                f"{row.distance:.2f}" if row.place else "itself",
            )
            for row in rows.itertuples()
        ],
        columns=[
            heading,
            "Region",
            f"Reached in 100 in need ({FORMER}{period})",
            "Need index",
            f"{first.index_name} {first.edition}",
            "How far",
        ],
    )


def _published(access: pd.DataFrame) -> str:
    """What is published of the former CCGs that a place lay in."""
    return (
        "; ".join(
            f"{row.published_rate:.1f} in {row.former_ccg}"
            + (f" (of which {row.share:.0%} is here)" if row.share < 1 else "")
            for row in access.sort_values("share", ascending=False).itertuples()
        )
        or "none"
    )
