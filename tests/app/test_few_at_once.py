"""Files come in few at a time: nobody holds the places of all, and who is slow makes way."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit import config
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_routes import create_upload_routes

from lib.ui.server import few_at_once
from lib.ui.server.few_at_once import LARGE_AT_ONCE, SMALL_AT_ONCE, FewAtOnce

HOG, OTHER = "192.0.2.1", "192.0.2.2"
LARGE = 150_000_000


def run_apart(work: Any) -> Any:
    """What comes of it in a thread of its own: the browser of other tests has a loop running in
    this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asyncio.wait_for(work, 20)).result()


def upload(headers: dict[str, str], at: str = HOG) -> dict[str, Any]:
    """The scope of a request that sends a file."""
    return {
        "type": "http",
        "method": "PUT",
        "path": "/_stcore/upload_file/s/f",
        "query_string": b"",
        "client": (at, 1),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }


class Server:
    """The app behind: reads a body to its end, and says what it read."""

    def __init__(self) -> None:
        self.now, self.most = 0, 0
        self.queue = FewAtOnce(self.takes)  # type: ignore[arg-type]

    async def takes(self, _scope: dict, receive: Callable, send: Callable) -> None:
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            while (await receive()).get("more_body"):
                pass
        finally:
            self.now -= 1
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})

    async def put(
        self, receive: Callable, size: int = 100, at: str = HOG, cookie: str | None = None
    ) -> int:
        """The status of an upload; a browser of its own where none is named."""
        token = generate_xsrf_token_string() if cookie is None else cookie
        headers = {"content-length": str(size), "cookie": f"_streamlit_xsrf={token}"}
        sent: list[dict] = []

        async def send(message: dict) -> None:
            sent.append(message)

        await self.queue(upload(headers, at), receive, send)  # type: ignore[arg-type]
        return sent[0]["status"]


async def whole() -> dict:
    """A body that is there at once."""
    return {"type": "http.request", "body": b"rows"}


async def never() -> dict:
    """One that never comes."""
    await asyncio.sleep(60)
    return {}


def bit_by_bit(seconds: float, pieces: int, size: int) -> Callable[[], Awaitable[dict]]:
    """A piece of a body every so many seconds."""
    left = pieces

    async def receive() -> dict:
        nonlocal left
        await asyncio.sleep(seconds)
        left -= 1
        return {"type": "http.request", "body": bytes(size), "more_body": left > 0}

    return receive


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(few_at_once, "GRACE_SECONDS", 0.3)
    monkeypatch.setattr(few_at_once, "SLOWEST", 1000)


@pytest.mark.parametrize(("size", "most"), [(LARGE, LARGE_AT_ONCE), (100, SMALL_AT_ONCE)])
def test_only_so_many_come_in_at_once_and_all_come_in(size: int, most: int) -> None:
    async def many() -> list[int]:
        puts = (
            server.put(bit_by_bit(0.01, 2, 50), size, at=f"192.0.2.{i}") for i in range(3 * most)
        )
        return await asyncio.gather(*puts)

    server = Server()
    assert run_apart(many()) == [204] * (3 * most) and server.most == most


@pytest.mark.parametrize("size", [LARGE, 100])
def test_one_address_leaves_a_place_to_others_however_many_files_it_sends(size: int) -> None:
    """The attacker: as many browsers as they like, of which none ends."""

    async def attack() -> int:
        slow = [asyncio.create_task(server.put(never, size)) for _ in range(20)]
        await asyncio.sleep(0.05)
        status = await asyncio.wait_for(server.put(whole, size, at=OTHER), 1)
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        assert not server.queue.small.taken and not server.queue.large.taken
        return status

    server = Server()
    assert run_apart(attack()) == 204


def test_a_large_file_never_keeps_a_small_one_waiting() -> None:
    async def attack() -> int:
        slow = [asyncio.create_task(server.put(never, LARGE, f"192.0.2.{i}")) for i in range(9)]
        await asyncio.sleep(0.05)
        status = await asyncio.wait_for(server.put(whole), 1)
        for task in slow:
            task.cancel()
        return status

    server = Server()
    assert run_apart(attack()) == 204


