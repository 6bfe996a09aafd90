"""The contract of the tables of schools and workforce, bundled or brought in."""

import pandera.pandas as pa

from lib.catalogue.skills import SKILLS
from lib.columns import AMOUNT, AREA, KIND, MAYBE, MONTH, Table, limits, number, table, text

MOST_TEAMS, MOST_POSTS = 1_000, 10_000  # in one area
# whole-time posts, a column a skill
POSTS = tuple(f"{key}_posts" for key in SKILLS)

TABLES: dict[str, Table] = {
    "schools.csv": table(
        {
            "topic": text(),
            "what": text(),
            "area": text(),
            "period": text(),
            "ends": MONTH,
            "value": AMOUNT,
            "high": AMOUNT,
            "unit": text(),
            "note": MAYBE,
            "source_id": text(),
            "provenance": KIND,
        },
        ("topic", "what", "period", "value"),
        optional=True,
        aside=True,
    ),
    "teams.csv": table(
        {
            "area_code": AREA,
            "teams": number(0, MOST_TEAMS),
            "covered": number(0, 100),
            "provenance": KIND,
        },
        ("area_code",),
        optional=True,
        aside=True,
    ),
    "staff.csv": table(
        {
            "area_code": AREA,
            **{column: number(0, MOST_POSTS) for column in POSTS},
            "provenance": KIND,
        },
        ("area_code",),
        optional=True,
        aside=True,
    ),
}

INCOMING: dict[str, Table] = {
    "teams": table(
        {
            "area_code": text(),
            "teams": pa.Column(float, limits(0, MOST_TEAMS)),
            "covered": pa.Column(float, limits(0, 100)),
        },
        ("area_code",),
        every_area=True,
    ),
    "staff": table(
        {
            "area_code": text(),
            **{column: pa.Column(float, limits(0, MOST_POSTS)) for column in POSTS},
        },
        ("area_code",),
        every_area=True,
    ),
}
