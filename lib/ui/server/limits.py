"""How often a reader may ask for what takes the server long. One who asks too much waits; others do
not.

Kept by browser, so that nobody waits for another, and more widely by address, so that nobody has
more by forgetting their cookies. Many of a council come from one address.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from threading import Lock

from cachetools import LRUCache

from lib.ui.server import metrics

MOST_READERS = 20_000  # remembered at once
OF_AN_ADDRESS = 20  # times as much as one reader


@dataclass(frozen=True, kw_only=True)
class Limit:
    """most: times in so many seconds that a reader may. asked: what they did, in a sentence."""

    most: int
    seconds: float
    asked: str


LIMITS = {
    "sign_in": Limit(most=20, seconds=60, asked="asked to sign in"),
    "upload": Limit(most=60, seconds=300, asked="brought in files"),
    "pack": Limit(most=6, seconds=120, asked="made a meeting pack"),
    "reading": Limit(most=120, seconds=60, asked="asked for new pages to read"),
    "short": Limit(most=600, seconds=60, asked="opened short links"),
    "solver": Limit(most=40, seconds=60, asked="put a new question to the model"),
}


@dataclass(kw_only=True)
class Limiter:
    """Who asked for what, and when. now: seconds of a clock that no change of the time moves."""

    limits: dict[str, Limit] = field(default_factory=lambda: dict(LIMITS))
    now: Callable[[], float] = time.monotonic
    _asked: LRUCache = field(default_factory=lambda: LRUCache(MOST_READERS))
    _lock: Lock = field(default_factory=Lock)  # pages run in threads

    def wait(self, name: str, reader: bytes | str, address: str = "") -> float:
        """Seconds until this reader may; 0 lets them, and counts.

        address: where they come from, "" where that says nothing: this machine itself, or a proxy
        on it that may not be asked.
        """
        limit, at = self.limits[name], self.now()
        most = {("reader", name, reader): limit.most}
        if address:
            most["address", name, address] = limit.most * OF_AN_ADDRESS
        with self._lock:
            times = {key: self._asked.setdefault(key, deque()) for key in most}
            for each in times.values():
                while each and each[0] + limit.seconds <= at:
                    each.popleft()
            full = [each for key, each in times.items() if len(each) >= most[key]]
            if not full:
                for each in times.values():
                    each.append(at)
        if not full:
            return 0.0
        metrics.ASKED_TO_WAIT.labels(name).inc()
        return max(each[0] for each in full) + limit.seconds - at

    def sentence(self, name: str, seconds: float) -> str:
        """What a reader who waits is told."""
        limit = self.limits[name]
        return (
            f"You {limit.asked} {limit.most} times within {limit.seconds:.0f} seconds, the most"
            f" that one reader may, so that others need not wait. In {ceil(seconds)} seconds you"
            " can again; nothing on the page is lost."
        )


LIMITER = Limiter()
