"""A scenario: one frozen, versioned record of every lever and assumption, read and written as JSON."""

import json
from typing import Annotated, Literal

import pandas as pd
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from lib.chance import Doubts
from lib.errors import BadScenario
from lib.model.curves import HIGHEST_ELASTICITY
from lib.model.pace import Rule
from lib.model.response import Split
from lib.printable import one_line, printable

VERSION: Literal[1] = 1
Percent = Annotated[float, Field(ge=1, le=99)]
AreaCode = Annotated[str, Field(pattern=r"^[A-Z]\d{8}$")]
MOST = 9_999_999_000  # of a whole number: as many pounds as a link has room for
Whole = Annotated[int, Field(ge=-MOST, le=MOST)]


class Record(BaseModel):
    """Frozen, and closed to fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True)


class Figures(Record):
    """What a district started from when the scenario was kept, to say later which figures moved."""

    pounds: Whole = Field(description="Spend today, pounds a year")
    treated: Whole = Field(description="Children treated today, a year")
    need: Whole = Field(description="Children in need")


class Services(Record):
    """A2: percent of spend and of children reached by early intervention and by intensive services; the rest is community."""

    early_spend: Percent = 10
    early_reached: Percent = 25
    intensive_spend: Percent = 20
    intensive_reached: Percent = 5

    @model_validator(mode="after")
    def _leave_some_for_community(self) -> "Services":
        if self.early_spend + self.intensive_spend >= 100 or self.early_reached + self.intensive_reached > 100:
            raise ValueError("early intervention and intensive services take more than the whole; lower one of them")
        return self

    @property
    def split(self) -> Split:
        def shares(early: float, intensive: float) -> tuple[float, float, float]:
            return early / 100, 1 - (early + intensive) / 100, intensive / 100

        return Split(spend=shares(self.early_spend, self.intensive_spend), reached=shares(self.early_reached, self.intensive_reached))


class Pace(Record):
    """A6: the rule of yearly growth (METHODS 8); percent a year."""

    target: Literal["scenario", "fair_share"] = "scenario"
    years: int = Field(4, ge=1, le=8)
    growth: float = Field(0, ge=-10, le=30, description="Of the whole budget, after inflation")
    least: float = Field(-5, ge=-50, le=30)
    most: float = Field(10, ge=-10, le=100)
    speed: float = Field(50, ge=0, le=100, description="Percent of the distance from target that a year's growth makes up")
    under: float = Field(5, ge=0, le=100, description="Percent a district may stay under target where the money allows")

    @property
    def rule(self) -> Rule:
        return Rule(**self.model_dump(exclude={"target"}))


class Errors(Record):
    """A4: how far an estimate of need from a survey may be off, percent either way. A5: how far districts inside one former CCG differ,
    as the standard deviation of the logarithm of their rates, percent."""

    need: float = Field(15, ge=0, le=50)
    need_district: float = Field(5, ge=0, le=50)
    apportionment: float = Field(17, ge=0, le=50)

    def doubts(self, surveyed: bool) -> Doubts:
        """surveyed: need is estimated from a survey; the national standard is defined on its own denominator, which has no error."""
        return Doubts(
            inside=self.apportionment / 100,
            base_shared=self.need if surveyed else 0.0,
            base_own=self.need_district if surveyed else 0.0,
        )


class Levers(Record):
    """What the reader moves. changes: pounds a year on today's by area_code, thousands; an area left out is unchanged."""

    growth: float = Field(0, ge=-10, le=30, description="Percent on today's budget")
    changes: dict[AreaCode, Whole] = Field(default_factory=dict, description="Pounds a year on today's spend")
    floor: float = Field(70, ge=0, le=300, description="Least spend of a district, percent of today's")
    cap: float = Field(130, ge=0, le=300, description="Most spend of a district, percent of today's")
    locked: tuple[AreaCode, ...] = ()
    early: float = Field(0, ge=-10, le=30, description="Points of spend from community to early intervention")
    intensive: float = Field(0, ge=-20, le=20, description="Points of spend from community to intensive services")
    shift_only: AreaCode | None = Field(None, description="The one district whose mix shifts; all where missing")
    release_intensive: bool = Field(False, description="Lets intensive spend fall below today's pounds")

    @model_validator(mode="after")
    def _be_in_thousands_and_in_order(self) -> "Levers":
        for code, pounds in self.changes.items():
            if pounds % 1000:
                raise ValueError(f"the change of {code} is £{pounds:,}; changes are in whole £1,000")
        if self.floor > self.cap:
            raise ValueError(f"the floor ({self.floor:g}%) is above the cap ({self.cap:g}%)")
        return self

    def change(self, order: list[str]) -> pd.Series:
        """Pounds a year on today's spend, shape (areas,)."""
        return pd.Series([float(self.changes.get(code, 0)) for code in order], order)


