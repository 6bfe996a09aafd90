"""What the records of a scenario are made of: frozen, with a field for every setting."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from lib.catalogue.assumptions import setting_at, settings
from lib.catalogue.settings import Setting
from lib.columns import is_period


def at(*where: str) -> Any:
    """The field of a setting of the catalogue: its value where none is given, and its bounds."""
    return _field(setting_at(where))


def _field(setting: Setting) -> Any:
    bounded = setting.kind in ("number", "whole")
    low, high = (setting.low, setting.high) if bounded else (None, None)
    return Field(setting.value, description=setting.description or None, ge=low, le=high)


def _type(setting: Setting) -> Any:
    """The type of a setting's field; of a choice, its options."""
    if setting.kind == "choice":
        return Literal[tuple(option.key for option in setting.options)]
    return {"number": float, "whole": int, "switch": bool}[setting.kind]


class Record(BaseModel):
    """Frozen, and closed to fields it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True
    )

    def __init_subclass__(cls, at: tuple[str, ...] | None = None, **more: Any) -> None:
        """A record at some place has a field for every setting of the catalogue there; those that
        it declares itself come first."""
        for setting in settings().values():
            *above, name = setting.where
            if tuple(above) != at:
                continue
            if name not in cls.__annotations__:
                setattr(cls, name, _field(setting))
            if name not in cls.__annotations__ or setting.kind == "choice":
                cls.__annotations__[name] = _type(setting)
        super().__init_subclass__(**more)


def year_or_none(text: str) -> str:
    """A financial year, or nothing."""
    if text and not is_period(text):
        raise ValueError("a plan is of a financial year, such as 2023/24, or of none")
    return text


Year = Annotated[str, AfterValidator(year_or_none)]  # a financial year, or nothing
