"""What levers do to the queue for help: the path by month, waits, what they would take, and what
each assumption does to it (docs/methods.md 17)."""

from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd

from lib import wait_words, words
from lib.catalogue.pathway import ASSUMED
from lib.catalogue.settings import Setting
from lib.errors import NotMeasured
from lib.figures import waiting
from lib.findings.context import SEED, Context, remembered
from lib.findings.staged import StageBars
from lib.findings.tiles import Tile
from lib.model import pathway as model
from lib.model.pathway import MONTHS, STANDARD_WEEKS, Assumed, Levers, Path, Quarter
from lib.scenarios import assumed as declared
from lib.scenarios import pathway
from lib.scenarios.record import Scenario
from lib.sources import Tables

DRAWS = 2_000
EDGES = (2.5, 97.5)
YEARS = (0, 12, 24, 36)
A_YEAR_WEEKS = 52
ELASTICITY = "elasticity"
NAMES = {setting.where[-1]: setting for one in ASSUMED for setting in one.settings}


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What the model expects.

    Attributes
    ----------
    months
        month, queue, low, high (95%), usual (the queue without the levers).
    swings
        assumption, low, high (of the queue at the end), said; the widest first.
    takes
        What four weeks, and no wait over a year, would take.
    pounds
        What the levers cost in their first year.
    money
        The same in a sentence, with where it comes from.
    """

    message: str
    tiles: tuple[Tile, ...]
    months: pd.DataFrame
    table: pd.DataFrame
    swings: pd.DataFrame
    takes: tuple[str, ...]
    pounds: float
    moved: bool
    ends: str
    money: str = ""

    @property
    def last(self) -> float:
        return float(self.months.queue.iloc[-1])

    @property
    def usual(self) -> float:
        return float(self.months.usual.iloc[-1])


def outlook(context: Context[Tables], scenario: Scenario) -> Outlook | None:
    """None where no quarter is published to start from, or too few areas are left for the spend
    that it starts from."""
    try:
        today = context.today_of(scenario)
    except NotMeasured:
        return None
    if waiting_quarter(context) is None:
        return None
    pounds = pathway.pounds(scenario, context.tables, today)
    spent, aside = float(today.pounds.sum()), sum(today.set_aside.values())
    shown = _outlook(context, pathway.assumed(scenario), pathway.levers(scenario), spent, pounds)
    return replace(shown, money=wait_words.money(pounds, aside, spent))


@remembered()
def waiting_quarter(context: Context[Tables]) -> Quarter | None:
    return waiting.quarter(context.tables)


def path(quarter: Quarter, assumed: Assumed, levers: Levers, budget: float) -> Path:
    """One run of the model."""
    start = model.start(quarter, assumed)
    return model.run(start, assumed, model.capacity(start, assumed, levers, budget), levers)


@remembered()
def _outlook(
    context: Context[Tables], assumed: Assumed, levers: Levers, budget: float, pounds: float
) -> Outlook:
    quarter = waiting_quarter(context)
    assert quarter is not None
    asked, usual = path(quarter, assumed, levers, budget), _usual(context, assumed, budget)
    drawn = path(*_draws(context, assumed), levers, budget)
    low, high = np.percentile(drawn.queue, EDGES, axis=1)
    queue, without = asked.queue[:, 0], usual.queue[:, 0]
    moved = levers != Levers()
    ends = waiting.in_words("end of", quarter.ends)
    months = pd.DataFrame(
        {
            "month": np.arange(MONTHS + 1),
            "queue": queue,
            # the published stock is where every draw starts, and the median need not be the path
            "low": np.minimum(low, queue),
            "high": np.maximum(high, queue),
            "usual": without,
        }
    )
    said = wait_words.queue(
        queue[0], ends, MONTHS, queue[-1], months.low.iloc[-1], months.high.iloc[-1]
    )
    return Outlook(
        message=wait_words.expected(moved, said, queue[-1], without[-1]),
        tiles=_tiles(asked, usual),
        months=months,
        table=_table(asked, usual, drawn),
        swings=_swings(quarter, assumed, levers, budget, context),
        takes=_takes(context, assumed, replace(levers, assessment=0.0, treatment=0.0), budget),
        pounds=pounds,
        moved=moved,
        ends=ends,
    )


@remembered()
def _usual(context: Context[Tables], assumed: Assumed, budget: float) -> Path:
    """The path without a lever."""
    quarter = waiting_quarter(context)
    assert quarter is not None
    return path(quarter, assumed, Levers(), budget)


@remembered(20)
def _draws(context: Context[Tables], assumed: Assumed) -> tuple[Quarter, Assumed]:
    """Counts under chance (Poisson), and each assumption over its range (triangular); the same for
    every lever, so that a difference is not noise."""
    quarter = waiting_quarter(context)
    assert quarter is not None
    rng = np.random.default_rng(SEED)
    counted = replace(
        quarter,
        started=rng.poisson(quarter.started, DRAWS),
        closed=rng.poisson(quarter.closed, DRAWS),
        stopped=rng.poisson(quarter.stopped, DRAWS),
    )
    over = {
        field.name: _triangular(rng, _range(context, field.name), getattr(assumed, field.name))
        for field in fields(Assumed)
    }
    return counted, Assumed(**over)


def _triangular(
    rng: np.random.Generator, ends: tuple[float, float], mode: float
) -> np.ndarray | float:
    """About the reader's value, over a range widened to hold it."""
    low, high = min(ends[0], mode), max(ends[1], mode)
    return rng.triangular(low, mode, high, DRAWS)


def _range(context: Context[Tables], name: str) -> tuple[float, float]:
    if name == ELASTICITY:
        return declared.priors(context.tables.assumptions).elasticity
    return NAMES[name].low, NAMES[name].high


