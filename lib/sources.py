"""The only reader of data/. Every file is checked against its record before a number leaves this
module."""

import hashlib
import io
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import sqlalchemy as sa

from lib import databases, faults, schema
from lib.catalogue.assumptions import ASSUMPTIONS
from lib.errors import DataFault
from lib.place import areas, profile
from lib.place.levels import Crosswalk
from lib.place.profile import Profile

DATA = Path(__file__).parents[1] / "data"
FIX = "Restore the file from the release, or run `make data` to rebuild it."
OUTLINES = "boundaries.geojson"
LONGEST_SECONDS = 30  # to wait for the database of DATA_URL


@dataclass(frozen=True, kw_only=True)
class Tables:
    """Every table of data/ as read; columns as in data/README.md."""

    areas: areas.Areas
    area_aliases: pd.DataFrame
    boundaries: gpd.GeoDataFrame
    population: pd.DataFrame
    children: pd.DataFrame
    crosswalk: Crosswalk
    apportioned: pd.DataFrame
    counts: pd.DataFrame
    published_counts: pd.DataFrame
    spend: pd.DataFrame
    deprivation: pd.DataFrame
    need_index: pd.DataFrame
    prevalence: pd.DataFrame
    standards: pd.DataFrame
    sites: pd.DataFrame
    site_facts: pd.DataFrame
    lsoas: pd.DataFrame
    closest: pd.DataFrame
    closest_access: pd.DataFrame
    promises: pd.DataFrame
    promise_measures: pd.DataFrame
    promise_figures: pd.DataFrame
    schools: pd.DataFrame
    referral_waits: pd.DataFrame
    trajectory: pd.DataFrame
    partnerships: pd.DataFrame
    breaks: pd.DataFrame
    authorities: pd.DataFrame
    risk_measures: pd.DataFrame
    risk_figures: pd.DataFrame
    risk_prevalence: pd.DataFrame
    teams: pd.DataFrame
    staff: pd.DataFrame
    groups: pd.DataFrame
    assumptions: dict[str, Any]
    place: Profile
    publications: dict[str, dict[str, str]]
    files: dict[str, dict[str, Any]]


class ExactTables(Tables):
    """With a reader's own figures as they brought them in: for that reader's eyes, and for nothing
    that leaves their session."""


class SafeTables(Tables):
    """After disclosure control: what is shown to others or sent is made from these, and exports
    take no others."""


def read_all(folder: Path = DATA, url: str = "") -> Tables:
    """Read and check every file of a data folder. url: a SQLAlchemy URL of a database whose tables,
    named as the files without .csv and with the same columns, stand in for those files.

    Raises DataFault with one sentence that names the file, the row or column, and the fix.
    """
    record = read_record(folder)
    kept = read_database(url) if url else {}
    for name in record["files"]:
        if name not in kept:
            check_file(folder, name, record["files"][name])
    lacking = {
        name
        for name, table in schema.TABLES.items()
        if table.optional and name not in record["files"]
    }
    record["files"] |= {name: {"built_from": []} for name in lacking - set(kept)}
    tables = {
        Path(name).stem: (
            kept[name]
            if name in kept
            else empty(name)
            if name in lacking
            else read_table(folder, name)
        )
        for name in schema.TABLES
    }
    for name, frame in kept.items():
        record["files"][name] = fingerprint_of(
            name, frame.to_csv(index=False, lineterminator="\n").encode()
        ) | {"built_from": []}
    place = read_place(folder)
    listed = areas.from_table(tables.pop("areas"), place.area)
    for name, table in schema.TABLES.items():
        if table.every_area and (place.level or not table.of_parts):
            check_areas(name, tables[Path(name).stem], listed)
    check_levels(place, tables)
    return Tables(
        areas=listed,
        crosswalk=Crosswalk(table=tables.pop("crosswalk"), areas=listed),
        boundaries=read_outlines(folder, listed),
        assumptions=read_assumptions(folder),
        place=place,
        publications=record["publications"],
        files=record["files"],
        **tables,
    )


def read_database(url: str) -> dict[str, pd.DataFrame]:
    """The tables of the contract that a database holds, by file name, checked against their
    schemas."""
    try:
        place = databases.address(url)
        engine = databases.engine(url, LONGEST_SECONDS)
    except (sa.exc.ArgumentError, ModuleNotFoundError) as problem:
        raise DataFault(
            "DATA_URL is not the address of a database, as postgresql://user@host/name is. Mend"
            " DATA_URL."
        ) from problem
    try:
        held = set(sa.inspect(engine).get_table_names())
        frames = {
            name: pd.read_sql_table(Path(name).stem, engine)
            for name in schema.TABLES
            if Path(name).stem in held
        }
    except sa.exc.DBAPIError as problem:
        raise DataFault(
            f"The database of DATA_URL cannot be opened: {place.render_as_string()}. Start it, or"
            " mend DATA_URL."
        ) from problem
    finally:
        engine.dispose()
    if not frames:
        raise DataFault(
            f"The database {place.render_as_string()} holds none of the tables of data/README.md."
            " Mend DATA_URL."
        )
    for name, frame in frames.items():
        checked(name, frame, f"Mend the table {Path(name).stem} in the database.")
    return frames


def read_record(folder: Path) -> dict[str, Any]:
    """data/sources.toml: publications, and each file's fingerprint and sources."""
    path = folder / "sources.toml"
    if not path.exists():
        raise DataFault(f"{path.name} is missing from {folder.name}/. {FIX}")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise DataFault(f"{path.name} cannot be read: {problem}. {FIX}") from problem


def fingerprint(path: Path) -> dict[str, Any]:
    """sha256 of a file, and of each column (CSV) or line (anything else), so that a change can be
    placed."""
    return fingerprint_of(path.name, path.read_bytes())


