"""The headline figures of each page: laws, then three districts by hand."""

import itertools
from dataclasses import replace

import pytest

from lib import outcome_words
from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.catalogue.statistics import STATISTICS
from lib.figures.measured import measured_period
from lib.findings import tiles
from lib.findings.access import access
from lib.findings.outcome import work_out
from lib.findings.tiles import Tile
from lib.known import reach
from lib.model.curves import CURVES
from lib.model.need import BASES
from lib.scenarios import plan
from lib.scenarios.record import Levers, Scenario
from tests.bundled import HERE, moving
from tests.lib.findings import by_hand
from tests.lib.findings.by_hand import FILTERS, ON_A_SURVEY, RATES, VIEW


@pytest.mark.parametrize("filters", [FILTERS, ON_A_SURVEY])
@pytest.mark.parametrize("key", INDICATORS)
def test_every_figure_has_its_whole_and_its_gap(key: str, filters) -> None:
    period = measured_period(HERE.tables, key)
    view = access(HERE, key, period, filters.basis, filters.weighted)
    first, *_, last = tiles.of_access(view, filters)
    assert first.label == HERE.tables.place.name and last.label == "Highest to lowest"
    assert first.value == INDICATORS[key].say(view.measured.districts.overall)


def test_districts_that_reach_the_standard_may_and_do_not_are_all_districts() -> None:
    view = access(HERE, MODELLED, HERE.base_period(), "national", False)
    assert view.known is not None
    reached = reach(view.known.reaching(FILTERS.standard))
    tile = next(tile for tile in tiles.of_access(view, FILTERS) if "35" in tile.label)
    assert reached.of == len(HERE.tables.areas.order)
    assert tile.value == f"{reached.sure} of {reached.of}"
    assert f"{reached.below} do not" in tile.note


def test_three_districts_by_hand() -> None:
    """50, 30 and 10 in 100 against 35: Southby is 5 in 100 of 200 short, Weston 25 of 100."""
    whole, standard, short, gap = tiles.of_access(VIEW, FILTERS)
    assert whole.value == "30.0"
    assert (standard.label, standard.value) == ("Reach 35 in 100", "1 of 3")
    assert standard.note.endswith("without an interval; the standard")
    assert (short.value, gap.value) == ("35", "5.00 times")


def test_without_a_standard_the_ends_stand_in_its_place() -> None:
    *_, highest, lowest, gap = tiles.of_access(VIEW, ON_A_SURVEY)
    assert highest == Tile(label="Highest", value="50.0", note="Northam")
    assert lowest == Tile(label="Lowest", value="10.0", note="Weston")
    assert gap.value == "5.00 times"


def test_where_one_district_reaches_nobody_the_gap_has_no_limit() -> None:
    nobody = replace(RATES, value=by_hand.series(50.0, 30.0, 0.0))
    view = replace(VIEW, measured=replace(VIEW.measured, districts=nobody))
    assert tiles.of_access(view, FILTERS)[-1].value.startswith("no limit")


def test_a_statistic_has_a_tile_where_its_record_names_one() -> None:
    """50, 30 and 10 weighted 100, 200 and 100: mean 30, standard deviation 14.1, so CV 0.471."""
    view = by_hand.unequal()
    shown = {tile.label: tile.value for tile in tiles.of_spread(view)}
    assert list(shown) == [one.tile for one in STATISTICS.values() if one.tile]
    assert shown["Highest to lowest"] == "5.00 times"
    assert shown["Coefficient of variation"] == "0.471"


def test_a_figure_that_is_no_ratio_of_counts_has_no_tile_of_what_counts_need() -> None:
    view = by_hand.unequal()
    estimates = {key: one for key, one in view.spread.estimates.items() if key != "systematic"}
    without = replace(view, spread=replace(view.spread, estimates=estimates))
    assert {tile.label for tile in tiles.of_spread(view)} - {
        tile.label for tile in tiles.of_spread(without)
    } == {STATISTICS["systematic"].tile}


def test_a_scenario_that_moves_nothing_is_today() -> None:
    children, _, gap, narrows, spread = tiles.of_outcome(work_out(HERE, Scenario(), FILTERS))
    assert children.note == "as today"
    assert gap.note == f"{gap.value} today"
    assert (narrows.value, narrows.note) == ("stays", "nothing is moved")
    assert spread.note == f"{spread.value} today; 0 is equal"


def test_a_scenario_that_moves_has_its_span_in_every_tile() -> None:
    result = work_out(HERE, Scenario(levers=Levers(early=10)), FILTERS)
    assert all("choices" in tile.note for tile in tiles.of_outcome(result))
    on_a_survey = Scenario(basis="survey_2017", levers=Levers(early=10))
    assert len(tiles.of_outcome(work_out(HERE, on_a_survey, ON_A_SURVEY))) == 4


def test_a_gap_that_does_not_move_is_given_no_chance() -> None:
    """Ten points everywhere multiply every district's figure alike; nothing moved said "under
    1%"."""
    for scenario in (Scenario(), Scenario(levers=Levers(early=10))):
        result = work_out(HERE, scenario, FILTERS)
        tile = next(
            tile for tile in tiles.of_outcome(result) if tile.label == "Chance the gap narrows"
        )
        # the saturating curve builds a narrowing in
        assert tile.value == "stays" and result.span.narrows in (0, result.span.of // 2)
        assert "chance of" not in outcome_words.surety_sentence(result.sure, result.outcome, "")


def test_the_largest_lever_says_a2_in_its_tile_and_title() -> None:
    result = work_out(HERE, Scenario(levers=Levers(early=10)), FILTERS)
    low, high = result.gained_span
    assert low < -300 and high > 3_000 and "and A2" in result.over_choices
    assert (
        result.over_choices in tiles.of_outcome(result)[0].note
        and "at the A2 of this scenario" in result.choices_line
    )


def test_every_tile_has_its_span_and_each_is_the_model_under_each_choice() -> None:
    """Reach and CV stood without one: money moved between districts read as a finding
    of A1 alone."""
    scenario = moving()
    reach, spread = [], []
    for basis, weighted, shared_by, curve in itertools.product(
        BASES, (False, True), ("treated", "children", "need"), CURVES
    ):
        other = scenario.model_copy(
            update={"basis": basis, "weighted": weighted, "shared_by": shared_by, "curve": curve}
        )
        outcome = plan.outcome(other, plan.response(other, HERE.today_of(other)))
        spread.append(outcome.cv_after)
        if basis == "national" and not weighted:
            reach.append(int((outcome.access_after >= 35).sum()))
    result = work_out(HERE, scenario, FILTERS)
    assert result.span.cv == pytest.approx((min(spread), max(spread)))
    assert result.span.at == (min(reach), max(reach)) and result.span.at_of == len(reach) == 6
    notes = {tile.label: tile.note for tile in tiles.of_outcome(result)}
    assert (
        f"{min(spread):.3f} to {max(spread):.3f} over the choices"
        in notes["Spread of districts (CV)"]
    )
    assert "of A1 and curve" in notes["Reach 35 in 100"]
    still = tiles.of_outcome(work_out(HERE, Scenario(), FILTERS))
    assert not any("choices" in tile.note for tile in still)
