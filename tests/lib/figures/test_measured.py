"""Figures of each indicator: shapes over the registry, ties, intervals."""

import numpy as np
import pandas as pd
import pytest

from lib import sources, words
from lib.catalogue.indicators import INDICATORS
from lib.errors import NotMeasured
from lib.figures import measured
from lib.model.need import BASES
from tests.bundled import ALSO_LOWEST, LATER, LOWEST, PARTS, PERIOD, PUBLISHED, TOGETHER

BUNDLED = sources.read_all()
EVERY = [(key, period) for key, i in INDICATORS.items() for period in measured.periods(BUNDLED, i)]


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize(("key", "period"), EVERY)
def test_every_indicator_covers_every_area(tables, key: str, period: str, basis: str) -> None:
    m = measured.measure(tables, key, period, basis)
    assert list(m.districts.value.index) == tables.areas.order
    assert m.districts.value.between(0, 100).all() or INDICATORS[key].kind == "count_rate"
    assert m.districts.has_interval == (
        INDICATORS[key].kind in ("proportion", "count_rate") and m.provenance == "apportioned"
    )
    if m.districts.has_interval:
        assert (m.districts.lower < m.districts.value).all() and (
            m.districts.value < m.districts.upper
        ).all()
    assert m.districts.value.min() <= m.districts.overall <= m.districts.value.max()
    assert set(m.partnerships.index) == set(tables.areas.partnership)
    assert (
        words.headline(m, tables.areas)
        and words.map_alt(m, tables.areas)
        and words.caution(m, tables.areas)
    )


def test_the_whole_is_the_published_rate(tables) -> None:
    treated = PUBLISHED["totals"]["treated_two_contacts"]
    for period in (PERIOD, LATER[0]):
        expected = 100 * PUBLISHED["access"]["share"] * treated[period] / treated[PERIOD]
        overall = measured.measure(tables, "access_rate", period).districts.overall
        assert overall == pytest.approx(expected, abs=0.01)


def test_districts_of_one_former_ccg_tie_while_their_rates_are_equal(tables) -> None:
    m = measured.measure(tables, "access_rate", PERIOD)
    place, group = measured.ranks(m), measured.ties(m)
    assert len(TOGETHER) > 2 and place[TOGETHER].nunique() == 1 and place[LOWEST].endswith("=")
    assert place[TOGETHER[0]].endswith("=")
    split = [code for code, part in m.home.items() if part == code]
    assert group[LOWEST] == group[ALSO_LOWEST] and group[LOWEST] not in set(group[split])
    weighted = measured.ranks(measured.measure(tables, "access_rate", PERIOD, "national", True))
    apart = weighted[TOGETHER]
    assert apart.is_unique and not apart.str.endswith("=").any()


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("basis", BASES)
def test_a_place_follows_the_rate_that_stands_beside_it(tables, basis: str, weighted: bool) -> None:
    """With weighting one at 42.7 was "9=" under one at 39.2."""
    for key, indicator in INDICATORS.items():
        m = measured.measure(tables, key, measured.periods(tables, indicator)[0], basis, weighted)
        frame = pd.DataFrame(
            {"place": measured.ranks(m).str.rstrip("=").astype(int), "value": m.districts.value}
        )
        by_place = frame.groupby("place").value
        assert (np.diff(by_place.mean()) < 0).all(), key
        assert (by_place.max() - by_place.min()).max() < 0.15, key  # one child of the few referred


def test_figures_known_by_district_have_no_ties(tables) -> None:
    place = measured.ranks(measured.measure(tables, "deprivation", "2019"))
    assert sorted(place.astype(int)) == list(range(1, len(tables.areas.order) + 1))
    assert place[tables.areas.code(PUBLISHED["deprivation"]["most"])] == "1"


def test_statistics_run_over_what_was_measured(tables) -> None:
    assert len(measured.measure(tables, "access_rate", PERIOD).areas_measured.value) == len(PARTS)
    assert len(measured.measure(tables, "deprivation", "2019").areas_measured.value) == len(
        tables.areas.order
    )
    with pytest.raises(NotMeasured, match=f"carries the {PERIOD} pattern forward.*Choose {PERIOD}"):
        _ = measured.measure(tables, "access_rate", LATER[-1]).areas_measured


def test_a_period_without_the_figure_is_refused(tables) -> None:
    refused = rf"Mean wait has no figures for {LATER[-1]}\. Choose {PERIOD}"
    with pytest.raises(NotMeasured, match=refused):
        measured.measure(tables, "mean_wait", LATER[-1])


def test_partnership_totals_come_from_their_former_ccgs(tables) -> None:
    """One that is one part shows that part's rate, although a district of it is split."""
    m = measured.measure(tables, "access_rate", PERIOD)
    of_one = tables.crosswalk.partnership.drop_duplicates(keep=False)
    assert m.home[TOGETHER[0]] in of_one.index
    assert any(m.home[code] == code for code in tables.areas.order)
    for part, partnership in of_one.items():
        assert m.partnerships[partnership] == pytest.approx(m.parts.value[part])
