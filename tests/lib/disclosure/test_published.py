"""Published figures that were brought in, as they may be shown."""

import pandas as pd

from lib.disclosure.published import safe_published
from lib.disclosure.shown import NOTHING
from lib.disclosure.tables import safe_counts
from tests.lib.disclosure.counted import NONE, beside, by_area, whole


def test_a_total_that_comes_after_its_districts_went_out_is_not_shown() -> None:
    """7, 7 and 4 went out as 5, 5 and a star; 18 in all would say 4, and that it is held back only
    then would say so too."""
    counts = by_area("contacted_once", (7, 7, 4))
    earlier = NOTHING.with_tables(safe_counts(counts, NONE), counts, NONE)
    for value in (18.0, 300.0):
        uploaded = beside(
            whole("contacted_once", value, "uploaded"),
            whole("treated_two_contacts", value, "uploaded"),
        )
        shown = safe_published(
            uploaded,
            frozenset(("contacted_once", "treated_two_contacts")),
            pd.Series(dtype=float),
            earlier,
        )
        assert shown.value.isna().all()
        assert safe_counts(counts, shown, earlier).value.isna().tolist() == [
            False,
            False,
            True,
        ]
