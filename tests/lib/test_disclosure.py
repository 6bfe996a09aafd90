"""Small numbers cannot leak: laws, an attacker who knows the rules, and tables made by hand."""

import itertools
import math
from collections.abc import Iterable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.disclosure import tables as disclosure
from lib.disclosure.cells import MOST, SMALL, Relation, behind, extremes, possible, protect, rounded, total, within
from lib.schema import BANDS

Counts = dict[str, float]
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
def test_an_attacker_with_the_total_has_two_values_for_every_star(counts: list[int], rounded_total: bool) -> None:
    """Everything shown, the rounding rule, and a total to the child or to the nearest 5."""
    cells = {str(i): float(n) for i, n in enumerate(counts)}
    low, high = shown_total(sum(counts)) if rounded_total else (sum(counts), sum(counts))
    totals = [total(tuple(cells), low, high)]
    shown = protect(cells, totals)
    primary = frozenset(cell for cell in stars(shown) if 1 <= cells[cell] <= SMALL)
    company = len(stars(shown)) == len(counts)  # then nobody can say which of them are small
    spans = possible(shown, frozenset() if company else primary, totals)
    for cell in stars(shown):
        assert spans[cell][0] < spans[cell][1], (counts, shown, spans)


def shown_total(count: int) -> tuple[int, int]:
    """What a total that is shown to the nearest 5 may stand for."""
    return (1, SMALL) if math.isnan(rounded(count)) else behind(rounded(count))


def left_to_an_attacker(tables: Iterable[tuple[Counts, list[Relation], list[Relation]]]) -> dict[tuple, list[Counts]]:
    """Tables by the picture they give, with the totals printed beside it: who runs the rule on every table there is cannot tell
    those apart that give one picture."""
    found: dict[tuple, list[Counts]] = {}
    for counts, totals, limits in tables:
        shown = protect(counts, [*totals, *limits])
        printed = tuple((one.low, one.high) for one in totals)
        found.setdefault((printed, *(-1 if math.isnan(figure) else figure for figure in shown.values())), []).append(counts)
    return found


def assert_two_values(pictures: dict[tuple, list[Counts]], most: float, totals_to: int = MOST) -> int:
    """Every star of every picture has two values left. Only pictures that no table outside the search gives: figures up to `most`,
    totals up to `totals_to`. Returns how many stars there were."""
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
def test_an_attacker_who_runs_the_rule_itself_learns_no_more(exact: bool, areas: int, top: int) -> None:
    """Every table of a few areas, with a total known to the child or to the nearest 5. All that are 1 and all that are 4 are there."""
    cells = "abcd"[:areas]
    tables = []
    for counts in itertools.product(range(top + 1), repeat=areas):
        low, high = (sum(counts), sum(counts)) if exact else shown_total(sum(counts))
        tables.append((dict(zip(cells, map(float, counts))), [total(tuple(cells), low, high)], []))
    assert assert_two_values(left_to_an_attacker(tables), top, totals_to=top) > 0


@pytest.mark.parametrize("both", [True, False])
def test_nor_where_one_count_is_a_part_of_another(both: bool) -> None:
    """Every table of two areas with up to 8 referred and some of them closed; the total of one is printed, or of both."""
    closed, referred = ("a closed", "b closed"), ("a referred", "b referred")
    limits = [within((part,), whole) for part, whole in zip(closed, referred)]
    tables = []
    for wholes in itertools.product(range(9), repeat=2):
        for parts in itertools.product(*(range(whole + 1) for whole in wholes)):
            totals = [published_total(closed, sum(parts))] + ([published_total(referred, sum(wholes))] if both else [])
            tables.append((dict(zip((*closed, *referred), map(float, (*parts, *wholes)))), totals, limits))
    assert assert_two_values(left_to_an_attacker(tables), most=5, totals_to=8) > 0


