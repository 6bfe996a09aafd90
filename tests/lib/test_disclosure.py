"""Small numbers cannot leak: laws, an attacker who knows the rules, and tables made by hand."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib import disclosure
from lib.disclosure import SMALL, Limit, Total, behind, possible, protect, rounded

STAR = float("nan")
COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 3000))


def published_total(cells: tuple[str, ...], count: int) -> Total:
    return Total(cells=cells, low=count, high=count)


def stars(shown: dict[str, float]) -> list[str]:
    return [cell for cell, figure in shown.items() if math.isnan(figure)]


@given(st.integers(0, 10**6))
def test_a_figure_shown_stands_for_its_count_and_for_no_small_one(count: int) -> None:
    shown = rounded(count)
    if math.isnan(shown):
        assert 1 <= count <= SMALL
    else:
        low, high = behind(shown)
        assert low <= count <= high and not (1 <= low <= SMALL) and shown % 5 == 0


@given(st.lists(COUNTS, min_size=3, max_size=14))
def test_without_a_total_only_small_counts_are_stars(counts: list[int]) -> None:
    shown = protect({str(i): float(n) for i, n in enumerate(counts)}, [], [])
    assert stars(shown) == [str(i) for i, n in enumerate(counts) if 1 <= n <= SMALL]


@settings(max_examples=150)
@given(st.lists(COUNTS, min_size=3, max_size=14), st.booleans())
def test_an_attacker_with_the_total_has_two_values_for_every_star(counts: list[int], rounded_total: bool) -> None:
    """Everything shown, the rounding rule, and a total to the child or to the nearest 5. Where every area with children has 1 to 4 of
    them at most, and the total is all that they can be, a total printed elsewhere gives them away whatever is done here."""
    cells = {str(i): float(n) for i, n in enumerate(counts)}
    total = sum(counts)
    if rounded_total and not math.isnan(rounded(total)):
        low, high = behind(rounded(total))
    else:
        low = high = total
    shown = protect(cells, [Total(cells=tuple(cells), low=low, high=high)], [])
    primary = frozenset(cell for cell in stars(shown) if 1 <= cells[cell] <= SMALL)
    secondary = set(stars(shown)) - primary
    known = frozenset() if secondary else primary
    spans = possible(shown, known, [Total(cells=tuple(cells), low=low, high=high)], [])
    hopeless = not secondary and total in (len(primary), SMALL * len(primary)) and len(primary) == len(counts)
    for cell in stars(shown):
        assert hopeless or spans[cell][0] < spans[cell][1], (counts, shown, spans)


@pytest.mark.parametrize("exact", [True, False])
def test_an_attacker_who_runs_the_rule_itself_learns_no_more(exact: bool) -> None:
    """Every table of three areas with 0 to 9 children: all that give the same picture, so that even knowing why a star was added
    leaves two values. The total is known to the child, or to the nearest 5."""
    by_picture: dict[tuple, list[tuple[int, ...]]] = {}
    for table in itertools.product(range(10), repeat=3):
        total = sum(table)
        if exact:
            known, low, high = total, total, total
        else:
            known = -1 if math.isnan(rounded(total)) else int(rounded(total))
            low, high = (1, SMALL) if known == -1 else behind(float(known))
        shown = protect(dict(zip("abc", map(float, table))), [Total(cells=("a", "b", "c"), low=low, high=high)], [])
        picture = (known, *(-1 if math.isnan(figure) else figure for figure in shown.values()))
        by_picture.setdefault(picture, []).append(table)
    seen = 0
    for picture, tables in by_picture.items():
        if picture[0] >= 9 or picture[0] in (3, 12):
            continue  # a count above 9 would be possible too, or all three are 1 or all are 4 by the total alone
        for i in range(3):
            if picture[i + 1] == -1:
                seen += 1
                assert len({table[i] for table in tables}) >= 2, (picture, tables)
    assert seen > 20


def test_a_star_that_a_published_total_gives_away_gets_company() -> None:
    """4 + 4 + 0 + 12 = 20 is printed elsewhere: d shows 10 and is 12 at most, so a and b would both be known to be 4."""
    shown = protect({"a": 4.0, "b": 4.0, "c": 0.0, "d": 12.0}, [published_total(("a", "b", "c", "d"), 20)], [])
    assert stars(shown) == ["a", "b", "d"] and shown["c"] == 0


def test_a_star_with_room_gets_none() -> None:
    shown = protect({"a": 3.0, "b": 6.0, "c": 21.0}, [published_total(("a", "b", "c"), 30)], [])
    assert stars(shown) == ["a"] and shown["b"] == 5 and shown["c"] == 20


def test_equal_figures_are_hidden_together_so_that_the_choice_says_nothing() -> None:
    """a and b must both be 4; b's company is every area that shows 5, not the first of them."""
    shown = protect({"a": 4.0, "b": 4.0, "c": 7.0, "d": 7.0, "e": 22.0}, [published_total(tuple("abcde"), 44)], [])
    assert stars(shown) == ["a", "b", "c", "d"]


