"""Groups at greatest risk in sentences: how many, how that moved, who may have a disorder."""

from collections.abc import Iterable

import pandas as pd

from lib import words
from lib.figures.at_risk import Span
from lib.place.areas import listed
from lib.variation.change import Change

OVERLAP = "Groups overlap, for one child may be in several, so they are never added up."
GROUP, GENERAL = "of the group", "of children in general"
NONE, UNKNOWN, NOT_DONE = "none published", "not known", "not worked out"
EXPECTED = (
    "With a disorder: the count times the lowest and the highest share that is published of such"
    " children (of one share of a sample, its 95% interval). In general: the same count times the"
    " share of all children of their ages in the national surveys, lowest to highest. Surveys"
    " differ in year, ages and instrument, so that this is a range and no estimate."
)
INTERVALS = (
    "Brackets are 95% intervals of chance, as if each child were counted by themselves (Byar; of"
    " shares Wilson). Where only a rate is printed there is none."
)
PRICES = (
    "Pounds a child are assumed (A11), as published for other children and not corrected for"
    " prices. The rest knows of no groups: some of those seen may be reached by it too. A contact"
    " is not an outcome."
)
STAMP = "Published figures, each of its own period: the sheet “Risk” says which."
BARS = "in 100 with a disorder: bar to the lowest published, line to the highest"


def count(value: float, low: float, high: float, modelled: bool = False) -> str:
    """A number of children with what chance leaves open.

    >>> count(65, 50.16, 82.85), count(226.4, float("nan"), float("nan"), modelled=True)
    ('65 (50 to 83)', 'about 225 (modelled)')
    """
    if modelled:
        return f"about {words.children(value)} (modelled)"
    return f"{value:,.0f}{_brackets(low, high, 0)}"


def rate(value: float, low: float, high: float, unit: str) -> str:
    """A rate with its interval, where it has one, and its unit.

    >>> rate(5.83, float("nan"), float("nan"), "in 100 pupils")
    '5.8 in 100 pupils'
    """
    return f"{round(value, 1):,.10g}{_brackets(low, high, 1)} {unit}".strip()


def share(value: float, low: float, high: float, counted: float, of: float, unit: str) -> str:
    """A share with its interval and what it is made of.

    >>> share(2.08, 1.33, 3.22, 19, 915, "aged 10 to 17")
    '2.1 (1.3 to 3.2) in 100 (19 of 915 aged 10 to 17)'
    """
    return f"{value:.1f}{_brackets(low, high, 1)} in 100 ({counted:,.0f} of {of:,.0f} {unit})"


def _brackets(low: float, high: float, decimals: int) -> str:
    return "" if pd.isna(low) else f" ({low:,.{decimals}f} to {high:,.{decimals}f})"


def span(of: Span | None, without: str = NONE) -> str:
    """Children from a low to a high figure; without: where there is none."""
    return without if of is None else f"{of.low:,.0f} to {of.high:,.0f}"


def in_100(of: Span | None) -> str:
    return NONE if of is None else f"{ends(of)} in 100"


def ends(of: Span) -> str:
    """From a low to a high share, in 100; once where they are one."""
    return " to ".join(dict.fromkeys(f"{end:.0f}" for end in (of.low, of.high)))


def trend(moved: tuple[str, str, Change] | None) -> str:
    """How a figure moved between two periods.

    >>> trend(("2021", "2025", Change(ratio=1.2, lower=1.1, upper=1.3)))
    'up 20% since 2021 (+10% to +30%)'
    >>> trend(("2021", "2025", Change(ratio=0.8, lower=0.8, upper=0.8)))
    'down 20% since 2021; may be chance, as no count is printed'
    """
    if moved is None:
        return UNKNOWN
    first, _, change = moved
    percent = round(100 * (change.ratio - 1))
    way = f"{'up' if percent > 0 else 'down'} {abs(percent)}%" if percent else "about the same"
    ends = [words.signed(f"{round(100 * (end - 1))}%") for end in (change.lower, change.upper)]
    if change.lower == change.upper:
        sure = "; may be chance, as no count is printed"
    else:
        sure = f" ({' to '.join(ends)})"
    return f"{way} since {first}{sure}"


def counts(label: str, each: Iterable[tuple[str, str, str]]) -> str:
    """What is counted of a group, area by area. each: name, figure, period."""
    said = [f"{name} {figure}, {period}" for name, figure, period in each]
    return f"{label}: {'; '.join(said)}."


