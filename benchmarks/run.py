"""What the dashboard does, timed in one run against the peer and the floor: `make bench`.

Ratios, not seconds: a machine's speed drifts, the ratio of two figures taken in turn hardly does.
"""

import argparse
import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from benchmarks import levers, sessions, uploads, usefulness
from benchmarks.presenting import Presenting, presenting
from lib import sources
from lib.ui.pages import PAGES
from lib.ui.reallocate.sections import SECTIONS

ROOT = Path(__file__).parents[1]
PEER_FILES = {
    "jquery@3.7.1": ("dist/jquery.min.js",),
    "bootstrap@5.2.2": ("dist/js/bootstrap.bundle.min.js", "dist/css/bootstrap.min.css"),
    "leaflet@1.9.3": ("dist/leaflet.js", "dist/leaflet.css"),
    "leaflet.awesome-markers@2.0.5": (
        "dist/leaflet.awesome-markers.js",
        "dist/leaflet.awesome-markers.css",
    ),
    "@fortawesome/fontawesome-free@6.2.0": ("css/all.min.css",),
    "d3@3.5.5": ("d3.min.js",),
}
SETTINGS = {
    "STREAMLIT_SERVER_HEADLESS": "true",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    "STREAMLIT_BROWSER_SERVER_ADDRESS": "localhost",
    "STREAMLIT_SERVER_ENABLE_STATIC_SERVING": "true",
    "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
    "STREAMLIT_GLOBAL_MIN_CACHED_MESSAGE_SIZE": "100000000",
}
SLIDER = sessions.SLIDER
# the last district's place on a map
PLACE, LAST = sources.read_all().place, len(sources.read_all().areas.order) - 1
MAPS = ("Map of access today", "Map of access after", "Map of the difference")
# Wait, in the page, for the text or the map to change; resolves to the time it took (ms). A map
# that is rebuilt counts as changed when its new frame has its districts.
WATCH_TEXT = """() => new Promise((done, fail) => {
  const said = () => document.body.innerText.match(/moved (-?\\d+)/)?.[1];
  const start = performance.now(), was = said();
  const look = () => {
    const took = performance.now() - start;
    said() !== was ? done(took) : took > 20000 ? fail("no change") : setTimeout(look, 2);
  };
  look();
})"""
WATCH_MAP = """(title) => new Promise((done, fail) => {
  const frames = () => [...document.querySelectorAll('iframe')];
  const page = () => frames().find(f => f.title.includes(title))?.contentDocument;
  // A class may stay while its figure moves.
  const seen = (p) => p.getAttribute('fill') + (p.getAttribute('aria-label') ?? '');
  const paths = () => [...(page()?.querySelectorAll('path.leaflet-interactive') ?? [])];
  const colours = () => paths().map(seen).join();
  const start = performance.now(), wasPage = page(), was = colours();
  const look = () => {
    const took = performance.now() - start, now = colours();
    const changed = now && (page() !== wasPage || now !== was);
    changed ? done(took) : took > 20000 ? fail("no change") : setTimeout(look, 2);
  };
  look();
})"""

# The same for everything a move changes: headline and tiles, both maps, the bars with their
# intervals.
WATCH_ALL = """() => new Promise((done, fail) => {
  const colours = (title) => {
    const frames = [...document.querySelectorAll('iframe')];
    const page = frames.find(f => f.title.includes(title))?.contentDocument;
    const paths = [...(page?.querySelectorAll('path.leaflet-interactive') ?? [])];
    return paths.map(p => p.getAttribute('aria-label')).join();
  };
  const parts = [
    () => document.querySelector('dl.tiles')?.innerText,
    () => colours('Map of access after'),
    () => colours('Map of the difference'),
    () => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg path')]
      .map(p => p.getAttribute('d')).join(),
  ];
  const start = performance.now(), was = parts.map(part => part());
  const look = () => {
    const took = performance.now() - start;
    if (parts.every((part, i) => part() && part() !== was[i])) done(took);
    else if (took > 20000) fail("no change");
    else setTimeout(look, 2);
  };
  look();
})"""
WATCH_ANSWER = """() => new Promise((done, fail) => {
  const said = () => document.querySelector('.answer')?.innerText ?? "";
  const start = performance.now(), was = said();
  const look = () => {
    const took = performance.now() - start;
    said() && said() !== was ? done(took) : took > 20000 ? fail("no answer") : setTimeout(look, 2);
  };
  look();
})"""


