"""What stands beyond a limit is kept, named and brought to it."""

from lib.scenarios import link, slider
from lib.scenarios.record import (
    Levers,
    Scenario,
)
from tests.bundled import HERE


def moved(changes: dict[str, int], **levers) -> Scenario:
    return Scenario(levers=Levers(changes=changes, **levers))


THANET, DARTFORD, GRAVESHAM = "E07000114", "E07000107", "E07000109"


def test_a_link_opens_what_was_sent_also_beyond_the_limits() -> None:
    """Nothing is thrown away for being out of bounds: neither what the limits leave no room for nor
    what no district can lose."""
    for changes in (
        {THANET: -500_000, DARTFORD: 250_000, GRAVESHAM: 250_000},
        {THANET: -9_999_000},
    ):
        sent = moved(changes, floor=90, cap=110)
        assert (
            link.scenario(
                link.read(link.query(sent, HERE.linked(), "percent"), HERE.linked()), HERE.linked()
            )
            == sent
        )
        assert set(slider.beyond(sent, HERE.linked())) == set(changes)


def test_what_is_beyond_a_limit_is_named_and_brought_to_it() -> None:
    sent = moved({THANET: -500_000, DARTFORD: 250_000, GRAVESHAM: 50_000}, floor=90, cap=110)
    assert slider.beyond(sent, HERE.linked()) == {THANET: "floor", DARTFORD: "cap"}
    kept = slider.within_limits(sent, HERE.linked())
    assert slider.beyond(kept, HERE.linked()) == {}
    assert kept.levers.changes == {THANET: -244_000, DARTFORD: 120_000, GRAVESHAM: 50_000}
    assert (kept.levers.floor, kept.levers.cap) == (90, 110)


def test_a_locked_district_is_beyond_no_limit() -> None:
    assert slider.beyond(moved({THANET: -2_000_000}, locked=(THANET,)), HERE.linked()) == {}
