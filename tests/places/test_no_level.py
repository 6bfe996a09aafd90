"""A partnership with nothing between a district and the whole measures its districts."""

import re
import shutil
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from data.build.__main__ import SOURCE, build
from lib import provenance, sources, words
from lib.catalogue.indicators import INDICATORS
from lib.errors import DataFault
from lib.figures import amounts, measured
from lib.place import profile

NAMES = ("Northam", "Southby", "Eastwick", "Weston", "Midford")


def source_folder(folder: Path) -> Path:
    """The source of a made-up partnership of five districts in a row, two sub-areas and no level
    below the whole."""
    folder.mkdir()
    for name in ("prevalence.csv", "standards.csv"):
        shutil.copy(SOURCE / name, folder / name)
    codes = [f"E0900090{i}" for i in range(len(NAMES))]
    text = (SOURCE / profile.FILE).read_text(encoding="utf-8").split("# What lies between")[0]
    was = sources.read_all().place
    text = (
        text.replace(was.title, "Access, Northshire")
        .replace(was.name, "Northshire")
        .replace(was.code, "QAA")
        .replace(was.measured_period, "2021/22")
    )
    text = re.sub(r"parts = \[.*?\]", 'parts = ["01A", "02B"]', text)
    (folder / profile.FILE).write_text(text, encoding="utf-8")
    record = (SOURCE / "sources.toml").read_text(encoding="utf-8")
    (folder / "sources.toml").write_text(record, encoding="utf-8")
    boxes = [shapely.box(-1.5 + 0.2 * i, 52.0, -1.3 + 0.2 * i, 52.2) for i in range(len(codes))]
    gpd.GeoDataFrame({"area_code": codes, "area_name": NAMES}, geometry=boxes, crs=4326).to_file(
        folder / "boundaries.geojson"
    )
    rows = pd.DataFrame({"area_code": codes})
    of_area = {
        "area_name": NAMES,
        "area_type": "district",
        "partnership": ["North", "North", "North", "South", "South"],
    }
    rows.assign(**of_area, sort_order=range(1, 6)).to_csv(folder / "areas.csv", index=False)
    ages = pd.DataFrame({"age": range(26)})
    people = (
        rows.assign(year=2023, size=range(1000, 1500, 100))
        .merge(ages, how="cross")
        .rename(columns={"size": "persons"})
    )
    people[["area_code", "year", "age", "persons"]].to_csv(folder / "population.csv", index=False)
    bands = pd.DataFrame(
        {"age_from": [0, 5, 11, 17], "age_to": [4, 10, 16, 17], "years": [5, 6, 6, 1]}
    )
    children = rows.assign(year=2021, size=range(990, 1490, 100)).merge(bands, how="cross")
    children["persons"] = children.pop("size") * children.pop("years")
    children.to_csv(folder / "children.csv", index=False)
    shares = {
        "treated_two_contacts": 0.4,
        "contacted_once": 0.7,
        "referred": 0.8,
        "closed_before_treatment": 0.2,
        "waiting_no_contact": 0.1,
    }
    shares |= {
        "second_contact_within_4_weeks": 0.2,
        "second_contact_over_12_weeks": 0.1,
        "mean_wait_days": 0.03,
    }
    sized = rows.assign(size=range(1500, 2000, 100))
    counts = [
        sized.assign(period="2021/22", measure=m, value=(sized["size"] * share).round())
        for m, share in shares.items()
    ]
    pd.concat(counts)[["area_code", "period", "measure", "value"]].to_csv(
        folder / "counts.csv", index=False
    )
    totals = [
        ("2021/22", "treated_two_contacts", 3400),
        ("2021/22", "two_contact_access_rate", 0.4),
        ("2021/22", "pounds", 9_000_000),
    ]
    totals += [("2022/23", "treated_two_contacts", 3600), ("2022/23", "pounds", 9_500_000)]
    pd.DataFrame(totals, columns=["period", "measure", "value"]).assign(source_id="project").to_csv(
        folder / "totals.csv", index=False
    )
    index = rows.assign(
        index_name="IMD",
        edition=2019,
        average_score=[10, 15, 20, 25, 30],
        rank=range(1, 6),
        ranked_areas=300,
        source_id="project",
    )
    index.to_csv(folder / "deprivation.csv", index=False)
    weighted = rows.assign(
        registered_population=9e4,
        mental_health_weighted_population=9e4,
        need_index=1.0,
        period="2024/25",
        source_id="project",
    )
    weighted.to_csv(folder / "need_index.csv", index=False)
    empty = {
        "sites.csv": "area_code,site,service_type,postcode,lat,lon,provider,source_id",
        "area_aliases.csv": "area_code,alias,what",
    }
    for name, heading in empty.items():
        (folder / name).write_text(f"{heading}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a partnership with nothing between a district and the whole."""
    made = tmp_path_factory.mktemp("elsewhere")
    build(source_folder(made / "source"), made / "data")
    return made / "data"


def test_a_place_without_a_level_measures_its_districts(elsewhere: Path) -> None:
    there = sources.read_all(elsewhere)
    assert (
        there.place.level is None
        and there.place.parts == ("01A", "02B")
        and there.crosswalk.names.empty
    )
    for key in INDICATORS:
        period = measured.measured_period(there, key)
        found = measured.measure(there, key, period)
        assert found.level == "district" and found.nouns.many == "districts"
        assert "CCG" not in words.caution(found, there.areas) + words.whisker_note(
            found
        ) + words.tie_note(found, there.areas)
    assert "apportioned" not in provenance.kinds(there.place)


def test_national_need_without_a_level_is_shared_by_children(elsewhere: Path) -> None:
    there = sources.read_all(elsewhere)
    by_area, children = (
        amounts.children_in_need(there, "2021/22", "national", False),
        amounts.children(there, "2021/22"),
    )
    assert by_area.sum() == pytest.approx(3400 / 0.4)
    assert (by_area / children).std() == pytest.approx(0)


def test_later_years_without_a_level_keep_the_measured_pattern(elsewhere: Path) -> None:
    there = sources.read_all(elsewhere)
    then, later = (
        amounts.count(there, "treated_two_contacts", period) for period in ("2021/22", "2022/23")
    )
    assert later.sum() == 3600 and (later / later.sum() - then / then.sum()).abs().max() < 0.001
    assert measured.measure(there, "access_rate", "2022/23").districts.overall == pytest.approx(
        100 * 3600 / (3400 / 0.4)
    )


def test_figures_of_a_level_that_a_place_does_not_have_are_refused(
    elsewhere: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(elsewhere, tmp_path / "data"))
    row = "E09000900,X,referred,5\n"
    (folder / "apportioned.csv").write_text(
        f"area_code,part_code,measure,value\n{row}", encoding="utf-8"
    )
    record = folder / "sources.toml"
    before = sources.fingerprint(elsewhere / "apportioned.csv")["sha256"]
    after = sources.fingerprint(folder / "apportioned.csv")["sha256"]
    record.write_text(record.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(
        DataFault, match=re.escape("apportioned.csv has rows, but place.toml has no [level]")
    ):
        sources.read_all(folder)
