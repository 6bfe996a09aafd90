"""A partnership with nothing between a district and the whole measures its districts."""

import re
import shutil
from pathlib import Path

import pytest

from lib import provenance, sources, words
from lib.catalogue.indicators import INDICATORS
from lib.errors import DataFault
from lib.figures import amounts, measured
from lib.place.profile import FILE
from lib.sources import Tables
from tests.places import made_up


@pytest.fixture
def five(everywhere: dict[str, Tables]) -> Tables:
    return everywhere["five"]


def printed(five: Tables, measure: str, period: str) -> float:
    """A figure of the whole, as it is published."""
    rows = five.published_counts[five.published_counts.level == "whole"]
    return float(rows.set_index(["measure", "period"]).value[measure, period])


def test_a_place_without_a_level_measures_its_districts(five: Tables, everywhere: dict) -> None:
    level = everywhere["bundled"].place.level
    assert five.place.level is None and five.crosswalk.names.empty
    assert everywhere["thirty"].place.parts == made_up.THIRTY.profile.parts
    for key in INDICATORS:
        shown = measured.measure(five, key, measured.measured_period(five, key))
        assert shown.level == "district" and shown.nouns.many == five.place.area.many
        notes = (words.caution(shown, five.areas), words.tie_note(shown, five.areas))
        sentences = " ".join((*notes, words.whisker_note(shown)))
        assert level.short not in sentences and level.one not in sentences
    assert "apportioned" not in provenance.kinds(five.place)


def test_national_need_without_a_level_is_shared_by_children(five: Tables) -> None:
    period = made_up.MEASURED
    by_area = amounts.children_in_need(five, period, "national", False)
    rate = printed(five, "two_contact_access_rate", period)
    assert by_area.sum() == pytest.approx(printed(five, "treated_two_contacts", period) / rate)
    assert (by_area / amounts.children(five, period)).std() == pytest.approx(0)


@pytest.mark.parametrize("period", made_up.LATER)
def test_later_years_without_a_level_keep_the_measured_pattern(five: Tables, period: str) -> None:
    then, later = (
        amounts.count(five, "treated_two_contacts", year) for year in (made_up.MEASURED, period)
    )
    treated = printed(five, "treated_two_contacts", period)
    assert later.sum() == treated
    assert (later / later.sum() - then / then.sum()).abs().max() < 0.001
    in_need = amounts.children_in_need(five, made_up.MEASURED, "national", False).sum()
    overall = measured.measure(five, "access_rate", period).districts.overall
    assert overall == pytest.approx(100 * treated / in_need)


def test_figures_of_a_level_that_a_place_does_not_have_are_refused(
    folders: dict[str, Path], five: Tables, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(folders["five"], tmp_path / "data"))
    file = folder / "apportioned.csv"
    before = sources.fingerprint(file)["sha256"]
    row = f"{five.areas.order[0]},X,referred,5\n"
    file.write_text(f"area_code,part_code,measure,value\n{row}", encoding="utf-8")
    record, after = folder / "sources.toml", sources.fingerprint(file)["sha256"]
    record.write_text(record.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    refused = f"apportioned.csv has rows, but {FILE} has no [level]"
    with pytest.raises(DataFault, match=re.escape(refused)):
        sources.read_all(folder)
