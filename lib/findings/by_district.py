"""What a scenario does to each district: as maps, as bars and as a table in words."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib import words
from lib.findings.outcome import Result
from lib.known import may_reach


def columns(called: str, standard: float | None) -> list[str]:
    """Of `table`. called: what a row is. standard: per 100 children in need, where the basis has
    one."""
    names = [
        called,
        "Spend today, £000",
        "Change, £000",
        "Reached today, in 100",
        "After (95% interval)",
        "Children, change (95%)",
    ]
    return names if standard is None else [*names, f"Chance of {standard:g}"]


def table(result: Result) -> pd.DataFrame:
    """Pounds, children and access before and after, with intervals and the chance of the standard,
    in words."""
    moves, sure = result.moves, result.sure
    rows = [
        [
            row.district,
            f"{row.pounds_today / 1000:,.0f}",
            words.signed(f"{row.change / 1000:,.0f}"),
            words.rate_in_100(row.before),
            f"{words.rate_in_100(row.after)} ({row.low:.0f} to {row.high:.0f})",
            children_change(row.children, least, most),
        ]
        for row, least, most in zip(moves.itertuples(), sure.children_low, sure.children_high)
    ]
    if result.standard is not None:
        for row, likely in zip(rows, sure.reaches_after):
            row.append(words.chance(likely))
    return pd.DataFrame(rows, columns=columns(result.areas.noun.heading, result.standard))


def children_change(gained: float, least: float, most: float) -> str:
    """Children more or fewer a year with the 95% interval: "+115 (+75 to +160)"."""
    if not abs(gained) >= 0.5:  # nor where it is missing
        return "0"
    return f"{words.signed(words.children(gained))} ({words.between(least, most)})"


def bars(result: Result) -> pd.DataFrame:
    """From the highest access today to the lowest: label, before, after, low, high (95%)."""
    moves = result.moves
    order = np.argsort(-moves.before.to_numpy(), kind="stable")
    return moves.iloc[order][["district", "before", "after", "low", "high"]].rename(
        columns={"district": "label"}
    )


@dataclass(frozen=True, kw_only=True)
class MapOfOutcome:
    """What a map of an outcome shows.

    Attributes
    ----------
    value, text
        By area_code, over every district.
    message
        The map in a sentence.
    """

    value: pd.Series
    text: list[str]
    message: str


def map_after(result: Result, order: Iterable[str], unit: str) -> MapOfOutcome:
    """Access after the scenario. order: of every district."""
    moves = result.moves.reindex(list(order))
    text = [
        f"{row.after:.1f} ({row.low:.0f} to {row.high:.0f})" if row.after == row.after else "*"
        for row in moves.itertuples()
    ]
    message = f"From {moves.after.min():.1f} to {moves.after.max():.1f} {unit}, all in the table."
    return MapOfOutcome(value=moves.after, text=text, message=message)


def map_of_difference(result: Result, order: Iterable[str]) -> MapOfOutcome:
    """What the scenario adds to access, in points."""
    moves = result.moves.reindex(list(order))
    change = moves.after - moves.before
    return MapOfOutcome(
        value=change,
        text=[f"{points:+z.1f}" if points == points else "*" for points in change],
        message=f"From {change.min():+z.1f} to {change.max():+z.1f} points, all in the table.",
    )


def unsure(result: Result, order: Iterable[str]) -> pd.Series | None:
    """True where the district by itself may or may not reach the standard after the scenario; None
    where there is no standard."""
    if result.standard is None:
        return None
    return may_reach(result.sure.reaches_after).reindex(list(order), fill_value=False)
