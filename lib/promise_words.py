"""The promises of a plan in sentences: their figures, and how these moved."""

from collections.abc import Iterable

from lib import words
from lib.place.areas import listed
from lib.variation.change import Change

BETTER, WORSE, SAME, NONE = "better", "worse", "no clear change", "no direction"
UNMEASURED = "no published measure"
SINGLE = "It was published once"
UNCOUNTED = "Chance cannot be ruled out, for no count is printed"

SHORT = {
    BETTER: "Better",
    SAME: "No clear change",
    WORSE: "Worse",
    NONE: "No direction",
    UNMEASURED: "Not measured",
}
# under all that a pack shows of promises, in place of its own periods and licences
STAMP = "Published figures, each of its own period: the sheet “Promises” says which and by whom."
# what a figure that got better or worse did; chance has no part in money
SURE = "since the plan, by more than chance or in money"
CARDS = {
    BETTER: f"promises whose figure got better {SURE}",
    WORSE: f"promises whose figure got worse {SURE}",
    UNMEASURED: "promises without a published measure",
}
MOVES = (
    "From the last figure before a plan, else the first after it, to the newest of the same"
    " definition. Lines are 95% intervals of chance; money has none. What has one figure, or no"
    " count to tell chance by, is not here."
)


def figure(kind: str, unit: str, value: float, counted: float, of: float) -> str:
    """A figure with its unit; a share with what it is made of.

    >>> figure("share", "scored", 45.84, 331, 722), figure("count", "children", 25350, 0, 0)
    ('45.8 in 100 (331 of 722 scored)', '25,350 children')
    """
    if kind == "share":
        return f"{value:.1f} in 100 ({counted:,.0f} of {of:,.0f} {unit})"
    return words.pounds(value) if kind == "amount" else f"{value:,.10g} {unit}"


def since(first: str, period: str, change: Change, better: str, late: bool) -> str:
    """How a figure moved, in a sentence without its stop. late: its first is after the plan."""
    value, low, high = change.towards(better)
    span = "" if low == high else f", 95% interval {_moved(low)} to {_moved(high)}"
    first = f"From {first}, {period}{', the first since the plan' if late else ''}"
    return f"{first}: {_moved(value)}{span}"


def _moved(percent: float) -> str:
    """A move for the better or the worse.

    >>> _moved(-22.7), _moved(0.2)
    ('23% worse', '0%')
    """
    size = round(abs(percent))
    return f"{size}% {BETTER if percent > 0 else WORSE}" if size else "0%"


def not_judged(why: str, first: str, period: str) -> str:
    """That a figure has no direction, and what stood there before."""
    return f"{why} (it was {first}, {period})"


def target(wanted: float, reached: bool) -> str:
    """Whether a number that was promised is reached."""
    return f"{wanted:g} was promised: {'reached' if reached else 'not reached'}"


def message(plans: Iterable[str], directions: list[str]) -> str:
    """The point: how many nobody measures, and how the others moved. directions: of every
    promise."""
    none, better, worse = (directions.count(one) for one in (UNMEASURED, BETTER, WORSE))
    left = len(directions) - none - better - worse
    has = "has" if none == 1 else "have"
    return (
        f"Of the {len(directions)} promises in the plans of {listed(plans)}, {words.number(none)}"
        f" {has} no published measure. Since the plans the figure got better for"
        f" {words.number(better)} and worse for {words.number(worse)}; for the other"
        f" {words.number(left)} it cannot be said."
    )


def reads(itself: int, near: int) -> str:
    """Of what the figures are."""
    return (
        f"{words.number(itself).capitalize()} figures are of the promise itself, {near} only near"
        " it: those say something of it, not whether the promise was kept."
    )


def caution(area: str) -> str:
    """What to be careful of with all of them."""
    return (
        "Promises are in our own words, as summaries of the plans have them. No figure here is"
        f" published by {area}, so there is no map."
    )


def nothing(place: str) -> str:
    """Where no plan is held."""
    return (
        f"No plan of {place} is held here, so there is no promise to follow. A partnership's own"
        " promises are three tables of its data folder (data/README.md)."
    )
