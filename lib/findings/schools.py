"""School teams, other early help and the staff of both: what is published, and what a scenario
would do (docs/methods.md 21)."""

from dataclasses import dataclass

import pandas as pd

from lib import words, workforce_words
from lib.catalogue.offers import OFFERS, bought
from lib.catalogue.skills import SKILLS
from lib.classes import SEQUENTIAL, Classes, classify
from lib.figures import pupils
from lib.findings.context import Context, remembered
from lib.findings.outcome import Result
from lib.findings.staff import Staff, placed, pupils_in_need, pupils_of, staff, staff_of
from lib.findings.tiles import Tile
from lib.model.workforce import NONE
from lib.scenarios import plan, schools
from lib.scenarios.record import Scenario
from lib.sources import Tables

FILE = "schools.csv"
TOPICS = ("team", "training", "staff", "pay", "local")  # of the table of facts, in its order
ADDED = Classes(edges=(1.0, 20.0, 30.0, 40.0), colours=("#F7F7F7", *SEQUENTIAL[1:]), decimals=0)
UNIT, ALL_UNIT = "pupils newly covered, in 100", "teams that would cover every pupil"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is published of school teams, staff and early help.

    Attributes
    ----------
    message
        Of coverage, in a sentence; that nothing is held, where nothing is.
    coverage
        England's by month: ends, period, value, kind (Published, or Expected), text.
    here
        The partnership's own, in a sentence; that none is published, where none is.
    facts, offers
        Every row in words: what, figure, of where and when, by whom.
    tiles
        The newest of each.
    """

    message: str
    coverage: pd.DataFrame
    here: str
    facts: pd.DataFrame
    offers: pd.DataFrame
    tiles: tuple[Tile, ...]

    @property
    def held(self) -> bool:
        return not self.coverage.empty


@dataclass(frozen=True, kw_only=True)
class Schools:
    """What a scenario would do in schools and ask of those who hire.

    Attributes
    ----------
    message
        In a sentence, with how many staff it needs where something is moved.
    more
        What else is bought and what all of it costs, in sentences; "" where nothing is.
    by_area
        By area_code: district, pupils, now (covered today, in 100), in_need, all (teams for every
        pupil), teams (new), covered
        (pupils newly), share (of pupils, in 100), need (children in need newly covered), staff
        (posts more).
    fewer
        Children that the rest of the budget reaches less by, for what is spent here.
    own
        Whether a partnership's own teams or staff are in it.
    """

    message: str
    more: str
    tiles: tuple[Tile, ...]
    by_area: pd.DataFrame
    staff: Staff
    pounds: float
    fewer: float
    scenario: Scenario
    own: bool

    @property
    def moved(self) -> bool:
        """Whether something is spent here."""
        return self.pounds > 0

    def table(self, heading: str) -> pd.DataFrame:
        """By area in words."""
        rows = [
            (
                row.district,
                f"{row.pupils:,.0f}",
                f"{row.all:.1f}",
                f"{row.teams:.0f}",
                f"{row.covered:,.0f}",
                f"{row.need:,.0f}",
                words.signed(f"{row.staff:.1f}"),
            )
            for row in self.by_area.itertuples()
        ]
        columns = [
            heading,
            "Pupils",
            "Teams for every pupil",
            "New teams",
            "Pupils newly covered",
            "of them in need",
            "Staff, more or fewer",
        ]
        frame = pd.DataFrame(rows, columns=columns)
        if self.own:
            frame.insert(2, "Covered today, in 100", [f"{now:.0f}" for now in self.by_area.now])
        return frame

    @property
    def map_alt(self) -> str:
        """The map of what teams add, in a sentence."""
        reached = self.by_area[self.by_area.teams > 0]
        if reached.empty:
            return "No new team: nothing is added anywhere."
        listed = ", ".join(f"{row.district} {row.share:.0f}" for row in reached.itertuples())
        return f"{UNIT.capitalize()}: {listed}; none elsewhere."

    @property
    def all_alt(self) -> str:
        """The map of what it would take, in a sentence."""
        listed = ", ".join(f"{row.district} {row.all:.1f}" for row in self.by_area.itertuples())
        return f"{ALL_UNIT.capitalize()}: {listed}."

    @property
    def map_text(self) -> list[str]:
        """What stands in each area: how much is added, by how many teams."""
        return [
            f"+{row.share:.0f} ({row.teams:.0f} team{'s' if row.teams > 1 else ''})"
            if row.teams
            else "0"
            for row in self.by_area.itertuples()
        ]


@remembered()
def facts(context: Context[Tables]) -> Facts:
    """All that schools.csv holds."""
    tables = context.tables
    rows, place = tables.schools, tables.place.name
    path = rows[rows.topic.isin(("coverage", "expected"))].sort_values("ends")
    coverage = pd.DataFrame(
        {
            "ends": path.ends,
            "period": path.period,
            "value": path.value,
            "kind": path.topic.map({"coverage": "Published", "expected": "Expected"}),
            "text": [f"{value:.0f}" for value in path.value],
        }
    ).reset_index(drop=True)
    own = rows[rows.topic == "here"].sort_values("ends")
    here = workforce_words.no_coverage(place)
    if len(own):
        last = own.iloc[-1]
        here = workforce_words.coverage_here(place, last.value, last.period, tables.place.area.one)
    published = coverage[coverage.kind == "Published"]
    message = workforce_words.nothing(place)
    tiles: tuple[Tile, ...] = ()
    if len(published):
        first, newest = published.iloc[0], published.iloc[-1]
        message = workforce_words.coverage(path.area.iloc[0], newest.value, newest.period)
        tiles = (
            Tile(
                label=f"Pupils with a team, {path.area.iloc[0]}",
                value=f"{newest.value:.0f} in 100",
                note=f"{newest.period}; {first.value:.0f} in {first.period}",
            ),
            *(
                Tile(
                    label=f"Schools with a team, {place}",
                    value=f"about {row.value:.0f} in 100",
                    note=f"{row.period}; not known by {tables.place.area.one}",
                )
                for row in own.tail(1).itertuples()
            ),
        )
    return Facts(
        message=message,
        coverage=coverage,
        here=here,
        facts=_in_words(tables, list(TOPICS)),
        offers=_in_words(tables, list(OFFERS)),
        tiles=tiles,
    )


def _in_words(tables: Tables, topics: list[str]) -> pd.DataFrame:
    """Rows of some topics, each as its publisher has it."""
    rows = tables.schools
    rows = rows[rows.topic.isin(topics)]
    rows = rows.assign(order=rows.topic.map(topics.index)).sort_values("order", kind="stable")
    told = [
        (
            f"{OFFERS[row.topic].label}: {row.what[:1].lower()}{row.what[1:]}"
            if row.topic in OFFERS
            else row.what,
            workforce_words.figure(row.value, row.high, row.unit),
            "" if pd.isna(row.note) else f"{row.note[:1].upper()}{row.note[1:]}",
            f"{row.area}, {row.period}",
            tables.publications[row.source_id]["publisher"],
        )
        for row in rows.itertuples()
    ]
    columns = ["What", "Figure", "What to know", "Of where and when", "Published by"]
    return pd.DataFrame(told, columns=columns)


def own(tables: Tables) -> bool:
    """Whether a partnership's own teams or staff are in it."""
    return not (tables.teams.empty and tables.staff.empty)