def test_nor_where_the_parts_fill_a_count() -> None:
    """Every count up to 12 in three parts and what is left: no total at all."""
    parts = ("closed", "first", "second")
    limits = [within(parts, "referred")]
    tables = []
    for whole in range(13):
        for counts in itertools.product(range(whole + 1), repeat=3):
            if sum(counts) <= whole:
                tables.append((dict(zip((*parts, "referred"), map(float, (*counts, whole)))), [], limits))
    assert assert_two_values(left_to_an_attacker(tables), most=5) > 0


def test_a_star_that_a_published_total_gives_away_gets_company() -> None:
    """4 + 4 + 0 + 12 = 20 is printed elsewhere: d shows 10 and is 12 at most, so a and b would both be known to be 4."""
    shown = protect({"a": 4.0, "b": 4.0, "c": 0.0, "d": 12.0}, [published_total(("a", "b", "c", "d"), 20)])
    assert stars(shown) == ["a", "b", "c", "d"]


def test_a_star_with_room_gets_none() -> None:
    shown = protect({"a": 3.0, "b": 6.0, "c": 21.0}, [published_total(("a", "b", "c"), 30)])
    assert stars(shown) == ["a"] and shown["b"] == 5 and shown["c"] == 20


@pytest.mark.parametrize("count", [1.0, 4.0])
def test_counts_that_are_all_alike_hide_behind_every_table_with_their_total(count: float) -> None:
    """Four children in each of three areas: were only that table all stars, the total would say so. So 12 + 0 + 0 is too."""
    totals = [published_total(("a", "b", "c"), int(3 * count))]
    for counts in ((count, count, count), (3 * count, 0.0, 0.0)):
        assert len(stars(protect(dict(zip("abc", counts)), totals))) == 3


def test_zeros_that_a_total_of_zero_says_anyway_stay() -> None:
    """Nobody was closed anywhere; that one of the two referred is in each area would be known, so referred goes and closed does not."""
    cells = {"x closed": 0.0, "y closed": 0.0, "x referred": 1.0, "y referred": 1.0}
    limits = [within((f"{a} closed",), f"{a} referred") for a in "xy"]
    totals = [published_total(("x closed", "y closed"), 0), published_total(("x referred", "y referred"), 2)]
    assert stars(protect(cells, [*totals, *limits])) == ["x referred", "y referred"]


def test_a_count_that_another_gives_away_takes_what_ties_them_along() -> None:
    """x referred nobody, so y and z closed all eight between them, 4 each."""
    cells = {"x closed": 0.0, "y closed": 4.0, "z closed": 4.0, "x referred": 0.0, "y referred": 4.0, "z referred": 5.0}
    limits = [within((f"{a} closed",), f"{a} referred") for a in "xyz"]
    shown = protect(cells, [published_total(("x closed", "y closed", "z closed"), 8), *limits])
    assert len(stars(shown)) == 6


def test_parts_that_fill_a_count_get_company_without_any_total() -> None:
    """Seven referred, five closed and one waiting for each contact: 5, 5, * and * would say all four. Another district keeps its own."""
    cells = {"A referred": 7.0, "A closed": 5.0, "A first": 1.0, "A second": 1.0, "B referred": 9.0, "B closed": 2.0}
    limits = [within(("A closed", "A first", "A second"), "A referred"), within(("B closed",), "B referred")]
    shown = protect(cells, limits)
    assert stars(shown) == ["A referred", "A closed", "A first", "A second", "B closed"] and shown["B referred"] == 10


def table(rows: list[tuple[str, str, float]], kind: str = "uploaded") -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["area_code", "measure", "value"])
    return frame.assign(period="2024/25", provenance=kind)[["area_code", "period", "measure", "value", "provenance"]]


NONE = pd.DataFrame(columns=["area_code", "area_name", "level", "period", "measure", "value", "provenance", "source_id"])


def test_a_count_that_is_nothing_but_its_parts_bounds_them_from_below_too() -> None:
    """18 referred, all of them seen or waiting: 7, 7 and 4 with six parts of nobody. 5, 5 and 20 leave at least 4 for the star."""
    parts = (*disclosure.PARTS_OF["referred"],)
    counts = table([("A", "referred", 18), *(("A", part, value) for part, value in zip(parts, (7, 7, 4, 0, 0, 0, 0, 0, 0)))])
    shown = disclosure.safe_counts(counts, NONE).set_index("measure").value
    assert shown[list(parts[:3])].isna().all() and np.isnan(shown["referred"])


