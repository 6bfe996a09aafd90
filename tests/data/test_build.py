"""What the build shares out, by law, by hand and against counts published elsewhere."""

from pathlib import Path

import pandas as pd
import pytest

from lib.figures import amounts
from tests.bundled import PERIOD, PUBLISHED


def test_shares_and_weights_add_up(tables) -> None:
    assert tables.crosswalk.table.groupby("area_code").share.sum().tolist() == pytest.approx(
        [1.0] * len(tables.areas.order)
    )
    assert (tables.crosswalk.table.groupby("part_code").weight.sum() - 1).abs().max() < 1e-8


def test_the_method_for_treated_children_against_counts_published_elsewhere() -> None:
    """Rate times a share of need by children, scaled to the partnership: 110 former CCGs of
    England, median error 4.9%, sd 15%."""
    found = pd.read_csv(Path(__file__).parents[2] / "data/source/check_of_treated_2019_20.csv")
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
