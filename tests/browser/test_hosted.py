"""The dashboard as deploy/ hosts it: two replicas behind nginx with TLS and PostgreSQL, in
Chromium."""

import json
import re
import signal
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from lib import maps
from lib.ui import statics
from tests.browser.conftest import Visit
from tests.browser.hosting import CONTACT, Hosted, Replica, hosting
from tests.browser.test_your_data import choose, counts
from tests.bundled import HERE, HIGHEST, LOWEST, NAME, address

TYPED = "Xanthippe's wish"
REASON = "because Eubulides asked"
UPLOADED = "903"  # a count of `counts`
UNCHECKED = ssl._create_unverified_context()


@pytest.fixture(scope="module")
def hosted() -> Iterator[Hosted]:
    with hosting() as all_of_it:
        yield all_of_it


@pytest.fixture
def open_here(visit, hosted: Hosted):
    """A browser of its own at the hosted address."""

    def go(path: str = "", **options) -> Visit:
        return visit(path, base=hosted.base, ignore_https_errors=True, **options)

    return go


@pytest.fixture(scope="module")
def server(hosted: Hosted) -> str:
    """`visit` asks for one; no other is started."""
    return hosted.base


def fetched(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body; a redirect is not followed."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    opener = urllib.request.build_opener(Stay, urllib.request.HTTPSHandler(context=UNCHECKED))
    try:
        answer = opener.open(urllib.request.Request(url, headers=headers), timeout=20)
    except urllib.error.HTTPError as refused:
        answer = refused
    return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()


def test_the_proxy_speaks_tls_compresses_keeps_files_and_shuts_what_is_for_operators(
    hosted: Hosted,
) -> None:
    status, headers, _ = fetched(f"{hosted.plain}/reallocate")
    assert status == 301 and headers["location"].startswith("https://")
    status, headers, page = fetched(f"{hosted.base}/reallocate")
    assert status == 200 and headers["strict-transport-security"].startswith("max-age=")
    assert f"frame-ancestors 'self' {hosted.embedder}" in headers["content-security-policy"]
    assert re.search(r"dashboard_replica=\w+; .*HttpOnly; Secure", headers["set-cookie"])
    script = f"{hosted.base}/" + re.search(rb'src="\./(static/js/[\w.-]+)"', page)[1].decode()
    _, headers, body = fetched(script, **{"Accept-Encoding": "gzip"})
    assert headers["content-encoding"] == "gzip" and body[:2] == b"\x1f\x8b"
    assert "immutable" in headers["cache-control"] and "set-cookie" not in headers
    assets = 'dashboard_requests_total{kind="asset",status="200"}'
    asked = [replica.counted(assets) for replica in hosted.replicas]
    fetched(script, **{"Accept-Encoding": "gzip"})
    assert asked == [replica.counted(assets) for replica in hosted.replicas]
    outlines = f"{hosted.base}/app/static/{statics.ensure(HERE.tables)}/districts.geojson"
    assert fetched(outlines, **{"Accept-Encoding": "gzip"})[1]["content-encoding"] == "gzip"
    for closed in ("/metrics", "/readyz", "/_stcore/metrics"):
        assert fetched(hosted.base + closed, Authorization="Bearer x")[0] == 404
    status, _, body = fetched(f"{hosted.base}/.well-known/security.txt")
    assert status == 200 and body.decode().startswith(f"Contact: {CONTACT}\nExpires: 20")


def test_a_page_runs_no_script_that_was_put_into_it(open_here) -> None:
    found = open_here("access_map")
    found.wait_for_map()
    assert found.errors == [] and found.outside == []
    found.page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.broken = true';
          document.body.append(script);
          const image = '<img src=x onerror="window.broken = true">';
          document.body.insertAdjacentHTML('beforeend', image);
          setTimeout('window.broken = true', 0);
        }"""
    )
    found.page.wait_for_timeout(300)
    assert not found.page.evaluate("() => window.broken")
    assert any("Content Security Policy" in error for error in found.errors)


@pytest.mark.parametrize(("site", "allowed"), [("127.0.0.1", True), ("localhost", False)])
def test_only_a_site_that_is_named_may_embed_it(
    chromium, hosted: Hosted, site: str, allowed: bool
) -> None:
    """Two names of one server, of which one is in EMBED_ALLOWED."""
    frame = f'<iframe src="{hosted.base}/access_map?embed=true" width=900 height=700></iframe>'
    port = int(hosted.embedder.rpartition(":")[2])
    context = chromium.new_context(ignore_https_errors=True)
    page = context.new_page()
    with page_served(frame, port):
        page.goto(f"http://{site}:{port}/")
        inside = page.frame_locator("iframe").first
        if allowed:
            area_map = inside.frame_locator("iframe[title^='Map of']").first
            area_map.locator("[data-painted]").wait_for()
            expect(inside.get_by_role("heading", level=1)).to_be_visible()
        else:
            page.wait_for_timeout(1500)
            expect(inside.locator("#root")).to_have_count(0)
    context.close()


@pytest.mark.parametrize(("site", "allowed"), [("127.0.0.1", True), ("localhost", False)])
def test_only_a_site_that_is_named_may_embed_a_page_to_read(
    chromium, hosted: Hosted, site: str, allowed: bool
) -> None:
    frame = f'<iframe src="{hosted.base}/read/access_map?embed=true" width=900></iframe>'
    port = int(hosted.embedder.rpartition(":")[2])
    context = chromium.new_context(ignore_https_errors=True)
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda m: refused.append(m.text) if "frame-ancestors" in m.text else None)
    embedded = page.frame_locator("iframe").first.locator("body.embed")
    with page_served(frame, port):
        if allowed:
            page.goto(f"http://{site}:{port}/")
            expect(embedded).to_have_count(1)
            assert refused == []
        else:
            with page.expect_console_message(lambda m: "frame-ancestors" in m.text):
                page.goto(f"http://{site}:{port}/")
            expect(embedded).to_have_count(0)
    context.close()


def test_mail_and_chat_are_given_the_address_that_readers_use(hosted: Hosted) -> None:
    _, _, body = fetched(f"{hosted.base}/read/access_map")
    assert f'content="{hosted.base}/read/access_map/picture.png"' in body.decode()


@contextmanager
def page_served(body: str, port: int) -> Iterator[None]:
    """A web page of somebody else's, on this machine."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", port), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield
        finally:
            server.shutdown()


