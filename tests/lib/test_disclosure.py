"""Small numbers cannot leak: laws, an attacker who knows the rules, and tables made by hand."""

import itertools
import math
from collections.abc import Iterable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.catalogue.measures import MEASURES, beside_mean
from lib.disclosure import tables as disclosure
from lib.disclosure.cells import (
    MOST,
    SMALL,
    Relation,
    behind,
    extremes,
    protect,
    rounded,
    total,
    within,
)

Counts = dict[str, float]
BANDS = MEASURES["mean_wait_days"].mean_of
STAR = float("nan")
COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 3000))


def published_total(cells: tuple[str, ...], count: int) -> Relation:
    return total(cells, count, count)


def stars(shown: Counts) -> list[str]:
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


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_the_search_finds_what_trying_every_table_finds(data: st.DataObject) -> None:
    """Four figures in small ranges and up to three relations between them."""
    spans = st.tuples(st.integers(0, 5), st.integers(0, 5)).map(sorted).map(tuple)
    ranges = {cell: data.draw(spans) for cell in "abcd"}
    signs = st.lists(st.sampled_from([-1, 0, 1]), min_size=4, max_size=4).filter(any)
    drawn = data.draw(st.lists(st.tuples(signs, st.integers(-6, 6), st.integers(0, 4)), max_size=3))
    relations = [
        Relation(
            plus=tuple(c for c, sign in zip("abcd", signs) if sign > 0),
            minus=tuple(c for c, sign in zip("abcd", signs) if sign < 0),
            low=low,
            high=low + more,
        )
        for signs, low, more in drawn
    ]
    every = itertools.product(*(range(low, high + 1) for low, high in ranges.values()))
    left = [
        t
        for t in every
        if all(
            low <= sum(s * n for s, n in zip(signs, t)) <= low + more for signs, low, more in drawn
        )
    ]
    found = extremes("abcd", ranges, relations)
    assert found == (
        {cell: (min(column), max(column)) for cell, column in zip("abcd", zip(*left))}
        if left
        else {}
    )


def shown_total(count: int) -> tuple[int, int]:
    """What a total that is shown to the nearest 5 may stand for."""
    return (1, SMALL) if math.isnan(rounded(count)) else behind(rounded(count))


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
@pytest.mark.parametrize(("areas", "top"), [(2, 13), (3, 12)])
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
    for whole in range(13):
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


def table(rows: list[tuple[str, str, float]], kind: str = "uploaded") -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["area_code", "measure", "value"])
    return frame.assign(period="2024/25", provenance=kind)[
        ["area_code", "period", "measure", "value", "provenance"]
    ]


NONE = pd.DataFrame(
    columns=[
        "area_code",
        "area_name",
        "level",
        "period",
        "measure",
        "value",
        "provenance",
        "source_id",
    ]
)


def test_a_count_that_is_nothing_but_its_parts_bounds_them_from_below_too() -> None:
    """18 referred, all of them seen or waiting: 7, 7 and 4 with six parts of nobody. 5, 5 and 20
    leave at least 4 for the star."""
    _, left_out, inside = beside_mean("mean_wait_days")
    parts = (*left_out, *inside)
    counts = table(
        [
            ("A", "referred", 18),
            *(("A", part, value) for part, value in zip(parts, (7, 7, 4, 0, 0, 0, 0, 0, 0))),
        ]
    )
    shown = disclosure.safe_counts(counts, NONE).set_index("measure").value
    assert shown[list(parts[:3])].isna().all() and np.isnan(shown["referred"])


def test_a_table_by_hand() -> None:
    counts = table(
        [
            ("A", "referred", 103),
            ("B", "referred", 3),
            ("C", "referred", 0),
            ("A", "closed_before_treatment", 8),
        ]
    )
    assert disclosure.safe_counts(counts, NONE).value.tolist() == pytest.approx(
        [105, STAR, 0, 10], nan_ok=True
    )


def test_what_is_apportioned_or_modelled_is_left_alone() -> None:
    for kind in ("apportioned", "modelled"):
        counts = table([("A", "referred", 103), ("B", "referred", 3)], kind)
        assert disclosure.safe_counts(counts, NONE).value.tolist() == [103, 3]


ENDED = ("closed_before_treatment", "waiting_no_contact", "waiting_one_contact")


def waited(referred: float, ended: tuple[float, ...], days: float) -> float:
    """The mean wait of an area as it is shown."""
    rows = [
        ("A", "referred", referred),
        *(("A", part, count) for part, count in zip(ENDED, ended)),
        ("A", "mean_wait_days", days),
    ]
    return disclosure.safe_counts(table(rows), NONE).value.iloc[-1]


