"""Published-area figures that cannot be are refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.uploads import checking, own
from tests.lib.uploads.made import ANOTHER_PART, PART, PLACE, TABLES, YEAR, one, published, read


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (f"{ANOTHER_PART},{YEAR},closures,30", "is not a measure that is read for this area"),
        (
            f"{PLACE.code},2024/25,closed_before_treatment,900",
            "is not a measure that is read for this area",
        ),
        (f"{ANOTHER_PART},{YEAR},referred,3", "stands for fewer than 5 children"),
        (f"{PART},{YEAR},two_contact_access_rate,0.001", "stands for fewer than 5 children"),
        (
            f"{PART},{YEAR},closed_before_treatment_percent,30",
            "is not a measure that is read for this area",
        ),
        (f"E92000001,{YEAR},referred,900", "is not an area of this dashboard"),
        (f"{PART},{YEAR},closed_before_treatment,3", "stands for fewer than 5 children"),
        (f"{PART},2023/24,referred,900", f"is not a year that {PLACE.level.many} have figures for"),
        (f"{PART},{YEAR},two_contact_access_rate,42", "is above 1"),
        (f"{PLACE.code},{YEAR},two_contact_access_rate,42.4%", "is above 1"),
        (
            f"{PLACE.code},{YEAR},two_contact_access_rate,0",
            "is 0, and other figures are worked out from it",
        ),
        (
            f"{PLACE.code},{YEAR},treated_two_contacts,3",
            "is fewer than 5 children for all of the area",
        ),
        (
            f"{ANOTHER_PART},{YEAR},population_0_17,0",
            "is 0, and other figures are worked out from it",
        ),
        ("ZZZ,2024/25,contacted_once,9", "is not an area of this dashboard"),
    ],
)
def test_published_figures_that_cannot_be_are_refused(row: str, wrong: str) -> None:
    assert wrong in [
        fault.wrong.split(" (")[0]
        for fault in one("p.csv", published(row, f"{PLACE.code},2024/25,pounds,30000000")).faults
    ]


def test_uploaded_published_figures_are_rounded_with_the_counts_behind_them() -> None:
    text = published(f"{PART},{YEAR},referred,37", f"{PART},{YEAR},closed_before_treatment,12")
    made = own.bring_in(TABLES, read(("p.csv", text)).sound)
    rows = (
        made.safe.published_counts[made.safe.published_counts.provenance == "uploaded"]
        .set_index("measure")
        .value
    )
    assert rows["referred"] == 35 and rows["closed_before_treatment"] == 10


@settings(max_examples=100)
@given(st.data())
def test_published_figures_of_any_size_never_raise(data: st.DataObject) -> None:
    """Whatever passes the checks can be worked out anew among the districts."""
    places = [*TABLES.crosswalk.table.part_code.unique(), PLACE.code]
    rows = []
    for _ in range(data.draw(st.integers(1, 10))):
        place = data.draw(st.sampled_from(places))
        offered = checking.whole_measures() if place == PLACE.code else checking.part_measures()
        period = data.draw(st.sampled_from([YEAR, "2023/24"] if place == PLACE.code else [YEAR]))
        value = data.draw(st.sampled_from([0, 1, 3, 5, 0.2, 0.9, 27, 100, 900, 18_000, 30_000_000]))
        rows.append(f"{place},{period},{data.draw(st.sampled_from(offered))},{value}")
    found = read(("p.csv", published(*rows)))
    if found.sound:
        own.bring_in(TABLES, found.sound)
