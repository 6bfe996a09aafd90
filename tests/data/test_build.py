"""What the build shares out, by law, by hand and against counts published elsewhere."""

import math
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from data.build import closest, elsewhere, inside
from data.build.__main__ import build
from lib import sources
from lib.catalogue.measures import MEASURES
from lib.figures import amounts
from lib.variation.closeness import distances
from tests.bundled import PERIOD, PUBLISHED
from tests.places import made_up
from tests.records import DISCHARGED

ROOT = Path(__file__).parents[2]


def test_shares_and_weights_add_up(tables) -> None:
    assert tables.crosswalk.table.groupby("area_code").share.sum().tolist() == pytest.approx(
        [1.0] * len(tables.areas.order)
    )
    assert (tables.crosswalk.table.groupby("part_code").weight.sum() - 1).abs().max() < 1e-8


def test_the_method_for_treated_children_against_counts_published_elsewhere() -> None:
    """Rate times a share of need by children, scaled to the partnership: 110 former CCGs of
    England, median error 4.9%, sd 15%."""
    found = pd.read_csv(ROOT / "data/source/check_of_treated_2019_20.csv")
    error = found.method / found.published - 1
    assert len(found) == 110
    assert error.abs().median() == pytest.approx(0.049, abs=0.001) and error.std() == pytest.approx(
        0.15, abs=0.01
    )


def test_a_split_district_by_hand(tables) -> None:
    """Its LSOAs in a part beside the whole of another district."""
    split, child = PUBLISHED["split"], amounts.children(tables, PERIOD)
    area, beside = tables.areas.code(split["area"]), tables.areas.code(split["beside"])
    inside = child[area] * split["lsoas"] / split["of"]
    rows = tables.crosswalk.table.set_index(["area_code", "part_code"]).weight
    assert rows[(area, split["part"])] == pytest.approx(inside / (inside + child[beside]), abs=1e-8)


def test_mean_wait_is_weighted_by_children(tables) -> None:
    """Of a split district: so many LSOAs of one mean wait, the others of another."""
    split = PUBLISHED["split"]
    lsoas, of, (most, rest) = split["lsoas"], split["of"], split["wait_days"]
    wait = amounts.count(tables, "mean_wait_days", PERIOD)[tables.areas.code(split["area"])]
    assert wait == pytest.approx(round((lsoas * most + (of - lsoas) * rest) / of, 1))


def test_no_place_of_england_that_is_not_named_is_closer(tables) -> None:
    england, order = closest.described(), tables.areas.order
    for code, rows in tables.closest.groupby("area_code"):
        far = distances(england[["need_index", "average_score"]], str(code)).drop(order)
        named = rows.close_code[rows.place > 0]
        assert rows.distance.max() == pytest.approx(far[named].max(), abs=1e-3)
        assert far.drop(named).min() >= far[named].max()


def test_areas_that_england_does_not_have_have_no_closest_places() -> None:
    made = closest.tables(["E99999999"])
    assert all(table.empty for table in made.values())
    one, *others = closest.described().index[:2]
    some = closest.tables([one, "E99999999"])[closest.PLACES]
    assert set(some.area_code) == {one} and others


def test_every_other_partnership_stands_beside_the_one_that_is_built(tables) -> None:
    made, every = elsewhere.table(tables.place.code), pd.read_csv(closest.ENGLAND / elsewhere.TABLE)
    assert made.reset_index(drop=True).equals(tables.partnerships)
    others = every[every.partnership_code != tables.place.code]
    assert len(made) == len(others) and set(made.partnership) == set(others.partnership)
    known = every.set_index(["measure", "partnership_code", "period"]).summed
    for row in made.itertuples():
        added_up = known[(row.measure, row.partnership_code, row.period)] > 1
        assert row.provenance == ("modelled" if added_up else "published")
    assert elsewhere.table("nowhere").empty


def test_former_ccgs_of_the_closest_are_no_slivers(tables) -> None:
    """Each holds at least a tenth of its place's LSOAs, and all that do are there."""
    lsoas = pd.read_csv(closest.ENGLAND / "lsoas_by_former_ccg.csv")
    held = lsoas.lsoas / lsoas.groupby("area_code").lsoas.transform("sum")
    there = lsoas[(held >= 0.1) & lsoas.area_code.isin(tables.closest.close_code)]
    rows = tables.closest_access
    assert set(zip(rows.area_code, rows.ccg_code)) == set(zip(there.area_code, there.ccg_code))
    assert set(tables.closest.close_code) <= set(rows.area_code)


def test_one_more_measure_of_a_source_folder_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The recipe: its record and its counts beside the others. The same counts as of those referred
    are shared out as they are."""
    monkeypatch.setitem(MEASURES, DISCHARGED.key, replace(DISCHARGED, apportioned="as printed"))
    source = made_up.write(made_up.PLACES["thirty"], tmp_path / "source")
    file = source / "parts.csv"
    rows = pd.read_csv(file)
    more = rows[rows.measure == "referred"].assign(measure=DISCHARGED.key)
    pd.concat([rows, more]).to_csv(file, index=False)
    build(source, tmp_path / "data")
    counts = sources.read_all(tmp_path / "data").counts
    period = counts[counts.measure == DISCHARGED.key].period.unique().item()
    built = counts[counts.period == period].pivot(
        index="area_code", columns="measure", values="value"
    )
    assert built[DISCHARGED.key].tolist() == built.referred.tolist() and built.referred.sum() > 0


def test_the_evidence_for_a5_by_hand(tmp_path: Path) -> None:
    """Rates of 1, e and e squared: of squares 2, over 3 of them 0.67. Beside three that are equal
    0.82 / 2 in the median one, pooled over 4 free. A partnership of two says nothing."""
    rates = {"one": (1, math.e, math.e**2), "same": (0.3, 0.3, 0.3), "two": (0.1, 0.9)}
    rows = [(place, rate, "then") for place, several in rates.items() for rate in several]
    columns = ["partnership", "two_contact_access_rate", "period"]
    pd.DataFrame(rows, columns=columns).to_csv(tmp_path / "former_ccg_access.csv")
    text = inside.filled_in("{partnerships}, {period}: {pooled}, {median}; {other}", tmp_path)
    assert text == "2, then: 0.71, 0.41; {other}"


def test_the_evidence_for_a5_is_what_methods_says_and_its_value(tables) -> None:
    """The sentence is of England whatever the partnership: none of its nouns stands in it."""
    declared = tables.assumptions["A5"]
    median = inside.filled_in("{median}")
    assert float(median) == declared["value"] / 100
    evidence = inside.filled_in("{partnerships} partnerships|{pooled} pooled and {median} in")
    methods = (ROOT / "docs/methods.md").read_text(encoding="utf-8")
    for words in evidence.split("|"):
        assert words in methods and words in declared["why"]
    source = (ROOT / "data/source/assumptions.toml").read_text(encoding="utf-8")
    england = next(line for line in source.split(". ") if "{partnerships}" in line)
    assert re.findall(r"{(\w+)}", england) == ["partnerships", "period", "pooled", "median"]