def _tiles(asked: Path, usual: Path) -> tuple[Tile, ...]:
    """In three years: how long one who stays waits, the two goals, and who gave up."""
    at = -1
    gone, before = asked.given_up[at, 0], usual.given_up[at, 0]
    return (
        Tile(
            label="Wait of one who joins then and stays",
            value=wait_words.weeks(asked.weeks[at, 0]),
            note=f"on average, after {MONTHS} months; now {wait_words.weeks(usual.weeks[0, 0])}",
        ),
        Tile(
            label="Four weeks from referral to help",
            value=_when(asked, STANDARD_WEEKS).capitalize(),
            note="on average, for one who stays",
        ),
        Tile(
            label="Nobody over 52 weeks",
            value=_when(asked, A_YEAR_WEEKS).capitalize(),
            note="if those who have waited longest come first",
        ),
        Tile(
            label="Give up while they wait",
            value=words.children(gone),
            note=f"in {MONTHS} months; {words.children(before)} if nothing changes",
        ),
    )


def _when(asked: Path, weeks: float) -> str:
    month = float(model.first_month(asked.weeks <= weeks)[0])
    return wait_words.after_months(month, MONTHS)


def _table(asked: Path, usual: Path, drawn: Path) -> pd.DataFrame:
    """Now, without the levers, and year by year with them and with 95% intervals."""
    spans = np.percentile(drawn.weeks[list(YEARS)], EDGES, axis=1).T
    before, after = ([path.percentile(share) for share in (50, 90)] for path in (usual, asked))
    rows = [
        _row("Now", usual, before, 0, ""),
        *(
            _row(f"After {month} months", asked, after, month, f" ({low:,.0f} to {high:,.0f})")
            for month, (low, high) in zip(YEARS[1:], spans[1:])
        ),
    ]
    columns = [
        "When",
        "Wait for a first contact",
        "Wait for help to begin",
        "In treatment",
        "Weeks to a first contact",
        "Weeks to help, 95% interval",
        "Half wait at most, weeks",
        "Nine in ten wait at most, weeks",
    ]
    return pd.DataFrame(rows, columns=columns)


def _row(
    when: str, path: Path, at_most: list[np.ndarray], month: int, span: str
) -> tuple[str, ...]:
    """at_most: weeks that half and nine in ten wait, by month and draw."""
    half, tenth = (weeks[month, 0] for weeks in at_most)
    stocks = (path.waiting, path.assessed_waiting, path.in_treatment)
    return (
        when,
        *(words.children(stock[month, 0]) for stock in stocks),
        f"{path.weeks_first[month, 0]:,.0f}",
        f"{path.weeks[month, 0]:,.0f}{span}",
        f"{half:,.0f}",
        f"{tenth:,.0f}",
    )


def _swings(
    quarter: Quarter, assumed: Assumed, levers: Levers, budget: float, context: Context[Tables]
) -> pd.DataFrame:
    """The queue at the end with one assumption at a time at each end of its range, all in one
    run."""
    names = [field.name for field in fields(Assumed)]
    ends = {name: _range(context, name) for name in names}
    columns = {name: np.full(2 * len(names), float(getattr(assumed, name))) for name in names}
    for i, name in enumerate(names):
        columns[name][2 * i : 2 * i + 2] = ends[name]
    last = path(quarter, Assumed(**columns), levers, budget).queue[-1].reshape(-1, 2)
    rows = [
        (
            _name(name),
            float(pair.min()),
            float(pair.max()),
            f"{ends[name][0]:g} to {ends[name][1]:g}",
        )
        for name, pair in zip(names, last)
        if abs(pair[1] - pair[0]) >= 1
    ]
    frame = pd.DataFrame(rows, columns=["assumption", "low", "high", "said"])
    widest = (frame.high - frame.low).sort_values(ascending=False, kind="stable").index
    return frame.loc[widest].reset_index(drop=True)


def _name(name: str) -> str:
    setting: Setting | None = NAMES.get(name)
    return "Elasticity (A3)" if setting is None else setting.widget


@remembered()
def _takes(
    context: Context[Tables], assumed: Assumed, levers: Levers, budget: float
) -> tuple[str, ...]:
    """levers: without those for assessment and treatment, which are what is asked for."""
    quarter = waiting_quarter(context)
    assert quarter is not None
    start = model.start(quarter, assumed)
    now = float(start.assessed), float(start.begun)
    _, cost = model.unit_costs(start, assumed, budget)
    goals = [
        (weeks, model.takes(start, assumed, levers, budget, weeks))
        for weeks in (STANDARD_WEEKS, A_YEAR_WEEKS)
    ]
    said = [
        wait_words.takes(
            weeks, goal.assessed, goal.begun, now, goal.assessment + goal.treatment, budget
        )
        for weeks, goal in goals
    ]
    ends = waiting.in_words("end of", quarter.ends)
    return (*said, wait_words.clearing(quarter.over_a_year, ends, float(cost)))


def bars(shown: Outlook) -> StageBars:
    """The queue now and year by year, with what it would be without the levers beside it."""
    rows = shown.months[shown.months.month.isin(YEARS)]
    frame = pd.DataFrame(
        {
            "label": ["Now", *(f"After {month} months" for month in YEARS[1:])],
            "value": rows.queue,
            "lower": rows.low,
            "upper": rows.high,
            "text": [words.children(each) for each in rows.queue],
            "before": rows.usual,
        }
    ).reset_index(drop=True)
    said = ", ".join(f"{a.lower()} {b}" for a, b in zip(frame.label, frame.text))
    return StageBars(
        rows=frame,
        marked=(),
        line=None,
        unit="referrals that wait for help: bar with the levers, diamond if nothing changes",
        alt=f"Referrals that wait for help with the levers: {said}.",
    )
