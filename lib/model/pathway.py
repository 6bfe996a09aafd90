"""The way from referral to treatment as four stocks (docs/methods.md 17): waiting for assessment,
assessed and waiting for treatment, in treatment, left. Pure functions of numbers; an array has one
draw a column."""

from dataclasses import dataclass, replace

import numpy as np

Number = float | np.ndarray

MONTHS, STEPS = 36, 4  # of a path; steps in a month
WEEKS_A_YEAR = 365.25 / 7
WEEKS_A_MONTH = WEEKS_A_YEAR / 12
WEEKS_A_QUARTER = WEEKS_A_YEAR / 4
A_YEAR = 12  # months
STANDARD_WEEKS = 4  # from referral to help
FEWEST = 0.01  # a week: what is divided by is never nothing


@dataclass(frozen=True, kw_only=True)
class Quarter:
    """What is published of the newest three months without a gap.

    Attributes
    ----------
    ends
        Its last month.
    started, closed, stopped
        Referral spells in the three months that came, closed, and for which help began.
    waiting_first, waiting_stop, open
        At its end: with no contact yet, with no help yet (those without a contact among them), all.
    rise
        By how many a week those without a contact grew.
    over_a_year
        Of those with no help yet, how many were referred more than 52 weeks before.
    sources
        The publications that it is of.
    """

    ends: str
    started: Number
    closed: Number
    stopped: Number
    waiting_first: float
    waiting_stop: float
    open: float
    rise: float
    over_a_year: float
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Assumed:
    """What nobody prints (A8 to A10, and A3): percents, weeks and pounds a year as their settings
    have them."""

    met_today: Number
    treatment_weeks: Number
    leaving_rise: Number
    assessment_share: Number
    support_pounds: Number
    support_effect: Number
    elasticity: Number


@dataclass(frozen=True, kw_only=True)
class Levers:
    """Pounds a year for assessment, treatment and support while waiting; pounds once for the
    longest waits; percent a year by which referrals grow; points of them more that are met when
    they come."""

    assessment: Number = 0.0
    treatment: Number = 0.0
    support: Number = 0.0
    backlog: Number = 0.0
    growth: Number = 0.0
    front_door: Number = 0.0


@dataclass(frozen=True, kw_only=True)
class Start:
    """Where a path starts: stocks, and what moves a week. leaving: share of those who wait that
    give up in a week."""

    referrals: Number
    assessed: Number
    begun: Number
    leaving: Number
    waiting: float
    assessed_waiting: float
    in_treatment: float


def start(quarter: Quarter, assumed: Assumed) -> Start:
    """What moves a week, so that the quarter's counts add up:

    closed = met at the door + given up + treatment ended; referrals - met - assessed - given up =
    rise.
    """
    referrals, begun = quarter.started / WEEKS_A_QUARTER, quarter.stopped / WEEKS_A_QUARTER
    in_treatment = quarter.open - quarter.waiting_stop
    met = referrals * assumed.met_today / 100
    ended = in_treatment / assumed.treatment_weeks
    gave_up = np.maximum(quarter.closed / WEEKS_A_QUARTER - met - ended, 0.0)
    leaving = gave_up / quarter.waiting_stop
    assessed = referrals - met - leaving * quarter.waiting_first - quarter.rise
    return Start(
        referrals=referrals,
        assessed=np.maximum(assessed, FEWEST),
        begun=np.maximum(begun, FEWEST),
        leaving=leaving,
        waiting=quarter.waiting_first,
        assessed_waiting=quarter.waiting_stop - quarter.waiting_first,
        in_treatment=in_treatment,
    )


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """What pounds come to: first contacts and beginnings of treatment a week, those more that the
    one-off helps a week in the first year, and the share of giving up that support leaves."""

    assessed: Number
    begun: Number
    cleared: Number
    kept: Number


def unit_costs(from_: Start, assumed: Assumed, budget: float) -> tuple[Number, Number]:
    """Pounds that a first contact, and a child whose treatment begins, cost today: the share of the
    budget over how many there are in a year."""
    share = assumed.assessment_share / 100
    return (
        share * budget / (from_.assessed * WEEKS_A_YEAR),
        (1 - share) * budget / (from_.begun * WEEKS_A_YEAR),
    )


