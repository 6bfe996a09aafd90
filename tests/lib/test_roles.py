"""Roles: each may do what the one before may; who has which follows from claims that are there,
fresh and verified, and from nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.roles import ACTIONS, ADMIN, ANALYST, LOCAL, PLANNER, READER, ROLES, Person, signed_in

NOW = 1_800_000_000.0
HELD = {
    "claim": "roles",
    "values": {"planner": ["P"], "analyst": ["A"], "admin": ["X", "Y"]},
    "people": {"analyst": ["Ann@Example.org"], "admin": ["chief@example.org"]},
}
CLAIMS = {"iss": "https://idp", "sub": "1", "iat": NOW - 60, "name": "Ann"}


def role(**claims: object) -> str | None:
    person = signed_in(CLAIMS | claims, HELD, NOW)
    return person and person.role.key


@given(st.sampled_from(list(ROLES.values())), st.sampled_from(list(ACTIONS)))
def test_each_role_includes_the_one_before(role, action) -> None:
    higher = [other for other in ROLES.values() if other.rank >= role.rank]
    if Person(role=role).may(action):
        assert all(Person(role=other).may(action) for other in higher)


def test_what_each_role_adds() -> None:
    may = [{a for a in ACTIONS if Person(role=role).may(a)} for role in ROLES.values()]
    adds = [now - before for before, now in zip([set(), *may], may)]
    assert adds == [
        set(),
        {"save", "change", "pack", "story"},
        {"bring_in", "exact"},
        {"every_scenario", "usage"},
    ]
    assert all(LOCAL.may(action) for action in ACTIONS)


def test_own_scenarios_of_others_and_public_ones() -> None:
    ann, reader = (Person(id="ann", role=role) for role in (PLANNER, READER))
    assert ann.may_change("ann") and not ann.may_change("ben") and not ann.may_change("")
    assert ann.may_see("ann", False) and ann.may_see("ben", True) and not ann.may_see("ben", False)
    assert not reader.may_change("ann") and not Person().may_change("")
    assert Person(id="c", role=ADMIN).may_change("ann") and LOCAL.may_change("")
    assert not Person(id="a", role=ANALYST).may_change("ann")


@pytest.mark.parametrize(
    ("claims", "key"),
    [
        ({}, "reader"),
        ({"roles": ["P"]}, "planner"),
        ({"roles": "A"}, "analyst"),
        ({"roles": ["P", "Y"]}, "admin"),
        ({"roles": ["p"]}, "reader"),
        ({"roles": ["planner"]}, "reader"),
        ({"roles": "PA"}, "reader"),
        ({"roles": None}, "reader"),
        ({"roles": 7}, "reader"),
        ({"roles": [{"value": "Y"}, ["Y"], None, 7]}, "reader"),
        ({"roles": {"value": "Y"}}, "reader"),
        ({"roles": [{"value": "Y"}, "P"]}, "planner"),
        ({"role": ["Y"]}, "reader"),
        ({"email": "ann@example.org", "email_verified": True}, "analyst"),
        ({"email": "ANN@EXAMPLE.ORG", "email_verified": True}, "analyst"),
        ({"email": "ann@example.org"}, "reader"),
        ({"email": "ann@example.org", "email_verified": False}, "reader"),
        ({"email": "ann@example.org", "email_verified": "true"}, "reader"),
        ({"email": "", "email_verified": True}, "reader"),
        ({"name": "chief@example.org", "email_verified": True}, "reader"),
    ],
)
def test_the_role_that_claims_give(claims: dict, key: str) -> None:
    assert role(**claims) == key


def test_a_list_may_name_people_by_another_claim() -> None:
    by_oid = {"identity": "oid", "people": {"planner": ["77-A"]}}
    named = signed_in(CLAIMS | {"oid": "77-a"}, by_oid, NOW)
    assert named is not None and named.role is PLANNER
    assert signed_in(CLAIMS, {"identity": "oid", "people": {"planner": ["None"]}}, NOW).role is (
        READER
    )


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": ""},
        {"sub": None},
        {"iat": None},
        {"iat": "1800000000"},
        {"iat": NOW - 8 * 3600 - 120},
        {"iat": NOW + 3600},
        {"iat": float("nan")},
    ],
)
def test_nobody_is_signed_in_by_claims_that_say_nobody_or_are_old(claims: dict) -> None:
    assert signed_in(CLAIMS | {"roles": ["X"]} | claims, HELD, NOW) is None


def test_a_deployment_says_how_long_a_sign_in_lasts() -> None:
    hour = {"hours": 1}
    assert signed_in(CLAIMS | {"iat": NOW - 3400}, hour, NOW)
    assert signed_in(CLAIMS | {"iat": NOW - 3700}, hour, NOW) is None


def test_a_person_is_the_same_at_each_sign_in_and_another_at_each_provider() -> None:
    ids = {
        signed_in(CLAIMS | claims, {}, NOW).id
        for claims in ({}, {"name": "Ann B", "iat": NOW - 5}, {"iss": "b"}, {"sub": "2"})
    }
    assert len(ids) == 3 and "" not in ids
    assert all("https" not in id for id in ids)


def test_a_name_is_one_line_of_text_that_has_room() -> None:
    person = signed_in(CLAIMS | {"name": "A\nB\x00" + "x" * 500}, {}, NOW)
    assert "\n" not in person.name and "\x00" not in person.name and len(person.name) == 200
