"""The partnership's areas: codes, names and order, all from data/areas.csv; nothing here names a
district."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from lib.place.nouns import AREA, Level


@dataclass(frozen=True, kw_only=True)
class Areas:
    """The areas in their fixed order; every Series is indexed by area_code in that order. noun:
    what they are called."""

    name: pd.Series
    kind: pd.Series  # district or unitary
    partnership: pd.Series
    indicative: pd.Series  # True where the area is split between partnerships
    noun: Level = AREA

    @property
    def order(self) -> list[str]:
        return list(self.name.index)

    def only(self, codes: list[str]) -> "Areas":
        """Some of the areas, in the same order."""
        kept = [code for code in self.order if code in codes]
        return Areas(
            name=self.name[kept],
            kind=self.kind[kept],
            partnership=self.partnership[kept],
            indicative=self.indicative[kept],
            noun=self.noun,
        )

    def code(self, name: str) -> str | None:
        """The code of an area by its name, or None."""
        codes = self.name.index[self.name == name]
        return str(codes[0]) if len(codes) else None


def from_table(table: pd.DataFrame, noun: Level = AREA) -> Areas:
    """Areas from the rows of areas.csv. noun: what they are called."""
    rows = table.sort_values("sort_order").set_index("area_code")
    return Areas(
        name=rows.area_name,
        kind=rows.area_type,
        partnership=rows.partnership,
        indicative=rows.partnership_indicative,
        noun=noun,
    )


def listed(names: Iterable[str]) -> str:
    """Names as a phrase.

    >>> listed(["Northam", "Southby", "Weston"])
    'Northam, Southby and Weston'
    """
    words = list(names)
    return (
        words[0]
        if len(words) == 1
        else f"{', '.join(words[:-1])} and {words[-1]}"
        if words
        else "none"
    )
