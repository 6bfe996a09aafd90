"""Whose turn it is: what a page may ask of the server for the reader it is drawn for."""

import secrets
from collections.abc import Hashable

import streamlit as st

from lib.errors import AskedTooMuch
from lib.ui import private
from lib.ui.server.limits import LIMITER
from lib.ui.session import READER, TURNS_TAKEN


def take(name: str, what: Hashable = None) -> None:
    """Let this reader have one more of `limits.LIMITS`. what: what it is for; the last that was let
    through is not counted again. Raises AskedTooMuch, with how long to wait."""
    taken = st.session_state.setdefault(TURNS_TAKEN, {})
    if what is not None and taken.get(name) == what:
        return
    reader = private.this_browser() or st.session_state.setdefault(READER, secrets.token_bytes())
    seconds = LIMITER.wait(name, reader, st.context.ip_address or "")
    if seconds:
        raise AskedTooMuch(LIMITER.sentence(name, seconds))
    taken[name] = what
