"""Names of levers."""

from lib.scenarios import plan
from lib.scenarios.record import (
    Scenario,
)


def test_every_lever_has_a_name_in_words() -> None:
    from lib.lever_words import LEVERS

    flat = {
        k
        for k in plan._flat(Scenario().question().model_dump())
        if k not in ("version", "name", "reason", "data_version") and not k.startswith("story.")
    }
    assert flat == set(LEVERS)
