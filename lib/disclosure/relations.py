"""Relations of the catalogue between counts, and what figures of published parts say of the
districts that lie in them."""

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from lib.catalogue import measures as catalogue
from lib.disclosure.cells import MOST, Range, Relation, extremes, tied, total, within


def parts_of(cell: str, ranges: Mapping[str, Range]) -> list[Relation]:
    """What the parts of a count can be at most in one area, or all of it; only where the counts
    keep to it themselves."""
    area, measure = cell.split()
    every = [f"{area} {part}" for part in catalogue.parts().get(measure, ())]
    parts = tuple(part for part in every if part in ranges)
    if not parts:
        return []
    exactly = within(parts, cell, exactly=True)
    if measure in catalogue.wholly() and len(parts) == len(every) and keeps_to(exactly, ranges):
        return [exactly]
    together = within(parts, cell)
    return [together] if keeps_to(together, ranges) else [within((part,), cell) for part in parts]


def sum_of(ranges: Mapping[str, Range], cells: tuple[str, ...]) -> Range:
    return sum(ranges[cell][0] for cell in cells), sum(ranges[cell][1] for cell in cells)


def keeps_to(relation: Relation, ranges: Mapping[str, Range]) -> bool:
    """Whether the figures can be as a relation says."""
    plus, minus = sum_of(ranges, relation.plus), sum_of(ranges, relation.minus)
    return plus[0] - minus[1] <= relation.high and plus[1] - minus[0] >= relation.low


def of_published_parts(
    ranges: Mapping[str, Range], known: list[dict[tuple[str, str], Range]], shares: pd.DataFrame
) -> list[Relation]:
    """What parts say of the districts that lie in them: of those that are some parts together, that
    touch some, or that lie wholly in some. That is all that is to say of how a district's children
    are split between its parts (Gale)."""
    districts = shares.groupby("part_code").area_code.agg(set).to_dict()
    lies_in = [
        Relation(plus=(row.area_code, row.part_code), low=0, high=0) for row in shares.itertuples()
    ]
    places = [
        sorted(place & districts.keys())
        for place in tied(sorted({*shares.area_code, *shares.part_code}), lies_in)
    ]
    found: dict[Relation, None] = {}
    for facts in known:
        for codes in places:
            everywhere = set[str]().union(*(districts[code] for code in codes))
            for measure in sorted({cell.split()[1] for cell in ranges}):
                if not {f"{area} {measure}" for area in everywhere} <= ranges.keys():
                    continue
                spans = {code: _at_part(facts, code, measure) for code in codes}
                for some in (
                    some for size in range(len(codes)) for some in combinations(codes, size + 1)
                ):
                    touched = set[str]().union(*(districts[code] for code in some))
                    inside = touched.difference(
                        *(districts[code] for code in codes if code not in some)
                    )
                    low, high = (sum(spans[code][end] for code in some) for end in (0, 1))
                    names = [
                        tuple(f"{area} {measure}" for area in sorted(areas))
                        for areas in (touched, inside)
                    ]
                    if touched == inside:
                        found |= {total(names[0], low, high): None}
                    else:
                        found |= {total(names[0], low, np.inf): None} | (
                            {total(names[1], 0, high): None} if inside else {}
                        )
    return [tie for tie in found if (tie.low > 0 or tie.high < MOST) and keeps_to(tie, ranges)]


def _at_part(facts: Mapping[tuple[str, str], Range], code: str, measure: str) -> Range:
    """What facts say of one measure of a part, those of its parts or of its whole among them."""
    family = next((one for one in catalogue.families() if measure in one), {measure})
    known = {f"{code} {of}": facts[code, of] for of in family if (code, of) in facts}
    if not known:
        return 0, MOST
    known = {f"{code} {of}": known.get(f"{code} {of}", (0, MOST)) for of in sorted(family)}
    ties = [tie for cell in known for tie in parts_of(cell, known)]
    cell = f"{code} {measure}"
    return extremes([cell], known, ties).get(cell, known[cell])
