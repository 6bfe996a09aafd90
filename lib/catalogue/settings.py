"""What a scenario sets: one record a number, switch or choice. Its field, widget, parameter of a
link and name in words follow."""

from dataclasses import dataclass
from typing import Literal

from lib.catalogue.services import shifted


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One number, switch or choice of a scenario.

    key: of its widget, and its parameter in a link. where: in the scenario's record. words: in a
    list of levers. kind: a choice has its options where they are made (need bases, curves and so
    on). value, low, high, step: of a number; a choice has only a value.
    panel: which part of Reallocate draws it; "" where a widget of its own does. label, help: on the
    widget; "" for the words, and for the assumption's reason. format: of a slider's number.
    description: in the published format of a scenario file.
    declared: the name of its value in data/assumptions.toml; "" where it has none there. swings:
    the tornado goes to the ends declared.
    curve: the one response curve that uses it; "" for all.
    """

    key: str
    where: tuple[str, ...]
    words: str
    kind: Literal["number", "whole", "switch", "choice"] = "number"
    value: float | bool | str = 0
    low: float = 0
    high: float = 0
    step: float = 1
    panel: Literal["budget", "levers", "limits", "services", "assumptions", "pace", ""] = ""
    label: str = ""
    help: str = ""
    format: str | None = None
    description: str = ""
    declared: str = ""
    swings: bool = False
    curve: str = ""

    @property
    def at(self) -> str:
        """Where it stands, as one word: "levers.growth"."""
        return ".".join(self.where)

    @property
    def widget(self) -> str:
        return self.label or self.words


# What is no assumption: levers, limits, and choices that every page has.
LEVERS = (
    Setting(
        key="growth",
        where=("levers", "growth"),
        words="Budget growth after inflation, %",
        label="Budget growth after inflation",
        format="%g%%",
        low=-10,
        high=30,
        step=0.5,
        panel="budget",
        description="Percent on today's budget",
    ),
    Setting(
        key="floor",
        where=("levers", "floor"),
        words="Floor, % of today",
        value=70,
        high=300,
        step=5,
        panel="limits",
        help=(
            "Least spend of {an area}. 70%: a service can hardly be cut faster within a year."
            " Declared."
        ),
        description="Least spend of {an area}, percent of today's",
    ),
    Setting(
        key="cap",
        where=("levers", "cap"),
        words="Cap, % of today",
        value=130,
        high=300,
        step=5,
        panel="limits",
        help=(
            "Most spend of {an area}. 130%: staff can hardly be found faster within a year."
            " Declared."
        ),
        description="Most spend of {an area}, percent of today's",
    ),
    Setting(
        key="release",
        where=("levers", "release_intensive"),
        words="Intensive spend may fall",
        kind="switch",
        value=False,
        label="Let intensive (crisis) spend fall below today's pounds",
        help="Off: a cut falls on early intervention and community services first.",
        description="Lets intensive spend fall below today's pounds",
    ),
    Setting(
        key="basis", where=("basis",), words="Need estimated by", kind="choice", value="national"
    ),
    Setting(
        key="weighted",
        where=("weighted",),
        words="Need weighted by the need index",
        kind="switch",
        value=False,
    ),
    Setting(
        key="own_standard",
        where=("standard",),
        words="Standard, in 100",
        value=35,
        low=1,
        high=100,
        description="Children reached per 100 in need to compare with",
    ),
    Setting(key="curve", where=("curve",), words="Response curve", kind="choice", value="constant"),
)


def shifts() -> tuple[Setting, ...]:
    """The lever of each service that has one."""
    return tuple(
        Setting(
            key=service.key,
            where=("levers", service.key),
            words=f"Shift to {service.label.lower()}, points",
            label=f"Shift to {service.label.lower()}",
            format="%g points",
            low=service.shift.low,
            high=service.shift.high,
            panel="levers",
            description=f"Points of spend from community to {service.words}",
        )
        for service in shifted()
        if service.shift is not None
    )
