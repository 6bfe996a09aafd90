"""A lever of each page that has levers of its own, to everything that it changes repainted, beside
the floor; and how long the model of waits takes for a path with its draws."""

import statistics
import time
from dataclasses import fields, replace
from urllib.parse import urlencode

import numpy as np
from playwright.sync_api import Browser, Locator

from benchmarks.sessions import SLIDER
from lib.catalogue.assumptions import settings
from lib.findings import pathway
from lib.model.pathway import MONTHS, Assumed, Levers
from lib.scenarios import pathway as of_scenario
from lib.scenarios.record import Scenario
from lib.ui import cache

# By the page's stem, the key of the lever that is moved there. Every link has all of them set, so
# that each page bears what the others set aside.
MOVED = {
    "waits": "wait_treatment",
    "risk": "seen_looked_after",
    "transition": "transition_access",
    "workforce": "teams",
}
STILL = 0.05  # share of its range that a lever stands at on the pages of the others
# Where in its range a lever starts in a round, and the key that moves it on: never twice to the
# same place, where a result would be remembered.
WAYS = ((0.10, "PageUp"), (0.60, "PageDown"))
PATHS = 21
SETTLED, BETWEEN = 2500, 900  # milliseconds
# Whatever a move may change, each as a text: sentences and tiles, tables, charts, maps.
LOOK = """
  const texts = 'h2.point, dl.tiles, table.figures, [data-testid=stText]';
  const all = (what, of = document) => [...of.querySelectorAll(what)];
  const drawn = of => all('path', of)
    .map(one => one.getAttribute('d') + one.getAttribute('aria-label')).join();
  const parts = () => [
    ...all(texts).map(one => one.innerText),
    ...all('[data-testid=stVegaLiteChart]').map(drawn),
    ...all('iframe').map(one => drawn(one.contentDocument)),
  ];"""
REMEMBER = f"() => {{ {LOOK} window.__was = parts(); }}"
CHANGED = f"""() => {{ {LOOK}
  return parts().flatMap((part, i) => part === window.__was[i] ? [] : [i]);
}}"""
# Wait until each of some parts is another than before; resolves to the time it took (ms).
WATCH = f"""(which) => {{ {LOOK}
  const start = performance.now(), was = parts();
  window.__took = new Promise((done, fail) => {{
    const look = () => {{
      const took = performance.now() - start, now = parts();
      const same = which.filter(i => !now[i] || now[i] === was[i]);
      if (!same.length) done(took);
      else if (took > 20000) fail("the same as before: " + same);
      else setTimeout(look, 2);
    }};
    look();
  }});
}}"""


def beside_the_floor(
    browser: Browser, port: int, floor: int, moves: int, turns: int = 4
) -> dict[str, tuple[float, float]]:
    """Median milliseconds of a move by page, and of the floor's in the turns beside it. port,
    floor: of the two servers."""
    medians = {}
    for stem in MOVED:
        ours, least = [], []
        for turn in range(turns):
            ours += _moved(browser, *_asked(port, stem, turn), turn, moves)
            least += _moved(browser, f"http://localhost:{floor}", SLIDER, turn, moves)
        medians[stem] = statistics.median(ours), statistics.median(least)
    return medians


def path_with_draws() -> float:
    """Milliseconds of one path of the model of waits with its draws, every assumption another in
    each; median."""
    scenario = Scenario()
    quarter = pathway.waiting_quarter(cache.context())
    assert quarter is not None, "no quarter is published to start from"
    budget = float(cache.context().today_of(scenario).pounds.sum())
    rng, usual = np.random.default_rng(0), of_scenario.assumed(scenario)
    drawn = {
        one.name: getattr(usual, one.name) * rng.uniform(0.9, 1.1, pathway.DRAWS)
        for one in fields(Assumed)
    }
    counted = replace(quarter, started=rng.poisson(quarter.started, pathway.DRAWS))
    times = []
    for _ in range(PATHS):
        at = time.perf_counter()
        pathway.path(counted, Assumed(**drawn), Levers(treatment=2e6), budget)
        times.append((time.perf_counter() - at) * 1000)
    return statistics.median(times[1:])


def rows(moved: dict[str, tuple[float, float]]) -> list[str]:
    """The lines of the table."""
    each = [
        f"| A lever to everything repainted, {stem} page | {ours:.1f} ms | | {ours / least:.2f} |"
        " floor at most 4 |"
        for stem, (ours, least) in moved.items()
    ]
    months, draws = MONTHS, f"{pathway.DRAWS:,}"
    path = f"| A path of {months} months with {draws} draws | {path_with_draws():.1f} ms"
    return [*each, f"{path} | | | at most 50 ms |"]


def _asked(port: int, stem: str, turn: int) -> tuple[str, str]:
    """The link that a turn starts from, and what the lever that it moves is called."""
    every, share = settings(), WAYS[turn % len(WAYS)][0]
    query = {}
    for page, key in MOVED.items():
        one, own = every[key], page == stem
        steps = round((one.high - one.low) / one.step * (share if own else STILL))
        query[key] = f"{one.low + one.step * (steps + (turn if own else 0)):g}"
    label = cache.tables().place.say(every[MOVED[stem]].widget)
    return f"http://localhost:{port}/{stem}?{urlencode(query)}", label


def _moved(browser: Browser, address: str, label: str, turn: int, moves: int) -> list[float]:
    """Milliseconds from each of some moves of a slider to all repainted that its first move, which
    is not counted, changes."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address)
    slider = page.get_by_role("slider", name=label).first
    slider.wait_for(timeout=60_000)
    page.wait_for_timeout(SETTLED)
    page.evaluate(REMEMBER)
    _press(slider, turn)
    page.wait_for_timeout(SETTLED)
    parts = page.evaluate(CHANGED)
    assert parts, f"nothing changes at {address}"
    taken = []
    for _ in range(moves):
        page.evaluate(WATCH, parts)
        _press(slider, turn)
        taken.append(page.evaluate("() => window.__took"))
        page.wait_for_timeout(BETWEEN)
    page.context.close()
    return taken


def _press(slider: Locator, turn: int) -> None:
    slider.focus()
    slider.press(WAYS[turn % len(WAYS)][1])
