"""What a table of the contract is made of: its columns, each with what may be wrong in it and the
fix."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa

from lib.catalogue.groups import GROUPS
from lib.catalogue.measures import MEASURES, means
from lib.catalogue.services import SERVICES
from lib.catalogue.themes import THEMES
from lib.catalogue.waiting import WAITS

PROVENANCES = ("published", "apportioned", "modelled", "uploaded", "recalled")
GSS = r"^E\d{8}$"


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """What is wrong with a cell, as a sentence about it goes on, and the fix."""

    what: str
    fix: str


# What is wrong by the text of the check that finds it: pandera carries no more than a text.
WRONG: dict[str, Wrong] = {}


def named(what: str, fix: str) -> str:
    """The text of a check, which stands for what is wrong and the fix."""
    name = f"{what} [{fix}]"
    WRONG[name] = Wrong(what=what, fix=fix)
    return name


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of the data contract: its schema and the columns that name a row uniquely."""

    schema: pa.DataFrameSchema
    key: tuple[str, ...]
    every_area: bool = False  # each period, measure or age must list every area
    of_parts: bool = False  # empty where nothing lies between a district and the whole
    optional: bool = False  # a folder may lack it, which is as if it had no row
    aside: bool = False  # nothing that a scenario starts from rests on it

    @property
    def columns(self) -> list[str]:
        """Their names, in the contract's order."""
        return list(self.schema.columns)


def text(*checks: pa.Check) -> pa.Column:
    return pa.Column(str, checks=list(checks), nullable=False)


def whole(low: int, high: int) -> pa.Column:
    return pa.Column(int, pa.Check.in_range(low, high, error=_outside(low, high)), coerce=True)


def _outside(low: float, high: float) -> str:
    return named(f"is outside {low:,} to {high:,}", "give a number in that range")


def limits(low: float, high: float) -> list[pa.Check]:
    if low:
        return [pa.Check.in_range(low, high, error=_outside(low, high))]
    return [
        pa.Check.ge(0, error=named("is below 0", "give 0 or more")),
        pa.Check.le(high, error=named(f"is above {high:,}", "check the number")),
    ]


def number(low: float, high: float) -> pa.Column:
    return pa.Column(float, limits(low, high), coerce=True)


def is_period(value: str) -> bool:
    """Whether a text is a financial year such as 2023/24.

    >>> is_period("2023/24"), is_period("1999/00"), is_period("2023/25"), is_period("2023")
    (True, True, False, False)
    """
    years = re.fullmatch(r"(\d{4})/(\d{2})", value)
    return years is not None and (int(years[1]) + 1) % 100 == int(years[2])


def one_of(words: tuple[str, ...]) -> pa.Check:
    wrong = not_known(words)
    return pa.Check.isin(words, error=named(wrong.what, wrong.fix))


def not_known(words: Iterable[str]) -> Wrong:
    """What is wrong with a word that is none of some."""
    return Wrong(what="is not known here", fix=f"write one of {', '.join(words)}")


# Catalogues that a column's words are of, by what a check of it says; `faults` lists the
# words there are when it is asked.
OF_A_CATALOGUE: dict[str, Mapping[str, Any]] = {
    "is no measure": MEASURES,
    "is no service": SERVICES,
    "is no theme": THEMES,
    "is no count of waits": WAITS,
    "is no group": GROUPS,
}


def in_catalogue(check: str) -> pa.Check:
    return pa.Check(lambda column: column.isin(list(OF_A_CATALOGUE[check])), error=check)


AREA = text(
    pa.Check.str_matches(GSS, error=named("is not a GSS area code", "write one such as E09000001"))
)
YEAR = text(
    pa.Check(
        is_period,
        element_wise=True,
        error=named(
            "is not a financial year", "write the year from April to March, for example 2023/24"
        ),
    )
)
KIND = text(one_of(PROVENANCES))
MEASURE = text(in_catalogue("is no measure"))
SERVICE = text(in_catalogue("is no service"))
# A figure of the whole may be for another span: "12 months to 2024-06", "quarter to 2024-06", "at
# 2024-06".
SPAN = text(
    pa.Check(
        lambda value: (
            is_period(value)
            or bool(
                re.fullmatch(r"(12 months to|quarter to|month to|at) \d{4}-(0[1-9]|1[0-2])", value)
            )
        ),
        element_wise=True,
        error=named("is not a period", "write it as 2023/24, or as 12 months to 2024-06"),
    )
)
MONTH = text(
    pa.Check.str_matches(
        r"^\d{4}-(0[1-9]|1[0-2])$",
        error=named("is not a month", "write it as 2024-06"),
    )
)
MAYBE = pa.Column(str, nullable=True, coerce=True)  # a text, or nothing (in a whole column, too)
AMOUNT = pa.Column(float, limits(0, 10**12), nullable=True, coerce=True)
# missing where its owner has suppressed it
COUNT = pa.Column(float, limits(0, 10**6), nullable=True, coerce=True)
LEVEL = text()  # place.toml says which there are: lib/sources.py
WHOLE_UNLESS_MEAN = pa.Check(
    lambda table: (
        pd.to_numeric(table.value, errors="coerce").mod(1).fillna(0).eq(0)
        | table.measure.isin(means())
    ),
    error=named(
        "is not a whole number of children", "give the count itself, not a rate or an average"
    ),
)


# a number of a reader's own file, where it is of whole things
WHOLE = pa.Check(
    lambda column: column.mod(1).eq(0),
    error=named("is not a whole number", "give a whole number"),
)


def table(
    columns: dict[str, pa.Column],
    key: tuple[str, ...],
    every_area: bool = False,
    check: pa.Check | None = None,
    of_parts: bool = False,
    optional: bool = False,
    aside: bool = False,
) -> Table:
    schema = pa.DataFrameSchema(columns, checks=check, strict=True, ordered=True)
    return Table(
        schema=schema,
        key=key,
        every_area=every_area,
        of_parts=of_parts,
        optional=optional,
        aside=aside,
    )
