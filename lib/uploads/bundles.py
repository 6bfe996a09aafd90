"""A reader's own exact figures as one file, to go on with another day: written, and read again."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import tomli_w

from lib import archives, schema, sources
from lib.errors import BadUpload
from lib.place import profile
from lib.sources import Tables
from lib.uploads.brought import UPLOADED
from lib.uploads.files import MOST_UNPACKED
from lib.uploads.matching import KINDS, Matched
from lib.uploads.own import Own, csv_of, sha_of
from lib.uploads.values import NUMBERS

FORMAT = 1
MARK = "exact, not for sharing"
AGAIN = "Download the bundle again from the session that made it, or bring in the files themselves."


def bundle(own: Own, made_on: date, word: str) -> bytes:
    """The exact tables, sources.toml and a manifest in one zip: a data folder that can be brought
    in again, or named as DATA_FOLDER.

    word: stands in the manifest, so that no two are alike and none can be made by guessing its
    figures.
    """
    tables = own.exact
    areas = tables.areas
    listed = pd.DataFrame(
        {
            "area_code": areas.order,
            "area_name": areas.name.to_numpy(),
            "area_type": areas.kind.to_numpy(),
            "partnership": areas.partnership.to_numpy(),
            "partnership_indicative": areas.indicative.to_numpy(),
            "sort_order": range(1, len(areas.order) + 1),
        }
    )
    kept_otherwise = {"areas.csv": listed, "crosswalk.csv": tables.crosswalk.table}
    frames = {
        name: kept_otherwise[name] if name in kept_otherwise else getattr(tables, Path(name).stem)
        for name in schema.TABLES
    }
    bodies = {name: csv_of(frame) for name, frame in frames.items()}
    bodies[sources.OUTLINES] = tables.boundaries.reset_index().to_json(drop_id=True).encode("utf-8")
    bodies["assumptions.toml"] = tomli_w.dumps(tables.assumptions).encode("utf-8")
    bodies[profile.FILE] = tomli_w.dumps(profile.record_of(tables.place)).encode("utf-8")
    record: dict[str, Any] = {"publications": tables.publications}
    record["files"] = {
        name: sources.fingerprint_of(name, body) | {"built_from": tables.files[name]["built_from"]}
        for name, body in bodies.items()
    }
    bodies["sources.toml"] = f"# {MARK}\n{tomli_w.dumps(record)}".encode()
    manifest = {
        "format": FORMAT,
        "marked": MARK,
        "copy": word,
        "made_on": f"{made_on:%Y-%m-%d}",
        "brought": [{"kind": one.kind, "name": one.name} for one in own.brought],
        "files": {name: sha_of(body) for name, body in bodies.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as into:
        into.writestr("manifest.json", json.dumps(manifest, indent=2) + "\n")
        for name, body in bodies.items():
            into.writestr(name, body)
    return archives.with_fixed_dates(out.getvalue(), made_on)


def is_bundle(content: bytes) -> bool:
    held = archives.opened(content)
    return held is not None and "manifest.json" in held.namelist()


def from_bundle(name: str, content: bytes, tables: Tables) -> list[Matched]:
    """The tables that had been brought in, out of a bundle. tables: those in use, whose published
    figures stay as they are.

    Raises BadUpload where it was altered, is of another version, or holds nothing that was brought
    in.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            tables_of = _opened(name, held)
            there = pd.read_csv(io.BytesIO(held.read("published_counts.csv")))
            apart = _apart(there, tables)
    except (BadUpload, MemoryError):
        raise
    # a damaged archive can make its reader fail in any way; the person who chose it gets a sentence
    except Exception as problem:
        raise BadUpload(f"{name} is no bundle this page can read. {AGAIN}") from problem
    if not tables_of or any(table.frame.empty for table in tables_of):
        raise BadUpload(f"{name} lacks figures that it says were brought in. {AGAIN}")
    return [replace(tables_of[0], changes=apart), *tables_of[1:]]


def _opened(name: str, held: zipfile.ZipFile) -> list[Matched]:
    """The tables that had been brought in, as they were put in the bundle."""
    if sum(member.file_size for member in held.infolist()) > MOST_UNPACKED:
        raise BadUpload(
            f"{name} unpacks to more than {MOST_UNPACKED / 1e6:.0f} MB, which no bundle"
            f" does. {AGAIN}"
        )
    manifest = json.loads(held.read("manifest.json"))
    if manifest.get("format") != FORMAT:
        raise BadUpload(
            f"{name} is a bundle of another version of this dashboard. Bring in the files"
            " themselves."
        )
    # a bundle of an earlier release has not every table
    there = [kind for kind in KINDS if f"{kind}.csv" in manifest["files"]]
    bodies = {kind: held.read(f"{kind}.csv") for kind in there}
    for kind, body in bodies.items():
        if sha_of(body) != manifest["files"].get(f"{kind}.csv"):
            raise BadUpload(f"{name}: {kind}.csv was altered after the bundle was made. {AGAIN}")
    names = {one["kind"]: str(one["name"])[:80] for one in manifest["brought"]}
    return [_rows(kind, names[kind], bodies[kind]) for kind in there if kind in names]


def _apart(there: pd.DataFrame, tables: Tables) -> tuple[str, ...]:
    """What is said of a bundle's published figures that are others here."""
    key = list(schema.TABLES["published_counts.csv"].key)
    there, here = (rows.set_index(key) for rows in (there, tables.published_counts))
    # what was brought in here is no published figure
    kept = here.value.where(here.provenance != UPLOADED).reindex(there.index)
    replaced = kept.isna() & there.index.isin(here.index)
    same = np.isclose(pd.to_numeric(there.value, errors="coerce"), kept)
    others = [
        " ".join(row) for row in there.index[(there.provenance != UPLOADED) & ~replaced & ~same]
    ]
    if not others:
        return ()
    more = f" and {len(others) - 3} more" if len(others) > 3 else ""
    return (
        (
            "published figures of the bundle that are others here, so left out:"
            f" {', '.join(others[:3])}{more}"
        ),
    )


def _rows(kind: str, name: str, body: bytes) -> Matched:
    table = pd.read_csv(io.BytesIO(body))
    rows = table[table.provenance == UPLOADED]
    columns = schema.INCOMING[kind].columns
    texts = {
        column: rows[column].fillna("").astype(str) for column in columns if column not in NUMBERS
    }
    frame = rows[columns].assign(**texts).set_axis(rows.index + 2)
    return Matched(kind=kind, name=name, frame=frame, changes=(), official=True)