@dataclass(frozen=True, kw_only=True)
class App:
    """An app under test: its script, page, and the title of the frame whose map a move recolours
    ("" for text only)."""

    script: Path
    page: str = ""
    frame: str = ""


OURS = App(script=ROOT / "server.py", page="reallocate", frame="Map of access after")
PEER = App(script=ROOT / "benchmarks/peer/app.py", frame="st_folium")
FLOOR = App(script=ROOT / "benchmarks/floor/app.py")


@dataclass(frozen=True, kw_only=True)
class FreshServer:
    """Seconds until the maps of Reallocate stand for the first readers of a server just started,
    and MB that the last of them fetched."""

    seconds: tuple[float, ...]
    megabytes: float


@dataclass(frozen=True, kw_only=True)
class InBrowser:
    """What was seen in Chromium: medians by figure and app, and fresh servers."""

    medians: dict[str, dict[App, float]]
    fresh: list[FreshServer]
    told: Presenting
    levers: dict[str, tuple[float, float]]  # of other pages, beside the floor's


@contextmanager
def served(app: App, port: int) -> Iterator[psutil.Process]:
    """A server of its own for one app."""
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(app.script),
        "--server.port",
        str(port),
    ]
    process = subprocess.Popen(
        command,
        cwd=app.script.parent,
        env=os.environ | SETTINGS,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.1)
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


def fetch_peer_files() -> None:
    """folium's usual CDN files, once, from npm into the peer's static folder."""
    static = ROOT / "benchmarks/peer/static"
    static.mkdir(exist_ok=True)
    for package, files in PEER_FILES.items():
        if all((static / Path(f).name).exists() for f in files):
            continue
        done = subprocess.run(
            ["npm", "pack", "--silent", package],
            cwd=static,
            check=True,
            capture_output=True,
            text=True,
        )
        archive = static / done.stdout.strip().splitlines()[-1]
        shutil.unpack_archive(archive, static / "package.tmp", "gztar")
        for f in files:
            shutil.copy(static / "package.tmp/package" / f, static / Path(f).name)
        shutil.rmtree(static / "package.tmp")
        archive.unlink()
    shutil.copy(static / "jquery.min.js", static / "jquery-3.7.1.min.js")
    (static / "bootstrap-glyphicons.css").touch()
    (static / "leaflet.awesome.rotate.min.css").touch()


def browser_page(browser: Browser, port: int, app: App, path: str | None = None) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.route(
        "**/d3*.min.js", lambda route: route.fulfill(path=ROOT / "benchmarks/peer/static/d3.min.js")
    )
    page.goto(f"http://localhost:{port}/{app.page if path is None else path}")
    return page


def first_map(browser: Browser, port: int, app: App, path: str) -> float:
    """Milliseconds from asking for the page to every district in its colour, in a fresh profile."""
    start = time.perf_counter()
    page = browser_page(browser, port, app, path)
    found = page.frame_locator("iframe").first.locator(
        "path.leaflet-interactive:not([fill='#fff'])"
    )
    found.nth(LAST).wait_for(timeout=60_000)
    took = (time.perf_counter() - start) * 1000
    page.context.close()
    return took


