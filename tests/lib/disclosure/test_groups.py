"""Counts of groups cannot leak: an attacker who knows the rule, all that is shown, that groups nest
and what is published of each authority."""

import itertools
import math
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from lib.catalogue.groups import GROUPS, nested
from lib.disclosure.cells import MOST, SMALL, Cell, behind, rounded
from lib.disclosure.groups import Facts, Printed, _safe_cells, safe_groups
from lib.disclosure.search import extremes, total, within
from lib.disclosure.shown import NOTHING
from tests.bundled import HERE

TABLES = HERE.tables
YEAR, ENDS = "2023/24", "2024"
PART, WHOLE = "child_protection", "in_need"
CHAIN = ("in_need", "looked_after", "unaccompanied")
AREAS = ("a", "b")
Counts = dict[Cell, float]


def printed_of(areas: tuple[str, ...], totals: dict[str, float]) -> Printed:
    """All areas are of one authority, whose totals are published to the child."""
    measures = pd.DataFrame(
        [(key, key, "size", "count", math.nan, 0, 17) for key in totals],
        columns=["measure", "group", "role", "kind", "per", "age_from", "age_to"],
    )
    figures = pd.DataFrame(
        [(key, "X", "authority", ENDS, value) for key, value in totals.items()],
        columns=["measure", "area_code", "level", "period", "value"],
    )
    authorities = pd.DataFrame({"area_code": areas, "authority_code": "X"})
    return Printed(
        measures=measures, figures=figures, authorities=authorities, population=TABLES.population
    )


NOBODY = printed_of(AREAS, {})


def nests(groups: tuple[str, ...], most: int) -> Iterator[Counts]:
    """Every table of two areas in which each group is within the one before, with at most so many
    of the first in both areas together."""
    ways = [
        counts
        for counts in itertools.product(range(most + 1), repeat=len(groups))
        if all(part <= whole for whole, part in itertools.pairwise(counts))
    ]
    for one, other in itertools.product(ways, repeat=2):
        if one[0] + other[0] <= most:
            yield {
                Cell(area, group): float(count)
                for area, counts in zip(AREAS, (one, other))
                for group, count in zip(groups, counts)
            }


def facts_of(counts: Counts, known: tuple[str, ...]) -> Facts:
    """What is published of both areas together, to the child."""
    sums = {g: sum(n for cell, n in counts.items() if cell.measure == g) for g in known}
    return {("X", group): (together, together) for group, together in sums.items()}


def pictures(tables: Iterator[Counts], known: tuple[str, ...]) -> dict[tuple, list[Counts]]:
    """Tables by what is shown of them beside what is published: who runs the rule on every table
    cannot tell those of one picture apart."""
    seen: dict[tuple, list[Counts]] = {}
    for counts in tables:
        facts = facts_of(counts, known)
        shown = _safe_cells(counts, NOBODY, [{}, facts], {})
        key = (
            tuple(facts.items()),
            tuple((cell, -1 if np.isnan(figure) else figure) for cell, figure in shown.items()),
        )
        seen.setdefault(key, []).append(counts)
    return seen


@pytest.mark.parametrize(
    ("groups", "known", "most"),
    [
        ((WHOLE, PART), (WHOLE, PART), 8),
        ((WHOLE, PART), (WHOLE,), 5),
        (CHAIN, CHAIN, 3),
    ],
)
def test_an_attacker_who_runs_the_rule_has_two_values_for_every_star_and_small_remainder(
    groups: tuple[str, ...], known: tuple[str, ...], most: int
) -> None:
    """Also where one group is subtracted from the one that it is part of: a remainder of 1 to 4
    children is never alone."""
    stars = remainders = 0
    for (_, picture), tables in pictures(nests(groups, most), known).items():
        for cell, figure in picture:
            if figure == -1:
                stars += 1
                assert len({counts[cell] for counts in tables}) > 1, (picture, tables)
        for area, (part, whole) in itertools.product(AREAS, nested()):
            one, other = Cell(area, part), Cell(area, whole)
            if {part, whole} <= set(groups):
                rests = {counts[other] - counts[one] for counts in tables}
                remainders += 1
                assert len(rests) > 1 or not 1 <= rests.pop() <= SMALL, (picture, tables)
    assert stars > 20 and remainders > 20


def test_what_becomes_a_star_is_read_off_what_is_shown_whatever_total_is_believed() -> None:
    """Two tables that look alike, small counts as stars and others rounded, are shown alike: then
    who does not believe the total learns nothing from it."""
    way: Facts = {("X", WHOLE): (6, 6), ("X", PART): (3, 3)}
    by_look: dict[tuple, set[tuple]] = {}
    for counts in nests((WHOLE, PART), 6):
        shown = _safe_cells(counts, NOBODY, [{}, way], {})
        look, picture = (
            tuple(-1 if np.isnan(figure) else figure for figure in figures)
            for figures in ([rounded(n) for n in counts.values()], shown.values())
        )
        by_look.setdefault(look, set()).add(picture)
    assert len(by_look) > 20 and all(len(shown) == 1 for shown in by_look.values())