def expected(each: Iterable[tuple[str, Span, Span | None]], ages: str = "") -> str:
    """How many may have a disorder, area by area; "" where no survey says. each: name, of the
    group, of as many children in general. ages: whom of the group that is of, where not of all."""
    rows = list(each)
    if not rows:
        return ""
    group = listed(f"{span(of)} in {name}" for name, of, _ in rows)
    others = listed(span(general) for *_, general in rows if general is not None)
    beside = f"; of as many children in general {others}" if others else ""
    whom = f" ({ages} alone)" if ages else ""
    return f"By surveys of such children{whom} {group} may have a disorder{beside}."


def point(group: str, surveyed: Span | None, general: Span | None) -> str:
    """How much more often a group has a disorder.

    >>> point("care leavers", Span(low=42.5, high=47.6), Span(low=12.4, high=18.1))
    'By surveys 42 to 48 in 100 care leavers have a disorder, of children in general 12 to 18.'
    """
    others = f", of children in general {ends(general)}" if general else ""
    return f"By surveys {in_100(surveyed)} {group} have a disorder{others}."


def areas(each: Iterable[tuple[str, Span, str]]) -> str:
    """What that comes to area by area. each: name, of the group with a disorder, of how many."""
    return listed(f"{span(of)} of {count} in {name}" for name, of, count in each)


def uncounted(empty: Iterable[str]) -> str:
    """Whom nobody counts; "" where everybody is counted."""
    names = list(empty)
    return f"Nobody counts {listed(names)}." if names else ""


def unmapped(area: str) -> str:
    return f"There is no map: of this group nothing but counts is printed, and none by {area}."


def mapped(area: str, areas: str) -> str:
    """What a map of authorities is."""
    return (
        f"Published by upper-tier authority and not by {area}: all {areas} of one authority have"
        " its colour, whatever they are by themselves."
    )


def per_residents(per: int, first: int, last: int) -> str:
    return f"per {per:,} residents aged {first} to {last}"


def own_counts(group: str, period: str, areas: str, each: Iterable[tuple[str, float]]) -> str:
    """What a partnership's own counts of a group say: the fewest, the most, and where they are
    hidden. each: name and count as shown, NaN for a star.

    >>> each = [("A", 5), ("B", 60), ("C", float("nan"))]
    >>> own_counts("care leavers", "2023/24", "districts", each)
    'Own counts of care leavers, 2023/24 (uploaded): from 5 in A to 60 in B; hidden in C.'
    """
    rows = list(each)
    known = sorted((count, name) for name, count in rows if not pd.isna(count))
    hidden = [name for name, count in rows if pd.isna(count)]
    (fewest, first), (most, last) = known[0], known[-1]
    range_ = f"from {fewest:,.0f} in {first} to {most:,.0f} in {last}"
    if fewest == most:
        range_ = f"{fewest:,.0f} in every one of the {areas} shown"
    stars = f"; hidden in {listed(hidden)}" if hidden else ""
    return f"Own counts of {group}, {period} (uploaded): {range_}{stars}."


def own_note(area: str) -> str:
    return (
        f"Uploaded: the partnership's own counts by {area}, to the nearest 5; a star is a count"
        " under 5, or one that would give another away. They are never added up, and need not agree"
        " with what is published by authority. Rates and expected numbers are worked out from the"
        " figures shown; brackets are 95% intervals of chance."
    )


def nothing(place: str) -> str:
    """Where no figure of a group is held."""
    return (
        f"No figures of groups at greatest risk in {place} are held here. A partnership's own are"
        " four tables of its data folder (data/README.md). Offers below work without them."
    )


def offers(
    groups: int, pounds: float, others: float, share: float, reached: float, today: float
) -> str:
    """What is set aside, and what the rest then reaches. others: pounds that levers of other pages
    set aside."""
    if not groups:
        return (
            "Nothing is set aside yet. Move a slider: children of a group to be seen in a year,"
            " times pounds a child, come off the budget before anything is shared."
        )
    of = "one group" if groups == 1 else f"{words.number(groups)} groups"
    beside = f" Other pages' levers set aside {words.pounds(others)} more." if others else ""
    return (
        f"{words.pounds(pounds)} a year is set aside first for offers to {of}: {share:.1f}% of"
        f" today's spend.{beside} With the rest services reach about {words.children(reached)}"
        f" children a year ({words.children(today)} today)."
    )
