"""What is published, or went out, of the whole bounds the stars of its districts."""

import pandas as pd

from lib.disclosure.cells import SMALL, behind, rounded
from lib.disclosure.published import safe_published
from lib.disclosure.shown import NOTHING
from lib.disclosure.tables import safe_counts
from tests.lib.disclosure.counted import NONE, NONE_COUNTED, STAR, beside, by_area, table, whole


def test_owners_stars_and_a_total_of_the_whole_are_seen_together() -> None:
    """Two stars and zeros under a total of 8: both would be 4, so the zeros become stars."""
    counts = table(
        [(code, "referred", value) for code, value in zip("ABCDE", (STAR, STAR, 0, 0, 0))]
    )
    whole = pd.DataFrame(
        [("Q", "Whole", "whole", "2024/25", "referred", 8.0, "published", "x")],
        columns=NONE.columns,
    )
    assert safe_counts(counts, whole).value.isna().all()


def test_a_published_total_of_the_whole_is_seen() -> None:
    """44 children are published for the whole: two stars of 4 would be known, so all five are
    stars."""
    counts = table([(code, "referred", value) for code, value in zip("ABCDE", (4, 4, 7, 7, 22))])
    whole = pd.DataFrame(
        [("Q", "Whole", "whole", "2024/25", "referred", 44.0, "published", "x")],
        columns=NONE.columns,
    )
    assert safe_counts(counts, whole).value.isna().all()
    assert safe_counts(counts, NONE).value.isna().tolist() == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_total_of_one_measure_bounds_another() -> None:
    """Who is treated was contacted once: 12 contacted in all leaves 1 for each star beside an 8; 18
    treated in all makes the star a 4."""
    treated = by_area("treated_two_contacts", (8, 1, 1, 1, 1, 0, 0))
    assert safe_counts(treated, beside(whole("contacted_once", 12))).value.isna().all()
    assert safe_counts(treated, beside(whole("contacted_once", 19))).value.isna().tolist() == [
        False,
        *[True] * 4,
        False,
        False,
    ]
    contacted = by_area("contacted_once", (7, 7, 4, 0, 0))
    assert safe_counts(contacted, beside(whole("treated_two_contacts", 18))).value.isna().all()
    assert safe_counts(contacted, beside(whole("treated_two_contacts", 9))).value.isna().sum() == 1


def test_a_total_to_the_nearest_5_is_never_a_point() -> None:
    """15,190 over figures that reach 15,188 at most with the star a 4: a reader who takes it for
    15,188 to 15,192 has that star."""
    counts = (7577.0, 7607.0, 4.0)
    total_of = beside(whole("treated_two_contacts", 15190))
    shown = safe_counts(by_area("treated_two_contacts", counts), total_of)
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
    assert safe_counts(contacted, published).value.isna().sum() == 1
    assert safe_counts(contacted, pd.concat([published, known])).value.isna().all()


def test_a_total_that_went_out_is_still_known_when_it_is_gone() -> None:
    """With 18 in all everything was a star; without it the 7s would come back as numbers."""
    counts, published = (
        by_area("contacted_once", (7, 7, 4)),
        beside(whole("contacted_once", 18, "uploaded")),
    )
    shown = safe_published(published, frozenset(("contacted_once",)), pd.Series(dtype=float))
    first = safe_counts(counts, shown)
    assert first.value.isna().all()
    earlier = NOTHING.with_tables(first, counts, shown)
    assert safe_counts(counts, NONE, earlier).value.isna().all()
    changed = by_area("contacted_once", (70, 70, 40))
    assert safe_counts(changed, NONE, NOTHING).value.tolist() == [70, 70, 40]


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
    assert safe_counts(counts, beside(row)).value.isna().all()
    earlier = NOTHING.with_tables(safe_counts(counts, NONE), counts, NONE)
    late = beside((*row[:5], 25405.0, "uploaded", "x"))
    assert (
        safe_published(late, frozenset(("contacted_once",)), pd.Series(dtype=float), earlier)
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
    earlier = NOTHING.with_tables(NONE_COUNTED, NONE_COUNTED, rate)
    counts = by_area("treated_two_contacts", (7, 7, 4, 0, 0))
    assert safe_counts(counts, beside(*need)).value.isna().sum() == 1
    assert safe_counts(counts, beside(*need), earlier).value.isna().all()
