"""What the Waits page says: published rows are the source's, and figures are those of other
pages."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from lib import sources, wait_words
from lib.catalogue.indicators import INDICATORS
from lib.catalogue.measures import MEASURES, means
from lib.catalogue.waiting import COMPARED, QUARTER, STOOD, WAITS
from lib.figures import waiting
from lib.findings import pathway, waits, waits_page
from lib.findings.context import Context
from lib.findings.pack_pages import AUDIENCES, PAGES, USUAL
from lib.findings.promises import promises
from lib.model.pathway import MONTHS
from lib.scenarios.record import Pathway, Scenario
from lib.uploads import mhsds, own, reading
from lib.uploads.brought import Brought
from tests.bundled import HERE, PERIOD, PLACE

SOURCE = Path(sources.DATA) / "source"
WITHOUT = Context(tables=replace(HERE.tables, referral_waits=HERE.tables.referral_waits.iloc[:0]))
MOVED = Scenario(pathway=Pathway(treatment=5, support=1))


def test_counts_by_part_on_screen_equal_the_sources_cell_by_cell() -> None:
    shown = waits.printed(HERE).set_index(PLACE.level.heading)
    source = pd.read_csv(SOURCE / "parts.csv").pivot(
        index="part_code", columns="measure", values="value"
    )
    names = HERE.tables.crosswalk.names
    assert set(names) <= set(shown.index)
    printed = 0
    for measure in MEASURES.values():
        heading = wait_words.heading(measure)
        if heading not in shown:
            continue
        for code, name in names.items():
            assert shown[heading][name] == f"{source[measure.key][code]:,.0f}", (measure.key, name)
            printed += 1
    assert printed == len(names) * len(shown.columns)


def test_the_nation_and_the_region_stand_beneath_as_printed() -> None:
    shown = waits.printed(HERE).set_index(PLACE.level.heading)
    rows = HERE.tables.published_counts
    rows = rows[rows.level.isin(("nation", "region")) & (rows.period == PERIOD)]
    for row in rows.itertuples():
        heading = wait_words.heading(MEASURES[row.measure])
        decimals = 1 if row.measure in means() and row.value % 1 else 0
        assert shown[heading][row.area_name] == f"{row.value:,.{decimals}f}"
    assert len(rows) == 2 * len(shown.columns)


def test_every_partnership_on_screen_equals_the_source_cell_by_cell() -> None:
    source = pd.read_csv(SOURCE / "referral_waits.csv").pivot(
        index=["area_name", "ends"], columns="measure", values="value"
    )
    shown = waits.everyone(HERE).set_index("Partnership")
    for one in waits.beside(HERE):
        compared, ends = one.compared, one.own.ends
        column = f"{compared.label}, {compared.unit}, {one.own.period}"
        for name, cell in shown[column].items():
            row = source.loc[(name, ends)]
            value = row[compared.counted] / (row[compared.of] / 100 if compared.of else 1)
            assert cell == wait_words.figure(compared, value), (compared.key, name)
    nation = set(source.index.get_level_values(0)) - set(shown.index)
    assert len(nation) == 1 and len(shown) > 40


def test_the_map_shows_what_the_access_map_does() -> None:
    """Of those that both have: the same counts over the same."""
    same = 0
    for stood in STOOD.values():
        shown = waits.stands(HERE, stood.key)
        assert shown is not None and shown.value.between(0, 100).all()
        for indicator in INDICATORS.values():
            if (indicator.numerator,) == stood.measures:
                there = HERE.measured(indicator.key, PERIOD, "national", False).districts.value
                assert shown.text == [indicator.say(value) for value in there]
                same += 1
    assert same == len(STOOD) - 1


def test_a_place_is_by_which_end_is_better_and_a_star_has_none() -> None:
    for one in waits.beside(HERE):
        known = one.every.dropna(subset="value")
        better = (
            known.value > one.own.value
            if one.compared.better == "high"
            else known.value < one.own.value
        )
        assert one.place == better.sum() + 1 and one.of == len(known)
        assert one.rows.ours.sum() == 1 and len(one.rows) == one.of
        assert waits.bars(one).marked[0] == PLACE.name
        assert wait_words.place_of(one.place, one.of) in one.message
    stars = waits.everyone(HERE).isin(["*"]).sum().sum()
    assert stars > 0


def test_what_has_a_gap_is_not_shown_beside_others_but_is_said() -> None:
    every = {one.compared.key: one for one in waits.beside(HERE)}
    newer = waits.newer(HERE)
    assert newer and all(one.broken for _, one in newer)
    for compared, one in newer:
        assert one.ends > every[compared.key].own.ends
        assert wait_words.figure(compared, one.value) in wait_words.gaps(newer)
    quarter = waiting.quarter(HERE.tables)
    assert quarter is not None and quarter.ends < newer[0][1].ends


def test_promises_read_the_same_figures() -> None:
    rows = HERE.tables.promise_measures
    of_waits = rows[rows.found == "waits"]
    said = {one.measure: one.figure for one in promises(HERE).standings}
    assert len(of_waits)
    for row in of_waits.itertuples():
        newest = waiting.of_place(HERE.tables, COMPARED[row.key])[-1]
        assert f"{newest.counted:,.0f} of {newest.of:,.0f}" in said[row.label]


def test_every_wait_has_its_own_code_and_span() -> None:
    assert len({wait.code for wait in WAITS.values()}) == len(WAITS)
    assert set(HERE.tables.referral_waits.measure) == set(WAITS)


def test_without_figures_it_says_so_and_there_is_no_model_and_no_part() -> None:
    view = waits.waits(WITHOUT)
    assert not view.held and "referral_waits.csv" in view.message
    assert pathway.outlook(WITHOUT, MOVED) is None and waits.beside(WITHOUT) == ()
    assert waits_page.page(WITHOUT, MOVED) is None and waits.everyone(WITHOUT).empty
    assert waits.stands(WITHOUT, next(iter(STOOD))) is not None


def test_a_year_that_was_brought_in_is_shown_with_its_stars() -> None:
    """Counts by area of a later year: their table and map, after disclosure control."""
    year, order = "2099/00", HERE.tables.areas.order
    measures = [
        MEASURES[m] for m in dict.fromkeys((waits.WHOLE, *next(iter(STOOD.values())).measures))
    ]
    rows = pd.DataFrame(
        [
            {"area_code": code, "period": year, "measure": one.key, "value": 3.0 if few else 200.0}
            for one in measures
            for i, code in enumerate(order)
            for few in [i == 0 and one.key != waits.WHOLE]
        ]
    )
    brought = Brought(kind="counts", name="counts.csv", frame=rows)
    mine = Context(tables=own.bring_in(HERE.tables, (brought,)).safe)
    shown = waits.stands(mine, next(iter(STOOD)))
    assert shown is not None and shown.period == year and shown.known == "uploaded"
    assert shown.text[0] == "*" and shown.text[-1] == "100.0"
    table = waits.printed(mine)
    assert list(table[PLACE.area.heading]) == [HERE.tables.areas.name[code] for code in order]
    assert (table.iloc[0] == "*").sum() == 1 and waits.stands(mine, list(STOOD)[-1]) is None


def test_without_a_lever_the_queue_is_the_usual_one_and_nothing_is_spent() -> None:
    shown = pathway.outlook(HERE, Scenario())
    assert shown is not None and not shown.moved and shown.pounds == 0
    assert (shown.months.queue == shown.months.usual).all()
    assert shown.message.startswith("If nothing changes")


def test_with_levers_the_same_numbers_stand_everywhere() -> None:
    shown = pathway.outlook(HERE, MOVED)
    assert shown is not None and shown.moved and shown.pounds == 6_000_000
    months = shown.months
    assert len(months) == MONTHS + 1
    assert (months.low <= months.queue).all() and (months.queue <= months.high).all()
    quarter = waiting.quarter(HERE.tables)
    assert quarter is not None and months.queue[0] == quarter.waiting_stop
    assert wait_words.words.children(shown.last) in shown.message
    assert shown.table.iloc[0, 1] == wait_words.words.children(quarter.waiting_first)
    assert pathway.bars(shown).rows.text.iloc[-1] in shown.message


def test_what_the_levers_cost_is_said_as_the_budget_says_it() -> None:
    """And that all that is set aside is more than there is, where it is."""
    shown = pathway.outlook(HERE, MOVED)
    assert shown is not None and wait_words.words.pounds(shown.pounds) in shown.money
    assert "it cannot be paid" not in shown.money
    dear = Scenario(pathway=Pathway(treatment=10, assessment=10, support=9))
    beyond = pathway.outlook(HERE, dear)
    assert beyond is not None and "more than today's spend" in beyond.money
    assert shown.ends in shown.takes[-1]  # whose longest waits these are


def test_a_swing_holds_where_the_queue_stands_and_the_widest_is_on_top() -> None:
    shown = pathway.outlook(HERE, MOVED)
    assert shown is not None
    wide = shown.swings.high - shown.swings.low
    assert (np.diff(wide) <= 0).all() and len(wide) >= 5
    assert (shown.swings.low <= shown.last + 1).all()
    assert (shown.swings.high >= shown.last - 1).all()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_pack_has_it_only_where_it_is_asked_for(audience: str) -> None:
    assert "waits" in PAGES and "waits" not in USUAL
    made = waits_page.page(HERE, MOVED)
    assert made is not None and len(made.table) == len(waits.beside(HERE))
    assert made.sheet.frame.equals(waits.numbers(HERE)) and len(made.cards) == 3
    assert made.words is not None and made.words[0].endswith("(modelled)")  # its stamp is not
    assert made.sentences[1].endswith("(modelled)")


def test_nhs_englands_file_of_waits_is_read_as_it_is_published() -> None:
    """The newest quarter of the data in a file of its own, two years on: the model starts there."""
    place, rows = PLACE, HERE.tables.referral_waits
    quarter = waiting.quarter(HERE.tables)
    assert quarter is not None
    last = rows[(rows.area_code == place.code) & (rows.ends == quarter.ends)]
    lines = [",".join(mhsds.HEADINGS)]
    for row in last.itertuples():
        wait = WAITS[row.measure]
        start = "01/04/2026" if wait.span == QUARTER else "01/06/2026"
        cells = [start, "30/06/2026", "Performance", "ICB", place.code, place.name.upper()]
        value = "*" if row.measure == "stopped_within_4_weeks" else f"{2 * row.value:.0f}"
        lines.append(",".join([*cells, "NONE", "NONE", wait.code, wait.words, value]))
    read = reading.read([("4WW.csv", "\n".join(lines).encode())], HERE.tables)
    assert not read.refused and not read.tables[0].faults
    assert "MRS08a" in " ".join(read.tables[0].table.changes)  # suppressed, and said
    mine = Context(tables=own.bring_in(HERE.tables, read.sound).safe)
    there = {
        row.measure: row for row in mine.tables.referral_waits.itertuples() if row.ends > "2026"
    }
    assert set(there) == set(WAITS) - {"stopped_within_4_weeks"}
    for row in last.itertuples():
        if row.measure in there:
            assert there[row.measure].value == 2 * row.value
            assert there[row.measure].provenance == "uploaded"
    assert "uploaded" in mine.tables.files["referral_waits.csv"]["built_from"]
    newer = {compared.key: one.value for compared, one in waits.newer(mine)}
    median = {one.compared.key: one.own.value for one in waits.beside(HERE)}["median_wait"]
    assert newer["median_wait"] > median and "June 2026" in wait_words.gaps(waits.newer(mine))
