"""How long a pace of change takes and whom it leaves behind, and the elasticity at which a scenario
turns, in sentences."""

import pandas as pd

from lib.model.pace import Behind
from lib.place.areas import listed
from lib.place.nouns import capital


def break_even_sentence(turn: float | None, gains_at_one: bool, now: float, shifted: bool) -> str:
    """The elasticity at which the scenario stops gaining. shifted: services are, so that it holds
    at this service split (A2) only."""
    if turn is None:
        held = ", at this service split (A2)" if shifted else ""
        return (
            f"The scenario {'gains' if gains_at_one else 'loses'} children at every"
            f" elasticity{held}."
        )
    above, below = ("gains", "loses") if gains_at_one else ("loses", "gains")
    return (
        f"Break-even elasticity: {turn:.2f}. Above it the scenario {above} children, below it"
        f" {below}; the page uses {now:g}."
    )


def pace_sentence(
    until: int | None, until_fair: int | None, target: str, near: float, every: str
) -> str:
    """How long the rule takes to bring every district near its target and near its fair share.
    every: "every district", or "every district in the model" where one is left out."""

    def when(years: int | None) -> str:
        if years is None:
            return "never under this rule"
        return "today already" if years == 0 else f"in {years} year{'' if years == 1 else 's'}"

    fair = (
        f"Aimed at fair share by need, {every} is within {near:.0%} of it {when(until_fair)},"
        " if today's spend is as A1 shares it."
    )
    if target == "fair_share":
        return fair
    return f"{capital(every)} is within {near:.0%} of this scenario's share {when(until)}. {fair}"


def behind_sentence(behind: list[Behind], most: float, under: float, names: pd.Series) -> str:
    """Whom the most growth keeps further under target than asked, and when; "" where nobody. most,
    under: percent, as the rule has."""
    years: dict[str, list[str]] = {}
    for one in behind:
        still = "" if one.code in years else " under"
        years.setdefault(one.code, []).append(f"{one.under:.0%}{still} in year {one.year}")
    if not years:
        return ""
    who = "; ".join(f"{names[code]} is still {listed(when)}" for code, when in years.items())
    return f"The most growth, {most:g}% a year, wins over “at most {under:g}% under target”: {who}."


def growth_sentence(growth: float) -> str:
    """What the budget's own growth does to a path. growth: percent a year, after inflation; ""
    where there is none."""
    if not growth:
        return ""
    way, follows = ("grows", "rises") if growth > 0 else ("shrinks", "falls")
    return (
        f"The whole budget {way} {abs(growth):g}% a year after inflation, so access {follows} also"
        " in a scenario that moves no money."
    )
