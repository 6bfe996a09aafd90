"""Who turns 18 in the coming years, who of them is in need, and who leaves a service without
another (docs/methods.md 19)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lib import transition_words, words
from lib.classes import Classes, differing
from lib.findings.context import Context, remembered
from lib.findings.staged import StageMap
from lib.findings.tiles import Tile
from lib.model.ages import ADULT, AGES, grown, turning
from lib.model.need import BASES
from lib.place.areas import Areas
from lib.scenarios import transfer
from lib.scenarios.record import Scenario, Transition
from lib.scenarios.transfer import Young
from lib.sources import Tables
from lib.transition_words import KINDS, SURVEYS, about

YEARS = 11  # from mid-2023 to 2034
UNIT = "people who turn 18"
USED = ("basis", "weighted", "shared_by", "curve", "elasticity", "services")


@dataclass(frozen=True, kw_only=True)
class Cliff:
    """Those who turn 18 in one year.

    Attributes
    ----------
    rows
        By area_code: district, turning, in_need, leaving (a children's service), moving (on to an
        adult one).
    total
        The same of all areas together; those of a suppressed one leave leaving and moving.
    classes
        Of the map of turning, the same in every year.
    caution, note
        What it does not say, and how those in a service are worked out.
    """

    message: str
    year: int
    areas: Areas
    rows: pd.DataFrame
    total: pd.Series
    classes: Classes
    caution: str
    note: str

    @property
    def text(self) -> list[str]:
        """What the map says of each area."""
        return [f"{value:,.0f}" for value in self.rows.turning]

    @property
    def alt(self) -> str:
        """The map in a sentence."""
        most, least = self.rows.turning.idxmax(), self.rows.turning.idxmin()
        each = (
            f"{self.rows.turning[code]:,.0f} in {self.areas.name[code]}" for code in (least, most)
        )
        return (
            f"People who turn 18 in {transition_words.year(self.year)}, by {self.areas.noun.one},"
            f" modelled: from {' to '.join(each)}. Every value is in the table."
        )

    @property
    def tiles(self) -> tuple[Tile, ...]:
        total = self.total
        share = 100 * total.moving / total.leaving if total.leaving else float("nan")
        return (
            Tile(
                label="Turn 18",
                value=about(total.turning),
                note=f"people, {transition_words.year(self.year)}",
            ),
            Tile(
                label="In need", value=about(total.in_need), note="of those who turn 18; modelled"
            ),
            Tile(
                label="In a children's service",
                value=about(total.leaving),
                note="as they turn 18; modelled (A22)",
            ),
            Tile(
                label="Left without",
                value=about(total.leaving - total.moving),
                note=f"{share:.0f} in 100 in a service move on (A14)",
            ),
        )

    @property
    def table(self) -> pd.DataFrame:
        """Every area and all together, in words, those with most in need first."""
        order = self.rows.sort_values("in_need", ascending=False, kind="stable")
        every = [*order.itertuples(index=False), self.total]
        names = [*order.district, "All"]
        return pd.DataFrame(
            {
                self.areas.noun.heading: names,
                "Turn 18": [f"{row.turning:,.0f}" for row in every],
                "In need": [about(row.in_need) for row in every],
                "In a service": [about(row.leaving) for row in every],
                "Move on": [about(row.moving) for row in every],
                "Left without": [about(row.leaving - row.moving) for row in every],
            }
        )

    @property
    def stacked(self) -> pd.DataFrame:
        """As `kinds`, a row an area and kind, those with most in need first."""
        order = self.rows.sort_values("in_need", ascending=False, kind="stable")
        return kinds(order.rename(columns={"district": "label"}))

    def about(self, code: str) -> str:
        """One area in a sentence."""
        row = self.rows.loc[code].drop("district")
        return transition_words.cliff(str(self.areas.name[code]), self.year, **row.to_dict())

    @property
    def staged(self) -> StageMap:
        value = self.rows.turning
        return StageMap(
            value=value,
            text=pd.Series(self.text, value.index),
            name=self.areas.name,
            named=(str(value.idxmax()), str(value.idxmin())),
            classes=self.classes,
            unit=f"{UNIT}, {transition_words.year(self.year)}",
            alt=self.alt,
        )


def kinds(rows: pd.DataFrame) -> pd.DataFrame:
    """Those in need by what becomes of them at 18: label, kind, people. rows: label, in_need,
    leaving, moving."""
    parts = (rows.moving, rows.leaving - rows.moving, rows.in_need - rows.leaving)
    return pd.concat(
        [
            pd.DataFrame({"label": rows.label, "kind": kind, "people": people, "order": i})
            for i, (kind, people) in enumerate(zip(KINDS, parts))
        ],
        ignore_index=True,
    )


@remembered()
def _young(context: Context[Tables], *assumed: Any) -> Young:
    older, cost, *others = assumed
    own = Transition(older=older, cost=cost)
    scenario = Scenario(**dict(zip(USED, others)), transition=own)
    today = context.today(scenario.basis, scenario.weighted, scenario.shared_by)
    return transfer.young(scenario, context.tables, today)


def young(context: Context[Tables], scenario: Scenario) -> Young:
    """Those from birth to 25 under a scenario's assumptions. Raises NotMeasured where there is no
    model."""
    own = scenario.transition
    return _young(context, own.older, own.cost, *(scenario.at((name,)) for name in USED))


def own_people(context: Context[Tables]) -> bool:
    """Whether people by age were brought in."""
    return "uploaded" in set(context.tables.population.provenance)


@remembered()
def years(context: Context[Tables]) -> list[int]:
    """The years in which today's children turn 18 that the page shows."""
    first = int(context.tables.population.year.max()) + 1
    return list(range(first, first + YEARS))


