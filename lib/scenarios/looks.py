"""How figures are looked at, as an address says it: choices by their keys, and what cannot be
used in a sentence each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lib.printable import brief


@dataclass(frozen=True, kw_only=True)
class Choices:
    """The options of a parameter by key, as readers see them, and how many may be chosen. longest:
    of one that is somebody's own words, and has no options, how many characters."""

    labels: Mapping[str, str] = field(default_factory=dict)
    most: int = 1
    longest: int = 0


@dataclass(frozen=True, kw_only=True)
class Looks:
    """What is chosen by parameter: a key, a list of them where several may be. Sentences on what
    could not be used, and on what was too much."""

    chosen: dict[str, Any] = field(default_factory=dict)
    unusable: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)


def read(
    sent: Mapping[str, list[str]], choices: Callable[[str], Choices | None], beside: str = ""
) -> Looks:
    """The choices of an address. choices: of a parameter; None where it is no setting. beside: a
    parameter that is checked and is no choice. A link of an earlier version has labels for keys."""
    looks = Looks()
    for name, values in sent.items():
        offered = choices(name)
        if offered is None:
            looks.unusable.append(f"“{name[:40]}” is not a setting of this dashboard")
            continue
        if offered.longest:
            if words := brief(values[-1], offered.longest):
                looks.chosen[name] = words
            continue
        by_label = {label: key for key, label in offered.labels.items()}
        sent_keys = list(dict.fromkeys(by_label.get(value, value) for value in values))
        keys = sent_keys if offered.most > 1 else sent_keys[-1:]
        able = [key for key in keys if key in offered.labels]
        looks.unusable.extend(
            f"“{key[:40]}” is not a value of “{name}”" for key in keys if key not in able
        )
        if able and name != beside:
            looks.chosen[name] = able[: offered.most] if offered.most > 1 else able[0]
        if len(able) > offered.most:
            looks.cut.append(
                f"“{name}” has {len(able)} where {offered.most} can be, and the first are shown"
            )
    return looks
