"""One record each: whatever is in the catalogue is in tables, checks, uploads, disclosure control,
scenarios and links."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from lib import apportion, faults, schema, sources, words
from lib.catalogue import measures as catalogue
from lib.catalogue.assumptions import ASSUMPTIONS, behind, settings
from lib.catalogue.indicators import INDICATORS, MODELLED, Indicator
from lib.catalogue.measures import MEASURES, Measure
from lib.catalogue.services import SERVICES, Service, rest, shifted
from lib.catalogue.statistics import STATISTICS
from lib.disclosure import tables as disclosure
from lib.errors import DataFault, NotMeasured
from lib.figures import measured
from lib.figures.kinds import KINDS, from_counts
from lib.scenarios import link
from lib.scenarios.record import Scenario
from lib.uploads import checking, own, reading
from lib.uploads.headings import key_of, plain

TABLES = sources.read_all()
ORDER = TABLES.areas.order
NEW = Measure(
    key="self_referred",
    words="self referred",
    part_of="referred",
    apportioned="as printed",
    headings=("cameontheirown",),
)
MEAN = Measure(
    key="mean_visits",
    words="mean visits",
    unit="visits",
    mean_of=MEASURES["mean_wait_days"].mean_of,
    headings=("visits",),
)
OF = Indicator(
    key="synthetic",
    label="Synthetic",
    unit="in 100 of something",
    kind="proportion",
    numerator="waiting_one_contact",
    denominator="referred",
    per=100,
    decimals=1,
    better="",
    question="What is it?",
    definition="Made up.",
    misleads="Made up.",
)


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for measure in (NEW, MEAN):
        monkeypatch.setitem(MEASURES, measure.key, measure)
    yield


@pytest.mark.parametrize("registry", [MEASURES, SERVICES, INDICATORS, STATISTICS, KINDS])
def test_a_record_is_known_by_its_own_key(registry: dict) -> None:
    assert all(key == one.key for key, one in registry.items())


def test_what_records_name_is_in_the_catalogue() -> None:
    bases = {*MEASURES, catalogue.NEED, catalogue.CHILDREN}
    assert all({i.numerator, i.denominator} <= bases for i in from_counts())
    assert all(i.kind in KINDS for i in INDICATORS.values())
    assert all({*filter(None, [m.part_of]), *m.mean_of} <= set(MEASURES) for m in MEASURES.values())
    assert (
        MODELLED in INDICATORS
        and rest().key == "community"
        and len([s for s in SERVICES.values() if s.keeps_pounds]) == 1
    )


def test_no_two_records_are_called_alike_in_a_file() -> None:
    for registry in (MEASURES, SERVICES):
        names = [name for one in registry.values() for name in (plain(one.key), *one.headings)]
        assert len(names) == len(set(names)) and all(name == plain(name) for name in names)


@pytest.mark.parametrize("kind", ["proportion", "count_rate"])
@pytest.mark.parametrize("measure", [key for key, m in MEASURES.items() if not m.mean_of])
def test_an_indicator_of_any_measure_has_a_headline_and_an_axis(
    monkeypatch: pytest.MonkeyPatch, measure: str, kind: str
) -> None:
    monkeypatch.setitem(
        INDICATORS, OF.key, replace(OF, kind=kind, numerator=measure, denominator="children")
    )
    period = measured.measured_period(TABLES, OF.key)
    found = measured.measure(TABLES, OF.key, period)
    said = words.headline(found, TABLES.areas)
    assert (
        said.startswith(f"Synthetic (in 100 of something, {period}) is highest in ")
        and "  " not in said
    )
    assert words.caution(found, TABLES.areas)


def test_a_proportion_with_a_verb_reads_as_a_sentence() -> None:
    found = measured.measure(TABLES, MODELLED, "2019/20")
    assert words.headline(found, TABLES.areas).startswith("In 2019/20 Thanet reached about ")


@pytest.mark.parametrize(
    "denominator", [key for key, m in MEASURES.items() if m.apportioned == "as printed"]
)
def test_any_count_can_stand_under_a_rate(
    monkeypatch: pytest.MonkeyPatch, denominator: str
) -> None:
    monkeypatch.setitem(INDICATORS, OF.key, replace(OF, kind="count_rate", denominator=denominator))
    found = measured.measure(TABLES, OF.key, "2019/20")
    assert (
        found.districts.denominator.sum()
        == TABLES.apportioned[TABLES.apportioned.measure == denominator].value.sum()
    )
    assert catalogue.people(denominator) == f"Children {MEASURES[denominator].words}"


def test_a_missing_count_is_said_in_the_words_of_its_record(
    added: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(INDICATORS, OF.key, replace(OF, numerator=NEW.key))
    with pytest.raises(NotMeasured, match="no year has both self referred and referred"):
        measured.measure(TABLES, OF.key, "2019/20")


def counts(**usual: float) -> bytes:
    lines = [f"{code},2024/25,{name},{value:g}" for name, value in usual.items() for code in ORDER]
    return "\n".join(["area_code,period,measure,value", *lines]).encode()


def test_a_new_measure_is_in_the_template_empty_until_it_is_filled_in(added: None) -> None:
    rows = pd.read_csv(
        pd.io.common.BytesIO(reading.template("counts", TABLES)), dtype=str, keep_default_na=False
    )
    new = rows[rows.measure == NEW.key]
    assert list(new.area_code) == ORDER and set(new.value) == {""}
    assert len(reading.template_workbook(TABLES)) > 1000


def test_without_a_new_measure_the_template_has_no_empty_row() -> None:
    for kind in ("counts", "spend"):
        assert b",\r\n" not in reading.template(kind, TABLES) and b",\n" not in reading.template(
            kind, TABLES
        )


@pytest.mark.parametrize("name", ["Came on their own", "self referred", "self_referred"])
def test_a_new_measure_comes_in_under_any_of_its_names(added: None, name: str) -> None:
    files = [("c.csv", counts(**{name: 40, "referred": 400}))]
    found = reading.read(files, TABLES)
    assert not found.refused and not found.tables[0].faults
    mine = own.bring_in(TABLES, found.sound)
    value = mine.safe.counts[
        (mine.safe.counts.measure == NEW.key) & (mine.safe.counts.period == "2024/25")
    ].value
    assert list(value) == [40.0] * len(ORDER)


def test_what_is_no_measure_is_told_of_the_new_one(added: None) -> None:
    fault = reading.read([("c.csv", counts(cats=4))], TABLES).tables[0].faults[0]
    assert fault.wrong == "is not known here" and fault.fix.endswith(
        "mean_wait_days, self_referred, mean_visits"
    )
    found = faults.faults(
        schema.TABLES["counts.csv"],
        TABLES.counts.assign(measure=NEW.key).drop_duplicates(["area_code", "period"]),
    )
    assert not found


def test_a_part_above_its_whole_is_a_fault(added: None) -> None:
    files = [("c.csv", counts(self_referred=40, referred=30))]
    assert "is more than the 30 referred" in reading.read(files, TABLES).tables[0].faults[0].wrong


def test_a_new_measure_is_under_disclosure_control(added: None) -> None:
    rows = [
        (code, "2024/25", measure, value)
        for code in ORDER
        for measure, value in (("referred", 400.0), (NEW.key, 3.0))
    ]
    frame = pd.DataFrame(rows, columns=["area_code", "period", "measure", "value"]).assign(
        provenance="uploaded"
    )
    safe = disclosure.safe_counts(frame, TABLES.published_counts).set_index("measure").value
    assert safe[NEW.key].isna().all() and (safe["referred"] == 400).all()
    assert catalogue.within()[NEW.key] == "referred" and NEW.key in catalogue.parts()["referred"]


def test_a_total_does_not_give_away_a_count_that_is_tied_to_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(MEASURES, "alone", Measure(key="alone", words="alone"))
    frame = pd.DataFrame(
        [(code, "2024/25", "alone", 0.0) for code in ORDER],
        columns=["area_code", "period", "measure", "value"],
    )
    frame = frame.assign(
        provenance="uploaded", value=frame.value.mask(frame.area_code == ORDER[0], 3.0)
    )
    row = TABLES.published_counts[TABLES.published_counts.level == "whole"].iloc[[0]]
    whole = row.assign(measure="alone", period="2024/25", value=3.0)
    without, beside = (
        disclosure.safe_counts(frame, pd.concat([TABLES.published_counts, more]))
        for more in (row, whole)
    )
    assert without.value.isna().sum() == 1 and beside.value.isna().all()


def test_a_new_mean_is_hidden_without_the_counts_that_it_is_of(added: None) -> None:
    bands = [(code, "2024/25", band, 20.0) for code in ORDER[1:] for band in MEAN.mean_of]
    rows = [*bands, *((code, "2024/25", MEAN.key, 4.4) for code in ORDER)]
    frame = pd.DataFrame(rows, columns=["area_code", "period", "measure", "value"]).assign(
        provenance="uploaded"
    )
    safe = disclosure.safe_counts(frame, TABLES.published_counts)
    shown = safe[safe.measure == MEAN.key].set_index("area_code").value
    assert np.isnan(shown[ORDER[0]]) and (shown[ORDER[1:]] == 4).all()


def test_published_figures_of_a_new_measure_are_read_where_their_publisher_prints_them(
    added: None,
) -> None:
    assert (
        NEW.key in checking.part_measures()
        and NEW.key not in checking.whole_measures()
        and NEW.key in checking.none_is_a_count()
    )


def test_a_new_measure_is_apportioned_as_its_record_says(added: None) -> None:
    published = TABLES.published_counts
    rows = published[published.level == "former_ccg"].rename(columns={"area_code": "part_code"})
    rows = pd.concat([rows, rows[rows.measure == "referred"].assign(measure=NEW.key)]).set_index(
        ["measure", "part_code"]
    )
    whole = published[(published.level == "whole") & published.period.map(schema.is_period)]
    split = apportion.apportioned(
        apportion.counts_by_part(rows, whole, TABLES.place.measured_period), TABLES.crosswalk.table
    )
    measured = apportion.measured_counts(
        split, TABLES.crosswalk.table, rows, TABLES.place.measured_period
    )
    made = apportion.with_later_years(measured, whole, TABLES.place.measured_period)
    totals = made[made.period == TABLES.place.measured_period].groupby("measure").value.sum()
    assert totals[NEW.key] == totals["referred"] == 20335


def test_a_new_service_is_in_template_headings_and_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    street = Service(
        key="outreach",
        label="Outreach",
        short="Outreach",
        words="outreach services",
        headings=("streetwork",),
    )
    monkeypatch.setitem(SERVICES, street.key, street)
    assert key_of("Street work", "service") == "outreach"
    assert reading.template("spend", TABLES).decode().count(",outreach,") == len(ORDER)
    lines = [
        f"{code},2024/25,{service},1000"
        for code in ORDER
        for service in SERVICES
        if service != "early"
    ]
    found = reading.read(
        [("s.csv", "\n".join(["area_code,period,service,pounds", *lines]).encode())], TABLES
    )
    assert [fault.wrong for fault in found.tables[0].faults] == ["has no rows for early in 2024/25"]


def test_settings_are_where_scenarios_and_links_have_them() -> None:
    scenario = Scenario()
    for key, setting in settings().items():
        assert key == setting.key and scenario.at(setting.where) == setting.value, key
        if setting.kind in ("number", "whole"):
            assert scenario.having(setting.where, setting.high).at(setting.where) == setting.high
    assert {*link.PLAIN, "own_standard"} == set(settings())


def test_values_and_ranges_are_those_declared() -> None:
    assert set(ASSUMPTIONS) == set(TABLES.assumptions)
    for setting in settings().values():
        assumption = behind(setting)
        if assumption is None or not setting.declared:
            continue
        declared = TABLES.assumptions[assumption.id]
        assert setting.value == declared[setting.declared], setting.key
        if setting.swings or setting.key == "inflation":
            assert (setting.low, setting.high) == (
                declared["low"],
                declared.get("most", declared["high"]),
            )
    for service in shifted():
        shares = TABLES.assumptions["A2"]["services"][service.key]
        assert (service.spend, service.reached) == (
            100 * shares["spend_share"],
            100 * shares["reached_share"],
        )


def test_an_assumption_that_nothing_is_declared_of_stops_the_program_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(ASSUMPTIONS, "A99", replace(ASSUMPTIONS["A7"], id="A99"))
    with pytest.raises(DataFault, match=r"assumptions.toml: nothing is declared of A99\. Restore"):
        sources.read_all()
