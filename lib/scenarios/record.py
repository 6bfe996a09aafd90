"""A scenario: one frozen, versioned record of every lever and assumption, read and written as
JSON."""

import json
from collections.abc import Callable
from dataclasses import fields
from typing import Annotated, Any, Literal

import pandas as pd
from pydantic import AfterValidator, ConfigDict, Field, ValidationError, model_validator

from lib.catalogue.indicators import INDICATORS
from lib.catalogue.services import SERVICES, rest, shifted
from lib.chance import Doubts
from lib.errors import BadScenario
from lib.model.pace import Rule
from lib.model.response import Split
from lib.place.areas import listed
from lib.place.nouns import AREA, Level
from lib.printable import one_line, printable
from lib.scenarios.fields import Record, Year, at

VERSION: Literal[2] = 2
OPENS = (1, VERSION)  # version 1 has no levers but those of Reallocate
AreaCode = Annotated[str, Field(pattern=r"^[A-Z]\d{8}$")]
StepKey = Annotated[str, Field(pattern=r"^[a-z_]{1,20}$")]
MOST_STEPS = 20  # of a story
MOST = 9_999_999_000  # of a whole number: as many pounds as a link has room for
Whole = Annotated[int, Field(ge=-MOST, le=MOST)]


class Figures(Record):
    """What {an area} started from when the scenario was kept, to say later which figures moved."""

    pounds: Whole = Field(description="Spend today, pounds a year")
    treated: Whole = Field(description="Children treated today, a year")
    need: Whole = Field(description="Children in need")


class Services(Record, at=("services",)):
    """A2: percent of spend and of children reached by each service that has a lever; what they
    leave is the rest's."""

    model_config = ConfigDict(
        json_schema_extra={
            "description": (
                "A2: percent of spend and of children reached by"
                f" {' and by '.join(service.words for service in shifted())}; the rest is"
                f" {rest().key}."
            )
        }
    )

    def of(self, what: Literal["spend", "reached"]) -> dict[str, float]:
        """Percent by service, without the rest."""
        return {service.key: getattr(self, f"{service.key}_{what}") for service in shifted()}

    @model_validator(mode="after")
    def _leave_some_for_the_rest(self) -> "Services":
        if sum(self.of("spend").values()) >= 100 or sum(self.of("reached").values()) > 100:
            raise ValueError(
                f"{listed(service.words for service in shifted())} take more than the whole; lower"
                " one of them"
            )
        return self

    @property
    def split(self) -> Split:
        def shares(percent: dict[str, float]) -> tuple[float, ...]:
            return tuple(
                percent[key] / 100 if key in percent else 1 - sum(percent.values()) / 100
                for key in SERVICES
            )

        return Split(spend=shares(self.of("spend")), reached=shares(self.of("reached")))


class Pace(Record, at=("pace",)):
    """A6: the rule of yearly growth (docs/methods.md 8); percent a year."""

    target: str = at("pace", "target")
    years: int = at("pace", "years")
    growth: float = at("pace", "growth")
    least: float = at("pace", "least")
    most: float = at("pace", "most")
    speed: float = at("pace", "speed")
    under: float = at("pace", "under")

    @property
    def rule(self) -> Rule:
        return Rule(**{field.name: getattr(self, field.name) for field in fields(Rule)})


class Errors(Record, at=("errors",)):
    """A4: how far an estimate of need from a survey may be off, percent either way. A5: how far
    {areas} inside one {part} differ, as the standard deviation of the logarithm of their
    rates, percent."""

    need: float = at("errors", "need")
    need_district: float = at("errors", "need_district")
    apportionment: float = at("errors", "apportionment")

    def doubts(self, surveyed: bool) -> Doubts:
        """surveyed: need is estimated from a survey; the national standard is defined on its own
        denominator, which has no error."""
        return Doubts(
            inside=self.apportionment / 100,
            base_shared=self.need if surveyed else 0.0,
            base_own=self.need_district if surveyed else 0.0,
        )