def test_a_table_by_hand() -> None:
    counts = table([("A", "referred", 103), ("B", "referred", 3), ("C", "referred", 0), ("A", "closed_before_treatment", 8)])
    assert disclosure.safe_counts(counts, NONE).value.tolist() == pytest.approx([105, STAR, 0, 10], nan_ok=True)


def test_what_is_apportioned_or_modelled_is_left_alone() -> None:
    for kind in ("apportioned", "modelled"):
        counts = table([("A", "referred", 103), ("B", "referred", 3)], kind)
        assert disclosure.safe_counts(counts, NONE).value.tolist() == [103, 3]


ENDED = ("closed_before_treatment", "waiting_no_contact", "waiting_one_contact")


def waited(referred: float, ended: tuple[float, ...], days: float) -> float:
    """The mean wait of an area as it is shown."""
    rows = [("A", "referred", referred), *(("A", part, count) for part, count in zip(ENDED, ended)), ("A", "mean_wait_days", days)]
    return disclosure.safe_counts(table(rows), NONE).value.iloc[-1]


def test_a_mean_goes_with_the_count_it_is_a_mean_of() -> None:
    """A mean of 33.3 days says three children."""
    assert waited(103, (20, 10, 10), 41.6) == 42 and np.isnan(waited(3, (0, 0, 0), 33.3))


def test_a_mean_of_the_few_who_may_be_left_goes_too() -> None:
    """Of 50 referred 49 were closed: the wait is one child's. Stars are taken for as much as they could be."""
    assert np.isnan(waited(50, (49, 0, 0), 211)) and np.isnan(waited(50, (30, 7, 3), 40)) and waited(60, (30, 7, 0), 40) == 40


def test_without_the_counts_that_it_is_of_a_mean_is_not_shown() -> None:
    counts = table([("A", "referred", 103), ("A", "closed_before_treatment", 20), ("A", "mean_wait_days", 41.6)])
    assert np.isnan(disclosure.safe_counts(counts, NONE).value.iloc[-1])
    bands = table([*(("A", band, 8) for band in BANDS), ("A", "mean_wait_days", 41.6)])
    assert disclosure.safe_counts(bands, NONE).value.iloc[-1] == 42


def test_owners_stars_and_a_total_of_the_whole_are_seen_together() -> None:
    """Two stars and zeros under a total of 8: both would be 4, so the zeros become stars."""
    counts = table([(code, "referred", value) for code, value in zip("ABCDE", (STAR, STAR, 0, 0, 0))])
    whole = pd.DataFrame([("Q", "Whole", "whole", "2024/25", "referred", 8.0, "published", "x")], columns=NONE.columns)
    assert disclosure.safe_counts(counts, whole).value.isna().all()


def test_a_star_of_the_owner_stays_one() -> None:
    counts = table([("A", "referred", 103), ("B", "referred", STAR)])
    assert np.isnan(disclosure.safe_counts(counts, NONE).value[1])


def test_a_published_total_of_the_whole_is_seen() -> None:
    """44 children are published for the whole: two stars of 4 would be known, so all five are stars."""
    counts = table([(code, "referred", value) for code, value in zip("ABCDE", (4, 4, 7, 7, 22))])
    whole = pd.DataFrame(
        [("Q", "Whole", "whole", "2024/25", "referred", 44.0, "published", "x")],
        columns=NONE.columns,
    )
    assert disclosure.safe_counts(counts, whole).value.isna().all()
    assert disclosure.safe_counts(counts, NONE).value.isna().tolist() == [True, True, False, False, False]


def whole(measure: str, value: float, kind: str = "published") -> tuple:
    return ("Q", "Whole", "whole", "2024/25", measure, value, kind, "x")


