"""Figures of each indicator: shapes over the registry, ties, intervals."""

import numpy as np
import pandas as pd
import pytest

from lib import sources, words
from lib.catalogue.indicators import INDICATORS
from lib.errors import NotMeasured
from lib.figures import measured
from lib.model.need import BASES

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


def test_kent_and_medway_is_the_published_rate(tables) -> None:
    assert measured.measure(tables, "access_rate", "2019/20").districts.overall == pytest.approx(
        42.364, abs=0.01
    )
    assert measured.measure(tables, "access_rate", "2020/21").districts.overall == pytest.approx(
        15665 / 15190 * 42.364, abs=0.01
    )


def test_districts_of_one_former_ccg_tie_while_their_rates_are_equal(tables) -> None:
    codes = {name: tables.areas.code(name) for name in tables.areas.name}
    west = [codes[n] for n in ("Maidstone", "Tonbridge and Malling", "Tunbridge Wells")]
    m = measured.measure(tables, "access_rate", "2019/20")
    place, group = measured.ranks(m), measured.ties(m)
    assert place[west].nunique() == 1 and place[west[0]].endswith("=")
    assert group[codes["Dartford"]] == group[codes["Gravesham"]] != group[codes["Sevenoaks"]]
    weighted = measured.ranks(measured.measure(tables, "access_rate", "2019/20", "national", True))
    assert weighted[west].nunique() == 3 and not weighted[west].str.endswith("=").any()


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("basis", BASES)
def test_a_place_follows_the_rate_that_stands_beside_it(tables, basis: str, weighted: bool) -> None:
    """With weighting Tonbridge and Malling (42.7) was "9=" under Maidstone (39.2)."""
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
    assert place[tables.areas.code("Thanet")] == "1"


def test_statistics_run_over_what_was_measured(tables) -> None:
    assert len(measured.measure(tables, "access_rate", "2019/20").areas_measured.value) == 8
    assert len(measured.measure(tables, "deprivation", "2019").areas_measured.value) == len(
        tables.areas.order
    )
    with pytest.raises(NotMeasured, match=r"carries the 2019/20 pattern forward.*Choose 2019/20"):
        _ = measured.measure(tables, "access_rate", "2021/22").areas_measured


def test_a_period_without_the_figure_is_refused(tables) -> None:
    with pytest.raises(NotMeasured, match=r"Mean wait has no figures for 2021/22\. Choose 2019/20"):
        measured.measure(tables, "mean_wait", "2021/22")


def test_partnership_totals_come_from_their_former_ccgs(tables) -> None:
    """West Kent is one former CCG: its partnership shows that rate although Sevenoaks is split."""
    m = measured.measure(tables, "access_rate", "2019/20")
    assert m.partnerships["West Kent"] == pytest.approx(m.parts.value["99J"])
