"""Which figures become stars: a search over everything that a reader sees and knows of counts
together.

Where a total or another count would give a star away, what is tied to it becomes stars too
(secondary suppression). What went out before in the same session is part of what a reader knows: it
is never completed (docs/methods.md 10).
"""

from collections.abc import Hashable, Mapping

import numpy as np

from lib.disclosure.cells import FEW, MOST, SMALL, Cell, Range, behind, rounded
from lib.disclosure.search import Program, Relation, extremes, tied


def protect(
    counts: Mapping[Cell, float],
    relations: list[Relation],
    known: Mapping[Cell, Range] | None = None,
    earlier: Mapping[Cell, float] | None = None,
) -> dict[Cell, float]:
    """Counts as they may be shown: cell -> figure, NaN for a star.

    All of them and not just enough, for then a reader who knows this rule learns nothing from it.
    Whether a star is given away depends on what is shown alone: where none is, every table that
    would look the same was as safe. Where one is, all that is left to see is that it was, and that
    is as true of the same counts in any other order of the areas.

    Parameters
    ----------
    counts
        Cell -> count, NaN where its owner has starred it. Every 1 to 4 becomes a star and the rest
        is rounded. Where what is shown would then leave a star one value, every cell that it is
        tied to by relations becomes a star.
    known
        Figures that are no cells, such as a total, with what they may stand for.
    earlier
        What went out of the same session before.
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
    told: dict[Hashable, bool] = {}  # of each picture once: many areas look the same
    for group, about in tied([*shown, *known], relations):
        around = {cell: known[cell] for cell in group if cell in known}
        here = {cell: shown[cell] for cell in group if cell in shown}
        held = _held_back(here, about, around, earlier)
        here |= dict.fromkeys(held - zeros, float("nan"))
        picture = _picture(here, held, about, around)
        if picture not in told:
            told[picture] = any(_all_alike(relation, around) for relation in about) or _given_away(
                here, held, about, around
            )
        if told[picture]:
            here |= dict.fromkeys(here.keys() - zeros, float("nan"))
        shown |= here
    return shown


def _picture(
    here: Mapping[Cell, float],
    held: set[Cell],
    relations: list[Relation],
    known: Mapping[Cell, Range],
) -> Hashable:
    """All that decides whether a star of a group is given away, with cells by their place in it."""
    at = {cell: place for place, cell in enumerate([*here, *known])}
    return (
        tuple(
            (None if np.isnan(figure) else figure, cell in held) for cell, figure in here.items()
        ),
        tuple(known.values()),
        tuple(
            (tuple(map(at.get, one.plus)), tuple(map(at.get, one.minus)), one.low, one.high)
            for one in relations
        ),
    )


def _held_back(
    here: Mapping[Cell, float],
    relations: list[Relation],
    known: Mapping[Cell, Range],
    earlier: Mapping[Cell, float],
) -> set[Cell]:
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
        of_nobody = [one for one in about if [out.get(cell) for cell in one.minus] == [0]]
        nobody = {cell for one in of_nobody for cell in one.plus}
        return stars | (new - nobody)  # that nobody is part of nobody is known already
    return set()


def _at_least(relation: Relation, known: Mapping[Cell, Range]) -> bool:
    """Whether a relation says that its cells are not few together."""
    low, _ = _adds_up_to(relation, known)
    return low > 0 if np.isfinite(low) else bool(np.isfinite(relation.low))


def _fills_up(relation: Relation, out: Mapping[Cell, float], new: set[Cell]) -> bool:
    """Whether a whole that is new may be filled by a part that is out and by others that are new:
    were all of these 1, all would be stars, and no other order of the parts would hide it."""
    parts = set(relation.plus)
    return (
        not new.isdisjoint(relation.minus)
        and len(parts & new) > 1
        and any(out.get(part, 0) > 0 for part in parts)
    )


def _little_room(
    out: Mapping[Cell, float],
    new: set[Cell],
    relations: list[Relation],
    known: Mapping[Cell, Range],
) -> bool:
    """Whether figures that are out hold one that is not below FEW."""
    program = Program(
        _ranges({**out, **dict.fromkeys(new, float("nan"))}, frozenset(), known), relations
    )
    most = (program.furthest([cell], -1) for cell in new)
    return any(figures is None or figures[cell] < FEW for cell, figures in zip(new, most))


def _ranges(
    shown: Mapping[Cell, float], primary: frozenset[Cell], known: Mapping[Cell, Range]
) -> dict[Cell, Range]:
    stars: dict[Cell, Range] = {
        cell: (1, SMALL) if cell in primary else (0, MOST)
        for cell, figure in shown.items()
        if np.isnan(figure)
    }
    numbers: dict[Cell, Range] = {
        cell: behind(figure) for cell, figure in shown.items() if not np.isnan(figure)
    }
    return {**known, **stars, **numbers}


def _adds_up_to(relation: Relation, known: Mapping[Cell, Range]) -> Range:
    """What the sum of a relation's plus may be, as far as figures that are no cells say."""
    if any(cell not in known for cell in relation.minus):
        return -np.inf, np.inf
    low, high = (sum(known[cell][end] for cell in relation.minus) for end in (0, 1))
    return relation.low + low, relation.high + high


def _all_alike(relation: Relation, known: Mapping[Cell, Range]) -> bool:
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
    shown: Mapping[Cell, float],
    held: set[Cell],
    relations: list[Relation],
    known: Mapping[Cell, Range],
) -> bool:
    """Whether a star among what is shown has one value left. held: stars that may be any count; the
    others are 1 to 4."""
    stars = [cell for cell, figure in shown.items() if np.isnan(figure)]
    if not stars:
        return False
    ranges = _ranges(shown, frozenset(stars) - held, known)
    program = Program(ranges, relations)
    least, most = program.furthest(stars, 1), program.furthest(stars, -1)
    if least is None or most is None:
        return True
    # most have two values already; the others are asked one by one
    alike = [cell for cell in stars if least[cell] == most[cell]]
    return any(span[0] == span[1] for span in extremes(alike, ranges, relations).values())