def fresh_server(browser: Browser, port: int) -> FreshServer:
    """Three readers of a server just started, one after the other, each with an empty cache."""
    seconds = []
    with served(OURS, port):
        for _ in range(3):
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            fetched: list[int] = []
            client = page.context.new_cdp_session(page)
            client.send("Network.enable")
            client.on(
                "Network.loadingFinished",
                lambda e, fetched=fetched: fetched.append(e["encodedDataLength"]),
            )
            client.on(
                "Network.webSocketFrameReceived",
                lambda e, fetched=fetched: fetched.append(_size(e)),
            )
            start = time.perf_counter()
            page.goto(f"http://localhost:{port}/{OURS.page}")
            for title in MAPS:
                page.frame_locator(f"iframe[title^='{title}']").locator("[data-painted]").wait_for(
                    timeout=60_000
                )
            seconds.append(time.perf_counter() - start)
            page.wait_for_timeout(2500)
            page.context.close()
    return FreshServer(seconds=tuple(seconds), megabytes=sum(fetched) / 1e6)


def moves(page: Page, app: App, n: int, watch: str) -> tuple[list[float], list[float]]:
    """Milliseconds until `watch` is satisfied and kB of each of n slider moves, after one that is
    not counted."""
    slider = page.get_by_role("slider", name=SLIDER).first
    slider.wait_for(timeout=60_000)
    if app.frame:
        page.frame_locator(f"iframe[title*='{app.frame}']").locator("path.leaflet-interactive").nth(
            LAST
        ).wait_for(timeout=60_000)
    page.wait_for_timeout(2500)
    received = [0]
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.on(
        "Network.webSocketFrameReceived", lambda e: received.__setitem__(0, received[0] + _size(e))
    )
    times, sizes = [], []
    for i in range(n + 1):
        before = received[0]
        page.evaluate(f"(frame) => {{ window.__took = ({watch})(frame); }}", app.frame)
        slider.focus()
        slider.press("PageDown" if i % 2 else "PageUp")
        times.append(page.evaluate("() => window.__took"))
        page.wait_for_timeout(900)
        sizes.append((received[0] - before) / 1000)
    return times[1:], sizes[1:]


def asks(page: Page, n: int) -> list[float]:
    """Milliseconds from asking to the answer on screen, each time another turn of the fairness
    dial, so that none is remembered."""
    page.locator("summary", has_text="Ask the model").click()
    page.wait_for_timeout(1500)
    box = page.get_by_role("combobox", name="Which allocation?")
    box.click()
    box.fill("Between the two")
    page.get_by_role("option", name="Between the two").wait_for()
    box.press("Enter")
    dial = page.get_by_role("slider", name="Fairness dial")
    dial.wait_for()
    times = []
    for _ in range(n + 1):
        dial.press("ArrowRight")
        page.wait_for_timeout(1500)
        page.evaluate(f"() => {{ window.__took = ({WATCH_ANSWER})(); }}")
        page.get_by_role("button", name="Ask", exact=True).press("Enter")
        times.append(page.evaluate("() => window.__took"))
        page.wait_for_timeout(2500)
    return times[1:]


def use_everything(page: Page, port: int) -> None:
    """Open every page and every section of Reallocate, ask the model and make a pack, as some
    reader of a server will have done."""
    for record in PAGES:
        page.goto(f"http://localhost:{port}/{record.stem}")
        page.get_by_role("heading", name=record.asked(PLACE.name)).wait_for(timeout=60_000)
        page.wait_for_timeout(2500)
        if record.stem == OURS.page:
            for section in SECTIONS:
                page.get_by_role("radio", name=section).or_(
                    page.get_by_role("button", name=section)
                ).first.click()
                page.wait_for_timeout(2500)
                if section == "Ask the model":
                    page.get_by_role("button", name="Ask", exact=True).press("Enter")
                    page.locator(".answer").wait_for()
        if record.stem == "pack":
            page.get_by_role("button", name="Make the pack").click()
            page.get_by_text("Everything in one file").wait_for(timeout=60_000)


