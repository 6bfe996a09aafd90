"""School teams and staff in sentences."""

import math

from lib.model.workforce import LONGEST, NONE


def staff(posts: float) -> str:
    """Whole-time posts to the nearest one.

    >>> staff(23.4), staff(1.2), staff(0.2)
    ('23 more staff', '1 more member of staff', 'no more staff')
    """
    count = round(abs(posts)) if abs(posts) >= NONE else 0
    if not count:
        return "no more staff"
    way = "more" if posts > 0 else "fewer"
    return f"{count:,} {way} {'member of staff' if count == 1 else 'staff'}"


def needed(new: float, fewer: float, year: float) -> str:
    """How many more staff a scenario needs and when they are there.

    Parameters
    ----------
    new
        Posts of the skills of which more are needed.
    fewer
        Posts of the others that are needed no longer.
    year
        By whose end all new ones are in post.

    >>> needed(23.4, 0, 3)
    "This needs 23 more staff; at today's rate they are there in year 3."
    >>> needed(0, 0, 0), needed(0, 12, 0)
    ('This needs no more staff.', 'This needs 12 fewer staff.')
    """
    if new < NONE:
        return f"This needs {staff(-fewer)}."
    first = f"This needs {staff(new)}; at today's rate they are"
    if not math.isfinite(year) or year > LONGEST:
        return f"{first} not there within {LONGEST} years."
    return f"{first} there in year {year:.0f}."


def beside(new: float, fewer: float, moved: float, areas: str) -> str:
    """What happens to other posts: of skills of which fewer are needed, and those that end in one
    area and are needed in another; "" where nothing does.

    >>> beside(20, 8, 0, "areas"), beside(0, 0, 3, "areas")
    ('8 posts of other skills are needed no longer.', '3 posts move between areas.')
    """
    sentences = [
        f"{_posts(fewer)} of other skills {_are(fewer)} needed no longer."
        if new >= NONE and fewer >= NONE
        else "",
        f"{_posts(moved)} move{'s' if round(moved) == 1 else ''} between {areas}."
        if moved >= NONE
        else "",
    ]
    return " ".join(filter(None, sentences))


def _posts(count: float) -> str:
    return f"{round(count):,} post{'' if round(count) == 1 else 's'}"


def _are(count: float) -> str:
    return "is" if round(count) == 1 else "are"


def binding(year: int, short: float, skill: str) -> str:
    """The year in which most staff are missing."""
    if not year:
        return "At today's rate no year is short of staff."
    few = f"{round(short):,}" if short >= 1 else "fewer than 1"
    return f"Year {year} binds: {few} staff are then still missing, most of them {skill}."


def pounds_each(amount: float) -> str:
    """Pounds of one place.

    >>> pounds_each(5.08), pounds_each(2015)
    ('£5.08', '£2,015')
    """
    return f"£{amount:,.2f}" if amount < 100 else f"£{amount:,.0f}"
