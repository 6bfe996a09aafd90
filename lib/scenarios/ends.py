"""How far each number of a scenario can go, and a link's brought to where a widget can stand."""

import math
from collections.abc import Callable, Mapping

from lib.catalogue.assumptions import of_kind, settings
from lib.catalogue.services import shifted
from lib.printable import printable
from lib.scenarios.record import Scenario
from lib.scenarios.standing import WRITTEN

NUMBERS = {setting.key: setting.where for setting in of_kind("number", "whole")}
# Numbers whose end depends on where others stand: no services that take more than the whole (and no
# cap below the floor).
WHOLE = 99  # percent that services but the rest may take together
SHARES = tuple([f"{service.key}_{what}" for service in shifted()] for what in ("spend", "reached"))


def within(
    parameters: Mapping[str, list[str]], say: Callable[[str], str] = str
) -> tuple[dict[str, list[str]], list[str]]:
    """The parameters without control characters and with each number that no widget can stand at
    brought to the nearest that one can, and a sentence on each. say: puts a partnership's nouns
    into what settings are called.

    Of two that do not go together, floor above cap or services that take more than the whole, the
    second gives way to the first.
    """
    usual = Scenario()
    brought = {key: [printable(value) for value in values] for key, values in parameters.items()}
    sentences = [
        f"control characters in its {key} are left out"
        for key in WRITTEN
        if brought.get(key) != parameters.get(key)
    ]

    def stands(key: str) -> float:
        return float(brought[key][-1]) if key in brought else usual.at(NUMBERS[key])

    for key in NUMBERS:
        sent_with = [one for one in (key, *before(key)) if one in brought]
        if not sent_with or not all(_is_number(brought[one][-1]) for one in sent_with):
            continue  # `read` says of what is no number that it cannot be used
        sent = stands(key)
        low, high = _ends(key, stands)
        opens = min(max(sent, low), high)
        if opens != sent:
            brought[key] = [f"{opens:g}"]
            end = "least" if sent < low else "most"
            sentences.append(
                f"{say(settings()[key].words)}: {sent:g} was asked for, {opens:g}"
                f" is the {end} it can be"
            )
    return brought, sentences


def _ends(key: str, stands: Callable[[str], float]) -> tuple[float, float]:
    """The least and most that a number's widget can stand at, where the others stand as they do."""
    setting = settings()[key]
    if key == "cap":
        return stands("floor"), setting.high
    shares = next((shares for shares in SHARES if key in shares), None)
    if shares is None:
        return setting.low, setting.high
    later = [settings()[one].low for one in shares[shares.index(key) + 1 :]]
    return setting.low, WHOLE - sum(map(stands, before(key))) - sum(later)


def before(key: str) -> list[str]:
    """The settings that a number gives way to where the two do not go together."""
    if key == "cap":
        return ["floor"]
    return next((shares[: shares.index(key)] for shares in SHARES if key in shares), [])


def beside(key: str) -> list[str]:
    """The other services' shares of the whole that a share is of."""
    return next(([one for one in shares if one != key] for shares in SHARES if key in shares), [])


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
