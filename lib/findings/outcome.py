"""What a scenario does: found once, and shown by the Reallocate page, each of its sections, the
comparison and the pack."""

from dataclasses import dataclass, replace

import pandas as pd

from lib import budget_words, lever_words, outcome_words, span_words
from lib.errors import BadLever
from lib.findings import modelled
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.known import Reach, reach
from lib.model import explain, uncertainty
from lib.model.explain import Effect
from lib.model.reallocation import Outcome
from lib.model.response import Response, Today
from lib.model.uncertainty import Sureness
from lib.place.areas import Areas
from lib.scenarios import assumed, plan
from lib.scenarios.choices import Span
from lib.scenarios.record import Scenario


@dataclass(frozen=True, kw_only=True)
class Result:
    """The scenario, what it does, how sure that is, and where it starts from. areas: those in the
    model. moves: by area_code: district, pounds_today, change, before, after, low, high, children
    (a year)."""

    scenario: Scenario
    outcome: Outcome
    sure: Sureness
    moves: pd.DataFrame
    effects: list[Effect]
    parts: list[str]  # of a sentence, one for each lever that is moved
    shift_span: tuple[float, float]  # children that the service shift gains, over A2's ranges
    span: Span
    today: Today
    filters: Filters
    areas: Areas
    whole: bool  # whether every district is in the model
    elsewhere: str  # what stands on the levers of other pages, in a sentence; "" where nothing does
    spend_known: bool  # by district; else A1 shares it out

    @property
    def standard(self) -> float | None:
        """Per 100 children in need, where the basis has one."""
        return self.filters.standard if self.filters.standard_applies else None

    @property
    def moved(self) -> bool:
        """Whether something is moved, and can be under some choice that no figure decides."""
        return bool(self.parts) and self.span.of > 0

    @property
    def held_back(self) -> str:
        """What of a shift is held back, in a sentence; "" where nothing is."""
        pounds = plan.held_back(self.scenario, self.today)
        return (
            lever_words.held_back_sentence(-self.scenario.levers.intensive, pounds)
            if pounds
            else ""
        )

    @property
    def shifted(self) -> bool:
        """Whether services are shifted, so that A2 decides what comes of it."""
        return self.shift_span[0] != self.shift_span[1]

    @property
    def gained_span(self) -> tuple[float, float]:
        """Least and most children gained over the choices that no figure decides, and over A2's
        ranges where services are shifted."""
        rest = self.outcome.gained - self.effects[-1].gained
        low, high = self.span.gained
        return (
            (min(low, rest + self.shift_span[0]), max(high, rest + self.shift_span[1]))
            if self.shifted
            else (low, high)
        )

    @property
    def over_choices(self) -> str:
        """The same in words."""
        return (
            f"{span_words.over(self.gained_span)} over the"
            f" choices{' and A2' if self.shifted else ''}"
        )

    @property
    def choices_line(self) -> str:
        """What choices that no figure decides make of the scenario; "" where nothing is moved."""
        if not self.parts:
            return ""
        area = self.areas.noun
        known = outcome_words.by_construction(self.scenario, self.outcome, self.spend_known, area)
        held = "at the A2 of this scenario: " if self.shifted else ""
        return " ".join(filter(None, [known, span_words.span_sentence(self.span, held, area)]))

    @property
    def title(self) -> str:
        """The scenario in one line, over a slide."""
        if not self.parts:
            return f"{self.scenario.name}: no money moves"
        return (
            f"{self.scenario.name}: about {span_words.more(self.outcome.gained)} children a year"
            f" ({self.over_choices})"
        )

    @property
    def message(self) -> str:
        """What the scenario would do, lever by lever, and what is left over."""
        message = f"This scenario moves no money. {self.held_back}".strip()
        if self.parts:
            reached = (self.reach_today, self.reach_after) if self.standard is not None else None
            message = outcome_words.outcome_sentence(
                self.parts, self.outcome, reached, self.scenario.standard, self.areas.noun
            )
        left = budget_words.left_over(self.outcome)
        return f"{message} {left}." if left else message

    @property
    def reach_today(self) -> Reach:
        """How many districts reach the standard today, by themselves."""
        return reach(self.sure.reaches_before)

    @property
    def reach_after(self) -> Reach:
        return reach(self.sure.reaches_after)

    @property
    def change(self) -> pd.Series:
        """Pounds a year on today's, by area."""
        return self.moves.change


def work_out(context: Context, scenario: Scenario, filters: Filters) -> Result:
    """What a scenario does on today's data, and how sure that is. Raises BadLever where its levers
    do not go together."""
    today, names = context.today_of(scenario), context.tables.areas.name
    area = context.tables.areas.noun
    try:
        under = plan.response(scenario, today, area)
        outcome = plan.outcome(scenario, under)
    except BadLever as fault:
        raise fault.naming(names) from fault
    sure = uncertainty.sureness(
        modelled.draws(context, scenario), under, outcome.pounds_after, scenario.standard
    )
    growth = explain.placed_growth(outcome)
    effects, shift_span = (
        explain.effects(under, outcome.pounds_after, growth),
        _shift_span(context, scenario, under, outcome, growth),
    )
    return Result(
        scenario=scenario,
        outcome=outcome,
        sure=sure,
        moves=_by_area(outcome, sure, context.modelled_areas()),
        effects=effects,
        parts=lever_words.effect_parts(effects, scenario, outcome, shift_span, area),
        shift_span=shift_span,
        span=modelled.span(context, scenario),
        today=today,
        filters=filters,
        areas=context.modelled_areas(),
        whole=len(context.modelled_areas().order) == len(names),
        elsewhere=lever_words.elsewhere(scenario, context.tables.areas, context.tables.place),
        spend_known=context.spending().by_area is not None,
    )


def _by_area(outcome: Outcome, sure: Sureness, areas: Areas) -> pd.DataFrame:
    """As Result.moves."""
    return pd.DataFrame(
        {
            "district": areas.name,
            "pounds_today": outcome.pounds_before,
            "change": outcome.pounds_after - outcome.pounds_before,
            "before": outcome.access_before,
            "after": outcome.access_after,
            "low": sure.access_low95,
            "high": sure.access_high95,
            "children": outcome.treated_after - outcome.treated_before,
        }
    )


def _shift_span(
    context: Context, scenario: Scenario, under: Response, outcome: Outcome, growth: float
) -> tuple[float, float]:
    """Least and most children that the service shift gains with A2 at the ends of its ranges."""
    if not any(scenario.levers.shifts.values()):
        return 0.0, 0.0
    ends = [
        replace(under, split=services.split)
        for _, services in assumed.other_services(context.tables.assumptions, scenario.services)
    ]
    gained = [
        explain.effects(one, outcome.pounds_after, growth)[-1].gained for one in [under, *ends]
    ]
    return min(gained), max(gained)
