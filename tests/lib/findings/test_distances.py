"""How far children live: an area by hand, laws of the shares, what is said before any answer, and
where nothing can be measured."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from pyproj import Geod

from lib import sources
from lib.exports.tables import places_csv
from lib.findings.context import Context
from lib.findings.distances import BANDS, catchments, completeness, distances
from lib.findings.pack_pages import AUDIENCES
from lib.findings.places_page import page
from lib.findings.reader import VIEWS
from lib.scenarios.record import Places, Scenario
from lib.uploads import own, reading
from tests.bundled import HERE, LOWEST, NAME, ORDER

TABLES, SOURCE = HERE.tables, sources.DATA / "source"
VIEW = distances(HERE, Scenario())
GEOD = Geod(ellps="WGS84")


def geodesic(homes: pd.DataFrame, places: pd.DataFrame) -> np.ndarray:
    """Kilometres from each home to the nearest place, by pyproj."""
    every = [
        GEOD.inv(*np.broadcast_arrays(lon, lat, places.lon, places.lat))[2].min() / 1000
        for lon, lat in zip(homes.lon, homes.lat)
    ]
    return np.array(every)


def test_an_area_by_hand_from_the_sources_own_rows() -> None:
    source = pd.read_csv(SOURCE / "lsoa_children_2020.csv")
    homes = source[source.area_code == LOWEST]
    children = homes.filter(like="age_").sum(axis=1)
    km = geodesic(homes, pd.read_csv(SOURCE / "sites.csv"))
    row = VIEW.rows.loc[LOWEST]
    assert row.children == children.sum()
    assert row["mean"] == pytest.approx(np.average(km, weights=children), rel=1e-3)
    assert row.within_5 == pytest.approx(100 * children[km <= 5].sum() / children.sum())
    assert row.far == pytest.approx(
        next(end for end in np.sort(km) if children[km <= end].sum() >= 0.9 * children.sum()),
        rel=1e-3,
    )


def test_areas_add_up_to_the_whole_and_bands_to_a_hundred() -> None:
    rows, whole = VIEW.rows, VIEW.whole
    assert rows.children.sum() == TABLES.lsoas.children.sum() == whole.children
    assert np.average(rows["mean"], weights=rows.children) == pytest.approx(whole["mean"])
    for band in BANDS:
        share = np.average(rows[f"within_{band}"], weights=rows.children)
        assert share == pytest.approx(whole[f"within_{band}"])
    assert (rows.within_2 <= rows.within_5).all() and (rows.within_5 <= rows.within_10).all()
    assert VIEW.bands.groupby("label").share.sum().to_numpy() == pytest.approx(100)
    children = dict.fromkeys(ORDER, 0) | dict(TABLES.children.groupby("area_code").persons.sum())
    assert dict(rows.children) == children  # the Access map's own children, of the same year


def test_fewer_places_are_never_nearer_and_catchments_are_everybody() -> None:
    without = distances(HERE, Scenario(places=Places(closing=True)))
    assert (without.home >= VIEW.home).all() and without.whole["mean"] > VIEW.whole["mean"]
    gone = TABLES.site_facts[TABLES.site_facts.kind == "closing"]
    assert VIEW.rows.places.sum() - without.rows.places.sum() == len(gone)
    each = catchments(HERE, Scenario())
    assert each.children.sum() == VIEW.whole.children and len(each) == len(TABLES.sites)
    assert each.far.max() == VIEW.home.max()


def test_before_any_answer_every_area_with_a_known_gap_is_named() -> None:
    known = completeness(HERE)
    facts = TABLES.site_facts
    for name in facts.area_name[facts.kind != "count"]:
        assert name in known.warning
    assert list(known.table.Known) == list(facts.words)
    shown = page(HERE, Scenario(), AUDIENCES["board"])
    assert shown is not None and known.warning in shown.sentences
    assert known.warning == shown.pictures[0].beneath
    closing = facts[facts.kind == "closing"]
    listed = set(zip(TABLES.sites.area_code, TABLES.sites.site))
    assert set(zip(closing.area_code, closing.listed)) <= listed


def test_an_own_list_takes_the_place_of_ours_and_of_what_is_known_of_it() -> None:
    one = TABLES.sites.iloc[[0]].drop(columns=["source_id", "provenance"])
    file = ("sites.csv", one.to_csv(index=False).encode())
    mine = Context(tables=own.bring_in(TABLES, reading.read([file], TABLES).sound).safe)
    known, view = completeness(mine), distances(mine, Scenario())
    assert known.warning == "" and known.table.empty and "as uploaded" in known.note
    assert view.rows.places.sum() == 1 and (view.home >= VIEW.home).all()


@pytest.mark.parametrize("lacks", ["lsoas", "sites"])
def test_without_homes_or_places_it_says_what_is_missing(lacks: str) -> None:
    empty = getattr(TABLES, lacks).iloc[:0]
    context = Context(tables=replace(TABLES, **{lacks: empty}))
    view = distances(context, Scenario())
    assert not view.held and view.tiles == () and len(view.message) > 40
    assert page(context, Scenario(), AUDIENCES["board"]) is None


def test_the_download_has_every_area_and_every_place() -> None:
    text = places_csv(HERE, Scenario()).decode("utf-8-sig")
    assert "places" in VIEWS and text.count("nearest place,") == len(TABLES.sites)
    rows = text.splitlines()
    assert len(rows) == 1 + len(ORDER) + len(TABLES.sites)
    assert all(any(name in row for row in rows) for name in NAME)
