"""What a picture of the story shows, whatever draws it: a map, or bars, in few and large parts."""

from dataclasses import dataclass

import pandas as pd

from lib.classes import CHANGE, Classes
from lib.findings import by_district, ranked
from lib.findings.access import Access, mapped
from lib.findings.context import Context
from lib.findings.filters import Filters
from lib.findings.outcome import Result
from lib.findings.spread import Unequal
from lib.sources import SafeTables


@dataclass(frozen=True, kw_only=True)
class StageMap:
    """A map.

    Attributes
    ----------
    value, text
        By area_code, over every area; text is what stands in it.
    name
        Of each area; those of `named` are written on it.
    unit
        Of the legend.
    alt
        The map in a sentence.
    """

    value: pd.Series
    text: pd.Series
    name: pd.Series
    named: tuple[str, ...]
    classes: Classes
    unit: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class StageBars:
    """Bars from the top down.

    Attributes
    ----------
    rows
        Columns label, value, lower, upper (NaN where there is no interval), text; before (today's,
        beside the bar) where there is one.
    marked
        Labels of the bars that stand out.
    line
        A value to compare with, and what it is called.
    unit
        What the bars count.
    """

    rows: pd.DataFrame
    marked: tuple[str, ...]
    line: tuple[float, str] | None
    unit: str
    alt: str


Staged = StageMap | StageBars


def map_today(context: Context[SafeTables], view: Access) -> StageMap:
    """Access today; the highest and the lowest by name."""
    figures = view.figures
    value = figures.value
    return StageMap(
        value=value,
        text=figures.text,
        name=figures.district,
        named=tuple(str(code) for code in (value.idxmax(), value.idxmin())),
        classes=mapped(context, view).classes,
        unit=view.measured.indicator.unit,
        alt=_listed(figures.district, figures.text, view.measured.indicator.unit),
    )


def map_after(context: Context[SafeTables], view: Access, result: Result) -> StageMap:
    """Access after the scenario, in today's classes; the highest and the lowest by name."""
    unit, name = view.measured.indicator.unit, view.areas.name
    after = by_district.map_after(result, view.areas.order, unit).value
    text = pd.Series(["*" if v != v else f"{v:.1f}" for v in after], after.index)
    return StageMap(
        value=after,
        text=text,
        name=name,
        named=tuple(str(code) for code in (after.idxmax(), after.idxmin())),
        classes=mapped(context, view).classes,
        unit=f"{unit}, after",
        alt=_listed(name, text, f"{unit}, after the scenario"),
    )


def map_of_difference(view: Access, result: Result) -> StageMap:
    """What the scenario adds to access, in points; those that gain and lose most by name."""
    shown = by_district.map_of_difference(result, view.areas.order)
    still = shown.value.round(1) == 0
    text = pd.Series(shown.text, shown.value.index).where(~still, "")
    ends = (shown.value.idxmax(), shown.value.idxmin())
    return StageMap(
        value=shown.value,
        text=text,
        name=view.areas.name,
        named=tuple(dict.fromkeys(str(code) for code in ends if not still[code])),
        classes=CHANGE,
        unit="difference, points",
        alt=_listed(view.areas.name[~still], text[~still], "points more in 100 in need")
        if not still.all()
        else "No area changes.",
    )


def bars_measured(view: Unequal) -> StageBars:
    """The areas that were really measured, from highest to lowest, with their 95% intervals, and
    the whole."""
    rates, say = view.measured.areas_measured, view.measured.indicator.say
    rows = pd.DataFrame(
        {
            "label": view.names,
            "value": rates.value,
            "lower": rates.lower,
            "upper": rates.upper,
            "text": [say(v) for v in rates.value],
        }
    ).sort_values("value", ascending=False, kind="stable")
    return StageBars(
        rows=rows,
        marked=(),
        line=(rates.overall, f"{view.measured.place.name}, {say(rates.overall)}"),
        unit=view.measured.indicator.unit + (", with 95% intervals" if rates.has_interval else ""),
        alt=_listed(rows.label, rows.text, view.measured.indicator.unit),
    )


def bars_ranked(view: Access, filters: Filters, marked: tuple[str, ...]) -> StageBars:
    """Every area from highest to lowest, with the 95% interval of each by itself, and the
    standard. marked: names that stand out."""
    frame = ranked.bars(view, filters)
    rows = frame.assign(lower=frame.wide_lower, upper=frame.wide_upper)
    unit, area = view.measured.indicator.unit, view.areas.noun
    has_interval = view.measured.districts.has_interval
    known = f", with 95% intervals of {area.a} by itself" if has_interval else ""
    return StageBars(
        rows=rows[["label", "value", "lower", "upper", "text"]],
        marked=marked,
        line=(
            (filters.standard, f"standard, {filters.standard:g}")
            if view.has_standard(filters)
            else None
        ),
        unit=f"{unit}{known}",
        alt=_listed(rows.label, rows.text, unit),
    )


def bars_of_pounds(result: Result, marked: tuple[str, ...]) -> StageBars:
    """What each area's spend changes by, most gained first."""
    moves = result.moves.sort_values("change", ascending=False, kind="stable")
    thousands = moves.change / 1000
    rows = pd.DataFrame(
        {
            "label": moves.district,
            "value": thousands,
            "lower": float("nan"),
            "upper": float("nan"),
            "text": [f"{t:+,.0f}" if round(t) else "0" for t in thousands],
        }
    )
    unit = "£000 a year more or less"
    return StageBars(
        rows=rows, marked=marked, line=None, unit=unit, alt=_listed(rows.label, rows.text, unit)
    )


def bars_after(result: Result, unit: str) -> StageBars:
    """Access after the scenario with its 95% intervals, beside today's, and the standard."""
    bars = by_district.bars(result)
    rows = pd.DataFrame(
        {
            "label": bars.label,
            "value": bars.after,
            "lower": bars.low,
            "upper": bars.high,
            "text": [f"{v:.1f}" for v in bars.after],
            "before": bars.before,
        }
    )
    line = None if result.standard is None else (result.standard, f"standard, {result.standard:g}")
    return StageBars(
        rows=rows,
        marked=(),
        line=line,
        unit=f"{unit}: bar after with 95% interval, diamond today",
        alt=_listed(rows.label, rows.text, f"{unit}, after the scenario"),
    )


def _listed(names: pd.Series, texts: pd.Series, unit: str) -> str:
    rows = ", ".join(f"{name} {text}" for name, text in zip(names, texts))
    return f"{rows}; {unit}."
