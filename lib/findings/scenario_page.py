"""What a scenario would do as a page of the meeting pack: bars of before and after, a map of after
in today's classes, and one of the difference."""

import pandas as pd

from lib import words
from lib.classes import CHANGE, Classes
from lib.findings.access import Access, in_brackets
from lib.findings.by_district import children_change
from lib.findings.outcome import Result
from lib.findings.page import Page, Picture, Sheet

DIFFERENCE = "more or fewer children reached in 100 in need"


def page(result: Result, today: Access, classes: Classes, unit: str) -> Page:
    """By district. classes: of today's map, which that of after shares. unit: of the figures."""
    name, area = result.scenario.name, result.areas.noun
    moves = _moves(result, today)
    rows = [
        (
            r.district,
            words.signed(f"{r.change / 1000:,.0f}"),
            r.text_before,
            f"{r.after:.1f}",
            f"{r.low:.0f} to {r.high:.0f}",
        )
        for r in moves.itertuples()
    ]
    columns = [area.heading, "Change, £000", "Reached today, in 100", "After", "95% interval"]
    return Page(
        key="scenario",
        known="modelled",
        heading=name,
        sentences=(f"{result.message} {result.choices_line} {result.elsewhere}".strip(),),
        words=(
            result.title,
            tuple(filter(None, (result.message, result.choices_line, result.elsewhere))),
        ),
        pictures=(
            _before_and_after(result, moves),
            _map_after(result, today, classes, unit),
            _map_of_difference(result, today),
        ),
        caption=f"What the scenario would do, by {area.one} (modelled)",
        table=pd.DataFrame(rows, columns=columns),
        sheet=Sheet(
            name="Scenario",
            title=f"What “{name}” would do, by {area.one}",
            frame=_numbers(result.moves, area.heading),
            modelled=True,
            note=result.choices_line,
        ),
    )


def _moves(result: Result, today: Access) -> pd.DataFrame:
    """As Result.moves, with today's interval of each district by itself and figures as text."""
    moves = result.moves
    known = today.figures.reindex(moves.index)
    moves = moves.assign(before_low=known.wide_lower, before_high=known.wide_upper)
    return moves.assign(
        text_before=[_figure(r.before, r.before_low, r.before_high) for r in moves.itertuples()],
        text_after=[_figure(r.after, r.low, r.high) for r in moves.itertuples()],
    )


def _figure(value: float, low: float, high: float) -> str:
    return f"{value:.1f} {in_brackets(low, high)}".strip()


def _before_and_after(result: Result, moves: pd.DataFrame) -> Picture:
    name = result.scenario.name
    ranked = moves.sort_values("before", ascending=False)
    after = ", ".join(f"{row.district} {row.text_after}" for row in ranked.itertuples())
    return Picture(
        key="scenario",
        kind="before_after",
        frame=moves,
        slide=f"“{name}”: today and after, by {result.areas.noun.one}",
        title=f"{name}: children reached, bar after, diamond today",
        alt=f"Access after “{name}”, with 95% intervals: {after}.",
        beneath="Whiskers: 95% interval.",
        modelled=True,
        technical=True,
    )


def _map_after(result: Result, today: Access, classes: Classes, unit: str) -> Picture:
    name, moves = result.scenario.name, result.moves.reindex(today.areas.order)
    frame = pd.DataFrame(
        {
            "district": today.areas.name,
            "value": moves.after,
            "text": [words.rate_in_100(value) for value in moves.after],
            "span": [in_brackets(r.low, r.high) for r in moves.itertuples()],
        }
    )
    return Picture(
        key="after",
        kind="map",
        frame=frame,
        slide=f"After “{name}”, in the classes of today's map",
        title=f"{name}: access after it, in the classes of today's map",
        alt=f"Map of access after “{name}”, {unit}: {_listed(frame)}.",
        modelled=True,
        classes=classes,
        unit=f"{unit}, after",
    )


def _map_of_difference(result: Result, today: Access) -> Picture:
    name, moves = result.scenario.name, result.moves.reindex(today.areas.order)
    change = moves.after - moves.before
    low, high = (
        end.reindex(moves.index) for end in (result.sure.children_low, result.sure.children_high)
    )
    counts = [children_change(*of) for of in zip(moves.children, low, high)]
    frame = pd.DataFrame(
        {
            "district": today.areas.name,
            "value": change,
            "text": [_points(value) for value in change],
            "span": ["" if count == "0" else f"\n{count} children" for count in counts],
        }
    )
    return Picture(
        key="difference",
        kind="map",
        frame=frame,
        slide=f"What “{name}” changes",
        title=f"{name}: {DIFFERENCE}, and children a year with the 95% interval",
        alt=f"Map of what “{name}” changes, {DIFFERENCE}: {_listed(frame)}.",
        modelled=True,
        classes=CHANGE,
        unit=DIFFERENCE,
    )


def _points(change: float) -> str:
    if change != change:
        return "*"
    return "0" if round(change, 1) == 0 else f"{change:+.1f}"


def _listed(frame: pd.DataFrame) -> str:
    rows = frame.itertuples()
    return ", ".join(" ".join(f"{r.district} {r.text} {r.span}".split()) for r in rows)


def _numbers(moves: pd.DataFrame, called: str) -> pd.DataFrame:
    """For the workbook, with no more digits than two seeds agree on. called: what a row is."""
    numbers = moves[
        ["district", "pounds_today", "change", "before", "after", "low", "high", "children"]
    ].copy()
    numbers[["pounds_today", "change"]] = numbers[["pounds_today", "change"]].round(-3).astype(int)
    numbers["children"] = (numbers.children / 5).round().astype(int) * 5
    numbers[["before", "after"]] = numbers[["before", "after"]].round(1)
    numbers[["low", "high"]] = numbers[["low", "high"]].round()
    numbers.columns = [
        called,
        "Spend today (£)",
        "Change (£)",
        "Reached today (in 100)",
        "Reached after (in 100)",
        "Lower 95%",
        "Upper 95%",
        "Children, change",
    ]
    return numbers