def test_a_browser_sends_one_file_after_the_other() -> None:
    async def three() -> list[int]:
        cookie = generate_xsrf_token_string()
        puts = (server.put(bit_by_bit(0.01, 2, 50), cookie=cookie) for _ in range(3))
        return await asyncio.gather(*puts)

    server = Server()
    assert run_apart(three()) == [204] * 3 and server.most == 1


@pytest.mark.parametrize(
    ("receive", "status"),
    [
        (never, 408),
        (bit_by_bit(0.1, 100, 1), 408),  # the attack: a byte now and then
        (bit_by_bit(0.1, 10, 200), 204),  # slow, and no slower than it may be
    ],
    ids=["never", "a byte at a time", "slow enough"],
)
def test_who_sends_slowly_makes_way(receive: Callable, status: int, hasty: None) -> None:
    async def with_others() -> tuple[int, list[int]]:
        slow = asyncio.create_task(server.put(receive, LARGE))
        await asyncio.sleep(0.01)
        others = await asyncio.gather(*(server.put(whole, LARGE) for _ in range(3)))
        return await slow, others

    server = Server()
    assert run_apart(with_others()) == (status, [204] * 3)


def test_what_takes_files_in_hands_a_slow_body_back(hasty: None) -> None:
    """Streamlit's own address of uploads, which reads the body: it must not answer for it."""

    class Everybody:
        def is_active_session(self, _session: str) -> bool:
            return True

    manager = MemoryUploadedFileManager("/upload")
    app = Starlette(
        routes=create_upload_routes(Everybody(), manager, ""),  # type: ignore[arg-type]
        middleware=[Middleware(FewAtOnce)],
    )
    sent: list[dict] = []
    said = iter(b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n')

    async def drips() -> dict:
        await asyncio.sleep(0.05)
        return {"type": "http.request", "body": bytes([next(said)]), "more_body": True}

    async def send(message: dict) -> None:
        sent.append(message)

    scope = upload({"content-type": "multipart/form-data; boundary=x"})
    config.set_option("server.enableXsrfProtection", False)
    try:
        run_apart(app(scope, drips, send))
    finally:
        config.set_option("server.enableXsrfProtection", True)
    assert [message.get("status") for message in sent] == [408, None]
    assert "too slowly" in sent[1]["body"].decode() and not manager.file_storage


def test_no_more_wait_than_can_and_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(few_at_once, "MOST_WAITING", 4)
    monkeypatch.setattr(few_at_once, "WAITS_SECONDS", 0.2)

    async def ask() -> tuple[list[int], int]:
        slow = [asyncio.create_task(server.put(never, LARGE, f"192.0.2.{i}")) for i in (1, 3)]
        await asyncio.sleep(0.01)
        began = asyncio.get_running_loop().time()
        waited = [asyncio.create_task(server.put(whole, LARGE, HOG)) for _ in range(3)]
        await asyncio.sleep(0.01)
        refused = waited.pop()
        assert refused.done()  # two of one address wait already
        statuses = [refused.result(), *await asyncio.gather(*waited)]
        assert asyncio.get_running_loop().time() - began < 1
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        return statuses, await server.put(whole, LARGE, OTHER)

    server = Server()
    assert run_apart(ask()) == ([503] * 3, 204)
    assert not server.queue.large.waiting


def test_what_is_no_upload_waits_for_nobody() -> None:
    async def ask() -> int:
        sent: list[dict] = []

        async def send(message: dict) -> None:
            sent.append(message)

        for _ in range(SMALL_AT_ONCE):
            server.queue.small.taken.append((b"", HOG))
        scope = {"type": "http", "method": "GET", "path": "/reallocate", "headers": []}
        await server.queue(scope, whole, send)  # type: ignore[arg-type]
        return sent[0]["status"]

    server = Server()
    assert run_apart(ask()) == 204
