"""Groups at greatest risk: one record is enough, and prices are those declared."""

import pytest

from lib.catalogue import risk
from lib.catalogue.assumptions import ASSUMPTIONS, behind, settings
from lib.catalogue.groups import COUNSELLING, GROUPS, Group, offered
from lib.findings.context import Context
from lib.findings.risk import risk as standing
from tests.lib.catalogue.made_up import TABLES


def test_every_offer_has_its_lever_and_its_price_from_the_group_alone() -> None:
    levers = [one for one in settings().values() if one.panel == "risk"]
    seen = [one.key for one in levers if behind(one) is None]
    assert seen == [f"seen_{key}" for key in offered()]
    assert [one.key for one in ASSUMPTIONS["A11"].settings] == [
        f"pounds_{key}" for key in offered()
    ]
    assert all(one.value == 0 for one in levers if one.key in seen)  # nothing is offered unasked


def test_prices_and_their_ranges_are_those_declared() -> None:
    declared = TABLES.assumptions["A11"]["groups"]
    assert declared == {key: [p.value, p.low, p.high] for key, p in offered().items()}
    for price in offered().values():
        assert price.low <= price.value <= price.high
        assert TABLES.assumptions["A11"]["low"] <= price.low
        assert price.high <= TABLES.assumptions["A11"]["high"]


def test_a_group_without_a_count_says_what_nobody_publishes() -> None:
    sized = set(TABLES.risk_measures[TABLES.risk_measures.role == "size"].group)
    assert sized and {key for key, group in GROUPS.items() if group.missing} == set(GROUPS) - sized


def test_one_more_group_is_one_record(monkeypatch: pytest.MonkeyPatch) -> None:
    new = Group(
        key="new", label="New", words="new ones", price=COUNSELLING, missing="Nobody counts them."
    )
    monkeypatch.setitem(GROUPS, "new", new)
    assert risk.seen("new").where == ("risk", "new_seen") and offered()["new"] == COUNSELLING
    view = standing(Context(tables=TABLES))
    assert view.of("new").message == "Nobody counts them." and "new ones" in view.message
    assert list(view.table.Group)[-1] == "New"
