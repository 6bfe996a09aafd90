"""groups.csv as it may be shown, built once: counts of children at greatest risk by area
(docs/methods.md 18)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lib.catalogue.groups import nested
from lib.disclosure.cells import MOST, SMALL, Cell, Range, behind, printed, rounded
from lib.disclosure.relations import keeps_to
from lib.disclosure.search import Program, Relation, extremes, tied, total, within
from lib.disclosure.shown import NOTHING, Shown
from lib.disclosure.stars import protect

Facts = Mapping[tuple[str, str], Range]  # by authority and group


@dataclass(frozen=True, kw_only=True)
class Printed:
    """What is published of groups by authority, so that every reader knows it: risk_measures.csv,
    risk_figures.csv, authorities.csv and population.csv."""

    measures: pd.DataFrame
    figures: pd.DataFrame
    authorities: pd.DataFrame
    population: pd.DataFrame

    def inside(self, authority: str) -> set[str]:
        """The areas of an authority."""
        rows = self.authorities[self.authorities.authority_code == authority]
        return set(rows.area_code)

    def facts(self, period: str) -> list[Facts]:
        """What may be the total of a year's counts, in several ways of which a reader may believe
        any: figures of the year's end or of its beginning, each group's size or another count of
        it. Nothing published is a way too."""
        ways: list[Facts] = [{}]
        for times in ({period, str(int(period[:4]) + 1)}, {period[:4]}):
            rows = self.figures[
                (self.figures.level == "authority")
                & self.figures.period.isin(times)
                & self.figures.value.notna()
            ]
            of_groups = {group: list(self._counting(group)) for group in self.measures.group}
            for rank in range(max(map(len, of_groups.values()), default=0)):
                chosen = [those[min(rank, len(those) - 1)] for those in of_groups.values() if those]
                facts = {
                    (row.area_code, measure.group): self._behind(measure, row)
                    for measure in chosen
                    for row in rows[rows.measure == measure.measure].itertuples()
                }
                if facts and facts not in ways:
                    ways.append(facts)
        return ways

    def _counting(self, group: str) -> Iterator[Any]:
        """The measures that say a count of a group, its size first; rates where it has none."""
        rows = self.measures[self.measures.group == group]
        counts = rows[rows.kind == "count"].sort_values("role", key=lambda role: role != "size")
        if (counts.role == "size").any():
            return counts.itertuples()
        rates = rows[(rows.role == "rate") & rows.per.notna()]
        return pd.concat([rates, counts]).itertuples()

    def _behind(self, measure: Any, row: Any) -> Range:
        """The counts that a published figure may stand for."""
        if measure.kind == "count":
            return printed(row.value)
        people = self.population
        there = people.area_code.isin(self.inside(row.area_code)) & (
            people.year == people.year.max()
        )
        of_age = people.age.between(measure.age_from, measure.age_to)
        of = people[there & of_age].persons.sum() / measure.per
        every = self.figures.value[self.figures.measure == measure.measure].dropna()
        half = 0.5 if every.mod(1).eq(0).all() else 0.05
        low, high = np.ceil((row.value - half) * of), np.floor((row.value + half) * of)
        return min(low, high), max(low, high)  # residents are of another year: no whole number then


def safe_groups(groups: pd.DataFrame, known: Printed, earlier: Shown = NOTHING) -> pd.DataFrame:
    """groups.csv as it may be shown: counts are rounded, stars are NaN.

    known : what is published of them.
    earlier : what went out of the same session before.
    """
    safe = groups.assign(value=groups.value.astype(float))
    for period, rows in groups.groupby("period"):
        cells = [Cell(*pair) for pair in zip(rows.area_code, rows.group)]
        exact = dict(zip(cells, rows.value.astype(float)))
        shown = _safe_cells(exact, known, known.facts(str(period)), earlier.groups_of(str(period)))
        safe.loc[rows.index, "value"] = [shown[cell] for cell in cells]
    return safe


def _safe_cells(
    exact: dict[Cell, float],
    known: Printed,
    ways: list[Facts],
    earlier: Mapping[Cell, float],
) -> dict[Cell, float]:
    """One year's counts as they may be shown: a star where any way to know a total makes it one.

    Which relations are used is read off what each count would be shown as by itself, never off the
    count: so that they are used says nothing of a small number.
    """
    # as in lib/disclosure/tables.py: of another count, it says nothing of this one
    out = {
        cell: figure
        for cell, figure in earlier.items()
        if cell not in exact or np.isnan(figure) or rounded(exact[cell]) == figure
    }
    counts = {**out, **exact}
    ranges = {cell: _seen(count) for cell, count in counts.items()}
    for cell in [cell for cell, figure in out.items() if np.isnan(figure)]:
        count = exact.get(cell, np.nan)
        ranges[cell] = (0, MOST if np.isnan(count) else max(count, SMALL))
    shown = {cell: rounded(count) for cell, count in counts.items()}
    for facts in ways:
        ties = [*_nested(ranges), *_totals(ranges, facts, known)]
        safe = protect(counts, ties, earlier=out)
        safe |= dict.fromkeys(_subtracted(safe, ties), float("nan"))
        shown |= {cell: figure for cell, figure in safe.items() if np.isnan(figure)}
    return {cell: shown[cell] for cell in exact}


def _seen(count: float) -> Range:
    """What a count may be by what is shown of it alone; an owner's star may be any."""
    if np.isnan(count):
        return 0, MOST
    return (1, SMALL) if np.isnan(rounded(count)) else behind(rounded(count))


