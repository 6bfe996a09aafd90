"""What figures can be together: relations between them, and the least and most that each can be,
over all whole numbers that keep to the relations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from lib.disclosure.cells import Cell, Range


@dataclass(frozen=True, kw_only=True)
class Relation:
    """What a reader knows of figures together: the sum of plus, less the sum of minus, is from low
    to high."""

    plus: tuple[Cell, ...]
    minus: tuple[Cell, ...] = ()
    low: float
    high: float

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (*self.plus, *self.minus)


def total(cells: tuple[Cell, ...], low: float, high: float) -> Relation:
    """Cells that add up to something from low to high."""
    return Relation(plus=cells, low=low, high=high)


def within(parts: tuple[Cell, ...], whole: Cell, exactly: bool = False) -> Relation:
    """Cells that together cannot exceed another; exactly: they are all there is of it, and add up
    to it."""
    return Relation(plus=parts, minus=(whole,), low=0 if exactly else -np.inf, high=0)


def extremes(
    wanted: Iterable[Cell], ranges: Mapping[Cell, Range], relations: list[Relation]
) -> dict[Cell, tuple[int, int]]:
    """The least and most that each wanted figure can be, each figure being in its range and all
    keeping to the relations; nothing where they cannot."""
    program = Program(ranges, relations)
    ends = {cell: (program.furthest([cell], 1), program.furthest([cell], -1)) for cell in wanted}
    return {
        cell: (least[cell], most[cell])
        for cell, (least, most) in ends.items()
        if least is not None and most is not None
    }


class Program:
    """All whole numbers in ranges that keep to relations, for searches over them."""

    def __init__(self, ranges: Mapping[Cell, Range], relations: list[Relation]) -> None:
        self.at = {cell: i for i, cell in enumerate(ranges)}
        low, high = np.array(list(ranges.values()), float).reshape(-1, 2).T
        self.bounds = Bounds(low, high)
        signs = []
        for i, relation in enumerate(relations):
            signs += [(1.0, i, self.at[cell]) for cell in relation.plus]
            signs += [(-1.0, i, self.at[cell]) for cell in relation.minus]
        value, row, column = np.array(signs, float).reshape(-1, 3).T
        matrix = csr_array(
            (value, (row.astype(int), column.astype(int))), shape=(len(relations), len(ranges))
        )
        ends = [relation.low for relation in relations], [relation.high for relation in relations]
        self.rules = [LinearConstraint(matrix, *ends)] if relations else []

    def furthest(self, cells: list[Cell], sign: int) -> dict[Cell, int] | None:
        """Every figure where the sum of some is least (sign 1) or most (-1); None where nothing
        keeps to all relations."""
        cost = np.zeros(len(self.at))
        cost[[self.at[cell] for cell in cells]] = sign
        solution = milp(
            cost, constraints=self.rules, bounds=self.bounds, integrality=np.ones(len(self.at))
        )
        return (
            {cell: round(solution.x[i]) for cell, i in self.at.items()}
            if solution.success
            else None
        )


def tied(
    cells: Iterable[Cell], relations: list[Relation]
) -> list[tuple[list[Cell], list[Relation]]]:
    """The cells in groups that no relation joins to another, in their order, each with the
    relations among them."""
    ordered = list(cells)
    at = {cell: i for i, cell in enumerate(ordered)}
    pairs = []
    for relation in relations:
        first, *others = (at[cell] for cell in relation.cells)
        pairs += [(first, other) for other in others]
    rows, columns = zip(*pairs) if pairs else ((), ())
    number, group_of = connected_components(
        coo_array((np.ones(len(pairs)), (rows, columns)), shape=(len(at), len(at))),
        directed=False,
    )
    groups: list[tuple[list[Cell], list[Relation]]] = [([], []) for _ in range(number)]
    for cell, group in zip(ordered, group_of):
        groups[group][0].append(cell)
    for relation in relations:
        groups[group_of[at[relation.cells[0]]]][1].append(relation)
    return groups
