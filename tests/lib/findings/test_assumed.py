"""What is assumed, as declared and as a scenario has it."""

from dataclasses import replace

from lib.catalogue.assumptions import ASSUMPTIONS
from lib.findings.assumed import assumptions, declared
from lib.findings.context import Context
from lib.scenarios.record import Scenario
from tests.bundled import HERE


def test_every_assumption_has_a_row_with_its_value_and_range() -> None:
    rows = declared(HERE).set_index("Id")
    assert set(rows.index) == set(ASSUMPTIONS)
    assert rows.Range["A3"] == "0.5 to 1.0" and rows.Value["A3"] == 0.75
    assert rows.Range["A1"] == "treated, children, need"
    assert rows.Value["A2"].startswith("early intervention 10% of spend, 25% of children; ")
    assert "least" in rows.Value["A6"]  # numbers by their names


def test_a_choice_is_said_by_its_label() -> None:
    used = {one.key: one.value for one in assumptions(HERE, Scenario(shared_by="need"))}
    assert used["A1"] == "children in need (equal pounds a child in need)"


def test_nothing_is_assumed_of_parts_where_there_are_none() -> None:
    place = replace(HERE.tables.place, level=None)
    without = Context(tables=replace(HERE.tables, place=place))
    assert set(declared(HERE).Id) - set(declared(without).Id) == {"A5"}
