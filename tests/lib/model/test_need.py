"""Children in need: published values and the law of the index."""

import pytest

from lib.figures import amounts
from lib.model import need
from tests.bundled import PERIOD, PUBLISHED


def test_prevalence_by_age(tables) -> None:
    old = need.prevalence_by_age(tables.prevalence, "survey_2017")
    new = need.prevalence_by_age(tables.prevalence, "survey_2023")
    assert old[[0, 1, 2, 5, 11, 17]].tolist() == pytest.approx([0, 0, 0.055, 0.095, 0.144, 0.169])
    assert new[[4, 7, 8, 10, 11, 17]].tolist() == pytest.approx(
        [0.055, 0.095, 0.157, 0.157, 0.226, 0.233]
    )


def test_the_need_index_keeps_total_need(tables) -> None:
    plain = need.by_survey(amounts.people(tables, PERIOD), tables.prevalence, "survey_2017")
    index = tables.need_index.set_index("area_code").need_index
    assert need.weighted(plain, index).sum() == pytest.approx(plain.sum())


def test_national_need_is_the_published_denominator(tables) -> None:
    treated = PUBLISHED["totals"]["treated_two_contacts"][PERIOD]
    by_part = need.national_by_part(tables.published_counts, tables.place.measured_period)
    assert by_part.sum() == pytest.approx(treated / PUBLISHED["access"]["share"])
    assert tables.crosswalk.to_areas(by_part).sum() == pytest.approx(by_part.sum())
