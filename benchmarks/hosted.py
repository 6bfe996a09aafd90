"""Many readers at once on the dashboard as deploy/ hosts it: nginx, two replicas, PostgreSQL.

`python -m benchmarks.hosted arrive`: 200 readers open the link in one minute.
`python -m benchmarks.hosted load`: 100 read pages and 20 drag a slider; a page's p95 against its
time when nobody else is there.
`python -m benchmarks.hosted churn --seconds 1800`: readers come, move a slider and leave; memory of
the replicas, minute by minute, and whether it is flat.

The readers are on the same machine as the servers and take time from them: figures are the worse
for it, and say so with the machine's number of processors.
"""

import argparse
import asyncio
import os
import random
import ssl
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import psutil
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.sessions import _first_run, _move
from lib.ui.pages import PAGES
from tests.browser.hosting import SERVE, Hosted, hosting

ARRIVING, READING, DRAGGING, COMING = 200, 100, 20, 4
MOST_GROWTH = (
    0.05  # of memory from the second third of a churn to the last: caches fill in the first
)
MOST_TIMES = 3  # what a page may take at its p95, in times of what it takes alone
READS_SECONDS = 30.0  # that a reader stays on a page, where nothing else is said
UNCHECKED = ssl._create_unverified_context()


@dataclass(kw_only=True)
class Tally:
    """Seconds that pages and moves took, MB that the replicas held together, and what failed."""

    pages: list[float] = field(default_factory=list)
    moves: list[float] = field(default_factory=list)
    held: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Reader:
    """A browser's connection, with the cookie that keeps it with one replica."""

    def __init__(self, hosted: Hosted, seed: int) -> None:
        self.url = f"{hosted.base.replace('https', 'wss')}/_stcore/stream"
        self.cookie = {"Cookie": f"dashboard_replica={seed:032x}", "Origin": hosted.base}
        self.rng = random.Random(seed)

    async def __aenter__(self) -> "Reader":
        self.socket = await websockets.connect(
            self.url,
            ssl=UNCHECKED,
            max_size=None,
            subprotocols=[websockets.Subprotocol("streamlit")],
            additional_headers=self.cookie,
            open_timeout=60,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.socket.close()

    async def open(self, page: str) -> float:
        """Seconds until a page is whole."""
        start, message = time.perf_counter(), BackMsg()
        message.rerun_script.page_name = page
        await self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(await asyncio.wait_for(self.socket.recv(), 120))
            # a cold session registers the menu and runs again
            if answer.WhichOneof("type") == "script_finished":
                if answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    return time.perf_counter() - start
            elif answer.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(answer.delta.new_element.exception.type)

    async def drag_until(self, ends: float, tally: Tally) -> None:
        """A move about every two seconds."""
        start = BackMsg()
        start.rerun_script.page_name = "reallocate"
        await self.socket.send(start.SerializeToString())
        slider, fragment, page_hash = await _first_run(self.socket)
        while time.perf_counter() < ends:
            await asyncio.sleep(self.rng.uniform(1.5, 2.5))
            to = self.rng.randint(-30, 30)
            tally.moves.append(await _move(self.socket, slider, fragment, page_hash, to))


async def _counted(work: Awaitable[None], tally: Tally) -> None:
    """What fails is kept, and the others go on."""
    try:
        await work
    except (OSError, RuntimeError, TimeoutError, websockets.WebSocketException) as fault:
        tally.faults.append(type(fault).__name__)


async def arrive(hosted: Hosted, seconds: float, readers: int = ARRIVING) -> Tally:
    """Everyone opens the link within a minute, and stays."""
    tally = Tally()

    async def one(seed: int) -> None:
        await asyncio.sleep(seconds * seed / readers)
        async with Reader(hosted, seed) as reader:
            tally.pages.append(await reader.open(PAGES[0].stem))
            await asyncio.sleep(max(0.0, seconds * (1 - seed / readers)))

    await asyncio.gather(*(_counted(one(seed), tally) for seed in range(readers)))
    return tally


async def load(hosted: Hosted, seconds: float, stays: float = READS_SECONDS) -> Tally:
    """100 go from page to page, 20 drag. stays: seconds on a page, about."""
    tally, ends = Tally(), time.perf_counter() + seconds

    async def reads(seed: int) -> None:
        async with Reader(hosted, seed) as reader:
            await asyncio.sleep(reader.rng.uniform(0, stays))
            while time.perf_counter() < ends:
                tally.pages.append(await reader.open(reader.rng.choice(PAGES).stem))
                await asyncio.sleep(reader.rng.uniform(0.5, 1.5) * stays)

    async def drags(seed: int) -> None:
        async with Reader(hosted, READING + seed) as reader:
            await reader.drag_until(ends, tally)

    await asyncio.gather(
        *(_counted(reads(seed), tally) for seed in range(READING)),
        *(_counted(drags(seed), tally) for seed in range(DRAGGING)),
    )
    return tally


async def alone(hosted: Hosted, rounds: int = 4) -> list[float]:
    """Seconds of every page while nobody else is there. The first two are not counted: what all
    readers share is worked out in them."""
    taken = []
    for seed in range(rounds):
        for i, page in enumerate(PAGES):
            async with Reader(hosted, 1000 * seed + i) as reader:
                seconds = await reader.open(page.stem)
            if seed > 1:
                taken.append(seconds)
    return taken


async def churn(hosted: Hosted, seconds: float) -> Tally:
    """Readers come, move once and leave; what the replicas hold is printed every minute."""
    tally, ends = Tally(), time.perf_counter() + seconds

    async def come_and_go(seed: int) -> None:
        while time.perf_counter() < ends:
            async with Reader(hosted, random.getrandbits(64)) as reader:
                await reader.drag_until(time.perf_counter() + 0.1, tally)

    async def weigh() -> None:
        while time.perf_counter() < ends:
            held = _held(hosted)
            tally.held.append(sum(held))
            each = " and ".join(f"{one:.0f}" for one in held)
            print(f"  {ends - time.perf_counter():5.0f} s to go: {each} MB", flush=True)
            await asyncio.sleep(min(60.0, seconds / 12))

    await asyncio.gather(weigh(), *(_counted(come_and_go(seed), tally) for seed in range(COMING)))
    return tally


def growth(held: list[float]) -> float:
    """Of what is held, from the second third of the time to the last; 0.01 is one part in 100."""
    third = len(held) // 3
    second, last = held[third : 2 * third], held[2 * third :]
    return statistics.mean(last) / statistics.mean(second) - 1 if second else 0.0


def _held(hosted: Hosted) -> list[float]:
    """MB of each replica, the process that reads files apart."""
    return [
        psutil.Process(replica.process.pid).memory_info().rss / 1e6
        for replica in hosted.replicas
        if replica.process is not None
    ]


def _p(values: list[float], share: float) -> float:
    return statistics.quantiles(values, n=100)[round(100 * share) - 1] if len(values) > 1 else 0.0


def _said(name: str, tally: Tally) -> None:
    print(f"{name} ({os.cpu_count()} processors, readers on them too): {len(tally.faults)} errors")
    for what, values in (("pages", tally.pages), ("moves", tally.moves)):
        if values:
            half, most = _p(values, 0.5), _p(values, 0.95)
            print(f"  {len(values)} {what}: p50 {half:.2f} s, p95 {most:.2f} s")
    if tally.held:
        print(f"  memory grew by {growth(tally.held):.1%} from the second third to the last")
    if tally.faults:
        print(f"  {sorted(set(tally.faults))}")


def main() -> int:
    """1 where a reader got an error, a page took too long or memory grew."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("what", choices=("arrive", "load", "churn"))
    asked.add_argument("--seconds", type=float, default=60.0)
    asked.add_argument("--reads", type=float, default=READS_SECONDS, help="seconds on a page")
    given = asked.parse_args()
    chosen: dict[str, Callable[[Hosted, float], Awaitable[Tally]]] = {
        "arrive": arrive,
        "load": lambda hosted, seconds: load(hosted, seconds, given.reads),
        "churn": churn,
    }
    with hosting(SERVE) as hosted:
        unloaded = asyncio.run(alone(hosted))
        tally = asyncio.run(chosen[given.what](hosted, given.seconds))  # type: ignore[arg-type]
    _said(given.what, tally)
    print(f"  a page alone: p50 {_p(unloaded, 0.5):.2f} s, p95 {_p(unloaded, 0.95):.2f} s")
    slow = given.what == "load" and _p(tally.pages, 0.95) > MOST_TIMES * _p(unloaded, 0.95)
    grows = growth(tally.held) > MOST_GROWTH
    return int(bool(tally.faults) or slow or grows)


if __name__ == "__main__":
    raise SystemExit(main())