class Levers(Record, at=("levers",)):
    """What the reader moves. changes: pounds a year on today's by area_code, thousands; an area
    left out is unchanged."""

    growth: float = at("levers", "growth")
    changes: dict[AreaCode, Whole] = Field(
        default_factory=dict, description="Pounds a year on today's spend"
    )
    floor: float = at("levers", "floor")
    cap: float = at("levers", "cap")
    locked: tuple[AreaCode, ...] = ()
    early: float = at("levers", "early")
    intensive: float = at("levers", "intensive")
    shift_only: AreaCode | None = Field(
        None, description="The one {area} whose mix shifts; all where missing"
    )
    release_intensive: bool = at("levers", "release_intensive")

    @model_validator(mode="after")
    def _be_in_thousands_and_in_order(self) -> "Levers":
        for code, pounds in self.changes.items():
            if pounds % 1000:
                raise ValueError(
                    f"the change of {code} is £{pounds:,}; changes are in whole £1,000"
                )
        if self.floor > self.cap:
            raise ValueError(f"the floor ({self.floor:g}%) is above the cap ({self.cap:g}%)")
        return self

    @property
    def shifts(self) -> dict[str, float]:
        """Points of spend to each service that has a lever."""
        return {service.key: getattr(self, service.key) for service in shifted()}

    def change(self, order: list[str]) -> pd.Series:
        """Pounds a year on today's spend, shape (areas,)."""
        return pd.Series([float(self.changes.get(code, 0)) for code in order], order)


class Pathway(Record, at=("pathway",)):
    """The way from referral to treatment: pounds a year put there, and what is assumed of it."""


class Risk(Record, at=("risk",)):
    """Offers to groups of children at greatest risk."""


class Transition(Record, at=("transition",)):
    """Services from birth to 25: when and for how many (docs/methods.md 19)."""

    access: float = at("transition", "access")
    moves: float = at("transition", "moves")
    starts: int = at("transition", "starts")
    steps: str = at("transition", "steps")
    first: float = at("transition", "first")
    second: float = at("transition", "second")
    third: float = at("transition", "third")
    paid: int = at("transition", "paid")
    moves_on: float = at("transition", "moves_on")
    older: str = at("transition", "older")
    cost: float = at("transition", "cost")
    at_18: float = at("transition", "at_18")


class Schools(Record, at=("schools",)):
    """School teams, other early help, and the staff that a scenario needs."""


class Places(Record, at=("places",)):
    """More places of support: how many, where they stand and what one costs (docs/methods.md
    22)."""

    new: int = at("places", "new")
    aim: str = at("places", "aim")
    counted: str = at("places", "counted")
    within: float = at("places", "within")
    closing: bool = at("places", "closing")
    cost: float = at("places", "cost")
    road: float = at("places", "road")


class Told(Record):
    """An author's own words on a step of the story: what it says to the room, and a note for
    whoever speaks."""

    message: Annotated[str, AfterValidator(one_line), Field(max_length=200)] = ""
    note: Annotated[str, AfterValidator(printable), Field(max_length=1000)] = ""


class Story(Record):
    """How a scenario is presented: the figure that it is of, steps in an order of the author's,
    those that are hidden, those that are shown and are not usual, and words on some. A usual step
    that is named nowhere is shown, in its own words and place; without a figure of its own a story
    is of the one that is looked at."""

    version: Literal[1] = 1
    indicator: Annotated[str, Field(pattern=r"^[a-z0-9_]{0,40}$")] = ""
    period: Annotated[str, AfterValidator(one_line), Field(max_length=40)] = ""
    order: Annotated[tuple[StepKey, ...], Field(max_length=MOST_STEPS)] = ()
    hidden: Annotated[tuple[StepKey, ...], Field(max_length=MOST_STEPS)] = ()
    shown: Annotated[tuple[StepKey, ...], Field(max_length=MOST_STEPS)] = ()
    told: Annotated[dict[StepKey, Told], Field(max_length=MOST_STEPS)] = Field(default_factory=dict)

    def about(self, indicator: str, period: str | None) -> "Story":
        """With a figure: its own where it has one that there is, else this.

        >>> Story().about("mean_wait", None).indicator
        'mean_wait'
        >>> Story(indicator="need").about("mean_wait", None).indicator
        'need'
        """
        if self.indicator in INDICATORS:
            return self
        return self.model_copy(update={"indicator": indicator, "period": period or ""})

    def without_notes(self) -> "Story":
        """As those have it who are not its author: notes are for whoever speaks.

        >>> story = Story(told={"ask": Told(message="Agree?", note="Ask Ann first")})
        >>> print(story.without_notes().told["ask"].model_dump())
        {'message': 'Agree?', 'note': ''}
        """
        told = {key: one.model_copy(update={"note": ""}) for key, one in self.told.items()}
        return self.model_copy(update={"told": told})


