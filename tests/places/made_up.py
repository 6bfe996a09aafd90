"""Source folders of two made-up partnerships, as data.build reads them: five districts with no
level between them and the whole, and thirty with twelve localities and two sub-areas. Every number
is drawn from a seed and stands for nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import tomli_w

from data.build import boundaries
from lib.catalogue.measures import parts
from lib.place.nouns import Level
from lib.place.profile import Profile, record_of

SEED = 11
MEASURED, LATER = "2022/23", ("2023/24", "2024/25")
BY = "made_up"  # the only publication
FILES = (
    *(
        "place.toml",
        "areas.csv",
        "boundaries.geojson",
        "population.csv",
        "children.csv",
        "crosswalk.csv",
        "apportioned.csv",
        "counts.csv",
    ),
    *(
        "published_counts.csv",
        "spend.csv",
        "deprivation.csv",
        "need_index.csv",
        "prevalence.csv",
        "standards.csv",
        "area_aliases.csv",
    ),
    *("sites.csv", "assumptions.toml"),
)


@dataclass(frozen=True, kw_only=True)
class MadeUp:
    """A partnership: its districts row by row on a grid so many columns wide, which of them are
    unitary, the partnership of each in turn, and the localities that each lies in with the LSOAs
    that it has there, if there are localities. block: what tells the codes of its districts from
    others'."""

    profile: Profile
    block: str
    names: Sequence[str]
    columns: int
    unitary: Sequence[str]
    partnerships: Sequence[str]
    localities: Sequence[Sequence[tuple[str, int]]] = ()

    @property
    def codes(self) -> list[str]:
        kinds = ["E06" if name in self.unitary else "E07" for name in self.names]
        return [f"{kind}{self.block}{i:03d}" for i, kind in enumerate(kinds, 1)]


def _profile(
    name: str, code: str, parts: tuple[str, ...], area: Level, level: Level | None
) -> Profile:
    licence = (
        "Figures and outlines are made up for tests; they are offered under the Open Government"
        " Licence v3.0 and stand for nothing."
    )
    where = {"centre": (53.4, -1.0), "zoom": 9, "licences": (licence,), "measured_period": MEASURED}
    return Profile(
        name=name,
        code=code,
        parts=parts,
        title=f"Children's mental-health access, {name}",
        area=area,
        level=level,
        **where,
    )


FIVE = MadeUp(
    profile=_profile(
        "Fivewater (made up)",
        "QX5",
        (),
        Level(key="district", one="borough", many="boroughs"),
        None,
    ),
    block="008",
    names=("Northam", "Southby", "Eastwick", "Weston Port", "Midford"),
    columns=3,
    unitary=("Weston Port",),
    partnerships=(
        "North Fivewater",
        "South Fivewater",
        "North Fivewater",
        "South Fivewater",
        "North Fivewater",
    ),
)

STEMS = ("Ash", "Birch", "Cedar", "Elder", "Hazel", "Juniper", "Larch", "Maple", "Oak", "Rowan")
ENDINGS = ("holme", "thorpe", "wick")
LONG = {
    4: "Alderbrook and the Upper Vale of Wendle",
    17: "Saint Oswin's with Great Harrowfield",
    25: "Thistleborough and Wexcombe Coast",
}
LOCALITIES = tuple(
    f"{side} {what}"
    for side in ("Upper", "Lower")
    for what in ("Wold", "Fen", "Heath", "Moor", "Marsh", "Down")
)


