"""Many readers at once: sessions that speak Streamlit's own protocol, each moving a slider about
every 2 seconds."""

import asyncio
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

import psutil
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lib import sources

SESSIONS = 40
COMING = 4
PERIOD_SECONDS = 2.0
SLIDER = str(sources.read_all().areas.name.iloc[2])
# between the moves of one session: long enough for what a run leaves to be done after it
PAUSE_SECONDS = 0.15


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """Milliseconds of a move while SESSIONS move."""

    p50: float
    p95: float


async def crowd(ports: Sequence[int], page: str, seconds: int) -> Crowd:
    """From a move to the end of the run it started, of every move of every session. ports: of one
    process, or of several that share the sessions."""
    everyone = [_reader(ports[i % len(ports)], page, seconds, i) for i in range(SESSIONS)]
    taken = [each for one in await asyncio.gather(*everyone) for each in one]
    cuts = statistics.quantiles(taken, n=100)
    return Crowd(p50=1000 * cuts[49], p95=1000 * cuts[94])


async def alone(
    port: int, page: str, server: psutil.Process, moves: int = 60, warming: int = 10
) -> float:
    """Seconds of the server's processor time that a move of its only reader takes, with all that
    the run leaves to be done."""
    rng = random.Random(0)
    async with _connected(port) as socket:
        slider, fragment, page_hash = await _opened(socket, page)
        for i in range(warming + moves):
            if i == warming:
                before = server.cpu_times()
            await _move(socket, slider, fragment, page_hash, rng.randint(-30, 30))
            await asyncio.sleep(PAUSE_SECONDS)
        after = server.cpu_times()
    return (after.user + after.system - before.user - before.system) / moves


async def churn(
    port: int, page: str, server: psutil.Process, seconds: int
) -> tuple[int, float, float]:
    """Readers who come, move a slider and leave, COMING at a time: how many there were, and MB that
    the server holds half way and at the end."""
    readers = await _come_and_go(port, page, seconds / 2)
    halfway = server.memory_info().rss / 1e6
    return (
        readers + await _come_and_go(port, page, seconds / 2),
        halfway,
        server.memory_info().rss / 1e6,
    )


async def _come_and_go(port: int, page: str, seconds: float) -> int:
    ends = time.perf_counter() + seconds

    async def reader(seed: int) -> int:
        rng, readers = random.Random(seed), 0
        while time.perf_counter() < ends:
            async with _connected(port) as socket:
                slider, fragment, page_hash = await _opened(socket, page)
                await _move(socket, slider, fragment, page_hash, rng.randint(-30, 30))
            readers += 1
        return readers

    return sum(await asyncio.gather(*[reader(seed) for seed in range(COMING)]))


def _connected(port: int) -> websockets.connect:
    url = f"ws://localhost:{port}/_stcore/stream"
    return websockets.connect(
        url, max_size=None, subprotocols=[websockets.Subprotocol("streamlit")], open_timeout=60
    )


async def _opened(socket: websockets.ClientConnection, page: str) -> tuple[str, str, str]:
    """Ask for a page and wait for it."""
    start = BackMsg()
    start.rerun_script.query_string = ""
    start.rerun_script.page_name = page
    await socket.send(start.SerializeToString())
    return await _first_run(socket)


async def _reader(port: int, page: str, seconds: int, seed: int) -> list[float]:
    rng = random.Random(seed)
    await asyncio.sleep(seed * 0.25)
    async with _connected(port) as socket:
        slider, fragment, page_hash = await _opened(socket, page)
        # Everybody is in before anybody's moves are counted.
        await asyncio.sleep(max(0.0, SESSIONS * 0.25 + 8 - seed * 0.25))
        ends, taken = time.perf_counter() + seconds, []
        while time.perf_counter() < ends:
            await asyncio.sleep(rng.uniform(0.75, 1.25) * PERIOD_SECONDS)
            taken.append(await _move(socket, slider, fragment, page_hash, rng.randint(-30, 30)))
        return taken


async def _first_run(socket: websockets.ClientConnection) -> tuple[str, str, str]:
    """Wait for the page; the slider's element id, its fragment and the page's hash."""
    slider, fragment, page_hash, finished = "", "", "", False
    while not (finished and slider):
        message = ForwardMsg()
        message.ParseFromString(await asyncio.wait_for(socket.recv(), 90))
        kind = message.WhichOneof("type")
        if kind == "new_session":
            page_hash = message.new_session.page_script_hash
            finished = False
        if kind == "delta" and message.delta.new_element.slider.label == SLIDER:
            slider, fragment = message.delta.new_element.slider.id, message.delta.fragment_id
        if kind == "script_finished":
            finished = True
    return slider, fragment, page_hash


async def _move(
    socket: websockets.ClientConnection, slider: str, fragment: str, page_hash: str, value: int
) -> float:
    message = BackMsg()
    message.rerun_script.page_script_hash = page_hash
    message.rerun_script.fragment_id = fragment
    state = message.rerun_script.widget_states.widgets.add()
    state.id = slider
    state.double_array_value.data.append(value)
    start = time.perf_counter()
    await socket.send(message.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(await asyncio.wait_for(socket.recv(), 120))
        if answer.WhichOneof("type") == "script_finished":
            return time.perf_counter() - start
