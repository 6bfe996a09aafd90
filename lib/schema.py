"""The contract of every table, bundled or brought in: one pandera schema a table."""

import pandera.pandas as pa

from lib import plan_tables, risk_tables, school_tables, site_tables
from lib.columns import (
    AMOUNT,
    AREA,
    COUNT,
    KIND,
    LEVEL,
    MAYBE,
    MEASURE,
    MONTH,
    SERVICE,
    SPAN,
    WHOLE,
    WHOLE_UNLESS_MEAN,
    YEAR,
    Table,
    in_catalogue,
    limits,
    named,
    number,
    one_of,
    table,
    text,
    whole,
)

FIGURED = pa.Check(
    lambda table: table.value.notna() != (table.counted.notna() & table.of.notna()),
    error=named("is neither a value nor a count of a whole", "give the one or the other"),
)
WANTING = pa.Check(
    lambda table: (table.reads == "none") == table.measure.isna(),
    error=named("has a measure and none at once", "name its measure, or write none and nothing"),
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
    "promises.csv": table(
        {
            "promise": text(),
            "plan": text(),
            "edition": text(),
            "starts": MONTH,
            "cited": text(),
            "theme": text(in_catalogue("is no theme")),
            "words": text(),
            "measure": MAYBE,
            "reads": text(one_of(("itself", "near", "none"))),
            "target": pa.Column(float, limits(0, 10**9), nullable=True, coerce=True),
            "needed": text(),
            "source_id": text(),
            "provenance": KIND,
        },
        ("promise",),
        check=WANTING,
        optional=True,
        aside=True,
    ),
    "promise_measures.csv": table(
        {
            "measure": text(),
            "label": text(),
            "kind": text(one_of(("share", "count", "amount", "rate"))),
            "unit": text(),
            "better": text(one_of(("high", "low"))),
            "found": text(one_of(("figures", "published", "access", "gap", "waits"))),
            "key": MAYBE,
            "caution": text(),
            "provenance": KIND,
        },
        ("measure",),
        optional=True,
        aside=True,
    ),
    "promise_figures.csv": table(
        {
            "measure": text(),
            "broken": MAYBE,
            "period": text(),
            "ends": MONTH,
            "value": AMOUNT,
            "counted": AMOUNT,
            "of": AMOUNT,
            "source_id": text(),
            "provenance": KIND,
        },
        ("measure", "ends"),
        check=FIGURED,
        optional=True,
        aside=True,
    ),
    "referral_waits.csv": table(
        {
            "area_code": text(),
            "area_name": text(),
            "broken": MAYBE,
            "ends": MONTH,
            "measure": text(in_catalogue("is no count of waits")),
            "value": AMOUNT,
            "source_id": text(),
            "provenance": KIND,
        },
        ("area_code", "ends", "measure"),
        optional=True,
        aside=True,
    ),
    **plan_tables.TABLES,
    **risk_tables.TABLES,
    **school_tables.TABLES,
    **site_tables.TABLES,
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
            "pounds": pa.Column(float, limits(0, 10**9)),
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
            "lat": pa.Column(float, limits(49, 61)),
            "lon": pa.Column(float, limits(-9, 3)),
            "provider": text(),
        },
        ("area_code", "site", "postcode"),
    ),
    "population": table(
        {
            "area_code": text(),
            "year": pa.Column(float, [*limits(2000, 2100), WHOLE]),
            "age": pa.Column(float, [*limits(0, 25), WHOLE]),
            "persons": pa.Column(float, [*limits(0, 10**6), WHOLE]),
        },
        ("area_code", "year", "age"),
        every_area=True,
    ),
    "published_counts": table(
        {
            "area_code": text(),
            "period": SPAN,
            "measure": text(),
            "value": pa.Column(float, limits(0, 10**9)),
        },
        ("area_code", "period", "measure"),
    ),
    **school_tables.INCOMING,
    **risk_tables.INCOMING,
}


def aside(name: str) -> bool:
    """Whether nothing that a scenario starts from rests on a file of data/."""
    return name in TABLES and TABLES[name].aside
