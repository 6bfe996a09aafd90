"""The contract of the tables of places: where children live, and what is known of the list."""

from lib.columns import AREA, KIND, MAYBE, Table, number, one_of, table, text, whole

# missing: a place that the list lacks; closing: one of the list that was to close or to lose its
# contract; count: how many there are by another publisher
FACTS = ("missing", "closing", "count")
TABLES: dict[str, Table] = {
    "lsoas.csv": table(
        {
            "lsoa": text(),
            "area_code": AREA,
            "year": whole(2000, 2100),
            "children": whole(0, 10**5),
            "school_age": whole(0, 10**5),
            "lat": number(49, 61),
            "lon": number(-9, 3),
            "provenance": KIND,
        },
        ("lsoa",),
        optional=True,
        aside=True,
    ),
    "site_facts.csv": table(
        {
            "area_code": text(),
            "area_name": text(),
            "kind": text(one_of(FACTS)),
            "site": text(),
            "listed": MAYBE,
            "period": text(),
            "words": text(),
            "source_id": text(),
            "provenance": KIND,
        },
        ("area_code", "kind", "site"),
        optional=True,
        aside=True,
    ),
}
