"""The levers and assumptions of the way to treatment as the model wants them, and what they cost
(docs/methods.md 17)."""

from dataclasses import fields

from lib.figures import waiting
from lib.model import pathway
from lib.model.pathway import Assumed, Levers
from lib.model.response import Today
from lib.scenarios.record import Scenario
from lib.sources import Tables

MONEY = ("assessment", "treatment", "support", "backlog")  # the one-off in its year
MILLION = 1_000_000


def levers(scenario: Scenario) -> Levers:
    """In pounds, where a scenario has millions of them."""
    own = scenario.pathway
    return Levers(
        **{
            field.name: getattr(own, field.name) * (MILLION if field.name in MONEY else 1)
            for field in fields(Levers)
        }
    )


def assumed(scenario: Scenario) -> Assumed:
    of = {field.name for field in fields(Assumed)} - {"elasticity"}
    own = {name: getattr(scenario.pathway, name) for name in of}
    return Assumed(**own, elasticity=scenario.elasticity)


def pounds(scenario: Scenario, tables: Tables, today: Today) -> float:
    """What the levers cost in their first year: the pounds themselves, and the first contacts of
    those more who are met at the front door, where their number is published."""
    asked, own = levers(scenario), assumed(scenario)
    total = float(sum(getattr(asked, name) for name in MONEY))
    quarter = waiting.quarter(tables) if asked.front_door else None
    if quarter is None:
        return total
    budget = float(today.pounds.sum())
    return total + float(pathway.door_pounds(pathway.start(quarter, own), own, asked, budget))
