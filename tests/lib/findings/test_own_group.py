"""A partnership's own counts of a group: as they may be shown, area by area, and nothing without
them."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from lib.catalogue.groups import GROUPS
from lib.exports.tables import risk_csv
from lib.findings.asked import asked
from lib.findings.context import Context
from lib.findings.own_group import PER, own_group
from lib.findings.reader_risk import of_risk
from lib.findings.risk import risk
from lib.uploads.own import made_safe
from tests.bundled import HERE

TABLES = HERE.tables
ORDER = TABLES.areas.order
YEAR = "2023/24"
GROUP = GROUPS["looked_after"]
COUNTS = [3.0, *[float(61 + 7 * i) for i in range(1, len(ORDER))]]


def with_counts(counts: list[float]) -> Context:
    rows = pd.DataFrame({"area_code": ORDER, "period": YEAR, "group": GROUP.key, "value": counts})
    return Context(tables=made_safe(replace(TABLES, groups=rows.assign(provenance="uploaded"))))


OWN = with_counts(COUNTS)


def test_without_own_counts_there_is_nothing_of_them() -> None:
    assert risk(HERE).owned == () and b"uploaded" not in risk_csv(HERE)
    assert own_group(with_counts([2.0] * len(ORDER)).tables, GROUP, None, None) is None


def test_rows_are_the_counts_as_shown_over_residents_of_the_groups_ages() -> None:
    one = risk(OWN).of(GROUP.key)
    assert one.own is not None and one.surveyed is not None
    rows = one.own.rows
    assert rows["count"].tolist()[1:] == [5 * np.floor(n / 5 + 0.5) for n in COUNTS[1:]]
    assert np.isnan(rows["count"].iloc[0]) and np.isnan(rows.value.iloc[0])
    people = TABLES.population
    last = ORDER[-1]
    children = people[(people.area_code == last) & people.age.between(0, 17)].persons.sum()
    count = rows["count"][last]
    assert rows.value[last] == pytest.approx(PER * count / children)
    assert rows.low[last] < rows.value[last] < rows.high[last]
    cells = one.own.table.iloc[-1].tolist()
    span = one.surveyed.times(count)
    assert cells[:2] == [TABLES.areas.name[last], f"{count:,.0f}"]
    assert cells[3] == f"{span.low:,.0f} to {span.high:,.0f}"


def test_a_star_is_a_star_in_words_map_file_and_page_to_read() -> None:
    own = risk(OWN).of(GROUP.key).own
    assert own is not None
    first = TABLES.areas.name[ORDER[0]]
    assert own.message.endswith(f"hidden in {first}.") and "(uploaded)" in own.message
    assert own.table.iloc[0].tolist() == [first, *["*"] * 4]
    assert own.drawn.known == "uploaded" and own.drawn.text.iloc[0] == "*"
    lines = risk_csv(OWN).decode("utf-8-sig").splitlines()
    mine = [line for line in lines if ",uploaded," in line]
    assert len(mine) == len(ORDER) and "[c]" in mine[0] and "not for reuse" in mine[0]
    headings = [one.heading for one in of_risk(OWN, asked(OWN, {})).sections]
    assert sum("own counts" in heading for heading in headings) == 1


def test_nothing_is_expected_where_surveys_are_of_some_ages_alone() -> None:
    rows = OWN.tables.groups.assign(group="disabled")
    one = risk(Context(tables=replace(OWN.tables, groups=rows))).of("disabled")
    assert one.own is not None and set(one.own.table["With a disorder"]) == {"not known"}
