"""Presenting: from a link to the story's first step, and from a key to the next step on the
screen."""

import statistics
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from playwright.sync_api import Browser

from lib import sources
from lib.findings.context import Context
from lib.scenarios import link
from lib.scenarios.record import Levers, Scenario
from lib.uploads import own

STEP = ".story .step:not([hidden])"
# milliseconds from each key to the frame after the one that its step is drawn in
KEYS = """(keys) => keys.reduce((before, key) => before.then((taken) => new Promise((done) => {
  const start = performance.now();
  document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const drawn = () => done([...taken, performance.now() - start]);
  requestAnimationFrame(() => requestAnimationFrame(drawn));
})), Promise.resolve([]))"""


@dataclass(frozen=True, kw_only=True)
class Presenting:
    """Medians: seconds from a link to the first step, each in a fresh profile; milliseconds from a
    key to the next step, and the slowest of them."""

    first: float
    key: float
    slowest_key: float


def presenting(browser: Browser, port: int, readers: int = 5) -> Presenting:
    """On a server that has had readers; the first of these is not counted."""
    firsts, keys = [], []
    for i in range(readers + 1):
        context = browser.new_context(viewport={"width": 1280, "height": 720})
        page = context.new_page()
        start = time.perf_counter()
        page.goto(f"http://localhost:{port}/present?{_query()}")
        page.locator(STEP).wait_for(timeout=60_000)
        took = time.perf_counter() - start
        page.wait_for_timeout(3000)
        pressed = page.evaluate(KEYS, ["ArrowRight"] * 7 + ["1", "8"])
        if i:
            firsts.append(took)
            keys += pressed
        context.close()
    return Presenting(
        first=statistics.median(firsts), key=statistics.median(keys), slowest_key=max(keys)
    )


def _query() -> str:
    """A link of a scenario that moves money from the first area to the last."""
    here = Context(tables=own.made_safe(sources.read_all()))
    first, *_, last = here.tables.areas.order
    scenario = Scenario(name="A story", levers=Levers(changes={first: -200_000, last: 200_000}))
    return urlencode(link.query(scenario, here.linked(), "percent"), doseq=True)
