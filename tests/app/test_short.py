"""Short links of saved scenarios, as the server answers them."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import anyio
import pytest
from starlette.applications import Starlette

from lib.errors import StoreUnavailable
from lib.scenarios.record import Levers, Scenario
from lib.scenarios.store import Kept, Store
from lib.ui import cache
from lib.ui.server import short
from lib.ui.server.limits import Limit, Limiter
from tests.app import test_reading as reading
from tests.bundled import HIGHEST, LOWEST
from tests.lib.scenarios.databases import empty_database

APP = Starlette(routes=short.routes())
NAME = "50% & <b>more</b> / ?"


@pytest.fixture(params=["sqlite", "postgresql"])
def saved(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """A scenario in a database of its own."""
    store = Store(empty_database(request, request.param, tmp_path))
    monkeypatch.setattr(cache, "store", lambda: store)
    return store.add(
        Scenario(name=NAME, levers=Levers(changes={HIGHEST: -250_000, LOWEST: 250_000}))
    )


def get(address: str, client: str = "127.0.0.1") -> tuple[int, str]:
    """Status, and where it leads or what it says."""
    answer = reading.get(address, app=APP, client=client)
    return answer.status, answer.headers.get("location", answer.text)


@pytest.mark.parametrize(
    ("stem", "page"), [("", "/read/reallocate"), ("present", "/present"), ("scenarios",) * 2]
)
def test_it_leads_to_the_long_link_of_the_scenario(saved: Kept, stem: str, page: str) -> None:
    status, leads = get(short.address(saved.key, stem))
    to = urlsplit(leads)
    assert status == 307 and to.path.strip("/") == page.strip("/") and not to.netloc
    said = parse_qs(to.query)
    assert said["name"] == [NAME]
    moved = sorted([f"{HIGHEST}.-250", f"{LOWEST}.250"])
    assert sorted(said["moves"][0].split("_")) == moved


@pytest.mark.parametrize(
    "key", ["x" * 12, "%2e%2e", "' or 1=1 --", "é" * 400, "%00", "a%00b", "%ff"]
)
def test_a_key_that_nobody_gave_out_opens_nothing(saved: Kept, key: str) -> None:
    status, says = get(f"/s/{key}")
    assert status == 404 and "Ask whoever sent it for another" in says and NAME not in says


def test_a_page_without_levers_has_no_short_link(saved: Kept) -> None:
    assert get(f"/s/{saved.key}/your_data")[0] == 404


def test_a_deleted_one_opens_nothing_and_a_database_that_is_down_is_said(
    saved: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.store().delete(saved)
    assert get(short.address(saved.key))[0] == 404

    def down() -> Store:
        raise StoreUnavailable("The database of saved scenarios cannot be opened.")

    monkeypatch.setattr(cache, "store", down)
    assert get(short.address(saved.key)) == (
        503,
        "The database of saved scenarios cannot be opened.\n",
    )


def test_one_made_on_uploaded_figures_says_that_they_are_not_here(saved: Kept) -> None:
    """They are in no database: what is kept of them is their version alone."""
    body = {"data_version": "of uploaded figures", "figures": {}}
    scenario = Scenario(name=NAME).model_copy(update=body)
    mine = cache.store().add(scenario)
    assert parse_qs(urlsplit(get(short.address(mine.key))[1]).query)["data"] == ["uploaded"]
    assert "data" not in parse_qs(urlsplit(get(short.address(saved.key))[1]).query)


def test_who_tries_keys_without_end_waits_and_others_do_not(
    saved: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Limit(most=2, seconds=60, asked="opened short links")
    monkeypatch.setattr(short, "LIMITER", Limiter(limits={"short": one}))
    tried = [get(f"/s/{'x' * 11}{i}", client="192.0.2.77")[0] for i in range(4)]
    assert tried == [404, 404, 429, 429]
    assert get(short.address(saved.key), client="192.0.2.78")[0] == 307


def test_a_database_that_hangs_holds_up_a_few_threads_and_the_rest_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(short, "MOST_WAITING", 2)
    hangs, now, most = threading.Event(), [], []

    def long(key: str) -> str:
        now.append(key)
        most.append(len(now))
        hangs.wait(10)
        now.remove(key)
        raise StoreUnavailable("The database of saved scenarios does not answer.")

    monkeypatch.setattr(short, "_long", long)
    with ThreadPoolExecutor(1) as thread:
        answers = thread.submit(anyio.run, many_at_once, hangs).result()
    assert sorted(answers) == [503] * 12 and max(most) == short.AT_ONCE


async def many_at_once(hangs: threading.Event) -> list[int]:
    """Twelve readers at once; the database gives up once all have asked."""
    app, statuses = Starlette(routes=short.routes()), list[int]()

    async def send(message: dict) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async with anyio.create_task_group() as group:
        for i in range(12):
            scope = {
                "type": "http",
                "method": "GET",
                "path": f"/s/key{i}",
                "query_string": b"",
                "client": ("127.0.0.1", 1),
                "headers": [],
            }
            group.start_soon(app, scope, None, send)
        await anyio.sleep(0.3)
        assert statuses == [503] * (12 - short.AT_ONCE - 2)  # before the database has answered
        hangs.set()
    return statuses
