"""What stands beyond a limit is kept, named and brought to it."""

import pytest

from lib.scenarios import link, slider, standing
from lib.scenarios.record import (
    Levers,
    Scenario,
)
from tests.bundled import ALSO_LOWEST, HERE, HIGHEST, LOWEST, PUBLISHED, TODAY, of_today


def moved(changes: dict[str, int], **levers) -> Scenario:
    return Scenario(levers=Levers(changes=changes, **levers))


def test_a_link_opens_what_was_sent_also_beyond_the_limits() -> None:
    """Nothing is thrown away for being out of bounds: neither what the limits leave no room for nor
    what no district can lose."""
    for changes in (
        {HIGHEST: -500_000, LOWEST: 250_000, ALSO_LOWEST: 250_000},
        {HIGHEST: -9_999_000},
    ):
        sent = moved(changes, floor=90, cap=110)
        assert (
            standing.scenario(
                link.read(link.query(sent, HERE.linked(), "percent"), HERE.linked()), HERE.linked()
            )
            == sent
        )
        assert set(slider.beyond(sent, HERE.linked())) == set(changes)


def test_what_is_beyond_a_limit_is_named_and_brought_to_it() -> None:
    sent = moved({HIGHEST: -500_000, LOWEST: 250_000, ALSO_LOWEST: 50_000}, floor=90, cap=110)
    assert slider.beyond(sent, HERE.linked()) == {HIGHEST: "floor", LOWEST: "cap"}
    kept = slider.within_limits(sent, HERE.linked())
    assert slider.beyond(kept, HERE.linked()) == {}
    assert kept.levers.changes == {
        HIGHEST: of_today(HIGHEST, -10),
        LOWEST: of_today(LOWEST, 10),
        ALSO_LOWEST: 50_000,
    }
    assert (kept.levers.floor, kept.levers.cap) == (90, 110)


def test_a_locked_district_is_beyond_no_limit() -> None:
    assert slider.beyond(moved({HIGHEST: -2_000_000}, locked=(HIGHEST,)), HERE.linked()) == {}


@pytest.mark.parametrize("row", PUBLISHED["of_today"], ids=lambda row: str(row["percent"]))
def test_a_percent_means_pounds_of_todays_spend(row: dict) -> None:
    code = HERE.tables.areas.code(row["area"])
    assert of_today(code, row["percent"]) == row["pounds"]
    assert slider.shown(row["pounds"], TODAY[code], "percent") == row["percent"]
