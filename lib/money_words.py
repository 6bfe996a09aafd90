"""What moving money does, in sentences: outcomes, answers, how sure, how long, and the names of levers."""

import numpy as np
import pandas as pd

from lib.areas import Areas, listed
from lib.model.allocate import Answer
from lib.model.need import BASES
from lib.model.reallocation import SHARED_BY, Outcome
from lib.model.uncertainty import Sureness
from lib.words import between, chance, children, pounds, signed, times

NOTHING_LEFT = 500  # pounds: less than this is rounding, for changes are whole £1,000


def outcome_sentence(outcome: Outcome, standard: float, areas: Areas) -> str:
    """What moving the money would do, in one sentence."""
    gain = outcome.treated_after.sum() - outcome.treated_before.sum()
    if np.allclose(outcome.pounds_after, outcome.pounds_before):
        return "Nothing is moved yet. Move a slider to see what reallocating investment would do."
    way = "more" if gain > 0 else "fewer"
    moved = f"Moving {pounds(outcome.moved)} would reach about {children(abs(gain))} {way} children a year"
    if children(abs(gain)) == "0":
        moved = f"Moving {pounds(outcome.moved)} would reach about as many children as today"
    before, after = outcome.reaching(standard)
    gap = outcome.ratio_after - outcome.ratio_before
    narrows = "narrow" if gap < -0.005 else "widen" if gap > 0.005 else "keep"
    return (
        f"{moved}; {before} districts reach {standard:.0f} in 100 today, {after} would; the gap between highest and "
        f"lowest would {narrows} from {times(outcome.ratio_before)} to {times(outcome.ratio_after)}."
    )


def budget_sentence(outcome: Outcome) -> str:
    """Pounds moved and the remainder, always in view."""
    return f"{pounds(outcome.moved)} moved; {left_over(outcome) or 'every pound is placed'}."


def left_over(outcome: Outcome) -> str:
    """What of the budget is not placed, or what is spent beyond it; "" where it is met."""
    rest = outcome.remainder
    if abs(rest) < NOTHING_LEFT:
        return ""
    return f"{pounds(rest)} still to place" if rest > 0 else f"{pounds(-rest)} over budget: not affordable as it stands"


def beyond_sentence(beyond: dict[str, str], names: pd.Series) -> str:
    """Which districts are beyond a limit. beyond: "floor" or "cap" by area_code."""
    said = []
    for limit, where in (("cap", "above"), ("floor", "below")):
        found = [names[code] for code in names.index if beyond.get(code) == limit]
        if found:
            said.append(f"{listed(found)} {'is' if len(found) == 1 else 'are'} {where} the {limit}")
    return f"{'; '.join(said)}."


def answer_sentence(answer: Answer, outcome: Outcome, names: pd.Series) -> str:
    """What the model answers: children, the gap, the pounds, and who gains most."""
    change = outcome.pounds_after - outcome.pounds_before
    way = "more" if outcome.gained >= 0 else "fewer"
    text = (
        f"{pounds(outcome.moved)} would move: about {children(abs(outcome.gained))} {way} children a year than today, highest to "
        f"lowest {times(outcome.ratio_after)} ({times(outcome.ratio_before)} today)."
    )
    if answer.question.objective == "reach":
        extra = change.clip(lower=0)
        where = [f"{names[code]} {pounds(extra[code])}" for code in extra.sort_values(ascending=False).index if extra[code] >= NOTHING_LEFT]
        over = -outcome.remainder
        reached = f"Every district reaches {answer.question.rate:g} in 100"
        if not where:
            return f"{reached} already; no extra money is needed."
        limit = f"£{over:,.0f} more than the budget" if over > NOTHING_LEFT else "inside the budget"
        return f"{reached} with {pounds(extra.sum())} a year more: {listed(where)}. That is {limit}. {text}"
    if outcome.moved < NOTHING_LEFT:
        return "Today's split is already the answer: no money would move."
    gains, loses = names[change.idxmax()], names[change.idxmin()]
    text += f" {gains} gains most ({signed(pounds(change.max()))})"
    text += f", {loses} loses most ({pounds(change.min())})." if change.min() < 0 else "."
    if answer.shadow is not None:
        text += f" One more £10,000 on the budget would reach {answer.shadow:.1f} more children."
    return text


def surety_sentence(sure: Sureness) -> str:
    """The chances in a sentence."""
    return (
        f"Children gained: {between(sure.gained_low, sure.gained_high)} (95% interval); the chance of any gain is "
        f"{chance(sure.gained_likely)}. The chance that the gap between highest and lowest narrows is {chance(sure.narrows)}."
    )


def break_even_sentence(turn: float | None, gains_at_one: bool, now: float) -> str:
    """The elasticity at which the scenario stops gaining."""
    if turn is None:
        return f"The scenario {'gains' if gains_at_one else 'loses'} children at every elasticity."
    above, below = ("gains", "loses") if gains_at_one else ("loses", "gains")
    return f"Break-even elasticity: {turn:.2f}. Above it the scenario {above} children, below it {below}; the page uses {now:g}."


