"""A plan, year by year, against what happened, and why the two differ (docs/methods.md 20)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from lib import plan_words, words
from lib.errors import NotMeasured
from lib.figures.actual import Actual, actual
from lib.findings import modelled, outcome
from lib.findings.context import Context, T_co, remembered
from lib.findings.filters import Filters
from lib.findings.outcome import Result
from lib.findings.pace import path_of, under
from lib.findings.tiles import Tile
from lib.model import reasons, uncertainty
from lib.model.need import BASES
from lib.model.reasons import Reasons
from lib.model.response import Today
from lib.scenarios import plan
from lib.scenarios.record import Scenario
from lib.sources import Tables

YEARS = 15  # after the measured one, that a plan may be of


def following(period: str, by: int = 1) -> str:
    """A financial year so many after another.

    >>> following("2003/04"), following("1998/99", 2)
    ('2004/05', '2000/01')
    """
    year = int(period[:4]) + by
    return f"{year}/{(year + 1) % 100:02d}"


def years_offered(context: Context[Tables]) -> list[str]:
    """The years that a plan may be of: those after the one that the model starts from."""
    return [following(context.base_period(), by) for by in range(1, YEARS + 1)]


@dataclass(frozen=True, kw_only=True, eq=False)
class AsPlanned(Context[T_co]):
    """What a plan was made on: where it started from, and the year of that."""

    kept: Today
    since: str

    def today(self, basis: str, weighted: bool, shared_by: str) -> Today:
        return self.kept

    def base_period(self) -> str:
        return self.since


@dataclass(frozen=True, kw_only=True)
class Year:
    """One year of a plan.

    Attributes
    ----------
    pounds, treated, low, high
        Planned: pounds in prices of the measured year, with what is set aside; children treated
        with the model's 95% interval.
    need
        Children in need that it is planned for.
    actual
        What happened; None where that is not known.
    real
        Pounds that were spent, in prices of the measured year; None where not known.
    reasons
        Why the two differ; None where nothing happened yet.
    """

    period: str
    pounds: float
    treated: float
    low: float
    high: float
    need: float
    actual: Actual | None = None
    real: float | None = None
    reasons: Reasons | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A scenario as the plan of a year and of those that follow under its rule.

    Attributes
    ----------
    declared
        Whether it was made the plan of a year; else it is drawn from the year after the measured
        one.
    swings
        What of the last year with an actual is unexplained as each assumption goes to its ends:
        assumption, low, high, span; none where no year has one.
    """

    scenario: Scenario
    declared: bool
    years: tuple[Year, ...]
    swings: pd.DataFrame

    @property
    def happened(self) -> list[Year]:
        return [year for year in self.years if year.actual is not None]

    @property
    def last(self) -> Year | None:
        """The newest year with an actual."""
        return self.happened[-1] if self.happened else None

    @property
    def start(self) -> str:
        return self.years[0].period

    @property
    def message(self) -> str:
        return plan_words.plan_sentence(self.scenario.name, self.start, self.declared, self.years)

    @property
    def why(self) -> str:
        """Why plan and actual differ, of the newest year that has one; "" where none has."""
        if self.last is None or self.last.actual is None or self.last.reasons is None:
            return ""
        return plan_words.why(self.last.period, self.last.actual, self.last.reasons)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        first, last = self.years[0], self.last
        planned = Tile(
            label=f"Planned for {first.period}",
            value=f"{first.treated:,.0f}",
            note="children treated (two contacts)",
        )
        if last is None or last.reasons is None or last.actual is None:
            nothing = plan_words.no_actual(self.start)
            return (planned, Tile(label="What happened", value="Not known", note=nothing))
        parts = last.reasons
        return (
            replace(planned, label=f"Planned for {last.period}", value=f"{last.treated:,.0f}"),
            Tile(
                label=f"Treated in {last.period}",
                value=f"{last.actual.treated:,.0f}",
                note=f"95% interval {last.actual.low:,.0f} to {last.actual.high:,.0f}",
            ),
            Tile(
                label="More or fewer than planned",
                value=f"{parts.total:+,d}",
                note=plan_words.parts_of(last.actual, parts),
            ),
            Tile(
                label="Unexplained",
                value=f"{parts.unexplained:+,d}",
                note="neither need nor money accounts for it",
            ),
        )

    @property
    def drawn(self) -> pd.DataFrame:
        """Planned and treated by year: period, who, value, low, high."""
        rows = [(one.period, "Planned", one.treated, one.low, one.high) for one in self.years]
        rows += [
            (one.period, "Treated", one.actual.treated, one.actual.low, one.actual.high)
            for one in self.years
            if one.actual is not None
        ]
        return pd.DataFrame(rows, columns=["period", "who", "value", "low", "high"])

    @property
    def parts(self) -> pd.DataFrame:
        """The newest difference and its parts: part, value, text; no row where none is known."""
        last = self.last
        if last is None or last.actual is None or last.reasons is None:
            return pd.DataFrame(columns=["part", "value", "text"])
        split = last.reasons
        rows = [
            ("Difference", split.total, f"{split.total:+,d}"),
            ("Need", split.need, plan_words.part(split.need, last.actual.need)),
            ("Money", split.money, plan_words.part(split.money, last.actual.pounds)),
            ("Unexplained", split.unexplained, f"{split.unexplained:+,d}"),
        ]
        return pd.DataFrame(rows, columns=["part", "value", "text"])

    @property
    def table(self) -> pd.DataFrame:
        """Every year in words."""
        rows = [
            (
                year.period,
                words.pounds(year.pounds),
                plan_words.with_interval(year.treated, year.low, year.high),
                *_happened(year),
            )
            for year in self.years
        ]
        return pd.DataFrame(rows, columns=list(plan_words.PLAN_COLUMNS))


