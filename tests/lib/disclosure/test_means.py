"""A mean is shown where it is of more than a few children."""

import numpy as np
import pandas as pd

from lib.disclosure.published import safe_published
from lib.disclosure.tables import safe_counts
from tests.lib.disclosure.counted import BANDS, ENDED, NONE, beside, table, whole


def waited(referred: float, ended: tuple[float, ...], days: float) -> float:
    """The mean wait of an area as it is shown."""
    rows = [
        ("A", "referred", referred),
        *(("A", part, count) for part, count in zip(ENDED, ended)),
        ("A", "mean_wait_days", days),
    ]
    return safe_counts(table(rows), NONE).value.iloc[-1]


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
    assert np.isnan(safe_counts(counts, NONE).value.iloc[-1])
    bands = table([*(("A", band, 8) for band in BANDS), ("A", "mean_wait_days", 41.6)])
    assert safe_counts(bands, NONE).value.iloc[-1] == 42


def test_a_mean_wait_of_the_whole_goes_with_its_count() -> None:
    published = beside(whole("referred", 3, "uploaded"), whole("mean_wait_days", 33.3, "uploaded"))
    assert (
        safe_published(published, frozenset(("referred",)), pd.Series(dtype=float))
        .value.isna()
        .all()
    )
