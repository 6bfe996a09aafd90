"""Where promises stand: each rule of a direction by hand, and what is said of those that nobody
measures."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from lib import schema
from lib.catalogue.indicators import MODELLED
from lib.catalogue.themes import THEMES
from lib.findings.context import Context
from lib.findings.pack_pages import AUDIENCES, PAGES, USUAL
from lib.findings.promises import Promises, page, promises
from lib.promise_words import BETTER, NONE, SAME, UNCOUNTED, UNMEASURED, WORSE
from tests.bundled import FILTERS, HERE, UNITARY

BOARD = AUDIENCES["board"]
STARTS = "2018-10"
SOURCE = next(iter(HERE.tables.publications))
THEME = next(iter(THEMES))


def share(ends: str, counted: float, of: float = 100, broken: str | None = None) -> dict[str, Any]:
    return {"ends": ends, "counted": counted, "of": of, "broken": broken}


def value(ends: str, amount: float) -> dict[str, Any]:
    return {"ends": ends, "value": amount}


def table(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    columns = list(schema.TABLES[name].schema.columns)
    return pd.DataFrame(rows, columns=columns).assign(provenance="published")


def promised(**more: Any) -> dict[str, Any]:
    usual = {"promise": "one", "plan": "Northam", "edition": "first edition", "starts": STARTS}
    usual |= {"cited": "aim 1", "theme": THEME, "words": "Do more", "measure": "m"}
    return usual | {"reads": "itself", "needed": "a survey", "source_id": SOURCE} | more


def measured(**more: Any) -> dict[str, Any]:
    usual = {"measure": "m", "label": "Seen", "kind": "share", "unit": "children"}
    return usual | {"better": "high", "found": "figures", "caution": "Not all."} | more


def held(figures: list[dict[str, Any]], promise: dict | None = None, **measure: Any) -> Promises:
    """One promise and its measure, by hand."""
    rows = [
        {"measure": "m", "period": each["ends"], "source_id": SOURCE} | each for each in figures
    ]
    tables = replace(
        HERE.tables,
        promises=table("promises.csv", [promised(**(promise or {}))]),
        promise_measures=table("promise_measures.csv", [measured(**measure)]),
        promise_figures=table("promise_figures.csv", rows),
    )
    return promises(Context(tables=tables))


BEFORE, AFTER, LAST = "2018-03", "2019-03", "2020-03"


@pytest.mark.parametrize(
    ("figures", "measure", "direction"),
    [
        ([share(BEFORE, 20), share(LAST, 60)], {}, BETTER),
        ([share(BEFORE, 20), share(LAST, 60)], {"better": "low"}, WORSE),
        ([share(BEFORE, 20), share(LAST, 24)], {}, SAME),
        ([share(BEFORE, 2000, 10_000), share(LAST, 2400, 10_000)], {}, BETTER),
        ([share(LAST, 60)], {}, NONE),
        ([], {}, UNMEASURED),
        ([share(BEFORE, 20), share(LAST, 60, broken="a gap")], {}, NONE),
        ([value(BEFORE, 100), value(LAST, 200)], {"kind": "rate"}, NONE),
        ([value(BEFORE, 100), value(LAST, 200)], {"kind": "count"}, BETTER),
        ([value(BEFORE, 100), value(LAST, 99)], {"kind": "amount"}, WORSE),
    ],
)
def test_the_direction_is_what_two_figures_can_bear(
    figures: list, measure: dict, direction: str
) -> None:
    view = held(figures, **measure)
    (one,) = view.standings
    assert one.direction == direction
    assert len(view.moves) == (direction in (BETTER, SAME, WORSE))
    assert view.counted(direction) == 1 and f"1 of {len(view.standings)}" in str(view.tiles)


def test_it_starts_from_the_last_figure_that_the_plan_could_know() -> None:
    figures = [share("2017-03", 90), share(BEFORE, 20), share(AFTER, 90), share(LAST, 60)]
    (one,) = held(figures).standings
    assert f"From 20.0 in 100 (20 of 100 children), {BEFORE}: " in one.since
    (late,) = held(figures[2:]).standings
    assert f"{AFTER}, the first since the plan" in late.since and late.direction == WORSE


def test_one_that_stands_beside_no_other_is_never_the_start() -> None:
    figures = [share(BEFORE, 20, broken="a gap"), share(AFTER, 60), share(LAST, 62)]
    (one,) = held(figures).standings
    assert one.direction == SAME and AFTER in one.since


def test_a_rate_without_its_count_says_that_chance_cannot_be_ruled_out() -> None:
    (one,) = held([value(BEFORE, 100), value(LAST, 900)], kind="rate").standings
    assert UNCOUNTED in one.since and "100 children" in one.since


def test_a_number_that_was_promised_is_reached_or_not() -> None:
    for target, said in ((60, "reached"), (61, "not reached")):
        (one,) = held([share(LAST, 60)], {"target": target}).standings
        assert f"{target} was promised: {said}." in one.since


def test_what_nobody_measures_says_so_and_what_would_be_needed() -> None:
    view = held([], {"measure": None, "reads": "none"})
    row = view.table().iloc[0]
    assert row["Since the plan"] == UNMEASURED.capitalize() and row.Measure == "Needed: a survey"
    assert "one has no published measure" in view.message


def test_without_a_plan_it_says_so_and_the_pack_has_no_part() -> None:
    empty = replace(HERE.tables, promises=HERE.tables.promises.iloc[:0])
    view = promises(Context(tables=empty))
    assert not view.held and "No plan of" in view.message
    assert page(Context(tables=empty), BOARD) is None


def test_one_more_promise_is_one_row() -> None:
    tables, here = HERE.tables, promises(HERE)
    more = table("promises.csv", [promised(promise="new", measure=None, reads="none")])
    after = promises(Context(tables=replace(tables, promises=pd.concat([tables.promises, more]))))
    assert len(after.standings) == len(here.standings) + 1
    assert after.counted(UNMEASURED) == here.counted(UNMEASURED) + 1
    assert "Do more" in " ".join(after.table().Promise)


def test_every_promise_is_cited_and_stands_in_one_theme() -> None:
    view, rows = promises(HERE), HERE.tables.promises
    assert [one.key for one in view.standings] == list(rows.promise)
    assert sum(len(view.table(theme)) for theme in view.themes) == len(rows)
    for one, row in zip(view.standings, rows.itertuples()):
        assert one.cited == f"{row.edition}, {row.cited}" and one.needed
        assert (one.direction == UNMEASURED) == (row.reads == "none")
        if one.figure:
            assert one.period and one.source and one.known and one.caution


def test_it_says_what_other_pages_say_of_the_same() -> None:
    """The access rate of an area and the gap are those of the map and of the Variation page."""
    rows = {row.found: row for row in HERE.tables.promise_measures.itertuples() if row.found}
    named = {one.measure: one for one in promises(HERE).standings}
    key = (MODELLED, HERE.base_period(), FILTERS.basis, FILTERS.weighted)
    measured_here = HERE.measured(*key)
    assert rows["access"].key == UNITARY
    own = measured_here.indicator.say(measured_here.districts.value[UNITARY])
    assert named[rows["access"].label].figure.startswith(own)
    ratio = HERE.spread(*key).ratio.value
    assert named[rows["gap"].label].figure == f"{ratio:.2f} times"


def test_a_pack_has_it_only_where_it_is_asked_for() -> None:
    assert "promises" in PAGES and "promises" not in USUAL
    made = page(HERE, BOARD)
    assert made is not None and len(made.table) == len(HERE.tables.promises)
    assert made.backup is not None and page(HERE, AUDIENCES["councillors"]).backup is None
    assert made.sheet.frame.equals(promises(HERE).table())
