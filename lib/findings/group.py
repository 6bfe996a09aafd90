"""What is known of one group at greatest risk, area by area (docs/methods.md 18)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib import risk_words, words
from lib.catalogue.groups import Group
from lib.figures import at_risk
from lib.figures.at_risk import Span
from lib.findings import group_figures
from lib.findings.group_figures import AUTHORITY
from lib.findings.own_group import OwnGroup, own_group
from lib.findings.reader_page import Map
from lib.sources import Tables

COLUMNS = ["Area", "Period", "Number", "Rate", "Moved", "With a disorder", "As many in general"]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A group in one authority, region or nation.

    Attributes
    ----------
    count, surveyed
        How many, and of how many of the ages that surveys are of; NaN where that is not known.
    size, rate, trend
        In words; "" where nothing is printed.
    period
        Of the size, else of the rate.
    publisher
        Of size and rate.
    expected, general
        How many may have a disorder, and how many of as many children in general.
    """

    area_code: str
    name: str
    level: str
    period: str
    count: float
    surveyed: float
    size: str
    rate: str
    trend: str
    publisher: str
    expected: Span | None = None
    general: Span | None = None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is known of one group.

    Attributes
    ----------
    title
        What is counted, in words.
    places
        Authorities first, then what they are held against.
    surveyed, general
        In 100 with a disorder, of the group and of children in general of its ages.
    surveys
        The publications behind that, a row each.
    beside
        What else is published of it, newest of each area.
    lines
        area, period, value, low, high: the rate by area, else the count as a percent of the first.
    unit
        Of those lines.
    drawn
        Its rate by area of the partnership; None where none is printed.
    own
        The partnership's own counts by area; None where none were brought in.
    """

    group: Group
    title: str
    message: str
    caution: str
    beside_caution: str
    counted: bool
    places: tuple[Place, ...]
    surveyed: Span | None
    general: Span | None
    surveys: pd.DataFrame
    beside: pd.DataFrame
    lines: pd.DataFrame
    unit: str
    drawn: Map | None
    own: OwnGroup | None = None

    @property
    def held(self) -> bool:
        """Whether its size, or a rate, is published."""
        return bool(self.places)

    @property
    def publishers(self) -> str:
        return "; ".join(dict.fromkeys(one.publisher for one in self.places))

    @property
    def table(self) -> pd.DataFrame:
        """A row an area, in words."""
        rows = [
            (
                one.name,
                one.period,
                one.size or risk_words.NONE,
                one.rate or risk_words.NONE,
                one.trend,
                _expected(one, one.expected, risk_words.NONE),
                _expected(one, one.general, risk_words.UNKNOWN),
            )
            for one in self.places
        ]
        return pd.DataFrame(rows, columns=COLUMNS)


def _expected(one: Place, of: Span | None, without: str) -> str:
    return risk_words.NOT_DONE if one.level != AUTHORITY else risk_words.span(of, without)


def standing(tables: Tables, group: Group) -> Standing:
    """A group on the tables of a data folder."""
    size = at_risk.measure_of(tables, group.key, "size")
    rate = at_risk.measure_of(tables, group.key, "rate")
    surveyed = at_risk.prevalence(tables, group.key)
    general = at_risk.general(tables, group)
    places = _places(tables, size, rate, surveyed, general)
    missing = tables.place.say(group.missing)
    main = rate if size is None else size
    need = at_risk.measure_of(tables, group.key, "need")
    lines, unit = group_figures.lines(tables, size, rate)
    return Standing(
        group=group,
        title=group.label if main is None else main.label,
        message=words.joined(
            filter(None, [missing, "" if main is None else _message(main, places, need)])
        ),
        caution=_cautions(one for one in (size, rate) if one is not None),
        beside_caution=_cautions(group_figures.others(tables, group.key)),
        counted=size is not None,
        places=places,
        surveyed=surveyed,
        general=general,
        surveys=group_figures.surveys(tables, group.key),
        beside=group_figures.beside(tables, group.key),
        lines=lines,
        unit=unit,
        drawn=None if rate is None else group_figures.by_authority(tables, rate),
        # where surveys are of some ages alone, own counts do not say how many those are
        own=own_group(tables, group, *((surveyed, general) if need is None else (None, None))),
    )


def _cautions(measures: Iterable[Any]) -> str:
    return words.joined(
        dict.fromkeys(str(one.caution) for one in measures if pd.notna(one.caution))
    )


def _message(main: Any, places: tuple[Place, ...], need: Any) -> str:
    own = [one for one in places if one.level == AUTHORITY]
    ages = "" if need is None else need.label
    return words.joined(
        filter(
            None,
            [
                risk_words.counts(
                    main.label, [(one.name, one.size or one.rate, one.period) for one in own]
                ),
                risk_words.expected(
                    [(one.name, one.expected, one.general) for one in own if one.expected], ages
                ),
            ],
        )
    )


def _places(
    tables: Tables, size: Any, rate: Any, surveyed: Span | None, general: Span | None
) -> tuple[Place, ...]:
    """A group area by area, in the order of its files."""
    read = {one.role: at_risk.readings(tables, one) for one in (size, rate) if one is not None}
    newest = {role: at_risk.newest(rows).set_index("area_code") for role, rows in read.items()}
    named = (
        pd.concat([rows[["area_name", "level"]] for rows in newest.values()]) if newest else None
    )
    if named is None:
        return ()
    named = named[~named.index.duplicated()]
    return tuple(
        _place(tables, (size, rate), read, newest, str(code), surveyed, general)
        for code in named.index
    )


def _place(
    tables: Tables,
    of: tuple[Any, Any],
    read: dict[str, pd.DataFrame],
    newest: dict[str, pd.DataFrame],
    code: str,
    surveyed: Span | None,
    general: Span | None,
) -> Place:
    size, rate = of
    counted = _row(newest.get("size"), code)
    rated = _row(newest.get("rate"), code)
    row = rated if counted is None else counted
    number, text = _number(tables, size, rate, counted, rated, code)
    moving = _moving(read)
    base = _need(tables, (rate if size is None else size).group, code, number)
    own = row.level == AUTHORITY and pd.notna(base)
    return Place(
        area_code=code,
        name=row.area_name,
        level=row.level,
        period=row.period,
        count=number,
        surveyed=base,
        size=text,
        rate="" if rated is None else group_figures.rate(rate, rated),
        trend=risk_words.trend(at_risk.moved(moving[moving.area_code == code])),
        publisher=_publishers(tables, [one for one in (counted, rated) if one is not None]),
        expected=surveyed.times(base) if surveyed and own else None,
        general=general.times(base) if general and own else None,
    )


def _publishers(tables: Tables, rows: list[Any]) -> str:
    names = (tables.publications[row.source_id]["publisher"] for row in rows)
    return "; ".join(dict.fromkeys(names))


def _moving(read: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The readings that say how a group moved: rates that counts are printed with, else counts,
    else rates."""
    rated = read.get("rate")
    if rated is not None and (rated.low.notna().any() or "size" not in read):
        return rated
    return read["size"]


def _row(frame: pd.DataFrame | None, code: str) -> Any:
    return frame.loc[code] if frame is not None and code in frame.index else None


def _number(
    tables: Tables, size: Any, rate: Any, counted: Any, rated: Any, code: str
) -> tuple[float, str]:
    """How many, and that in words: as printed, else the rate times those of its ages, else none."""
    if counted is not None:
        return counted.shown, risk_words.count(counted.shown, counted.low, counted.high)
    if size is not None or rated is None:
        return float("nan"), ""
    people = at_risk.persons(tables, code, rate)
    modelled = rated.shown * people / rate.per if pd.notna(people) else float("nan")
    if pd.isna(modelled):
        return modelled, ""
    return modelled, risk_words.count(modelled, float("nan"), float("nan"), modelled=True)


def _need(tables: Tables, group: str, code: str, number: float) -> float:
    """The count that the group's surveys are of: its own of those ages where there is one."""
    measure = at_risk.measure_of(tables, group, "need")
    if measure is None:
        return number
    row = _row(at_risk.newest(at_risk.readings(tables, measure)).set_index("area_code"), code)
    return float("nan") if row is None else float(row.shown)
