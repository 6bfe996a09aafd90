"""What a scenario's links and widgets are read against."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from lib.place.areas import Areas
from lib.scenarios.record import Scenario


@dataclass(frozen=True, kw_only=True)
class Standard:
    """A published access standard.

    Attributes
    ----------
    label
        As readers choose it.
    name
        In a sentence.
    percent
        Children reached per 100 in need.
    """

    label: str
    name: str
    percent: float


@dataclass(frozen=True, kw_only=True)
class Place:
    """The areas, those of them in the model, the standards by their key in the data, and today's
    pounds under a choice of basis, weighting and A1."""

    areas: Areas
    modelled: Areas
    standards: dict[str, Standard]
    pounds: Callable[[str, bool, str], pd.Series]

    def today(self, scenario: Scenario) -> pd.Series:
        return self.pounds(scenario.basis, scenario.weighted, scenario.shared_by)
