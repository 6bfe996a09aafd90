"""What was read as something else is said once and counted."""

from lib.uploads.changes import MOST_SAID
from tests.lib.uploads.made import counts, one


def test_readings_are_said_up_to_a_number_and_counted_after_that() -> None:
    text = "".join(
        counts(period=f"{year}-{(year + 1) % 100:02d}").removeprefix(
            "area_code,period,measure,value\n"
        )
        for year in range(1900, 2020)
    )
    changes = one("c.csv", f"area_code,period,measure,value\n{text}").table.changes
    assert len(changes) == MOST_SAID + 1 and changes[-1] == "and 20 more of the kind"
