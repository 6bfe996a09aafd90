"""Small numbers cannot leak: laws, an attacker who knows the rule, and tables made by hand."""

import itertools
import math
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.disclosure.cells import MOST, SMALL, behind
from lib.disclosure.search import Relation, extremes, total, within
from lib.disclosure.stars import protect
from tests.lib.disclosure.counted import (
    Counts,
    published_total,
    shown_total,
    stars,
)

COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 3000))


@given(st.lists(COUNTS, min_size=3, max_size=14))
def test_without_a_total_only_small_counts_are_stars(counts: list[int]) -> None:
    shown = protect({str(i): float(n) for i, n in enumerate(counts)}, [])
    assert stars(shown) == [str(i) for i, n in enumerate(counts) if 1 <= n <= SMALL]


@settings(max_examples=150)
@given(st.lists(COUNTS, min_size=3, max_size=14), st.booleans())
def test_an_attacker_with_the_total_has_two_values_for_every_star(
    counts: list[int], rounded_total: bool
) -> None:
    """Everything shown, the rounding rule, and a total to the child or to the nearest 5."""
    cells = {str(i): float(n) for i, n in enumerate(counts)}
    low, high = shown_total(sum(counts)) if rounded_total else (sum(counts), sum(counts))
    totals = [total(tuple(cells), low, high)]
    shown = protect(cells, totals)
    primary = frozenset(cell for cell in stars(shown) if 1 <= cells[cell] <= SMALL)
    company = len(stars(shown)) == len(counts)  # then nobody can say which of them are small
    star = {
        cell: (1, SMALL) if cell in primary and not company else (0, MOST) for cell in stars(shown)
    }
    spans = extremes(
        stars(shown),
        {cell: star.get(cell) or behind(figure) for cell, figure in shown.items()},
        totals,
    )
    for cell in stars(shown):
        assert spans[cell][0] < spans[cell][1], (counts, shown, spans)


def left_to_an_attacker(
    tables: Iterable[tuple[Counts, list[Relation], list[Relation]]],
) -> dict[tuple, list[Counts]]:
    """Tables by the picture they give, with the totals printed beside it: who runs the rule on
    every table there is cannot tell those apart that give one picture."""
    found: dict[tuple, list[Counts]] = {}
    for counts, totals, limits in tables:
        shown = protect(counts, [*totals, *limits])
        printed = tuple((one.low, one.high) for one in totals)
        found.setdefault(
            (printed, *(-1 if math.isnan(figure) else figure for figure in shown.values())), []
        ).append(counts)
    return found


def assert_two_values(
    pictures: dict[tuple, list[Counts]], most: float, totals_to: int = MOST
) -> int:
    """Every star of every picture has two values left. Only pictures that no table outside the
    search gives: figures up to `most`, totals up to `totals_to`. Returns how many stars there
    were."""
    seen = 0
    for (printed, *picture), tables in pictures.items():
        if max(picture) > most or any(high > totals_to for _, high in printed):
            continue
        for cell, figure in zip(tables[0], picture):
            if figure == -1:
                seen += 1
                assert len({counts[cell] for counts in tables}) >= 2, (printed, picture, tables[:3])
    return seen


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize(("areas", "top"), [(2, 14), (3, 12)])
def test_an_attacker_who_runs_the_rule_itself_learns_no_more(
    exact: bool, areas: int, top: int
) -> None:
    """Every table of a few areas, with a total known to the child or to the nearest 5. All that are
    1 and all that are 4 are there."""
    cells = "abcd"[:areas]
    tables = []
    for counts in itertools.product(range(top + 1), repeat=areas):
        low, high = (sum(counts), sum(counts)) if exact else shown_total(sum(counts))
        tables.append((dict(zip(cells, map(float, counts))), [total(tuple(cells), low, high)], []))
    assert assert_two_values(left_to_an_attacker(tables), top, totals_to=top) > 0


@pytest.mark.parametrize("both", [True, False])
def test_nor_where_one_count_is_a_part_of_another(both: bool) -> None:
    """Every table of two areas with up to 8 referred and some of them closed; the total of one is
    printed, or of both."""
    closed, referred = ("a closed", "b closed"), ("a referred", "b referred")
    limits = [within((part,), whole) for part, whole in zip(closed, referred)]
    tables = []
    for wholes in itertools.product(range(9), repeat=2):
        for parts in itertools.product(*(range(whole + 1) for whole in wholes)):
            totals = [published_total(closed, sum(parts))] + (
                [published_total(referred, sum(wholes))] if both else []
            )
            tables.append(
                (dict(zip((*closed, *referred), map(float, (*parts, *wholes)))), totals, limits)
            )
    assert assert_two_values(left_to_an_attacker(tables), most=5, totals_to=8) > 0


