"""A measure in the catalogue is in tables, checks, uploads and disclosure control."""

import numpy as np
import pandas as pd
import pytest

from lib import apportion, columns, faults, schema
from lib.catalogue import measures as catalogue
from lib.catalogue.measures import MEASURES, Measure
from lib.disclosure import tables as disclosure
from lib.uploads import checking, own, reading
from tests.bundled import PERIOD, PUBLISHED
from tests.lib.catalogue.made_up import MEAN, NEW, ORDER, TABLES, counts


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
    whole = published[(published.level == "whole") & published.period.map(columns.is_period)]
    split = apportion.apportioned(
        apportion.counts_by_part(rows, whole, TABLES.place.measured_period), TABLES.crosswalk.table
    )
    measured = apportion.measured_counts(
        split, TABLES.crosswalk.table, rows, TABLES.place.measured_period
    )
    made = apportion.with_later_years(measured, whole, TABLES.place.measured_period)
    totals = made[made.period == TABLES.place.measured_period].groupby("measure").value.sum()
    assert totals[NEW.key] == totals["referred"] == PUBLISHED["totals"]["referred"][PERIOD]