def _happened(year: Year) -> tuple[str, ...]:
    if year.actual is None or year.reasons is None:
        return (plan_words.NOT_YET,) * 6
    one, parts = year.actual, year.reasons
    return (
        plan_words.not_said(year.real, words.pounds),
        plan_words.with_interval(one.treated, one.low, one.high),
        f"{parts.total:+,d}",
        plan_words.part(parts.need, one.need),
        plan_words.part(parts.money, one.pounds),
        f"{parts.unexplained:+,d}",
    )


def planned(context: Context[Tables], scenario: Scenario, filters: Filters) -> Plan:
    """The scenario's path against what happened. Raises BadLever, NoPace or NotMeasured where there
    is no path."""
    own = replace(
        filters, basis=scenario.basis, weighted=scenario.weighted, standard=scenario.standard
    )
    return _planned(context, scenario.to_json(), own)


@remembered(20)
def _planned(context: Context[Tables], text: str, filters: Filters) -> Plan:
    scenario = Scenario.model_validate_json(text)
    context = _as_it_was(context, scenario)
    result = outcome.work_out(context, scenario, filters)
    base = context.base_period()
    start = scenario.plan_year or following(base)
    after = int(start[:4]) - int(base[:4])  # years from the model's start to the plan's first
    years = tuple(
        _against(context, result, year, after + i)
        for i, year in enumerate(_path(context, result, start))
    )
    happened = [i for i, year in enumerate(years) if year.actual is not None]
    swings = _swings(context, result, years[happened[-1]], after + happened[-1]) if happened else []
    return Plan(
        scenario=scenario,
        declared=bool(scenario.plan_year),
        years=years,
        swings=pd.DataFrame(swings, columns=["assumption", "low", "high", "span"]),
    )


def _as_it_was(context: Context[Tables], scenario: Scenario) -> Context[Tables]:
    """What a plan was made on where other figures came in since: a plan stays what it was."""
    kept, since = scenario.figures, scenario.plan_from
    if not kept or not since or _still_so(context, scenario):
        return context
    columns = ("pounds", "treated", "need")
    order = [code for code in context.tables.areas.order if code in kept]
    today = {
        name: pd.Series([float(getattr(kept[code], name)) for code in order], order)
        for name in columns
    }
    return AsPlanned(tables=context.tables, kept=Today(**today), since=since)


def _still_so(context: Context[Tables], scenario: Scenario) -> bool:
    """Whether the model starts from what a plan was made on."""
    try:
        now = plan.figures(context.today_of(scenario))
    except NotMeasured:
        return False
    return context.base_period() == scenario.plan_from and now == scenario.figures


def _path(context: Context[Tables], result: Result, start: str) -> list[Year]:
    """Each year of the rule as it is planned."""
    scenario, today = result.scenario, result.today
    path, aside = path_of(result), float(result.outcome.taken.sum())
    draws, years = modelled.draws(context, scenario), []
    before = float(today.treated.sum())
    for year, pounds in path.pounds.iloc[1:].iterrows():
        response = under(result, int(year))
        sure = uncertainty.sureness(draws, response, pounds, scenario.standard)
        years.append(
            Year(
                period=following(start, int(year) - 1),
                pounds=float(pounds.sum()) + aside,
                treated=float(response.treated(pounds.to_numpy()).sum()),
                low=before + sure.gained_low,
                high=before + sure.gained_high,
                need=float(today.need.sum()),
            )
        )
    return years


def _against(context: Context[Tables], result: Result, year: Year, after: int) -> Year:
    """The year with what happened, where that is known. after: years from the prices of the model
    to its own."""
    scenario = result.scenario
    standard = BASES[scenario.basis].standard
    base = context.base_period()
    one = actual(context.tables, year.period, base, standard) if result.whole else None
    if one is None:
        return year
    real = None if one.pounds is None else one.pounds / (1 + scenario.inflation / 100) ** after
    return replace(
        year, actual=one, real=real, reasons=_reasons(year, one, real, scenario.elasticity)
    )


def _reasons(year: Year, one: Actual, real: float | None, elasticity: float) -> Reasons:
    """What is not known of the year is as planned, and its part falls to the unexplained."""
    need = year.need * (1.0 if one.need is None else one.need)
    return reasons.reasons(
        reasons.Year(treated=year.treated, need=year.need, pounds=year.pounds),
        reasons.Year(treated=one.treated, need=need, pounds=real or year.pounds),
        elasticity,
    )


def _swings(
    context: Context[Tables], result: Result, year: Year, after: int
) -> Iterable[tuple[str, float, float, str]]:
    """As Plan.swings, the widest first."""
    one, declared = year.actual, context.tables.assumptions
    if one is None:
        return []
    cash = one.pounds

    def unexplained(named: dict[str, float]) -> float:
        years = (1 + named["inflation"] / 100) ** after
        real = None if cash is None else cash / years
        other = replace(one, treated=named["treated"])
        return float(_reasons(year, other, real, named["elasticity"]).unexplained)

    now = {
        "elasticity": result.scenario.elasticity,
        "inflation": result.scenario.inflation,
        "treated": one.treated,
    }
    ends = {
        "elasticity": (declared["A3"]["low"], declared["A3"]["high"]),
        "inflation": (declared["A7"]["low"], declared["A7"]["high"]),
        "treated": (one.low, one.high),
    }
    rows = []
    for key, (name, form) in plan_words.SWINGS.items():
        values = [unexplained(now | {key: end}) for end in ends[key]]
        span = " to ".join(form.format(end) for end in ends[key])
        rows.append((name, min(values), max(values), span))
    return sorted(rows, key=lambda row: row[1] - row[2])