def test_the_street_map_is_let_through_where_a_reader_turns_it_on(open_here) -> None:
    found = open_here("access_map")
    found.wait_for_map()
    asked = []
    host = maps.TILES.split("{")[0]

    def answer(route) -> None:
        asked.append(route.request.headers.get("referer", ""))
        route.fulfill(body=b"", content_type="image/png")

    found.page.route(f"{host}**", answer)
    found.page.get_by_text("Street map").click()
    found.settled()
    found.page.wait_for_timeout(1000)
    assert asked and not [error for error in found.errors if "Content Security" in error]
    assert {re.sub(r":\d+/$", "", said) for said in asked} == {"https://localhost"}


def drag(found: Visit, area: str, press: str = "PageDown") -> None:
    found.page.get_by_role("slider", name=NAME[area]).first.press(press)


def reconnected(found: Visit, replica: Replica) -> None:
    """Until the page speaks with this replica."""
    late = time.monotonic() + 30
    while replica.readers() != 1:
        assert time.monotonic() < late
        found.page.wait_for_timeout(100)
    found.settled()


def seen(found: Visit) -> list[str]:
    """What the page says of the scenario."""
    return [
        found.page.locator("h2.point").inner_text(),
        found.page.locator("dl.tiles").inner_text(),
        found.page.locator(".budget").inner_text(),
    ]


def test_a_replica_dies_in_a_drag_and_a_new_version_comes_and_nothing_is_lost(
    open_here, hosted: Hosted
) -> None:
    """The reader goes over to the other replica with what stands in the address, and back; what was
    saved is there."""
    found = open_here(address("reallocate", {HIGHEST: -10, LOWEST: 30}, name=TYPED, reason=REASON))
    found.wait_for_map("Map of access after")
    found.settled()
    found.page.get_by_role("radio", name="Keep and send").or_(
        found.page.get_by_role("button", name="Keep and send")
    ).first.click()
    found.page.get_by_role("button", name="Save as new").click()
    expect(found.page.get_by_text(f"Saved “{TYPED}”.")).to_be_visible()
    drag(found, HIGHEST)
    found.settled()
    stood, link = seen(found), found.page.url
    first, second = hosted.of()
    assert (first.readers(), second.readers()) == (1, 0)
    first.stop(signal.SIGKILL)  # while a key is held
    drag(found, LOWEST)
    first.start()  # the machine starts it again; the reader does not wait for that
    reconnected(found, second)
    assert seen(found) == stood and found.page.url == link
    drag(found, LOWEST)
    expect(found.page.locator(".budget")).not_to_have_text(stood[2])
    found.settled()
    # a new version, one replica at a time: the first is back, the second goes
    first.until_ready()
    second.stop()
    reconnected(found, first)
    drag(found, LOWEST, "End")
    found.settled()
    expect(found.page.locator(".budget")).to_have_text(stood[2])
    assert seen(found) == stood
    second.start()
    found.page.get_by_test_id("stSidebarNav").get_by_text("Scenarios").click()
    saved = found.page.get_by_role("combobox", name="Saved scenario")
    expect(saved).to_have_value(re.compile(re.escape(TYPED)))
    second.until_ready()


def test_no_log_holds_what_a_reader_is_typed_chose_or_uploaded(open_here, hosted: Hosted) -> None:
    found = open_here("your_data")
    found.page.get_by_role("heading", name="Bring in files").wait_for()
    choose(found.page, ("Xanthippes-file.csv", counts()))
    found.page.get_by_role("heading", name="What will change").wait_for()
    found.settled()
    written = {path.name: path.read_text(errors="replace") for path in hosted.logs}
    json_lines = [text for name, text in written.items() if name != "postgres.log"]
    said = [json.loads(line) for text in json_lines for line in text.splitlines()]
    assert {"request", "a reader came", "ready"} <= {line["event"] for line in said}
    assert any(line.get("kind") == "upload" for line in said)
    for name, text in written.items():
        secrets = ["Xanthippe", "Eubulides", HIGHEST, LOWEST, "moves=", "Mozilla", f",{UPLOADED}"]
        if name.startswith("replica"):  # the others say where they stand themselves
            secrets.append("127.0.0.1")
        assert [secret for secret in secrets if secret in text] == [], name
