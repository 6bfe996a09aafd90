"""Offers to groups at greatest risk: what is set aside first, and what the rest of the budget then
reaches (docs/methods.md 18)."""

from dataclasses import dataclass

import pandas as pd

from lib import risk_words, words
from lib.catalogue.groups import GROUPS, offered
from lib.findings import tiles
from lib.findings.outcome import Result
from lib.findings.tiles import Tile
from lib.model.reallocation import ROUNDING
from lib.scenarios import offers as of_scenario
from lib.scenarios.record import Scenario


@dataclass(frozen=True, kw_only=True)
class Offers:
    """What a scenario offers.

    Attributes
    ----------
    pounds
        A year, set aside before anything is shared.
    table
        A row an offer, in words.
    swings
        assumption, low, high, said: pounds set aside with each price at the ends of its range,
        widest first.
    """

    message: str
    pounds: float
    table: pd.DataFrame
    swings: pd.DataFrame
    tiles: tuple[Tile, ...]

    @property
    def held(self) -> bool:
        return not self.table.empty


def offers(result: Result) -> Offers:
    """What the scenario of a result offers, and what it reaches with the rest."""
    scenario, today = result.scenario, result.today
    each = of_scenario.pounds(scenario)
    pounds, spent = sum(each.values()), float(today.pounds.sum())
    share, others = 100 * pounds / spent, sum(today.set_aside.values()) - pounds
    reached = float(result.outcome.treated_after.sum())
    return Offers(
        message=risk_words.offers(
            len(each),
            pounds,
            others if others >= ROUNDING else 0.0,
            share,
            reached,
            float(result.outcome.treated_before.sum()),
        ),
        pounds=pounds,
        table=table(scenario),
        swings=swings(scenario),
        tiles=(
            Tile(label="Set aside first", value=words.pounds(pounds), note="a year"),
            Tile(label="Of today's spend", value=f"{share:.1f}%", note=words.pounds(spent)),
            tiles.of_outcome(result)[0],
        ),
    )


def table(scenario: Scenario) -> pd.DataFrame:
    """Each offer: how many, pounds a child with their range, and pounds a year with theirs."""
    children, prices = of_scenario.seen(scenario), offered()
    rows = [
        (
            GROUPS[group].label,
            f"{children[group]:,.0f}",
            f"£{of_scenario.price(scenario, group):,.0f}",
            f"£{prices[group].low:,.0f} to £{prices[group].high:,.0f}",
            f"£{pounds:,.0f}",
            " to ".join(
                f"£{children[group] * end:,.0f}" for end in (prices[group].low, prices[group].high)
            ),
        )
        for group, pounds in of_scenario.pounds(scenario).items()
    ]
    columns = ["Group", "To be seen", "A child (A11)", "Range", "A year", "Over the range"]
    return pd.DataFrame(rows, columns=columns)


def swings(scenario: Scenario) -> pd.DataFrame:
    """All that is set aside, one price at a time at the ends of its range."""
    children, prices = of_scenario.seen(scenario), offered()
    each = of_scenario.pounds(scenario)
    total = sum(each.values())
    rows = [
        (
            GROUPS[group].label,
            total - pounds + children[group] * prices[group].low,
            total - pounds + children[group] * prices[group].high,
            f"£{prices[group].low:,.0f} to £{prices[group].high:,.0f} a child",
        )
        for group, pounds in each.items()
    ]
    frame = pd.DataFrame(rows, columns=["assumption", "low", "high", "said"])
    widest = (frame.high - frame.low).sort_values(ascending=False, kind="stable").index
    return frame.loc[widest].reset_index(drop=True)
