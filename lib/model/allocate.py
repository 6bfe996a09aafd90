"""Which allocation answers a question: most children, fairest, closest to a standard, and what it
would take (docs/methods.md 7)."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import cvxpy as cp
import numpy as np
import pandas as pd

from lib.errors import NoAllocation
from lib.model.limits import NEAR, Limits, check, holding, with_intensive_kept
from lib.model.reallocation import place_rest
from lib.model.response import Response
from lib.place.areas import listed
from lib.place.nouns import AREA, Level

SLACK = 1e-6  # how far, relatively, a second solve may fall short of the first's objective
ALPHA_MOST = 10.0
# Power cones leave Clarabel a hair short about once in 200 questions; a shorter step, other
# regularisation or tolerances of 1e-7, still a tenth of SLACK, then get there.
ATTEMPTS: tuple[dict[str, float], ...] = (
    {},
    {"max_step_fraction": 0.95},
    {"static_regularization_constant": 1e-9},
    {"tol_gap_abs": 1e-7, "tol_gap_rel": 1e-7, "tol_feas": 1e-7},
)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked. alpha: the fairness dial. rate: the access to reach, per 100 children in
    need."""

    objective: str
    alpha: float = 1.0
    rate: float = 35.0


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A split of the money that the model was asked for.

    Attributes
    ----------
    pounds
        Shape (areas,), not rounded. budget: pounds placed.
    shadow
        Children more for the next £10,000 of budget, from the solver's dual; missing where the
        question is not about children reached.
    everyone
        All in need are reached everywhere, so nothing more can be gained.
    left_out
        Codes of the districts where nobody is reached today; what money would do there the model
        cannot say, so they keep today's pounds where the limits allow.
    """

    question: Question
    pounds: pd.Series
    shadow: float | None = None
    everyone: bool = False
    left_out: list[str] = field(default_factory=list)

    @property
    def budget(self) -> float:
        return float(self.pounds.sum())


@dataclass(frozen=True, kw_only=True)
class Objective:
    """A question the model can answer: its name, what it says of itself ({area} is filled in by
    lib/place/profile.py), how it is answered, and whether that takes the solver."""

    key: str
    label: str
    definition: str
    solve: Callable[[Response, Limits, Question], Answer]
    solver: bool = True


def ask(
    response: Response, limits: Limits, question: Question, names: pd.Series, noun: Level = AREA
) -> Answer:
    """The allocation that answers the question. names: by area_code, and noun: what one is called,
    for the sentence where none fits.

    Raises NoAllocation where the limits conflict, or where the solver stops short of optimal.
    """
    if question.objective != "reach" or (limits.floor > limits.cap + NEAR).any():
        check(response, limits, names, noun)
    else:
        reachable(response, limits, question.rate, names, noun)
    objective, bounds = OBJECTIVES[question.objective], with_intensive_kept(response, limits)
    if not objective.solver:
        return objective.solve(response, bounds, question)
    still = _where_all_are_reached(response, bounds)
    if still is not None:
        return Answer(
            question=question,
            pounds=still,
            shadow=0.0 if question.objective == "most" else None,
            everyone=True,
        )
    if response.curve == "constant" and response.elasticity > 1:
        raise NoAllocation(
            "To prove an answer the solver needs an elasticity (A3) of at most 1; it stands at"
            f" {response.elasticity:g}. Lower it to 1 or less, or ask for the fair share or what it"
            " would take, which need no solver."
        )
    unreached = response.today.treated <= 0
    answer = objective.solve(response, holding(bounds, response.today.pounds, unreached), question)
    return replace(answer, left_out=[str(code) for code in unreached.index[unreached]])


def _where_all_are_reached(response: Response, limits: Limits) -> pd.Series | None:
    """The pounds that move least money and reach all in need everywhere; None where budget and
    limits do not allow that.

    Nothing beats it, whatever the question; and objectives are flat there, where a solver would
    stop anywhere.
    """
    today = response.today
    floor = limits.floor.clip(lower=_pounds_for(response, response.most))
    if (floor > limits.cap + NEAR).any() or floor.sum() > limits.budget + NEAR:
        return None
    pounds = today.pounds.clip(floor, np.maximum(floor, limits.cap))
    return place_rest(pounds, limits.budget - pounds.sum(), today.need, floor, limits.cap)


class _Program:
    """The variables and limits every question shares; pounds in £m, access over its mean, children
    over today's."""

    def __init__(self, response: Response, limits: Limits) -> None:
        today = response.today
        self.response = response
        self.index = today.pounds.index
        self.today = today.pounds.to_numpy(float) / 1e6
        self.spend = cp.Variable(len(self.index))
        intensive = cp.Variable(len(self.index))
        floor = limits.floor.to_numpy(float)
        cap = np.maximum(floor, limits.cap.to_numpy(float))
        if not response.concave(floor, cap).all():
            raise NoAllocation(
                "With these shares (A2) a pound on intensive services reaches more children than"
                " one elsewhere, so while they keep today's pounds there is no single best answer"
                " that the solver can prove. Change A2, let intensive spend fall below today's"
                " pounds, or ask for the fair share."
            )
        self.spends_the_budget = cp.sum(self.spend) == limits.budget / 1e6
        free = cap > floor
        within_limits = [
            self.spend[free] >= floor[free] / 1e6,
            self.spend[free] <= cap[free] / 1e6,
            self.spend[~free] == floor[~free] / 1e6,
        ]
        self.limits = [
            self.spends_the_budget,
            *within_limits,
            *response.intensive_limits(self.spend, intensive, floor, cap),
        ]
        self.treated = response.expression(self.spend, intensive)
        need = today.need.to_numpy(float)
        # the others' access is none, or always 0
        self.counted = np.flatnonzero((need > 0) & (today.treated.to_numpy(float) > 0))
        self.need = need[self.counted]
        self.children_today = max(float(today.treated.sum()), 1.0)
        self.mean_access = self.children_today / self.need.sum()
        self.children_reached = cp.sum(self.treated) / self.children_today
        self.access = cp.multiply(self.treated[self.counted], 1 / self.need) / self.mean_access

    def solve(self, objective: cp.Maximize | cp.Minimize, *more: cp.Constraint) -> float:
        """The objective's value; anything short of optimal raises."""
        problem = cp.Problem(objective, [*self.limits, *more])
        for options in ATTEMPTS:
            try:
                problem.solve(solver=cp.CLARABEL, **options)
            except cp.SolverError:
                continue  # "failed" is one more way to stop short
            if problem.status == cp.OPTIMAL and np.isfinite(problem.value):
                return float(problem.value)
        raise NoAllocation(
            "The solver stopped short of an optimal answer"
            f" ({str(problem.status or 'failed').replace('_', ' ')}), so none is shown. Move a"
            " limit a little and ask again."
        )

    def then(self, objective: cp.Maximize | cp.Minimize, *keeps: cp.Constraint) -> float | None:
        """A further choice among the answers of the last solve; where it stops short, that one's
        answer stands: it is optimal."""
        stands = self.spend.value
        try:
            return self.solve(objective, *keeps)
        except NoAllocation:
            self.spend.save_value(stands)
            return None

    def least_moved(self, *keeps: cp.Constraint) -> None:
        """Among equal answers, the one that moves least money."""
        self.then(cp.Minimize(cp.norm1(self.spend - self.today)), *keeps)

    def answer(self, question: Question, shadow: float | None = None) -> Answer:
        return Answer(
            question=question,
            pounds=pd.Series(np.asarray(self.spend.value) * 1e6, self.index),
            shadow=shadow,
        )


