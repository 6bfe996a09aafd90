"""What is published of one group at greatest risk, as pages show it: surveys, other figures, lines
and a map."""

from typing import Any

import pandas as pd

from lib import risk_words
from lib.catalogue.groups import GROUPS
from lib.classes import differing
from lib.figures import at_risk
from lib.findings import own_group
from lib.findings.context import Context
from lib.findings.reader_page import Map
from lib.sources import Tables

AUTHORITY = "authority"
SURVEYS = ("Survey", "In 100 with a disorder", "Whom", "Where and when", "Publisher")


def rate(measure: Any, row: Any) -> str:
    """A rate in words."""
    return risk_words.rate(row.shown, row.low, row.high, measure.unit)


def surveys(tables: Tables, group: str) -> pd.DataFrame:
    """The publications of how many of a group have a disorder, a row each."""
    rows = tables.risk_prevalence[tables.risk_prevalence.group == group]
    return pd.DataFrame(
        [
            (
                f"{row.what[0].upper()}{row.what[1:]}",
                risk_words.in_100(at_risk.survey(row)),
                row.whom,
                f"{row.place}, {row.period}",
                tables.publications[row.source_id]["publisher"],
            )
            for row in rows.itertuples()
        ],
        columns=list(SURVEYS),
    )


def beside(tables: Tables, group: str) -> pd.DataFrame:
    """The newest of everything else that is published of a group."""
    rows = [
        (measure.label, row.area_name, row.period, _figure(measure, row))
        for measure in others(tables, group)
        for row in at_risk.newest(at_risk.readings(tables, measure)).itertuples()
    ]
    return pd.DataFrame(rows, columns=["Also published", "Area", "Period", "Figure"])


def others(tables: Tables, group: str) -> list[Any]:
    """What is published of a group beside its size and rate."""
    measures = at_risk.measures(tables, group)
    return list(measures[measures.role.isin(("beside", "need"))].itertuples())


def _figure(measure: Any, row: Any) -> str:
    if measure.kind == "count":
        return risk_words.count(row.shown, row.low, row.high)
    return rate(measure, row) if measure.kind == "rate" else _share(measure, row)


def _share(measure: Any, row: Any) -> str:
    return risk_words.share(row.shown, row.low, row.high, row.value, row.of, measure.unit)


def lines(tables: Tables, size: Any, rated: Any) -> tuple[pd.DataFrame, str]:
    """A group over time: its rate, else its count as a percent of each area's first."""
    columns = ["area", "period", "value", "low", "high"]
    measure = size if rated is None else rated
    if measure is None:
        return pd.DataFrame(columns=columns), ""
    rows = at_risk.readings(tables, measure)
    frame = rows[["area_name", "period", "shown", "low", "high"]].set_axis(columns, axis=1)
    frame = frame[frame.value.notna()].reset_index(drop=True)
    if rated is not None:
        return frame, rated.unit
    first = frame.groupby("area").value.transform("first")
    for column in ("value", "low", "high"):
        frame[column] = 100 * frame[column] / first
    return frame, "each area's first year = 100"


def by_authority(tables: Tables, rated: Any) -> Map | None:
    """A rate by the authority that each area is in."""
    newest = at_risk.newest(at_risk.readings(tables, rated))
    newest = newest[newest.level == AUTHORITY].set_index("area_code")
    authority = tables.authorities.set_index("area_code").authority_code
    by_area = authority.reindex(tables.areas.order)
    if newest.empty or by_area.isna().all():
        return None
    value, low, high = (by_area.map(newest[column]) for column in ("shown", "low", "high"))
    name = by_area.map(newest.area_name)
    text = pd.Series(
        ["*" if v != v else f"{of} {v:,.1f}" for of, v in zip(name, value)], value.index
    )
    each = ", ".join(f"{row.area_name} {row.shown:,.1f}" for row in newest.itertuples())
    return Map(
        title=f"{rated.label}, {newest.period.iloc[-1]}, by authority",
        unit=rated.unit,
        value=value,
        text=text,
        classes=differing(value, low, high, 1),
        alt=f"{rated.label}, {rated.unit}, by authority: {each}.",
    )


def figures(context: Context[Tables]) -> pd.DataFrame:
    """Every figure as it is printed, and own counts as they may be shown, with its interval, how it
    is known and by whom."""
    tables = context.tables
    frames = [
        at_risk.readings(tables, one).assign(
            group=GROUPS[one.group].label, measure=one.label, unit=one.unit
        )
        for one in tables.risk_measures.itertuples()
    ]
    own = (own_group.figures(tables, group) for group in GROUPS.values())
    frames += [frame for frame in own if len(frame)]
    columns = ["group", "measure", "area_code", "area_name", "level", "period", "value", "of"]
    columns += ["unit", "low", "high", "provenance", "source_id"]
    if not frames:
        return pd.DataFrame(columns=columns)
    frame = pd.concat(frames).reindex(columns=columns).round({"low": 2, "high": 2})
    by = {key: one["publisher"] for key, one in tables.publications.items()}
    frame = frame.assign(publisher=frame.source_id.map(by))
    return frame.rename(columns={"low": "lower_95", "high": "upper_95"})
