"""An indicator of any measure, as soon as it is in the catalogue."""

from dataclasses import replace

import pytest

from lib import words
from lib.catalogue import measures as catalogue
from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.catalogue.measures import MEASURES
from lib.errors import NotMeasured
from lib.figures import measured
from tests.bundled import HIGHEST, NAME, PERIOD
from tests.lib.catalogue.made_up import NEW, TABLES
from tests.records import SYNTHETIC


def put_in(monkeypatch: pytest.MonkeyPatch, **otherwise: str) -> None:
    """The made-up indicator in the catalogue, for one test."""
    monkeypatch.setitem(INDICATORS, SYNTHETIC.key, replace(SYNTHETIC, **otherwise))


@pytest.mark.parametrize("kind", ["proportion", "count_rate"])
@pytest.mark.parametrize("measure", [key for key, m in MEASURES.items() if not m.mean_of])
def test_an_indicator_of_any_measure_has_a_headline_and_an_axis(
    monkeypatch: pytest.MonkeyPatch, measure: str, kind: str
) -> None:
    put_in(monkeypatch, kind=kind, numerator=measure, denominator="children")
    period = measured.measured_period(TABLES, SYNTHETIC.key)
    found = measured.measure(TABLES, SYNTHETIC.key, period)
    said = words.headline(found, TABLES.areas)
    assert (
        said.startswith(f"Synthetic (in 100 of something, {period}) is highest in ")
        and "  " not in said
    )
    assert words.caution(found, TABLES.areas)


def test_a_proportion_with_a_verb_reads_as_a_sentence() -> None:
    found = measured.measure(TABLES, MODELLED, PERIOD)
    assert words.headline(found, TABLES.areas).startswith(
        f"In {PERIOD} {NAME[HIGHEST]} reached about "
    )


@pytest.mark.parametrize(
    "denominator", [key for key, m in MEASURES.items() if m.apportioned == "as printed"]
)
def test_any_count_can_stand_under_a_rate(
    monkeypatch: pytest.MonkeyPatch, denominator: str
) -> None:
    put_in(monkeypatch, kind="count_rate", denominator=denominator)
    found = measured.measure(TABLES, SYNTHETIC.key, PERIOD)
    assert (
        found.districts.denominator.sum()
        == TABLES.apportioned[TABLES.apportioned.measure == denominator].value.sum()
    )
    assert catalogue.people(denominator) == f"Children {MEASURES[denominator].words}"


def test_a_missing_count_is_said_in_the_words_of_its_record(
    added: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(monkeypatch, numerator=NEW.key)
    with pytest.raises(NotMeasured, match="no year has both self referred and referred"):
        measured.measure(TABLES, SYNTHETIC.key, PERIOD)
