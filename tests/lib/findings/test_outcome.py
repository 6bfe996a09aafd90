"""What a scenario would do, lever by lever, with its headline."""

from dataclasses import replace

import pandas as pd
import pytest

from lib import budget_words, outcome_words, span_words
from lib.findings import modelled
from lib.findings.outcome import Result, work_out
from lib.model import explain
from lib.model.need import BASES
from lib.scenarios import plan
from lib.scenarios.record import Levers, Scenario
from tests.bundled import FILTERS, HERE, LOWEST, PUBLISHED, moving


def headline(result: Result) -> str:
    return outcome_words.outcome_sentence(
        result.parts, result.outcome, (result.reach_today, result.reach_after), 35.0
    )


def test_one_move_goes_both_ways_over_the_choices_that_no_figure_decides() -> None:
    """Under A1 by children treated any move loses, by construction; under the others this one
    gains."""
    back = Levers(changes={code: -pounds for code, pounds in moving().levers.changes.items()})
    result = work_out(HERE, Scenario(levers=back), FILTERS)
    assert result.outcome.gained < 0
    assert outcome_words.by_construction(result.scenario, result.outcome, False)
    assert result.span.of == 3 * 2 * 2 * len(BASES) and 0 < result.span.gains < result.span.of
    low, high = result.span.gained
    assert low <= result.outcome.gained <= high and low < 0 < high


def test_a_loss_by_construction_is_said_of_money_moved_and_of_nothing_else() -> None:
    """Money given without being taken gains, and a cut loses, whatever A1 says."""
    for changes in ({LOWEST: 300_000}, {LOWEST: -300_000}):
        result = work_out(HERE, Scenario(levers=Levers(changes=changes)), FILTERS)
        assert outcome_words.by_construction(result.scenario, result.outcome, False) == ""
    shared_by_need = work_out(HERE, moving(shared_by="need"), FILTERS)
    assert (
        outcome_words.by_construction(shared_by_need.scenario, shared_by_need.outcome, False) == ""
    )


def test_every_lever_has_its_own_part_of_the_headline() -> None:
    """With ten points to early intervention the headline said "Moving £500,000 would reach about
    1,360 more children"."""
    result = work_out(HERE, moving(early=10), FILTERS)
    move, shift = (effect.gained for effect in result.effects[2:])
    assert move < 0 < shift and sum(effect.gained for effect in result.effects) == pytest.approx(
        result.outcome.gained
    )
    said = headline(result)
    assert (
        f"Moving £500,000 between districts: about {span_words.more(move)} children a year"
        " (A1, A3)" in said
    )
    assert (
        "+10 points to early intervention: about" in said and "fewer in community services" in said
    )
    assert (
        "(A2: " in said
        and f"In all about {span_words.more(result.outcome.gained)} children a year." in said
    )


def test_what_is_given_without_being_taken_is_not_called_moved() -> None:
    said = headline(work_out(HERE, Scenario(levers=Levers(changes={LOWEST: 300_000})), FILTERS))
    assert said.startswith("Giving districts £300,000: about")


def test_a_shift_says_what_a2_makes_of_it() -> None:
    """+10 points: more if early intervention reaches 25% of children, fewer if it reaches 10%."""
    shift = PUBLISHED["shift"]
    result = work_out(HERE, Scenario(levers=Levers(early=10)), FILTERS)
    assert result.outcome.gained == pytest.approx(shift["gained"], abs=2)
    assert (
        result.shift_span[0] == pytest.approx(shift["least"], abs=2) and result.shift_span[1] > 2500
    )
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


def test_growth_after_inflation_is_told_apart_from_cash() -> None:
    assert "+5.6% in cash" in budget_words.cash_sentence(3.0, 2.5)
    cash = replace(FILTERS)
    assert (
        work_out(HERE, moving(inflation=6.0), cash).outcome.gained
        == work_out(HERE, moving(inflation=0.0), cash).outcome.gained
    )