def solver() -> float:
    """Milliseconds of one warm solve of "most children", median over the need-weighted split."""
    from lib.model.allocate import Question, ask
    from lib.scenarios.plan import limits, response
    from lib.scenarios.record import Scenario
    from lib.ui import cache

    scenario = Scenario(shared_by="need")
    start, names = cache.context().today_of(scenario), cache.tables().areas.name
    times = []
    for _ in range(21):
        at = time.perf_counter()
        ask(response(scenario, start), limits(scenario, start), Question(objective="most"), names)
        times.append((time.perf_counter() - at) * 1000)
    return statistics.median(times[1:])


def whole_pack() -> float:
    """Milliseconds to make every file of the meeting pack, the second time of two."""
    from datetime import date

    from lib.exports.files import OUTPUTS, make
    from lib.findings import modelled
    from lib.findings.filters import Filters
    from lib.findings.pack import PAGES, collect
    from lib.scenarios.record import Scenario
    from lib.ui import cache

    filters = Filters(
        basis="national", weighted=False, standard=35.0, standard_label="", district=None
    )
    for _ in range(2):
        at = time.perf_counter()
        here = cache.safe_context()
        scenario = modelled.stamped(here, Scenario(), with_figures=True)
        made_on, pages = date(2026, 1, 1), list(PAGES)
        pack = collect(
            here,
            scenario,
            filters,
            audience="board",
            districts=[],
            parts=pages,
            made_on=made_on,
            link="/reallocate",
        )
        files = list(make(pack, list(OUTPUTS)))
        taken = (time.perf_counter() - at) * 1000
    assert len(files) == len(OUTPUTS)
    return taken


def _size(event: dict) -> int:
    """Bytes of a binary frame, which the protocol hands over as base64."""
    data = event["response"]["payloadData"]
    return len(data) * 3 // 4 if event["response"]["opcode"] == 2 else len(data)


def launched(playwright: Playwright) -> Browser:
    """Chromium, with a window first, as readers have it."""
    programs = ("chromium", "chromium-browser", "chromium-headless-shell")
    executable = next(filter(None, map(shutil.which, programs)), None)
    return playwright.chromium.launch(
        executable_path=executable, args=["--no-sandbox", "--disable-background-networking"]
    )


def levers_alone(port: int, moves: int) -> list[str]:
    """The lines on the levers of other pages than Reallocate, on servers of their own."""
    with served(OURS, port), served(FLOOR, port + 1), sync_playwright() as playwright:
        browser = launched(playwright)
        beside = levers.beside_the_floor(browser, port, port + 1, moves)
        browser.close()
    return levers.rows(beside)


