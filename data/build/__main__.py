"""Rebuild every table of the data contract from a source folder and the named packages: `make
data`.

Reads nothing outside the source folder but the packages of data/build/requirements.txt and the land
outlines it fetches once into data/build/cache/. Two runs give the same bytes. Another partnership
is another source folder (data/README.md, "Another partnership").
"""

import argparse
import sys
import tomllib
from pathlib import Path

import pandas as pd
import tomli_w

from data.build import boundaries, closest, elsewhere, inside
from lib import apportion, schema, sources
from lib.place import profile
from lib.place.profile import Profile

DATA = Path(__file__).parents[1]
SOURCE = DATA / "source"
POPULATION = "datasets/frs/local_areas/local_authorities/targets/age.csv"
LAST_AGE = 25
# of those at greatest risk, where figures of them are held
RISK = ("authorities.csv", "risk_measures.csv", "risk_figures.csv", "risk_prevalence.csv")
# of a partnership that has a plan
PROMISES = ("promises.csv", "promise_measures.csv", "promise_figures.csv")
AS_THEY_ARE = {  # tables of the source folder that only get a provenance
    **dict.fromkeys(
        (
            *("deprivation.csv", "need_index.csv", "standards.csv", "sites.csv", "schools.csv"),
            *("referral_waits.csv", "breaks.csv", "site_facts.csv"),
            *PROMISES,
            *RISK,
        ),
        "published",
    ),
    "area_aliases.csv": "recalled",
}


def population(source: Path, areas: pd.DataFrame) -> pd.DataFrame:
    """Columns area_code, year, age (0 to 25), persons: of the source folder where it has them, else
    the mid-2023 estimates."""
    if (source / "population.csv").exists():
        return pd.read_csv(source / "population.csv")
    table = pd.read_csv(boundaries.package_folder("policyengine_uk_data") / POPULATION).set_index(
        "code"
    )
    ages = table.loc[areas.area_code, [str(age) for age in range(LAST_AGE + 1)]]
    tall = (
        ages.rename_axis("area_code")
        .reset_index()
        .melt("area_code", var_name="age", value_name="persons")
    )
    tall = tall.assign(year=2023, age=tall.age.astype(int), persons=tall.persons.astype(int))
    return tall[["area_code", "year", "age", "persons"]].sort_values(["area_code", "age"])


def children_by_band(source: Path, areas: pd.DataFrame) -> pd.DataFrame:
    """Columns area_code, year, age_from, age_to, persons: children aged 0 to 17, of the source
    folder's children.csv where it has one, else of mid-2020, from those of each LSOA."""
    if (source / "children.csv").exists():
        return pd.read_csv(source / "children.csv")
    lsoas = pd.read_csv(source / "lsoa_children_2020.csv")
    tall = (
        lsoas.groupby("area_code")[[c for c in lsoas if c.startswith("age_")]]
        .sum()
        .loc[areas.area_code]
    )
    tall = (
        tall.rename_axis("area_code")
        .reset_index()
        .melt("area_code", var_name="band", value_name="persons")
    )
    ages = tall.band.str.extract(r"age_(\d+)(?:_(\d+))?")
    tall = tall.assign(
        year=2020, age_from=ages[0].astype(int), age_to=ages[1].fillna(ages[0]).astype(int)
    )
    return tall[["area_code", "year", "age_from", "age_to", "persons"]].sort_values(
        ["area_code", "age_from"]
    )


def centres(source: Path) -> pd.DataFrame:
    """Children at the centre of each LSOA; without a row where the source folder has no centres."""
    columns = schema.TABLES["lsoas.csv"].columns
    path = source / "lsoa_children_2020.csv"
    lsoas = pd.read_csv(path) if path.exists() else pd.DataFrame()
    if "lat" not in lsoas:
        return pd.DataFrame(columns=columns)
    ages = lsoas[[column for column in lsoas if column.startswith("age_")]]
    table = lsoas.assign(
        lsoa=lsoas.lsoa11,
        year=2020,
        children=ages.sum(axis=1),
        school_age=ages.drop(columns="age_0_4").sum(axis=1),
        provenance="published",
    )
    return table[columns]


def partnerships(areas: pd.DataFrame, lsoas: pd.DataFrame) -> pd.DataFrame:
    """The areas with the partnership that holds most of each, marked indicative where an area is
    split; as given where they have one."""
    columns = [
        "area_code",
        "area_name",
        "area_type",
        "partnership",
        "partnership_indicative",
        "sort_order",
    ]
    if "partnership" in areas:
        return areas.assign(partnership_indicative=areas.get("partnership_indicative", False))[
            columns
        ]
    by_partnership = (
        lsoas.groupby(["area_code", "partnership"]).lsoas.sum().sort_values(ascending=False)
    )
    largest = (
        by_partnership.reset_index().drop_duplicates("area_code").set_index("area_code").partnership
    )
    split = by_partnership.groupby("area_code").size() > 1
    table = areas.assign(
        partnership=areas.area_code.map(largest),
        partnership_indicative=areas.area_code.map(split),
    )
    return table[columns]


