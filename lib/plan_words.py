"""The trajectory, the plan of a year and what came of it in sentences."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from lib import words
from lib.figures.actual import Actual
from lib.model.reasons import Reasons

PLAN_COLUMNS = (
    "Year",
    "Planned spend",
    "Children, planned",
    "Spent, same prices",
    "Children, treated",
    "Difference",
    "Need",
    "Money",
    "Unexplained",
)
NOT_YET = "not known"
OWN = "The partnership's own counts, brought in, from here"
PUBLISHED = "Published counts from here"
HOW_MONTHS = (
    "Your own months: rows of “Published-area figures” on the page Your data, of the whole, with"
    " the period as “12 months to 2024-06”; the measure is contacted_once for what happened and"
    " {planned} for what was planned."
)
TWO_MEASURES = (
    "Two contacts in a year and one contact in 12 months are two measures: nothing joins them, and"
    " no figure of the one says anything of the other."
)
OTHERS = (
    "Every mark is a partnership, the diamond this one. Counts of those with several parts are"
    " added up from their parts, so that a child seen in two counts twice; boundaries of a few"
    " moved between the two dates. A count that moved by half is most likely a submission, and"
    " nobody says which."
)
PACK = (
    "Last year's plan, what happened and this year's plan as slides, briefing and workbook: the"
    " plan chosen above is this year's, the newest saved plan of an earlier year is last year's."
)
SPLIT = (
    "Need: children more or fewer because more or fewer are in need than planned, at the planned"
    " rate. Money: because more or less was spent, in the prices of the plan (inflation A7), at the"
    " plan's elasticity (A3). The rest is unexplained: better or worse work, recording, other"
    " money, chance. The three add up to the difference."
)
ROLLING_LEVEL = (
    "Each figure shares eleven of its twelve months with its neighbour, so that neighbours lie"
    " close and the limits are too narrow: look at the changes to see what is unusual."
)
ROLLING_CHANGE = (
    "A month's change is its new month less the same month a year before, which leaves the span."
    " Limits are the mean and three sigmas, from the mean range between neighbours over 1.128."
)
# what the unexplained part is worked out with, and how its ends are written
SWINGS = {
    "elasticity": ("Elasticity (A3)", "{:g}"),
    "inflation": ("Inflation (A7)", "{:g}%"),
    "treated": ("Chance in the count", "{:,.0f}"),
}
# under what a pack shows of published figures, in place of its own period
STAMP = "Published figures, each of its own period and publisher: the sheet “Sources” says whose."
STAMP_HAPPENED = f"Planned figures are modelled. {STAMP}"
NONE = "not held"
SHOWN = 3  # runs of months that a sentence names


def columns(nation: str) -> list[str]:
    """Of the table by year. nation: what it is called, "" where nothing is held of it."""
    return [
        "Year",
        "Two contacts, in 100",
        "National step, in 100",
        f"{nation or 'Nation'}, in 100",
        "Children with two contacts",
        "Children with one contact or more",
        "Trajectory for one contact",
    ]


def rate(value: float) -> str:
    return f"{value:.1f}" if value == value else NONE


def step(value: float, verified: Any) -> str:
    """A national step; of one that nobody has read in its publication that too.

    >>> step(35.0, True), step(34.0, False), step(float("nan"), float("nan"))
    ('35', '34 (not verified)', 'none')
    """
    if value != value:
        return "none"
    return f"{value:g}" if verified is True or verified == 1 else f"{value:g} (not verified)"


def count(value: float | None) -> str:
    return NONE if value is None or value != value else f"{value:,.0f}"


def with_interval(value: float, low: float, high: float) -> str:
    span = "" if round(low) == round(high) else f" ({low:,.0f} to {high:,.0f})"
    return f"{value:,.0f}{span}"


def not_said(value: float | None, say: Callable[[float], str]) -> str:
    return "not known" if value is None else say(value)


def month(period: str) -> str:
    """The month that a span of 12 ends in."""
    return words.month(period.split()[-1])


def part(children: int, known: float | None) -> str:
    """A part of a difference; that it is not known where its figure is not."""
    return "not known" if known is None else f"{children:+,d}"


def parts_of(one: Actual, split: Reasons) -> str:
    """The parts of a difference that have a cause."""
    need = f"need {split.need:+,d}" if one.need is not None else "need not known"
    money = f"money {split.money:+,d}" if one.pounds is not None else "money not known"
    return f"{need}, {money}"


def aim(period: str, value: float, what: str) -> str:
    return f"By {period}, for the nation as a whole: {value:,.0f} {what}."


def place_among(how_many: int, others: int, did: str) -> str:
    """Where one stands among others, in a sentence without its stop. did: what those counted did.

    >>> place_among(7, 41, "reached more")
    'Seven of the 41 other partnerships reached more'
    """
    count = words.number(how_many).capitalize() if how_many else "None"
    return f"{count} of the {others} other partnerships {did}"


def missing(place: str, steps: int, others: int, months: int) -> str:
    """What is not held of a partnership, in a sentence; "" where all is."""
    lacks = [
        what
        for what, held in (
            ("national trajectory", steps),
            ("figure of other partnerships", others),
            ("count of children with one contact in 12 months", months),
        )
        if not held
    ]
    return f"Not held for {place}: a {', a '.join(lacks)}." if lacks else ""


def line_sentences(
    place: str, rates: pd.DataFrame, counts: pd.DataFrame, moved: str
) -> tuple[str, ...]:
    """How the partnership stands on each measure in its newest period. moved: how the later measure
    moved, as a part of a sentence; "" where that is not known."""
    sentences = []
    known = rates[rates.value.notna()]
    if len(known):
        last = known.iloc[-1]
        sentences.append(
            f"In {known.index[-1]} {place} reached {last.value:.1f} in 100 children with a"
            f" diagnosable condition{_against_step(last)}."
        )
    if len(counts):
        last = counts.iloc[-1]
        sentences.append(
            f"By another measure, at least one contact, it reached {last.children:,.0f} children in"
            f" the 12 months to {words.month(last.month)}{moved and ', '}{moved}."
        )
    return tuple(sentences) or (f"Nothing is published of {place} by year.",)


def _against_step(row: Any) -> str:
    if row.step != row.step:
        return ""
    gap = round(row.value, 1) - row.step
    way = "above" if gap >= 0 else "below"
    verified = "" if row.verified else " (not verified)"
    return f", {abs(gap):.1f} {way} the national step of {row.step:g}{verified}"


def moved(first: str, percent: float) -> str:
    """A count against that of a first month.

    >>> moved("2003-03", -9.48), moved("2003-03", 4.0)
    ('9.5% fewer than in March 2003', '4.0% more than in March 2003')
    """
    return f"{abs(percent):.1f}% {'more' if percent > 0 else 'fewer'} than in {words.month(first)}"


def two_figures(year: str, printed: float, monthly: float) -> str:
    """That a year's count was published twice."""
    return (
        f"For {year} two counts are published: {printed:,.0f} in the year's dashboard, as in the"
        f" table, and {monthly:,.0f} in the monthly series, as on the line."
    )