def _pairs(cells: Mapping[Cell, Any]) -> Iterator[tuple[Cell, Cell]]:
    """Counts of an area of which one has every child of the other: part, whole."""
    of_part: dict[str, list[str]] = {}
    for part, whole in nested():
        of_part.setdefault(part, []).append(whole)
    for cell in cells:
        for whole in of_part.get(cell.measure, ()):
            above = cell._replace(measure=whole)
            if above in cells:
                yield cell, above


def _nested(ranges: Mapping[Cell, Range]) -> list[Relation]:
    """No group is more than the group that it is part of."""
    ties = [within((part,), whole) for part, whole in _pairs(ranges)]
    return [tie for tie in ties if keeps_to(tie, ranges)]


def _totals(ranges: Mapping[Cell, Range], facts: Facts, known: Printed) -> list[Relation]:
    """The areas of an authority add up to what is published of it."""
    ties = []
    for (authority, group), span in facts.items():
        cells = tuple(Cell(area, group) for area in sorted(known.inside(authority)))
        if cells and all(cell in ranges for cell in cells):
            ties.append(total(cells, *span))
    return [tie for tie in ties if keeps_to(tie, ranges)]


def _subtracted(shown: Mapping[Cell, float], ties: list[Relation]) -> set[Cell]:
    """Counts that a small remainder can be worked out from: a group less one that is part of it.
    All that they are tied to go with them."""
    given: set[Cell] = set()
    # a total of 0 says them anyway, and less nobody a group is itself
    nobody = {cell for tie in ties if tie.high == 0 and not tie.minus for cell in tie.plus}
    for cells, about in tied(shown, ties):
        here = {cell: shown[cell] for cell in cells if cell not in nobody}
        about = [tie for tie in about if nobody.isdisjoint(tie.cells)]
        sums = any(np.isfinite(tie.low) for tie in about)
        if sums and not all(map(np.isnan, here.values())) and _leaves_few(here, about):
            given |= here.keys()
    return given


def _leaves_few(here: Mapping[Cell, float], about: list[Relation]) -> bool:
    """Whether a remainder of 1 to 4 has one value left. Without a total none has: of every count
    that is shown and is not 0 at least three are as likely."""
    ranges: dict[Cell, Range] = {
        cell: (1, SMALL) if np.isnan(figure) else behind(figure) for cell, figure in here.items()
    }
    rests, ties = list[Cell](), list[Relation]()
    for part, whole in _pairs(here):
        rest = Cell(whole.area, f"{whole.measure} less {part.measure}")
        rests.append(rest)
        ties.append(within((part, rest), whole, exactly=True))
    if not rests:
        return False
    ranges |= dict.fromkeys(rests, (0, MOST))
    every = [*about, *ties]
    program = Program(ranges, every)
    least, most = program.furthest(rests, 1), program.furthest(rests, -1)
    if least is None or most is None:
        return True
    alike = [rest for rest in rests if least[rest] == most[rest] and 1 <= least[rest] <= SMALL]
    return any(low == high for low, high in extremes(alike, ranges, every).values())
