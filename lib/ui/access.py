"""Who this session is, and whether they may do what they ask: decided here and nowhere else, on the
server, each time that it is asked."""

import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import streamlit as st

from lib.errors import NotAllowed
from lib.markdown import verbatim
from lib.roles import ACTIONS, HOURS, LOCAL, ROLES, Person, Role, signed_in
from lib.scenarios.store import Kept
from lib.ui import private
from lib.ui.pages import PageRecord
from lib.ui.session import REFUSED

OPEN = "ALLOW_OPEN"  # the variable that lets a dashboard without sign-in answer other machines
REHEARSAL = "rehearsal"  # what the server's own first reader has for claims
# an IPv6 address with its port, a name or IPv4 address with its own, or an IPv6 address by itself
HOST = re.compile(r"\[([^\[\]]+)\](?::\d+)?|([^:\[\]]+)(?::\d+)?|([^\[\]]+)")
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def secret(section: str) -> Mapping[str, Any]:
    """A section of the deployment's secrets, empty where there is none. Raises NotAllowed where
    there are secrets that cannot be read: nobody is let in for that."""
    if st.secrets.load_if_toml_exists():
        return st.secrets.get(section) or {}
    if any(Path(file).exists() for file in private.secrets_files()):
        raise NotAllowed(
            "The file of secrets cannot be read, so nobody can be told from anybody. Mend"
            " .streamlit/secrets.toml (docs/operating.md, Sign-in)."
        )
    return {}


def has_sign_in() -> bool:
    """Whether a provider of sign-in is named."""
    return bool(secret("auth"))


def person() -> Person:
    """Whoever uses this session."""
    return person_of(st.user.to_dict())


def person_of(claims: Mapping[str, Any]) -> Person:
    """Who a session's claims say it is of. Without sign-in that is the one at the machine, who may
    do everything."""
    if not has_sign_in():
        return LOCAL
    mine = claims.get(REHEARSAL)
    if isinstance(mine, Person):  # which no cookie can be: what comes in one is JSON
        return mine
    if claims.get("is_logged_in") is not True:
        return Person()
    return signed_in(claims, secret("access"), time.time()) or Person()


def may(action: str) -> bool:
    """Whether whoever uses this session may do it at all."""
    return person().may(action)


def may_change(kept: Kept) -> bool:
    """Whether they may change this saved scenario."""
    return person().may_change(kept.owner)


def may_open(page: PageRecord) -> bool:
    """Whether they may open a page."""
    return person().role.rank >= page.role.rank


def require(action: str, kept: Kept | None = None) -> Person:
    """Whoever asks, where they may do it, to that saved scenario where one is given. Raises
    NotAllowed, with what signing in would give, where they may not."""
    asking = person()
    if not asking.may(action):
        raise NotAllowed(f"You may not {ACTIONS[action].words}. {advice(ACTIONS[action].role)}")
    if kept is not None and not asking.may_change(kept.owner):
        whose = kept.owner_name or "someone else"
        raise NotAllowed(
            f"“{kept.name}” is {whose}'s, so you may not change it. Duplicate it to have your own."
        )
    return asking


@contextmanager
def asked() -> Iterator[None]:
    """What is refused ends there, and the page says why once."""
    try:
        yield
    except NotAllowed as fault:
        st.session_state[REFUSED] = str(fault)


def while_signed_in(action: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same, refused once the sign-in has ended: for what is made outside a run of the page."""
    until = require(action).until

    def checked() -> bytes:
        if time.time() >= until:
            raise NotAllowed(f"You may not {ACTIONS[action].words} any more: sign in again.")
        return make()

    return checked


def advice(role: Role) -> str:
    """What to do to have a role, and what it gives."""
    asking = person()
    gives = "; ".join(r.gives for r in ROLES.values() if asking.role.rank < r.rank <= role.rank)
    if not asking.id:
        hours = float(secret("access").get("hours", HOURS))
        ended = f" A sign-in ends after {hours:g} hours." if st.user.get("is_logged_in") else ""
        return f"Sign in as {_a(role)}, and you can {gives}.{ended}"
    return (
        f"You are signed in as {asking.name}, {_a(asking.role)} here. Ask whoever runs this"
        f" dashboard to make you {_a(role)}: then you can {gives}."
    )


def _a(role: Role) -> str:
    return f"{'an' if role.label[0] in 'aeiou' else 'a'} {role.label}"


def refuse(page: PageRecord, leaving: Callable[[], None]) -> None:
    """In place of a page that they may not open. leaving: done before they go to sign in."""
    heading = verbatim(f"“{page.title}” is for {page.role.label}s")
    st.warning(verbatim(advice(page.role)), title=heading)
    if not person().id:
        offer_sign_in("refused", leaving)


def show_person(leaving: Callable[[], None]) -> None:
    """In the sidebar: who is signed in, and the way in and out. leaving: done before they go to
    sign in."""
    if not has_sign_in():
        return
    here = person()
    with st.container(key="person"):
        if not here.id:
            offer_sign_in("sidebar", leaving)
            return
        st.caption(verbatim(f"Signed in: {here.name}, {here.role.label}"))
        if st.button("Sign out", width="stretch"):
            st.logout()


def offer_sign_in(where: str, leaving: Callable[[], None]) -> None:
    """A button for each provider. where: tells them from those elsewhere on the page."""
    auth = secret("auth")
    named = [
        key for key, value in auth.items() if isinstance(value, Mapping) and "client_id" in value
    ]
    for provider in named or [""]:
        label = f"Sign in with {provider}" if provider else "Sign in"
        if st.button(verbatim(label), key=f"sign_in_{where}_{provider}", width="stretch"):
            leaving()
            st.login(provider or None)


def open_to_all() -> bool:
    """Whether a dashboard without sign-in may answer other machines than its own."""
    return os.environ.get(OPEN) == "1"


def is_this_machine(host: str) -> bool:
    """Whether a name or address, with a port or without, is this machine's own."""
    parts = HOST.fullmatch(host)
    name = next(filter(None, parts.groups()), "").lower() if parts else ""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def answers(client: str, headers: Mapping[str, str]) -> bool:
    """Whether a request is answered: without sign-in only those that come from this machine, to its
    own name, and through no proxy. client: the address it comes from."""
    if open_to_all() or has_sign_in():
        return True
    host = headers.get("host", "localhost")
    forwarded = any(headers.get(name) for name in FORWARDED)
    return is_this_machine(client) and is_this_machine(host) and not forwarded


CLOSED = (
    "This dashboard has no sign-in, so it answers the machine it runs on alone: whoever reaches it"
    f" may change what is saved. Set up sign-in, or set {OPEN}=1 where something else decides who"
    " reaches it (docs/operating.md, Who reaches it)."
)


def fault_at_start() -> str:
    """Why the server must not start, in a sentence; "" where it may."""
    try:
        is_safe = has_sign_in() or open_to_all() or is_this_machine(private.listens_on())
    except NotAllowed as fault:
        return str(fault)
    return "" if is_safe else CLOSED
