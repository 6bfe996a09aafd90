"""What is allowed in a table and worth a second look."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from lib.catalogue import measures as catalogue
from lib.disclosure.tables import safe_counts
from lib.place.areas import Areas, listed
from lib.sources import Tables
from lib.uploads.headings import KEYED
from lib.uploads.matching import Matched

HALF = 0.5  # a value this much above or below the one in use is worth a second look
THOUSANDS = 200  # spend this many times smaller than is usual may be in thousands


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A measure or a service of a year, by district. in_use: the rows in use of its table."""

    kind: str
    key: str
    period: str
    value: pd.Series
    in_use: pd.DataFrame

    @property
    def title(self) -> str:
        return f"{_title(self.key)} {self.period}"


def oddities(table: Matched, tables: Tables) -> list[str]:
    """What is allowed and worth a second look, judged by the figures as they may be shown, so that
    no warning gives one away."""
    if table.kind == "published_counts":
        return _spend_alone(table.frame, tables.counts)
    if table.kind not in KEYED or table.kind == "groups":
        return []
    shown = table.frame
    notes: list[str] = []
    if table.kind == "counts":
        shown = safe_counts(shown.assign(provenance="uploaded"), tables.published_counts)
        notes += _more_reached_than_referred(shown, tables.areas)
    for figure in _figures(shown, table.kind, tables):
        notes += _of_a_figure(figure, tables.areas)
    if table.kind == "counts":
        notes += _not_used(shown)
    return notes + _as_given(_figures(table.frame, table.kind, tables))


def _figures(frame: pd.DataFrame, kind: str, tables: Tables) -> Iterator[Figure]:
    """The figures of a table, by year and then by measure or service."""
    word, number = KEYED[kind]
    in_use = getattr(tables, kind).rename(columns={word: "key", number: "figure"})
    for (period, key), rows in frame.groupby(["period", word]):
        value = rows.set_index("area_code")[number].astype(float)
        yield Figure(kind=kind, key=str(key), period=str(period), value=value, in_use=in_use)


def _of_a_figure(figure: Figure, areas: Areas) -> Iterator[str]:
    if figure.value.nunique() == 1 and len(figure.value) > 1:
        yield f"{figure.title}: every {areas.noun.one} has the same value."
    if figure.kind == "spend":
        yield from _thousands(figure)
    yield from _far_off(figure, areas)


def _spend_alone(frame: pd.DataFrame, counts: pd.DataFrame) -> list[str]:
    """Spend of the whole in years for which nothing says how to share it."""
    reached = catalogue.reached().key
    have = {*counts.period[counts.measure == reached], *frame.period[frame.measure == reached]}
    late = sorted(set(frame.period[frame.measure == "pounds"]) - have)
    return [
        f"Spend {period}: is used once there are counts of {catalogue.counted(reached)} for the"
        " same year."
        for period in late
    ]


def _as_given(figures: Iterator[Figure]) -> list[str]:
    """Figures that a template came with and nobody has filled in: estimates, which would pass for
    someone's own counts."""
    same = [figure.title for figure in figures if _is_an_estimate(figure)]
    if not same:
        return []
    return [
        f"{listed(same)}: the estimates that the template came with. Used as they are, they would"
        " be shown as uploaded; leave them out."
    ]


def _is_an_estimate(figure: Figure) -> bool:
    """Whether a figure has the values of one that is estimated, of any year."""
    rows = figure.in_use[figure.in_use.key == figure.key]
    estimates = rows[rows.provenance.isin(("apportioned", "modelled"))]
    value = list(figure.value.sort_index())
    return any(
        list(of_year.sort_values("area_code").figure.astype(float)) == value
        for _, of_year in estimates.groupby("period")
    )


def _more_reached_than_referred(shown: pd.DataFrame, areas: Areas) -> Iterator[str]:
    reached = catalogue.reached().key
    for referred in catalogue.wholly():
        for period, rows in shown.groupby("period"):
            wide = rows.pivot(index="area_code", columns="measure", values="value").astype(float)
            if not {referred, reached} <= set(wide):
                continue
            above = wide.index[wide[reached] > wide[referred]]
            if len(above):
                yield (
                    f"{period}: more {catalogue.counted(reached)} than {catalogue.words(referred)}"
                    f" in {listed(areas.name[code] for code in above)}. That can be: they are"
                    " different groups of children."
                )


def _thousands(figure: Figure) -> Iterator[str]:
    """Whether spend looks as if it were in thousands of pounds."""
    usual = figure.in_use.figure[figure.in_use.key == figure.key].median()
    if 0 < figure.value.median() < usual / THOUSANDS:
        yield f"{_title(figure.key)}: are these thousands? Pounds are asked for."


def _far_off(figure: Figure, areas: Areas) -> Iterator[str]:
    """Districts more than half above or below the figure in use of the same year, or of the latest
    there is."""
    rows = figure.in_use[figure.in_use.key == figure.key]
    if rows.empty:
        return
    year = figure.period if figure.period in set(rows.period) else rows.period.max()
    known = rows[rows.period == year].set_index("area_code").figure.reindex(figure.value.index)
    off = figure.value.index[((figure.value - known).abs() > HALF * known) & known.notna()]
    if len(off):
        every = len(off) == len(figure.value)
        who = f"every {areas.noun.one}" if every else listed(areas.name[code] for code in off)
        yield (
            f"{figure.title}: more than half above or below the figure in use for {year} in {who}."
        )


def _not_used(shown: pd.DataFrame) -> Iterator[str]:
    """Counts that no figure can be made of, because what they are counted out of is not there."""
    there = set(zip(shown.period, shown.measure))
    parts = [(part, of) for part, of in catalogue.within().items() if of in catalogue.wholly()]
    for measure, of in parts:
        periods = {period for period, one in there if one == measure}
        for period in sorted(period for period in periods if (period, of) not in there):
            yield (
                f"{_title(measure)} {period}: needs {_title(of).lower()} for the same year before a"
                " rate can be shown."
            )


def _title(key: str) -> str:
    return catalogue.words(key).capitalize()
