"""The bundled data keep their promises: totals to the child, provenance, hashes, shapes; a damaged
file stops the app."""

import json
import shutil
import tomllib
from pathlib import Path

import pandas as pd
import pytest
import shapely
import tomli_w

from lib import columns, faults, schema, sources
from lib.catalogue.measures import beside_mean
from lib.errors import DataFault
from lib.figures import amounts, measured
from tests.bundled import LATER, PERIOD, PUBLISHED

DATA = sources.DATA
_, NO_SECOND_CONTACT, BANDS = beside_mean("mean_wait_days")
# of the first row
AREA, _, _, COUNT, *_ = (DATA / "counts.csv").read_text().splitlines()[1].split(",")


def total(tables: sources.Tables, measure: str, period: str) -> float:
    return amounts.count(tables, measure, period).sum()


def test_published_totals_hold_to_the_child(tables) -> None:
    for measure, by_period in PUBLISHED["totals"].items():
        for period, printed in by_period.items():
            assert total(tables, measure, period) == printed, (measure, period)


def test_each_former_ccg_is_the_sum_of_its_rows(tables) -> None:
    published = tables.published_counts[tables.published_counts.level == "former_ccg"].pivot(
        index="area_code", columns="measure", values="value"
    )
    split = tables.apportioned.pivot_table(
        index="part_code", columns="measure", values="value", aggfunc="sum"
    )
    assert (split.referred == published.referred).all()
    for measure in (*NO_SECOND_CONTACT, *BANDS):
        assert (split[measure] == published[measure]).all(), measure
    treated = PUBLISHED["totals"]["treated_two_contacts"][PERIOD]
    exact = (
        amounts.children_in_need(tables, PERIOD, "national", False, "parts")
        * published.two_contact_access_rate
    )
    assert ((split.treated_two_contacts - exact * treated / exact.sum()).abs() < 1).all()


def test_counts_are_those_that_the_publisher_printed(tables) -> None:
    """Its percentages are cut down, and counts made from them too low."""
    waits = PUBLISHED["waits"]
    assert [total(tables, band, PERIOD) for band in BANDS] == waits["bands"]
    longest = amounts.count(tables, BANDS[-1], PERIOD)
    assert longest[tables.areas.code(waits["area"])] == waits["over_12_weeks"]


def test_what_became_of_the_referred_adds_up_to_them_but_for_rounding(tables) -> None:
    """Nine printed counts, each to the nearest 5, of each former CCG."""
    split = tables.apportioned.pivot_table(
        index="part_code", columns="measure", values="value", aggfunc="sum"
    )
    parts = split[[*NO_SECOND_CONTACT, *BANDS]].sum(axis=1)
    assert ((parts - split.referred).abs() <= 2.5 * 10).all()


def test_children_are_of_the_counts_own_time(tables) -> None:
    """Mid-2020 under the measured year, from the LSOAs: the referral gap was 2.03 with children of
    mid-2023."""
    assert {amounts.people_year(tables, period) for period in (PERIOD, *LATER)} == {"mid-2020"}
    assert (
        amounts.people_year(tables, "2022/23")
        == amounts.people_year(tables, "mid-2023")
        == "mid-2023"
    )
    printed, children = PUBLISHED["children"], amounts.children(tables, PERIOD)
    assert children.sum() == printed["total"]
    assert children[tables.areas.code(printed["area"])] == printed["persons"]
    for indicator, gap in printed["gaps"].items():
        rate = measured.measure(tables, indicator, PERIOD, "survey_2017").areas_measured.value
        assert rate.max() / rate.min() == pytest.approx(gap, abs=0.005)


def test_a_figure_that_nobody_has_read_is_not_called_published(tables) -> None:
    recalled = tables.prevalence[tables.prevalence.provenance == "recalled"]
    assert recalled[["age_from", "age_to", "percent"]].to_numpy().tolist() == [[5, 10, 9.5]]
    assert set(tables.area_aliases.provenance) == {"recalled"}