def district_sentence(outcome: Outcome, sure: Sureness, names: pd.Series, code: str) -> str:
    """One district: "Thanet gains £212,000 (+9%), about 130 more children (90 to 170)"."""
    before = outcome.pounds_before[code]
    change = outcome.pounds_after[code] - before
    gained = outcome.treated_after[code] - outcome.treated_before[code]
    ends = sorted((sure.children_low[code], sure.children_high[code]), key=abs)
    span = f" ({children(abs(ends[0]))} to {children(abs(ends[1]))})" if ends[0] * ends[1] > 0 else f" ({between(*sorted(ends))})"
    reached = f"about {children(abs(gained))} {'more' if gained > 0 else 'fewer'} children{span}"
    if children(abs(gained)) == "0":
        reached = "about as many children as today"
    if abs(change) < NOTHING_LEFT:
        return f"{names[code]} keeps its {pounds(before)}, {reached}."
    share = f" ({signed(f'{change / before:.0%}')})" if before else ""
    return f"{names[code]} {'gains' if change > 0 else 'loses'} {pounds(abs(change))}{share}, {reached}."


def pace_sentence(until: int | None, until_fair: int | None, target: str, near: float, districts: str) -> str:
    """How long the rule takes to bring every district near its target and near its fair share. districts: "every district", or
    "every district in the model" where one is left out."""

    def when(years: int | None) -> str:
        if years is None:
            return "never under this rule"
        return "today already" if years == 0 else f"in {years} year{'' if years == 1 else 's'}"

    fair = f"Aimed at fair share by need, {districts} is within {near:.0%} of it {when(until_fair)}."
    if target == "fair_share":
        return fair
    return f"{districts.capitalize()} is within {near:.0%} of this scenario's share {when(until)}. {fair}"


def moved_figures(moved: list[str]) -> str:
    """What has changed in the data under a saved scenario."""
    more = f"; and {len(moved) - 8} more" if len(moved) > 8 else ""
    return f"The data have changed since it was kept: {'; '.join(moved[:8])}{more}."


def compared_sentence(rows: list[tuple[str, Outcome]]) -> str:
    """Which of several scenarios reaches most children and which has the smallest gap."""
    reached = {children(outcome.treated_after.sum()) for _, outcome in rows}
    gaps = {times(outcome.ratio_after) for _, outcome in rows}
    if len(rows) > 1 and len(reached) == len(gaps) == 1:
        return f"They reach as many children ({reached.pop()}), with the same gap between districts ({gaps.pop()})."
    most = max(rows, key=lambda row: row[1].treated_after.sum())
    fair = min(rows, key=lambda row: row[1].ratio_after)
    text = f"“{most[0]}” reaches most children ({children(most[1].treated_after.sum())})"
    if fair[0] == most[0]:
        return f"{text} with the smallest gap between districts ({times(fair[1].ratio_after)})."
    return f"{text}; “{fair[0]}” has the smallest gap between districts ({times(fair[1].ratio_after)})."


LEVERS = {
    "levers.growth": "Total budget growth, %",
    "levers.floor": "Floor, % of today",
    "levers.cap": "Cap, % of today",
    "levers.locked": "Locked districts",
    "levers.early": "Shift to early intervention, points",
    "levers.intensive": "Shift to intensive, points",
    "levers.shift_only": "Service shift only in",
    "levers.release_intensive": "Intensive spend may fall",
    "basis": "Need estimated by",
    "weighted": "Need weighted by the need index",
    "standard": "Standard, in 100",
    "shared_by": "Spend shared by (A1)",
    "curve": "Response curve",
    "elasticity": "Elasticity (A3)",
    "services.early_spend": "Early intervention, % of spend (A2)",
    "services.early_reached": "Early intervention, % of children (A2)",
    "services.intensive_spend": "Intensive, % of spend (A2)",
    "services.intensive_reached": "Intensive, % of children (A2)",
    "errors.need": "Need may be off, ±% (A4)",
    "errors.need_district": "and in one district, ±% (A4)",
    "errors.apportionment": "Counts may be off, ±% (A5)",
    "pace.target": "Pace: target",
    "pace.years": "Pace: years",
    "pace.growth": "Pace: budget growth, % a year",
    "pace.least": "Pace: least growth, % a year",
    "pace.most": "Pace: most growth, % a year",
    "pace.speed": "Pace: distance made up, % a year",
    "pace.under": "Pace: most under target, %",
}


def lever(key: str, areas: Areas) -> str:
    """A lever's name from where it stands in a scenario's record."""
    if key.startswith("levers.changes."):
        return f"{areas.name[key.rsplit('.', 1)[1]]}: change"
    return LEVERS[key]


def lever_value(key: str, value: object, areas: Areas) -> str:
    """A lever's value in words."""
    if key.startswith("levers.changes."):
        return signed(pounds(float(str(value))))
    if key == "levers.locked" and isinstance(value, tuple):
        return listed(areas.name[code] for code in value)
    if key == "levers.shift_only":
        return "all districts" if value is None else str(areas.name[value])
    if isinstance(value, bool):
        return "yes" if value else "no"
    labels = {"basis": {key: basis.label for key, basis in BASES.items()}, "shared_by": SHARED_BY}
    return labels.get(key, {}).get(str(value)) or (f"{value:g}" if isinstance(value, float) else str(value).replace("_", " "))
