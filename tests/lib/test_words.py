"""Figures in words."""

import pytest

from lib import words
from lib.figures import measured
from lib.model.need import BASES


@pytest.mark.parametrize("basis", BASES)
def test_a_recalled_figure_is_named_wherever_need_rests_on_it(tables, basis: str) -> None:
    said = words.caution(measured.measure(tables, "access_rate", "2019/20", basis), tables.areas)
    assert ("Not verified" in said and "9.5% at ages 5 to 10" in said) == (basis != "national")
    assert "Not verified" not in words.caution(
        measured.measure(tables, "referral_rate", "2019/20", basis), tables.areas
    )


def test_reaching_a_standard_by_hand(tables) -> None:
    m = measured.measure(tables, "access_rate", "2019/20")
    short = words.short_of(m.districts.value, m.districts.denominator, 35)
    below = m.districts.value[m.districts.value < 35]
    assert len(m.districts.value) - len(below) == 7
    assert short == pytest.approx(((35 - below) / 100 * m.districts.denominator[below.index]).sum())


def test_the_headline_is_the_published_story(tables) -> None:
    said = words.headline(measured.measure(tables, "access_rate", "2019/20"), tables.areas)
    assert (
        said
        == "In 2019/20 Thanet reached about 59 in 100 of those in need; Dartford and Gravesham,"
        " lowest, about 32."
    )