@remembered()
def classes(context: Context[Tables]) -> Classes:
    """Of those who turn 18, over all years, so that a colour means the same in each."""
    value = pd.Series(turning(young(context, Scenario()).people, YEARS).ravel())
    return differing(value, value, value, 0)  # counts of people have no interval


def cliff(context: Context[Tables], scenario: Scenario, year: int) -> Cliff:
    """Those who turn 18 in the year to the middle of one."""
    place, areas = context.tables.place, context.tables.areas
    here = young(context, scenario)
    rows = at_18(here, scenario, year).set_axis(areas.order).assign(district=areas.name)
    total = rows.drop(columns="district").sum(min_count=1)
    standard = BASES[scenario.basis].standard
    return Cliff(
        message=transition_words.cliff(place.name, year, **total.to_dict()),
        year=year,
        areas=areas,
        rows=rows,
        total=total,
        classes=classes(context),
        caution=words.joined(
            filter(
                None,
                [
                    transition_words.OWN_PEOPLE.format(here.year) if own_people(context) else "",
                    transition_words.GROWN,
                    transition_words.stand_in(standard),
                    transition_words.hidden(list(rows.district[rows.leaving.isna()])),
                ],
            )
        ),
        note=transition_words.in_service(
            context.base_period(), areas.noun.headings, place.level.one if place.level else ""
        ),
    )


def at_18(here: Young, scenario: Scenario, year: int, more: float = 0) -> pd.DataFrame:
    """Of those who turn 18 in a year, a row an area: turning, in_need, leaving, moving. more: who
    move on beyond A14, in 100 leaving."""
    later = transfer.ahead(here, year)
    left = transfer.leaving(here, scenario, later)
    share = min(scenario.transition.moves_on + more, 100) / 100
    return pd.DataFrame(
        {
            "turning": grown(here.people, later)[:, ADULT],
            "in_need": here.in_need(later)[:, ADULT],
            "leaving": left,
            "moving": left * share,
        }
    )


def by_lever(scenario: Scenario) -> str:
    """How `by_year` differs from `cliff` in a sentence."""
    own = scenario.transition
    return transition_words.more_move(own.starts, min(own.moves, 100 - own.moves_on))


def by_year(context: Context[Tables], scenario: Scenario) -> pd.DataFrame:
    """Of the whole, a row a year: label, turning, in_need, leaving, moving; from the first contract
    on with those who the scenario has move on."""
    here, levers = young(context, scenario), scenario.transition
    rows = [
        at_18(here, scenario, year, levers.moves if year >= levers.starts else 0).sum(min_count=1)
        for year in years(context)
    ]
    return pd.DataFrame(rows).assign(label=[str(year) for year in years(context)])