def caution(tables: Tables) -> str:
    """What the map and the staff rest on."""
    said = workforce_words.caution(not tables.teams.empty, not tables.staff.empty)
    return tables.place.say(said)


def all_classes(value: pd.Series) -> Classes:
    """Of the map of teams that would cover every pupil."""
    return classify(value, "equal", 1)


def of_result(context: Context[Tables], result: Result) -> Schools:
    """What the scenario of a result would do in schools."""
    scenario, tables = result.scenario, context.tables
    needed, new = staff(context, result), placed(context, scenario)
    all_pupils = pupils_of(context)
    need = pupils_in_need(context, scenario.basis, scenario.weighted)
    by_area = pd.DataFrame(
        {
            "district": tables.areas.name,
            "pupils": all_pupils,
            "now": 100 * pupils.covered(tables, schools.value(scenario, "covered")),
            "in_need": need,
            "all": all_pupils / schools.value(scenario, "team_pupils"),
            "teams": new.teams,
            "covered": new.covered,
            "share": 100 * new.covered / all_pupils,
            "need": new.covered * need / all_pupils,
            "staff": needed.by_area.sum(axis=1),
        }
    )
    pounds = schools.pounds(scenario, tables, result.today)
    fewer = _fewer(context, result) if pounds else 0.0
    return Schools(
        message=_message(context, scenario, by_area, needed),
        more=_more(scenario, pounds, fewer),
        tiles=(*facts(context).tiles, *_tiles(context, scenario, by_area, needed, pounds, fewer)),
        by_area=by_area,
        staff=needed,
        pounds=pounds,
        fewer=fewer,
        scenario=scenario,
        own=own(tables),
    )


