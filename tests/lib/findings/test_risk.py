"""Groups at greatest risk: never summed, as their sources print them, and empty where nobody
counts."""

import re
from dataclasses import replace

import pandas as pd

from lib import risk_words
from lib.catalogue.groups import GROUPS
from lib.findings import risk_page
from lib.findings.context import Context
from lib.findings.group_figures import figures
from lib.findings.outcome import work_out
from lib.findings.pack_pages import AUDIENCES, PAGES, USUAL
from lib.findings.risk import Risk, risk
from lib.scenarios.record import Scenario
from tests.bundled import FILTERS, HERE
from tests.lib.scenarios.test_offers import offering

TABLES = HERE.tables
VIEW = risk(HERE)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def everything(view: Risk) -> str:
    texts = [view.message, view.caution, *(f"{tile.value} {tile.note}" for tile in view.tiles)]
    frames = [view.table, *(one.beside for one in view.standings)]
    return " ".join([*texts, *(frame.to_csv() for frame in frames)])


def numbers(text: str) -> set[float]:
    return {float(one.replace(",", "")) for one in NUMBER.findall(text)}


def test_groups_are_never_added_up_and_it_says_so() -> None:
    """No sum of two groups or more, of counts or of those expected, stands anywhere."""
    assert risk_words.OVERLAP in VIEW.caution
    written = numbers(everything(VIEW))
    names = {place.name for one in VIEW.standings for place in one.places}
    for name in names:
        places = [p for one in VIEW.standings for p in one.places if p.name == name]
        counts = [round(p.count) for p in places if p.count == p.count]
        for several in (counts, counts[:2], [p for p in counts if p > 1000]):
            if len(several) > 1 and sum(several) > 1000:
                assert sum(several) not in written, name
    assert "total" not in everything(VIEW).lower()


def test_the_newest_figure_of_each_group_is_its_sources_cell() -> None:
    sizes = TABLES.risk_measures[TABLES.risk_measures.role == "size"].set_index("group").measure
    for one in VIEW.standings:
        if not one.counted:
            continue
        rows = TABLES.risk_figures[TABLES.risk_figures.measure == sizes[one.group.key]]
        cells = rows.set_index(["area_code", "period"]).value
        for place in one.places:
            if place.count == place.count:
                assert cells[place.area_code, place.period] == place.count
                assert place.size.startswith(f"{place.count:,.0f} (")


def test_expected_is_the_count_times_the_surveys_and_beside_children_in_general() -> None:
    one = VIEW.of("looked_after")
    assert one.surveyed is not None and one.general is not None
    own = [place for place in one.places if place.level == "authority"]
    assert own
    for place in own:
        assert place.expected is not None and place.general is not None
        assert place.expected.low == place.count * one.surveyed.low / 100
        assert place.expected.high == place.count * one.surveyed.high / 100
        assert place.general.high == place.count * one.general.high / 100
    assert all(place.expected is None for place in one.places if place not in own)


def test_plans_are_expected_from_those_of_the_surveys_ages_alone() -> None:
    one = VIEW.of("disabled")
    rows = TABLES.risk_figures[TABLES.risk_figures.measure == "plan_5_15"]
    cells = rows.drop_duplicates("area_code", keep="last").set_index("area_code").value
    for place in one.places:
        if place.expected is not None and one.surveyed is not None:
            assert place.expected.low == cells[place.area_code] * one.surveyed.low / 100


def test_a_group_that_nobody_counts_is_named_and_left_empty() -> None:
    for key in ("lgbtq", "in_transition"):
        one = VIEW.of(key)
        assert not one.held and one.table.empty and one.drawn is None and one.lines.empty
        assert one.message.startswith(TABLES.place.say(GROUPS[key].missing))
        assert GROUPS[key].words in VIEW.message
        row = VIEW.table[VIEW.table.Group == GROUPS[key].label]
        assert list(row.Number) == [risk_words.NONE]


def test_a_map_has_one_value_for_each_authority() -> None:
    authority = TABLES.authorities.set_index("area_code").authority_code
    drawn = [one.drawn for one in VIEW.standings if one.drawn is not None]
    assert drawn
    for picture in drawn:
        assert list(picture.value.index) == TABLES.areas.order
        assert (picture.value.groupby(authority.reindex(picture.value.index)).nunique() == 1).all()


def test_the_file_has_every_row_as_it_is_printed() -> None:
    rows = figures(HERE)
    assert len(rows) == len(TABLES.risk_figures)
    assert sorted(rows.value.dropna()) == sorted(TABLES.risk_figures.value.dropna())


def test_without_figures_it_says_what_is_missing_and_the_pack_has_no_part() -> None:
    names = ("risk_measures", "risk_figures", "risk_prevalence", "authorities")
    bare = Context(
        tables=replace(TABLES, **{name: getattr(TABLES, name).iloc[:0] for name in names})
    )
    view = risk(bare)
    assert not view.held and "data/README.md" in view.message and view.bars.rows.empty
    result = work_out(bare, offering(looked_after=10), FILTERS)
    assert risk_page.page(bare, result, AUDIENCES["board"]) is None


def test_a_pack_has_it_only_where_it_is_asked_for_and_says_what_is_offered() -> None:
    assert "risk" in PAGES and "risk" not in USUAL
    board = AUDIENCES["board"]
    plain = risk_page.page(HERE, work_out(HERE, Scenario(), FILTERS), board)
    offered = risk_page.page(HERE, work_out(HERE, offering(looked_after=100), FILTERS), board)
    assert plain is not None and offered is not None and plain.table.equals(VIEW.table)
    assert "set aside first" not in " ".join(plain.sentences)
    assert "set aside first" in " ".join(offered.sentences)
    assert pd.Series(plain.sentences).str.contains(risk_words.OVERLAP, regex=False).any()
