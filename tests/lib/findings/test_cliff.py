"""Who turns 18: a district by hand, published rows cell by cell, and what is said where a survey is
not held."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from lib.findings.cliff import Aged, aged, by_lever, by_year, cliff, every_row, kinds, years
from lib.findings.context import Context
from lib.findings.pack_pages import AUDIENCES, PAGES, USUAL
from lib.findings.transition_page import page
from lib.scenarios.record import Scenario, Transition
from lib.transition_words import KINDS
from lib.uploads import own, reading
from tests.bundled import HERE, LOWEST, NAME

TABLES = HERE.tables
COUNTED = int(TABLES.population.year.max())


def people(code: str, age: int) -> int:
    rows = TABLES.population
    return int(rows.persons[(rows.area_code == code) & (rows.age == age)].iloc[0])


def test_a_district_by_hand() -> None:
    """Who is five years younger turns 18 five years on; 23.3% of them are in need; in a service the
    share that the Access map has, and a quarter of these move on."""
    view = cliff(HERE, Scenario(basis="survey_2023"), COUNTED + 5)
    row, start = view.rows.loc[LOWEST], HERE.today("survey_2023", False, "treated")
    turning = people(LOWEST, 18 - 5)
    share = start.treated[LOWEST] / start.need[LOWEST]
    assert row.turning == turning and row.in_need == pytest.approx(0.233 * turning)
    assert row.leaving == pytest.approx(0.233 * turning * share)
    assert row.moving == pytest.approx(row.leaving / 4)


def test_all_children_turn_18_over_the_years_and_the_areas_add_up() -> None:
    every = [cliff(HERE, Scenario(), year) for year in years(HERE)]
    assert [view.year for view in every] == list(range(COUNTED + 1, 2035))
    rows = TABLES.population
    ages = rows.age.between(18 - len(every), 17)
    assert sum(view.total.turning for view in every) == rows.persons[ages].sum()
    for view in every:
        assert view.rows.turning.sum() == view.total.turning
        assert view.classes == every[0].classes


def test_every_age_on_the_page_is_the_row_of_the_data() -> None:
    shown = aged(HERE, Scenario(), LOWEST).table
    assert list(shown.iloc[:, 1]) == [f"{people(LOWEST, age):,}" for age in range(26)]
    assert list(shown.iloc[1:, 4]) == [f"{people(LOWEST, age):,}" for age in range(25)]
    whole = aged(HERE, Scenario())
    by_age = TABLES.population.groupby("age").persons.sum()
    assert list(whole.rows.people) == list(by_age)
    published = TABLES.prevalence.set_index(["survey", "age_from"]).percent
    for age, key in ((8, ("survey_2023", 8)), (20, ("survey_2023", 20)), (3, ("survey_2017", 2))):
        assert shown["In need, %"][age] == f"{published[key]:.1f}"


def test_the_download_has_every_area_and_adds_up() -> None:
    rows = every_row(HERE, Scenario())
    per_area = 26 + len(years(HERE))
    assert len(rows) == per_area * len(TABLES.areas.order)
    assert rows.people[rows.what == "aged"].sum() == TABLES.population.persons.sum()
    assert set(rows.area_name) == set(NAME)


def test_more_who_move_on_leave_fewer_without_from_the_first_contract_on() -> None:
    plain = by_year(HERE, Scenario())
    moved = by_year(HERE, Scenario(transition=Transition(moves=30, starts=2029)))
    before = plain.label.astype(int) < 2029
    assert (moved.moving[before] == plain.moving[before]).all()
    assert (moved.moving[~before] > plain.moving[~before]).all()
    assert (moved.leaving == plain.leaving).all()
    assert not by_lever(Scenario())
    assert by_lever(Scenario(transition=Transition(moves=30, starts=2029))).startswith(
        "From 2029 on 30 more in 100"
    )


def test_parts_of_those_in_need_add_up() -> None:
    view = cliff(HERE, Scenario(), COUNTED + 1)
    parts = kinds(view.rows.rename(columns={"district": "label"}))
    assert set(parts.kind) == set(KINDS) and (parts.people >= 0).all()
    assert parts.people.sum() == pytest.approx(view.total.in_need)


def without(keep: pd.Series) -> Context:
    return Context(tables=replace(TABLES, prevalence=TABLES.prevalence[keep]))


def test_where_nobody_over_19_is_asked_it_says_so() -> None:
    context = without(TABLES.prevalence.age_to < 20)
    shown: Aged = aged(context, Scenario())
    assert "No survey held here asks anyone over 19" in shown.note
    assert "No survey" not in aged(HERE, Scenario()).note
    assert np.isnan(shown.rows.in_need[20])


def test_where_nobody_of_18_is_asked_the_birthdays_are_still_counted() -> None:
    view = cliff(without(TABLES.prevalence.age_to < 17), Scenario(), COUNTED + 1)
    assert view.total.turning > 0 and "no survey here says" in view.message
    assert view.tiles[1].value == "not known" and "not known" in view.table.to_string()


def test_people_that_are_brought_in_are_grown_older_from_their_own_year() -> None:
    """One more of each age in each area, a year later: the birthdays follow, and it is said."""
    frame = TABLES.population.assign(year=COUNTED + 1, persons=TABLES.population.persons + 1)
    rows = frame[["area_code", "year", "age", "persons"]]
    file = ("people.csv", rows.to_csv(index=False).encode())
    found = reading.read([file], TABLES)
    assert not found.refused and found.tables[0].faults == ()
    mine = Context(tables=own.bring_in(TABLES, found.sound).safe)
    view = cliff(mine, Scenario(), COUNTED + 6)
    assert view.rows.turning[LOWEST] == people(LOWEST, 18 - 5) + 1
    assert f"as uploaded, mid-{COUNTED + 1}" in view.caution and years(mine)[0] == COUNTED + 2
    assert "uploaded" not in cliff(HERE, Scenario(), COUNTED + 1).caution


def test_an_area_whose_count_is_suppressed_is_named_and_left_out_of_services() -> None:
    counts = "\n".join(
        f"{code},2024/25,treated_two_contacts,{3 if code == LOWEST else 400}" for code in NAME.index
    )
    file = ("c.csv", f"area_code,period,measure,value\n{counts}".encode())
    mine = Context(tables=own.bring_in(TABLES, reading.read([file], TABLES).sound).safe)
    view = cliff(mine, Scenario(), COUNTED + 1)
    left_out = view.rows.leaving.isna()
    assert left_out[LOWEST] and NAME[LOWEST] in view.caution and "suppressed" in view.caution
    assert view.total.leaving == view.rows.leaving[~left_out].sum()
    assert view.total.in_need == pytest.approx(view.rows.in_need.sum())
    assert "suppressed" not in cliff(HERE, Scenario(), COUNTED + 1).caution


def test_an_age_or_an_area_that_is_left_out_is_named() -> None:
    rows = TABLES.population[["area_code", "year", "age", "persons"]]
    without_age = rows[rows.age != 25].to_csv(index=False).encode()
    without_area = rows[rows.area_code != LOWEST].to_csv(index=False).encode()
    (ages,) = reading.read([("a.csv", without_age)], TABLES).tables
    assert [str(one.wrong) for one in ages.faults] == [f"has no rows for 25 in mid-{COUNTED}"]
    (areas,) = reading.read([("b.csv", without_area)], TABLES).tables
    assert NAME[LOWEST] in areas.faults[0].wrong and len(areas.faults) == 26


def test_a_pack_has_it_only_where_it_is_asked_for() -> None:
    assert "transition" in PAGES and "transition" not in USUAL
    scenario = Scenario(transition=Transition(access=20))
    shown = page(HERE, scenario, AUDIENCES["board"])
    assert shown.backup is not None and len(shown.backup[1]) == 4
    assert page(HERE, scenario, AUDIENCES["councillors"]).backup is None
    assert page(HERE, Scenario(), AUDIENCES["board"]).backup is None
    assert shown.pictures[0].frame.value.sum() == cliff(HERE, scenario, 2027).total.turning
