"""Files the browser fetches from the server: Leaflet from its package, our map script, outlines and
sites from data/, what terms mean."""

import json
from hashlib import sha256
from html import escape
from pathlib import Path

import pandas as pd
import shapely
import streamlit as st
from xstatic.pkg import leaflet as leaflet_package

from lib.errors import DataFault
from lib.glossed import glossary_of
from lib.place.profile import Profile
from lib.sources import Tables
from lib.ui import cache

STATIC = Path(__file__).parents[2] / "static"
ASSETS = Path(__file__).parent / "assets"


def asset(name: str) -> str:
    """The text of a style sheet or script of this dashboard."""
    return (ASSETS / name).read_text(encoding="utf-8")


@st.cache_resource(show_spinner=False)
def served() -> str:
    """The folder below static/ that this server's maps are drawn from, written once a start."""
    return ensure(cache.deployed())


def ensure(tables: Tables) -> str:
    """Write what maps are drawn from into a folder of static/, named after what it holds: servers
    of two partnerships, or of two versions, may share static/. Returns the folder's name.

    Each file appears whole or not at all. Leaflet and our script go out as one file, and so do
    their styles: a map waits for each in turn.
    """
    files = _files(tables)
    name = sha256("\0".join(files.values()).encode()).hexdigest()[:8]  # it travels with every map
    for file, text in files.items():
        _write(STATIC / name / file, text)
    return name


def _files(tables: Tables) -> dict[str, str]:
    leaflet, files = Path(leaflet_package.BASE_DIR), {}
    for kind, first in (("js", opening(tables.place)), ("css", "")):
        parts = (leaflet / f"leaflet.{kind}", ASSETS / f"map.{kind}")
        texts = [part.read_text(encoding="utf-8") for part in parts]
        files[f"map.{kind}"] = "\n".join([first, *texts])
    return files | {
        "districts.geojson": districts(tables),
        "partnerships.geojson": partnerships(tables),
        "sites.geojson": json.dumps(sites(tables.sites)),
        "points.json": points(tables.lsoas),
        "meanings.json": json.dumps(glossary_of(tables.place).meanings()),
    }


def opening(place: Profile) -> str:
    """Where a map stands before its outlines come, and the line that it owes, for its script: no
    move has to send them again."""
    where = {"centre": place.centre, "zoom": place.zoom}
    owed = {"boundaries": escape(place.boundaries.rstrip("."))}
    return f"window.PLACE = {json.dumps(where | owed)};"


def _write(file: Path, text: str) -> None:
    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    except OSError as fault:
        raise DataFault(
            f"static/{file.parent.name}/{file.name}, which maps are drawn from, could not be"
            f" written: {fault.strerror}. Whoever runs this server can free space there, or let it"
            " write to static/."
        ) from fault


def districts(tables: Tables) -> str:
    """The outlines in the areas' order, each with a point well inside it for its label, and the
    name of the whole."""
    middle = shapely.maximum_inscribed_circle(tables.boundaries.geometry.to_numpy())
    point = shapely.get_point(middle, 0)
    frame = tables.boundaries.assign(
        lon=shapely.get_x(point).round(4), lat=shapely.get_y(point).round(4)
    )
    return json.dumps(
        frame.to_geo_dict(drop_id=True) | {"name": tables.place.name}, separators=(",", ":")
    )


def partnerships(tables: Tables) -> str:
    """Outlines of the health and care partnerships (indicative where a district is split)."""
    frame = tables.boundaries.assign(partnership=tables.areas.partnership)
    return str(
        frame.dissolve("partnership")
        .reset_index()[["partnership", "geometry"]]
        .to_json(drop_id=True)
    )


def sites(table: pd.DataFrame) -> dict:
    """Places of support as GeoJSON."""
    features = [
        {
            "type": "Feature",
            "properties": {"site": f"{row.site} ({row.service_type})"},
            "geometry": {"type": "Point", "coordinates": [row.lon, row.lat]},
        }
        for row in table.itertuples()
    ]
    return {"type": "FeatureCollection", "features": features}


def points(table: pd.DataFrame) -> str:
    """Small areas as points: latitude, longitude, children, name."""
    rows = zip(table.lat.round(4), table.lon.round(4), table.children, table.lsoa)
    return json.dumps([list(row) for row in rows], separators=(",", ":"))
