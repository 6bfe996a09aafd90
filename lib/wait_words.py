"""Waits in sentences: where children stand, the partnership beside others, and what the model of
the pathway expects."""

from collections.abc import Iterable

import pandas as pd

from lib import words
from lib.catalogue.measures import Measure
from lib.catalogue.waiting import Compared, Stood
from lib.figures.promised import Reading
from lib.place.nouns import Level, capital

LONGEST, IN_TIME = "over_a_year", "four_weeks"
CAUTION = (
    "Referral spells, not children: one child may have several. Counts are rounded to 5; autism and"
    " ADHD are in them; help has begun when NHS England's clock stops (experimental)."
)
STAMP = "Published figures, each of its own period; what the queue would do is modelled from them."
ONE_LINE = (
    "The model sees one line of equals at each step. Who is urgent is seen sooner, so that others"
    " wait longer than it says; referrals that are open on paper only make the line look longer"
    " than it is."
)


def star(value: float, decimals: int) -> str:
    """A figure; a star where it is suppressed.

    >>> star(1234.0, 0), star(float("nan"), 1)
    ('1,234', '*')
    """
    return "*" if value != value else f"{value:,.{decimals}f}"


def heading(measure: Measure) -> str:
    """Over a column of counts, or of days."""
    return capital(measure.words)


def figure(compared: Compared, value: float) -> str:
    return star(value, 1 if compared.of else 0)


def place_of(place: int, of: int) -> str:
    """A place among others.

    >>> place_of(1, 40), place_of(22, 40), place_of(40, 40)
    ('best of 40', '22nd best of 40', 'last of 40')
    """
    if place == 1:
        return f"best of {of}"
    return f"last of {of}" if place == of else f"{ordinal(place)} best of {of}"


def ordinal(number: int) -> str:
    """A number as a place.

    >>> ordinal(2), ordinal(11), ordinal(23)
    ('2nd', '11th', '23rd')
    """
    ends = {1: "st", 2: "nd", 3: "rd"}
    end = "th" if number % 100 // 10 == 1 else ends.get(number % 10, "th")
    return f"{number}{end}"


def counted(own: Reading) -> str:
    """What a share is made of."""
    return f"{own.counted:,.0f} of {own.of:,.0f}" if own.of else ""


def note(compared: Compared, own: Reading, place: int, of: int) -> str:
    """Under a tile: unit, what it is made of, when, and the place among all."""
    made_of = f" ({counted(own)})" if own.of else ""
    return f"{compared.unit}{made_of}, {own.period}; {place_of(place, of)} partnerships"


def beside(compared: Compared, own: Reading, place: int, of: int, nation: str, value: float) -> str:
    """The partnership among all others by one figure, in a sentence."""
    made_of = f" ({counted(own)})" if own.of else ""
    start = f"{figure(compared, own.value)} {compared.unit}{made_of}, {own.period}"
    them = f" {nation}: {figure(compared, value)}." if value == value else ""
    return f"{start}: {place_of(place, of)} partnerships with a figure.{them} {compared.caution}"


def waiting(place: str, own: Reading) -> str:
    """How many wait, and how many of them for over a year."""
    return (
        f"At the {own.period} {own.of:,.0f} referrals in {place} waited for help to begin,"
        f" {own.counted:,.0f} of them ({own.value:.0f} in 100) for over 52 weeks."
    )


def in_time(own: Reading, place: int, of: int) -> str:
    return (
        f"Of those helped in the {own.period}, {own.value:.0f} in 100 had waited under four weeks:"
        f" {place_of(place, of)} partnerships."
    )


def stands(stood: Stood, period: str, low: str, lowest: float, high: str, highest: float) -> str:
    """Where children stood, between the two ends of the map."""
    return (
        f"{stood.label}, {period}: from {star(lowest, 0)} in 100 referred in {low} to"
        f" {star(highest, 0)} in {high}."
    )


def map_alt(
    stood: Stood, period: str, known: str, low: str, lowest: float, high: str, highest: float
) -> str:
    return (
        f"{stood.label}, in 100 children referred, {period}, {known}: from {star(lowest, 1)} in"
        f" {low} to {star(highest, 1)} in {high}. The counts as printed are in the table."
    )


def nothing(place: str) -> str:
    """Where nothing is published of waits."""
    return (
        f"No figure of referrals that wait is held here for {place}, so there is nothing to compare"
        " and nothing for the model of the pathway to start from. What it needs is a table of the"
        " data folder, referral_waits.csv (data/README.md): NHS England's monthly waiting times of"
        " children and young people, for this partnership."
    )


def gaps(newer: Iterable[tuple[Compared, Reading]]) -> str:
    """The figures that are newer than those shown, and why they stand beside no other."""
    each = [
        f"{compared.label}: {figure(compared, one.value)} {compared.unit}"
        f"{f' ({counted(one)})' if one.of else ''}, {one.period}"
        f"{f'; {one.broken}' if one.broken else ''}"
        for compared, one in newer
    ]
    return f"Newer, but beside no other. {'. '.join(each)}." if each else ""


STRIPS = (
    "A tick is a partnership, the best to the right; ours is the diamond. Which is which stands"
    " under “Every partnership”."
)


