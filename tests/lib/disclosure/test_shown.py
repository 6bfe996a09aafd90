"""Several outputs of one session side by side give no star away."""

import itertools
import math
from collections.abc import Iterable

import pandas as pd
import pytest

from lib.disclosure.cells import Cell
from lib.disclosure.published import safe_published
from lib.disclosure.shown import NOTHING
from lib.disclosure.tables import safe_counts
from tests.lib.disclosure.counted import (
    BANDS,
    ENDED,
    NONE,
    NONE_COUNTED,
    STAR,
    Counts,
    beside,
    by_area,
    table,
    whole,
)

MEASURED = ("referred", *ENDED)


def outputs(
    tables: list[tuple[int, ...]], choices: tuple[tuple[int, ...], ...]
) -> list[list[Counts]]:
    """What goes out of one session, a choice of measures after another, for each table: an area of
    its own, tied to no other."""
    earlier, out = NOTHING, []
    for chosen in choices:
        exact = table(
            [
                (str(area), MEASURED[i], counts[i])
                for area, counts in enumerate(tables)
                for i in chosen
            ]
        )
        safe = safe_counts(exact, NONE, earlier)
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
        earlier, out = NOTHING, []
        for brought in (uploaded, NONE) if first else (NONE, uploaded):
            published = safe_published(
                brought, frozenset(("contacted_once",)), pd.Series(dtype=float), earlier
            )
            safe = safe_counts(rows, published, earlier)
            earlier = earlier.with_tables(safe, rows, published)
            shown = [*zip(safe.area_code, safe.value), *zip(published.level, published.value)]
            out.append({cell: -1 if math.isnan(value) else value for cell, value in shown})
        sessions.append(
            ({"E0": counts[0], "E1": counts[1], "E2": counts[2], "whole": sum(counts)}, out)
        )
    assert_side_by_side_give_no_star(sessions, most=5 if not first else 20)


def test_a_measure_beside_one_that_went_out_says_nothing_by_becoming_stars() -> None:
    """10 and twelve 17s went out; the parts add up to 208 to 212 and are 17s but one. All stars
    would say that it is one, and so a 4."""
    contacted, published = (
        by_area("contacted_once", (10, *[17] * 12)),
        beside(whole("treated_two_contacts", 210)),
    )
    earlier = NOTHING.with_tables(safe_counts(contacted, published), contacted, published)
    for first in (4, 5, 8):
        both = pd.concat(
            [contacted, by_area("treated_two_contacts", (first, *[17] * 12))], ignore_index=True
        )
        shown = safe_counts(both, published, earlier)
        assert shown.value[shown.measure == "treated_two_contacts"].isna().all()


def test_the_last_parts_of_a_count_that_went_out_say_nothing() -> None:
    """8 referred and seven parts of nobody went out: the other two, 4 and 4, would be known where
    only they are stars."""
    first = {"referred": 8, **dict.fromkeys(ENDED, 0), **dict.fromkeys(BANDS[:4], 0)}
    earlier = None
    for rest in ((4, 4), (8, 0), (3, 5)):
        rows = table([("A", measure, count) for measure, count in first.items()])
        earlier = NOTHING.with_tables(safe_counts(rows, NONE), rows, NONE)
        every = table(
            [
                ("A", measure, count)
                for measure, count in {**first, **dict(zip(BANDS[4:], rest))}.items()
            ]
        )
        shown = safe_counts(every, NONE, earlier).set_index("measure").value
        assert shown[list(BANDS[4:])].isna().all() and shown["referred"] == 10


def test_a_total_that_went_out_is_known_when_a_star_stands_in_its_place() -> None:
    none, some = (
        beside(whole("treated_two_contacts", STAR, "uploaded")),
        beside(whole("treated_two_contacts", 45, "uploaded")),
    )
    shown = NOTHING.with_tables(NONE_COUNTED, NONE_COUNTED, some).with_tables(
        NONE_COUNTED, NONE_COUNTED, none
    )
    assert shown.of("2024/25") == {Cell("", "treated_two_contacts"): 45}
