"""Files that a page offers go to the browser whose page offered them. Exact files of a reader are
made on the click besides, at an address that nobody can guess, and then gone."""

import asyncio
import re
import secrets
from collections.abc import Callable
from datetime import date
from threading import Lock

import streamlit as st
from cachetools import LRUCache
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.markdown import verbatim
from lib.ui import access, private

MARK = "exact-not-for-sharing"
OTHERS = PlainTextResponse("This file was made for another browser.", 404)
KEPT_SECONDS = 5  # Streamlit's page asks for a file, and then the browser does to save it
NAMED = re.compile(rf"{MARK}-[\w-]*?([0-9a-f]{{16}})\.")
# the browser that a file is for (`private.browser`), by the word in its name
_owner: LRUCache = LRUCache(100_000)
_owner_lock = Lock()  # pages run in threads


class Offers:
    """Which browsers a file was offered to, by its name below /media/, of the latest `most` offers:
    without this, whoever makes the same pack would have the address of another's. Pages run in
    threads."""

    def __init__(self, most: int) -> None:
        # a name is forgotten no sooner than its last offer, so that nobody is let in by that
        self._names: LRUCache = LRUCache(most)
        self._pairs: LRUCache = LRUCache(most)
        self._lock = Lock()

    def note(self, name: str, browser: bytes) -> None:
        """It is on a page of this browser."""
        with self._lock:
            self._names[name] = self._pairs[name, browser] = True

    def refuses(self, name: str, browser: bytes) -> bool:
        """Whether it was offered to others alone."""
        with self._lock:
            return name in self._names and (name, browser) not in self._pairs


OFFERS = Offers(200_000)


def start() -> None:
    """From now on it is known whom a file was offered to. Called when the first page is loaded."""
    private.note_downloads_by(_note)


def _note(name: str) -> None:
    browser = private.this_browser()
    if browser:  # nothing tells those without a cookie from one another
        OFFERS.note(name, browser)


def button(label: str, make: Callable[[str], bytes], what: str, mime: str, key: str) -> None:
    """A download of exact figures. make: the file from a word that no other file has, called on the
    click and anew on each.

    what: the end of its name, with its ending. Streamlit serves a file under a hash of what it
    holds and of its name: without the word in both, who guesses the figures would have the address.
    """
    word = st.session_state.setdefault(f"{key}_word", secrets.token_hex(8))
    with _owner_lock:
        _owner[word] = private.this_browser()
    stem, _, ending = what.rpartition(".")
    st.download_button(
        verbatim(label),
        access.while_signed_in("exact", lambda: make(secrets.token_hex(16))),
        file_name=f"{MARK}-{stem}-{date.today():%Y-%m-%d}-{word}.{ending}",
        mime=mime,
        key=key,
        on_click="ignore",
        width="stretch",
    )


class ForOneBrowser:
    """ASGI middleware: a file goes to a browser that it was offered to; one of `button` is let go
    soon after."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.media = f"{private.base_path()}/media/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at what the app answers for a file, before any of it is sent."""
        if scope["type"] != "http" or not scope["path"].startswith(self.media):
            await self.app(scope, receive, send)
            return
        browser = private.browser(
            cookie_parser(Headers(scope=scope).get("cookie", "")).get(private.COOKIE, "")
        )
        if OFFERS.refuses(scope["path"].removeprefix(self.media), browser):
            await OTHERS(scope, receive, send)
            return
        answer = _Answer(send)
        await self.app(scope, receive, answer.take)
        word = answer.word
        with _owner_lock:
            owner = _owner.get(word)
        if word is not None and owner != browser:
            await OTHERS(scope, receive, send)
            return
        for message in answer.messages:
            await send(message)
        if word is not None and answer.found:
            asyncio.get_running_loop().call_later(
                KEPT_SECONDS, private.drop_download, scope["path"].removeprefix(self.media)
            )


class _Answer:
    """What the app answers; held back where it is an exact file, else passed on as it comes."""

    def __init__(self, send: Send) -> None:
        self.send, self.messages, self.found = send, list[Message](), False
        self.word: str | None = None

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            named = NAMED.search(Headers(raw=message["headers"]).get("content-disposition", ""))
            self.word = named[1] if named else None
            self.found = message["status"] < 300
        if self.word is None:
            await self.send(message)
        else:
            self.messages.append(message)
