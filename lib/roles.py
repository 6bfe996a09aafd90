"""Who may do what: the roles, each with all that those before it may do, and the least role of each
action. A page's least role stands in its record (lib/ui/pages.py)."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lib.printable import one_line

HOURS = 8.0  # that a sign-in lasts where the deployment does not say: a working day


@dataclass(frozen=True, kw_only=True)
class Role:
    """rank: higher ones may do all that lower ones may. gives: what it adds, as the end of
    “you can ...”."""

    key: str
    rank: int
    label: str
    gives: str


READER = Role(
    key="reader",
    rank=0,
    label="reader",
    gives="see every published, apportioned and modelled figure and the scenarios made public",
)
PLANNER = Role(
    key="planner",
    rank=1,
    label="planner",
    gives="save scenarios, change your own and make meeting packs and stories",
)
ANALYST = Role(
    key="analyst",
    rank=2,
    label="analyst",
    gives="bring in the partnership's own data and see your own figures unsuppressed",
)
ADMIN = Role(
    key="admin",
    rank=3,
    label="admin",
    gives="see and change every saved scenario, and see how the dashboard is used and on which"
    " version of the data",
)
ROLES = {role.key: role for role in (READER, PLANNER, ANALYST, ADMIN)}


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something that is asked before it is done. words: the end of “you may not ...”."""

    role: Role
    words: str


ACTIONS = {
    "save": Action(role=PLANNER, words="save scenarios"),
    "change": Action(role=PLANNER, words="change saved scenarios"),
    "pack": Action(role=PLANNER, words="make a meeting pack"),
    "story": Action(role=PLANNER, words="change a story"),
    "bring_in": Action(role=ANALYST, words="bring in data"),
    "exact": Action(role=ANALYST, words="see figures unsuppressed"),
    "every_scenario": Action(role=ADMIN, words="see or change the scenarios of others"),
    "usage": Action(role=ADMIN, words="see how the dashboard is used"),
}


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who reads or changes.

    Attributes
    ----------
    id
        The same at each sign-in; "" of whoever is not signed in, or uses a dashboard without it.
    name
        As others see it.
    until
        When their sign-in ends, in seconds since 1970.
    """

    id: str = ""
    name: str = ""
    role: Role = READER
    until: float = math.inf

    def may(self, action: str) -> bool:
        """Whether their role may do it at all."""
        return self.role.rank >= ACTIONS[action].role.rank

    def may_see(self, owner: str, is_public: bool) -> bool:
        """Whether a saved scenario is on their list."""
        return is_public or self.may_change(owner)

    def may_change(self, owner: str) -> bool:
        """Whether they may change a saved scenario of this owner."""
        own = self.may("change") and owner == self.id
        return own or self.may("every_scenario")


LOCAL = Person(role=ADMIN)  # without sign-in, whoever sits at the machine


def signed_in(claims: Mapping[str, Any], rules: Mapping[str, Any], now: float) -> Person | None:
    """Who the provider's claims say it is, with the highest role that the deployment's rules give
    them; None where they do not say who, or said it longer ago than a sign-in lasts.

    rules: the section [access] of the deployment's secrets (docs/operating.md, Sign-in).
    now: seconds since 1970.
    """
    subject, issued = claims.get("sub"), claims.get("iat")
    lasts = 3600 * float(rules.get("hours", HOURS))
    if not subject or not isinstance(issued, int | float) or not 0 <= now - issued + 60 < lasts:
        return None
    return Person(
        id=hashlib.sha256(f"{claims.get('iss', '')} {subject}".encode()).hexdigest()[:32],
        name=one_line(str(claims.get("name") or claims.get("email") or "no name"))[:200],
        role=_role(claims, rules),
        until=issued + lasts,
    )


def _role(claims: Mapping[str, Any], rules: Mapping[str, Any]) -> Role:
    """The highest that a claim's value or the list of people gives; reader where none does."""
    claimed = claims.get(rules.get("claim", "roles"))
    listed = claimed if isinstance(claimed, list) else [claimed]
    values = {one for one in listed if isinstance(one, str)}  # a provider may list anything
    named = _named(claims, str(rules.get("identity", "email")))
    given = [
        role
        for role in ROLES.values()
        if values & set(rules.get("values", {}).get(role.key, ()))
        or named in {one.casefold() for one in rules.get("people", {}).get(role.key, ())}
    ]
    return max(given, key=lambda role: role.rank, default=READER)


def _named(claims: Mapping[str, Any], identity: str) -> str | None:
    """What the list of people knows them by. An e-mail address that the provider has not verified
    is what its holder typed, and names nobody."""
    if identity == "email" and claims.get("email_verified") is not True:
        return None
    value = claims.get(identity)
    return str(value).casefold() if value else None
