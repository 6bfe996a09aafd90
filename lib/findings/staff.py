"""The staff that a scenario needs by year, skill and area, and whether they can be hired
(docs/methods.md 21)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib import workforce_words
from lib.catalogue.services import SERVICES
from lib.catalogue.skills import SKILLS
from lib.figures import pupils
from lib.findings.context import Context, remembered
from lib.findings.outcome import Result
from lib.model.curves import CURVES
from lib.model.reallocation import Outcome
from lib.model.response import Response, Today
from lib.model.teams import Placed
from lib.model.workforce import LONGEST, NONE, Hiring, posts
from lib.scenarios import plan, schools
from lib.scenarios.record import Scenario
from lib.school_tables import POSTS
from lib.sources import Tables


@dataclass(frozen=True, kw_only=True)
class Staff:
    """What a scenario asks of those who hire, in whole-time posts.

    Attributes
    ----------
    message
        In one sentence: how many more, and when they are there.
    by_area
        More (or fewer) by area_code, a column a skill.
    in_post
        Today's by skill, as the model has them.
    more
        By skill, all areas together; what one area frees another can use.
    year
        By whose end all are there; 0 where none is needed, infinity where that is never.
    years
        Indexed by year from 1: wanted, in_post (of the new posts, all skills), and of each skill
        under its key, wanted_ and in_post_ before it.
    binding
        The year in which most are missing, in a sentence.
    beside
        What happens to other posts, in sentences; "" where nothing does.
    cost
        Pounds a year with on-costs.
    """

    message: str
    by_area: pd.DataFrame
    in_post: pd.Series
    more: pd.Series
    year: float
    years: pd.DataFrame
    binding: str
    beside: str
    cost: float

    @property
    def new(self) -> float:
        """Posts to fill: of the skills of which more are needed."""
        return float(self.more.clip(lower=0).sum())


def staff(context: Context[Tables], result: Result) -> Staff:
    """What a scenario's allocation, teams and places of early help ask of those who hire."""
    return staff_of(context, result.scenario, result.today, result.outcome)


def staff_of(context: Context[Tables], scenario: Scenario, today: Today, outcome: Outcome) -> Staff:
    """The same of an outcome."""
    tables = context.tables
    under = plan.response(scenario, today, tables.areas.noun)
    before = _reached(under, outcome.pounds_before)
    after = _reached(under, outcome.pounds_after)
    codes = list(today.pounds.index)
    of_services = pd.DataFrame(
        _posts(scenario, after - before + before * _elsewhere(scenario, tables, today)),
        index=codes,
        columns=list(SKILLS),
    ).reindex(tables.areas.order, fill_value=0.0)
    by_area = of_services + _of_schools(context, scenario)
    own = tables.staff[list(POSTS)].sum().to_numpy(float)
    in_post = _posts(scenario, before).sum(0) if tables.staff.empty else own
    return _told(context, scenario, by_area, in_post)


def _elsewhere(scenario: Scenario, tables: Tables, today: Today) -> float:
    """What levers of other pages set aside, as a share of today's spend: a pound there has as many
    posts as one in services today."""
    aside = sum(today.set_aside.values()) - schools.pounds(scenario, tables, today)
    return float(aside / today.pounds.sum())


@remembered()
def pupils_of(context: Context[Tables]) -> pd.Series:
    """Children of school age by area."""
    return pupils.pupils(context.tables)


@remembered()
def pupils_in_need(context: Context[Tables], basis: str, weighted: bool) -> pd.Series:
    return pupils.in_need(context.tables, basis, weighted)


def placed(context: Context[Tables], scenario: Scenario) -> Placed:
    """Where the scenario's new school teams go."""
    return _placed(context, schools.asked(scenario))


@remembered(200)
def _placed(context: Context[Tables], asked: schools.Asked) -> Placed:
    need = pupils_in_need(context, asked.basis, asked.weighted)
    return schools.placed(asked, context.tables, pupils_of(context), need)


def _reached(under: Response, pounds: pd.Series) -> np.ndarray:
    """Children reached a year, shape (areas, services); no more than are in need."""
    gain = CURVES[under.curve].gain(
        under.ratio(pounds.to_numpy(float)),
        np.array(under.elasticity),
        under.reached_today[:, None],
    )
    today = under.today.treated.to_numpy(float)[:, None] * np.array(under.split.reached)
    each = today * gain
    total = each.sum(1, keepdims=True)
    return each * np.minimum(1, under.most[:, None] / np.maximum(total, 1e-9))


def _posts(scenario: Scenario, children: np.ndarray) -> np.ndarray:
    mix = np.array([schools.of_service(scenario, service) for service in SERVICES.values()])
    return posts(children, schools.a_year(scenario), mix)


def _of_schools(context: Context[Tables], scenario: Scenario) -> pd.DataFrame:
    """Posts of new teams where they are placed, and of early help by pupils."""
    all_pupils = pupils_of(context)
    by_area = pd.DataFrame(0.0, index=all_pupils.index, columns=list(SKILLS))
    if schools.value(scenario, "teams"):
        each = schools.value(scenario, "team_staff") * schools.mix(scenario, True)
        by_area += np.outer(placed(context, scenario).teams, each)
    return by_area + np.outer(all_pupils / all_pupils.sum(), schools.posts_of_offers(scenario))


def _told(
    context: Context[Tables], scenario: Scenario, by_area: pd.DataFrame, in_post: np.ndarray
) -> Staff:
    more = by_area.sum().where(lambda one: one.abs() > 1e-6, 0.0)
    need = more.to_numpy(float)
    new, fewer = float(np.maximum(need, 0).sum()), float(np.maximum(-need, 0).sum())
    rule = schools.hiring(scenario, in_post, float(pupils_of(context).sum()))
    year = rule.there(need) if new >= NONE else 0.0
    moved = float(by_area.clip(lower=0).sum().sum()) - new
    return Staff(
        message=workforce_words.needed(new, fewer, year),
        by_area=by_area,
        in_post=pd.Series(in_post, list(SKILLS)),
        more=more,
        year=year,
        years=_years(rule, need, year),
        binding=_binding(rule, need),
        beside=workforce_words.beside(new, fewer, moved, context.tables.areas.noun.many),
        cost=float(need @ schools.cost_of_post(scenario)),
    )


def _years(rule: Hiring, need: np.ndarray, year: float) -> pd.DataFrame:
    """As Staff.years, to the year in which all are there."""
    last = int(min(max(year, rule.over), LONGEST))
    year_by_year = pd.RangeIndex(1, last + 1, name="year")
    parts = []
    for what, posts_by_year in (
        ("wanted", rule.wanted(need, last)),
        ("in_post", rule.in_post(need, last)),
    ):
        by_skill = pd.DataFrame(posts_by_year, year_by_year, list(SKILLS))
        parts += [by_skill.sum(axis=1).rename(what), by_skill.add_prefix(f"{what}_")]
    return pd.concat(parts, axis=1)


def _binding(rule: Hiring, need: np.ndarray) -> str:
    """The year in which most staff are missing, and of which skill most."""
    short = np.maximum(rule.wanted(need, LONGEST) - rule.in_post(need, LONGEST), 0)
    missing = short.sum(1)
    if missing.max() < NONE:
        return workforce_words.binding(0, 0, "")
    worst = int(missing.argmax())
    skill = list(SKILLS.values())[int(short[worst].argmax())]
    return workforce_words.binding(worst + 1, float(missing[worst]), skill.words)
