"""What a reader waits for who opens a shared link, from an empty cache: the page to read beside the
dashboard's own page of the same view. `python -m benchmarks.reading`."""

import shutil
import statistics
import time
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.run import OURS, served
from lib.findings.reader import VIEWS

PORT = 8869
VISITS = 5
TEXT, MAP = {True: "h1", False: "h2.point"}, "svg.map path"


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Milliseconds until text and map stand, and kilobytes over the wire until then."""

    text: float
    map: float
    kilobytes: float


def visit(browser: Browser, path: str, read: bool) -> Visit:
    """One reader with a browser of their own."""
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    fetched: list[float] = []
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.on("Network.loadingFinished", lambda e: fetched.append(e["encodedDataLength"]))
    client.on(
        "Network.webSocketFrameReceived",
        lambda e: fetched.append(len(e["response"]["payloadData"])),
    )
    start = time.perf_counter()
    page.goto(f"http://localhost:{PORT}/{path}", wait_until="commit")
    page.locator(TEXT[read]).first.wait_for(timeout=60_000)
    text = time.perf_counter() - start
    _wait_for_map(page, read)
    whole = time.perf_counter() - start
    page.wait_for_timeout(500)
    page.context.close()
    return Visit(text=1000 * text, map=1000 * whole, kilobytes=sum(fetched) / 1000)


def _wait_for_map(page: Page, read: bool) -> None:
    if read:
        page.locator(MAP).last.wait_for(timeout=60_000)
    else:
        frame = page.frame_locator("iframe[title^='Map of']").first
        frame.locator("[data-painted]").wait_for(timeout=60_000)


def main() -> None:
    """Print the medians of VISITS visits, of both in turn; the first of a page is made anew."""
    with served(OURS, PORT), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-headless-shell"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        for stem in VIEWS:
            visits: dict[bool, list[Visit]] = {True: [], False: []}
            for _ in range(VISITS):
                visits[True].append(visit(browser, f"read/{stem}", read=True))
                if stem != OURS.page:  # benchmarks/run.py has that one
                    visits[False].append(visit(browser, stem, read=False))
            for read, all_of_it in visits.items():
                if not all_of_it:
                    continue
                text, whole, weight = (
                    statistics.median(getattr(one, what) for one in all_of_it)
                    for what in ("text", "map", "kilobytes")
                )
                first = all_of_it[0]
                print(
                    f"{'read/' if read else ''}{stem}: text {text:.0f} ms (first {first.text:.0f}),"
                    f" map {whole:.0f} ms (first {first.map:.0f}), {weight:.0f} kB"
                )
        browser.close()


if __name__ == "__main__":
    main()
