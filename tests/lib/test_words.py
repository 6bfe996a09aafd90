"""Figures in words."""

import pytest

from lib import words
from lib.figures import measured
from lib.model.need import BASES
from lib.place.areas import listed
from tests.bundled import ALSO_LOWEST, HIGHEST, LOWEST, NAME, PERIOD, PUBLISHED


@pytest.mark.parametrize("basis", BASES)
def test_a_recalled_figure_is_named_wherever_need_rests_on_it(tables, basis: str) -> None:
    said = words.caution(measured.measure(tables, "access_rate", PERIOD, basis), tables.areas)
    assert ("Not verified" in said and "9.5% at ages 5 to 10" in said) == (basis != "national")
    assert "Not verified" not in words.caution(
        measured.measure(tables, "referral_rate", PERIOD, basis), tables.areas
    )


def test_reaching_a_standard_by_hand(tables) -> None:
    m = measured.measure(tables, "access_rate", PERIOD)
    standard = PUBLISHED["access"]["standard"]
    percent = standard["percent"]
    short = words.short_of(m.districts.value, m.districts.denominator, percent)
    below = m.districts.value[m.districts.value < percent]
    assert len(m.districts.value) - len(below) == standard["reach"]
    assert short == pytest.approx(
        ((percent - below) / 100 * m.districts.denominator[below.index]).sum()
    )


def test_the_headline_is_the_published_story(tables) -> None:
    headline = words.headline(measured.measure(tables, "access_rate", PERIOD), tables.areas)
    rounded = PUBLISHED["access"]["rounded"]
    lowest = [NAME[LOWEST], NAME[ALSO_LOWEST]]
    assert rounded[lowest[0]] == rounded[lowest[1]]
    assert headline == (
        f"In {PERIOD} {NAME[HIGHEST]} reached about {rounded[NAME[HIGHEST]]} in 100 of those in"
        f" need; {listed(lowest)}, lowest, about {rounded[lowest[0]]}."
    )
