"""Every statistic of the catalogue is worked out and answered."""

from lib.catalogue.statistics import STATISTICS
from lib.findings.statistics import ANSWERS
from lib.variation.summary import ESTIMATED


def test_every_statistic_has_a_formula_and_a_sentence_or_a_function_for_both() -> None:
    for key, statistic in STATISTICS.items():
        told = statistic.answer and key in ESTIMATED
        assert bool(told) != (key in ANSWERS), key
        assert not statistic.tile or key in ESTIMATED, key
    assert set(ANSWERS) <= set(STATISTICS)
