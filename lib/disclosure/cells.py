"""Which figures become stars: a search over everything that a reader sees and knows of counts
together.

As NHS England publishes: below the whole a count of 1 to 4 becomes a star and others go to the
nearest 5; 0 stays 0. Where a total or another count would give a star away, what is tied to it
becomes stars too (secondary suppression). What went out before in the same session is part of what
a reader knows: it is never completed (docs/methods.md 10).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

SMALL = 4  # a count from 1 to this is a star
NEAREST = 5
# a mean of fewer children than this, or a count that earlier figures hold below it, says too much
FEW = 2 * NEAREST
MOST = 10**6  # as the contract of counts.csv
Range = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Relation:
    """What a reader knows of figures together: the sum of plus, less the sum of minus, is from low
    to high."""

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    low: float
    high: float

    @property
    def cells(self) -> tuple[str, ...]:
        return (*self.plus, *self.minus)


def total(cells: tuple[str, ...], low: float, high: float) -> Relation:
    """Cells that add up to something from low to high."""
    return Relation(plus=cells, low=low, high=high)


def within(parts: tuple[str, ...], whole: str, exactly: bool = False) -> Relation:
    """Cells that together cannot exceed another; exactly: they are all there is of it, and add up
    to it."""
    return Relation(plus=parts, minus=(whole,), low=0 if exactly else -np.inf, high=0)


def rounded(count: float) -> float:
    """A count as it may be shown; NaN for a star.

    >>> [rounded(n) for n in (0, 1, 4, 5, 7, 8, 12, 13)]
    [0.0, nan, nan, 5.0, 5.0, 10.0, 10.0, 15.0]
    """
    if np.isnan(count) or 1 <= count <= SMALL:
        return float("nan")
    return float(NEAREST * np.floor(count / NEAREST + 0.5))


def behind(shown: float) -> tuple[int, int]:
    """The counts that a figure shown may stand for.

    >>> behind(0.0), behind(5.0), behind(10.0)
    ((0, 0), (5, 7), (8, 12))

    A 5 is no 3 or 4: those are stars.
    """
    if shown == 0:
        return 0, 0
    return max(int(shown) - NEAREST // 2, SMALL + 1), int(shown) + NEAREST // 2


def printed(count: float) -> Range:
    """What a published total may stand for: its publishers round to the nearest 5, so a multiple of
    5 is never a point.

    >>> printed(15190.0), printed(44.0)
    ((15188, 15192), (44, 44))
    """
    return behind(count) if count % NEAREST == 0 else (int(np.floor(count)), int(np.ceil(count)))


def extremes(
    wanted: Iterable[str], ranges: Mapping[str, Range], relations: list[Relation]
) -> dict[str, tuple[int, int]]:
    """The least and most that each wanted figure can be, each figure being in its range and all
    keeping to the relations."""
    program = _Program(ranges, relations)
    ends = {cell: (program.furthest([cell], 1), program.furthest([cell], -1)) for cell in wanted}
    return {
        cell: (least[cell], most[cell])
        for cell, (least, most) in ends.items()
        if least is not None and most is not None
    }


class _Program:
    """All whole numbers in ranges that keep to relations, for searches over them."""

    def __init__(self, ranges: Mapping[str, Range], relations: list[Relation]) -> None:
        self.at = {cell: i for i, cell in enumerate(ranges)}
        low, high = np.array(list(ranges.values()), float).reshape(-1, 2).T
        self.bounds = Bounds(low, high)
        signs = [
            (1.0 if cell in tie.plus else -1.0, row, self.at[cell])
            for row, tie in enumerate(relations)
            for cell in tie.cells
        ]
        value, row, column = np.array(signs, float).reshape(-1, 3).T
        matrix = csr_array(
            (value, (row.astype(int), column.astype(int))), shape=(len(relations), len(ranges))
        )
        ends = [tie.low for tie in relations], [tie.high for tie in relations]
        self.rules = [LinearConstraint(matrix, *ends)] if relations else []

    def furthest(self, cells: list[str], sign: int) -> dict[str, int] | None:
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


def _ranges(
    shown: Mapping[str, float], primary: frozenset[str], known: Mapping[str, Range]
) -> dict[str, Range]:
    stars: dict[str, Range] = {
        cell: (1, SMALL) if cell in primary else (0, MOST)
        for cell, figure in shown.items()
        if np.isnan(figure)
    }
    numbers: dict[str, Range] = {
        cell: behind(figure) for cell, figure in shown.items() if not np.isnan(figure)
    }
    return {**known, **stars, **numbers}


def protect(
    counts: Mapping[str, float],
    relations: list[Relation],
    known: Mapping[str, Range] | None = None,
    earlier: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """Counts as they may be shown: cell -> figure, NaN for a star.

    counts: cell -> count, NaN where its owner has starred it. Every 1 to 4 becomes a star and the
    rest is rounded. Where what is shown would then leave a star one value, every cell that it is
    tied to by relations becomes a star. known: figures that are no cells, such as a total, with
    what they may stand for. earlier: what went out of the same session before.

    All of them and not just enough, for then a reader who knows this rule learns nothing from it.
    Whether a star is given away depends on what is shown alone: where none is, every table that
    would look the same was as safe. Where one is, all that is left to see is that it was, and that
    is as true of the same counts in any other order of the areas.
    """
    known, earlier = known or {}, earlier or {}
    shown = {cell: rounded(count) for cell, count in counts.items()}
    # a total says them anyway
    zeros = {
        cell
        for relation in relations
        if _adds_up_to(relation, known)[1] == 0
        for cell in relation.plus
    }
    for group in tied([*shown, *known], relations):
        about = [relation for relation in relations if group.issuperset(relation.cells)]
        around = {cell: known[cell] for cell in known if cell in group}
        here = {cell: shown[cell] for cell in shown if cell in group}
        held = _held_back(here, about, around, earlier)
        here |= dict.fromkeys(held - zeros, float("nan"))
        if any(_all_alike(relation, around) for relation in about) or _given_away(
            here, held, about, around
        ):
            here |= dict.fromkeys(here.keys() - zeros, float("nan"))
        shown |= here
    return shown


def _held_back(
    here: Mapping[str, float],
    relations: list[Relation],
    known: Mapping[str, Range],
    earlier: Mapping[str, float],
) -> set[str]:
    """Cells that stay or become stars for what went out before, whatever their counts are.

    A star that went out stays one. What was not out yet becomes a star where one that was is tied
    to it, where what it is part of adds up to something (figures that are out tell the areas apart,
    so that no other order of them hides it), where figures that were out leave it little room, or
    where a whole comes after some of its parts together with others. What else becomes a star is
    then judged without it.
    """
    out = {cell: earlier[cell] for cell in here if cell in earlier}
    new = here.keys() - out.keys()
    stars = {cell for cell, figure in out.items() if np.isnan(figure)}
    if not out or not new:
        return stars
    about = [relation for relation in relations if not new.isdisjoint(relation.cells)]
    if (
        stars
        or any(_at_least(one, known) or _fills_up(one, out, new) for one in about)
        or _little_room(out, new, relations, known)
    ):
        nobody = {
            cell
            for relation in about
            for cell in relation.plus
            if [out.get(one) for one in relation.minus] == [0]
        }
        return stars | (new - nobody)  # that nobody is part of nobody is known already
    return set()


def _at_least(relation: Relation, known: Mapping[str, Range]) -> bool:
    """Whether a relation says that its cells are not few together."""
    low, _ = _adds_up_to(relation, known)
    return low > 0 if np.isfinite(low) else bool(np.isfinite(relation.low))


def _fills_up(relation: Relation, out: Mapping[str, float], new: set[str]) -> bool:
    """Whether a whole that is new may be filled by a part that is out and by others that are new:
    were all of these 1, all would be stars, and no other order of the parts would hide it."""
    parts = set(relation.plus)
    return (
        not new.isdisjoint(relation.minus)
        and len(parts & new) > 1
        and any(out.get(part, 0) > 0 for part in parts)
    )


def _little_room(
    out: Mapping[str, float], new: set[str], relations: list[Relation], known: Mapping[str, Range]
) -> bool:
    """Whether figures that are out hold one that is not below FEW."""
    program = _Program(
        _ranges({**out, **dict.fromkeys(new, float("nan"))}, frozenset(), known), relations
    )
    most = (program.furthest([cell], -1) for cell in new)
    return any(figures is None or figures[cell] < FEW for cell, figures in zip(new, most))


def tied(cells: list[str], relations: list[Relation]) -> list[set[str]]:
    """The cells in groups that no relation joins to another."""
    at = {cell: i for i, cell in enumerate(cells)}
    pairs = [
        (at[first], at[cell])
        for first, *others in (relation.cells for relation in relations)
        for cell in others
    ]
    rows, columns = zip(*pairs) if pairs else ((), ())
    _, group = connected_components(
        coo_array((np.ones(len(pairs)), (rows, columns)), shape=(len(cells), len(cells))),
        directed=False,
    )
    return [set(np.array(cells)[group == i]) for i in np.unique(group)]


def _adds_up_to(relation: Relation, known: Mapping[str, Range]) -> Range:
    """What the sum of a relation's plus may be, as far as figures that are no cells say."""
    if any(cell not in known for cell in relation.minus):
        return -np.inf, np.inf
    low, high = (sum(known[cell][end] for cell in relation.minus) for end in (0, 1))
    return relation.low + low, relation.high + high


def _all_alike(relation: Relation, known: Mapping[str, Range]) -> bool:
    """Whether small counts add up to a total only if all of them are 1, or all 4: no other order of
    the areas would hide them."""
    low, high = _adds_up_to(relation, known)
    cells = [cell for cell in relation.plus if cell not in known]
    return (
        bool(cells)
        and len(cells) == len(relation.plus)
        and (low == SMALL * len(cells) or high == len(cells))
    )


def _given_away(
    shown: Mapping[str, float],
    held: set[str],
    relations: list[Relation],
    known: Mapping[str, Range],
) -> bool:
    """Whether a star among what is shown has one value left. held: stars that may be any count; the
    others are 1 to 4."""
    stars = [cell for cell, figure in shown.items() if np.isnan(figure)]
    if not stars:
        return False
    ranges = _ranges(shown, frozenset(stars) - held, known)
    program = _Program(ranges, relations)
    least, most = program.furthest(stars, 1), program.furthest(stars, -1)
    if least is None or most is None:
        return True
    # most have two values already; the others are asked one by one
    alike = [cell for cell in stars if least[cell] == most[cell]]
    return any(span[0] == span[1] for span in extremes(alike, ranges, relations).values())
