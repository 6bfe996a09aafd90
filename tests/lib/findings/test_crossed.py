"""Two figures crossed."""

from dataclasses import replace

from lib.findings.crossed import crossed
from tests.lib.findings.by_hand import AREAS, MEASURED, RATES, series


def test_three_districts_by_hand() -> None:
    """Weston is lowest of three in the first figure and highest in the second: class 6 of 0 to
    8."""
    other = replace(MEASURED, districts=replace(RATES, value=series(1.0, 2.0, 3.0)))
    both = crossed(MEASURED, other, AREAS)
    assert list(both.classes) == [2, 4, 6]
    assert both.message.endswith(": Weston.")
    assert both.text[2].startswith("10.0 in 100") and "; 3.0 in 100" in both.text[2]


def test_a_figure_crossed_with_itself_has_nobody_low_in_one_and_high_in_the_other() -> None:
    both = crossed(MEASURED, MEASURED, AREAS)
    assert list(both.classes) == [8, 4, 0] and both.message.startswith("No district")
