"""What the model makes of a scenario on the tables of a Context, worked out once."""

import numpy as np

from lib.catalogue.indicators import MODELLED
from lib.chance import Draws
from lib.errors import NotMeasured
from lib.findings.context import SEED, Context, doubts, remembered
from lib.model import uncertainty
from lib.model.allocate import Answer, Question, ask
from lib.scenarios import assumed, choices, plan
from lib.scenarios.choices import Choice, Span, Swing
from lib.scenarios.plan import Point, Trial
from lib.scenarios.record import Scenario


def rate_draws(context: Context, scenario: Scenario) -> Draws:
    """Draws of today's rates under the scenario's A4 and A5, the same that other pages are made
    from. Raises NotMeasured."""
    under = doubts(scenario.basis, scenario.errors)
    draws = context.rate_draws(
        MODELLED, context.base_period(), scenario.basis, scenario.weighted, under
    )
    if draws is None:
        raise NotMeasured("There is no count to start the model from.")
    return draws


def draws(context: Context, scenario: Scenario) -> uncertainty.Draws:
    """Seeded draws, the same for every position of the levers; today's rates in them are those of
    every other page."""
    used = ("basis", "weighted", "errors", "services", "elasticity")
    return _draws(context, Scenario(**{name: scenario.at((name,)) for name in used}).to_json())


@remembered(20)
def _draws(context: Context, assumptions: str) -> uncertainty.Draws:
    scenario = Scenario.model_validate_json(assumptions)
    rng = np.random.default_rng(SEED + 1)
    priors = assumed.priors(context.tables.assumptions)
    return uncertainty.draw(
        rate_draws(context, scenario), scenario.services.split, scenario.elasticity, priors, rng
    )


def own_trials(context: Context, scenario: Scenario) -> list[Trial]:
    """The scenario's own move under each other assumption."""
    services = assumed.other_services(context.tables.assumptions, scenario.services)
    return choices.trials(scenario, context.today_of, _spend_known(context), services)


def swings(context: Context, scenario: Scenario) -> list[Swing]:
    """One assumption at a time, for the tornado."""
    ends = assumed.ends(scenario, context.tables.assumptions, _spend_known(context))
    draws_today, noun = rate_draws(context, scenario), context.tables.areas.noun
    return choices.swings(scenario, context.today_of, ends, draws_today, noun)


@remembered(20)
def _choices(context: Context, levers_and_assumptions: str) -> list[Choice]:
    return choices.every(
        Scenario.model_validate_json(levers_and_assumptions),
        context.today_of,
        _spend_known(context),
    )


def span(context: Context, scenario: Scenario) -> Span:
    """What the scenario comes to over every choice of A1, curve, need basis and weighting."""
    still = scenario.question().model_copy(
        update={"levers": scenario.levers.model_copy(update={"changes": {}})}
    )
    change = scenario.levers.change(context.modelled_areas().order)
    return choices.span(_choices(context, still.to_json()), change, scenario.standard)


def asked_under(scenario: Scenario) -> str:
    """What an answer depends on: the scenario but for its name and the sliders that are free."""
    levers = scenario.levers
    held = {code: pounds for code, pounds in levers.changes.items() if code in levers.locked}
    return (
        scenario.question()
        .model_copy(update={"levers": levers.model_copy(update={"changes": held})})
        .to_json()
    )


@remembered(200)
def answer(context: Context, under: str, question: Question) -> Answer:
    """An answer of the model. Raises NoAllocation."""
    scenario = Scenario.model_validate_json(under)
    start, areas = context.today_of(scenario), context.tables.areas
    return ask(
        plan.response(scenario, start, areas.noun),
        plan.limits(scenario, start),
        question,
        areas.name,
        areas.noun,
    )


@remembered()
def trials(context: Context, under: str, question: Question) -> list[Trial]:
    """The same question under each other assumption."""
    scenario = Scenario.model_validate_json(under)
    given, start = answer(context, under, question), context.today_of(scenario)
    services = assumed.other_services(context.tables.assumptions, scenario.services)
    others = plan.others(scenario, _spend_known(context), services)
    called = (context.tables.areas.name, context.tables.areas.noun)
    return [
        plan.trial(label, other, context.today_of(other), question, given, start, *called)
        for label, other in others
    ]


@remembered()
def trade_off(context: Context, under: str) -> list[Point]:
    """From most children to fairest. Raises NoAllocation."""
    scenario = Scenario.model_validate_json(under)
    return plan.trade_off(scenario, context.today_of(scenario), context.tables.areas.name)


def stamped(context: Context, scenario: Scenario, with_figures: bool) -> Scenario:
    """The scenario with the data it is made on. with_figures: what each district starts from too,
    so that it can be said later which moved; not of a reader's own data, for a saved scenario is on
    disk."""
    made_on = {
        "data_version": context.data_version(),
        "figures": plan.figures(context.today_of(scenario)) if with_figures else {},
        "plan_from": context.base_period() if scenario.plan_year else "",
    }
    return scenario.model_copy(update=made_on)


def _spend_known(context: Context) -> bool:
    return context.spending().by_area is not None
