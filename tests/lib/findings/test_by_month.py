"""A partnership's own plan by month, as it is brought in: actual beside it, small counts hidden,
and its own counts never taken for published ones."""

import pandas as pd

from lib import plan_words
from lib.catalogue.measures import PLANNED
from lib.findings.by_month import by_month
from lib.findings.context import Context
from lib.findings.over_years import CONTACTED
from lib.findings.process import LEVEL, monthly_process
from lib.findings.trajectory import line
from lib.sources import SafeTables
from lib.uploads import own
from lib.uploads.brought import Brought
from tests.bundled import HERE, PLACE
from tests.lib.uploads.made import one

MONTHS = [str(month) for month in pd.period_range("2024-04", periods=10, freq="M")]
PLAN = {month: 100.0 + 10 * i for i, month in enumerate(MONTHS)}
ACTUAL = {month: 103.0 + 8 * i for i, month in enumerate(MONTHS[:6])}


def rows(plan: dict[str, float], actual: dict[str, float]) -> pd.DataFrame:
    said = [(PLANNED, plan), (CONTACTED, actual)]
    return pd.DataFrame(
        [
            (PLACE.code, f"12 months to {month}", measure, value)
            for measure, values in said
            for month, value in values.items()
        ],
        columns=["area_code", "period", "measure", "value"],
    )


def brought(plan: dict[str, float], actual: dict[str, float]) -> Context[SafeTables]:
    table = Brought(kind="published_counts", name="months.csv", frame=rows(plan, actual))
    return Context(tables=own.bring_in(HERE.tables, (table,)).safe)


def test_a_file_of_months_is_read_and_stands_beside_the_plan() -> None:
    text = rows(PLAN, ACTUAL).to_csv(index=False)
    table = one("months.csv", text)
    assert table.faults == () and table.table.kind == "published_counts"
    view = by_month(brought(PLAN, ACTUAL))
    assert view is not None
    shown = view.rows.set_index("month")
    assert shown.planned.to_dict() == PLAN
    # counts of children go to the nearest 5; what is planned is no count
    assert shown.actual.dropna().to_dict() == {m: 5 * round(v / 5) for m, v in ACTUAL.items()}
    assert list(view.table.Actual[:4]) == [plan_words.NOT_YET] * 4
    last = shown.dropna().iloc[-1]
    assert f"{last.planned - last.actual:,.0f} fewer than planned" in view.message


def test_a_count_of_few_is_no_number() -> None:
    few = ACTUAL | {MONTHS[0]: 3.0}
    faults = one("months.csv", rows(PLAN, few).to_csv(index=False)).faults
    assert [fault.column for fault in faults] == ["value"]
    view = by_month(brought(PLAN, few))
    assert view is not None and view.rows.set_index("month").actual.isna()[MONTHS[0]]


def test_own_months_say_so_and_their_limits_are_their_own() -> None:
    many = {month: 1000.0 + 10 * i for i, month in enumerate(MONTHS)}
    on = brought(PLAN, many)
    view = line(on)
    published = line(HERE).counts
    assert view.known == "uploaded" and list(view.counts.month[view.counts.own]) == MONTHS
    before = view.counts[~view.counts.own].drop(columns="own").reset_index(drop=True)
    pd.testing.assert_frame_equal(before, published.drop(columns="own"))
    process = monthly_process(on, LEVEL)
    assert process is not None and list(process.rows.month) == MONTHS  # none is left out between
    assert process.rows.value.between(1000, 1100).all() and process.rows.centre.nunique() == 1
    assert any(plan_words.OWN[1:] in sentence for sentence in process.broke)


def test_without_a_plan_by_month_there_is_none() -> None:
    assert by_month(HERE) is None and by_month(brought({}, ACTUAL)) is None
    assert CONTACTED != PLANNED