def _at_least(value: float) -> float:
    return value - SLACK * max(abs(value), 1e-3)


def most_children(response: Response, limits: Limits, question: Question) -> Answer:
    """max sum T. The dual of the budget is what its next pound would reach."""
    program = _Program(response, limits)
    most = program.solve(cp.Maximize(program.children_reached))
    dual = program.spends_the_budget.dual_value
    shadow = abs(float(np.asarray(dual))) * program.children_today / 1e6 * 10_000
    if response.curve == "constant" and response.elasticity == 1:  # straight lines leave ties
        program.least_moved(program.children_reached >= _at_least(most))
    return program.answer(question, shadow)


def by_dial(response: Response, limits: Limits, question: Question) -> Answer:
    """max sum need access^(1 - alpha) / (1 - alpha), log at alpha = 1 (Atkinson): 0 counts
    children, 10 looks at the lowest."""
    if question.alpha == 0:
        return most_children(response, limits, question)
    program = _Program(response, limits)
    weight = program.need / program.need.sum()
    if question.alpha == 1:
        welfare = weight @ cp.log(program.access)
    else:
        power = 1 - question.alpha
        welfare = weight @ cp.power(program.access, power, approx=False) / power
    program.solve(cp.Maximize(welfare))
    return program.answer(question)


def fairest(response: Response, limits: Limits, question: Question) -> Answer:
    """max min access, then most children among those."""
    program = _Program(response, limits)
    lowest = program.solve(cp.Maximize(cp.min(program.access)))
    keeps = program.access >= _at_least(lowest)
    most = program.then(cp.Maximize(program.children_reached), keeps)
    if most is not None and response.curve == "constant" and response.elasticity == 1:
        program.least_moved(keeps, program.children_reached >= _at_least(most))
    return program.answer(question)


