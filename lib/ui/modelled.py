"""What the model makes of a scenario, kept as cache.py keeps other results."""

from typing import Any

import numpy as np
import streamlit as st

from lib import charts
from lib.chance import Draws
from lib.errors import NotMeasured
from lib.model import assumed, choices, plan, uncertainty
from lib.model.allocate import Answer, Question, ask
from lib.model.choices import Choice, Span, Swing
from lib.model.plan import Point, Trial
from lib.model.scenario import Scenario
from lib.ui import cache


def rate_draws(scenario: Scenario) -> Draws:
    """Draws of today's rates under the scenario's A4 and A5, the same that other pages are made from. Raises NotMeasured."""
    under = cache.doubts(scenario.basis, scenario.errors)
    found = cache.rate_draws("access_rate", cache.base_period(), scenario.basis, scenario.weighted, under)
    if found is None:
        raise NotMeasured("There is no count to start the model from.")
    return found


def draws(scenario: Scenario) -> uncertainty.Draws:
    """Seeded draws, the same for every position of the levers; today's rates in them are those of every other page."""
    return _draws(scenario.model_copy(update={"levers": Scenario().levers}).question().to_json())


@cache.of_the_data(max_entries=20)
def _draws(assumptions: str) -> uncertainty.Draws:
    scenario = Scenario.model_validate_json(assumptions)
    rng = np.random.default_rng(cache.SEED + 1)
    priors = assumed.priors(cache.tables().assumptions)
    return uncertainty.draw(rate_draws(scenario), scenario.services.split, scenario.elasticity, priors, rng)


def own_trials(scenario: Scenario) -> list[Trial]:
    """The scenario's own move under each other assumption."""
    services = assumed.other_services(cache.tables().assumptions, scenario.services)
    return choices.trials(scenario, cache.today_of, cache.spending().by_area is not None, services)


def swings(scenario: Scenario) -> list[Swing]:
    """One assumption at a time, for the tornado."""
    ends = assumed.ends(scenario, cache.tables().assumptions, cache.spending().by_area is not None)
    return choices.swings(scenario, cache.today_of, ends, rate_draws(scenario))


@cache.of_the_data(max_entries=20)
def _choices(levers_and_assumptions: str) -> list[Choice]:
    return choices.every(Scenario.model_validate_json(levers_and_assumptions), cache.today_of, cache.spending().by_area is not None)


def span(scenario: Scenario) -> Span:
    """What the scenario comes to over every choice of A1, curve, need basis and weighting."""
    still = scenario.question().model_copy(update={"levers": scenario.levers.model_copy(update={"changes": {}})})
    return choices.span(_choices(still.to_json()), scenario.levers.change(cache.modelled_areas().order), scenario.standard)


def asked_under(scenario: Scenario) -> str:
    """What an answer depends on: the scenario but for its name and the sliders that are free."""
    levers = scenario.levers
    held = {code: pounds for code, pounds in levers.changes.items() if code in levers.locked}
    return scenario.question().model_copy(update={"levers": levers.model_copy(update={"changes": held})}).to_json()


@cache.of_the_data(max_entries=200)
def answer(under: str, question: Question) -> Answer:
    """An answer of the model. Raises NoAllocation."""
    scenario = Scenario.model_validate_json(under)
    start = cache.today_of(scenario)
    return ask(plan.response(scenario, start), plan.limits(scenario, start), question, cache.tables().areas.name)


@cache.of_the_data(max_entries=100)
def trials(under: str, question: Question) -> list[Trial]:
    """The same question under each other assumption."""
    scenario = Scenario.model_validate_json(under)
    found, start = answer(under, question), cache.today_of(scenario)
    services = assumed.other_services(cache.tables().assumptions, scenario.services)
    others = plan.others(scenario, cache.spending().by_area is not None, services)
    return [plan.trial(label, other, cache.today_of(other), question, found, start, cache.tables().areas.name) for label, other in others]


@cache.of_the_data(max_entries=100)
def trade_off(under: str) -> list[Point]:
    """From most children to fairest. Raises NoAllocation."""
    scenario = Scenario.model_validate_json(under)
    return plan.trade_off(scenario, cache.today_of(scenario), cache.tables().areas.name)


@st.cache_resource(show_spinner=False)
def before_after_spec(standard: float | None) -> dict[str, Any]:
    """The drawing rules of the before-and-after bar, without its rows: only those change with a slider."""
    title = "Bar after, diamond today" + (f", dashed line {standard:g}" if standard else "")
    spec = charts.before_after(title, "In 100 children in need", standard).to_dict()
    return {key: part for key, part in spec.items() if key not in ("config", "$schema")}  # Streamlit has its own
