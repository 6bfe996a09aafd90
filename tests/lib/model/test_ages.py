"""Ages to 25: people are kept as they grow older, and each age has the rate of its own survey."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lib.model import need
from lib.model.ages import ADULT, AGES, OLDER, SWITCH, grown, rates, turning

people = arrays(float, (3, len(AGES)), elements=st.integers(0, 5000).map(float))


@given(people, st.integers(0, ADULT))
def test_everyone_counted_turns_18_once(counted: np.ndarray, years: int) -> None:
    """Over as many years as childhood has, all children do; after some of them the others are still
    children or not yet born."""
    assert (turning(counted, ADULT).sum(1) == counted[:, :ADULT].sum(1)).all()
    left = np.nansum(grown(counted, years)[:, :ADULT], axis=1)
    assert (turning(counted, years).sum(1) + left == counted[:, :ADULT].sum(1)).all()


@given(people, st.integers(1, ADULT))
def test_those_who_turn_18_in_a_year_are_18_at_its_end(counted: np.ndarray, years: int) -> None:
    assert (turning(counted, years)[:, -1] == grown(counted, years)[:, ADULT]).all()


@given(people, st.integers(0, 9), st.integers(0, 9))
def test_growing_older_twice_is_growing_older_by_both(
    counted: np.ndarray, one: int, other: int
) -> None:
    np.testing.assert_array_equal(grown(grown(counted, one), other), grown(counted, one + other))


@pytest.mark.parametrize("under", ["survey_2017", "survey_2023"])
@pytest.mark.parametrize("older", OLDER)
def test_below_17_it_is_the_need_basis(tables, under: str, older: str) -> None:
    here = rates(tables.prevalence, under, older)
    usual = need.prevalence_by_age(tables.prevalence, under)
    assert here.share[:SWITCH].tolist() == usual.tolist()[:SWITCH]


def test_from_17_on_it_is_as_published(tables) -> None:
    """Each age beside its row, and 25 on the 2023 survey, for the adult survey ends at 24."""
    survey = rates(tables.prevalence, "survey_2023", "survey_2023")
    assert survey.share[17:].tolist() == [0.233] * 3 + [0.217] * 6
    adult = rates(tables.prevalence, "survey_2017", "apms_2023")
    assert adult.share[17:].tolist() == [0.258] * 8 + [0.217]
    assert adult.share[16] == pytest.approx(0.144)


def test_another_survey_is_marked_and_the_same_one_is_not(tables) -> None:
    assert rates(tables.prevalence, "survey_2023", "survey_2023").changes == [2, 8]
    assert rates(tables.prevalence, "survey_2017", "survey_2023").changes == [2, 17]
    assert rates(tables.prevalence, "survey_2023", "apms_2023").changes == [2, 8, 17, 25]


def test_an_age_that_no_survey_asks_is_not_known() -> None:
    row = {"survey": "survey_2023", "age_from": 17, "age_to": 19, "percent": 23.0}
    here = rates(pd.DataFrame([row]), "survey_2023", "apms_2023")
    assert here.adult == [18, 19] and np.isnan(here.share[20:]).all()
    assert rates(pd.DataFrame([row | {"age_to": 17}]), "survey_2023", "survey_2023").adult == []