@pytest.mark.parametrize("seed", range(6))
def test_many_areas_with_both_totals_published_leave_every_star_open(seed: int) -> None:
    """Everything shown, the rounding rule, the nesting and two totals to the child."""
    rng = np.random.default_rng(seed)
    areas = tuple("abcdefgh")
    wholes = rng.choice([0, 2, 4, 7, 60], len(areas))
    parts = [int(rng.integers(0, whole + 1)) for whole in wholes]
    totals = {WHOLE: float(sum(wholes)), PART: float(sum(parts))}
    rows = [(area, YEAR, WHOLE, n) for area, n in zip(areas, wholes)]
    rows += [(area, YEAR, PART, n) for area, n in zip(areas, parts)]
    exact = pd.DataFrame(rows, columns=["area_code", "period", "group", "value"])
    safe = safe_groups(exact, printed_of(areas, totals))
    cells = [Cell(row.area_code, row.group) for row in safe.itertuples()]
    shown = dict(zip(cells, safe.value))
    count = dict(zip(cells, exact.value))
    ties = [total(tuple(c for c in cells if c.measure == g), n, n) for g, n in totals.items()]
    ties += [within((Cell(area, PART),), Cell(area, WHOLE)) for area in areas]
    company = any(np.isnan(shown[c]) and not 1 <= count[c] <= SMALL for c in cells)
    star = (0, MOST) if company else (1, SMALL)
    ranges = {c: star if np.isnan(figure) else behind(figure) for c, figure in shown.items()}
    stars = [c for c, figure in shown.items() if np.isnan(figure)]
    assert {c for c in cells if 1 <= count[c] <= SMALL} <= set(stars) and stars
    assert all(low < high for low, high in extremes(stars, ranges, ties).values())


def test_a_single_small_count_with_its_published_total_hides_the_others() -> None:
    """59 in all, 57 of them in an area that is shown as 55: 3 to 7 would be left, no star of which
    could be 3 alone; of nobody else 2 are left for sure."""
    rows = pd.DataFrame({"area_code": ["a", "b"], "period": YEAR, "group": WHOLE, "value": [0, 2]})
    assert safe_groups(rows, NOBODY).value.isna().tolist() == [False, True]
    told = safe_groups(rows, printed_of(AREAS, {WHOLE: 2}))
    assert told.value.isna().all()


def test_what_is_published_of_the_years_end_and_beginning_is_known() -> None:
    """As printed, a rate as the counts that it may stand for."""
    known = Printed(
        measures=TABLES.risk_measures,
        figures=TABLES.risk_figures,
        authorities=TABLES.authorities,
        population=TABLES.population,
    )
    ways = known.facts(YEAR)
    measures = TABLES.risk_measures
    sized = measures[(measures.role == "size") & (measures.kind == "count")]
    for row in TABLES.risk_figures.itertuples():
        ends = row.period in (YEAR, ENDS, YEAR[:4]) and row.level == "authority"
        if ends and row.measure in set(sized.measure) and not np.isnan(row.value):
            group = sized.set_index("measure").group[row.measure]
            spans = [way[row.area_code, group] for way in ways if (row.area_code, group) in way]
            assert any(low <= row.value <= high <= low + 4 for low, high in spans)
    assert any(group == PART for way in ways for _, group in way)  # a rate alone is printed of it
    assert all(low <= high for way in ways for low, high in way.values())


def test_groups_nest_in_groups_of_the_catalogue() -> None:
    assert {part for part, _ in nested()} == {key for key, one in GROUPS.items() if one.part_of}
    assert ("unaccompanied", "in_need") in nested() and all(
        whole in GROUPS for _, whole in nested()
    )


def frame(group: str, counts: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"area_code": AREAS, "period": YEAR, "group": group, "value": counts})


def test_a_star_that_went_out_is_not_completed_by_what_comes_later() -> None:
    first = frame(PART, [3, 60])
    out = NOTHING.with_groups(safe_groups(first, NOBODY), first)
    both = pd.concat([first, frame(WHOLE, [4, 80])], ignore_index=True)
    again = safe_groups(both, NOBODY, out)
    assert again.value.isna().tolist() == [True, False, True, False]
    # the count has grown, and is the same star
    grown = frame(PART, [30, 60])
    assert safe_groups(grown, NOBODY, out).value.isna().tolist() == [True, False]
    assert not safe_groups(grown, NOBODY).value.isna().any()


def test_two_outputs_of_one_session_side_by_side_give_no_small_count_away() -> None:
    """The part alone, then with the group that it is in, both totals published. A star of 0 or of
    more than 4 may follow from numbers that went out."""
    seen: dict[tuple, list[Counts]] = {}
    for counts in nests((WHOLE, PART), 5):
        facts = facts_of(counts, (WHOLE, PART))
        parts = {cell: n for cell, n in counts.items() if cell.measure == PART}
        first = _safe_cells(parts, NOBODY, [{}, facts], {})
        second = _safe_cells(counts, NOBODY, [{}, facts], first)
        both = [*first.values(), *second.values()]
        key = (*facts.values(), *(-1 if np.isnan(figure) else figure for figure in both))
        seen.setdefault(key, []).append(counts)
    stars = 0
    for tables in seen.values():
        for cell in tables[0]:
            values = {counts[cell] for counts in tables}
            stars += values <= {1, 2, 3, 4}
            assert len(values) > 1 or not 1 <= values.pop() <= SMALL, tables
        for area in AREAS:
            rests = {counts[Cell(area, WHOLE)] - counts[Cell(area, PART)] for counts in tables}
            assert len(rests) > 1 or not 1 <= rests.pop() <= SMALL, tables
    assert stars


def test_a_number_that_went_out_is_known_when_its_group_comes_again_as_a_star() -> None:
    """Of nobody in one area and 5 to 7 in the other, the total of a later upload is not let out."""
    first = frame(PART, [6, 0])
    out = NOTHING.with_groups(safe_groups(first, NOBODY), first)
    later = frame(WHOLE, [8, 0])  # less the part it leaves 2, and 8 in all are published
    known = printed_of(AREAS, {WHOLE: 8, PART: 6})
    assert safe_groups(later, known, out).value.isna()[0]
    assert out.groups_of(YEAR)[Cell("a", PART)] == 5
