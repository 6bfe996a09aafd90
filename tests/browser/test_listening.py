"""Who can reach a server, and what it tells them."""

import json
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import websockets.sync.client
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from lib.errors import NotAllowed
from lib.ui import access, private
from lib.ui.server import local_only, sessions
from tests.browser.conftest import ROOT, Served, free_port, serving

# Linux answers for every 127.x.y.z: a server that listens on every address of its machine does too,
# one on localhost does not.
ELSEWHERE = "127.0.0.2"


def reached(base: str, host: str) -> bool:
    with socket.socket() as asked:
        asked.settimeout(5)
        return asked.connect_ex((host, urlsplit(base).port)) == 0


def status(address: str, method: str = "GET", **headers: str) -> int:
    """headers: with _ for -."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(
            urllib.request.Request(address, method=method, headers=named), timeout=10
        ) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


def test_it_listens_on_this_machine_alone_and_keeps_its_metrics_to_itself(house: Served) -> None:
    base = house.base
    assert reached(base, "127.0.0.1") and not reached(base, ELSEWHERE)
    assert status(f"{base}/_stcore/health") == 200
    for path in (
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/%6detrics",
        "/_stcore/metrics?families=session_events",
        "/_stcore/agent",
        "/_stcore/agent/openapi.json",
        "/metrics",
    ):
        for method in ("GET", "OPTIONS", "HEAD"):
            assert status(base + path, method) in (404, 405), (path, method)
    it_says_how_it_is(base)
    it_has_an_end_of_sessions(base)
    it_answers_its_own_machine_alone(base)


def it_says_how_it_is(base: str) -> None:
    """Health, readiness, headers and what it refuses, of a server that is told nothing."""
    assert status(f"{base}/healthz") == 200
    with urllib.request.urlopen(f"{base}/readyz", timeout=10) as answer:
        assert json.load(answer) == {"data": True, "database": True, "rehearsal": True}
    with urllib.request.urlopen(f"{base}/reallocate", timeout=10) as answer:
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Strict-Transport-Security"] is None
    assert status(f"{base}/reallocate?moves={'x' * 20_000}") == 414
    assert status(f"{base}/.well-known/security.txt") == 404  # no contact is named
    # who writes where they come from, or that it was by https, is not believed
    asked = urllib.request.Request(base, headers={"X-Forwarded-Proto": "https"})
    with urllib.request.urlopen(asked, timeout=10) as answer:
        assert answer.headers["Strict-Transport-Security"] is None


def it_has_an_end_of_sessions(base: str) -> None:
    """One browser more than its share is told so, on the page and where it would have a session."""
    cookie = {"Cookie": f"{private.COOKIE}={generate_xsrf_token_string()}"}

    def opened() -> websockets.sync.client.ClientConnection:
        stream = f"{base.replace('http', 'ws')}/_stcore/stream"
        return websockets.sync.client.connect(stream, origin=base, additional_headers=cookie)

    with ExitStack() as stack:
        for _ in range(sessions.MOST_OF_A_BROWSER):
            stack.enter_context(opened())
        with pytest.raises(websockets.exceptions.InvalidStatus) as refused:
            opened()
        assert refused.value.response.status_code == 429
        assert b"times in this browser" in refused.value.response.body
        assert status(f"{base}/reallocate", **cookie) == 429
        assert status(f"{base}/reallocate") == 200
    assert status(f"{base}/reallocate", **cookie) == 200


def it_answers_its_own_machine_alone(base: str) -> None:
    """Without sign-in no other machine is answered, whatever way it comes by."""
    for headers in (
        {"Host": "dashboard.example.org"},
        {"Host": "localhost.example.org:80"},
        {"Host": "10.0.0.1"},
        {"X_Forwarded_For": "10.0.0.1"},
        {"X_Forwarded_Host": "dashboard.example.org"},
        {"Forwarded": "for=10.0.0.1"},
        {"X_Real_IP": "10.0.0.1"},
    ):
        for path in ("/", "/_stcore/health", "/app/static/map.js", "/media/x.csv"):
            assert status(base + path, **headers) == 403, (path, headers)
    with pytest.raises(websockets.exceptions.InvalidStatus):
        websockets.sync.client.connect(
            f"{base.replace('http', 'ws')}/_stcore/stream",
            origin=base,
            additional_headers={"X-Forwarded-For": "10.0.0.1"},
        )
    for host in ("localhost", "127.0.0.1", "[::1]", "[::1]:8501"):
        assert status(f"{base}/_stcore/health", Host=host) == 200


def test_it_listens_further_where_it_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "0.0.0.0")
    with serving(script="app.py") as base:
        assert reached(base, ELSEWHERE)


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("localhost", True),
        ("LOCALHOST:8501", True),
        ("127.0.0.1", True),
        ("127.8.8.8:80", True),
        ("::1", True),
        ("[::1]", True),
        ("[::1]:8501", True),
        ("", False),
        ("[::2]", False),
        ("[::1]example.org", False),
        ("[::1].example.org:80", False),
        ("example.org[::1]", False),
        ("localhost.example.org:80", False),
        ("127.0.0.1.example.org", False),
        ("localhost:80:example.org", False),
        ("[[::1]]", False),
    ],
)
def test_which_names_are_this_machines(host: str, ours: bool) -> None:
    assert access.is_this_machine(host) is ours


@pytest.mark.parametrize("address", ["0.0.0.0", "10.0.0.1", "dashboard.example.org", ""])
def test_without_sign_in_it_does_not_start_on_another_address(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.delenv(access.OPEN, raising=False)
    monkeypatch.setattr(private, "listens_on", lambda: address)
    with pytest.raises(SystemExit, match=r"This dashboard has no sign-in.*ALLOW_OPEN=1"):
        local_only.start()
    monkeypatch.setenv(access.OPEN, "1")
    local_only.start()
    for said in ("0", "", "true"):
        monkeypatch.setenv(access.OPEN, said)
        with pytest.raises(SystemExit):
            local_only.start()


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]"])
def test_it_starts_on_its_own_machine(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(private, "listens_on", lambda: address)
    local_only.start()


def test_secrets_that_cannot_be_read_let_nobody_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Or a slip in the file would make everyone the one at the machine."""
    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth\n")
    monkeypatch.setattr(private, "secrets_files", lambda: [str(broken)])
    with pytest.raises(NotAllowed, match="cannot be read"):
        access.person()
    with pytest.raises(SystemExit, match="cannot be read"):
        local_only.start()


def test_the_whole_server_ends_with_the_sentence() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "server.py"]
    elsewhere = ["--server.address", "0.0.0.0", "--server.port", str(free_port())]
    done = subprocess.run(
        [*command, *elsewhere], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode != 0 and "This dashboard has no sign-in" in done.stdout + done.stderr
