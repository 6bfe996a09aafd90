"""The contract of the tables of plans: steps that were set, all partnerships, months in which a
measure broke."""

import pandera.pandas as pa

from lib.columns import (
    AMOUNT,
    KIND,
    MAYBE,
    MONTH,
    SPAN,
    YEAR,
    Table,
    named,
    number,
    one_of,
    table,
    text,
)

STEPPED = pa.Check(
    lambda table: table.value.notna() != table.standard.notna(),
    error=named("is neither a number nor a standard", "give the one or the other"),
)

TABLES: dict[str, Table] = {
    "trajectory.csv": table(
        {
            "measure": text(),
            "level": text(one_of(("nation", "whole"))),
            "period": YEAR,
            "standard": MAYBE,
            "value": AMOUNT,
            "words": text(),
            "source_id": text(),
            "provenance": KIND,
        },
        ("measure", "level", "period"),
        check=STEPPED,
        optional=True,
        aside=True,
    ),
    "partnerships.csv": table(
        {
            "measure": text(),
            "partnership_code": text(),
            "partnership": text(),
            "period": SPAN,
            "value": number(0, 10**9),
            "source_id": text(),
            "provenance": KIND,
        },
        ("measure", "partnership_code", "period"),
        optional=True,
        aside=True,
    ),
    "breaks.csv": table(
        {
            "measure": text(),
            "month": MONTH,
            "what": text(),
            "anew": pa.Column(bool),
            "source_id": text(),
            "provenance": KIND,
        },
        ("measure", "month"),
        optional=True,
        aside=True,
    ),
}