def fingerprint_of(name: str, body: bytes) -> dict[str, Any]:
    """The same of a file's bytes."""
    return {
        "sha256": hashlib.sha256(body).hexdigest(),
        "rows": body.count(b"\n"),
        "parts": _parts(name, body),
    }


def _parts(name: str, body: bytes) -> dict[str, str]:
    if name.endswith(".csv"):
        cells = pd.read_csv(io.BytesIO(body), dtype=str, keep_default_na=False, on_bad_lines="skip")
        return {name: _short("\n".join(cells[name])) for name in cells}
    lines = body.decode("utf-8", errors="replace").splitlines()
    return {f"line {i + 1}": _short(line) for i, line in enumerate(lines)}


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def check_file(folder: Path, name: str, expected: dict[str, Any]) -> None:
    """Raise DataFault where a file is missing, cut short, breaks its schema, or differs from its
    record."""
    path = folder / name
    if not path.exists():
        raise DataFault(f"{name} is missing from {folder.name}/. {FIX}")
    body = path.read_bytes()
    if hashlib.sha256(body).hexdigest() == expected["sha256"]:
        return
    rows = body.count(b"\n")
    if rows < expected["rows"]:
        raise DataFault(f"{name} is cut short: it ends at row {rows} of {expected['rows']}. {FIX}")
    if name in schema.TABLES:
        read_table(folder, name)
    parts = _parts(name, body)
    changed = [part for part, digest in expected["parts"].items() if parts.get(part) != digest]
    where = f"column {areas.listed(changed)}" if name.endswith(".csv") else areas.listed(changed)
    raise DataFault(
        f"{name} was altered after it was built: {where if changed else 'its layout'} differs."
        f" {FIX}"
    )


def read_assumptions(folder: Path) -> dict[str, Any]:
    """data/assumptions.toml, which has every assumption of the catalogue."""
    assumptions = tomllib.loads((folder / "assumptions.toml").read_text(encoding="utf-8"))
    missing = [key for key in ASSUMPTIONS if key not in assumptions]
    if missing:
        raise DataFault(f"assumptions.toml: nothing is declared of {areas.listed(missing)}. {FIX}")
    return assumptions


def empty(name: str) -> pd.DataFrame:
    """A table of the contract without a row."""
    columns = schema.TABLES[name].schema.columns
    return pd.DataFrame(columns=list(columns)).astype(
        {key: column.dtype.type for key, column in columns.items()}
    )


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """One CSV, checked against its schema."""
    try:
        frame = pd.read_csv(folder / name)
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as problem:
        raise DataFault(f"{name} cannot be read as a table: {problem}. {FIX}") from problem
    return checked(name, frame, FIX)


def checked(name: str, frame: pd.DataFrame, fix: str) -> pd.DataFrame:
    """The table itself. Raises DataFault where it breaks its schema."""
    # without a row, a file says nothing of what its columns hold
    if frame.empty and list(frame) == schema.TABLES[name].columns:
        frame = empty(name)
    wrong = faults.faults(schema.TABLES[name], frame)
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise DataFault(f"{name}: {wrong[0]}{more}. {fix}")
    return frame


def check_areas(name: str, frame: pd.DataFrame, listed: areas.Areas) -> None:
    """Raise DataFault where a table lists an unknown area, or leaves one out of a period, measure
    or age."""
    unknown = sorted(set(frame.area_code) - set(listed.order))
    if unknown:
        row = int(frame.index[frame.area_code == unknown[0]][0]) + 2
        raise DataFault(
            f"{name}: row {row}, column area_code: {unknown[0]} is not in areas.csv. {FIX}"
        )
    groups = [
        c
        for c in (
            "period",
            "measure",
            "service",
            "group",
            "age",
            "age_from",
            "index_name",
            "edition",
        )
        if c in frame
    ]
    parts = frame.groupby(groups) if groups else [("", frame)]
    for key, part in parts:
        missing = [listed.name[code] for code in listed.order if code not in set(part.area_code)]
        if missing:
            raise DataFault(
                f"{name}: column area_code: no row for {areas.listed(missing)} in {key}. {FIX}"
            )


def check_levels(place: Profile, tables: dict[str, pd.DataFrame]) -> None:
    """Raise DataFault where figures are of a level that place.toml does not have."""
    held = [
        name
        for name, table in schema.TABLES.items()
        if table.of_parts and len(tables[Path(name).stem])
    ]
    if held and not place.level:
        raise DataFault(
            f"{held[0]} has rows, but {profile.FILE} has no [level] that they could be of. {FIX}"
        )
    unknown = sorted(set(tables["published_counts"].level) - set(place.levels))
    if unknown:
        raise DataFault(
            f"published_counts.csv: column level: “{unknown[0]}” is not known; {profile.FILE} has"
            f" {', '.join(place.levels)}. {FIX}"
        )


def read_place(folder: Path) -> Profile:
    """Which partnership a data folder is of."""
    path = folder / profile.FILE
    if not path.exists():
        raise DataFault(f"{path.name} is missing from {folder.name}/. {FIX}")
    return profile.read(path.read_text(encoding="utf-8"))


def read_outlines(folder: Path, listed: areas.Areas) -> gpd.GeoDataFrame:
    """Outlines of the areas in their order: index area_code, columns area_name, geometry
    (EPSG:4326)."""
    outlines = gpd.read_file(folder / OUTLINES, engine="pyogrio").set_index("area_code")
    missing = [listed.name[code] for code in listed.order if code not in outlines.index]
    if missing:
        raise DataFault(f"{OUTLINES}: no outline for {areas.listed(missing)}. {FIX}")
    return outlines.loc[listed.order]