class Scenario(Record, at=()):
    """Everything that makes a result: levers, assumptions, the data it was made on, its name and
    its author's reason; and how it is presented."""

    version: Literal[2] = VERSION
    name: Annotated[str, AfterValidator(one_line), Field(min_length=1, max_length=80)] = (
        "Untitled scenario"
    )
    reason: Annotated[str, AfterValidator(printable)] = Field("", max_length=2000)
    plan_year: Year = Field("", description="The year that it is the plan of, where it is one")
    plan_from: Year = Field("", description="The year of the figures that the plan was made on")
    data_version: str = Field("", description="Hash of the data the scenario was made on")
    figures: dict[AreaCode, Figures] = Field(default_factory=dict)
    levers: Levers = Levers()
    basis: str = at("basis")
    weighted: bool = False
    standard: float = at("standard")
    shared_by: str = at("shared_by")
    curve: str = at("curve")
    elasticity: float = at("elasticity")
    inflation: float = at("inflation")
    services: Services = Services()
    errors: Errors = Errors()
    pace: Pace = Pace()
    pathway: Pathway = Pathway()
    risk: Risk = Risk()
    transition: Transition = Transition()
    schools: Schools = Schools()
    places: Places = Places()
    story: Story = Story()

    def to_json(self) -> str:
        """Readable JSON, the same for the same scenario; a story that nobody has touched and the
        year of no plan are left out, so that dashboards that know of none open it too."""
        empty = {"story": Story(), "plan_year": "", "plan_from": ""}
        usual = {key for key, none in empty.items() if getattr(self, key) == none}
        fields_of = self.model_dump(mode="json", exclude=usual)
        return json.dumps(fields_of, indent=2, ensure_ascii=False) + "\n"

    def having(self, where: tuple[str, ...], value: Any) -> "Scenario":
        """The scenario with another value somewhere in its record."""
        *above, name = where
        if not above:
            return self.model_copy(update={name: value})
        inner = getattr(self, above[0])
        return self.model_copy(update={above[0]: inner.model_copy(update={name: value})})

    def at(self, where: tuple[str, ...]) -> Any:
        """What stands somewhere in its record."""
        value: Any = self
        for step in where:
            value = getattr(value, step)
        return value

    def question(self) -> "Scenario":
        """The levers and assumptions alone: what makes two scenarios the same question."""
        return self.model_copy(
            update={
                "name": "Untitled scenario",
                "reason": "",
                "plan_year": "",
                "plan_from": "",
                "data_version": "",
                "figures": {},
                "story": Story(),
            }
        )


def schema(say: Callable[[str], str] = str) -> str:
    """The published JSON Schema of a scenario file; descriptions of fields and docstrings of
    records stand in it. say: puts a partnership's nouns into them (lib/place/profile.py)."""
    described = Scenario.model_json_schema()
    text = json.dumps(
        {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}, indent=2
    )
    return f"{say(text)}\n"


def from_json(text: str, areas: list[str], noun: Level = AREA) -> Scenario:
    """A scenario from its JSON. areas: the area codes of this deployment; noun: what an area is
    called.

    Raises BadScenario, naming the field and the fix, where the text cannot be read whole; nothing
    is half-applied.
    """
    try:
        data = json.loads(text)
    # not only of what is no JSON: also of a number of more than 4,300 digits
    except (ValueError, RecursionError) as fault:
        raise BadScenario(
            "This is not a scenario file: it cannot be read as JSON. Choose a file downloaded from"
            " the Reallocate page."
        ) from fault
    if not isinstance(data, dict) or "version" not in data:
        raise BadScenario(
            "This is not a scenario file: it has no version. Choose a file downloaded from the"
            " Reallocate page."
        )
    if data["version"] not in OPENS:
        raise BadScenario(
            f"This scenario is version {str(data['version'])[:20]}; this dashboard reads versions"
            f" {listed(map(str, OPENS))}. Open it in the dashboard that made it, or set the levers"
            " by hand."
        )
    try:
        return validated(data | {"version": VERSION}, areas, noun)
    except BadScenario as fault:
        raise BadScenario(
            f"{fault}. Mend that field and load the file again.", fault.where
        ) from fault


def has_unprintable(text: str) -> bool:
    """Whether the name or reason in a scenario's JSON holds characters that are left out of the
    scenario made of it."""
    data = json.loads(text)
    return any(printable(data[key]) != data[key] for key in ("name", "reason") if key in data)


def validated(data: dict, areas: list[str], noun: Level = AREA) -> Scenario:
    """A scenario from its fields. Raises BadScenario naming the first field that is wrong."""
    try:
        scenario = Scenario.model_validate(data)
    except ValidationError as fault:
        first = fault.errors()[0]
        where = tuple(str(part) for part in first["loc"])
        raise BadScenario(
            f"{' > '.join(where) or 'scenario'}: {first['msg'].removeprefix('Value error, ')}",
            where,
        ) from fault
    named = [
        *scenario.levers.changes,
        *scenario.levers.locked,
        *scenario.figures,
        *filter(None, [scenario.levers.shift_only]),
    ]
    unknown = [code for code in named if code not in areas]
    if unknown:
        raise BadScenario(
            f"{unknown[0]} is not {noun.a} of this dashboard: the scenario belongs to another area"
        )
    return scenario
