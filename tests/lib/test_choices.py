"""What follows from choices and not from figures: spans, effects by lever, and pages that agree on
one fact."""

import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from lib import chance, known, money_words, spread_words, words
from lib.findings import modelled, tiles
from lib.findings.context import doubts
from lib.findings.filters import Filters
from lib.findings.outcome import Result, work_out
from lib.model import explain
from lib.model.access import access
from lib.model.curves import CURVES
from lib.model.need import BASES
from lib.scenarios import choices, plan
from lib.scenarios.record import Levers, Pace, Scenario
from tests.bundled import HERE

FILTERS = Filters(basis="national", weighted=False, standard=35.0, standard_label="", district=None)
BY_NAME = {name: code for code, name in HERE.tables.areas.name.items()}
ACCESS = ("access_rate", "2019/20", "national", False)


def moving(early: float = 0, growth: float = 0, **more) -> Scenario:
    """Half a million from Thanet, shared by Dartford and Gravesham."""
    changes = {
        BY_NAME["Thanet"]: -500_000,
        BY_NAME["Dartford"]: 250_000,
        BY_NAME["Gravesham"]: 250_000,
    }
    return Scenario(levers=Levers(changes=changes, early=early, growth=growth), **more)


def headline(result: Result) -> str:
    return money_words.outcome_sentence(
        result.parts, result.outcome, (result.reach_today, result.reach_after), 35.0
    )


def test_one_move_goes_both_ways_over_the_choices_that_no_figure_decides() -> None:
    """Under A1 by children treated any move loses, by construction; under the others this one
    gains."""
    to_thanet = Levers(changes={code: -pounds for code, pounds in moving().levers.changes.items()})
    result = work_out(HERE, Scenario(levers=to_thanet), FILTERS)
    assert result.outcome.gained < 0
    assert money_words.by_construction(result.scenario, result.outcome, False)
    assert result.span.of == 3 * 2 * 2 * len(BASES) and 0 < result.span.gains < result.span.of
    low, high = result.span.gained
    assert low <= result.outcome.gained <= high and low < 0 < high


def test_a_loss_by_construction_is_said_of_money_moved_and_of_nothing_else() -> None:
    """Money given without being taken gains, and a cut loses, whatever A1 says."""
    dartford = BY_NAME["Dartford"]
    for changes in ({dartford: 300_000}, {dartford: -300_000}):
        result = work_out(HERE, Scenario(levers=Levers(changes=changes)), FILTERS)
        assert money_words.by_construction(result.scenario, result.outcome, False) == ""
    shared_by_need = work_out(HERE, moving(shared_by="need"), FILTERS)
    assert money_words.by_construction(shared_by_need.scenario, shared_by_need.outcome, False) == ""


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
        assert "chance of" not in money_words.surety_sentence(result.sure, result.outcome, "")


def test_the_largest_lever_says_a2_in_its_tile_and_title() -> None:
    result = work_out(HERE, Scenario(levers=Levers(early=10)), FILTERS)
    low, high = result.gained_span
    assert low < -300 and high > 3_000 and "and A2" in result.over_choices
    assert (
        result.over_choices in tiles.of_outcome(result)[0].note
        and "at the A2 of this scenario" in result.choices_line
    )


def test_the_span_is_the_model_under_each_choice() -> None:
    scenario = moving()
    gained = []
    for basis, weighted in itertools.product(BASES, (False, True)):
        for shared_by in ("treated", "children", "need"):
            for curve in ("constant", "saturating"):
                other = scenario.model_copy(
                    update={
                        "basis": basis,
                        "weighted": weighted,
                        "shared_by": shared_by,
                        "curve": curve,
                    }
                )
                gained.append(
                    plan.outcome(other, plan.response(other, HERE.today_of(other))).gained
                )
    assert modelled.span(HERE, scenario).gained == pytest.approx((min(gained), max(gained)))


