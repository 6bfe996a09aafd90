"""A scenario's school teams, early help and staff, as the model wants them (docs/methods.md 21)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lib.catalogue.offers import bought
from lib.catalogue.schools import ASSUMED, LEVERS
from lib.catalogue.services import SERVICES, Service
from lib.catalogue.settings import Setting
from lib.catalogue.skills import SKILLS
from lib.figures.pupils import covered, pupils
from lib.model import teams
from lib.model.response import Today
from lib.model.teams import By, Placed
from lib.model.workforce import Hiring
from lib.scenarios.record import Scenario
from lib.sources import Tables

TRAINING = 1.0  # years; the published length of the course for practitioners


def value(scenario: Scenario, name: str) -> Any:
    """One of its levers or assumptions of schools and workforce."""
    return scenario.at(("schools", name))


def without(scenario: Scenario) -> Scenario:
    """The same with none of its school teams and places of early help."""
    usual = Scenario().schools
    still = {lever.where[-1]: getattr(usual, lever.where[-1]) for lever in LEVERS}
    return scenario.model_copy(update={"schools": scenario.schools.model_copy(update=still)})


def assumed(scenario: Scenario) -> tuple[Setting, ...]:
    """The settings of its assumptions that the scenario's staff rest on."""
    places = {f"{offer.key}_cost": f"{offer.key}_places" for offer in bought()}
    needs = dict.fromkeys(("team_staff", "team_pupils", "covered"), "teams") | places
    idle = {key for key, lever in needs.items() if not value(scenario, lever)}
    every = (setting for assumption in ASSUMED for setting in assumption.settings)
    return tuple(one for one in every if one.key not in {*idle, "team_children"})


@dataclass(frozen=True, kw_only=True)
class Asked:
    """All that decides where new teams go."""

    teams: int
    each: float
    covered: float
    by: By
    basis: str
    weighted: bool


def asked(scenario: Scenario) -> Asked:
    """Of a scenario."""
    return Asked(
        teams=value(scenario, "teams"),
        each=value(scenario, "team_pupils"),
        covered=value(scenario, "covered"),
        by=value(scenario, "teams_by"),
        basis=scenario.basis,
        weighted=scenario.weighted,
    )


def open_(scenario: Scenario, tables: Tables) -> pd.Series:
    """Pupils whom no team covers today, by area (A21)."""
    return pupils(tables) * (1 - covered(tables, value(scenario, "covered")))


def placed(of: Asked, tables: Tables, all_pupils: pd.Series, in_need: pd.Series) -> Placed:
    """Where new teams go. all_pupils, in_need: by area, the second under the basis asked."""
    uncovered = all_pupils * (1 - covered(tables, of.covered))
    return teams.place(of.teams, of.each, all_pupils, uncovered, in_need, of.by)


def teams_placed(scenario: Scenario, tables: Tables) -> int:
    """How many of the teams find pupils to cover."""
    most = teams.room(open_(scenario, tables), value(scenario, "team_pupils"))
    return int(min(value(scenario, "teams"), most.sum()))


def mix(scenario: Scenario, practised: bool) -> np.ndarray:
    """Share of each skill among posts (A18). practised: practitioners are among them."""
    trained = value(scenario, "practitioner_share") / 100 if practised else 0.0
    senior = value(scenario, "senior_share") / 100
    shares = {"practitioner": trained, "senior": senior}
    return np.array([shares.get(key, 1 - trained - senior) for key in SKILLS])


def of_service(scenario: Scenario, service: Service) -> np.ndarray:
    return mix(scenario, service.practised)


def a_year(scenario: Scenario) -> np.ndarray:
    """Children that one post reaches a year, by service (A12)."""
    return np.array([value(scenario, f"{key}_a_year") for key in SERVICES])


def cost_of_post(scenario: Scenario) -> np.ndarray:
    """Pounds a year with on-costs, by skill (A13)."""
    pay = np.array([value(scenario, f"{key}_pay") for key in SKILLS], float)
    return pay * (1 + value(scenario, "on_costs") / 100)


def cost_of_team(scenario: Scenario) -> float:
    """Pounds a year for the staff of one school team."""
    return float(value(scenario, "team_staff") * (mix(scenario, True) @ cost_of_post(scenario)))


def cost_of_offers(scenario: Scenario) -> dict[str, float]:
    """Pounds a year by offer, of those with places."""
    costs = {
        offer.key: value(scenario, f"{offer.key}_places") * value(scenario, f"{offer.key}_cost")
        for offer in bought()
    }
    return {key: float(pounds) for key, pounds in costs.items() if pounds}


def pounds(scenario: Scenario, tables: Tables, today: Today) -> float:
    """What new teams and places of early help cost a year."""
    spent = sum(cost_of_offers(scenario).values())
    if value(scenario, "teams"):
        spent += teams_placed(scenario, tables) * cost_of_team(scenario)
    return float(spent)


def posts_of_offers(scenario: Scenario) -> np.ndarray:
    """Posts by skill that places of early help pay for, as if all their cost were pay."""
    shares = mix(scenario, True)
    return shares * sum(cost_of_offers(scenario).values()) / float(shares @ cost_of_post(scenario))


def hiring(scenario: Scenario, in_post: np.ndarray, all_pupils: float) -> Hiring:
    """How staff can come (A19). in_post: today's, by skill."""
    trained = np.array([skill.trained for skill in SKILLS.values()])
    fill = value(scenario, "lead") / 12
    return Hiring(
        rate=np.where(
            trained,
            value(scenario, "trained") * all_pupils / 100_000,
            value(scenario, "hired") / 100 * in_post,
        ),
        lead=fill + trained * TRAINING,
        over=scenario.pace.years,
    )