def in_browser(ports: dict[App, int], asked: argparse.Namespace) -> InBrowser:
    """Medians of first map (ms), slider to map (ms) and kB a move, each app in turn so that drift
    touches all alike."""
    firsts: dict[App, list[float]] = {OURS: [], PEER: []}
    times: dict[App, list[float]] = {app: [] for app in ports}
    sizes: dict[App, list[float]] = {app: [] for app in ports}
    whole: dict[App, list[float]] = {app: [] for app in ports}
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for i in range(asked.firsts + 1):
            for app, taken in firsts.items():
                took = first_map(browser, ports[app], app, "")
                if i:  # the first visit warms the server
                    taken.append(took)
        pages = {app: browser_page(browser, port, app) for app, port in ports.items()}
        for _ in range(3):
            for app, page in pages.items():
                took_each, size_each = moves(
                    page, app, asked.moves // 3, WATCH_MAP if app.frame else WATCH_TEXT
                )
                times[app] += took_each
                sizes[app] += size_each
            whole[OURS] += moves(pages[OURS], OURS, asked.moves // 3, WATCH_ALL)[0]
            whole[PEER] += moves(pages[PEER], PEER, asked.moves // 3, WATCH_MAP)[0]
            whole[FLOOR] += moves(pages[FLOOR], FLOOR, asked.moves // 3, WATCH_TEXT)[0]
        answers = asks(pages[OURS], asked.moves)
        brought = [
            uploads.to_map(browser_page(browser, ports[OURS], OURS, "your_data")) for _ in range(4)
        ][1:]
        use_everything(pages[OURS], ports[OURS])
        told = presenting(browser, ports[OURS], asked.firsts)
        beside = levers.beside_the_floor(
            browser, ports[OURS], ports[FLOOR], max(1, asked.moves // 3)
        )
        fresh = [fresh_server(browser, max(ports.values()) + 1) for _ in range(asked.fresh)]
        browser.close()
    found = {
        "first": firsts,
        "move": times,
        "size": sizes,
        "whole": whole,
        "brought": {OURS: brought, FLOOR: times[FLOOR], PEER: times[PEER]},
        "answer": {OURS: answers, FLOOR: times[FLOOR], PEER: times[PEER]},
    }
    medians = {
        name: {app: statistics.median(taken) for app, taken in by.items()}
        for name, by in found.items()
    }
    return InBrowser(medians=medians, fresh=fresh, told=told, levers=beside)


def in_crowd(
    processes: dict[App, psutil.Process], ports: dict[App, int], seconds: int
) -> dict[str, dict[App, float]]:
    """Processor time (ms) of a move of one session; p50 and p95 (ms) of a move while 40 move, and
    memory a session (MB)."""
    found: dict[str, dict[App, float]] = {"cpu": {}, "p50": {}, "p95": {}, "memory": {}}
    for app, process in processes.items():
        found["cpu"][app] = asyncio.run(sessions.alone(ports[app], app.page, process)) * 1000
        before = process.memory_info().rss
        crowd = asyncio.run(sessions.crowd([ports[app]], app.page, seconds))
        found["p50"][app], found["p95"][app] = crowd.p50, crowd.p95
        found["memory"][app] = (process.memory_info().rss - before) / 1e6 / sessions.SESSIONS
    return found


def two_processes(port: int, other: int, seconds: int) -> sessions.Crowd:
    """The same sessions on the server at `port` and a second one, which has used every page before
    it takes them."""
    with served(OURS, other):
        return asyncio.run(sessions.crowd([port, other], OURS.page, seconds))


def crowd_rows(found: dict[str, dict[App, float]], two: sessions.Crowd) -> list[str]:
    """The lines on processor time and on many sessions at once."""
    ours, peer, floor = (found["cpu"][app] for app in (OURS, PEER, FLOOR))
    name = "40 sessions after every page was used, a move every 2 s"
    shared = {OURS: two.p50, PEER: found["p50"][PEER], FLOOR: found["p50"][FLOOR]}
    late = {OURS: two.p95, PEER: found["p95"][PEER], FLOOR: found["p95"][FLOOR]}
    return [
        row(
            "Processor time of a move in the server, reallocate page",
            found["cpu"],
            "ms",
            f"at most 35 ms (ours {ours:.1f}, peer {peer:.1f}, floor {floor:.1f} ms)",
        ),
        row(f"{name}, p50", found["p50"], "ms", "peer at most 0.1"),
        row("the same, p95", found["p95"], "ms", ""),
        row("the same with two processes, p50", shared, "ms", "peer (one process) at most 0.1"),
        row("the same with two processes, p95", late, "ms", ""),
        row("Memory a session, reallocate page", found["memory"], "MB", ""),
    ]


def row(name: str, by: dict[App, float], unit: str, target: str) -> str:
    """A line of the table: our figure, and its ratio to the peer's and the floor's in the same
    run."""
    floor = f"{by[OURS] / by[FLOOR]:.2f}" if FLOOR in by else ""
    return f"| {name} | {by[OURS]:.1f} {unit} | {by[OURS] / by[PEER]:.2f} | {floor} | {target} |"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument(
        "--moves",
        type=int,
        default=15,
        help="slider moves an app, a multiple of 3 with an odd third",
    )
    ask.add_argument("--firsts", type=int, default=5)
    ask.add_argument("--seconds", type=int, default=40, help="how long the 40 sessions go on")
    ask.add_argument(
        "--fresh", type=int, default=3, help="servers started to time their first three readers"
    )
    ask.add_argument(
        "--crowd",
        action="store_true",
        help="the sessions alone, on servers that have used every page before they take readers",
    )
    ask.add_argument(
        "--levers",
        action="store_true",
        help="the levers of other pages than Reallocate, and the model of waits, alone",
    )
    ask.add_argument("--port", type=int, default=8711, help="the first of the ports")
    asked = ask.parse_args()
    if asked.levers:
        print("\n".join(levers_alone(asked.port, max(1, asked.moves // 3))))
        return
    fetch_peer_files()
    ports = {app: asked.port + i for i, app in enumerate((OURS, PEER, FLOOR))}
    with (
        served(OURS, ports[OURS]) as ours,
        served(PEER, ports[PEER]) as peer,
        served(FLOOR, ports[FLOOR]) as floor,
    ):
        if not asked.crowd:
            seen = in_browser(ports, asked)
        many = in_crowd({OURS: ours, PEER: peer, FLOOR: floor}, ports, asked.seconds)
        two = two_processes(ports[OURS], max(ports.values()) + 1, asked.seconds)
        if asked.crowd:
            print("\n".join(crowd_rows(many, two)))
            return
        found = seen.medians | many
        readers, halfway, at_the_end = asyncio.run(
            sessions.churn(ports[OURS], OURS.page, ours, 2 * asked.seconds)
        )
    print("| Figure | this dashboard | ratio to peer | ratio to floor | to reach |")
    print("| --- | --- | --- | --- | --- |")
    print(row("First map, access map page", found["first"], "ms", "peer at most 1"))
    first = statistics.median(fresh.seconds[0] / fresh.seconds[2] for fresh in seen.fresh)
    print(
        f"| Reallocate's maps, first reader of a fresh server over the third | {first:.2f} | | | at"
        " most 1.3 |"
    )
    print(
        f"| Reallocate page from a cold cache | {seen.fresh[0].megabytes:.2f} MB | | | at most 2.5"
        " MB |"
    )
    print(
        row(
            "Slider to recoloured map, reallocate page",
            found["move"],
            "ms",
            "peer at most 0.25, floor at most 1.8",
        )
    )
    print(
        row(
            "Slider to everything repainted, reallocate page",
            found["whole"],
            "ms",
            "floor at most 2.6",
        )
    )
    print("\n".join(levers.rows(seen.levers)))
    print(f"| Link to the story's first step | {seen.told.first:.2f} s | | | at most 2.5 s |")
    print(
        f"| Key to the next step, median and slowest | {seen.told.key:.0f} and"
        f" {seen.told.slowest_key:.0f} ms | | | at most 200 ms |"
    )
    print(row("Ask to answer (beside the others' slider)", found["answer"], "ms", ""))
    print(f"| One warm solve, most children | {solver():.1f} ms | | | at most 250 ms |")
    print(f"| The whole meeting pack | {whole_pack():.0f} ms | | | at most 8,000 ms |")
    seconds, megabytes = uploads.monthly_file()
    print(
        f"| NHS England's monthly file of 100 MB | {seconds:.1f} s, {megabytes:.0f} MB held in all"
        " | | | at most 5 s, 500 MB |"
    )
    for scale, useful in zip(usefulness.SCALES, usefulness.usefulness()):
        print(
            f"| Own counts, {scale:g} times the children of {PLACE.measured_period}: stars, small"
            f" ones among them, error of rates | {useful.starred:.1%}, {useful.primary:.0%},"
            f" {useful.error:.2f} points | | | |"
        )
    print(
        row(
            "1,040 rows chosen to the repainted map (beside the others' slider)",
            found["brought"],
            "ms",
            "",
        )
    )
    print(row("A move over the wire, reallocate page", found["size"], "kB", "at most 16 kB"))
    print("\n".join(crowd_rows(found, two)))
    print(
        f"| {readers} readers came and left: what the server holds half way and at the end |"
        f" {halfway:.0f}, {at_the_end:.0f} MB | | | |"
    )


if __name__ == "__main__":
    main()
