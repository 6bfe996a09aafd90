"""How many sessions may be open: room for a council, an end for who opens without end."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from lib.ui.server import sessions
from lib.ui.server.sessions import FewSessions

HOG, OTHER = "192.0.2.1", "192.0.2.2"
STREAM = "/_stcore/stream"
HELD = {"type": "held"}  # what a session that is let in sends here


class Server:
    """Sessions that stay open until the end."""

    def __init__(self) -> None:
        self.app, self.end = FewSessions(self.stays), asyncio.Event()  # type: ignore[arg-type]
        self.tasks: list[asyncio.Task] = []

    async def stays(self, scope: dict, _receive: Any, send: Any) -> None:
        await send(HELD)
        if scope["type"] == "websocket":
            await self.end.wait()

    async def ask(self, kind: str, at: str, cookie: str = "", path: str = STREAM) -> list[dict]:
        """What it answers first."""
        sent: list[dict] = []

        async def send(message: dict) -> None:
            sent.append(message)

        named = {"cookie": f"_streamlit_xsrf={cookie}"} if cookie else {}
        scope = {
            "type": kind,
            "method": "GET",
            "path": path,
            "client": (at, 1),
            "extensions": {"websocket.http.response": {}},
            "headers": [(name.encode(), value.encode()) for name, value in named.items()],
        }
        call = self.app(scope, None, send)  # type: ignore[arg-type]
        self.tasks.append(asyncio.create_task(call))
        await asyncio.sleep(0)
        return sent

    async def opens(self, at: str, cookie: str = "") -> bool:
        return await self.ask("websocket", at, cookie) == [HELD]

    async def close(self) -> None:
        self.end.set()
        await asyncio.gather(*self.tasks)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sessions, "MOST_OF_A_BROWSER", 3)
    monkeypatch.setattr(sessions, "MOST_OF_AN_ADDRESS", 10)
    monkeypatch.setattr(sessions, "MOST_OF_ALL", 40)
    yield


def run_apart(work: Any) -> Any:
    """The browser of other tests has a loop running in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asyncio.wait_for(work, 20)).result()


def test_a_council_has_room_that_one_browser_of_it_cannot_take() -> None:
    async def run() -> None:
        server, hog = Server(), generate_xsrf_token_string()
        assert [await server.opens(HOG, hog) for _ in range(6)] == [True] * 3 + [False] * 3
        assert await server.opens(HOG, generate_xsrf_token_string())
        await server.close()

    run_apart(run())


def test_who_forgets_their_cookies_is_held_by_their_address_and_nobody_elsewhere_is() -> None:
    async def run() -> None:
        server = Server()
        opened = [await server.opens(HOG, generate_xsrf_token_string()) for _ in range(12)]
        opened += [await server.opens(HOG) for _ in range(3)]
        assert opened == [True] * 10 + [False] * 5
        assert await server.opens(OTHER, generate_xsrf_token_string())
        await server.close()

    run_apart(run())


def test_where_all_seem_to_come_from_here_there_is_an_end_as_well() -> None:
    async def run() -> None:
        server = Server()
        opened = [await server.opens("127.0.0.1") for _ in range(45)]
        assert opened == [True] * 40 + [False] * 5
        await server.close()

    run_apart(run())


def test_a_refusal_is_a_sentence_on_the_page_and_of_the_websocket() -> None:
    async def run() -> None:
        server, hog = Server(), generate_xsrf_token_string()
        for _ in range(3):
            await server.opens(HOG, hog)
        for kind, path in (("http", "/reallocate"), ("websocket", STREAM)):
            start, body = await server.ask(kind, HOG, hog, path)
            assert start["status"] == 429 and start["type"].endswith("http.response.start")
            said = body["body"].decode()
            assert "is open 3 times in this browser" in said and "nothing saved is lost" in said
        # what a page that stands needs goes on
        assert await server.ask("http", HOG, hog, "/static/js/index.js") == [HELD]
        assert await server.ask("http", HOG, hog, "/read/access_map") == [HELD]
        await server.close()
        assert await server.ask("http", HOG, hog, "/reallocate") == [HELD]
        assert not server.app.open  # nobody is remembered

    run_apart(run())