def test_nor_where_the_parts_fill_a_count() -> None:
    """Every count up to 12 in three parts and what is left: no total at all."""
    parts = ("closed", "first", "second")
    limits = [within(parts, "referred")]
    tables = []
    for whole in range(12 + 1):
        for counts in itertools.product(range(whole + 1), repeat=3):
            if sum(counts) <= whole:
                tables.append(
                    (dict(zip((*parts, "referred"), map(float, (*counts, whole)))), [], limits)
                )
    assert assert_two_values(left_to_an_attacker(tables), most=5) > 0


def test_a_star_that_a_published_total_gives_away_gets_company() -> None:
    """4 + 4 + 0 + 12 = 20 is printed elsewhere: d shows 10 and is 12 at most, so a and b would both
    be known to be 4."""
    shown = protect(
        {"a": 4.0, "b": 4.0, "c": 0.0, "d": 12.0}, [published_total(("a", "b", "c", "d"), 20)]
    )
    assert stars(shown) == ["a", "b", "c", "d"]


def test_a_star_with_room_gets_none() -> None:
    shown = protect({"a": 3.0, "b": 6.0, "c": 21.0}, [published_total(("a", "b", "c"), 30)])
    assert stars(shown) == ["a"] and shown["b"] == 5 and shown["c"] == 20


@pytest.mark.parametrize("count", [1.0, 4.0])
def test_counts_that_are_all_alike_hide_behind_every_table_with_their_total(count: float) -> None:
    """Four children in each of three areas: were only that table all stars, the total would say so.
    So 12 + 0 + 0 is too."""
    totals = [published_total(("a", "b", "c"), int(3 * count))]
    for counts in ((count, count, count), (3 * count, 0.0, 0.0)):
        assert len(stars(protect(dict(zip("abc", counts)), totals))) == 3


def test_zeros_that_a_total_of_zero_says_anyway_stay() -> None:
    """Nobody was closed anywhere; that one of the two referred is in each area would be known, so
    referred goes and closed does not."""
    cells = {"x closed": 0.0, "y closed": 0.0, "x referred": 1.0, "y referred": 1.0}
    limits = [within((f"{a} closed",), f"{a} referred") for a in "xy"]
    totals = [
        published_total(("x closed", "y closed"), 0),
        published_total(("x referred", "y referred"), 2),
    ]
    assert stars(protect(cells, [*totals, *limits])) == ["x referred", "y referred"]


def test_a_count_that_another_gives_away_takes_what_ties_them_along() -> None:
    """x referred nobody, so y and z closed all eight between them, 4 each."""
    cells = {
        "x closed": 0.0,
        "y closed": 4.0,
        "z closed": 4.0,
        "x referred": 0.0,
        "y referred": 4.0,
        "z referred": 5.0,
    }
    limits = [within((f"{a} closed",), f"{a} referred") for a in "xyz"]
    shown = protect(cells, [published_total(("x closed", "y closed", "z closed"), 8), *limits])
    assert len(stars(shown)) == 6


def test_parts_that_fill_a_count_get_company_without_any_total() -> None:
    """Seven referred, five closed and one waiting for each contact: 5, 5, * and * would say all
    four. Another district keeps its own."""
    cells = {
        "A referred": 7.0,
        "A closed": 5.0,
        "A first": 1.0,
        "A second": 1.0,
        "B referred": 9.0,
        "B closed": 2.0,
    }
    limits = [
        within(("A closed", "A first", "A second"), "A referred"),
        within(("B closed",), "B referred"),
    ]
    shown = protect(cells, limits)
    assert (
        stars(shown) == ["A referred", "A closed", "A first", "A second", "B closed"]
        and shown["B referred"] == 10
    )


@pytest.mark.parametrize("above", [True, False])
def test_nor_where_the_total_is_of_another_measure(above: bool) -> None:
    """Every table of two areas up to 12, with the total of a count that theirs is part of, or that
    is part of theirs."""
    tables = []
    for counts in itertools.product(range(12 + 1), repeat=2):
        others = range(sum(counts), 16) if above else range(sum(counts) + 1)
        for other in others:
            tie = total(("a", "b"), 0, other) if above else total(("a", "b"), other, MOST)
            tables.append((dict(zip("ab", map(float, counts))), [tie], []))
    assert assert_two_values(left_to_an_attacker(tables), most=10, totals_to=MOST) > 0
