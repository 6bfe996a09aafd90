"""Figures of a group: each as its source prints it, and what is worked out from them by hand."""

from collections import namedtuple
from dataclasses import replace

import pandas as pd
import pytest

from lib.catalogue.groups import GROUPS
from lib.figures import at_risk
from lib.figures.at_risk import Span
from tests.bundled import HERE

TABLES = HERE.tables
Survey = namedtuple("Survey", "low high sample")
MEASURES = list(TABLES.risk_measures.itertuples())


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.measure)
def test_a_reading_is_what_its_row_prints_and_is_inside_its_interval(measure) -> None:
    rows, printed = at_risk.readings(TABLES, measure), TABLES.risk_figures
    printed = printed[printed.measure == measure.measure].reset_index(drop=True)
    for column in ("area_code", "period", "value", "of", "source_id"):
        assert rows[column].equals(printed[column])
    assert set(printed.source_id) <= set(TABLES.publications)
    held = rows[rows.low.notna()]
    assert (held.low <= held.shown).all() and (held.shown <= held.high).all()
    assert measure.kind == "rate" or len(held) == (rows.value > 0).sum()


def test_counts_have_byars_interval_and_rates_that_of_their_count() -> None:
    tables = replace(TABLES, **figures([("size", 65.0), ("rate", 26.0)]))
    size, rate = (at_risk.measure_of(tables, "looked_after", role) for role in ("size", "rate"))
    (count,), (per) = (at_risk.readings(tables, one).itertuples() for one in (size, rate))
    assert (round(count.low, 2), round(count.high, 2)) == (50.16, 82.85)
    (per,) = per
    assert (per.low, per.high) == pytest.approx((count.low / 2.5, count.high / 2.5))


def figures(rows: list[tuple[str, float]]) -> dict[str, pd.DataFrame]:
    """One group in one area and year: a measure of each role with its value."""
    usual = {"group": "looked_after", "label": "l", "unit": "u", "provenance": "published"}
    kinds = {"size": "count", "rate": "rate"}
    measures = [
        usual | {"measure": role, "role": role, "kind": kinds[role], "per": 10_000.0}
        for role, _ in rows
    ]
    where = {"area_code": "E99999999", "area_name": "Northam", "level": "authority"}
    read = [where | {"measure": role, "period": "2020", "value": value} for role, value in rows]
    columns = {"risk_measures": TABLES.risk_measures, "risk_figures": TABLES.risk_figures}
    return {
        "risk_measures": pd.DataFrame(measures, columns=list(columns["risk_measures"])),
        "risk_figures": pd.DataFrame(read, columns=list(columns["risk_figures"])),
    }


def test_a_share_of_a_sample_has_its_interval_and_a_range_is_itself() -> None:
    # Wilson: 45 of 100 is 35.6 to 54.8
    span = at_risk.survey(Survey(45.0, 45.0, 100.0))
    assert (round(span.low, 1), round(span.high, 1)) == (35.6, 54.8)
    assert at_risk.survey(Survey(25.0, 81.0, float("nan"))) == Span(low=25, high=81)
    assert at_risk.survey(Survey(57.0, 57.0, float("nan"))) == Span(low=57, high=57)


def test_a_group_goes_from_the_lowest_to_the_highest_of_its_surveys() -> None:
    for group in GROUPS:
        rows = TABLES.risk_prevalence[TABLES.risk_prevalence.group == group]
        spans = [at_risk.survey(row) for row in rows.itertuples()]
        known = at_risk.prevalence(TABLES, group)
        if not spans:
            assert known is None
        else:
            assert known == Span(low=min(s.low for s in spans), high=max(s.high for s in spans))


def test_expected_by_hand() -> None:
    assert Span(low=25, high=81).times(200) == Span(low=50, high=162)
    assert Span(low=40, high=40).times(0) == Span(low=0, high=0)


def test_children_in_general_are_those_of_the_groups_ages() -> None:
    """One age alone has the share of its band in each survey."""
    teens = replace(GROUPS["looked_after"], ages=(12, 12))
    rates = TABLES.prevalence[(TABLES.prevalence.age_from == 11)].percent
    known = at_risk.general(TABLES, teens)
    assert known is not None
    assert (known.low, known.high) == pytest.approx((rates.min(), rates.max()))
    assert at_risk.general(TABLES, replace(teens, ages=None)) is None


def test_a_move_of_counts_has_an_interval_and_one_of_bare_rates_none() -> None:
    rows = pd.DataFrame({"period": ["1", "2"], "shown": [100.0, 150.0], "of": float("nan")})
    bare = rows.assign(low=float("nan"), high=float("nan"), counted=float("nan"))
    moved = at_risk.moved(bare)
    assert moved is not None and (moved[2].lower, moved[2].ratio, moved[2].upper) == (1.5, 1.5, 1.5)
    counted = at_risk.moved(rows.assign(low=1.0, high=1.0, counted=rows.shown, value=rows.shown))
    assert counted is not None and counted[2].lower < 1.5 < counted[2].upper
    assert at_risk.moved(bare.iloc[:1]) is None


def test_people_of_an_authority_are_those_of_its_areas() -> None:
    measure = at_risk.measure_of(TABLES, "youth_justice", "rate")
    codes = set(TABLES.authorities.authority_code)
    people = TABLES.population[TABLES.population.age.between(measure.age_from, measure.age_to)]
    every = sum(at_risk.persons(TABLES, code, measure) for code in codes)
    assert every == people.persons.sum()
    assert pd.isna(at_risk.persons(TABLES, "E92000001", measure))


def test_a_rate_moves_by_its_own_ratio_with_the_interval_of_its_counts() -> None:
    """100 to 150 counted, and twice the rate: 2 x (what chance leaves of 150 over 100) / 1.5."""
    counts = pd.DataFrame({"period": ["1", "2"], "shown": [100.0, 150.0], "of": float("nan")})
    counts = counts.assign(low=1.0, high=1.0, counted=counts.shown)
    rates = counts.assign(shown=[10.0, 20.0])
    of_counts, of_rates = at_risk.moved(counts), at_risk.moved(rates)
    assert of_counts is not None and of_rates is not None
    assert of_rates[2].ratio == 2 and of_counts[2].ratio == 1.5
    assert of_rates[2].lower == pytest.approx(of_counts[2].lower * 2 / 1.5)
    assert of_rates[2].upper == pytest.approx(of_counts[2].upper * 2 / 1.5)