def capacity(from_: Start, assumed: Assumed, levers: Levers, budget: float) -> Capacity:
    """Capacity is today's x (pounds / today's pounds) to the power of the elasticity (A3)."""
    share = assumed.assessment_share / 100
    _, cost = unit_costs(from_, assumed, budget)
    waiting = from_.waiting + from_.assessed_waiting
    supported = np.minimum(levers.support / (assumed.support_pounds * waiting), 1.0)
    return Capacity(
        assessed=from_.assessed * (1 + levers.assessment / (share * budget)) ** assumed.elasticity,
        begun=from_.begun * (1 + levers.treatment / ((1 - share) * budget)) ** assumed.elasticity,
        cleared=levers.backlog / cost / WEEKS_A_YEAR,
        kept=1 - assumed.support_effect / 100 * supported,
    )


def door_pounds(from_: Start, assumed: Assumed, levers: Levers, budget: float) -> Number:
    """Pounds a year for those more who are met at the front door: each costs a first contact."""
    cost, _ = unit_costs(from_, assumed, budget)
    return levers.front_door / 100 * from_.referrals * WEEKS_A_YEAR * cost


@dataclass(frozen=True, kw_only=True)
class Path:
    """Stocks at the start and at the end of each month, shape (months + 1, draws).

    Attributes
    ----------
    waiting, assessed_waiting, in_treatment, left
        Where everyone is who was there at the start or came since (`came`).
    given_up
        Those of `left` who went while they waited.
    helped
        For whom help began.
    weeks_first, weeks_second
        That one who stays waits for assessment, and after it for treatment: those ahead over
        capacity.
    """

    waiting: np.ndarray
    assessed_waiting: np.ndarray
    in_treatment: np.ndarray
    left: np.ndarray
    came: np.ndarray
    given_up: np.ndarray
    helped: np.ndarray
    weeks_first: np.ndarray
    weeks_second: np.ndarray

    @property
    def queue(self) -> np.ndarray:
        """Everyone who waits for help to begin."""
        return self.waiting + self.assessed_waiting

    @property
    def weeks(self) -> np.ndarray:
        """From referral to help, of one who stays: the mean of a wait with a long tail."""
        return self.weeks_first + self.weeks_second

    def percentile(self, percent: float) -> np.ndarray:
        """Weeks to help that so many in 100 of those who stay wait at most: two waits one after the
        other, each as if whoever is next were drawn from the queue, so that each is exponential."""
        whole = np.maximum(self.weeks, FEWEST)
        share = np.minimum(self.weeks_first, self.weeks_second) / whole
        return self.weeks * np.interp(share, SPLITS, _of_two(percent))


SPLITS = np.linspace(0, 0.5, 51)  # the shorter of the two waits, as a share of both


def _of_two(percent: float) -> np.ndarray:
    """The percentile of the sum of two exponential waits that come to 1 on average, by `SPLITS`.

    >>> (_of_two(50)[0] / np.log(2)).round(3), _of_two(50)[-1].round(3)
    (np.float64(1.0), np.float64(0.839))
    """
    low, high = np.zeros_like(SPLITS), np.full_like(SPLITS, 20.0)
    short = np.clip(SPLITS, 1e-6, 0.5 - 1e-4)
    for _ in range(50):
        at = (low + high) / 2
        longer = ((1 - short) * np.exp(-at / (1 - short)) - short * np.exp(-at / short)) / (
            1 - 2 * short
        )
        over = longer > 1 - percent / 100
        low, high = np.where(over, at, low), np.where(over, high, at)
    return low


