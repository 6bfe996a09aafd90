"""What a reader of each partnership brings in and sends: templates filled in, small numbers hidden,
bundles, links, scenario files."""

import io
import zipfile
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import pytest

from lib import sources
from lib.errors import BadScenario, BadUpload
from lib.scenarios import link, standing
from lib.scenarios.record import Levers, Scenario, from_json
from lib.ui.pages import PAGES
from lib.uploads import bundles, mhsds, own, reading
from lib.uploads.matching import KINDS
from lib.uploads.own import Own
from tests.app.test_your_data import opened as opened_on
from tests.app.test_your_data import words as everything
from tests.places.conftest import Here
from tests.places.test_pages import is_at_home

YEAR, SMALL, DAY = "2024/25", 3, date(2026, 3, 2)


def filled(place: Here, kind: str) -> bytes:
    """A template as a reader fills it in: counts and spend of a new year, a small count in the
    first district."""
    frame = pd.read_csv(io.BytesIO(reading.template(kind, place.tables)), dtype=str)
    if kind in ("counts", "spend"):
        frame["period"] = YEAR
    if kind == "counts":
        first = (frame.area_code == place.tables.areas.order[0]) & (
            frame.measure == "treated_two_contacts"
        )
        frame.loc[first, "value"] = str(SMALL)
    return frame.to_csv(index=False).encode()


@pytest.fixture(scope="module")
def mine(place: Here) -> Own:
    """Every template brought in at once."""
    found = reading.read([(f"{kind}.csv", filled(place, kind)) for kind in KINDS], place.tables)
    assert (
        found.refused == ()
        and [str(fault) for table in found.tables for fault in table.faults] == []
    )
    return own.bring_in(place.tables, found.sound)


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_template_is_read_as_it_was_written(place: Here, kind: str) -> None:
    body = reading.template(kind, place.tables)
    found = reading.read([(f"{kind}.csv", body)], place.tables)
    rows = len(body.splitlines()) - 1
    if rows:
        assert found.refused == () and [
            (t.table.kind, len(t.table.frame), t.faults) for t in found.tables
        ] == [(kind, rows, ())]
    assert place.strangers(body.decode("utf-8-sig")) == []


def test_the_workbook_of_templates_is_read(place: Here) -> None:
    found = reading.read(
        [("templates.xlsx", reading.template_workbook(place.tables))], place.tables
    )
    assert found.refused == () and all(table.faults == () for table in found.tables)


def test_a_small_count_is_hidden_and_the_others_are_to_the_nearest_five(
    place: Here, mine: Own
) -> None:
    rows = mine.safe.counts[
        (mine.safe.counts.period == YEAR) & (mine.safe.counts.measure == "treated_two_contacts")
    ]
    shown = rows.set_index("area_code").value
    assert (
        pd.isna(shown[place.tables.areas.order[0]])
        and (shown.dropna() % 5 == 0).all()
        and shown.notna().sum() >= 3
    )


@pytest.mark.parametrize("page", [page.stem for page in PAGES])
def test_every_page_opens_on_them(place: Here, mine: Own, page: str) -> None:
    app = opened_on(page, mine)
    is_at_home(app, place)
    assert "UPLOADED" in everything(app)


def test_a_bundle_comes_back_and_is_a_data_folder(place: Here, mine: Own, tmp_path: Path) -> None:
    content = bundles.bundle(mine, DAY, "a word")
    found = reading.read([("bundle.zip", content)], place.tables)
    assert found.refused == () and all(table.faults == () for table in found.tables)
    again = own.bring_in(place.tables, found.sound)
    for name in own.OWN_FILES:
        pd.testing.assert_frame_equal(
            *(getattr(one.safe, name).reset_index(drop=True) for one in (mine, again))
        )
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path)
    assert sources.read_all(tmp_path).place == place.profile


def test_a_bundle_of_another_partnership_is_refused_in_a_sentence(
    place: Here, everywhere: dict, mine: Own
) -> None:
    content = bundles.bundle(mine, DAY, "a word")
    for key, tables in everywhere.items():
        if key != place.key:
            found = reading.read([("bundle.zip", content)], tables)
            assert found.sound == () and (
                found.refused or any(table.faults for table in found.tables)
            )


def monthly(codes: tuple[str, ...]) -> bytes:
    """NHS England's monthly file with a figure for each code."""
    rows = [
        f"01/04/2024,31/03/2025,Final,Sub ICB,{code},Somewhere,NONE,NONE,MHS95,Children,1200"
        for code in codes
    ]
    return "\n".join([",".join(mhsds.HEADINGS), *rows]).encode()


def test_the_monthly_file_is_read_for_the_whole_and_no_sub_area_of_several_stands_for_it(
    place: Here,
) -> None:
    whole = mhsds.read("m.csv", monthly((place.profile.code, *place.profile.parts)), place.profile)
    assert len(whole.frame) == 1 and set(whole.frame.area_code) == {place.profile.code}
    if len(place.profile.parts) > 1:
        with pytest.raises(BadUpload, match="has no children's measures for"):
            mhsds.read("m.csv", monthly(place.profile.parts), place.profile)


def scenario(place: Here) -> Scenario:
    order = place.tables.areas.order
    levers = Levers(changes={order[0]: -50_000, order[-1]: 50_000}, locked=(order[1],), growth=2)
    return Scenario(name="First to last", basis="survey_2017", levers=levers, standard=34.0)


@pytest.mark.parametrize("unit", link.UNITS)
def test_a_link_opens_the_scenario_that_it_was_made_from(place: Here, unit: str) -> None:
    text = link.text(link.query(scenario(place), place.context.linked(), unit))
    assert standing.scenario(
        link.read(parse_qs(text), place.context.linked()), place.context.linked()
    ) == scenario(place)


def test_a_scenario_file_opens_here_and_is_refused_elsewhere(place: Here, everywhere: dict) -> None:
    text = scenario(place).to_json()
    assert from_json(text, place.tables.areas.order) == scenario(place)
    for key, tables in everywhere.items():
        if key != place.key:
            with pytest.raises(BadScenario):
                from_json(text, tables.areas.order)
