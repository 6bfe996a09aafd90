"""What differs between two states of a scenario, in words."""

from collections.abc import Callable

from lib.catalogue.assumptions import settings
from lib.scenarios.record import Scenario


def changed(before: Scenario, after: Scenario, say: Callable[[str], str] = str) -> list[str]:
    """The words of each setting that differs. say: puts a partnership's nouns into them."""
    own = {
        "name": (before.name, after.name),
        "reason": (before.reason, after.reason),
        "the year it is the plan of": (before.plan_year, after.plan_year),
        say("the money of {areas}"): (before.levers.changes, after.levers.changes),
        say("{areas} that stay as they are"): (before.levers.locked, after.levers.locked),
        say("the {area} that shifts"): (before.levers.shift_only, after.levers.shift_only),
        "the story": (before.story, after.story),
        "the data it is made on": (before.data_version, after.data_version),
    }
    moved = [words for words, (was, is_now) in own.items() if was != is_now]
    return moved + [
        say(setting.words)
        for setting in settings().values()
        if before.at(setting.where) != after.at(setting.where)
    ]
