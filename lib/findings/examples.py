"""Worked examples: scenarios made from the data through the model, to load before moving
anything."""

from collections.abc import Callable
from dataclasses import dataclass

from lib.findings import modelled
from lib.findings.context import Context
from lib.model.allocate import Question
from lib.model.reallocation import place_rest
from lib.scenarios import plan
from lib.scenarios.record import Levers, Scenario


@dataclass(frozen=True, kw_only=True)
class Example:
    """A scenario to load. does: what it does and which assumption that rests on. make: from levers
    at zero under the reader's own limits and assumptions."""

    name: str
    does: str
    make: Callable[[Context, Scenario], Scenario]


def fair_share(context: Context, scenario: Scenario) -> Scenario:
    """Pounds in proportion to children in need, as near as floor and cap allow."""
    today = context.today_of(scenario)
    bounds = plan.limits(scenario, today)
    share = (bounds.budget * today.need / today.need.sum()).clip(bounds.floor, bounds.cap)
    return plan.with_pounds(
        scenario,
        today,
        place_rest(share, bounds.budget - share.sum(), today.need, bounds.floor, bounds.cap),
    )


def fairest(context: Context, scenario: Scenario) -> Scenario:
    """The model's fairest answer. Raises NoAllocation."""
    question = Question(objective="fairest")
    answer = modelled.answer(context, modelled.asked_under(scenario), question)
    return plan.with_pounds(scenario, context.today_of(scenario), answer.pounds)


def ten_points_early(context: Context, scenario: Scenario) -> Scenario:
    """Every district's mix shifted; no money crosses a border."""
    return scenario.model_copy(
        update={"levers": scenario.levers.model_copy(update={"early": 10.0})}
    )


EXAMPLES = (
    Example(
        name="Fair share by need",
        does=(
            "Shares the money by children in need, as near as the least and most that {an area} may"
            " spend allow (floor and cap). Rests on how need is estimated and spend split (A1)."
        ),
        make=fair_share,
    ),
    Example(
        name="Fairest within the limits",
        does=(
            "Lifts the lowest access as far as those limits allow. Rests on how many more children"
            " more money reaches (A3)."
        ),
        make=fairest,
    ),
    Example(
        name="Ten points to early intervention",
        does=(
            "Moves ten in each hundred pounds of {an area}'s spend there from community. Rests on"
            " what services cost and reach (A2)."
        ),
        make=ten_points_early,
    ),
)


def loaded(context: Context, example: Example, now: Scenario) -> Scenario:
    """The example under the limits, locks and assumptions of the scenario on the sliders. Raises
    NoAllocation."""
    kept = now.levers.model_dump(include={"floor", "cap", "locked", "release_intensive"})
    reason = context.tables.place.say(example.does)
    of_example = example.make(context, now.model_copy(update={"levers": Levers(**kept)}))
    return of_example.model_copy(update={"name": example.name, "reason": reason})
