"""Rebuild every table of the data contract from data/source/ and the named packages: `make data`.

Reads nothing outside the project but the packages of data/build/requirements.txt and the land outlines it fetches
once into data/build/cache/. Two runs give the same bytes.
"""

import argparse
import sys
import tomllib
from pathlib import Path

import pandas as pd
import tomli_w

from data.build import boundaries
from lib import apportion, schema, sources

DATA = Path(__file__).parents[1]
SOURCE = DATA / "source"
POPULATION = "datasets/frs/local_areas/local_authorities/targets/age.csv"
LAST_AGE = 25


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(SOURCE / name)


def population(areas: pd.DataFrame) -> pd.DataFrame:
    """Columns area_code, year, age (0 to 25), persons, provenance."""
    table = pd.read_csv(boundaries.package_folder("policyengine_uk_data") / POPULATION).set_index("code")
    ages = table.loc[areas.area_code, [str(age) for age in range(LAST_AGE + 1)]]
    tall = ages.rename_axis("area_code").reset_index().melt("area_code", var_name="age", value_name="persons")
    tall = tall.assign(year=2023, age=tall.age.astype(int), persons=tall.persons.astype(int), provenance="published")
    return tall[["area_code", "year", "age", "persons", "provenance"]].sort_values(["area_code", "age"])


def children_by_band(lsoas: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Columns area_code, year, age_from, age_to, persons, provenance: children aged 0 to 17 in mid-2020, from those of each LSOA."""
    tall = lsoas.groupby("area_code")[[c for c in lsoas if c.startswith("age_")]].sum().loc[areas.area_code]
    tall = tall.rename_axis("area_code").reset_index().melt("area_code", var_name="band", value_name="persons")
    ages = tall.band.str.extract(r"age_(\d+)(?:_(\d+))?")
    tall = tall.assign(year=2020, age_from=ages[0].astype(int), age_to=ages[1].fillna(ages[0]).astype(int), provenance="published")
    return tall[["area_code", "year", "age_from", "age_to", "persons", "provenance"]].sort_values(["area_code", "age_from"])


def partnerships(areas: pd.DataFrame, lsoas: pd.DataFrame) -> pd.DataFrame:
    """The areas with the partnership that holds most of each, marked indicative where an area is split."""
    by_partnership = lsoas.groupby(["area_code", "partnership"]).lsoas.sum().sort_values(ascending=False)
    largest = by_partnership.reset_index().drop_duplicates("area_code").set_index("area_code").partnership
    split = by_partnership.groupby("area_code").size() > 1
    table = areas.assign(
        partnership=areas.area_code.map(largest),
        partnership_indicative=areas.area_code.map(split),
    )
    return table[["area_code", "area_name", "area_type", "partnership", "partnership_indicative", "sort_order"]]


def tables() -> dict[str, pd.DataFrame]:
    settings = tomllib.loads((SOURCE / "sources.toml").read_text())
    assumptions = tomllib.loads((DATA / "assumptions.toml").read_text())
    areas, lsoas, totals = read("areas.csv"), read("lsoas_by_former_ccg.csv"), read("kent_medway_totals.csv")
    published = read("former_ccgs_2019_20.csv").set_index(["measure", "ccg_code"])
    people = population(areas)
    children = children_by_band(read("lsoa_children_2020.csv"), areas)
    shares = apportion.ccg_shares(lsoas, children.groupby("area_code").persons.sum())
    split = apportion.apportioned(apportion.counts_by_ccg(published, totals), shares)
    count = apportion.counts(split, shares, published, totals)
    service_share = {name: row["spend_share"] for name, row in assumptions["A2"]["services"].items()}
    made = {
        "areas.csv": partnerships(areas, lsoas),
        "population.csv": people,
        "children.csv": children,
        "ccg_shares.csv": shares.assign(weight=shares.weight.round(9), share=shares.share.round(9)),
        "apportioned.csv": split,
        "counts.csv": count,
        "spend.csv": apportion.spend(count, totals, service_share),
        "published_counts.csv": apportion.published_counts(published, lsoas, totals, read("beside_2019_2023.csv"), settings["whole"]),
    }
    for name in ("deprivation.csv", "need_index.csv", "standards.csv", "sites.csv"):
        made[name] = read(name).assign(provenance="published")
    made["area_aliases.csv"] = read("area_aliases.csv").assign(provenance="recalled")
    prevalence = read("prevalence.csv")
    seen = prevalence.status == "read"  # else keyed from memory
    made["prevalence.csv"] = prevalence.assign(provenance=seen.map({True: "published", False: "recalled"}))
    return made


def main() -> None:
    choice = argparse.ArgumentParser()
    choice.add_argument("--boundaries", choices=("postcodes", "official"), default="postcodes")
    made = tables()
    for name, table in made.items():
        table.to_csv(DATA / name, index=False, lineterminator="\n")
    areas = read("areas.csv")
    outlines = boundaries.reader(choice.parse_args().boundaries)(areas)
    ratio = boundaries.check(outlines, areas)
    (DATA / "boundaries.geojson").write_text(boundaries.geojson(outlines))
    record = tomllib.loads((SOURCE / "sources.toml").read_text())
    record["files"] = {name: sources.fingerprint(DATA / name) | record["files"][name] for name in sorted(record["files"])}
    text = "# Written by `make data` from data/source/sources.toml; edit that file.\n" + tomli_w.dumps(record)
    (DATA / "sources.toml").write_text(text)
    for name in schema.TABLES:
        sources.read_table(DATA, name)
    print(f"{len(record['files'])} files; land areas within {(ratio - 1).abs().max():.1%} of the published", file=sys.stderr)


if __name__ == "__main__":
    main()