def counted(
    source: Path, place: Profile, totals: pd.DataFrame, children: pd.Series
) -> dict[str, pd.DataFrame]:
    """Counts by district, as published (counts.csv of the source folder) and as shared out from the
    parts, with what they rest on."""
    own = pd.read_csv(source / "counts.csv") if (source / "counts.csv").exists() else pd.DataFrame()
    year = place.measured_period
    beside = (
        pd.read_csv(source / "beside.csv") if (source / "beside.csv").exists() else pd.DataFrame()
    )
    if place.level is None:
        names = {name: schema.TABLES[name].columns for name in ("crosswalk.csv", "apportioned.csv")}
        empty = {name: pd.DataFrame(columns=columns) for name, columns in names.items()}
        counts = apportion.with_later_years(own.assign(provenance="published"), totals, year)
        published = apportion.published_counts(None, pd.Series(dtype=str), totals, beside, place)
        return {**empty, "counts.csv": counts, "published_counts.csv": published}
    lsoas, parts = (
        pd.read_csv(source / "lsoas_by_part.csv"),
        pd.read_csv(source / "parts.csv").set_index(["measure", "part_code"]),
    )
    shares = apportion.crosswalk(lsoas, children)
    split = apportion.apportioned(apportion.counts_by_part(parts, totals, year), shares)
    measured = apportion.measured_counts(split, shares, parts, year)
    names = lsoas.drop_duplicates("part_code").set_index("part_code").part
    return {
        "crosswalk.csv": shares.assign(weight=shares.weight.round(9), share=shares.share.round(9)),
        "apportioned.csv": split,
        "counts.csv": apportion.with_later_years(
            pd.concat([own.assign(provenance="published"), measured]), totals, year
        ),
        "published_counts.csv": apportion.published_counts(parts, names, totals, beside, place),
    }


def tables(source: Path, assumptions: dict) -> dict[str, pd.DataFrame]:
    """Every table by its file's name."""
    place = profile.read((source / profile.FILE).read_text(encoding="utf-8"))
    areas, totals = pd.read_csv(source / "areas.csv"), pd.read_csv(source / "totals.csv")
    people, children = population(source, areas), children_by_band(source, areas)
    count = counted(source, place, totals, children.groupby("area_code").persons.sum())
    lsoas = pd.read_csv(source / "lsoas_by_part.csv") if place.level else pd.DataFrame()
    service_share = {
        name: row["spend_share"] for name, row in assumptions["A2"]["services"].items()
    }
    tables = {
        "areas.csv": partnerships(areas, lsoas),
        "population.csv": people.assign(provenance="published"),
        "children.csv": children.assign(provenance="published"),
        **count,
        "spend.csv": apportion.spend(count["counts.csv"], totals, service_share),
        **closest.tables(list(areas.area_code)),
        elsewhere.TABLE: elsewhere.table(place.code),
    }
    if len(small := centres(source)):
        tables["lsoas.csv"] = small
    for name, provenance in AS_THEY_ARE.items():
        if schema.TABLES[name].optional and not (source / name).exists():
            continue
        tables[name] = pd.read_csv(source / name).assign(provenance=provenance)
    tables["prevalence.csv"] = _seen(pd.read_csv(source / "prevalence.csv"))
    if (source / "trajectory.csv").exists():
        steps = _seen(pd.read_csv(source / "trajectory.csv"))
        tables["trajectory.csv"] = steps.drop(columns="status")
    return tables


def _seen(table: pd.DataFrame) -> pd.DataFrame:
    """A table with what of it was read in its publication; else it is keyed from memory."""
    seen = table.status == "read"
    return table.assign(provenance=seen.map({True: "published", False: "recalled"}))


def build(source: Path = SOURCE, target: Path = DATA, outlines: str = "postcodes") -> pd.Series:
    """Write every file of a data folder; each area's land over its published land. outlines: a key
    of boundaries.READERS, where the source folder has no boundaries.geojson of its own."""
    target.mkdir(parents=True, exist_ok=True)
    place = (source / profile.FILE).read_text(encoding="utf-8")
    declared = (
        source / "assumptions.toml"
        if (source / "assumptions.toml").exists()
        else SOURCE / "assumptions.toml"
    )
    assumptions = profile.read(place).say(inside.filled_in(declared.read_text(encoding="utf-8")))
    (target / "assumptions.toml").write_text(assumptions, encoding="utf-8")
    (target / profile.FILE).write_text(
        f"# Written by `make data` from {profile.FILE} of the source folder; edit that file."
        f"\n\n{place}"
    )
    built = tables(source, tomllib.loads(assumptions))
    for name, table in built.items():
        table.to_csv(target / name, index=False, lineterminator="\n")
    areas = pd.read_csv(source / "areas.csv")
    shapes = boundaries.read(source, areas, outlines)
    ratio = boundaries.check(shapes, areas)
    (target / "boundaries.geojson").write_text(boundaries.geojson(shapes))
    record = closest.recorded(
        tomllib.loads((source / "sources.toml").read_text(encoding="utf-8")),
        {name for name, table in built.items() if table.empty},
    )
    record["files"] = {
        name: sources.fingerprint(target / name) | record["files"][name]
        for name in sorted(record["files"])
    }
    text = (
        "# Written by `make data` from sources.toml of the source folder; edit that file.\n"
        + tomli_w.dumps(record)
    )
    (target / "sources.toml").write_text(text, encoding="utf-8")
    sources.read_all(target)
    return ratio


def main() -> None:
    choice = argparse.ArgumentParser()
    choice.add_argument("--boundaries", choices=tuple(boundaries.READERS), default="postcodes")
    choice.add_argument("--source", type=Path, default=SOURCE)
    choice.add_argument("--target", type=Path, default=DATA)
    asked = choice.parse_args()
    ratio = build(asked.source, asked.target, asked.boundaries)
    print(f"land areas within {(ratio - 1).abs().max():.1%} of the published", file=sys.stderr)


if __name__ == "__main__":
    main()
