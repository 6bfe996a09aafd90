"""The places of the nation that are most like each area, and the access that was published of the
former CCGs they lay in, from data/source/england/ (docs/methods.md 14)."""

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd

from lib import schema
from lib.variation.closeness import closest

ENGLAND = Path(__file__).parents[1] / "source/england"
PLACES, ACCESS = "closest.csv", "closest_access.csv"
SHOWN = 5
FEWEST = 20_000  # people registered with a GP: a place of fewer is no example for a district
LEAST_SHARE = 0.1  # of a district's LSOAs: a sliver in another former CCG says nothing of it


def described(england: Path = ENGLAND) -> pd.DataFrame:
    """Every district of England that is not tiny: name, region, need index and score of deprivation
    by area_code."""
    names, need, deprivation = (
        pd.read_csv(england / name).drop(columns="source_id").set_index("area_code")
        for name in ("districts.csv", "need_index.csv", "deprivation.csv")
    )
    need = need[need.registered_population >= FEWEST].rename(columns={"period": "need_period"})
    return names.join([need, deprivation], how="inner", validate="1:1")


def places(areas: list[str], districts: pd.DataFrame) -> pd.DataFrame:
    """For each area that England's tables hold itself (place 0) and the closest outside the
    partnership."""
    rows = []
    for code in (area for area in areas if area in districts.index):
        near = closest(districts[["need_index", "average_score"]], code, frozenset(areas), SHOWN)
        together = pd.concat([pd.Series({code: 0.0}), near])
        rows.append(
            districts.loc[together.index]
            .rename_axis("close_code")
            .reset_index()
            .assign(area_code=code, place=range(len(together)), distance=together.to_numpy())
        )
    columns = schema.TABLES[PLACES].columns
    if not rows:
        return pd.DataFrame(columns=columns)
    table = pd.concat(rows).rename(columns={"area_name": "close_name"})
    return table.assign(distance=table.distance.round(3), provenance="modelled")[columns]


def access(codes: list[str], england: Path = ENGLAND) -> pd.DataFrame:
    """What was published of the former CCGs of some districts. share: of the former CCG's LSOAs."""
    lsoas = pd.read_csv(england / "lsoas_by_former_ccg.csv").drop(columns="source_id")
    rates = pd.read_csv(england / "former_ccg_access.csv")
    lsoas["share"] = (lsoas.lsoas / lsoas.groupby("ccg_code").lsoas.transform("sum")).round(3)
    large = lsoas.lsoas >= LEAST_SHARE * lsoas.groupby("area_code").lsoas.transform("sum")
    table = lsoas[large & lsoas.area_code.isin(codes)].merge(rates, on="ccg_code", validate="m:1")
    table = table.assign(
        published_rate=(100 * table.two_contact_access_rate).round(4), provenance="published"
    )
    return table[schema.TABLES[ACCESS].columns]


def tables(areas: list[str], england: Path = ENGLAND) -> dict[str, pd.DataFrame]:
    """Both tables by file name; without a row where England's tables hold none of the areas."""
    near = places(areas, described(england))
    return {PLACES: near, ACCESS: access(list(near.close_code.unique()), england)}


def recorded(
    record: dict[str, Any], without_rows: set[str], england: Path = ENGLAND
) -> dict[str, Any]:
    """A record of sources with England's: its files, and the publications that a file names.

    without_rows: names of files that nothing was built into, which rest on no publication.
    """
    national = tomllib.loads((england / "sources.toml").read_text(encoding="utf-8"))
    files = record["files"] | {
        name: {"built_from": []} if name in without_rows else entry
        for name, entry in national["files"].items()
    }
    named = {key for entry in files.values() for key in entry["built_from"]}
    publications = {
        key: one
        for key, one in (national["publications"] | record["publications"]).items()
        if key in named | set(record["publications"])
    }
    return {**record, "publications": publications, "files": files}
