"""What figures of published parts of the whole say of the districts that lie in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

import numpy as np
import pandas as pd

from lib.catalogue import measures as catalogue
from lib.disclosure.alike import sets_alike
from lib.disclosure.cells import MOST, Cell, Range
from lib.disclosure.relations import both, keeps_to, parts_of
from lib.disclosure.search import Program, Relation, extremes, tied, total

MOST_TOGETHER = 8  # parts that districts join of which every set is looked at, 255 then
ANY: Range = (0, MOST)
Facts = Mapping[Cell, Range]  # what is known of parts


@dataclass(frozen=True, kw_only=True)
class Place:
    """Parts that districts join to one another, and the districts of each."""

    districts: Mapping[str, frozenset[str]]

    @property
    def everywhere(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(self.districts.values()))

    def touched(self, parts: frozenset[str]) -> frozenset[str]:
        """The districts that lie in some of the parts."""
        return frozenset(chain.from_iterable(self.districts[part] for part in parts))

    def inside(self, parts: frozenset[str]) -> frozenset[str]:
        """The districts that lie in them and nowhere else."""
        return self.everywhere - self.touched(frozenset(self.districts) - parts)

    def sets(self) -> Iterator[frozenset[str]]:
        """Sets of parts: each there is, or where they are many only single ones, those of each
        district, and all."""
        if len(self.districts) <= MOST_TOGETHER:
            for size in range(len(self.districts)):
                yield from map(frozenset, combinations(self.districts, size + 1))
            return
        yield from (frozenset([part]) for part in self.districts)
        for district in sorted(self.everywhere):
            yield frozenset(part for part in self.districts if district in self.districts[part])
        yield frozenset(self.districts)


def places(shares: pd.DataFrame) -> list[Place]:
    """The parts in places that no district joins. shares: columns area_code and part_code."""
    districts = shares.groupby("part_code").area_code.agg(frozenset).to_dict()
    lies_in = [
        Relation(plus=(Cell(row.area_code, ""), Cell("", "", row.part_code)), low=0, high=0)
        for row in shares.itertuples()
    ]
    joined = tied(sorted({cell for one in lies_in for cell in one.cells}), lies_in)
    codes = [sorted(cell.part for cell in cells if cell.part) for cells, _ in joined]
    return [Place(districts={code: districts[code] for code in one}) for one in codes]


def of_published_parts(
    ranges: Mapping[Cell, Range], known: Sequence[Facts], shares: pd.DataFrame
) -> tuple[dict[Cell, Range], list[Relation]]:
    """What parts say of the districts that lie in them: of those that are some parts together, that
    touch some, or that lie wholly in some. That is all that is to say of how a district's children
    are split between its parts (Gale).

    Where too many parts are joined to try every set of them, the split itself says it: its figures,
    with what each may be, and the relations that they keep to. What it does not show by itself is
    that small counts would all be alike, so a set of parts that says so is looked for and added.

    Parameters
    ----------
    ranges : what each figure of a district is, or may be.
    known : what is known of parts, in several ways that may not go together.
    shares : columns area_code and part_code, the parts that each district lies in.
    """
    split: dict[Cell, Range] = {}
    of_sets: dict[Relation, None] = {}
    of_splits: list[Relation] = []
    measures = sorted({cell.measure for cell in ranges})
    for place, measure in product(places(shares), measures):
        if any(Cell(area, measure) not in ranges for area in place.everywhere):
            continue
        told = [
            {code: _at_part(facts, code, measure) for code in place.districts} for facts in known
        ]
        told = [spans for spans in told if any(span != ANY for span in spans.values())]
        for spans in told:
            of_sets |= dict.fromkeys(_of_sets(place, place.sets(), spans, measure))
        if told and len(place.districts) > MOST_TOGETHER:
            for spans in told:
                counts = {area: ranges[Cell(area, measure)] for area in place.everywhere}
                alike = sets_alike(place.districts, spans, counts)
                of_sets |= dict.fromkeys(_of_sets(place, alike, spans, measure))
            figures, relations = _of_the_split(place, told, measure, ranges)
            split |= figures
            # the sets that are left out would tie the districts to one another
            of_splits += [*relations, total(_cells(place.everywhere, measure), 0, np.inf)]
    bounding = [one for one in of_sets if one.low > 0 or one.high < MOST]
    return split, [one for one in bounding if keeps_to(one, ranges)] + of_splits


def _of_sets(
    place: Place, sets: Iterable[frozenset[str]], spans: Mapping[str, Range], measure: str
) -> Iterator[Relation]:
    """What sets of parts say. spans: what is known of each part."""
    for parts in sets:
        touched, inside = place.touched(parts), place.inside(parts)
        low, high = (sum(spans[code][end] for code in parts) for end in (0, 1))
        if touched == inside:
            yield total(_cells(touched, measure), low, high)
            continue
        yield total(_cells(touched, measure), low, np.inf)
        if inside:
            yield total(_cells(inside, measure), 0, high)


def _cells(areas: frozenset[str], measure: str) -> tuple[Cell, ...]:
    return tuple(Cell(area, measure) for area in sorted(areas))


def _of_the_split(
    place: Place, told: list[dict[str, Range]], measure: str, ranges: Mapping[Cell, Range]
) -> tuple[dict[Cell, Range], list[Relation]]:
    """The figures that districts' children are split into, and their relations; nothing where no
    split of the counts goes with what is known. told: ways to know the parts, each used where it
    goes with the counts and with those before it."""
    districts = {cell: ranges[cell] for cell in _cells(place.everywhere, measure)}
    spans = dict.fromkeys(place.districts, ANY)
    figures, relations = dict[Cell, Range](), list[Relation]()
    for further in told:
        closer = {code: both(spans[code], further[code]) for code in spans}
        those, keeping = _split(place, closer, measure)
        if Program({**districts, **those}, keeping).furthest([], 1) is not None:
            spans, figures, relations = closer, those, keeping
    return figures, relations


def _split(
    place: Place, spans: Mapping[str, Range], measure: str
) -> tuple[dict[Cell, Range], list[Relation]]:
    """Each district is the sum of its children in each part, and each part of its districts'."""
    pairs = [(area, code) for code in place.districts for area in sorted(place.districts[code])]
    figures = {Cell(area, measure, code): (0.0, spans[code][1]) for area, code in pairs}
    of_districts = [
        Relation(
            plus=(district,),
            minus=tuple(cell for cell in figures if cell.area == district.area),
            low=0,
            high=0,
        )
        for district in _cells(place.everywhere, measure)
    ]
    of_parts = [
        total(tuple(cell for cell in figures if cell.part == code), *span)
        for code, span in spans.items()
    ]
    return figures, [*of_districts, *of_parts]


def _at_part(facts: Facts, code: str, measure: str) -> Range:
    """What facts say of one measure of a part, those of its parts or of its whole among them."""
    cells = [Cell("", of, code) for of in sorted(catalogue.family(measure))]
    if not any(cell in facts for cell in cells):
        return ANY
    known = {cell: facts.get(cell, ANY) for cell in cells}
    relations = [relation for cell in known for relation in parts_of(cell, known)]
    wanted = Cell("", measure, code)
    return extremes([wanted], known, relations).get(wanted, known[wanted])
