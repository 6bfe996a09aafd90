"""What was published of a promise's measure."""

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from lib.figures.promised import of_figures, of_whole
from tests.bundled import HERE

WHOLE = HERE.tables.published_counts.query("level == 'whole'")


def test_every_figure_is_a_row_of_the_data_cell_by_cell() -> None:
    tables = HERE.tables
    readings = [
        (measure.measure, reading)
        for measure in tables.promise_measures.query("found == 'figures'").itertuples()
        for reading in of_figures(tables, measure)
    ]
    rows = tables.promise_figures.set_index(["measure", "ends"])
    assert len(readings) == len(rows) > 0
    for key, reading in readings:
        row = rows.loc[(key, reading.ends)]
        assert (reading.period, reading.sources) == (row.period, (row.source_id,))
        cells = [reading.counted, reading.of] if pd.isna(row.value) else [reading.value]
        assert cells == ([row.counted, row.of] if pd.isna(row.value) else [row.value])
        if reading.of:
            assert reading.value == pytest.approx(100 * row.counted / row.of)


def test_spans_of_months_are_never_joined_to_years() -> None:
    measure = SimpleNamespace(key="contacted_once")
    rolling = of_whole(HERE.tables, measure)
    assert rolling and all(one.period.startswith("12 months to") for one in rolling)
    assert [one.ends for one in rolling] == sorted(one.ends for one in rolling)
    years = WHOLE[~WHOLE.period.str.startswith("12 months to")]
    only = replace(HERE.tables, published_counts=years)
    assert [one.period for one in of_whole(only, measure)] == sorted(
        years.period[years.measure == "contacted_once"]
    )


def test_what_is_held_back_is_no_figure() -> None:
    measure = SimpleNamespace(key="pounds")
    hidden = replace(HERE.tables, published_counts=WHOLE.assign(value=float("nan")))
    assert of_whole(HERE.tables, measure) and of_whole(hidden, measure) == []