def _in_localities(i: int) -> list[tuple[str, int]]:
    """Each locality has two or three districts; every seventh district is split between two."""
    own, beside = (
        LOCALITIES[i * len(LOCALITIES) // 30],
        LOCALITIES[(i * len(LOCALITIES) // 30 + 1) % len(LOCALITIES)],
    )
    return [(own, 50), (beside, 20)] if i % 7 == 3 else [(own, 60)]


THIRTY = MadeUp(
    profile=_profile(
        "Northmarch and Southmarch (made up)",
        "QX7",
        ("Z1A", "Z2B"),
        Level(key="district", one="borough", many="boroughs"),
        Level(
            key="locality",
            one="locality",
            many="localities",
            long="planning localities",
            population="mid-2021",
            printed="It is made up.",
        ),
    ),
    block="009",
    names=[LONG.get(i, STEMS[i % 10] + ENDINGS[i // 10]) for i in range(30)],
    columns=6,
    unitary=("Oakholme", "Rowanwick"),
    partnerships=(),
    localities=[_in_localities(i) for i in range(30)],
)
PLACES = {"five": FIVE, "thirty": THIRTY}


def write(made: MadeUp, folder: Path) -> Path:
    """The source folder, as data/README.md has it under "Another partnership"."""
    folder.mkdir(parents=True)
    rng = np.random.default_rng(SEED)
    size = rng.uniform(500, 1800, len(made.codes)).round()  # children of a middling age
    tables = _of_areas(made, size, rng) | _national()
    if made.localities:
        lsoas = _lsoas(made)
        part_size = lsoas.groupby("part_code", sort=False).lsoas.sum() * 18 * 20.0
        parts = _counts(part_size, rng)
        treated = float(parts.treated_two_contacts.sum())
        need = treated / 0.42
        rate = parts.treated_two_contacts / (need * part_size / part_size.sum())
        parts = parts.drop(columns=["treated_two_contacts", "contacted_once"])
        tables["lsoas_by_part.csv"] = lsoas
        tables["parts.csv"] = _tall(
            parts.assign(population_0_17=part_size, two_contact_access_rate=rate.round(6)),
            "part_code",
        )
    else:
        counts = _counts(pd.Series(size * 18, made.codes), rng)
        treated = float(counts.treated_two_contacts.sum())
        tables["counts.csv"] = (
            _tall(counts, "area_code").drop(columns="source_id").assign(period=MEASURED)
        )
        tables["counts.csv"] = tables["counts.csv"][["area_code", "period", "measure", "value"]]
    tables["totals.csv"] = _totals(treated)
    tables["beside.csv"] = _beside(made, treated)
    for name, table in tables.items():
        table.to_csv(folder / name, index=False, lineterminator="\n")
    (folder / "place.toml").write_text(tomli_w.dumps(record_of(made.profile)), encoding="utf-8")
    (folder / "boundaries.geojson").write_text(
        boundaries.geojson(_outlines(made, rng)), encoding="utf-8"
    )
    what = {
        "title": "Made-up figures for tests, about no real place",
        "publisher": "Nobody (made up)",
        "period": MEASURED,
    }
    record = {"publications": {BY: what | {"licence": "OGL v3.0", "url": "not applicable"}}}
    record["files"] = {name: {"built_from": [BY]} for name in FILES}
    (folder / "sources.toml").write_text(tomli_w.dumps(record), encoding="utf-8")
    return folder


def _counts(children: pd.Series, rng: np.random.Generator) -> pd.DataFrame:
    """Whole counts by area (index) and measure: some of the children, more in one area than in
    another."""
    ended = parts()["referred"]
    share = np.linspace(0.012, 0.002, len(ended))
    frame = pd.DataFrame(
        {
            measure: (children * of * rng.uniform(0.6, 1.4, len(children))).round()
            for measure, of in zip(ended, share)
        }
    )
    frame["referred"] = frame.sum(axis=1)
    frame["treated_two_contacts"] = (children * rng.uniform(0.02, 0.05, len(children))).round()
    frame["contacted_once"] = (frame.treated_two_contacts * 1.5).round()
    frame["mean_wait_days"] = rng.uniform(25, 60, len(children)).round()
    return frame


def _tall(frame: pd.DataFrame, code: str) -> pd.DataFrame:
    tall = frame.rename_axis(code).reset_index().melt(code, var_name="measure", value_name="value")
    return tall.assign(source_id=BY)


def _lsoas(made: MadeUp) -> pd.DataFrame:
    """The LSOAs of each district in each of its localities; a locality is in one of three
    partnerships."""
    rows = [
        (
            code,
            f"L{LOCALITIES.index(name) + 1:02d}",
            name,
            lsoas,
            ("Wold and Fen", "Heath and Moor", "Marsh and Down")[LOCALITIES.index(name) % 6 // 2],
        )
        for code, inside in zip(made.codes, made.localities)
        for name, lsoas in inside
    ]
    return pd.DataFrame(rows, columns=["area_code", "part_code", "part", "lsoas", "partnership"])


def _of_areas(made: MadeUp, size: np.ndarray, rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    """The tables with a row, or a row an age, for each district."""
    rows, n = pd.DataFrame({"area_code": made.codes}), len(made.codes)
    kind = ["unitary authority" if name in made.unitary else "district" for name in made.names]
    areas = rows.assign(area_name=made.names, area_type=kind, sort_order=range(1, n + 1))
    # how many more, or fewer, there are of each age than of the one before, as a share
    older = rng.uniform(-0.01, 0.01, n)
    of_age = np.rint(size[:, None] * (1 + older[:, None] * (np.arange(26) - 9))).astype(int)
    people = (
        pd.DataFrame(of_age, made.codes)
        .rename_axis("area_code")
        .reset_index()
        .melt("area_code", var_name="age", value_name="persons")
    )
    bands = pd.cut(people.age, [-1, 4, 10, 16, 17], labels=[0, 5, 11, 17])
    children = (
        people.groupby(["area_code", bands.rename("age_from")], observed=True, sort=False)
        .persons.sum()
        .reset_index()
    )
    children = children.assign(
        year=2022, age_to=children.age_from.map({0: 4, 5: 10, 11: 16, 17: 17})
    )
    score = pd.Series(rng.uniform(8, 40, n)).round(3)
    rank = score.rank(ascending=False).astype(int)
    index = rows.assign(
        index_name="IMD",
        edition=2025,
        average_score=score,
        rank=rank,
        ranked_areas=300,
        source_id=BY,
    )
    need = rng.uniform(0.8, 1.3, n).round(2)
    weighted = rows.assign(
        registered_population=size * 80,
        mental_health_weighted_population=(size * 80 * need).round(2),
        need_index=need,
    )
    site = {
        "service_type": "family hub",
        "postcode": "ZZ1 1ZZ",
        "provider": "Nobody (made up)",
        "source_id": BY,
    }
    sites = rows.head(2).assign(site="Hub (made up)", **site, lat=53.4, lon=-1.0)
    return {
        "areas.csv": areas.assign(partnership=made.partnerships) if made.partnerships else areas,
        "population.csv": people.assign(year=2024)[["area_code", "year", "age", "persons"]],
        "children.csv": children[["area_code", "year", "age_from", "age_to", "persons"]],
        "deprivation.csv": index,
        "need_index.csv": weighted.assign(period="2024/25", source_id=BY),
        "sites.csv": sites[
            ["area_code", "site", "service_type", "postcode", "lat", "lon", "provider", "source_id"]
        ],
        "area_aliases.csv": rows.tail(1).assign(alias="Old Borough", what="name until 2009"),
    }


def _national() -> dict[str, pd.DataFrame]:
    """What a partnership is held against: prevalence and standards."""
    survey = ["survey_2017"] * 4 + ["survey_2023"] * 3
    ages = {"age_from": [2, 5, 11, 17, 8, 11, 17], "age_to": [4, 10, 16, 19, 10, 16, 19]}
    prevalence = pd.DataFrame(
        {"survey": survey, **ages, "percent": [5.0, 9.0, 14.0, 17.0, 15.0, 22.0, 23.0]}
    )
    standard = pd.DataFrame(
        {
            "standard": ["made_up_34", "made_up_28"],
            "kind": "standard",
            "area_name": "England",
            "period": MEASURED,
        }
    )
    return {
        "prevalence.csv": prevalence.assign(
            what="a condition (made up)", source_id=BY, status="read"
        ),
        "standards.csv": standard.assign(
            percent=[34.0, 28.0],
            label=["national standard (made up)", "plan (made up)"],
            source_id=BY,
        ),
    }


def _totals(treated: float) -> pd.DataFrame:
    """Figures of the whole, each year a little above the one before."""
    rows = []
    for i, period in enumerate((MEASURED, *LATER)):
        known = {
            "treated_two_contacts": round(treated * (1 + i / 20)),
            "contacted_once": round(treated * 1.5 * (1 + i / 25)),
        }
        known |= {
            "two_contact_access_rate": 0.42 + i / 50,
            "pounds": round(treated * 1500 * (1 + i / 30)),
        }
        rows += [(period, measure, value, BY) for measure, value in known.items()]
    return pd.DataFrame(rows, columns=["period", "measure", "value", "source_id"])


def _beside(made: MadeUp, treated: float) -> pd.DataFrame:
    """The nation in the measured year, and month by month beside the whole."""
    place = made.profile
    nation, whole = ("E92000001", "England (made up)", "nation"), (place.code, place.name, "whole")
    counts = {
        "referred": 1000,
        "second_contact_within_4_weeks": 220,
        "second_contact_over_12_weeks": 70,
        "closed_before_treatment": 260,
    }
    rows = [
        (*nation, MEASURED, measure, value)
        for measure, value in (counts | {"mean_wait_days": 41}).items()
    ]
    for i in range(1, 7):
        span = f"12 months to 2024-{i:02d}"
        rows += [
            (*nation, span, "contacted_once", 900_000 + 5000 * i),
            (*whole, span, "contacted_once", round(treated * 1.5) + 20 * i),
        ]
    return pd.DataFrame(
        rows, columns=["area_code", "area_name", "level", "period", "measure", "value"]
    ).assign(source_id=BY)


def _outlines(made: MadeUp, rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Four-cornered districts on a grid whose corners are pushed a little, so that neighbours share
    them."""
    n, across = len(made.names), made.columns
    down = -(-n // across)
    corner = np.stack(
        np.meshgrid(np.arange(across + 1.0), np.arange(down + 1.0)), axis=-1
    ) + rng.uniform(-0.25, 0.25, (down + 1, across + 1, 2))
    corner = (corner * [0.22, -0.14] + [-1.0 - 0.11 * across, 53.4 + 0.07 * down]).round(5)
    shapes = []
    for i in range(n):
        row, column = divmod(i, across)
        steps = ((0, 0), (1, 0), (1, 1), (0, 1))
        shapes.append(shapely.Polygon([corner[row + y, column + x] for y, x in steps]))
    return gpd.GeoDataFrame(
        {"area_code": made.codes, "area_name": made.names}, geometry=shapes, crs=4326
    )
