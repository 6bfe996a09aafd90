"""The contract of every table, bundled or brought in: one pandera schema a table."""

from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

PROVENANCES = ("published", "apportioned", "modelled", "uploaded")
MEASURES = (
    "referred",
    "treated_two_contacts",
    "contacted_once",
    "closed_before_treatment",
    "waiting_no_contact",
    "waiting_one_contact",
    "second_contact_over_12_weeks",
    "mean_wait_days",
)
SERVICES = ("early", "community", "intensive")
PERIOD = r"^\d{4}/\d{2}$"
GSS = r"^E\d{8}$"


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of the data contract: its schema and the columns that name a row uniquely."""

    schema: pa.DataFrameSchema
    key: tuple[str, ...]
    every_area: bool = False  # each period, measure or age must list every area


def text(*checks: pa.Check) -> pa.Column:
    return pa.Column(str, checks=list(checks), nullable=False)


def whole(low: int, high: int) -> pa.Column:
    return pa.Column(int, pa.Check.in_range(low, high), coerce=True)


def number(low: float, high: float) -> pa.Column:
    return pa.Column(float, pa.Check.in_range(low, high), coerce=True)


AREA = text(pa.Check.str_matches(GSS, error="is not a GSS area code such as E07000114"))
YEAR = text(pa.Check.str_matches(PERIOD, error="is not a financial year such as 2019/20"))
KIND = text(pa.Check.isin(PROVENANCES, error=f"is none of {', '.join(PROVENANCES)}"))
MEASURE = text(pa.Check.isin(MEASURES, error=f"is none of {', '.join(MEASURES)}"))
WHOLE_UNLESS_WAIT = pa.Check(
    lambda table: (pd.to_numeric(table.value, errors="coerce") % 1 == 0) | (table.measure == "mean_wait_days"),
    error="is not a whole number of children",
)


def table(columns: dict[str, pa.Column], key: tuple[str, ...], every_area: bool = False, check: pa.Check | None = None) -> Table:
    return Table(schema=pa.DataFrameSchema(columns, checks=check, strict=True, ordered=True), key=key, every_area=every_area)


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
    "population.csv": table(
        {"area_code": AREA, "year": whole(2000, 2100), "age": whole(0, 25), "persons": whole(0, 10**6), "provenance": KIND},
        ("area_code", "year", "age"),
        every_area=True,
    ),
    "ccg_shares.csv": table(
        {
            "area_code": AREA,
            "ccg_code": text(),
            "former_ccg": text(),
            "partnership": text(),
            "lsoas": whole(1, 10**4),
            "share": number(0, 1),
            "weight": number(0, 1),
        },
        ("area_code", "ccg_code"),
        every_area=True,
    ),
    "apportioned.csv": table(
        {"area_code": AREA, "ccg_code": text(), "measure": MEASURE, "value": whole(0, 10**6)},
        ("area_code", "ccg_code", "measure"),
        every_area=True,
    ),
    "counts.csv": table(
        {"area_code": AREA, "period": YEAR, "measure": MEASURE, "value": number(0, 10**6), "provenance": KIND},
        ("area_code", "period", "measure"),
        every_area=True,
        check=WHOLE_UNLESS_WAIT,
    ),
    "published_counts.csv": table(
        {
            "area_code": text(),
            "area_name": text(),
            "level": text(pa.Check.isin(("former_ccg", "whole"))),
            "period": YEAR,
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
            "service": text(pa.Check.isin(SERVICES, error=f"is none of {', '.join(SERVICES)}")),
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
            "kind": text(pa.Check.isin(("standard", "outturn"))),
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
}


def faults(name: str, frame: pd.DataFrame) -> list[str]:
    """What is wrong with a table, a sentence a fault, naming row (as a spreadsheet counts, header 1) and column."""
    try:
        TABLES[name].schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as found:
        cases = found.failure_cases.to_dict("records")
        # A check of whole rows reports every cell of the row; the cell it is about is the value.
        about = [c for c in cases if c["schema_context"] == "Column" or pd.isna(c["index"]) or c["column"] == "value"]
        return [_sentence(case) for case in sorted(about, key=lambda c: c["schema_context"])]
    double = frame[frame.duplicated(list(TABLES[name].key))]
    return [f"row {i + 2} repeats an earlier {', '.join(TABLES[name].key)}" for i in double.index]


def _sentence(case: dict) -> str:
    row = "" if pd.isna(case["index"]) else f"row {int(case['index']) + 2}, "
    if case["schema_context"] == "DataFrameSchema" and row == "":
        return f"column {case['failure_case']} ({str(case['check']).replace('_', ' ')})"
    return f"{row}column {case['column']}: {case['failure_case']!r} {case['check']}"