def beside(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=NONE.columns)


def by_area(measure: str, counts: tuple[float, ...]) -> pd.DataFrame:
    return table([(f"E{i}", measure, count) for i, count in enumerate(counts)])


def test_a_total_of_one_measure_bounds_another() -> None:
    """Who is treated was contacted once: 12 contacted in all leaves 1 for each star beside an 8; 18 treated in all makes the star a 4."""
    treated = by_area("treated_two_contacts", (8, 1, 1, 1, 1, 0, 0))
    assert disclosure.safe_counts(treated, beside(whole("contacted_once", 12))).value.isna().all()
    assert disclosure.safe_counts(treated, beside(whole("contacted_once", 19))).value.isna().tolist() == [False, *[True] * 4, False, False]
    contacted = by_area("contacted_once", (7, 7, 4, 0, 0))
    assert disclosure.safe_counts(contacted, beside(whole("treated_two_contacts", 18))).value.isna().all()
    assert disclosure.safe_counts(contacted, beside(whole("treated_two_contacts", 9))).value.isna().sum() == 1


def test_a_total_to_the_nearest_5_is_never_a_point() -> None:
    """15,190 over figures that reach 15,188 at most with the star a 4: a reader who takes it for 15,188 to 15,192 has that star."""
    counts = (7577.0, 7607.0, 4.0)
    total_of = beside(whole("treated_two_contacts", 15190))
    shown = disclosure.safe_counts(by_area("treated_two_contacts", counts), total_of)
    assert behind(rounded(7577))[1] + behind(rounded(7607))[1] + SMALL == 15_188 and shown.value.isna().all()


def test_a_rate_gives_its_count_away() -> None:
    """18 treated of 36 in need: a published rate of 0.5 says the total, and with it the star of 4."""
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
    """Every table of three areas up to 7, with the total of a count that theirs is part of, or that is part of theirs."""
    tables = []
    for counts in itertools.product(range(8), repeat=3):
        others = range(sum(counts), 16) if above else range(sum(counts) + 1)
        for other in others:
            tie = total(("a", "b", "c"), 0, other) if above else total(("a", "b", "c"), other, MOST)
            tables.append((dict(zip("abc", map(float, counts))), [tie], []))
    assert assert_two_values(left_to_an_attacker(tables), most=5, totals_to=MOST) > 0


MEASURED = ("referred", *ENDED[:2])


def outputs(counts: Counts, choices: tuple[tuple[str, ...], ...]) -> list[Counts]:
    """What goes out of one session, a choice of measures after another."""
    earlier, out = disclosure.Shown(), []
    for chosen in choices:
        exact = table([("A", measure, counts[measure]) for measure in chosen])
        safe = disclosure.safe_counts(exact, NONE, earlier)
        earlier = earlier.with_tables(safe, exact, NONE)
        out.append(dict(zip(chosen, safe.value)))
    return out


@pytest.mark.parametrize(
    "choices",
    [
        (first, second)
        for size, other in itertools.product((1, 2, 3), repeat=2)
        for first in itertools.combinations(MEASURED, size)
        for second in itertools.combinations(MEASURED, other)
        if first != second and "referred" in (*first, *second)
    ],
    ids=lambda choices: " then ".join("+".join(measure[:9] for measure in chosen) for chosen in choices),
)
def test_two_outputs_of_a_session_side_by_side_give_no_star(choices: tuple[tuple[str, ...], ...]) -> None:
    """Every table of an area with up to 7 referred (shown as 5): an attacker who runs the rule on all of them, and has both outputs."""
    pictures: dict[tuple, list[Counts]] = {}
    for referred in range(8):
        for closed, waiting in itertools.product(range(referred + 1), repeat=2):
            if closed + waiting <= referred:
                counts = dict(zip(MEASURED, map(float, (referred, closed, waiting))))
                shown = [tuple(sorted((m, -1 if math.isnan(v) else v) for m, v in one.items())) for one in outputs(counts, choices)]
                pictures.setdefault(tuple(shown), []).append(counts)
    for shown, tables in pictures.items():
        figures = dict(pair for one in shown for pair in one)
        if all(figure <= 5 for figure in figures.values()):
            for one in shown:
                for measure, figure in one:
                    numbers = {value for other in shown for m, value in other if m == measure} - {-1}
                    assert figure != -1 or numbers or len({counts[measure] for counts in tables}) >= 2, (shown, tables)


