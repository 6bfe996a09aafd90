"""What holds on every page."""

from dataclasses import dataclass

from lib.model import need


@dataclass(frozen=True, kw_only=True)
class Filters:
    """The choices that hold on every page."""

    basis: str
    weighted: bool
    standard: float  # per 100 children in need
    standard_label: str
    district: str | None  # area_code

    @property
    def standard_applies(self) -> bool:
        return need.has_standard(self.basis, self.weighted)
