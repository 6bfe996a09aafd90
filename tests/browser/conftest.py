"""A real server and a real Chromium; one server for all tests that need no other."""

import os
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
ARTEFACTS = ROOT / "tests/artefacts"
WAIT = 30_000
GREETED = "localStorage.setItem('first-visit-seen', 'yes')"  # the steps of a first visit stay away
VISITS: pytest.StashKey[list["Visit"]] = pytest.StashKey()
LOG: pytest.StashKey[Path] = pytest.StashKey()
# Streamlit looks for its server below a deep link's own path first; the 404 it gets there is how it
# finds the root. Chromium lists the features of the component frame's permission policy that it
# does not know as warnings.
expect.set_options(timeout=WAIT)
EXPECTED = ("_stcore/health", "_stcore/host-config")


@dataclass
class Visit:
    """A page in its own browser profile, with what it asked for and what it complained of."""

    page: Page
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    sockets: int = 0

    def map_frame(self, title: str = "Map of"):
        return self.page.frame_locator(f"iframe[title^='{title}']").first

    def wait_for_map(self, title: str = "Map of") -> None:
        self.map_frame(title).locator("[data-painted]").wait_for(timeout=WAIT)

    def colours(self, title: str = "Map of") -> list[str]:
        paths = self.map_frame(title).locator("path.district")
        return paths.evaluate_all(
            "found => found.map(p => p.getAttribute('data-area') + p.getAttribute('fill')).sort()"
        )

    def click_district(self, name: str, title: str = "Map of") -> None:
        """A real mouse click on a district, once the page has stopped scrolling to it."""
        path = self.map_frame(title).locator(f"path[data-area='{name}']")
        path.scroll_into_view_if_needed()
        self.page.wait_for_timeout(500)
        path.click()

    def settled(self) -> None:
        """No run in progress, and nothing left faded from the one before."""
        moving = "[data-test-script-state=running], [data-stale=true]"
        self.page.wait_for_function(f"() => !document.querySelector('{moving}')", timeout=WAIT)
        self.page.wait_for_timeout(250)


def free_port() -> int:
    """A port that nothing listens on; each process that runs tests looks in a range of its own."""
    first = 20_000 + 1_000 * (os.getpid() % 12)
    for port in random.sample(range(first, first + 1_000), 1_000):
        with socket.socket() as held:
            if held.connect_ex(("localhost", port)):
                return port
    raise OSError(f"no port is free from {first} on")


@dataclass(frozen=True, kw_only=True)
class Served:
    """A server that listens. log: all that it said. scenarios: its database of saved ones."""

    base: str
    log: Path
    scenarios: Path

    def forget(self) -> None:
        """No scenario is saved any more."""
        if self.scenarios.exists():
            with sqlite3.connect(self.scenarios) as database:
                database.execute("DELETE FROM scenarios")
            database.close()


@contextmanager
def served(script: str = "server.py") -> Iterator[Served]:
    """A server of its own on a free port. script: app.py has no rehearsal."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    # its own list of saved scenarios, gone with the server
    folder = tempfile.TemporaryDirectory(prefix="scenarios-")
    log, scenarios = Path(folder.name) / "server.log", Path(folder.name) / "scenarios.db"
    env = os.environ | {"SCENARIOS_URL": f"sqlite:///{scenarios}"}
    with log.open("wb") as said:
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said, env=env)
    base = f"http://localhost:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{base}/_stcore/health", timeout=1)
            break
        except OSError:
            time.sleep(0.1)
    try:
        yield Served(base=base, log=log, scenarios=scenarios)
    finally:
        process.terminate()
        process.wait()
        folder.cleanup()


@contextmanager
def serving(script: str = "server.py") -> Iterator[str]:
    """As served; its address."""
    with served(script) as here:
        yield here.base


@pytest.fixture(scope="session")
def house() -> Iterator[Served]:
    """The server of all tests that do not need another."""
    with served() as here:
        yield here


@pytest.fixture(scope="module")
def server(house: Served) -> str:
    """Its address, with no scenario saved."""
    house.forget()
    return house.base


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    programs = ("chromium-headless-shell", "chromium", "chromium-browser")
    installed = next(filter(None, map(shutil.which, programs)), None)
    quiet = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--process-per-site",  # scripts that one page has compiled are compiled for the next
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed, args=quiet)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def warm(chromium: Browser, house: Served) -> BrowserContext:
    """A browser profile that has Streamlit's scripts compiled already. Its first page stands by, so
    that what was compiled stays."""
    context = chromium.new_context()
    context.new_page().goto(f"{house.base}/_stcore/health")
    context.add_init_script(GREETED)
    return context


def forget(context: BrowserContext, base: str) -> None:
    """Close its pages but the one that stands by, and forget all that pages kept in it, but for
    fetched files."""
    standing_by, *pages = context.pages
    for page in pages:
        page.close()
    context.unroute_all()
    context.clear_cookies()
    client = context.new_cdp_session(standing_by)
    client.send("Storage.clearDataForOrigin", {"origin": base, "storageTypes": "local_storage"})
    client.detach()


@pytest.fixture
def visit(
    chromium: Browser,
    warm: BrowserContext,
    house: Served,
    server: str,
    request: pytest.FixtureRequest,
) -> Iterator[Callable[..., Visit]]:
    opened: list[BrowserContext] = []
    visits = request.node.stash[VISITS] = []
    request.node.stash[LOG] = house.log

    def go(
        path: str = "",
        width: int = 1280,
        height: int = 800,
        base: str = server,
        first: bool = False,
        cold: bool = False,
        **options,
    ) -> Visit:
        """first: by a reader whom the steps of a first visit greet. cold: by a browser that has
        fetched nothing yet. Each visit of a test is by another browser."""
        own = first or cold or bool(options) or warm in opened
        context = chromium.new_context(**options) if own else warm
        if context is warm:
            forget(warm, base)
        elif not first:
            context.add_init_script(GREETED)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT)
        page.set_viewport_size({"width": width, "height": height})
        found = Visit(page=page)
        visits.append(found)
        page.on(
            "request",
            lambda r: (
                found.outside.append(r.url)
                if not r.url.startswith((base, "data:", "blob:"))
                else None
            ),
        )
        page.on("websocket", lambda w: setattr(found, "sockets", found.sockets + 1))
        page.on("pageerror", lambda e: found.errors.append(str(e)))
        page.on(
            "console",
            lambda m: (
                found.errors.append(f"{m.text} {m.location.get('url', '')}")
                if is_fault(m)
                else None
            ),
        )
        page.goto(f"{base}/{path}")
        return found

    yield go
    for context in opened:
        if context is warm:
            forget(warm, server)
        else:
            context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Beside a failure stands what its pages showed and what the house's server said last."""
    report = yield
    if report.when == "call" and report.failed and VISITS in item.stash:
        ARTEFACTS.mkdir(exist_ok=True)
        for number, found in enumerate(item.stash[VISITS]):
            page = found.page
            page.screenshot(path=ARTEFACTS / f"failed_{item.name}_{number}.png", timeout=WAIT)
            shown = page.locator("body").inner_text()[:1500]
            told = [page.url, shown, *found.errors, *found.outside]
            report.sections.append((f"page {number}", "\n".join(told)))
        report.sections.append(("server", item.stash[LOG].read_text()[-3000:]))
    return report


def is_fault(message) -> bool:
    url = message.location.get("url", "")
    return message.type == "error" and not any(url.endswith(path) for path in EXPECTED)
