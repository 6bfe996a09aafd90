"""What is published of referrals while they wait: one record a count, and one a figure that
partnerships are compared by. They count referral spells, not children."""

from dataclasses import dataclass
from typing import Literal

Span = Literal["3 months to", "end of"]
QUARTER: Span = "3 months to"
END: Span = "end of"


@dataclass(frozen=True, kw_only=True)
class Wait:
    """A count of referral spells, or days that they have waited. code: NHS England's own. span: the
    three months of a flow, or the end of a month. days: it is no count."""

    key: str
    code: str
    words: str
    span: Span
    days: bool = False


def _waited(what: str, letter: str, code: str, weeks: int) -> Wait:
    key = {"first contact": "waiting_first", "help to begin": "waiting_stop"}[what]
    return Wait(
        key=f"{key}_over_{weeks}_weeks",
        code=f"{code}{letter}",
        words=f"Waiting for {what} over {weeks} weeks",
        span=END,
    )


WAITS = {
    wait.key: wait
    for wait in (
        Wait(key="started", code="MRS11", words="Referrals", span=QUARTER),
        Wait(key="closed", code="MRS12", words="Referrals closed", span=QUARTER),
        Wait(key="stopped", code="MRS08", words="Help began", span=QUARTER),
        Wait(
            key="stopped_within_4_weeks",
            code="MRS08a",
            words="Help began within 4 weeks",
            span=QUARTER,
        ),
        Wait(key="open", code="MRS13", words="Open referrals", span=END),
        Wait(key="waiting_first", code="MRS10", words="Waiting for a first contact", span=END),
        Wait(
            key="waiting_first_median_days",
            code="MRS10a",
            words="Median days waited for a first contact so far",
            span=END,
            days=True,
        ),
        Wait(
            key="waiting_first_90th_percentile_days",
            code="MRS10b",
            words="90th percentile of days waited for a first contact so far",
            span=END,
            days=True,
        ),
        Wait(key="waiting_stop", code="MRS09", words="Waiting for help to begin", span=END),
        *(
            _waited(what, letter, code, weeks)
            for what, code in (("first contact", "MRS14"), ("help to begin", "MRS09"))
            for letter, weeks in (("e", 52), ("c", 78), ("a", 104))
        ),
    )
}


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A figure that partnerships are compared by.

    Attributes
    ----------
    counted, of
        Keys of WAITS: a share in 100 of one in the other; of is "" where the count itself is it.
    unit
        After a figure.
    better
        Which end is.
    caution
        What it does not say.
    """

    key: str
    label: str
    counted: str
    of: str
    unit: str
    better: Literal["high", "low"]
    caution: str

    @property
    def span(self) -> Span:
        return WAITS[self.counted].span


COMPARED = {
    one.key: one
    for one in (
        Compared(
            key="four_weeks",
            label="Help began within four weeks",
            counted="stopped_within_4_weeks",
            of="stopped",
            unit="in 100 referrals that were helped",
            better="high",
            caution="Of those whose help began; those still waiting are not in it.",
        ),
        Compared(
            key="median_wait",
            label="Half have waited longer than",
            counted="waiting_first_median_days",
            of="",
            unit="days, waiting for a first contact",
            better="low",
            caution="Of those still waiting, so far; not how long they will wait in all.",
        ),
        Compared(
            key="over_a_year",
            label="Waiting over 52 weeks for help to begin",
            counted="waiting_stop_over_52_weeks",
            of="waiting_stop",
            unit="in 100 referrals that wait",
            better="low",
            caution="Some may be open on paper only, closed too late or recorded amiss.",
        ),
        Compared(
            key="not_seen",
            label="Open referrals that nobody has seen yet",
            counted="waiting_first",
            of="open",
            unit="in 100 open referrals",
            better="low",
            caution="Of open referrals, whatever they were for.",
        ),
    )
}


@dataclass(frozen=True, kw_only=True)
class Stood:
    """Where the referred children of a year stood. measures: their counts, in MEASURES; all are
    part of the same one. better: which end is."""

    key: str
    label: str
    measures: tuple[str, ...]
    better: Literal["high", "low"]


STOOD = {
    one.key: one
    for one in (
        Stood(
            key="seen_in_4",
            label="Second contact within 4 weeks",
            measures=("second_contact_within_4_weeks",),
            better="high",
        ),
        Stood(
            key="seen_after_12",
            label="Second contact after over 12 weeks",
            measures=("second_contact_over_12_weeks",),
            better="low",
        ),
        Stood(
            key="closed",
            label="Closed before treatment",
            measures=("closed_before_treatment",),
            better="low",
        ),
        Stood(
            key="still_waiting",
            label="Still waiting at the end of the year",
            measures=("waiting_no_contact", "waiting_one_contact"),
            better="low",
        ),
    )
}
