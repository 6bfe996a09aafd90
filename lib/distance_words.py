"""Distances to places in sentences."""

from collections.abc import Iterable
from itertools import pairwise

import pandas as pd

from lib import words
from lib.place.areas import listed

UNIT = "km to the nearest place"
STRAIGHT = (
    "Straight lines from the centre of each LSOA to the nearest place of the list; a road is about"
    " {:.2f} times as long (A24), by a bridge, a ferry or a bus it may be anything."
)
WHAT = (
    "A place near by says nothing of what it offers, when it is open or whether it has room: what"
    " each can take is not published."
)
IN_REACH = (
    "In reach: places for each 10,000 children by enhanced two-step floating catchments, where a"
    " place within 5 km counts whole, within 10 km 0.68 and within 15 km 0.22; each place counts"
    " as one, for no capacity is published."
)
STAMP = "Modelled from published places and homes, each of its own year; see Methods."
NO_HOMES = (
    "No centres of small areas are held here, so that nobody can say how far children live from"
    " help. The page needs lsoas.csv in the data folder (data/README.md): the children of each LSOA"
    " and its centre."
)
NO_PLACES = "No place is held here, so that there is nothing to measure to."
COST = (
    "A place is held to cost £{:,.0f} a year (A23); it comes off the budget that Reallocate shares"
    " out. What it does for access is not known, and nothing is added for it."
)
CLOSED_FREE = "What a closing would save is not published and not counted."


def km(value: float) -> str:
    """Kilometres, or that there are none to give.

    >>> km(3.449), km(float("nan")), km(float("inf"))
    ('3.4 km', 'not known', 'not known')
    """
    return f"{value:.1f} km" if abs(value) < float("inf") else "not known"


def incomplete(missing: Iterable[str], closing: Iterable[str]) -> str:
    """Whose answers rest on a list that is not whole; "" where nothing is known against it."""
    lacks, ends = list(dict.fromkeys(missing)), list(dict.fromkeys(closing))
    lines = []
    if lacks:
        lines.append(
            f"The list lacks places in {listed(lacks)}: distances there, and across their borders,"
            " are longer than they should be."
        )
    if ends:
        lines.append(
            f"In {listed(ends)} it has places that were to close or to lose their contract:"
            " distances there may be shorter than they should be."
        )
    return words.joined(lines)


def point(place: str, mean: float, road: float, far: float) -> str:
    """The answer: how far, and how far for the tenth who live farthest."""
    return (
        f"Children in {place} live {km(mean)} from the nearest place on the list on average, in a"
        f" straight line (about {km(mean * road)} by road); one in ten lives more than {km(far)}"
        " away."
    )


def slope(most: float, least: float, area: str) -> str:
    """How distance goes with deprivation. most, least: the line's ends, km."""
    nearer = "nearer" if most < least else "farther"
    return (
        f"Children at the most deprived end of the {area} live {nearer}: on the line through all"
        f" {area}, {km(most)} there and {km(least)} at the least deprived end."
    )


def sited(number: int, before: float, after: float, proven: bool, gap: float) -> str:
    """What more places do to the mean, and how sure it is that no others do more."""
    many = "One more place brings" if number == 1 else f"{number} more places bring"
    if number == 0:
        return "No further place brings anyone nearer."
    sure = (
        "Proven: no other choice is better."
        if proven
        else "Not proven: no bound was worked out in time."
        if gap != gap
        else f"Not proven in time: another choice may gain up to {100 * gap:.1f}% more."
    )
    return f"{many} the mean distance from {before:.2f} to {after:.2f} km. {sure}"


UNKNOWN = "Nothing is held on how complete the list of places is."
OWN = "Places are as uploaded: whether the list is whole, only its owner can say."
NAMED = "The list is of open children's centres and family hubs. It is incomplete."


def bands(ends: Iterable[float]) -> list[str]:
    """Names of the bands between ends.

    >>> bands([2, 5])
    ['up to 2 km', '2 to 5 km', 'over 5 km']
    """
    each = [f"{end:g}" for end in ends]
    between = [f"{a} to {b} km" for a, b in pairwise(each)]
    return [f"up to {each[0]} km", *between, f"over {each[-1]} km"]


def area(name: str, mean: float, far: float, share: float) -> str:
    """One area in a sentence. share: percent within 5 km."""
    return (
        f"In {name} children live {km(mean)} from the nearest place on average; one in ten lives"
        f" more than {km(far)} away, and {share:.0f} in 100 within 5 km."
    )


def there_already(names: Iterable[str]) -> str:
    """That where a place is wanted one may be that the list lacks; "" where none is known to."""
    lacks = list(names)
    if not lacks:
        return ""
    return f"In {listed(lacks)} the list lacks places: one may be there already."


STOPS = "Takes some seconds. Turning it off stops it."
ALONE = (
    "On distance alone: how many each place sees, what it offers and who relies on it are not"
    " known, and closing the places that are nearest to each other always looks cheapest."
)


def catchment_table(rows: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Places with the homes that they are nearest to, in words. rows: see lib/findings/distances.py
    `catchments`; names: of areas."""
    return pd.DataFrame(
        {
            "Place": rows.site,
            "In": rows.area_code.map(names),
            "Kind": rows.service_type,
            "Children": [f"{n:,.0f}" for n in rows.children],
            "In need": [words.children(n) for n in rows.need],
            "Mean, km": ["–" if n != n else f"{n:.1f}" for n in rows["mean"]],
            "Farthest, km": ["–" if n != n else f"{n:.1f}" for n in rows.far],
        }
    )