def run(
    from_: Start, assumed: Assumed, able: Capacity, levers: Levers, months: int = MONTHS
) -> Path:
    """The path of the stocks, month by month.

    In a step those who come join; as many are assessed, and begin treatment, as capacity allows; of
    the others some give up: leaving x (weeks of wait / today's) to the power of leaving_rise.
    """
    span = WEEKS_A_MONTH / STEPS
    met = np.minimum((assumed.met_today + levers.front_door) / 100, 1.0)
    grows = (1 + levers.growth / 100) ** (1 / (A_YEAR * STEPS))
    stays = np.exp(-span / assumed.treatment_weeks)
    gives_up = np.minimum(from_.leaving * able.kept * span, 1.0)
    # what the queue would be were the wait today's
    usual = (
        np.maximum(from_.waiting / from_.assessed * able.assessed, FEWEST),
        np.maximum(from_.assessed_waiting / from_.begun * able.begun, FEWEST),
    )
    shape = np.broadcast(
        met, grows, stays, gives_up, *usual, able.cleared, from_.referrals
    ).shape or (1,)
    comes = from_.referrals * span * np.ones(shape)
    first, second, treated = (
        np.full(shape, float(stock))
        for stock in (from_.waiting, from_.assessed_waiting, from_.in_treatment)
    )
    left, came, gave, helped = (np.zeros(shape) for _ in range(4))
    kept = [(first, second, treated, left, came, gave, helped)]
    for month in range(months):
        clears = able.cleared * span if month < A_YEAR else 0.0
        for _ in range(STEPS):
            there = first + comes * (1 - met)
            seen = np.minimum(able.assessed * span, there)
            first, gone_first = _wait(there - seen, first / usual[0], gives_up, assumed)
            there = second + seen
            begins = np.minimum(able.begun * span + clears, there)
            second, gone_second = _wait(there - begins, second / usual[1], gives_up, assumed)
            ended = treated * (1 - stays)
            treated = treated - ended + begins
            gone = gone_first + gone_second
            left, gave, helped = left + comes * met + gone + ended, gave + gone, helped + begins
            came, comes = came + comes, comes * grows
        kept.append((first, second, treated, left, came, gave, helped))
    stocks = [np.array(each) for each in zip(*kept)]
    return Path(
        waiting=stocks[0],
        assessed_waiting=stocks[1],
        in_treatment=stocks[2],
        left=stocks[3],
        came=stocks[4],
        given_up=stocks[5],
        helped=stocks[6],
        weeks_first=stocks[0] / able.assessed,
        weeks_second=stocks[1] / able.begun,
    )


def _wait(
    there: np.ndarray, longer: np.ndarray, gives_up: Number, assumed: Assumed
) -> tuple[np.ndarray, np.ndarray]:
    """Who of those not seen in a step stays, and who gives up. longer: the wait over today's."""
    gone = there * np.minimum(gives_up * longer**assumed.leaving_rise, 1.0)
    return there - gone, gone


def first_month(reached: np.ndarray) -> np.ndarray:
    """The month from which something holds and goes on holding, by draw; NaN where it never does
    within the path. reached: shape (months + 1, draws)."""
    from_here = np.logical_and.accumulate(reached[::-1], axis=0)[::-1]
    return np.where(from_here.any(axis=0), from_here.argmax(axis=0).astype(float), np.nan)


@dataclass(frozen=True, kw_only=True)
class Takes:
    """What a wait would take, beside all other levers: first contacts and beginnings of treatment a
    week, and the pounds a year beyond today's that these cost."""

    assessed: float
    begun: float
    assessment: float
    treatment: float


def takes(
    from_: Start,
    assumed: Assumed,
    levers: Levers,
    budget: float,
    weeks: float,
    months: int = MONTHS,
) -> Takes:
    """The least capacity at which one who stays waits no more than so many weeks at the end of a
    path, half of them for assessment: first for assessment, then for treatment. All numbers are
    single ones, not draws."""
    able = capacity(from_, assumed, levers, budget)

    def least(stage: str, now: Capacity) -> Capacity:
        low, high = 0.0, float(2 * (from_.referrals + from_.waiting + from_.assessed_waiting))
        for _ in range(3):  # a hundred capacities at once, then between two of them
            tried = np.linspace(low, high, 101)
            path = run(
                from_, assumed, replace(now, **{stage: np.maximum(tried, FEWEST)}), levers, months
            )
            wait = path.weeks_first if stage == "assessed" else path.weeks_second
            at = int(np.argmax(wait[-1] <= weeks / 2))
            low, high = tried[max(at - 1, 0)], tried[at]
        return replace(now, **{stage: max(high, float(getattr(now, stage)))})

    needed = least("begun", least("assessed", able))
    share = assumed.assessment_share / 100

    def pounds(capacity: Number, usual: Number, of: Number) -> float:
        more = (capacity / usual) ** (1 / assumed.elasticity) - 1
        return max(float(more * of * budget), 0.0)

    return Takes(
        assessed=float(needed.assessed),
        begun=float(needed.begun),
        assessment=pounds(needed.assessed, from_.assessed, share),
        treatment=pounds(needed.begun, from_.begun, 1 - share),
    )
