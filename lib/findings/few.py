"""The few areas that matter of many: for a page that has no room for all of them."""

from collections.abc import Collection

import pandas as pd

from lib.findings.outcome import Result

ENDS = 2  # areas at either end of today's order that are always among them


def few(moves: pd.DataFrame, most: int) -> list[str]:
    """The two that reach most today and the two that reach fewest, then those that the scenario
    changes, the largest change first, then from both ends of today's order inwards; in the order of
    the rows. moves: as Result.moves. most: how many, more than twice ENDS."""
    ranked = list(moves.before.dropna().sort_values(ascending=False, kind="stable").index)
    changes = moves.change.abs().sort_values(ascending=False, kind="stable")
    changed = changes[changes > 0].index[: most - 2 * ENDS]
    inwards = (code for pair in zip(ranked, reversed(ranked)) for code in pair)
    chosen = dict.fromkeys([*ranked[:ENDS], *ranked[-ENDS:], *changed, *inwards])
    kept = set(list(chosen)[:most])
    return [code for code in moves.index if code in kept]


def left_out(result: Result, shown: Collection[str]) -> str:
    """Which areas are shown, and where all of them are; "" where that is every one."""
    of = len(result.moves)
    if len(shown) >= of:
        return ""
    noun = result.areas.noun
    return (
        f"Shown are {len(shown)} of {of} {noun.many}: those that reach most and fewest, and those"
        f" that the scenario changes most. The map has every {noun.one}, and so has the workbook."
    )
