"""Pictures of the story as SVG for a screen in a room: few parts, large type, sharp at any size.

Colours of text, lines and bars are the page's, by class, so that they follow the room; those of a
map are its classes'.
"""

import textwrap
from dataclasses import dataclass
from html import escape

import geopandas as gpd
import pandas as pd
import shapely

from lib import maps
from lib.findings.staged import StageBars, Staged, StageMap

FINE = 0.0015  # degrees, about 100 m: a pixel on a wide screen
LETTER = 0.5  # of the size of type: the mean width of a letter
NAME_LETTER = 0.6  # the same of a name's, which runs to the left: some phones' type is as wide
MOST_ROWS = 16  # bars in one column


@dataclass(frozen=True, kw_only=True)
class Size:
    """Of a picture, in its own units. type: of its text."""

    width: int
    height: int
    type: int


WIDE = Size(width=760, height=480, type=20)
NARROW = Size(width=370, height=350, type=15)


def drawn(shown: Staged, outlines: gpd.GeoDataFrame, size: Size) -> str:
    """A picture of the story. outlines: EPSG:4326, by area_code."""
    inside = _map(shown, outlines, size) if isinstance(shown, StageMap) else _bars(shown, size)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size.width} {size.height}"'
        f' font-size="{size.type}">{inside}</svg>'
    )


def _map(shown: StageMap, outlines: gpd.GeoDataFrame, size: Size) -> str:
    """The areas in their classes, each with its figure where there is room, the named ones first;
    the classes beneath."""
    legend, high = _legend(shown, size)
    codes = list(shown.value.index)
    areas, tall = outlines.loc[codes], size.height - high - 4
    paths = maps.small_outlines(areas, FINE, size.width, tall)
    on = maps.grid(areas, size.width, tall)
    inside = shapely.get_point(shapely.maximum_inscribed_circle(areas.geometry.to_numpy()), 0)
    middle = {code: on.at(point.x, point.y) for code, point in zip(codes, inside)}
    kinds = shown.classes.of(shown.value)
    drawn = "".join(
        f'<path d="{paths[code]}" fill="{maps.filled(shown.classes, kind)}"/>'
        for code, kind in zip(codes, kinds)
    )
    texts = _labels(shown, middle, size)
    gone = maps.hatching(8) if -1 in kinds else ""
    return f'{gone}<g class="outline">{drawn}</g>{texts}{legend}'


def _labels(shown: StageMap, middle: dict[str, tuple[float, float]], size: Size) -> str:
    """Figures in the areas. One that would lie over another before it is left out: the words under
    the picture's name have all of them."""
    taken: list[tuple[float, float, float, float]] = []
    texts = []
    for code in dict.fromkeys((*shown.named, *middle)):
        lines = [str(shown.text[code])]
        if code in shown.named:
            lines.insert(0, str(shown.name[code]))
        if not lines[-1]:
            continue
        x, y = middle[code]
        half = max(map(len, lines)) * size.type * LETTER / 2
        x = min(max(x, half + 2), size.width - half - 2)
        high = size.type * 1.1 * len(lines) / 2
        box = (x - half, y - high, x + half, y + high)
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            continue
        taken.append(box)
        for i, line in enumerate(lines):
            at = y - high + size.type * (0.9 + 1.1 * i)
            texts.append(f'<text x="{x:.0f}" y="{at:.0f}">{escape(line)}</text>')
    return f'<g class="on-map" text-anchor="middle">{"".join(texts)}</g>'


def _legend(shown: StageMap, size: Size) -> tuple[str, float]:
    """The classes in rows at the foot of the picture, and how high they are."""
    entries = list(zip(shown.classes.colours, shown.classes.labels()))
    if shown.value.isna().any():
        entries.append((maps.HIDDEN, "* suppressed"))
    key, row = size.type * 1.1, size.type * 1.5
    rows: list[list[str]] = [[]]
    x = 0.0
    for colour, label in entries:
        wide = key * 1.4 + len(label) * size.type * LETTER + size.type
        if x + wide > size.width and rows[-1]:
            rows.append([])
            x = 0.0
        rows[-1].append(
            f'<rect class="key" x="{x + 1:.0f}" y="{{y}}" width="{key:.0f}"'
            f' height="{key * 0.8:.0f}" fill="{colour}"/>'
            f'<text class="ink" x="{x + key * 1.4:.0f}" y="{{base}}">{escape(label)}</text>'
        )
        x += wide
    title = f"{shown.unit} ({shown.classes.meaning})" if shown.classes.edges else shown.unit
    high = row * (len(rows) + 1)
    top = size.height - high
    parts = [f'<text class="ink" x="0" y="{top + size.type:.0f}">{escape(title)}</text>']
    for i, entry in enumerate(rows):
        y = top + row * (i + 1)
        filled = "".join(entry)
        parts.append(
            filled.replace("{y}", f"{y:.0f}").replace("{base}", f"{y + size.type * 0.8:.0f}")
        )
    return "".join(parts), high