def test_a_mean_goes_with_the_count_it_is_a_mean_of() -> None:
    """A mean of 33.3 days says three children."""
    assert waited(103, (20, 10, 10), 41.6) == 42 and np.isnan(waited(3, (0, 0, 0), 33.3))


def test_a_mean_of_the_few_who_may_be_left_goes_too() -> None:
    """Of 50 referred 49 were closed: the wait is one child's. Stars are taken for as much as they
    could be."""
    assert (
        np.isnan(waited(50, (49, 0, 0), 211))
        and np.isnan(waited(50, (30, 7, 3), 40))
        and waited(60, (30, 7, 0), 40) == 40
    )


def test_without_the_counts_that_it_is_of_a_mean_is_not_shown() -> None:
    counts = table(
        [
            ("A", "referred", 103),
            ("A", "closed_before_treatment", 20),
            ("A", "mean_wait_days", 41.6),
        ]
    )
    assert np.isnan(disclosure.safe_counts(counts, NONE).value.iloc[-1])
    bands = table([*(("A", band, 8) for band in BANDS), ("A", "mean_wait_days", 41.6)])
    assert disclosure.safe_counts(bands, NONE).value.iloc[-1] == 42


def test_owners_stars_and_a_total_of_the_whole_are_seen_together() -> None:
    """Two stars and zeros under a total of 8: both would be 4, so the zeros become stars."""
    counts = table(
        [(code, "referred", value) for code, value in zip("ABCDE", (STAR, STAR, 0, 0, 0))]
    )
    whole = pd.DataFrame(
        [("Q", "Whole", "whole", "2024/25", "referred", 8.0, "published", "x")],
        columns=NONE.columns,
    )
    assert disclosure.safe_counts(counts, whole).value.isna().all()


def test_a_star_of_the_owner_stays_one() -> None:
    counts = table([("A", "referred", 103), ("B", "referred", STAR)])
    assert np.isnan(disclosure.safe_counts(counts, NONE).value[1])


def test_a_published_total_of_the_whole_is_seen() -> None:
    """44 children are published for the whole: two stars of 4 would be known, so all five are
    stars."""
    counts = table([(code, "referred", value) for code, value in zip("ABCDE", (4, 4, 7, 7, 22))])
    whole = pd.DataFrame(
        [("Q", "Whole", "whole", "2024/25", "referred", 44.0, "published", "x")],
        columns=NONE.columns,
    )
    assert disclosure.safe_counts(counts, whole).value.isna().all()
    assert disclosure.safe_counts(counts, NONE).value.isna().tolist() == [
        True,
        True,
        False,
        False,
        False,
    ]


def whole(measure: str, value: float, kind: str = "published") -> tuple:
    return ("Q", "Whole", "whole", "2024/25", measure, value, kind, "x")


def beside(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=NONE.columns)


def by_area(measure: str, counts: tuple[float, ...]) -> pd.DataFrame:
    return table([(f"E{i}", measure, count) for i, count in enumerate(counts)])


def test_a_total_of_one_measure_bounds_another() -> None:
    """Who is treated was contacted once: 12 contacted in all leaves 1 for each star beside an 8; 18
    treated in all makes the star a 4."""
    treated = by_area("treated_two_contacts", (8, 1, 1, 1, 1, 0, 0))
    assert disclosure.safe_counts(treated, beside(whole("contacted_once", 12))).value.isna().all()
    assert disclosure.safe_counts(
        treated, beside(whole("contacted_once", 19))
    ).value.isna().tolist() == [False, *[True] * 4, False, False]
    contacted = by_area("contacted_once", (7, 7, 4, 0, 0))
    assert (
        disclosure.safe_counts(contacted, beside(whole("treated_two_contacts", 18)))
        .value.isna()
        .all()
    )
    assert (
        disclosure.safe_counts(contacted, beside(whole("treated_two_contacts", 9)))
        .value.isna()
        .sum()
        == 1
    )


def test_a_total_to_the_nearest_5_is_never_a_point() -> None:
    """15,190 over figures that reach 15,188 at most with the star a 4: a reader who takes it for
    15,188 to 15,192 has that star."""
    counts = (7577.0, 7607.0, 4.0)
    total_of = beside(whole("treated_two_contacts", 15190))
    shown = disclosure.safe_counts(by_area("treated_two_contacts", counts), total_of)
    assert (
        behind(rounded(7577))[1] + behind(rounded(7607))[1] + SMALL == 15_188
        and shown.value.isna().all()
    )