def shared_out(level: Level, area: Level) -> str:
    """What the map does that nobody prints."""
    return (
        f"Counts are printed by {level.one}, in the table. The map shares them out among"
        f" {area.many}, as the Access map does; nothing is printed by {area.one}. Colours part only"
        f" {area.many} whose figures differ by more than their intervals."
    )


NO_MODEL = (
    "Too few areas are left, once small numbers are hidden, for the spend that it starts from."
)
DRAWN = (
    "The band is a 95% interval over 2,000 draws: chance in the published counts, and A3 and A8 to"
    " A10 over their ranges, the same for every lever."
)


def swings(frame: pd.DataFrame) -> str:
    """Each assumption and where it takes the queue, in a line."""
    return "; ".join(
        f"{row.assumption}, {words.children(row.low)} to {words.children(row.high)}"
        for row in frame.itertuples()
    )


def queue(now: float, ends: str, months: int, after: float, low: float, high: float) -> str:
    """What the model expects of the queue."""
    way = "grow" if after > now else "shrink"
    return (
        f"the queue would {way} from {words.children(now)} ({ends}) to about"
        f" {words.children(after)} in {months} months (95% interval {words.children(low)} to"
        f" {words.children(high)})"
    )


def expected(moved: bool, queue: str, after: float, usual: float) -> str:
    """The model's answer in a sentence; beside what would be without the levers where one is
    set."""
    if not moved:
        return f"If nothing changes, {queue}."
    than = usual - after
    if abs(than) < 5:
        beside = "as many as if nothing changed"
    else:
        beside = (
            f"{words.children(abs(than))} {'fewer' if than > 0 else 'more'} than if nothing changed"
        )
    return f"With these levers {queue}: {beside}."


def weeks(value: float) -> str:
    """A wait in whole weeks, or in years where it is long.

    >>> weeks(3.6), weeks(150.2), weeks(1.0)
    ('4 weeks', '150 weeks (2.9 years)', '1 week')
    """
    whole = f"{value:,.0f} week{'' if round(value) == 1 else 's'}"
    return whole if value < 104 else f"{whole} ({value / 52.18:.1f} years)"


def after_months(month: float, months: int) -> str:
    """When something is reached.

    >>> after_months(float("nan"), 36), after_months(0.0, 36), after_months(14.0, 36)
    ('not within 36 months', 'already', 'after 14 months')
    """
    if month != month:
        return f"not within {months} months"
    return f"after {month:.0f} month{'' if month == 1 else 's'}" if month else "already"


def takes(
    weeks: int,
    assessed: float,
    begun: float,
    now: tuple[float, float],
    pounds: float,
    budget: float,
) -> str:
    """What a wait would take: capacity first, which the counts decide, then the money."""
    return (
        f"For one who stays to wait no more than {weeks} weeks at the end of the three years:"
        f" {assessed:,.0f} first contacts a week ({now[0]:,.0f} now), help to begin for"
        f" {begun:,.0f} a week ({now[1]:,.0f} now). By today's costs and the elasticity (A3) that"
        f" is {about(pounds)} more a year, beside {about(budget)} spent today{far(pounds, budget)}."
    )


def far(pounds: float, budget: float) -> str:
    """That so much money is beyond what the model can know."""
    return ": so far beyond it that the pounds only say how far" if pounds > budget else ""


def about(amount: float) -> str:
    """Pounds in words of two or three digits.

    >>> about(46_650_000), about(193_800_000), about(350_400)
    ('£47 million', '£194 million', '£350,000')
    """
    if amount >= 9_500_000:
        return f"£{amount / 1e6:,.0f} million"
    return f"£{amount / 1e6:.1f} million" if amount >= 1e6 else f"£{round(amount, -4):,.0f}"


def clearing(over: float, ends: str, cost: float) -> str:
    """What it would cost to begin help for everyone who has waited over a year. ends: the day of
    that."""
    return (
        f"To begin help once for all {over:,.0f} referrals that at the {ends} had waited over 52"
        f" weeks, at today's {about(cost) if cost >= 1e6 else f'£{cost:,.0f}'} each, would cost"
        f" {about(over * cost)}; without more capacity others then wait as long."
    )


def money(pounds: float, aside: float, spent: float) -> str:
    """What the levers cost, under them; that it cannot be where all that is set aside is more than
    today's spend."""
    if aside > spent:
        return (
            f"These levers take {words.pounds(pounds)} in the first year. With what other pages set"
            f" aside that is {words.pounds(aside)}, more than today's spend of"
            f" {words.pounds(spent)}: it cannot be paid, and Reallocate has nothing to share. Set"
            " aside less."
        )
    if not pounds:
        return "Nothing is spent here: the whole budget is shared on Reallocate."
    return (
        f"These levers take {words.pounds(pounds)} of the budget in the first year, before anything"
        " is shared on Reallocate: a pound spent here is not spent there."
    )


def path_alt(months: int, first: float, after: float, usual: float) -> str:
    return (
        f"Referrals that wait for help to begin, month by month for {months} months: from"
        f" {words.children(first)} to {words.children(after)} with the levers, to"
        f" {words.children(usual)} without. The table has the figures."
    )
