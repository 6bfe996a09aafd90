"""What a scenario sets: one record a number, switch or choice. Its field, widget, parameter of a
link and name in words follow."""

from dataclasses import dataclass
from typing import Literal, get_args

from lib.catalogue.services import shifted

# The pages beside Reallocate that have levers, by their stems; and the parts of Reallocate.
Elsewhere = Literal["waits", "risk", "transition", "workforce", "places"]
Panel = Literal["budget", "levers", "limits", "services", "assumptions", "pace", "", Elsewhere]
# What an assumption is of; where the data in use have none of it, it is not used.
Of = Literal["spend shared out", "need surveyed", "counts shared out", "offers to groups", ""]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One option of a choice.

    Attributes
    ----------
    key
        Its value in a scenario and in a link.
    label
        On the widget.
    words
        Where scenarios are compared; "" for the label.
    """

    key: str
    label: str
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One number, switch or choice of a scenario.

    Attributes
    ----------
    key
        Of its widget, and its parameter in a link.
    where
        In the scenario's record.
    words
        In a list of levers.
    value
        The default, of a choice the key of an option.
    low, high, step
        Of a number.
    options
        Of a choice.
    panel
        Which part of Reallocate, or which other page, draws it; "" where a widget of its own does.
    label, help
        On the widget; "" for the words, and for the assumption's reason.
    format
        Of a slider's number.
    description
        In the published format of a scenario file.
    declared
        The name of its value in data/assumptions.toml; "" where it has none there.
    swings
        The tornado goes to the ends declared.
    curve
        The one response curve that uses it; "" for all.
    """

    key: str
    where: tuple[str, ...]
    words: str
    kind: Literal["number", "whole", "switch", "choice"] = "number"
    value: float | bool | str = 0
    low: float = 0
    high: float = 0
    step: float = 1
    options: tuple[Option, ...] = ()
    panel: Panel = ""
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
    def elsewhere(self) -> bool:
        """Whether it is of another page than Reallocate."""
        return self.panel in get_args(Elsewhere)

    @property
    def widget(self) -> str:
        return self.label or self.words

    @property
    def labels(self) -> dict[str, str]:
        """What the widget of a choice calls each option, by its key."""
        return {option.key: option.label for option in self.options}


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """One assumption.

    Attributes
    ----------
    settings
        Its values in a scenario.
    in_words
        Those, by the settings' keys.
    of
        What it is of.
    """

    id: str
    in_words: str
    settings: tuple[Setting, ...]
    of: Of = ""


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
        key="basis",
        where=("basis",),
        words="Need estimated by",
        kind="choice",
        value="national",
        options=(
            Option(key="national", label="National standard (2004 survey)"),
            Option(key="survey_2017", label="2017 survey (diagnosed by interview)"),
            Option(key="survey_2023", label="2023 survey (probable disorder)"),
        ),
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
    Setting(
        key="curve",
        where=("curve",),
        words="Response curve",
        kind="choice",
        value="constant",
        options=(
            Option(key="constant", label="Constant elasticity", words="constant"),
            Option(key="saturating", label="Saturating", words="saturating"),
        ),
    ),
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