def _fewer(context: Context[Tables], result: Result) -> float:
    """Children that the rest of the budget would reach besides, were nothing spent here."""
    without = schools.without(result.scenario)
    under = plan.response(without, context.today_of(without), context.tables.areas.noun)
    return plan.outcome(without, under).gained - result.outcome.gained


def _message(
    context: Context[Tables], scenario: Scenario, by_area: pd.DataFrame, needed: Staff
) -> str:
    """Of new teams, else of what is published; and of staff where posts are more, fewer or
    elsewhere."""
    teams, known = int(by_area.teams.sum()), facts(context)
    children = teams * schools.value(scenario, "team_children")
    first = (
        workforce_words.teams(teams, by_area.covered.sum(), by_area.need.sum(), children)
        if teams
        else f"{known.message} {known.here}"
    )
    moves = bool(needed.by_area.abs().to_numpy().max() >= NONE)
    return f"{first} {needed.message}" if moves else first


def _more(scenario: Scenario, pounds: float, fewer: float) -> str:
    if not pounds:
        return ""
    bought_here = {
        offer.words: (schools.value(scenario, f"{offer.key}_places"), offer.whom)
        for offer in bought()
    }
    parts = [workforce_words.places(bought_here), workforce_words.paid(pounds, fewer)]
    return " ".join(filter(None, parts))


def _tiles(
    context: Context[Tables],
    scenario: Scenario,
    by_area: pd.DataFrame,
    needed: Staff,
    pounds: float,
    fewer: float,
) -> tuple[Tile, ...]:
    asked, teams = schools.value(scenario, "teams"), int(by_area.teams.sum())
    idle = f"; {asked - teams} would find no pupil" if asked > teams else ""
    return (
        Tile(
            label="New school teams",
            value=f"{teams}",
            note=f"{by_area.covered.sum():,.0f} pupils newly covered, modelled{idle}",
        ),
        Tile(
            label="Staff to be found",
            value=f"{needed.new:,.0f}",
            note=workforce_words.when(needed.new, needed.year),
        ),
        Tile(
            label="Cost a year",
            value=words.pounds(pounds),
            note=f"about {words.children(fewer)} fewer reached by the rest"
            if pounds
            else f"one team: {words.pounds(schools.cost_of_team(scenario))}",
        ),
    )


def by_year(needed: Staff) -> pd.DataFrame:
    """New posts of each skill by the end of each year, in words: wanted, and those that can be in
    post."""
    asked = [skill for key, skill in SKILLS.items() if needed.more[key] >= NONE]
    rows = [
        (
            f"Year {year}",
            *(f"{row[f'wanted_{one.key}']:.1f}, {row[f'in_post_{one.key}']:.1f}" for one in asked),
        )
        for year, row in needed.years.iterrows()
    ]
    columns = [f"{one.label}: wanted, in post" for one in asked]
    return pd.DataFrame(rows, columns=["By the end of", *columns])


def swings(context: Context[Tables], result: Result) -> pd.DataFrame:
    """Staff to be found with each assumption at the ends of its range, widest first: assumption,
    low, high (posts), said (the ends), there (the years)."""
    rows = []
    for setting in schools.assumed(result.scenario):
        ends = []
        for end in (setting.low, setting.high):
            other = result.scenario.having(setting.where, end)
            ends.append(_at(context, other))
        low, high = sorted(one.new for one in ends)
        years = [workforce_words.when(one.new, one.year) for one in ends]
        if high - low < 0.05 and years[0] == years[1]:
            continue
        said = f"{setting.low:,g} to {setting.high:,g}"
        rows.append(
            (
                context.tables.place.say(setting.words),
                low,
                high,
                said,
                " to ".join(dict.fromkeys(years)),
            )
        )
    frame = pd.DataFrame(rows, columns=["assumption", "low", "high", "said", "there"])
    return frame.assign(wide=frame.high - frame.low).sort_values(
        "wide", ascending=False, kind="stable", ignore_index=True
    )


def _at(context: Context[Tables], other: Scenario) -> Staff:
    """Staff under another assumption, with the same levers."""
    today = context.today_of(other)
    under = plan.response(other, today, context.tables.areas.noun)
    return staff_of(context, other, today, plan.outcome(other, under))


def swings_table(frame: pd.DataFrame) -> pd.DataFrame:
    """The same in words."""
    rows = [
        (row.assumption, row.said, f"{row.low:.1f} to {row.high:.1f}", row.there)
        for row in frame.itertuples()
    ]
    columns = ["One assumption at a time", "From, to", "Staff to be found", "When"]
    return pd.DataFrame(rows, columns=columns)
