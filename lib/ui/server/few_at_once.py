"""Few files come in at a time, for what comes in is in memory before any limit on what is held
sees it. No browser and no address has all the places, and who sends too slowly makes way."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.ui.server import addresses
from lib.ui.server.bounded import address, bytes_to_come, reader
from lib.ui.server.received import SMALL

LARGE_AT_ONCE, SMALL_AT_ONCE = 2, 8  # files of up to 200 MB, and of up to SMALL
GRACE_SECONDS = 20.0  # before a body has to have come at SLOWEST, all in all
SLOWEST = 50_000  # bytes a second: half of what the slowest line of an office sends
MOST_WAITING = 60
WAITS_SECONDS = 1800.0  # of three large files chosen at once the last waits for the others
BUSY = "Many are bringing in files now. Choose yours again in a minute."
SLOW = "This file came in too slowly, and others wait. Choose it again where the line is faster."


class TooSlow(Exception):
    """A body that does not come."""


class Full(Exception):
    """Too many wait, or one waited too long."""


@dataclass(kw_only=True)
class Places:
    """So many at a time, one of a browser, and of an address one place fewer than there are."""

    most: int
    taken: list[tuple[bytes, str]] = field(default_factory=list)  # by browser and address
    waiting: Counter[str] = field(default_factory=Counter)
    _left: asyncio.Event = field(default_factory=asyncio.Event)

    def free_for(self, browser: bytes, at: str) -> bool:
        """Whether there is one for them now."""
        of_browser = sum(1 for other, _ in self.taken if browser and other == browser)
        of_address = sum(1 for _, other in self.taken if other == at)
        return len(self.taken) < self.most and not of_browser and of_address < self.most - 1

    @asynccontextmanager
    async def one(self, browser: bytes, at: str) -> AsyncIterator[None]:
        """Wait for a place, and have it. Raises Full."""
        if not self.free_for(browser, at):
            await self._wait(browser, at)
        self.taken.append((browser, at))
        try:
            yield
        finally:
            self.taken.remove((browser, at))
            self._left.set()
            self._left = asyncio.Event()

    async def _wait(self, browser: bytes, at: str) -> None:
        if self.waiting.total() >= MOST_WAITING or self.waiting[at] >= MOST_WAITING // 2:
            raise Full
        self.waiting[at] += 1
        try:
            async with asyncio.timeout(WAITS_SECONDS):
                while not self.free_for(browser, at):
                    await self._left.wait()
        except TimeoutError as fault:
            raise Full from fault
        finally:
            self.waiting -= Counter({at: 1})  # and forget who waits no more


class FewAtOnce:
    """ASGI middleware: files come in in turn, and each in good time."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.large, self.small = Places(most=LARGE_AT_ONCE), Places(most=SMALL_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, an upload in its turn."""
        is_upload = scope["type"] == "http" and addresses.kind(scope["path"]) == "upload"
        if not is_upload or scope["method"] != "PUT":
            await self.app(scope, receive, send)
            return
        places = self.small if bytes_to_come(scope) <= SMALL else self.large
        try:
            async with places.one(reader(scope), address(scope)):
                await self.app(scope, in_time(receive), send)
        except Full:
            await PlainTextResponse(BUSY, 503, {"Retry-After": "60"})(scope, receive, send)
        except TooSlow:
            await PlainTextResponse(SLOW, 408, {"Connection": "close"})(scope, receive, send)


def in_time(receive: Receive) -> Receive:
    """The same, but a body that falls behind SLOWEST raises TooSlow."""
    began, came, whole = time.monotonic(), 0, False

    async def soon() -> Message:
        nonlocal came, whole
        if whole:  # what comes then is that the reader left
            return await receive()
        due = began + GRACE_SECONDS + came / SLOWEST
        try:
            async with asyncio.timeout(due - time.monotonic()):
                message = await receive()
        except TimeoutError as fault:
            raise TooSlow from fault
        came += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        return message

    return soon