@dataclass(frozen=True, kw_only=True)
class Aged:
    """People and need by single year of age.

    Attributes
    ----------
    name, year
        Whose, and at which mid-year they were counted.
    rows
        age, people, percent (in need), in_need, survey (its name, "" where nobody was asked),
        turn (who have that birthday in the year that follows), turn_in_need.
    changes
        Ages at which another survey begins.
    """

    name: str
    year: int
    rows: pd.DataFrame
    changes: list[int]
    note: str

    @property
    def table(self) -> pd.DataFrame:
        rows = self.rows
        known = rows.survey != ""
        asking = zip(rows.percent, known)
        return pd.DataFrame(
            {
                "Age": rows.age.astype(str),
                f"People, mid-{self.year}": [f"{n:,.0f}" for n in rows.people],
                "In need, %": [f"{p:.1f}" if asked else "not asked" for p, asked in asking],
                "In need": [about(n) if asked else "" for n, asked in zip(rows.in_need, known)],
                f"Have this birthday by mid-{self.year + 1}": [
                    "not born" if n != n else f"{n:,.0f}" for n in rows.turn
                ],
                "In need on it": [
                    about(n) if asked and n == n else ""
                    for n, asked in zip(rows.turn_in_need, known)
                ],
                "Survey": rows.survey,
            }
        )

    @property
    def bands(self) -> pd.DataFrame:
        """Ages that one figure of a survey holds for, together, in words."""
        rows = self.rows[self.rows.survey != ""]
        new = (rows.percent != rows.percent.shift()) | (rows.survey != rows.survey.shift())
        each = rows.groupby(new.cumsum())
        return pd.DataFrame(
            {
                "Ages": [f"{band.age.min()} to {band.age.max()}" for _, band in each],
                f"People, mid-{self.year}": [f"{band.people.sum():,.0f}" for _, band in each],
                "In need, %": [f"{band.percent.iloc[0]:.1f}" for _, band in each],
                "In need": [about(band.in_need.sum()) for _, band in each],
                "Survey": [band.survey.iloc[0] for _, band in each],
            }
        )


def aged(context: Context[Tables], scenario: Scenario, code: str | None = None) -> Aged:
    """Of one area, or of all together."""
    here, areas = young(context, scenario), context.tables.areas
    pick = slice(None) if code is None else [areas.order.index(code)]
    people, rates = here.people[pick].sum(0), here.rates
    surveys = [SURVEYS.get(key, "") for key in rates.survey]
    rows = pd.DataFrame(
        {
            "age": list(AGES),
            "people": people,
            "percent": 100 * rates.share,
            "in_need": here.in_need(0)[pick].sum(0),
            "survey": surveys,
            "turn": grown(people, 1),
            "turn_in_need": here.in_need(1)[pick].sum(0),
        }
    )
    note = transition_words.instruments(
        rates.changes, [surveys[age] or "none" for age in rates.changes]
    )
    last = max((age for age in AGES if np.isfinite(rates.share[age])), default=-1)
    return Aged(
        name=context.tables.place.name if code is None else str(areas.name[code]),
        year=here.year,
        rows=rows,
        changes=rates.changes,
        note=words.joined(filter(None, [note, transition_words.missing(last, AGES[-1])])),
    )


def every_row(context: Context[Tables], scenario: Scenario) -> pd.DataFrame:
    """Every figure of every area, a row each: area_code, area_name, what (aged, or turns 18), year,
    age, people, in_need, in_childrens_service, moves_on, survey; "[c]" where a count is
    suppressed."""
    here, areas = young(context, scenario), context.tables.areas
    by_age = [
        aged(context, scenario, code)
        .rows[["age", "people", "in_need", "survey"]]
        .assign(area_code=code, what="aged", year=here.year)
        for code in areas.order
    ]
    survey = SURVEYS.get(here.rates.survey[ADULT], "")
    by_year = [
        at_18(here, scenario, year)
        .rename(columns={"turning": "people", "leaving": "in_childrens_service"})
        .rename(columns={"moving": "moves_on"})
        .assign(area_code=areas.order, what="turns 18", year=year, age=ADULT, survey=survey)
        for year in years(context)
    ]
    every = pd.concat([*by_age, pd.concat(by_year).round(1).fillna("[c]")], ignore_index=True)
    columns = ["area_code", "area_name", "what", "year", "age", "people", "in_need"]
    columns += ["in_childrens_service", "moves_on", "survey"]
    return every.assign(area_name=every.area_code.map(areas.name))[columns]
