"""Names of levers."""

from lib import lever_words
from lib.catalogue.assumptions import settings
from lib.scenarios import plan
from lib.scenarios.record import (
    Scenario,
)
from tests.bundled import HERE

# which no question has: it is the same for every name, reason and plan
UNASKED = ("version", "name", "reason", "data_version", "plan_year", "plan_from")


def test_every_lever_has_a_name_in_words() -> None:
    from lib.lever_words import LEVERS

    flat = {
        k
        for k in plan._flat(Scenario().question().model_dump())
        if k not in UNASKED and not k.startswith("story.")
    }
    assert flat == set(LEVERS)


def test_levers_of_other_pages_are_named_where_they_stand_elsewhere_and_not_all_of_many() -> None:
    areas, place = HERE.tables.areas, HERE.tables.place
    assert lever_words.elsewhere(Scenario(), areas, place) == ""
    two = Scenario().having(("schools", "teams"), 2)
    assert lever_words.elsewhere(two, areas, place) == "On other pages: New school teams 2."
    every, most = Scenario(), lever_words.MOST_NAMED
    moved = [one for one in settings().values() if one.elsewhere and one.kind == "number"]
    for one in moved:
        every = every.having(one.where, one.high if one.value != one.high else one.low)
    text = lever_words.elsewhere(every, areas, place)
    assert text.count("; ") == most and f"{len(moved) - most} more" in text