def test_the_monthly_series_is_the_published_one(tables) -> None:
    printed = PUBLISHED["monthly"]
    rows = tables.published_counts.set_index(["area_code", "measure", "period"]).value
    for area, level in ((tables.place.code, "whole"), ("E92000001", "nation")):
        monthly = rows[area, "contacted_once"]
        assert [monthly[period] for period in printed["periods"]] == printed[level]


def test_counts_are_the_sums_of_their_parts(tables) -> None:
    summed = tables.apportioned.groupby(["area_code", "measure"]).value.sum()
    shown = (
        tables.counts[tables.counts.provenance == "apportioned"]
        .set_index(["area_code", "measure"])
        .value
    )
    assert (summed == shown.reindex(summed.index)).all()


def test_access_is_what_was_published_for_the_former_ccgs(tables) -> None:
    printed = PUBLISHED["access"]
    value = measured.measure(tables, "access_rate", PERIOD).districts.value
    by_name = pd.Series(value.to_numpy(), tables.areas.name)
    for name, share in printed["of_one_part"].items():
        assert by_name[name] == pytest.approx(share * printed["scale"] * 100, abs=0.05)
    assert by_name.round()[list(printed["rounded"])].to_dict() == printed["rounded"]


def test_population_is_the_published_one(tables) -> None:
    """Mid-2023 persons, some cells read by hand from the ONS table."""
    people = tables.population.set_index(["area_code", "age"]).persons
    codes = {name: code for code, name in tables.areas.name.items()}
    for cell in PUBLISHED["persons"]:
        assert people[(codes[cell["area"]], cell["age"])] == cell["count"]
    assert len(people) == 26 * len(tables.areas.order)


def test_spend_adds_up_to_the_published_pounds(tables) -> None:
    by_period = tables.spend.groupby("period").pounds.sum()
    assert by_period.to_dict() == PUBLISHED["pounds"]
    rows = tables.spend[tables.spend.period == PERIOD]
    services = rows.groupby("service").pounds.sum() / by_period[PERIOD]
    assert services.round(4).to_dict() == PUBLISHED["services"]


KEYS = ("area_code", "survey", "standard", "promise", "measure", "topic", "group", "lsoa")


HELD = {name: table for name, table in schema.TABLES.items() if (DATA / name).exists()}


def test_only_what_may_be_left_out_is() -> None:
    assert all(table.optional for name, table in schema.TABLES.items() if name not in HELD)


@pytest.mark.parametrize("name", sorted(HELD))
def test_every_table_keeps_its_schema(name: str) -> None:
    assert faults.faults(schema.TABLES[name], pd.read_csv(DATA / name)) == []
    assert next(iter(pd.read_csv(DATA / name).columns)) in KEYS


@pytest.mark.parametrize("name", [n for n, t in HELD.items() if "provenance" in t.columns])
def test_every_value_says_how_it_is_known(name: str) -> None:
    assert set(pd.read_csv(DATA / name).provenance) <= set(columns.PROVENANCES)


def test_later_periods_are_modelled_and_nothing_below_the_whole_is_published(tables) -> None:
    kinds = tables.counts.groupby("period").provenance.agg(set)
    assert LATER and all(kinds[period] == {"modelled"} for period in LATER)
    assert "published" not in kinds[PERIOD]
    assert set(tables.spend.provenance) == {"modelled"}


def test_every_file_has_a_recorded_source_and_hash() -> None:
    record = tomllib.loads((DATA / "sources.toml").read_text())
    held = {p.name for p in DATA.glob("*.*") if p.suffix in (".csv", ".geojson", ".toml")} - {
        "sources.toml"
    }
    assert set(record["files"]) == held
    for name, entry in record["files"].items():
        assert sources.fingerprint(DATA / name)["sha256"] == entry["sha256"]
        assert entry["built_from"] and set(entry["built_from"]) <= set(record["publications"])
    for publication in record["publications"].values():
        assert {"title", "publisher", "period", "licence", "url"} <= set(publication)


def test_outlines_are_a_clean_coverage(tables) -> None:
    shapes = tables.boundaries.geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert not any(len(part.interiors) for part in shapely.get_parts(shapes))
    whole = shapely.coverage_union_all(shapes)
    assert sum(s.area for s in shapes) == pytest.approx(whole.area, rel=1e-9)
    assert (DATA / "boundaries.geojson").stat().st_size < 150_000
    text = json.loads((DATA / "boundaries.geojson").read_text())
    assert [f["properties"]["area_code"] for f in text["features"]] == tables.areas.order


