"""The contract of every table, bundled or brought in: one pandera schema a table."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa

from lib.catalogue.measures import MEASURES, means
from lib.catalogue.services import SERVICES

PROVENANCES = ("published", "apportioned", "modelled", "uploaded", "recalled")
GSS = r"^E\d{8}$"


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """What is wrong with a cell, as a sentence about it goes on, and the fix."""

    what: str
    fix: str


# What is wrong by the text of the check that finds it: pandera carries no more than a text.
WRONG: dict[str, Wrong] = {}


def _named(what: str, fix: str) -> str:
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

    @property
    def columns(self) -> list[str]:
        """Their names, in the contract's order."""
        return list(self.schema.columns)


def text(*checks: pa.Check) -> pa.Column:
    return pa.Column(str, checks=list(checks), nullable=False)


def whole(low: int, high: int) -> pa.Column:
    return pa.Column(int, pa.Check.in_range(low, high, error=_outside(low, high)), coerce=True)


def _outside(low: float, high: float) -> str:
    return _named(f"is outside {low:,} to {high:,}", "give a number in that range")


def _in_range(low: float, high: float) -> list[pa.Check]:
    if low:
        return [pa.Check.in_range(low, high, error=_outside(low, high))]
    return [
        pa.Check.ge(0, error=_named("is below 0", "give 0 or more")),
        pa.Check.le(high, error=_named(f"is above {high:,}", "check the number")),
    ]


def number(low: float, high: float) -> pa.Column:
    return pa.Column(float, _in_range(low, high), coerce=True)


def is_period(value: str) -> bool:
    """Whether a text is a financial year such as 2023/24.

    >>> is_period("2023/24"), is_period("1999/00"), is_period("2023/25"), is_period("2023")
    (True, True, False, False)
    """
    years = re.fullmatch(r"(\d{4})/(\d{2})", value)
    return years is not None and (int(years[1]) + 1) % 100 == int(years[2])


def one_of(words: tuple[str, ...]) -> pa.Check:
    wrong = not_known(words)
    return pa.Check.isin(words, error=_named(wrong.what, wrong.fix))


def not_known(words: Iterable[str]) -> Wrong:
    """What is wrong with a word that is none of some."""
    return Wrong(what="is not known here", fix=f"write one of {', '.join(words)}")


# Catalogues that a column's words are of, by what a check of it says; `faults` lists the
# words there are when it is asked.
OF_A_CATALOGUE: dict[str, Mapping[str, Any]] = {
    "is no measure": MEASURES,
    "is no service": SERVICES,
}


def in_catalogue(check: str) -> pa.Check:
    return pa.Check(lambda column: column.isin(list(OF_A_CATALOGUE[check])), error=check)