def _bars(shown: StageBars, size: Size) -> str:
    """Rows from the top down, in two columns where there are many; what they count beneath."""
    rows = shown.rows
    columns = 1 if len(rows) <= MOST_ROWS else 2
    tall = -(-len(rows) // columns)
    unit = textwrap.wrap(shown.unit, int(size.width / (size.type * LETTER)))
    foot = size.type * (0.2 + 1.4 * (len(unit) + (shown.line is not None)))
    each = Size(
        width=size.width // columns - (0 if columns == 1 else 8),
        height=round(size.height - foot),
        type=round(min(size.type, (size.height - foot) / tall * 0.8)),
    )
    ends = _ends(shown)
    parts = []
    for i in range(columns):
        inside = _column(shown, rows.iloc[i * tall : (i + 1) * tall], tall, ends, each)
        parts.append(f'<g transform="translate({i * (each.width + 16)} 0)">{inside}</g>')
    y = size.height - foot + size.type * 1.2
    if shown.line is not None:
        parts.append(
            f'<path class="line" d="M2,{y - size.type * 0.3:.0f}h{size.type * 2}"/>'
            f'<text class="ink" x="{size.type * 2.5:.0f}" y="{y:.0f}">'
            f"{escape(shown.line[1])}</text>"
        )
        y += size.type * 1.4
    for i, line in enumerate(unit):
        at = y + size.type * 1.4 * i
        parts.append(f'<text class="ink" x="0" y="{at:.0f}">{escape(line)}</text>')
    return "".join(parts)


def _ends(shown: StageBars) -> tuple[float, float]:
    """The least and most that the axis has to hold; zero among them."""
    values = pd.concat([shown.rows[["value", "lower", "upper"]].stack(), pd.Series([0.0])])
    if shown.line is not None:
        values = pd.concat([values, pd.Series([shown.line[0]])])
    low, high = float(values.min()), float(values.max())
    return low, high if high > low else low + 1


def _column(
    shown: StageBars, rows: pd.DataFrame, tall: int, ends: tuple[float, float], size: Size
) -> str:
    """One column of bars: names to the left, the figure in or beside each bar."""
    row = size.height / tall
    letters, wide = size.type * LETTER, size.type * NAME_LETTER
    names = min(max(map(len, rows.label.astype(str))) * wide + 8, size.width * 0.46)
    most = int((names - 8) / wide + 1e-9)
    figures = max(map(len, rows.text.astype(str))) * letters + 10
    low, high = ends
    room = size.width - names - figures

    def across(value: float) -> float:
        return names + (value - low) / (high - low) * room

    zero = across(0.0)
    parts = [f'<path class="axis" d="M{zero:.1f},0V{size.height}"/>']
    for i, bar in enumerate(rows.itertuples()):
        y, end = i * row, across(bar.value)
        middle, base = y + row / 2, y + row / 2 + size.type * 0.36
        name = bar.label if len(bar.label) <= most else f"{bar.label[: most - 1]}…"
        kind = "bar marked" if bar.label in shown.marked else "bar"
        parts.append(
            f'<text class="ink" text-anchor="end" x="{names - 6:.0f}" y="{base:.1f}">'
            f"{escape(name)}</text>"
            f'<rect class="{kind}" x="{min(zero, end):.1f}" y="{y + row * 0.14:.1f}"'
            f' width="{abs(end - zero):.1f}" height="{row * 0.72:.1f}"/>'
        )
        if bar.lower == bar.lower:
            parts.append(
                f'<path class="whisker" d="M{across(bar.lower):.1f},{middle:.1f}'
                f'H{across(bar.upper):.1f}"/>'
            )
        if (before := getattr(bar, "before", None)) is not None:
            x, r = across(before), row * 0.22
            parts.append(
                f'<path class="diamond" d="M{x - r:.1f},{middle:.1f}l{r:.1f},{-r:.1f}'
                f' {r:.1f},{r:.1f} {-r:.1f},{r:.1f}z"/>'
            )
        parts.append(
            f'<text class="ink" text-anchor="end" x="{size.width}" y="{base:.1f}">'
            f"{escape(str(bar.text))}</text>"
        )
    if shown.line is not None:
        x = across(shown.line[0])
        parts.append(f'<path class="line" d="M{x:.1f},0V{size.height}"/>')
    return "".join(parts)