def test_every_tile_has_its_span_and_each_is_the_model_under_each_choice() -> None:
    """Reach and CV stood without one: Thanet's money to Dartford and Gravesham reads as a finding
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


def test_where_nobody_is_in_need_there_is_no_chance_and_no_gap() -> None:
    """The chance was 0 on Reallocate and missing on the Access map."""
    chances = chance.reaching(
        access(np.ones((2, 3)), np.array([[2.0] * 3, [0.0] * 3])), pd.Index(["A", "B"]), 35.0
    )
    assert chances["A"] == 1 and np.isnan(chances["B"]) and words.chance(chances["B"]) == "*"


def test_a_move_that_a_district_cannot_afford_under_another_choice_is_said() -> None:
    thanet = BY_NAME["Thanet"]
    spent = {
        key: HERE.today("national", False, key).pounds[thanet] for key in ("treated", "children")
    }
    assert spent["treated"] > spent["children"]
    cut = round((spent["treated"] + spent["children"]) / 2 / 1000) * 1000
    found = modelled.span(HERE, Scenario(levers=Levers(changes={thanet: -cut}, floor=0)))
    assert found.impossible > 0 and "it cannot be made" in money_words.span_sentence(found)


def test_every_lever_has_its_own_part_of_the_headline() -> None:
    """With ten points to early intervention the headline said "Moving £500,000 would reach about
    1,360 more children"."""
    result = work_out(HERE, moving(early=10), FILTERS)
    move, shift = (effect.gained for effect in result.effects[1:])
    assert move < 0 < shift and sum(effect.gained for effect in result.effects) == pytest.approx(
        result.outcome.gained
    )
    said = headline(result)
    assert (
        f"Moving £500,000 between districts: about {money_words.more(move)} children a year"
        " (A1, A3)" in said
    )
    assert (
        "+10 points to early intervention: about" in said and "fewer in community services" in said
    )
    assert (
        "(A2: " in said
        and f"In all about {money_words.more(result.outcome.gained)} children a year." in said
    )


def test_what_is_given_without_being_taken_is_not_called_moved() -> None:
    said = headline(
        work_out(HERE, Scenario(levers=Levers(changes={BY_NAME["Dartford"]: 300_000})), FILTERS)
    )
    assert said.startswith("Giving districts £300,000: about")


def test_a_shift_says_what_a2_makes_of_it() -> None:
    """+10 points: 1,428 more if early intervention reaches 25% of children, 374 fewer if it reaches
    10%."""
    result = work_out(HERE, Scenario(levers=Levers(early=10)), FILTERS)
    assert result.outcome.gained == pytest.approx(1428, abs=2)
    assert result.shift_span[0] == pytest.approx(-374, abs=2) and result.shift_span[1] > 2500
    assert result.sure.gained_high - result.sure.gained_low > 1500
    assert any(
        swing.assumption.endswith("(A2)") for swing in modelled.swings(HERE, result.scenario)[:2]
    )
    assert (
        sum("(A2)" in trial.assumption for trial in modelled.own_trials(HERE, result.scenario)) == 4
    )


def test_growth_that_is_not_placed_gains_nobody() -> None:
    result = work_out(HERE, Scenario(levers=Levers(growth=3)), FILTERS)
    assert result.outcome.gained == pytest.approx(0) and result.parts == []
    assert explain.placed_growth(result.outcome) == 0
    still = pd.Series(0, HERE.modelled_areas().order)
    placed = plan.with_rest_placed(result.scenario, result.today)
    grown = work_out(HERE, placed, FILTERS)
    assert not still.equals(grown.change) and "of spend after inflation: about" in headline(grown)


def test_today_moves_nothing_over_the_years_until_growth_is_moved() -> None:
    assert Pace().growth == 0


@pytest.mark.parametrize("shared_by", ["treated", "children", "need"])
def test_a_tornado_has_every_assumption_and_is_the_model_at_its_ends(shared_by: str) -> None:
    scenario = moving(shared_by=shared_by)
    found = modelled.swings(HERE, scenario)
    said = " ".join(swing.assumption for swing in found)
    assert all(word in said for word in ("A1", "A2", "A3", "A5", "curve", "Need"))
    widths = [swing.gained[1] - swing.gained[0] for swing in found]
    assert widths == sorted(widths, reverse=True)
    at_ends = [scenario.model_copy(update={"elasticity": elasticity}) for elasticity in (0.5, 1.0)]
    ends = [
        plan.outcome(other, plan.response(other, HERE.today_of(other))).gained for other in at_ends
    ]
    by_name = {swing.assumption: swing for swing in found}
    assert by_name["Elasticity (A3)"].gained == pytest.approx((min(ends), max(ends)))


def test_two_pages_agree_on_who_reaches_the_standard() -> None:
    """Access map said Dartford is surely below 35, Reallocate gave it 18%: now both have one set of
    draws and one wide interval."""
    by_itself, today = HERE.known(*ACCESS), work_out(HERE, Scenario(), FILTERS)
    assert by_itself is not None
    chances = by_itself.reaching(35.0)
    pd.testing.assert_series_equal(chances, today.sure.reaches_before, check_names=False)
    assert known.reach(chances) == today.reach_today
    for code in chances.index:
        shares_a_former_ccg = by_itself.lower[code] != HERE.measured(*ACCESS).districts.lower[code]
        if shares_a_former_ccg:
            assert today.sure.access_low95[code] == pytest.approx(by_itself.lower[code])
            assert today.sure.access_high95[code] == pytest.approx(by_itself.upper[code])