ANYTHING = (0, 10_000)


@pytest.mark.parametrize("seed", range(60))
def test_a_reader_of_two_outputs_beside_published_totals_has_two_values_for_every_star(seed: int) -> None:
    """Random tables of five areas, any choice of two measures and then another, totals of either printed to the nearest 5."""
    rng = np.random.default_rng(seed)
    treated = rng.poisson(rng.choice([1, 4, 9], 5))
    exact = {"treated_two_contacts": treated, "contacted_once": treated + rng.poisson(rng.choice([0, 2, 6], 5))}
    totals = {measure: 5 * np.floor(counts.sum() / 5 + 0.5) for measure, counts in exact.items() if rng.random() < 0.6}
    published = beside(*(whole(measure, float(count)) for measure, count in totals.items() if count))
    earlier, seen = disclosure.Shown(), dict.fromkeys((f"E{i} {measure}" for measure in exact for i in range(5)), ANYTHING)
    choices = [["treated_two_contacts"], ["contacted_once"], [*exact]]
    for choice in rng.permutation(3)[:2]:
        counts = pd.concat([by_area(measure, tuple(map(float, exact[measure]))) for measure in choices[choice]], ignore_index=True)
        shown = disclosure.safe_counts(counts, published, earlier)
        earlier = earlier.with_tables(shown, counts, published)
        numbers = shown[shown.value.notna()]
        seen |= dict(zip(numbers.area_code + " " + numbers.measure, map(behind, numbers.value)))
    known, ties = disclosure._around(seen, disclosure._wholes(published, "2024/25", disclosure.Shown()))
    stars = [cell for cell, figures in seen.items() if figures == ANYTHING]
    for cell, (least, most) in extremes(stars, {**seen, **known}, ties).items():
        assert least < most or most == 0, (cell, exact, seen)


def test_a_total_that_comes_after_its_districts_went_out_is_not_shown() -> None:
    """7, 7 and 4 went out as 5, 5 and a star; 18 in all would say 4, and that it is held back only then would say so too."""
    counts = by_area("contacted_once", (7, 7, 4))
    earlier = disclosure.Shown().with_tables(disclosure.safe_counts(counts, NONE), counts, NONE)
    for value in (18.0, 300.0):
        uploaded = beside(whole("contacted_once", value, "uploaded"), whole("treated_two_contacts", value, "uploaded"))
        shown = disclosure.safe_published(uploaded, frozenset(("contacted_once", "treated_two_contacts")), pd.Series(dtype=float), earlier)
        assert shown.value.isna().all()
        assert disclosure.safe_counts(counts, shown, earlier).value.isna().tolist() == [False, False, True]


def test_a_total_that_went_out_is_still_known_when_it_is_gone() -> None:
    """With 18 in all everything was a star; without it the 7s would come back as numbers."""
    counts, published = by_area("contacted_once", (7, 7, 4)), beside(whole("contacted_once", 18, "uploaded"))
    shown = disclosure.safe_published(published, frozenset(("contacted_once",)), pd.Series(dtype=float))
    first = disclosure.safe_counts(counts, shown)
    assert first.value.isna().all()
    earlier = disclosure.Shown().with_tables(first, counts, shown)
    assert disclosure.safe_counts(counts, NONE, earlier).value.isna().all()
    changed = by_area("contacted_once", (70, 70, 40))
    assert disclosure.safe_counts(changed, NONE, disclosure.Shown()).value.tolist() == [70, 70, 40]


def test_the_bundled_tables_pass_untouched(tables) -> None:
    assert disclosure.safe_counts(tables.counts, tables.published_counts).equals(tables.counts)