def broke(month: str, what: str, anew: bool) -> str:
    """Where a measure or a submission broke. anew: limits start again there."""
    again = "; the usual range starts again there" if anew else ""
    return f"{words.month(month)}: {what[:1].lower()}{what[1:]}{again}."


def process_sentence(rows: pd.DataFrame, changes: bool) -> str:
    """Which months are more than usual variation. rows: as Process.rows."""
    what = "change" if changes else "figure"
    if rows.centre.isna().all():
        return "Too few months are held to say what is usual."
    runs = _runs(rows)
    if not runs:
        return f"No month's {what} is more than usual variation."
    latest = "; ".join(_run(run, changes) for run in runs[-SHOWN:])
    few = "The latest of what is" if len(runs) > SHOWN else "What is"
    return f"{few} more than usual variation: {latest}. No publisher says why."


def _runs(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Marked months that follow each other on one side of the centre."""
    side = (rows.value > rows.centre).map({True: 1, False: -1}).where(rows.marks != "", 0)
    together = [run for _, run in rows.groupby((side != side.shift()).cumsum())]
    return [run for run in together if run.marks.iloc[0]]


def _run(run: pd.DataFrame, changes: bool) -> str:
    first, last = run.iloc[0], run.iloc[-1]
    span = words.month(first.month)
    span += f" to {words.month(last.month)}" if len(run) > 1 else ""
    side = "above" if last.value > last.centre else "below"
    return f"{span}, {side} the mean of {last.centre:{'+' if changes else ''},.0f} ({last.marks})"


def plan_sentence(name: str, start: str, declared: bool, years: Any) -> str:
    """What a plan has for its first year and its last."""
    first, last = years[0], years[-1]
    what = f"“{name}” is the plan of {start}" if declared else f"“{name}”, drawn from {start} on"
    to = (
        "" if first is last else f", and {last.treated:,.0f} in {last.period} by its pace of change"
    )
    return f"{what}: {first.treated:,.0f} children treated on {words.pounds(first.pounds)}{to}."


def no_actual(start: str) -> str:
    return f"no count of {start} or later is held"


def why(period: str, one: Actual, parts: Reasons) -> str:
    """Plan against actual, and the reasons."""
    if not parts.total:
        happened = f"In {period} as many children were treated as planned"
    else:
        more = "more" if parts.total > 0 else "fewer"
        planned = one.treated - parts.total
        happened = (
            f"In {period} {one.treated:,.0f} children were treated, {abs(parts.total):,d} {more}"
            f" than planned (95% interval of chance in the count {one.low - planned:+,.0f} to"
            f" {one.high - planned:+,.0f})"
        )
    need = f" (need {one.need_from})" if one.need is not None else ""
    return f"{happened}: {parts_of(one, parts)}; unexplained {parts.unexplained:+,d}{need}."


def year(one: Any) -> str:
    """A year of a plan in a line. one: as lib/findings/planned.py has it."""
    children = with_interval(one.treated, one.low, one.high)
    came = "" if one.actual is None else f"; {one.actual.treated:,.0f} were"
    return f"{one.period}: {children} children to be treated on {words.pounds(one.pounds)}{came}."


def no_map(area: str) -> str:
    return f"Neither measure is published by {area} and year, so there is no map."


def how_known(own: bool) -> str:
    """How a plan and what came of it are known."""
    actual = "the partnership's own" if own else "published"
    return (
        f"Planned figures are the model's; what happened is {actual}. The nation counts one contact"
        " now, so that later years need the partnership's own count of children with two."
    )


def months_sentence(rows: pd.DataFrame) -> str:
    """Plan against actual in the newest month that has both. rows: as ByMonth.rows."""
    both = rows.dropna(subset=["planned", "actual"])
    if both.empty:
        return "No month has both a plan and an actual."
    last, short = both.iloc[-1], int((both.actual < both.planned).sum())
    gap = last.actual - last.planned
    way = f"{abs(gap):,.0f} {'more' if gap > 0 else 'fewer'} than planned"
    return (
        f"In the 12 months to {words.month(last.month)} {last.actual:,.0f} children had at least"
        f" one contact, {way if gap else 'as many as planned'}; {short} of {len(both)} months are"
        " below their plan."
    )
