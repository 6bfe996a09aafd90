"""What statistics answer: every one of the catalogue, and three districts by hand."""

from dataclasses import replace

import pytest

from lib.catalogue.statistics import STATISTICS
from lib.figures.kinds import from_counts
from lib.findings import statistics
from lib.findings.pack_pages import AUDIENCES
from lib.findings.spread import unequal
from lib.variation.summary import Estimate
from tests.bundled import HERE
from tests.lib.findings import by_hand
from tests.lib.findings.by_hand import FILTERS, SOUTHBY


@pytest.mark.parametrize("key", [indicator.key for indicator in from_counts()])
def test_answers_stand_in_the_catalogues_order_and_say_something(key: str) -> None:
    answers = statistics.answers(unequal(HERE, key, FILTERS))
    given = [one.statistic.key for one in answers]
    assert given == [key for key in STATISTICS if key in given] and len(given) >= 6
    assert all(one.text.endswith(".") and "{" not in one.text for one in answers)


def test_methods_has_every_statistic() -> None:
    answers = statistics.of_modelled(HERE, FILTERS)
    assert [one.statistic for one in answers] == list(STATISTICS.values())
    assert all(one.text for one in answers)


def test_three_districts_by_hand() -> None:
    """50, 30 and 10 in 100, of a quarter, half and a quarter of the children: standard deviation
    14.1 over mean 30; gaps between pairs (2 x (1/8 + 1/8) x 20 + 2 x 1/16 x 40) / (2 x 30)."""
    view = by_hand.unequal()
    assert statistics.answer(view, "ratio").startswith("The highest rate is 5.00 (95% interval ")
    assert "lies 47% from the mean: CV 0.471 (" in statistics.answer(view, "cv")
    assert statistics.answer(view, "gini").startswith("Gini 0.250 (95% interval ")
    assert statistics.answer(view, "intervals") == "The widest is Northam's: 50.0, 45.0 to 55.0."
    assert statistics.answer(view, "moran") == ""
    assert "higher than the most deprived" in statistics.answer(view, "slope")


def test_what_shrinking_moves_most_is_said_by_name() -> None:
    view = by_hand.unequal()
    shrunk = by_hand.RATES.value.copy()
    shrunk[SOUTHBY] = 31.0
    moved = replace(view, spread=replace(view.spread, shrunk=shrunk))
    assert statistics.answer(moved, "shrunk") == (
        "The largest change is Southby, from 30.0 to 31.0."
    )


def test_no_variation_beyond_chance_is_said_in_words() -> None:
    view = by_hand.unequal()
    estimates = view.spread.estimates | {"systematic": Estimate(value=-0.2)}
    at_chance = replace(view, spread=replace(view.spread, estimates=estimates))
    assert "No variation beyond chance" in statistics.answer(at_chance, "systematic")


def test_a_statistic_without_an_interval_says_so() -> None:
    assert statistics.with_interval(Estimate(value=1.5), 2) == "1.50 (no interval published)"


def test_councillors_are_told_fewer_without_phi_and_p() -> None:
    view = unequal(HERE, from_counts()[0].key, FILTERS)
    board, councillors = (statistics.page(view, AUDIENCES[key]) for key in ("board", "councillors"))
    assert set(councillors.table.Answer) < {*board.table.Answer, *councillors.table.Answer}
    assert len(councillors.table) < len(board.table) and "Statistic" not in councillors.table
    assert board.backup is not None and councillors.backup is None
    assert "phi" in " ".join(board.table.Answer)
    assert "phi" not in " ".join(councillors.table.Answer)