AREA = text(
    pa.Check.str_matches(GSS, error=_named("is not a GSS area code", "write one such as E09000001"))
)
YEAR = text(
    pa.Check(
        is_period,
        element_wise=True,
        error=_named(
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
        error=_named("is not a period", "write it as 2023/24, or as 12 months to 2024-06"),
    )
)
# missing where its owner has suppressed it
COUNT = pa.Column(float, _in_range(0, 10**6), nullable=True, coerce=True)
LEVEL = text()  # place.toml says which there are: lib/sources.py
WHOLE_UNLESS_MEAN = pa.Check(
    lambda table: (
        pd.to_numeric(table.value, errors="coerce").mod(1).fillna(0).eq(0)
        | table.measure.isin(means())
    ),
    error=_named(
        "is not a whole number of children", "give the count itself, not a rate or an average"
    ),
)


def table(
    columns: dict[str, pa.Column],
    key: tuple[str, ...],
    every_area: bool = False,
    check: pa.Check | None = None,
    of_parts: bool = False,
    optional: bool = False,
) -> Table:
    schema = pa.DataFrameSchema(columns, checks=check, strict=True, ordered=True)
    return Table(
        schema=schema, key=key, every_area=every_area, of_parts=of_parts, optional=optional
    )


TABLES: dict[str, Table] = {
    "areas.csv": table(
        {
            "area_code": AREA,
            "area_name": text(),
            "area_type": text(),
            "partnership": text(),
            "partnership_indicative": pa.Column(bool),
            "sort_order": whole(1, 1000),
        },
        ("area_code",),
    ),
    "area_aliases.csv": table(
        {"area_code": AREA, "alias": text(), "what": text(), "provenance": KIND}, ("alias",)
    ),
    "population.csv": table(
        {
            "area_code": AREA,
            "year": whole(2000, 2100),
            "age": whole(0, 25),
            "persons": whole(0, 10**6),
            "provenance": KIND,
        },
        ("area_code", "year", "age"),
        every_area=True,
    ),
    "children.csv": table(
        {
            "area_code": AREA,
            "year": whole(2000, 2100),
            "age_from": whole(0, 17),
            "age_to": whole(0, 17),
            "persons": whole(0, 10**6),
            "provenance": KIND,
        },
        ("area_code", "year", "age_from"),
        every_area=True,
    ),
    "crosswalk.csv": table(
        {
            "area_code": AREA,
            "part_code": text(),
            "part": text(),
            "partnership": text(),
            "lsoas": whole(1, 10**4),
            "share": number(0, 1),
            "weight": number(0, 1),
        },
        ("area_code", "part_code"),
        every_area=True,
        of_parts=True,
    ),
    "apportioned.csv": table(
        {"area_code": AREA, "part_code": text(), "measure": MEASURE, "value": whole(0, 10**6)},
        ("area_code", "part_code", "measure"),
        every_area=True,
        of_parts=True,
    ),
    "counts.csv": table(
        {"area_code": AREA, "period": YEAR, "measure": MEASURE, "value": COUNT, "provenance": KIND},
        ("area_code", "period", "measure"),
        every_area=True,
        check=WHOLE_UNLESS_MEAN,
    ),
    "published_counts.csv": table(
        {
            "area_code": text(),
            "area_name": text(),
            "level": LEVEL,
            "period": SPAN,
            "measure": text(),
            "value": number(0, 10**9),
            "provenance": KIND,
            "source_id": text(),
        },
        ("area_code", "period", "measure"),
    ),
    "spend.csv": table(
        {
            "area_code": AREA,
            "period": YEAR,
            "service": SERVICE,
            "pounds": number(0, 10**9),
            "provenance": KIND,
        },
        ("area_code", "period", "service"),
        every_area=True,
    ),
    "deprivation.csv": table(
        {
            "area_code": AREA,
            "index_name": text(),
            "edition": whole(2000, 2100),
            "average_score": number(0, 100),
            "rank": whole(1, 400),
            "ranked_areas": whole(1, 400),
            "source_id": text(),
            "provenance": KIND,
        },
        ("area_code", "index_name", "edition"),
        every_area=True,
    ),
    "need_index.csv": table(
        {
            "area_code": AREA,
            "registered_population": number(1, 10**7),
            "mental_health_weighted_population": number(1, 10**7),
            "need_index": number(0.1, 10),
            "period": YEAR,
            "source_id": text(),
            "provenance": KIND,
        },
        ("area_code",),
        every_area=True,
    ),
    "prevalence.csv": table(
        {
            "survey": text(),
            "age_from": whole(0, 25),
            "age_to": whole(0, 25),
            "percent": number(0, 100),
            "what": text(),
            "source_id": text(),
            "status": text(),
            "provenance": KIND,
        },
        ("survey", "age_from"),
    ),
    "standards.csv": table(
        {
            "standard": text(),
            "kind": text(one_of(("standard", "outturn"))),
            "area_name": text(),
            "period": YEAR,
            "percent": number(0, 100),
            "label": text(),
            "source_id": text(),
            "provenance": KIND,
        },
        ("standard",),
    ),
    "sites.csv": table(
        {
            "area_code": AREA,
            "site": text(),
            "service_type": text(),
            "postcode": text(),
            "lat": number(49, 61),
            "lon": number(-9, 3),
            "provider": text(),
            "source_id": text(),
            "provenance": KIND,
        },
        ("area_code", "site", "postcode"),
    ),
    "closest.csv": table(
        {
            "area_code": AREA,
            "place": whole(0, 100),
            "close_code": AREA,
            "close_name": text(),
            "region": text(),
            "distance": number(0, 1000),
            "need_index": number(0.1, 10),
            "need_period": YEAR,
            "index_name": text(),
            "edition": whole(2000, 2100),
            "average_score": number(0, 100),
            "provenance": KIND,
        },
        ("area_code", "place"),
        optional=True,
    ),
    "closest_access.csv": table(
        {
            "area_code": AREA,
            "ccg_code": text(),
            "former_ccg": text(),
            "share": number(0, 1),
            "period": YEAR,
            "published_rate": number(0, 100),
            "source_id": text(),
            "provenance": KIND,
        },
        ("area_code", "ccg_code"),
        optional=True,
    ),
}


# What a reader may bring in: columns of a table as they know them; the rest is filled in.
INCOMING: dict[str, Table] = {
    "counts": table(
        {"area_code": text(), "period": YEAR, "measure": MEASURE, "value": COUNT},
        ("area_code", "period", "measure"),
        every_area=True,
        check=WHOLE_UNLESS_MEAN,
    ),
    "spend": table(
        {
            "area_code": text(),
            "period": YEAR,
            "service": SERVICE,
            "pounds": pa.Column(float, _in_range(0, 10**9)),
        },
        ("area_code", "period", "service"),
        every_area=True,
    ),
    "sites": table(
        {
            "area_code": text(),
            "site": text(),
            "service_type": text(),
            "postcode": text(),
            "lat": pa.Column(float, _in_range(49, 61)),
            "lon": pa.Column(float, _in_range(-9, 3)),
            "provider": text(),
        },
        ("area_code", "site", "postcode"),
    ),
    "published_counts": table(
        {
            "area_code": text(),
            "period": SPAN,
            "measure": text(),
            "value": pa.Column(float, _in_range(0, 10**9)),
        },
        ("area_code", "period", "measure"),
    ),
}
