"""What the build shares out, by law, by hand and against counts published elsewhere."""

from pathlib import Path

import pandas as pd
import pytest

from lib.figures import amounts


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
    """Dover has 57 of its 67 LSOAs in South Kent Coast, beside the whole of Folkestone and
    Hythe."""
    child = amounts.children(tables, "2019/20")
    code = {name: code for code, name in tables.areas.name.items()}
    dover = child[code["Dover"]] * 57 / 67
    expected = dover / (dover + child[code["Folkestone and Hythe"]])
    rows = tables.crosswalk.table.set_index(["area_code", "part_code"]).weight
    assert rows[(code["Dover"], "10A")] == pytest.approx(expected, abs=1e-8)


def test_mean_wait_is_weighted_by_children(tables) -> None:
    """Dover: 57/67 of 38 days and 10/67 of 34 days."""
    code = tables.areas.code("Dover")
    assert amounts.count(tables, "mean_wait_days", "2019/20")[code] == pytest.approx(
        round((57 * 38 + 10 * 34) / 67, 1)
    )
