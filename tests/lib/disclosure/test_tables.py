"""The safe table of counts, by hand."""

import numpy as np
import pytest

from lib.catalogue.measures import beside_mean
from lib.disclosure.tables import safe_counts
from tests.lib.disclosure.counted import NONE, STAR, table


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
    shown = safe_counts(counts, NONE).set_index("measure").value
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
    assert safe_counts(counts, NONE).value.tolist() == pytest.approx(
        [105, STAR, 0, 10], nan_ok=True
    )


def test_what_is_apportioned_or_modelled_is_left_alone() -> None:
    for kind in ("apportioned", "modelled"):
        counts = table([("A", "referred", 103), ("B", "referred", 3)], kind)
        assert safe_counts(counts, NONE).value.tolist() == [103, 3]


def test_a_star_of_the_owner_stays_one() -> None:
    counts = table([("A", "referred", 103), ("B", "referred", STAR)])
    assert np.isnan(safe_counts(counts, NONE).value[1])


def test_the_bundled_tables_pass_untouched(tables) -> None:
    assert safe_counts(tables.counts, tables.published_counts).equals(tables.counts)
