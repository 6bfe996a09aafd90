"""Those from birth to 25 in sentences: who turns 18, who is in need, what reaching them takes."""

from collections.abc import Sequence

from lib import words
from lib.catalogue.assumptions import settings
from lib.place.areas import listed

SURVEYS = settings()["basis"].labels | settings()["transition_older"].labels
# Those in need who turn 18, in the order that charts stack them.
MOVES, STAYS, NO_SERVICE = "Move on to adult services", "Leave, do not move on", "In no service"
KINDS = (MOVES, STAYS, NO_SERVICE)
STAMP = "Modelled from published populations and surveys, each of its own year; see Methods."
OWN_PEOPLE = "People by age are as uploaded, mid-{}."
GROWN = "Today's children grown older: nobody moves in or out, and nobody dies."
ADULTS_UNKNOWN = (
    "How many aged 18 to 25 adult services reach today, and for how much, is not published: the"
    " transfer counts what it pays for and takes nothing off for them."
)


def about(value: float) -> str:
    """People to the nearest 5, or that they are not known.

    >>> about(1233.0), about(float("nan"))
    ('1,235', 'not known')
    """
    return words.children(value) if value == value else "not known"


def year(mid: int) -> str:
    """A year of birthdays.

    >>> year(2031)
    'the year to mid-2031'
    """
    return f"the year to mid-{mid}"


def cliff(
    place: str, mid: int, turning: float, in_need: float, leaving: float, moving: float
) -> str:
    """The point: who turns 18, and who of them is left without a service."""
    point = f"{about(turning)} young people turn 18 in {place} in {year(mid)}"
    if in_need != in_need:
        return f"{point}; no survey here says how many of them are in need."
    return (
        f"{point}, about {about(in_need)} of them in need. About {about(leaving)} are then in a"
        f" children's service; {about(leaving - moving)} of these do not move on to an adult one."
    )


def more_move(first: int, more: float) -> str:
    """That figures year by year have more who move on than the point; "" where they have not. more:
    in 100 leaving."""
    if not more:
        return ""
    return (
        f"From {first} on {more:g} more in 100 leaving move on, as the lever has it; the figures of"
        " one year beside the map are without it (A14)."
    )


def stand_in(standard: bool) -> str:
    """Why the national standard is not used here; "" where another basis is chosen."""
    if not standard:
        return ""
    return "The national standard has no ages, so the 2023 survey stands in for it here."


def hidden(areas: Sequence[str]) -> str:
    """Whose count is suppressed, so that nothing is known of their services; "" where none is."""
    if not areas:
        return ""
    return f"Those in a service leave out {listed(areas)}, whose count is suppressed."


def in_service(period: str, area: str, parts: str) -> str:
    """How those in a service are worked out. area: what areas are called; parts: what those are
    that counts are published for, "" where they are published by area."""
    ties = f" {area} of one {parts} share a rate." if parts else ""
    return (
        f"In a service: the share reached of all under 18 in {period}, as on the Access map under"
        f" this estimate of need (A22).{ties} A14 says how many of those who"
        " leave move on; not everyone who leaves needs an adult service."
    )


def instruments(changes: Sequence[int], surveys: Sequence[str]) -> str:
    """Where another survey begins. surveys: their names, from the ages of changes on."""
    parts = [f"from {age} the {name}" for age, name in zip(changes, surveys)]
    return (
        f"Each survey asks in its own way: {'; '.join(parts)}. A step where one follows another"
        " is no change in need; under the first nobody was asked."
    )


def missing(last: int, end: int) -> str:
    """What no survey here says. last: the oldest age that one asks of."""
    if last >= end:
        return ""
    if last < 18:
        return "No survey held here asks anyone of 18 or over, so no cost can be worked out."
    return f"No survey held here asks anyone over {last}: need and money are of 18 to {last} alone."


def short(survey: str) -> str:
    """A survey without what it asks for.

    >>> short("2017 survey (diagnosed by interview)")
    '2017 survey'
    """
    return survey.partition(" (")[0]


def at_todays_rate(
    year: int, rate: float, survey: str, reached: float, pounds: float, of: float, last: int
) -> str:
    """What reaching them as those under 18 are reached would cost. rate: in 100, by a survey; of:
    percent of today's spend."""
    return (
        f"Reached as those under 18 are ({rate:.0f} in 100 in need by the {short(survey)}), ages 18"
        f" to {last} would in {year} be {about(reached)} people for {words.pounds(pounds)} a year:"
        f" {of:.0f}% of today's spend."
    )


def unlike(under: str, older: str) -> str:
    """That two rates are of two surveys; "" where they are of one."""
    if under == older:
        return ""
    return (
        f"Need under 18 is by the {short(under)} and from 18 on by the {short(older)}: two"
        " instruments, so the two rates are not of the same need."
    )


def transfer(first: int, last: int, share: float, reached: float, pounds: float) -> str:
    """What the years of the transfer come to in the last."""
    return (
        f"From {first} to {last} services to 25 rise to {share:.0f} in 100 in need of those 18 and"
        f" over: {about(reached)} people for {words.pounds(pounds)} a year in {last}."
    )


def set_aside(paid: int, pounds: float, others: float, rest: float, today: float) -> str:
    """What the budget pays for, and what is left of it. others: pounds that levers of other pages
    set aside; rest, today: children that it reaches."""
    beside = f" Other pages' levers set aside {words.pounds(others)} more." if others else ""
    return (
        f"This budget pays for {paid}: {words.pounds(pounds)} comes off before anything is shared,"
        f" from every {{area}} alike.{beside} The rest reaches {about(rest)} children a year"
        f" ({about(today)} today)."
    )
