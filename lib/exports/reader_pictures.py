"""The pictures inside a reader's page, drawn as SVG without a script: a map with names and values,
and a bar a row."""

from collections.abc import Iterable
from html import escape
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from lib import maps
from lib.findings.reader_page import Bars, Map
from lib.place.areas import Areas

DETAIL = 0.0015  # degrees, about 100 m: a pixel of a map as wide as a page
WIDE = 100  # of a bar's own grid
TALL = 20
LETTER = 2.0  # width of a letter of a name on the map's grid
# lines across the bars, the first of them the whole
DASHES = ("", "4 2", "1 2", "6 2 1 2")


def reader_map(boundaries: gpd.GeoDataFrame, areas: Areas, shown: Map) -> str:
    """A map with its legend. An area's name stands in it where it has room, its value always."""
    on = maps.grid(boundaries)
    paths = maps.small_outlines(boundaries, DETAIL)
    kinds = dict(zip(shown.value.index, shown.classes.of(shown.value)))
    shapes = "".join(
        f'<path d="{paths[code]}" fill="{maps.filled(shown.classes, kinds[code])}"><title>'
        f"{escape(f'{areas.name[code]}: {shown.text[code]} {shown.unit}')}</title></path>"
        for code in areas.order
    )
    labels = "".join(_labels(boundaries, areas, shown, on))
    hidden = maps.hatching() if shown.value.isna().any() else ""
    known = f" ({escape(shown.known)})" if shown.known else ""
    return (
        f'<figure><figcaption>{escape(shown.title)}{known}</figcaption><svg class="map" role="img"'
        f' aria-label="{escape(shown.alt)}" viewBox="-1 -1 {maps.SMALL_WIDTH + 2}'
        f' {on.height + 2:.0f}">{hidden}<g class="areas">{shapes}</g>{labels}</svg>'
        f'<ul class="keys" aria-label="Legend">{_keys(shown, bool(hidden))}'
        f"<li>{escape(shown.unit)} ({escape(shown.classes.meaning)})</li></ul></figure>"
    )


def _keys(shown: Map, hidden: bool) -> str:
    drawn = "".join(
        f'<li><svg class="key" viewBox="0 0 14 10" aria-hidden="true"><rect width="14" height="10"'
        f' fill="{colour}"/></svg>{escape(text)}</li>'
        for colour, text in zip(shown.classes.colours, shown.classes.labels())
    )
    return drawn + ("<li>hatched: * suppressed</li>" if hidden else "")


def _labels(boundaries: gpd.GeoDataFrame, areas: Areas, shown: Map, on: maps.Grid) -> Iterable[str]:
    circles = shapely.maximum_inscribed_circle(boundaries.geometry.to_numpy())
    for code, circle in zip(boundaries.index, circles):
        x, y = on.at(*shapely.get_coordinates(circle)[0])
        room = 2 * shapely.length(circle) * on.up
        name, text = str(areas.name[code]), str(shown.text[code]).split(" (")[0]
        fits = len(name) * LETTER <= 1.5 * room
        yield f'<text class="value" x="{x:.1f}" y="{y + 1:.1f}">{escape(text)}</text>'
        if fits:
            yield f'<text class="name" x="{x:.1f}" y="{y - 4:.1f}">{escape(name)}</text>'


def scale_of(bars: Bars) -> float:
    """The value at the right end of the bars."""
    ends = [bars.rows.value.max(), bars.rows.high.max(), bars.rows.before.max()]
    ends.append(bars.lines.value.max() if len(bars.lines) else 0.0)
    return float(pd.Series(ends, dtype=float).max()) * 1.02 or 1.0


def bar(row: Any, lines: pd.DataFrame, most: float) -> str:
    """One bar with its intervals, its other state and the lines across all bars."""

    def across(value: float) -> str:
        return f"{max(value, 0) / most * WIDE:.2f}"

    def stroke(kind: str, low: float, high: float) -> str:
        if low != low:
            return ""
        return f'<path class="{kind}" d="M{across(low)},10H{across(high)}"/>'

    known_before = row.before == row.before
    return (
        f'<svg viewBox="0 0 {WIDE} {TALL}" preserveAspectRatio="none" aria-hidden="true"><rect'
        f' y="3" height="14" width="{across(row.value)}"/>'
        + "".join(
            f'<path class="line l{i % len(DASHES)}" d="M{across(value)},0V{TALL}"/>'
            for i, value in enumerate(lines.value)
        )
        + stroke("outer", row.low, row.high)
        + stroke("inner", row.inner_low, row.inner_high)
        + (f'<path class="before" d="M{across(row.before)},2V18"/>' if known_before else "")
        + "</svg>"
    )


def key_line(i: int) -> str:
    """A piece of a line across the bars, for the list of what they are."""
    return (
        f'<svg class="key" viewBox="0 0 14 10" aria-hidden="true"><path class="line'
        f' l{i % len(DASHES)}" d="M7,0V10"/></svg>'
    )