class Scenario(Record):
    """Everything that makes a result: levers, assumptions, the data it was made on, its name and its author's reason."""

    version: Literal[1] = VERSION
    name: Annotated[str, AfterValidator(one_line), Field(min_length=1, max_length=80)] = "Untitled scenario"
    reason: Annotated[str, AfterValidator(printable)] = Field("", max_length=2000)
    data_version: str = Field("", description="Hash of the data the scenario was made on")
    figures: dict[AreaCode, Figures] = Field(default_factory=dict)
    levers: Levers = Levers()
    basis: Literal["national", "survey_2017", "survey_2023"] = "national"
    weighted: bool = False
    standard: float = Field(35, ge=1, le=100, description="Children reached per 100 in need to compare with")
    shared_by: Literal["treated", "children", "need"] = Field("treated", description="A1")
    curve: Literal["constant", "saturating"] = "constant"
    elasticity: float = Field(0.75, ge=0.5, le=HIGHEST_ELASTICITY, description="A3")
    inflation: float = Field(2.5, ge=0, le=6, description="A7: percent a year; growth is after it, and this only says it in cash")
    services: Services = Services()
    errors: Errors = Errors()
    pace: Pace = Pace()

    def to_json(self) -> str:
        """Readable JSON, the same for the same scenario."""
        return json.dumps(self.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n"

    def question(self) -> "Scenario":
        """The levers and assumptions alone: what makes two scenarios the same question."""
        return self.model_copy(update={"name": "Untitled scenario", "reason": "", "data_version": "", "figures": {}})


def schema() -> str:
    """The published JSON Schema of a scenario file."""
    made = Scenario.model_json_schema()
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **made}, indent=2) + "\n"


def from_json(text: str, areas: list[str]) -> Scenario:
    """A scenario from its JSON. areas: the area codes of this deployment.

    Raises BadScenario, naming the field and the fix, where the text cannot be read whole; nothing is half-applied.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as fault:  # not only of what is no JSON: also of a number of more than 4,300 digits
        raise BadScenario(
            "This is not a scenario file: it cannot be read as JSON. Choose a file downloaded from the Reallocate page."
        ) from fault
    if not isinstance(data, dict) or "version" not in data:
        raise BadScenario("This is not a scenario file: it has no version. Choose a file downloaded from the Reallocate page.")
    if data["version"] != VERSION:
        raise BadScenario(
            f"This scenario is version {str(data['version'])[:20]}; this dashboard reads version {VERSION}. "
            "Open it in the dashboard that made it, or set the levers by hand."
        )
    try:
        return validated(data, areas)
    except BadScenario as fault:
        raise BadScenario(f"{fault}. Mend that field and load the file again.", fault.where) from fault


def has_unprintable(text: str) -> bool:
    """Whether the name or reason in a scenario's JSON holds characters that are left out of the scenario made of it."""
    data = json.loads(text)
    return any(printable(data[key]) != data[key] for key in ("name", "reason") if key in data)


def validated(data: dict, areas: list[str]) -> Scenario:
    """A scenario from its fields. Raises BadScenario naming the first field that is wrong."""
    try:
        found = Scenario.model_validate(data)
    except ValidationError as fault:
        first = fault.errors()[0]
        where = tuple(str(part) for part in first["loc"])
        raise BadScenario(f"{' > '.join(where) or 'scenario'}: {first['msg'].removeprefix('Value error, ')}", where) from fault
    named = [*found.levers.changes, *found.levers.locked, *found.figures, *filter(None, [found.levers.shift_only])]
    unknown = [code for code in named if code not in areas]
    if unknown:
        raise BadScenario(f"{unknown[0]} is not a district of this dashboard: the scenario belongs to another area")
    return found