def test_gaps_inside_are_water_only(tables) -> None:
    """A ring inside the whole is an estuary or nothing: none is smaller than a marsh islet could
    make."""
    whole = shapely.coverage_union_all(tables.boundaries.to_crs(27700).geometry.to_numpy())
    rings = [
        shapely.Polygon(ring).area for part in shapely.get_parts(whole) for ring in part.interiors
    ]
    assert all(area > 6_000_000 for area in rings)


def test_land_areas_are_within_6_percent(tables) -> None:
    land = pd.read_csv(DATA / "source/areas.csv").set_index("area_code").land_km2
    ratio = tables.boundaries.to_crs(27700).area / 1e6 / land
    assert (ratio - 1).abs().max() < 0.06


def test_islands_and_peninsulas_are_kept(tables) -> None:
    """Places at their ends lie in their districts, and the sea in none."""
    by_name = tables.boundaries.set_index("area_name").geometry
    for name, place in PUBLISHED["places"].items():
        assert by_name[name].contains(shapely.Point(place)), name
    sea = shapely.Point(PUBLISHED["sea"]["at"])
    assert not shapely.coverage_union_all(by_name.to_numpy()).contains(sea)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    for path in DATA.glob("*.*"):
        if path.suffix in (".csv", ".geojson", ".toml"):
            shutil.copy(path, folder)
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_an_untouched_copy_is_read(copied: Path) -> None:
    assert len(sources.read_all(copied).counts)


def test_a_folder_of_before_is_read_without_what_may_be_left_out(copied: Path) -> None:
    record = tomllib.loads((copied / "sources.toml").read_text())
    for name in ("closest.csv", "closest_access.csv"):
        (copied / name).unlink()
        del record["files"][name]
    (copied / "sources.toml").write_text(tomli_w.dumps(record))
    held = sources.read_all(copied)
    assert held.closest.empty and held.closest_access.empty and len(held.counts)
    assert held.files["closest.csv"]["built_from"] == []


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda d: (d / "counts.csv").unlink(), "counts.csv is missing"),
        (lambda d: (d / "sources.toml").unlink(), "sources.toml is missing"),
        (lambda d: (d / "sources.toml").write_text("files = ["), "sources.toml cannot be read"),
        (
            lambda d: (d / "counts.csv").write_text(
                "".join((d / "counts.csv").open().readlines()[:40])
            ),
            "counts.csv is cut short: .* row 40",
        ),
        (
            lambda d: (d / "boundaries.geojson").write_text('{"type":'),
            "boundaries.geojson is cut short",
        ),
        (
            lambda d: change(d / "counts.csv", COUNT, "1016.0"),
            "counts.csv was altered .* column value",
        ),
        (
            lambda d: change(d / "counts.csv", COUNT, "-3"),
            "counts.csv: row 2, column value: '-3'",
        ),
        (lambda d: change(d / "counts.csv", COUNT, "many"), "counts.csv: .*column value"),
        (
            lambda d: change(d / "counts.csv", COUNT, "10.5"),
            "counts.csv: row 2.*whole number of children",
        ),
        (
            lambda d: change(d / "counts.csv", AREA, "Somewhere"),
            "counts.csv: row 2, column area_code: 'Somewhere' is not a GSS",
        ),
        (lambda d: change(d / "counts.csv", "provenance", "kind"), "counts.csv: column"),
        (
            lambda d: change(d / "boundaries.geojson", "0.7", "0.8"),
            "boundaries.geojson was altered .* line",
        ),
        (
            lambda d: change(d / "assumptions.toml", "0.75", "0.95"),
            "assumptions.toml was altered .* line",
        ),
    ],
)
def test_a_damaged_file_is_refused_in_one_sentence(copied: Path, damage, says: str) -> None:
    damage(copied)
    with pytest.raises(DataFault, match=says) as problem:
        sources.read_all(copied)
    assert "make data" in str(problem.value)
    assert "\n" not in str(problem.value)
