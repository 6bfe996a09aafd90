"""Choropleth maps: a folium map whose outline never changes, and the layer that colours it.

The browser fetches the outlines once from the server's own static files. What goes over the wire on
each change is one small element with a class for each district, so the map is recoloured and never
rebuilt.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from branca.element import MacroElement
from folium.template import Template

from lib.classes import Classes

# from the component's frame, so that a base path in front of the app does no harm
STATIC = "../../app/static"
TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
TILES_BY = '&copy; <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors'


class DistrictMap(folium.Map):
    """A Leaflet map that loads nothing from beyond the server, with the districts drawn by
    lib/ui/assets/map.js.

    title: what a screen reader calls the map. Where it opens stands in the script, once for all.
    Options change the map itself (and so reload it): caption stands in its corner; labels writes
    the districts' names, else each shows the figure that its tooltip starts with, or nothing where
    bare; outlines and sites add partnership outlines and places of support; pick lets a district be
    chosen by click or keyboard; points draws small areas, larger where more children live, in the
    districts' place; maps of the same step zoom and move together.
    """

    _template = Template("""
        {% macro html(this, kwargs) -%}
        <div class="folium-map" id="{{ this.get_name() }}"></div>
        {%- endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = openDistricts("{{ this.get_name() }}", {{ this.settings }});
        {% endmacro %}
        """)

    def __init__(
        self,
        title: str,
        *,
        caption: str = "",
        labels: bool = False,
        bare: bool = False,
        outlines: bool = False,
        sites: dict | bool = False,
        points: bool = False,
        pick: bool = False,
        tiles: bool = False,
        step: str = "",
    ) -> None:
        super().__init__(tiles=None)
        self.get_root().header._children.clear()  # type: ignore[attr-defined]  # frames have one
        chosen = {
            "title": title,
            "caption": caption,
            "labels": labels,
            "bare": bare,
            "outlines": outlines,
            "sites": sites,
            "points": points,
        }
        chosen |= {"pick": pick, "step": step}
        self.settings = json.dumps({key: value for key, value in chosen.items() if value})
        if tiles:
            folium.TileLayer(TILES, attr=TILES_BY, name="street map").add_to(self)

    def fetched_from(self, folder: str) -> None:
        """Have the browser fetch script, styles and outlines from a folder below static/."""
        self.default_js = [("map", f"{STATIC}/{folder}/map.js")]
        self.default_css = [("map", f"{STATIC}/{folder}/map.css")]

    def render(self, **kwargs: Any) -> str:
        """Make ready the street map, if there is one; folium's page of its own is never shown.

        st_folium takes the script from the template. Building the page compiles six templates a
        map, which was a quarter of a slider move.
        """
        for child in self._children.values():
            child.render(**kwargs)
        return ""


class Paint(MacroElement):
    """Colours, tooltips and the chosen district, as one call in the browser."""

    _template = Template(
        "{% macro script(this, kwargs) %}paintDistricts({{ this.payload }});{% endmacro %}"
    )

    def __init__(self, payload: str) -> None:
        super().__init__()
        self._name = "Paint"
        self.payload = payload


class PaintLayer(folium.FeatureGroup):
    """The layer that st_folium swaps on each change; it holds a Paint and no shapes."""

    _template = Template(
        "{% macro script(this, kwargs) %}var {{ this.get_name() }} = L.featureGroup();{%"
        " endmacro %}"
    )

    def render(self, **kwargs: Any) -> str:
        """Nothing: st_folium takes the script from the template, and folium's page of its own, two
        templates compiled anew for each map and move, is never shown."""
        return ""


@dataclass(frozen=True, kw_only=True)
class Points:
    """Small areas, in the order of the file that a map fetches them from. value: shape (points,).
    near: names of what each is nearest to, which the indices in nearest are of."""

    value: np.ndarray
    nearest: np.ndarray
    near: Sequence[str]

    def payload(self, classes: Classes) -> dict[str, Any]:
        """One string each, as in `layer`."""
        kinds = classes.of(pd.Series(self.value))
        return {
            "classes": "".join(str(kind) if kind >= 0 else "-" for kind in kinds),
            "text": " ".join(f"{value:.1f}" for value in self.value),
            "nearest": " ".join(map(str, self.nearest)),
            "near": "|".join(self.near),
        }


def layer(
    value: pd.Series,
    classes: Classes,
    text: list[str],
    unit: str,
    alt: str,
    chosen: str | None = None,
    unsure: pd.Series | None = None,
    points: Points | None = None,
    marks: Sequence[tuple[float, float, str]] = (),
) -> folium.FeatureGroup:
    """The layer that colours a DistrictMap.

    Parameters
    ----------
    value
        Shape (areas,) in the areas' order.
    text
        What the tooltip says after the name, one an area, and unit after each.
    alt
        The map in a sentence.
    chosen
        The area_code drawn with a heavy outline.
    unsure
        True where the area has a broken outline and a word, because its interval has the standard
        inside it; its colour stays that of its class.
    points
        What the small areas of a map that draws them say.
    marks
        Latitude, longitude and words of each further place on the map, numbered from 1.
    """
    payload = {
        # As one string each: a quotation mark inside the component's message costs two bytes.
        "colours": " ".join(classes.colours),
        "classes": classes.of(value),
        "text": "|".join(text),
        "unit": unit,
        "chosen": value.index.get_loc(chosen) if chosen in value.index else -1,
        "alt": alt,
    }
    if unsure is not None and unsure.any():
        payload["unsure"] = [int(i) for i in np.flatnonzero(unsure)]
    if points is not None:
        payload["points"] = points.payload(classes)
    if marks:
        payload["marks"] = list(marks)
    group = PaintLayer(control=False)
    Paint(json.dumps(payload, separators=(",", ":"))).add_to(group)
    return group


# beside a legend's words, as CSS
HATCHED = "repeating-linear-gradient(45deg,#8C8C8C 0 3px,#fff 3px 6px)"
HIDDEN = "url(#hidden)"
SMALL_WIDTH = 200  # units of a small map's own grid
SMALL_DETAIL = 0.004  # degrees, about 300 m: less than a pixel at the size they are shown


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The grid of a map drawn without a script that degrees are put on. left: of its units, to the
    first outline."""

    west: float
    north: float
    across: float
    up: float
    height: float
    left: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.left + (x - self.west) * self.across, (self.north - y) * self.up


def grid(outlines: gpd.GeoDataFrame, wide: float = SMALL_WIDTH, tall: float = np.inf) -> Grid:
    """The grid that holds all outlines, as large as they fit into so many units, in their
    middle."""
    west, south, east, north = shapely.total_bounds(outlines.geometry.to_numpy())
    narrow = np.cos(np.radians((south + north) / 2))
    up = min(wide / ((east - west) * narrow), tall / (north - south))
    left = (wide - (east - west) * narrow * up) / 2
    return Grid(
        west=west, north=north, across=narrow * up, up=up, height=(north - south) * up, left=left
    )


def small_outlines(
    outlines: gpd.GeoDataFrame,
    detail: float = SMALL_DETAIL,
    wide: float = SMALL_WIDTH,
    tall: float = np.inf,
) -> pd.Series:
    """The outline of each area as an SVG path on one grid, by area_code; neighbours still share
    their edges. detail: degrees. wide, tall: as grid."""
    simple = shapely.coverage_simplify(outlines.geometry.to_numpy(), detail)
    on = grid(outlines.set_geometry(simple), wide, tall)

    def point(x: float, y: float) -> str:
        return "{:.1f},{:.1f}".format(*on.at(x, y))

    def path(shape: shapely.Geometry) -> str:
        rings = [part.exterior for part in getattr(shape, "geoms", [shape])]
        return "".join(f"M{' '.join(point(*at) for at in ring.coords)}Z" for ring in rings)

    return pd.Series([path(shape) for shape in simple], outlines.index)


def hatching(side: float = 4) -> str:
    """What fills a suppressed area of such a map, as map.js has it on a large one."""
    return (
        f'<pattern id="hidden" width="{side}" height="{side}" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate(45)"><rect width="{side}" height="{side}" fill="#fff"/><rect'
        f' width="{side / 2:g}" height="{side}" fill="#8C8C8C"/></pattern>'
    )


def filled(classes: Classes, kind: int) -> str:
    """What fills an area of a class."""
    return classes.colours[kind] if kind >= 0 else HIDDEN


def small_map(paths: pd.Series, value: pd.Series, classes: Classes) -> str:
    """A small map as an SVG picture that needs no script; its words stand beside it."""
    areas = "".join(
        f'<path d="{paths[code]}" fill="{filled(classes, kind)}"/>'
        for code, kind in zip(value.index, classes.of(value))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 {SMALL_WIDTH + 4}'
        f' {SMALL_WIDTH * 0.66:.0f}">{hatching() if value.isna().any() else ""}<g stroke="#1d1d1d"'
        f' stroke-width=".7" stroke-linejoin="round">{areas}</g></svg>'
    )


def bivariate(first: pd.Series, second: pd.Series) -> pd.Series:
    """Class of each area on two figures at once: 0 to 8, thirds of the first (columns) by thirds of
    the second (rows)."""
    thirds = [
        pd.qcut(s.rank(method="average"), 3, labels=False, duplicates="drop")
        for s in (first, second)
    ]
    return thirds[0] + 3 * thirds[1]


# Rows: second figure low to high. Columns: first figure low to high. Blue deepens one way, orange
# the other.
BIVARIATE = (
    "#F0F0F0",
    "#9EC5E8",
    "#2073BC",
    "#F4C6A5",
    "#A9A3A8",
    "#4D6A8C",
    "#D9651F",
    "#8F4A35",
    "#3A2A33",
)


def area_from_click(payload: Mapping[str, Any] | None, outlines: gpd.GeoDataFrame) -> str | None:
    """The area_code under the last click st_folium reports, or None (no click, or a click at
    sea)."""
    click = (payload or {}).get("last_clicked")
    if not click:
        return None
    point = shapely.Point(click["lng"], click["lat"])
    inside = outlines.index[outlines.intersects(point)]
    return str(inside[0]) if len(inside) else None
