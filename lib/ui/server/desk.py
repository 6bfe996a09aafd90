"""Where readers' pages are made, one at a time: who waits comes in rotation, whatever others have
asked for, and what more than one asked for is kept before what only one did."""

from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from threading import Lock

import anyio
from cachetools import LRUCache

MOST_WAITING = 100
MOST_OF_ONE = 30  # that wait: a building may be one address
MOST_ONCE = 20_000_000  # bytes of pages (50 kB) and pictures (100 kB) that one address asked for
MOST_AGAIN = 40_000_000  # of those that others asked for as well


class Turns:
    """One at a time, and then the next of another who waits."""

    def __init__(self) -> None:
        self._busy = False
        self._queues: OrderedDict[str, deque[anyio.Event]] = OrderedDict()

    def full(self, who: str) -> bool:
        """Whether too many wait, or too many of theirs."""
        of_all = sum(map(len, self._queues.values()))
        return of_all >= MOST_WAITING or len(self._queues.get(who, ())) >= MOST_OF_ONE

    @asynccontextmanager
    async def turn(self, who: str) -> AsyncIterator[None]:
        """Wait for it, and have it."""
        if self._busy:
            await self._called(who)
        self._busy = True
        try:
            yield
        finally:
            self._next()

    async def _called(self, who: str) -> None:
        call = anyio.Event()
        self._queues.setdefault(who, deque()).append(call)
        try:
            await call.wait()
        except BaseException:  # they left
            if call.is_set():
                self._next()
            else:
                self._queues[who].remove(call)
                if not self._queues[who]:
                    del self._queues[who]
            raise

    def _next(self) -> None:
        self._busy = bool(self._queues)
        if self._queues:
            who, queue = self._queues.popitem(last=False)
            call = queue.popleft()
            if queue:
                self._queues[who] = queue  # behind the others
            call.set()


class Kept:
    """What was made, no more of it than so many bytes. One address cannot push out what others
    asked for as well."""

    def __init__(self) -> None:
        self._once: LRUCache = LRUCache(MOST_ONCE, getsizeof=lambda one: len(one[0]))
        self._again: LRUCache = LRUCache(MOST_AGAIN, getsizeof=len)
        self._lock = Lock()

    def get(self, key: Hashable, who: str) -> bytes | None:
        """None where nothing is kept."""
        with self._lock:
            if key in self._again:
                return self._again[key]
            content, first = self._once.get(key, (None, ""))
            if content is not None and first != who:
                del self._once[key]
                self._again[key] = content
            return content

    def keep(self, key: Hashable, content: bytes, who: str) -> None:
        """Asked for by nobody else yet."""
        with self._lock:
            if len(content) <= MOST_ONCE:
                self._once[key] = (content, who)


class Desk:
    """Makes pages and pictures in a thread beside the server's own."""

    def __init__(self) -> None:
        self.turns, self.kept = Turns(), Kept()

    async def make(self, key: Hashable | None, make: Callable[[], bytes], who: str) -> bytes | None:
        """What is made in its turn, and kept where it has a key; None where too many wait."""
        if self.turns.full(who):
            return None
        async with self.turns.turn(who):
            # while this one waited, another may have made it
            content = None if key is None else self.kept.get(key, who)
            if content is None:
                content = await anyio.to_thread.run_sync(make)
                if key is not None:
                    self.kept.keep(key, content, who)
        return content
