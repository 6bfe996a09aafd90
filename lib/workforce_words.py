"""School teams and staff in sentences."""

import math
from collections.abc import Mapping

import pandas as pd

from lib import words
from lib.model.workforce import LONGEST, NONE
from lib.place.areas import listed


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
    """The year in which most staff are missing.

    >>> binding(1, 1.1, "practitioners")
    'Year 1 binds: one post is then still to fill, most of it for practitioners.'
    >>> binding(2, 7.8, "clinicians")
    'Year 2 binds: 8 staff are then still missing, most of them clinicians.'
    """
    if not year:
        return "At today's rate no year is short of staff."
    if short < 1.5:
        few = "one post is" if short >= 1 else "part of a post is"
        return f"Year {year} binds: {few} then still to fill, most of it for {skill}."
    return f"Year {year} binds: {short:,.0f} staff are then still missing, most of them {skill}."


def figure(value: float, high: float, unit: str) -> str:
    """A published figure with its unit, and the upper end of a range.

    >>> figure(26, float("nan"), "in 100 pupils"), figure(300, 400, "pounds")
    ('26 in 100 pupils', '£300 to £400')
    >>> figure(float("nan"), float("nan"), "none"), figure(6e6, float("nan"), "pounds")
    ('None', '£6.00m')
    """
    if pd.isna(value):
        return unit.capitalize()
    ends = [end for end in (value, high) if pd.notna(end)]
    if unit.startswith("pounds"):
        said = [words.pounds(end) if end >= 1e6 else _exact(end) for end in ends]
        return f"{' to '.join(said)}{unit.removeprefix('pounds')}"
    return f"{' to '.join(f'{end:,.10g}' for end in ends)} {unit}"


def _exact(pounds: float) -> str:
    """Pounds, with pence where there are some."""
    return f"£{pounds:,.0f}" if pounds == round(pounds) else f"£{pounds:,.2f}"


def coverage(nation: str, value: float, period: str) -> str:
    return f"School teams reached {value:.0f} in 100 pupils in {nation} in {period}."


def coverage_here(place: str, value: float, period: str, area: str) -> str:
    return (
        f"Of {place} it is published only that about {value:.0f} in 100 schools had one in"
        f" {period}: of schools, in round figures, and not by {area}."
    )


def no_coverage(place: str) -> str:
    return f"Of {place} nothing is held here on schools that have one."


def nothing(place: str) -> str:
    """Where no fact is held."""
    return f"No published figure of school teams is held here for {place}."


def teams(count: int, pupils: float, need: float, children: float) -> str:
    """What new teams do."""
    return (
        f"{words.number(count).capitalize()} new school team{'s' if count > 1 else ''} would cover"
        f" about {_hundreds(pupils)} more pupils, about {_hundreds(need)} of them in need, and"
        f" help about {_hundreds(children)} children a year."
    )


def _hundreds(count: float) -> str:
    return f"{round(count, -2):,.0f}"


def places(bought: Mapping[str, tuple[int, str]]) -> str:
    """Places that are bought, of those with some; "" where there are none. bought: how many and for
    whom, by offer in words."""
    parts = [f"{count:,} {whom} in {offer}" for offer, (count, whom) in bought.items() if count]
    return f"There are places a year for {listed(parts)}." if parts else ""


def paid(pounds: float, fewer: float) -> str:
    """What it costs, and what the same money reached."""
    return (
        f"It costs {words.pounds(pounds)} a year of the same budget, so that the rest of it reaches"
        f" about {words.children(fewer)} fewer."
    )


def caution(own_teams: bool, own_staff: bool) -> str:
    """What the page rests on, with {area} where a noun stands. own_teams, own_staff: a partnership
    has brought these in."""
    teams = (
        "Which pupils have a team today is as uploaded."
        if own_teams
        else "Where today's teams are is not published by {area}: the map takes the same share of"
        " pupils covered in every {area} (A21)."
    )
    posts = (
        "Staff in post are as uploaded."
        if own_staff
        else "Staff in post are not published; they follow from children reached and what one post"
        " reaches a year (A12)."
    )
    return f"{teams} {posts}"


def when(new: float, year: float) -> str:
    """When new staff are there, in a few words.

    >>> when(0, 0), when(20, 4), when(20, math.inf)
    ('none is needed', 'all there in year 4', 'not there within 20 years')
    """
    if new < NONE:
        return "none is needed"
    late = not math.isfinite(year) or year > LONGEST
    return f"not there within {LONGEST} years" if late else f"all there in year {year:.0f}"


NOT_ADDED = (
    "Children whom teams help and places of early help are not added to the children reached of"
    " other pages: the trial of school counselling found no effect on the use of other services,"
    " and of teams none is published."
)
ALIKE = (
    "The share of pupils in need differs little between {areas}, so which of two alike gets a team"
    " says little; weight need by the need index beside the page, or put in your own list."
)
TRAINED = (
    "No cost or effect of training those who work with children is in what was read, so training"
    " of staff has no lever."
)
HOW = (
    "Staff are whole-time posts and follow from children reached and what one post reaches a"
    " year (A12); a pound that levers of other pages set aside has as many as one in services"
    " today. Nobody publishes posts, vacancies or caseloads here. Pay is of 2021/22,"
    " offers are in the prices of their publications, and the budget is of {period}: none is"
    " corrected for prices."
)
MISSING = (
    "What others publish goes into schools.csv of a partnership's data folder (data/README.md); the"
    " levers work without it."
)
POSTS = (
    "Posts follow from children reached and what one post reaches a year (A12), which is declared:"
    " nobody publishes posts by {area}. A pound that levers of other pages set aside has as many as"
    " one in services today."
)