def test_a_zero_under_a_zero_hides_nothing_so_its_limit_goes_too() -> None:
    cells = {"x closed": 0.0, "y closed": 4.0, "z closed": 4.0, "x referred": 0.0, "y referred": 4.0, "z referred": 5.0}
    limits = [Limit(parts=(f"{a} closed",), whole=f"{a} referred") for a in "xyz"]
    shown = protect(cells, [published_total(("x closed", "y closed", "z closed"), 8)], limits)
    assert {"x closed", "y closed", "z closed"} <= set(stars(shown))


def test_parts_that_fill_a_count_get_company_without_any_total() -> None:
    """Seven referred, five closed and one waiting for each contact: 5, 5, * and * would say all four."""
    cells = {"A referred": 7.0, "A closed": 5.0, "A first": 1.0, "A second": 1.0}
    shown = protect(cells, [], [Limit(parts=("A closed", "A first", "A second"), whole="A referred")])
    assert len(stars(shown)) == 4


def table(rows: list[tuple[str, str, float]], kind: str = "uploaded") -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["area_code", "measure", "value"])
    return frame.assign(period="2024/25", provenance=kind)[["area_code", "period", "measure", "value", "provenance"]]


NONE = pd.DataFrame(columns=["area_code", "area_name", "level", "period", "measure", "value", "provenance", "source_id"])


def test_a_table_by_hand() -> None:
    counts = table([("A", "referred", 103), ("B", "referred", 3), ("C", "referred", 0), ("A", "closed_before_treatment", 8)])
    assert disclosure.safe_counts(counts, NONE).value.tolist() == pytest.approx([105, STAR, 0, 10], nan_ok=True)


def test_what_is_apportioned_or_modelled_is_left_alone() -> None:
    for kind in ("apportioned", "modelled"):
        counts = table([("A", "referred", 103), ("B", "referred", 3)], kind)
        assert disclosure.safe_counts(counts, NONE).value.tolist() == [103, 3]


def test_a_mean_goes_with_the_count_it_is_a_mean_of() -> None:
    """A mean of 33.3 days says three children."""
    counts = table([("A", "referred", 103), ("B", "referred", 3), ("A", "mean_wait_days", 41.6), ("B", "mean_wait_days", 33.3)])
    assert disclosure.safe_counts(counts, NONE).value.tolist() == pytest.approx([105, STAR, 42, STAR], nan_ok=True)


def test_a_mean_of_the_few_who_are_left_goes_too() -> None:
    """Of 50 referred 49 were closed: the wait is one child's."""
    counts = table([("A", "referred", 50), ("A", "closed_before_treatment", 49), ("A", "mean_wait_days", 211)])
    assert disclosure.safe_counts(counts, NONE).value.isna().tolist() == [False, False, True]


def test_owners_stars_and_a_total_of_the_whole_are_seen_together() -> None:
    """Two stars and zeros under a total of 8: both would be 4, so the zeros become stars."""
    counts = table([(code, "referred", value) for code, value in zip("ABCDE", (STAR, STAR, 0, 0, 0))])
    whole = pd.DataFrame([("Q", "Whole", "whole", "2024/25", "referred", 8.0, "published", "x")], columns=NONE.columns)
    assert disclosure.safe_counts(counts, whole).value.isna().all()


def test_a_star_of_the_owner_stays_one() -> None:
    counts = table([("A", "referred", 103), ("B", "referred", STAR)])
    assert np.isnan(disclosure.safe_counts(counts, NONE).value[1])


def test_a_published_total_of_the_whole_is_seen() -> None:
    """44 children are published for the whole: two stars of 4 would be known, so the two at 5 join them."""
    counts = table([(code, "referred", value) for code, value in zip("ABCDE", (4, 4, 7, 7, 22))])
    whole = pd.DataFrame(
        [("Q", "Whole", "whole", "2024/25", "referred", 44.0, "published", "x")],
        columns=NONE.columns,
    )
    assert disclosure.safe_counts(counts, whole).value.isna().tolist() == [True, True, True, True, False]
    assert disclosure.safe_counts(counts, NONE).value.isna().tolist() == [True, True, False, False, False]


def test_the_bundled_tables_pass_untouched(tables) -> None:
    assert disclosure.safe_counts(tables.counts, tables.published_counts).equals(tables.counts)