def test_a_rate_gives_its_count_away() -> None:
    """18 treated of 36 in need: a published rate of 0.5 says the total, and with it the star of
    4."""
    published = beside(whole("two_contact_access_rate", 18 / 37))
    known = pd.DataFrame(
        [
            ("Q", "Whole", "whole", "2023/24", m, v, "published", "x")
            for m, v in (("treated_two_contacts", 37.0), ("two_contact_access_rate", 1.0))
        ],
        columns=NONE.columns,
    )
    contacted = by_area("contacted_once", (7, 7, 4, 0, 0))
    assert disclosure.safe_counts(contacted, published).value.isna().sum() == 1
    assert disclosure.safe_counts(contacted, pd.concat([published, known])).value.isna().all()


@pytest.mark.parametrize("above", [True, False])
def test_nor_where_the_total_is_of_another_measure(above: bool) -> None:
    """Every table of two areas up to 12, with the total of a count that theirs is part of, or that
    is part of theirs."""
    tables = []
    for counts in itertools.product(range(13), repeat=2):
        others = range(sum(counts), 16) if above else range(sum(counts) + 1)
        for other in others:
            tie = total(("a", "b"), 0, other) if above else total(("a", "b"), other, MOST)
            tables.append((dict(zip("ab", map(float, counts))), [tie], []))
    assert assert_two_values(left_to_an_attacker(tables), most=10, totals_to=MOST) > 0


MEASURED = ("referred", *ENDED)


def outputs(
    tables: list[tuple[int, ...]], choices: tuple[tuple[int, ...], ...]
) -> list[list[Counts]]:
    """What goes out of one session, a choice of measures after another, for each table: an area of
    its own, tied to no other."""
    earlier, out = disclosure.Shown(), []
    for chosen in choices:
        exact = table(
            [
                (str(area), MEASURED[i], counts[i])
                for area, counts in enumerate(tables)
                for i in chosen
            ]
        )
        safe = disclosure.safe_counts(exact, NONE, earlier)
        earlier = earlier.with_tables(safe, exact, NONE)
        shown = safe.value.fillna(-1).to_numpy().reshape(len(tables), len(chosen))
        out.append(
            [dict(zip((MEASURED[i] for i in chosen), map(float, figures))) for figures in shown]
        )
    return list(map(list, zip(*out)))


def assert_side_by_side_give_no_star(
    sessions: Iterable[tuple[Counts, list[Counts]]], most: float
) -> None:
    """An attacker who has every output of a session, and has run the rule on every table there is.
    sessions: counts, and what went out. Only pictures that no table outside the search gives:
    figures up to `most`."""
    pictures: dict[tuple, list[Counts]] = {}
    for counts, out in sessions:
        pictures.setdefault(tuple(tuple(one.items()) for one in out), []).append(counts)
    for shown, tables in pictures.items():
        seen = [pair for one in shown for pair in one]
        numbers = {cell for cell, figure in seen if figure != -1}
        if all(figure <= most for _, figure in seen):
            for cell in {cell for cell, _ in seen} - numbers:
                values = {counts[cell] for counts in tables}
                # that there is nobody is no small number
                assert len(values) >= 2 or values == {0}, (cell, shown, tables)


CHOICES = [
    chosen for n in range(1, 5) for chosen in itertools.combinations(range(len(MEASURED)), n)
]