def closest(response: Response, limits: Limits, question: Question) -> Answer:
    """min sum max(0, rate x need - T): children short of the standard; of equal answers the one
    that moves least money."""
    program = _Program(response, limits)
    short = (
        cp.sum(cp.pos(question.rate / 100 * program.need - program.treated[program.counted]))
        / program.children_today
    )
    least = program.solve(cp.Minimize(short))
    program.least_moved(short <= least + SLACK)
    return program.answer(question)


def fair_share(response: Response, limits: Limits, question: Question) -> Answer:
    """Pounds in proportion to need, within the limits; no solver."""
    need = response.today.need
    floor = limits.floor
    # Pounds above the floor: x = clip(k need, floor, cap) with k such that the sum is the budget.
    order = np.sort(np.concatenate([(floor / need)[need > 0], (limits.cap / need)[need > 0]]))
    at = [np.clip(k * need, floor, limits.cap).sum() for k in order]
    k = np.interp(limits.budget, at, order)
    pounds = np.clip(k * need, floor, limits.cap)
    pounds = place_rest(pounds, limits.budget - pounds.sum(), need, floor, limits.cap)
    return Answer(question=question, pounds=pounds)


def reach(response: Response, limits: Limits, question: Question) -> Answer:
    """The least money in all with which every district reaches the rate and, where its cap allows,
    none loses; no solver.

    More money never reaches fewer, so each district's least is its own and the sum of them is the
    least in all.
    """
    least = _pounds_for(response, question.rate / 100 * response.today.need.to_numpy(float))
    nobody_loses = limits.floor.clip(lower=response.today.pounds).clip(upper=limits.cap)
    return Answer(question=question, pounds=nobody_loses.clip(lower=least).clip(upper=limits.cap))


def reachable(
    response: Response, limits: Limits, rate: float, names: pd.Series, noun: Level = AREA
) -> None:
    """Raise NoAllocation, in words, where a district cannot reach the rate under its cap or
    lock."""
    need = response.today.need
    most = pd.Series(response.treated(limits.cap.to_numpy(float)), need.index)
    short = rate / 100 * need - most
    short = short[(need > 0) & (short > 1e-6 * need)]
    if len(short):
        extra = _pounds_for(response, (rate / 100 * need).to_numpy(float)) - limits.cap
        short_of = [
            f"{names[code]} (£{max(extra[code], 0):,.0f} above its cap or lock)"
            for code in short.index
            if np.isfinite(extra[code])
        ]
        never = [names[code] for code in short.index if not np.isfinite(extra[code])]
        text = f"{rate:g} in 100 is out of reach for {listed(short_of + never)}."
        raise NoAllocation(f"{text} Raise the cap, unlock the {noun.one} or choose a lower rate.")


def _pounds_for(response: Response, wanted: np.ndarray) -> pd.Series:
    """Pounds with which each district alone reaches the children wanted, shape (areas,): by
    bisection; infinite where 100 times today's do not."""
    low, high = np.zeros(len(wanted)), response.today.pounds.to_numpy(float) * 100
    never = response.treated(high) < wanted * (1 - 1e-9)
    for _ in range(60):
        middle = (low + high) / 2
        enough = response.treated(middle) >= wanted
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return pd.Series(np.where(never, np.inf, high), response.today.need.index)


OBJECTIVES = {
    objective.key: objective
    for objective in (
        Objective(
            key="most",
            label="Most children reached",
            definition="Puts each pound where it reaches most children, wherever they live.",
            solve=most_children,
        ),
        Objective(
            key="fairest",
            label="Fairest",
            definition="Lifts the lowest access as far as it goes, then reaches most children.",
            solve=fairest,
        ),
        Objective(
            key="dial",
            label="Between the two (fairness dial)",
            definition=(
                "0 counts children only; the higher the dial, the more a child counts where access"
                " is low (Atkinson)."
            ),
            solve=by_dial,
        ),
        Objective(
            key="closest",
            label="Closest to the standard",
            definition="Leaves the fewest children short of the standard, {area} by {area}.",
            solve=closest,
        ),
        Objective(
            key="fair_share",
            label="Fair share by need",
            definition="Pounds in proportion to children in need; no solver.",
            solve=fair_share,
            solver=False,
        ),
        Objective(
            key="reach",
            label="What would it take for every {area} to reach a rate?",
            definition=(
                "The least extra money with which nobody loses, and where. The budget is not kept."
            ),
            solve=reach,
            solver=False,
        ),
    )
}
