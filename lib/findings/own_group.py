"""A partnership's own counts of a group, area by area, as they may be shown (docs/methods.md
18)."""

from dataclasses import dataclass

import pandas as pd

from lib import risk_words
from lib.catalogue.groups import Group
from lib.classes import differing
from lib.figures.at_risk import Span
from lib.findings.reader_page import Map
from lib.sources import Tables
from lib.variation.rates import count_interval

PER = 10_000  # residents of the group's ages
STAR = "*"


@dataclass(frozen=True, kw_only=True)
class OwnGroup:
    """Own counts of a group in the newest year there is.

    Attributes
    ----------
    rows
        By area_code, in the areas' order: count, value (per 10,000 residents of the group's ages),
        low, high (its 95% interval); NaN where the count is a star.
    table
        A row an area, in words.
    drawn
        The rate by area.
    note
        What the figures are.
    """

    period: str
    message: str
    rows: pd.DataFrame
    unit: str
    table: pd.DataFrame
    drawn: Map
    note: str


def own_group(
    tables: Tables, group: Group, surveyed: Span | None, general: Span | None
) -> OwnGroup | None:
    """A group's own counts; None where none were brought in, or all are stars.

    surveyed, general: in 100 with a disorder, of the group and of children in general; None where
    that is not known of all whom the counts are of.
    """
    every = tables.groups[tables.groups.group == group.key]
    if every.value.notna().sum() == 0:
        return None
    period = str(every.period[every.value.notna()].max())
    rows = _rates(tables, group, every[every.period == period].set_index("area_code").value)
    area = tables.place.area
    unit = risk_words.per_residents(PER, *group.lives)
    names = tables.areas.name
    shown = [(str(names[code]), count) for code, count in rows["count"].items()]
    title = f"{group.label}, {period}, own counts by {area.one}"
    text = rows.value.map(lambda value: STAR if pd.isna(value) else f"{value:,.1f}")
    each = ", ".join(f"{names[code]} {one}" for code, one in text.items())
    return OwnGroup(
        period=period,
        message=risk_words.own_counts(group.words, period, area.many, shown),
        rows=rows,
        unit=unit,
        table=_table(tables, rows, unit, surveyed, general),
        drawn=Map(
            title=title,
            unit=unit,
            value=rows.value,
            text=text,
            classes=differing(rows.value, rows.low, rows.high, 1),
            alt=f"{title}, {unit}: {each}.",
            known="uploaded",
        ),
        note=risk_words.own_note(area.one),
    )


def _rates(tables: Tables, group: Group, count: pd.Series) -> pd.DataFrame:
    """Counts as they are shown, over residents of the group's ages."""
    count = count.reindex(tables.areas.order).astype(float)
    people = tables.population[tables.population.year == tables.population.year.max()]
    of_age = people[people.age.between(*group.lives)]
    residents = of_age.groupby("area_code").persons.sum().reindex(tables.areas.order)
    low, high = count_interval(count[count > 0])
    rows = pd.DataFrame({"count": count, "value": PER * count / residents})
    return rows.assign(
        low=(PER * low / residents).reindex(rows.index),
        high=(PER * high / residents).reindex(rows.index),
    )


def _table(
    tables: Tables, rows: pd.DataFrame, unit: str, surveyed: Span | None, general: Span | None
) -> pd.DataFrame:
    """A row an area, in words."""
    lines = [
        (
            tables.areas.name[code],
            _count(row["count"]),
            STAR if pd.isna(row.value) else risk_words.rate(row.value, row.low, row.high, ""),
            _expected(surveyed, row["count"]),
            _expected(general, row["count"]),
        )
        for code, row in rows.iterrows()
    ]
    heading = tables.place.area.heading
    columns = [heading, "Number", f"Rate {unit}", "With a disorder", "As many in general"]
    return pd.DataFrame(lines, columns=columns)


def _count(count: float) -> str:
    return STAR if pd.isna(count) else f"{count:,.0f}"


def _expected(of: Span | None, count: float) -> str:
    """How many of a count that is shown may have a disorder."""
    if of is None:
        return risk_words.UNKNOWN
    return STAR if pd.isna(count) else risk_words.span(of.times(count))


def figures(tables: Tables, group: Group) -> pd.DataFrame:
    """The same as rows of the file of all groups: a star is [c]."""
    own = own_group(tables, group, None, None)
    columns = ["area_code", "period", "value", "low", "high"]
    if own is None:
        return pd.DataFrame(columns=columns)
    low, high = count_interval(own.rows["count"][own.rows["count"] > 0])
    return pd.DataFrame(
        {
            "area_code": own.rows.index,
            "period": own.period,
            "value": ["[c]" if pd.isna(count) else count for count in own.rows["count"]],
            "low": low.reindex(own.rows.index).to_numpy(),
            "high": high.reindex(own.rows.index).to_numpy(),
        }
    ).assign(
        group=group.label,
        measure=f"Own counts of {group.words}",
        area_name=tables.areas.name.reindex(own.rows.index).to_numpy(),
        level=tables.place.area.one,
        unit="children, to the nearest 5",
        provenance="uploaded",
        source_id="uploaded",
    )