def up_to_the_order_of_parts(pair: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    """The first of all pairs of choices that differ only in which part of `referred` is which: the
    rule names none."""
    orders = [(0, *order) for order in itertools.permutations(range(1, len(MEASURED)))]
    return min(
        tuple(tuple(sorted(order[i] for i in chosen)) for chosen in pair) for order in orders
    )


@pytest.mark.parametrize(
    "pair", sorted({up_to_the_order_of_parts(pair) for pair in itertools.permutations(CHOICES, 2)})
)
def test_two_choices_of_measures_side_by_side_give_no_star(
    pair: tuple[tuple[int, ...], ...],
) -> None:
    """Every pair of choices of four measures, over every area with up to 7 referred (shown as 5), 7
    referred, 5 closed and one child in each wait among them. Where `referred` is not shown, one
    with 12 or 14 may look the same: some of those are there too."""
    seven = [
        counts
        for counts in itertools.product(range(8), repeat=len(MEASURED))
        if sum(counts[1:]) <= counts[0]
    ]
    more = [
        counts
        for counts in itertools.product((12, 14), *[(0, 1, 2, 5)] * len(ENDED))
        if sum(counts[1:]) <= counts[0]
    ]
    sides = sorted({*pair[0], *pair[1]})
    tables = sorted(
        {
            tuple(count if i in sides else 0 for i, count in enumerate(counts))
            for counts in [*seven, *more]
        }
    )
    sessions = (
        (dict(zip(MEASURED, map(float, counts))), out)
        for counts, out in zip(tables, outputs(tables, pair))
    )
    assert_side_by_side_give_no_star(sessions, most=5)


@pytest.mark.parametrize("first", [True, False])
def test_before_and_after_a_total_side_by_side_give_no_star(first: bool) -> None:
    """Every table of three areas with up to 7 children each; their total comes second, or comes
    first and is gone again."""
    sessions = []
    for counts in itertools.product(range(8), repeat=3):
        rows, uploaded = (
            by_area("contacted_once", counts),
            beside(whole("contacted_once", float(sum(counts)), "uploaded")),
        )
        earlier, out = disclosure.Shown(), []
        for brought in (uploaded, NONE) if first else (NONE, uploaded):
            published = disclosure.safe_published(
                brought, frozenset(("contacted_once",)), pd.Series(dtype=float), earlier
            )
            safe = disclosure.safe_counts(rows, published, earlier)
            earlier = earlier.with_tables(safe, rows, published)
            shown = [*zip(safe.area_code, safe.value), *zip(published.level, published.value)]
            out.append({cell: -1 if math.isnan(value) else value for cell, value in shown})
        sessions.append(
            ({"E0": counts[0], "E1": counts[1], "E2": counts[2], "whole": sum(counts)}, out)
        )
    assert_side_by_side_give_no_star(sessions, most=5 if not first else 20)


def test_a_total_that_comes_after_its_districts_went_out_is_not_shown() -> None:
    """7, 7 and 4 went out as 5, 5 and a star; 18 in all would say 4, and that it is held back only
    then would say so too."""
    counts = by_area("contacted_once", (7, 7, 4))
    earlier = disclosure.Shown().with_tables(disclosure.safe_counts(counts, NONE), counts, NONE)
    for value in (18.0, 300.0):
        uploaded = beside(
            whole("contacted_once", value, "uploaded"),
            whole("treated_two_contacts", value, "uploaded"),
        )
        shown = disclosure.safe_published(
            uploaded,
            frozenset(("contacted_once", "treated_two_contacts")),
            pd.Series(dtype=float),
            earlier,
        )
        assert shown.value.isna().all()
        assert disclosure.safe_counts(counts, shown, earlier).value.isna().tolist() == [
            False,
            False,
            True,
        ]


def test_a_total_that_went_out_is_still_known_when_it_is_gone() -> None:
    """With 18 in all everything was a star; without it the 7s would come back as numbers."""
    counts, published = (
        by_area("contacted_once", (7, 7, 4)),
        beside(whole("contacted_once", 18, "uploaded")),
    )
    shown = disclosure.safe_published(
        published, frozenset(("contacted_once",)), pd.Series(dtype=float)
    )
    first = disclosure.safe_counts(counts, shown)
    assert first.value.isna().all()
    earlier = disclosure.Shown().with_tables(first, counts, shown)
    assert disclosure.safe_counts(counts, NONE, earlier).value.isna().all()
    changed = by_area("contacted_once", (70, 70, 40))
    assert disclosure.safe_counts(changed, NONE, disclosure.Shown()).value.tolist() == [70, 70, 40]


def test_the_bundled_tables_pass_untouched(tables) -> None:
    assert disclosure.safe_counts(tables.counts, tables.published_counts).equals(tables.counts)


def in_2019(measure: str, counts: list[float]) -> pd.DataFrame:
    return by_area(measure, tuple(counts)).assign(period="2019/20")


def test_a_measure_beside_one_that_went_out_says_nothing_by_becoming_stars() -> None:
    """10 and twelve 17s went out; the parts add up to 208 to 212 and are 17s but one. All stars
    would say that it is one, and so a 4."""
    contacted, published = (
        by_area("contacted_once", (10, *[17] * 12)),
        beside(whole("treated_two_contacts", 210)),
    )
    earlier = disclosure.Shown().with_tables(
        disclosure.safe_counts(contacted, published), contacted, published
    )
    for first in (4, 5, 8):
        both = pd.concat(
            [contacted, by_area("treated_two_contacts", (first, *[17] * 12))], ignore_index=True
        )
        shown = disclosure.safe_counts(both, published, earlier)
        assert shown.value[shown.measure == "treated_two_contacts"].isna().all()


def test_the_last_parts_of_a_count_that_went_out_say_nothing() -> None:
    """8 referred and seven parts of nobody went out: the other two, 4 and 4, would be known where
    only they are stars."""
    first = {"referred": 8, **dict.fromkeys(ENDED, 0), **dict.fromkeys(BANDS[:4], 0)}
    earlier = None
    for rest in ((4, 4), (8, 0), (3, 5)):
        rows = table([("A", measure, count) for measure, count in first.items()])
        earlier = disclosure.Shown().with_tables(disclosure.safe_counts(rows, NONE), rows, NONE)
        every = table(
            [
                ("A", measure, count)
                for measure, count in {**first, **dict(zip(BANDS[4:], rest))}.items()
            ]
        )
        shown = disclosure.safe_counts(every, NONE, earlier).set_index("measure").value
        assert shown[list(BANDS[4:])].isna().all() and shown["referred"] == 10


def test_twelve_months_to_march_are_the_financial_year() -> None:
    """25,405 children over "12 months to 2025-03" say what is left for a star of 2024/25."""
    counts = by_area("contacted_once", (4, *[2117] * 11, 2112))
    row = (
        "Q",
        "Whole",
        "whole",
        "12 months to 2025-03",
        "contacted_once",
        25405.0,
        "published",
        "x",
    )
    assert disclosure.safe_counts(counts, beside(row)).value.isna().all()
    earlier = disclosure.Shown().with_tables(disclosure.safe_counts(counts, NONE), counts, NONE)
    late = beside((*row[:5], 25405.0, "uploaded", "x"))
    assert (
        disclosure.safe_published(
            late, frozenset(("contacted_once",)), pd.Series(dtype=float), earlier
        )
        .value.isna()
        .all()
    )


def test_a_total_that_went_out_is_known_when_a_star_stands_in_its_place() -> None:
    none, some = (
        beside(whole("treated_two_contacts", STAR, "uploaded")),
        beside(whole("treated_two_contacts", 45, "uploaded")),
    )
    shown = (
        disclosure.Shown()
        .with_tables(NONE_COUNTED, NONE_COUNTED, some)
        .with_tables(NONE_COUNTED, NONE_COUNTED, none)
    )
    assert shown.of("2024/25") == {"whole treated_two_contacts": 45}


NONE_COUNTED = table([])


def test_districts_that_together_are_former_ccgs_add_up_to_them() -> None:
    """5, 8, 1 and 0 in the four districts of three former CCGs with 7, 7 and 0: their 5 and 10
    would say the 1."""
    shares = pd.DataFrame(
        [("E0", "X"), ("E1", "X"), ("E1", "Y"), ("E2", "Y"), ("E3", "Z")],
        columns=["area_code", "part_code"],
    )
    counts = in_2019("waiting_one_contact", [5, 8, 1, 0])
    ccgs = [
        (code, code, "former_ccg", "2019/20", "waiting_one_contact", n, "uploaded", "x")
        for code, n in (("X", 7.0), ("Y", 7.0), ("Z", 0.0))
    ]
    published = beside(*ccgs)
    assert disclosure.safe_counts(counts, published).value.isna().tolist() == [
        False,
        False,
        True,
        False,
    ]
    assert disclosure.safe_counts(counts, published, shares=shares).value.isna().tolist() == [
        True,
        True,
        True,
        False,
    ]


def test_a_mean_wait_of_the_whole_goes_with_its_count() -> None:
    published = beside(whole("referred", 3, "uploaded"), whole("mean_wait_days", 33.3, "uploaded"))
    assert (
        disclosure.safe_published(published, frozenset(("referred",)), pd.Series(dtype=float))
        .value.isna()
        .all()
    )


def test_a_rate_that_went_out_is_known_when_it_is_gone() -> None:
    """18 treated of 36 in need, as a rate: with 7 and 7 its star is a 4, also where the rate itself
    is no longer shown."""
    need = [
        ("Q", "Whole", "whole", "2023/24", m, v, "published", "x")
        for m, v in (("treated_two_contacts", 36.0), ("two_contact_access_rate", 1.0))
    ]
    rate = beside(
        ("Q", "Whole", "whole", "2024/25", "two_contact_access_rate", 0.5, "uploaded", "x")
    )
    earlier = disclosure.Shown().with_tables(NONE_COUNTED, NONE_COUNTED, rate)
    counts = by_area("treated_two_contacts", (7, 7, 4, 0, 0))
    assert disclosure.safe_counts(counts, beside(*need)).value.isna().sum() == 1
    assert disclosure.safe_counts(counts, beside(*need), earlier).value.isna().all()
