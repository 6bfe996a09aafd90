"""The contract of the tables of groups at greatest risk."""

import pandera.pandas as pa

from lib.columns import (
    AMOUNT,
    AREA,
    KIND,
    MAYBE,
    WHOLE,
    YEAR,
    Table,
    in_catalogue,
    limits,
    number,
    one_of,
    table,
    text,
)

MOST = 10**6  # children of a group in one area
GROUP = text(in_catalogue("is no group"))
# missing where its owner has suppressed it
CHILDREN = pa.Column(float, [*limits(0, MOST), WHOLE], nullable=True, coerce=True)

TABLES: dict[str, Table] = {
    "authorities.csv": table(
        {"area_code": AREA, "authority_code": AREA, "provenance": KIND},
        ("area_code",),
        optional=True,
        aside=True,
    ),
    "risk_measures.csv": table(
        {
            "measure": text(),
            "group": GROUP,
            "role": text(one_of(("size", "rate", "need", "beside"))),
            "kind": text(one_of(("count", "rate", "share"))),
            "label": text(),
            "unit": text(),
            "per": AMOUNT,
            "age_from": AMOUNT,
            "age_to": AMOUNT,
            "caution": MAYBE,
            "provenance": KIND,
        },
        ("measure",),
        optional=True,
        aside=True,
    ),
    "risk_figures.csv": table(
        {
            "measure": text(),
            "area_code": AREA,
            "area_name": text(),
            "level": text(one_of(("authority", "region", "nation", "area"))),
            "period": text(),
            "value": AMOUNT,
            "of": AMOUNT,
            "source_id": text(),
            "provenance": KIND,
        },
        ("measure", "area_code", "period"),
        optional=True,
        aside=True,
    ),
    "risk_prevalence.csv": table(
        {
            "group": GROUP,
            "low": number(0, 100),
            "high": number(0, 100),
            "sample": AMOUNT,
            "what": text(),
            "whom": text(),
            "place": text(),
            "period": text(),
            "source_id": text(),
            "provenance": KIND,
        },
        ("group", "source_id"),
        optional=True,
        aside=True,
    ),
    "groups.csv": table(
        {
            "area_code": AREA,
            "period": YEAR,
            "group": GROUP,
            "value": CHILDREN,
            "provenance": KIND,
        },
        ("area_code", "period", "group"),
        every_area=True,
        optional=True,
        aside=True,
    ),
}

INCOMING: dict[str, Table] = {
    "groups": table(
        {"area_code": text(), "period": YEAR, "group": GROUP, "value": CHILDREN},
        ("area_code", "period", "group"),
        every_area=True,
    ),
}