def test_what_is_known_of_former_ccgs_and_of_districts_by_themselves() -> None:
    """Dartford and Gravesham's former CCG is below 35 (31.1 to 33.6); Dartford by itself may reach
    it; Thanet, a former CCG, does."""
    m, by_itself = HERE.measured(*ACCESS), HERE.known(*ACCESS)
    assert (round(m.parts.lower["09J"], 1), round(m.parts.upper["09J"], 1)) == (31.1, 33.6)
    chances = by_itself.reaching(35.0)
    assert 0.1 < chances[BY_NAME["Dartford"]] < 0.4 and chances[BY_NAME["Thanet"]] == 1
    for name in ("Thanet", "Ashford", "Medway"):
        code = BY_NAME[name]
        assert (by_itself.lower[code], by_itself.upper[code]) == (
            m.districts.lower[code],
            m.districts.upper[code],
        )
    assert (by_itself.lower <= m.districts.lower + 0.05).all() and (
        by_itself.upper >= m.districts.upper - 0.05
    ).all()
    said = spread_words.by_itself("Dartford", chances[BY_NAME["Dartford"]], 26, 40, 35.0)
    assert said.startswith(
        "Whether Dartford by itself reaches 35 in 100 is not known (between 26 and 40 in 100;"
        " chance about"
    )


def test_districts_that_share_a_former_ccg_do_not_differ_by_more_than_chance() -> None:
    """Dover (49.3) was said to differ from every other, with Folkestone and Hythe at 48.9."""
    by_itself = HERE.known(*ACCESS)
    assert not by_itself.told_apart.loc[BY_NAME["Dover"], BY_NAME["Folkestone and Hythe"]]
    assert by_itself.told_apart.loc[BY_NAME["Dover"], BY_NAME["Dartford"]]
    said = spread_words.standing(
        HERE.measured(*ACCESS), HERE.tables.areas, BY_NAME["Dover"], HERE.ranks(*ACCESS), by_itself
    )
    assert (
        "differs from every other" not in said
        and "not to be told apart" in said
        and "surely above" in said
    )


def test_every_page_counts_the_same_areas_that_differ_by_more_than_chance() -> None:
    m, spread, names = HERE.measured(*ACCESS), HERE.spread(*ACCESS), HERE.tables.crosswalk.names
    said = spread_words.spread_sentence(spread, m, names)
    assert (
        "6 of 8 differ from the whole by more than chance, 0 after allowing for" in said
        and "at most 1.09 (19 times in 20)" in said
    )
    panels = [
        spread_words.measured_area(names[code], code, m, spread) for code in m.parts.value.index
    ]
    assert sum("by more than chance" in line for line in panels) == 6


def test_the_page_says_when_a_basis_turns_the_order_round() -> None:
    said = spread_words.order_note(
        HERE.measured(*ACCESS), HERE.tables.areas, HERE.places_by_basis(*ACCESS)
    )
    assert "Thanet is number 1 here and between 1 and 8 over them" in said
    other = ("referral_rate", "2019/20", "national", False)
    assert (
        spread_words.order_note(
            HERE.measured(*other), HERE.tables.areas, HERE.places_by_basis(*other)
        )
        == ""
    )


def test_a_total_that_is_published_is_in_every_draw() -> None:
    """15,190 was drawn as 14,781 to 15,628."""
    assert modelled.draws(HERE, Scenario()).treated.sum(0) == pytest.approx(15_190, abs=0.01)


def test_two_seeds_print_the_same_digits() -> None:
    """Whole numbers for intervals and the nearest 5% for chances, but for a figure that lies
    between two of them."""
    m = HERE.measured(*ACCESS)
    start = known.origin(m, HERE.tables.crosswalk.weights)
    found = [
        chance.draw(start, doubts("national"), chance.DRAWS, np.random.default_rng(seed))
        for seed in range(4)
    ]
    edges = np.array([chance.quantiles(one.rate(100)) for one in found])
    assert np.ptp(edges, axis=0).max() < 1
    chances = np.array([chance.reaching(one.rate(100), one.index, 35.0) for one in found])
    assert np.ptp(chances, axis=0).max() < 0.05
    assert (
        len(
            {words.chance(c) for c in chances[:, list(start.weight.index).index(BY_NAME["Thanet"])]}
        )
        == 1
    )


def test_growth_after_inflation_is_told_apart_from_cash() -> None:
    assert "+5.6% in cash" in money_words.cash_sentence(3.0, 2.5)
    cash = replace(FILTERS)
    assert (
        work_out(HERE, moving(inflation=6.0), cash).outcome.gained
        == work_out(HERE, moving(inflation=0.0), cash).outcome.gained
    )


def test_choices_leave_a1_out_where_spend_is_known() -> None:
    assert len(choices.every(moving(), HERE.today_of, spend_known=True)) == 2 * 2 * len(BASES)
