"""Relations of the catalogue between counts of one area, or of the whole."""

from collections.abc import Iterable, Mapping

from lib.catalogue import measures as catalogue
from lib.disclosure.cells import MOST, Cell, Range
from lib.disclosure.search import Relation, extremes, total, within


def parts_of(cell: Cell, ranges: Mapping[Cell, Range]) -> list[Relation]:
    """What the parts of a count can be at most in one area, or all of it; only where the counts
    keep to it themselves."""
    every = [cell._replace(measure=part) for part in catalogue.parts().get(cell.measure, ())]
    parts = tuple(part for part in every if part in ranges)
    if not parts:
        return []
    exactly = within(parts, cell, exactly=True)
    is_whole = cell.measure in catalogue.wholly() and len(parts) == len(every)
    if is_whole and keeps_to(exactly, ranges):
        return [exactly]
    together = within(parts, cell)
    return [together] if keeps_to(together, ranges) else [within((part,), cell) for part in parts]


def sum_of(ranges: Mapping[Cell, Range], cells: Iterable[Cell]) -> Range:
    """What some figures add up to."""
    low = high = 0.0
    for cell in cells:
        least, most = ranges[cell]
        low, high = low + least, high + most
    return low, high


def keeps_to(relation: Relation, ranges: Mapping[Cell, Range]) -> bool:
    """Whether the figures can be as a relation says."""
    plus, minus = sum_of(ranges, relation.plus), sum_of(ranges, relation.minus)
    return plus[0] - minus[1] <= relation.high and plus[1] - minus[0] >= relation.low


def of_the_whole(
    ranges: Mapping[Cell, Range], facts: Mapping[str, list[Range]]
) -> tuple[dict[Cell, Range], list[Relation]]:
    """Figures of the whole that bound the cells, and every relation of the catalogue that the
    counts keep to.

    ranges: what each cell is, or may be where its owner has starred it. facts: what is known of the
    whole, by measure.
    """
    by_measure: dict[str, list[Cell]] = {}
    for cell in ranges:
        by_measure.setdefault(cell.measure, []).append(cell)
    relations = [relation for cell in ranges for relation in parts_of(cell, ranges)]
    known: dict[Cell, Range] = {}
    for family in catalogue.families():
        taken = {
            measure: _taken(measure, facts.get(measure, []), by_measure, ranges)
            for measure in family
        }
        if not any(taken.values()) or not family & by_measure.keys():
            continue
        at_whole = {Cell("", measure): taken[measure] or (0, MOST) for measure in family}
        known |= at_whole
        relations += _sums_of_a_family(by_measure, ranges, at_whole)
    return known, relations


def _sums_of_a_family(
    by_measure: Mapping[str, list[Cell]],
    ranges: Mapping[Cell, Range],
    at_whole: Mapping[Cell, Range],
) -> list[Relation]:
    """What the cells of measures add up to, and what holds between their figures of the whole.
    at_whole: what those may be."""
    sums = [
        Relation(plus=tuple(by_measure[whole.measure]), minus=(whole,), low=0, high=0)
        for whole in sorted(at_whole)
        if whole.measure in by_measure
    ]
    sums = [relation for relation in sums if keeps_to(relation, {**ranges, **at_whole})]
    added_up = {whole: sum_of(ranges, one.plus) for one in sums for whole in one.minus}
    closest = {
        whole: both(span, added_up[whole]) if whole in added_up else span
        for whole, span in at_whole.items()
    }
    between = [relation for whole in sorted(at_whole) for relation in parts_of(whole, closest)]
    # What follows for each sum by itself, so that it is seen where all small counts would be alike.
    bounds = extremes(added_up, at_whole, between)
    alone = [total(one.plus, *bounds[one.minus[0]]) for one in sums if one.minus[0] in bounds]
    return [*sums, *between, *alone]


def both(one: Range | None, other: Range) -> Range:
    """What two facts leave of a figure; where they do not go together, the first."""
    if one is None:
        return other
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return (low, high) if low <= high else one


def _taken(
    measure: str,
    facts: list[Range],
    by_measure: Mapping[str, list[Cell]],
    ranges: Mapping[Cell, Range],
) -> Range | None:
    """What is known of a measure's figure for the whole: what the facts that the counts keep to say
    together, the closest bound first. None where there are none."""
    sums = {of: sum_of(ranges, cells) for of, cells in by_measure.items()}
    parts = catalogue.parts()
    below = [part for part in (measure, *parts.get(measure, ())) if part in sums]
    above = [whole for whole in (measure, catalogue.within().get(measure)) if whole in sums]
    low = max([0, *(sums[part][0] for part in below)])
    high = min([MOST, *(sums[whole][1] for whole in above)])
    taken: Range | None = None
    for fact in sorted(facts, key=lambda fact: fact[1] if measure in parts else -fact[0]):
        if fact[0] <= high and fact[1] >= low:
            taken = both(taken, fact)
    return taken
